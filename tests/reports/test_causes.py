"""What is one cause, what comes first, and what is told beside another finding."""

from dataclasses import replace
from datetime import date

import pytest

from model.finding import NotVerified, Severity
from model.history import History, PagePast, Past, Resolved, State
from reports.build import SourceState
from reports.causes import cause_of, harm_of
from reports.gathering import under
from reports.headlines import headline
from reports.overview import alarms, changes, source_lines
from reports.owners import causes_of, mail_of
from tests.reports.made import (
    DAY,
    RUN,
    TITLES,
    exhibit,
    finding_of,
    moved,
    page_of,
    report_of,
    result_of,
)

PAGE = page_of("Lapatinib is the only one.", "It is still under study.", "A third sentence.")


def test_one_fact_on_many_pages_is_one_cause_whatever_the_words():
    outdated = result_of(PAGE, finding_of(PAGE))
    contradicted = result_of(
        page_of("Another sentence.", url="https://e.org/b"),
        finding_of(
            page_of("Another sentence.", url="https://e.org/b"), code="FDA002", message="Other words."
        ),
    )
    report = report_of(outdated, contradicted, moved(outdated, "https://e.org/c"))
    (cause,) = report.causes
    assert len(cause.places) == 3
    assert set(cause.codes) == {"FDA001", "FDA002"}


def test_two_facts_are_two_causes():
    other = finding_of(PAGE, 2, evidence=(exhibit("FDA approved Tukysa", "NDA213411"),))
    assert cause_of(finding_of(PAGE)) != cause_of(other)


def test_what_no_source_decides_has_its_check_as_cause():
    one = finding_of(PAGE, code="REF001", evidence=(), subject="marker 9", since=None)
    two = finding_of(PAGE, 2, code="REF001", evidence=(), subject="marker 3", since=None)
    assert cause_of(one) == cause_of(two)


def test_a_further_use_is_one_cause_a_drug_whatever_use_is_newest():
    one = finding_of(PAGE, code="FDA008", subject="bevacizumab: approved for a further use")
    two = finding_of(
        PAGE, code="FDA008", subject="bevacizumab: approved for a further use", evidence=(exhibit("x"),)
    )
    assert cause_of(one) == cause_of(two)


@pytest.mark.parametrize(
    ("code", "more", "harm"),
    [("FDA004", {}, 1), ("REF006", {}, 1), ("FDA001", {"harm": True}, 1), ("FDA001", {}, 2), ("FDA008", {}, 3),
     ("REF005", {}, 3), ("TIME004", {}, 3), ("TIME001", {"evidence": ()}, 4), ("DATE002", {"evidence": ()}, 4)],
)  # fmt: skip
def test_harm_has_four_classes(code, more, harm):
    assert harm_of(finding_of(PAGE, code=code, **more)) == harm


def _one(url, **more):
    page = page_of("A sentence of this page.", url=url)
    return result_of(page, finding_of(page, **more))


def test_harm_comes_first_then_the_newest_change_then_reach():
    old = _one("https://e.org/1", evidence=(exhibit("old", "A"),), since=date(2013, 1, 1))
    new = _one("https://e.org/2", evidence=(exhibit("new", "B"),), since=date(2025, 1, 1))
    gone = _one("https://e.org/3", code="FDA004", evidence=(exhibit("gone", "C"),), since=date(2011, 1, 1))
    aged = [_one(f"https://e.org/a{i}", code="TIME001", evidence=(), since=None) for i in range(3)]
    single = _one("https://e.org/s", code="DATE001", evidence=(), since=None)
    report = report_of(old, new, single, *aged, gone)
    assert [c.finding.code for c in report.causes] == ["FDA004", "FDA001", "FDA001", "TIME001", "DATE001"]
    assert [c.finding.evidence[0].says for c in report.causes[1:3]] == ["new", "old"]


def test_what_may_concern_the_page_comes_after_what_does_within_a_class():
    note = _one(
        "https://e.org/1",
        code="FDA007",
        severity=Severity.NOTE,
        evidence=(exhibit("n", "A"),),
        since=date(2026, 1, 1),
    )
    error = _one("https://e.org/2", code="FDA004", evidence=(exhibit("e", "B"),), since=date(2001, 1, 1))
    assert [c.finding.code for c in report_of(note, error).causes] == ["FDA004", "FDA007"]


def test_a_complaint_on_the_same_sentence_is_told_beside_the_graver_one():
    ageing = finding_of(PAGE, code="TIME001", severity=Severity.NOTE, evidence=(), subject="ageing language")
    report = report_of(result_of(PAGE, finding_of(PAGE), ageing))
    assert [c.finding.code for c in report.causes] == ["FDA001"]
    assert report.count(Severity.NOTE) == 1  # it is counted all the same


def test_a_safety_note_beside_an_error_keeps_its_own_cause():
    boxed = finding_of(PAGE, code="FDA007", severity=Severity.NOTE, evidence=(exhibit("boxed warning"),))
    report = report_of(result_of(PAGE, finding_of(PAGE), boxed))
    assert [c.finding.code for c in report.causes] == ["FDA007", "FDA001"]


# -- what changed


def test_on_a_first_run_nothing_is_new():
    result = result_of(PAGE, finding_of(PAGE))
    name = result.judgement.findings[0].fingerprint
    report = report_of(result, history={name: DAY})
    assert report.of_state(State.NEW) == 0
    assert "no earlier audit" in changes(report)


def test_what_today_saw_first_is_new_where_an_earlier_day_saw_something():
    result = result_of(PAGE, finding_of(PAGE), finding_of(PAGE, 2, subject="other"))
    one, two = (f.fingerprint for f in result.judgement.findings)
    report = report_of(result, history={one: date(2026, 11, 1), two: DAY})
    assert [i.state for i in report.entries[0].items] == [State.OPEN, State.NEW]
    assert changes(report) == "Since 1 November 2026: 1 new."


def test_states_of_a_fuller_memory_are_told():
    result = result_of(PAGE, finding_of(PAGE), finding_of(PAGE, 2, subject="other"))
    one, two = (f.fingerprint for f in result.judgement.findings)
    history = History(
        {one: Past(State.REOPENED, date(2026, 1, 1), DAY), two: Past(State.NOT_RECHECKED, date(2026, 1, 1), date(2026, 11, 1))},
        (Resolved("v1:aaaaaaaaaaaa", "FDA001", PAGE.url, "Gone.", "text changed", DAY),),
        {PAGE.url: PagePast("not_reached", date(2026, 11, 1))},
        date(2026, 11, 17),
    )  # fmt: skip
    report = report_of(result, history=history)
    assert (
        changes(report)
        == "Since 17 November 2026: nothing new, 1 resolved (text changed), 1 came back, 1 not re-checked."
    )
    assert any("not reached" in line for line in alarms(report))


def test_old_data_are_told_before_the_findings_and_fresh_ones_are_not():
    old = replace(RUN, sources=(SourceState("FDA starter", "snapshot", date(2025, 12, 31)),))
    (line,) = alarms(report_of(result_of(PAGE), run=old))
    assert line.startswith("FDA data end on 31 December 2025, 10 months ago: newer approvals")
    assert alarms(report_of(result_of(PAGE))) == []


def test_an_owners_list_holds_the_owners_own_sentences_and_dates():
    old = page_of("Updated in 2014.", url="https://e.org/a", title="Old page")
    older = page_of("Updated in 2009.", url="https://e.org/b", title="Older page")
    more = {"code": "DATE002", "evidence": (), "verdict": None, "since": None}
    results = [
        result_of(old, finding_of(old, message="It was updated in 2014.", **more), owner="Ana"),
        result_of(older, finding_of(older, message="It was updated in 2009.", severity=Severity.NOTE, **more), owner="Ben"),
    ]  # fmt: skip
    report = report_of(*results)
    assert len(report.causes) == 1
    for owner, message, severity in (
        ("Ana", "It was updated in 2014.", Severity.ERROR),
        ("Ben", "It was updated in 2009.", Severity.NOTE),
    ):
        (cause,) = causes_of(report, owner)
        assert cause.finding.message == message
        assert cause.severity is severity
        assert {e.owner for e, _ in cause.worst} == {owner}
        mail = mail_of(report, owner, headline(TITLES))
        assert message in mail
    assert causes_of(report, "Eva") == ()


def test_the_page_whose_sentence_is_quoted_is_named_first():
    quiet = page_of("Sofosbuvir is not yet approved.", url="https://e.org/a", title="Quiet")
    busy = page_of("Sofosbuvir is not approved.", "It may be.", url="https://e.org/b", title="Busy")
    more = finding_of(busy, 2, code="REF001", evidence=(), subject="m")
    report = report_of(
        result_of(quiet, finding_of(quiet), owner="Ana"), result_of(busy, finding_of(busy), more, owner="Ana")
    )
    cause = next(c for c in report.causes if len(c.places) == 2)
    (own,) = (c for c in causes_of(report, "Ana") if c.name == cause.name)
    for one in (cause, own):
        assert one.quote == "Sofosbuvir is not yet approved."
        assert [e.title for e, _ in one.worst] == ["Quiet", "Busy"]


def test_an_owner_is_quoted_from_the_page_that_is_named_first():
    pages = [page_of(f"Sentence {n}.", url=f"https://e.org/{n}", title=f"Page {n}") for n in range(5)]
    last = finding_of(pages[4], severity=Severity.ERROR)
    notes = [result_of(p, finding_of(p, severity=Severity.NOTE), owner="Ana") for p in pages[:4]]
    report = report_of(*notes, result_of(pages[4], last, owner="Ana"))
    for one in (report.causes[0], causes_of(report, "Ana")[0]):
        assert (one.quote, one.worst[0][0].title) == ("Sentence 4.", "Page 4")


def test_where_a_sentence_stands_is_told_without_the_pages_own_title():
    page = page_of("Lapatinib is the only one.", title="On the drug | A charity")
    assert under(page, 0) == ""
    section = replace(page.sections[0], path=("On the drug", "Doses"))
    assert under(replace(page, sections=(section,)), 0) == "Doses"
    assert under(page, None) == ""


def test_a_finding_that_only_names_the_page_quotes_nothing():
    missing = finding_of(PAGE, code="DATE001", span=None, section=None, quote=PAGE.title, evidence=())
    (cause,) = report_of(result_of(PAGE, missing)).causes
    assert cause.quote == ""


def test_references_that_nobody_could_check_are_told_once_though_claims_were_checked():
    open_ones = tuple(
        NotVerified(PAGE.url, 0, "reference", f"Doe J. {n}", "not in the PubMed snapshot", "PubMed")
        for n in range(3)
    )
    result = result_of(PAGE, held=("Lapatinib is the only one.",))
    result = replace(result, judgement=replace(result.judgement, not_verified=open_ones))
    assert "None of 3 references was checked: not in the local copy of PubMed." in alarms(report_of(result))


def test_the_parts_of_a_source_stand_under_its_name():
    parts = (
        SourceState("FDA starter", "snapshot", date(2025, 12, 31), "2,704 drugs"),
        SourceState("FDA starter", "snapshot", date(2019, 7, 2), "boxed warnings"),
        SourceState("PubMed", "live", None, trouble="no connection"),
    )
    lines = source_lines(report_of(result_of(PAGE), run=replace(RUN, sources=parts)))
    assert [len(told) for _, told in lines] == [2, 1]
    assert lines[0][1][0] == "2,704 drugs, to 31 December 2025"
    assert "did not answer all (no connection)" in lines[1][1][0]


def test_what_fda_was_silent_about_is_told_in_one_line():
    sources = (
        SourceState("FDA starter", "snapshot", date(2025, 12, 31)),
        SourceState(
            "openFDA", "live", None, "what FDA did since 31 December 2025 is unknown here", "no connection"
        ),
    )
    run = replace(RUN, sources=sources)
    assert (
        len([line for line in alarms(report_of(result_of(PAGE), run=run)) if "31 December 2025" in line]) == 1
    )


def test_the_same_edition_on_many_pages_is_told_by_its_name():
    told = "“Guidelines 2020–2025” was replaced on 7 January 2026 by the edition 2025–2030."
    old = result_of(PAGE, finding_of(PAGE, code="TIME002", message=told))
    (cause,) = report_of(old, moved(old, "https://e.org/b")).causes
    assert headline(TITLES)(cause) == told


@pytest.mark.parametrize("code", ["FDA001", "FDA002", "FDA003"])
def test_a_fact_that_many_pages_deny_is_told_as_what_is_wrong_with_them(code):
    untrue = result_of(PAGE, finding_of(PAGE, code=code))
    (cause,) = report_of(untrue, moved(untrue, "https://e.org/b")).causes
    told = headline(TITLES)(cause)
    assert told == "Untrue today: FDA approved Nerlynx (neratinib) (17 July 2017)."
