"""Decisions: kept, in force, ended, lapsed, read back from a spreadsheet."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.decided import (
    cause_in,
    decide,
    decisions_of_csv,
    known_in,
    load_decisions,
    open_in_csv,
    reopen,
    report_with,
)
from flows.settings import Settings
from model.decision import Decision, Ruling
from model.errors import UsageError
from model.history import State
from model.site import Site
from reports.decisions import Decisions, read_decisions, with_decisions, without_decision
from reports.table import report_to_csv
from reports.write import write_report
from tests.reports.made import DAY, TITLES, WHY, exhibit, finding_of, moved, page_of, report_of, result_of

PAGE = page_of("Lapatinib is the only one.", "It is still under study.")
RESULT = result_of(PAGE, finding_of(PAGE))
NAME = RESULT.judgement.findings[0].fingerprint
CAUSE = report_of(RESULT).causes[0].name


def _with(decision, *results):
    return report_of(*(results or (RESULT,)), decisions=Decisions({decision.on: decision}))


def test_what_was_accepted_leaves_the_work_list_and_stays_in_the_report():
    report = _with(Decision(NAME, Ruling.ACCEPTED, "History", DAY))
    assert report.causes == ()
    assert report.clean == 1
    ((_, item),) = report.settled
    assert item.state is State.ACCEPTED


def test_a_decision_ends_after_its_last_day_and_says_so():
    report = _with(Decision(NAME, Ruling.ACCEPTED, "History", DAY - timedelta(days=1)))
    assert len(report.causes) == 1
    assert "accepted until 23 November 2026: History" in report.entries[0].items[0].ruled.note


def test_a_decision_lapses_when_its_evidence_changes(tmp_path):
    write_report(report_of(RESULT), tmp_path / "r", WHY, TITLES)
    decide(tmp_path / "d.toml", tmp_path / "r", [Decision(NAME, Ruling.FALSE_ALARM, "Not so")])
    kept = load_decisions(tmp_path / "d.toml")
    assert report_of(RESULT, decisions=kept).causes == ()
    changed = result_of(PAGE, finding_of(PAGE, evidence=(exhibit("FDA says otherwise now"),)))
    report = report_of(changed, decisions=kept)
    assert len(report.causes) == 1
    assert "the evidence has changed" in report.entries[0].items[0].ruled.note


def _additions(*uses):
    """A drug that was approved for a further use after each page was dated: one cause, whatever the newest use."""
    pages = [page_of("Keytruda is given for it.", url=f"https://e.org/{n}") for n, _ in enumerate(uses)]
    return [
        result_of(p, finding_of(p, code="FDA008", subject="keytruda", evidence=(exhibit(use, "BLA1"),)))
        for p, use in zip(pages, uses, strict=True)
    ]


def test_a_decision_on_a_cause_lapses_when_the_fact_that_decides_it_changes(tmp_path):
    both = _additions("approved for a use (2019)", "approved for another (2021)")
    write_report(report_of(*both), tmp_path / "r", WHY, TITLES)
    (cause,) = report_of(*both).causes
    decide(tmp_path / "d.toml", tmp_path / "r", [Decision(cause.name, Ruling.FALSE_ALARM, "Not ours")])
    kept = load_decisions(tmp_path / "d.toml")
    assert report_of(*both, decisions=kept).causes == ()
    assert report_of(*reversed(both), decisions=kept).causes == ()
    report = report_of(
        *_additions("approved for a use (2019)", "approved for a third (2026)"), decisions=kept
    )
    (again,) = report.causes
    assert again.name == cause.name
    assert len(again.places) == 1
    assert "the evidence has changed" in report.entries[1].items[0].ruled.note


def test_a_cause_that_no_source_decides_has_nothing_that_could_change(tmp_path):
    alone = result_of(PAGE, finding_of(PAGE, code="DATE001", evidence=()))
    write_report(report_of(alone), tmp_path / "r", WHY, TITLES)
    (cause,) = report_of(alone).causes
    (known,) = decide(tmp_path / "d.toml", tmp_path / "r", [Decision(cause.name, Ruling.ACCEPTED, "Ours")])
    assert known.evidence == ""
    assert report_of(alone, decisions=load_decisions(tmp_path / "d.toml")).causes == ()


def test_a_decision_on_a_cause_holds_on_every_page_that_has_it():
    report = _with(Decision(CAUSE, Ruling.ACCEPTED, "Ours"), RESULT, moved(RESULT, "https://e.org/b"))
    assert report.causes == ()
    assert len(report.settled) == 2


def test_what_somebody_has_to_do_stays_on_the_list():
    assert len(_with(Decision(NAME, Ruling.TO_DO, assignee="Ana")).causes) == 1


def test_a_decision_on_nothing_is_named():
    (unused,) = _with(Decision("v1:000000000000", Ruling.ACCEPTED, "x")).unused
    assert unused.on == "v1:000000000000"


def test_the_file_keeps_its_comments_and_reads_back():
    text = (
        "# ours\n\n"
        + with_decisions("", [Decision(NAME, Ruling.ACCEPTED, 'He said "no"', DAY, "J.")])
        + "# end\n"
    )
    more = with_decisions(text, [Decision(CAUSE, Ruling.FALSE_ALARM, "y")], {CAUSE: "a [thing]\n"})
    assert "# ours" in more
    found = read_decisions(more).by_name
    assert found[NAME].reason == 'He said "no"'
    assert found[NAME].until == DAY
    assert set(read_decisions(without_decision(more, NAME)).by_name) == {CAUSE}


@pytest.mark.parametrize(
    "text",
    ["[[decision]]\n", '[[decision]]\non = "x"\nis = "accepted"\n', '[[decision]]\non = "v1:a"\nis = "fine"\n',
     '[[decision]]\non = "v1:a"\nis = "accepted"\n', '[[decision]]\non = "v1:a"\nis = "accepted"\nreason = "x"\nuntil = "soon"\n',
     "decision = 3\n", "x = 1\n", "[[decision\n", '[[decision]]\non = "v1:a"\nis = "to do"\nwhen = 1\n', "a = " + "[" * 9000],
)  # fmt: skip
def test_what_is_no_decision_is_one_line(text):
    with pytest.raises(UsageError) as told:
        read_decisions(text)
    assert "\n" not in str(told.value)


def test_a_broken_file_is_told_and_not_overwritten(tmp_path):
    write_report(report_of(RESULT), tmp_path / "r", WHY, TITLES)
    (tmp_path / "d.toml").write_text("[[decision\n")
    with pytest.raises(UsageError, match="not valid TOML"):
        decide(tmp_path / "d.toml", tmp_path / "r", [Decision(NAME, Ruling.ACCEPTED, "x")])
    assert (tmp_path / "d.toml").read_text() == "[[decision\n"


def test_a_decision_on_what_the_report_does_not_know_is_refused(tmp_path):
    write_report(report_of(RESULT), tmp_path / "r", WHY, TITLES)
    with pytest.raises(UsageError, match="no such finding"):
        decide(tmp_path / "d.toml", tmp_path / "r", [Decision("v1:000000000000", Ruling.ACCEPTED, "x")])
    assert not (tmp_path / "d.toml").exists()
    with pytest.raises(UsageError, match="there is no report here"):
        known_in(tmp_path, [NAME])


def test_what_is_reopened_is_gone_from_the_file(tmp_path):
    write_report(report_of(RESULT), tmp_path / "r", WHY, TITLES)
    decide(tmp_path / "d.toml", tmp_path / "r", [Decision(NAME, Ruling.ACCEPTED, "x")])
    assert reopen(tmp_path / "d.toml", NAME).reason == "x"
    assert load_decisions(tmp_path / "d.toml").by_name == {}
    with pytest.raises(UsageError, match="no decision on"):
        reopen(tmp_path / "d.toml", NAME)


def _edited(changes, delimiter=","):
    rows = list(csv.DictReader(io.StringIO(report_to_csv(report_of(RESULT))[1:])))
    rows[0].update(changes)
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16"),
                                                    (",", "utf-8")])  # fmt: skip
def test_a_spreadsheet_is_read_back(tmp_path, delimiter, encoding):
    sheet = tmp_path / "edited.csv"
    text = _edited({"status": "Accepted", "note": "Archivé", "until": "2027-01-31"}, delimiter)
    sheet.write_bytes(text.encode(encoding, "replace"))
    (decision,) = decisions_of_csv(sheet, DAY)
    assert decision == Decision(NAME, Ruling.ACCEPTED, "Archivé", date(2027, 1, 31), decided=DAY)


def test_columns_may_be_moved_added_and_dropped_and_a_note_may_have_lines(tmp_path):
    note = 'Archived; "on purpose",\nsays so at the top'
    rows = list(csv.DictReader(io.StringIO(_edited({"status": "accepted", "note": note}))))
    out = io.StringIO()
    writer = csv.DictWriter(
        out, ["note", "ours", "fingerprint", "quote", "status"], extrasaction="ignore", delimiter=";"
    )
    writer.writeheader()
    writer.writerows([{"status": "", "fingerprint": ""}, *({**row, "ours": "x"} for row in rows)])
    (tmp_path / "e.csv").write_bytes(out.getvalue().encode("utf-8-sig"))
    (decision,) = decisions_of_csv(tmp_path / "e.csv", DAY)
    assert (decision.on, decision.reason) == (NAME, 'Archived; "on purpose", says so at the top')


@pytest.mark.parametrize(
    ("written", "day"),
    [("31.01.2027", date(2027, 1, 31)), ("5.6.2027", date(2027, 6, 5)), ("1/31/2027", date(2027, 1, 31)),
     ("31/01/2027", date(2027, 1, 31)), ("06-06-2027", date(2027, 6, 6))],
)  # fmt: skip
def test_a_day_is_read_as_a_spreadsheet_saves_it(tmp_path, written, day):
    (tmp_path / "e.csv").write_text(_edited({"status": "accepted", "note": "x", "until": written}), "utf-8")
    assert [d.until for d in decisions_of_csv(tmp_path / "e.csv", DAY)] == [day]


def test_somebody_named_in_a_spreadsheet_has_it(tmp_path):
    (tmp_path / "e.csv").write_text(_edited({"assignee": "Ana"}), "utf-8")
    (decision,) = decisions_of_csv(tmp_path / "e.csv", DAY)
    assert (decision.ruling, decision.assignee) == (Ruling.TO_DO, "Ana")


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"status": "done"}, "row 2: status 'done'"), ({"status": "accepted"}, "needs a note"),
     *[({"status": "accepted", "note": "x", "until": day}, "row 2: until '.*' is not one day")
       for day in ("5/6/2027", "31.13.2027", "30/2/2027", "soon", "2027-02-30", "13/13/2027")]],
)  # fmt: skip
def test_a_wrong_cell_is_told_by_its_row(tmp_path, changes, told):
    (tmp_path / "e.csv").write_text(_edited(changes), "utf-8")
    with pytest.raises(UsageError, match=told):
        decisions_of_csv(tmp_path / "e.csv", DAY)


def test_an_untouched_spreadsheet_decides_nothing(tmp_path):
    (tmp_path / "e.csv").write_text(report_to_csv(report_of(RESULT)), "utf-8")
    assert decisions_of_csv(tmp_path / "e.csv", DAY) == []


def test_a_row_that_says_open_takes_nothing_back_and_is_told(tmp_path):
    (tmp_path / "e.csv").write_text(_edited({"status": "open"}), "utf-8")
    assert decisions_of_csv(tmp_path / "e.csv", DAY) == []
    assert open_in_csv(tmp_path / "e.csv") == {NAME}
    (tmp_path / "e.csv").write_text(_edited({"status": "open", "assignee": "Ana"}), "utf-8")
    assert open_in_csv(tmp_path / "e.csv") == set()


def test_of_several_sites_the_report_that_knows_the_finding_is_asked(tmp_path):
    other = page_of("It is still under study.", url="https://e.org/b")
    elsewhere = result_of(other, finding_of(other, subject="other"))
    write_report(report_of(elsewhere), tmp_path / "a", WHY, TITLES)
    write_report(report_of(RESULT), tmp_path / "b", WHY, TITLES)
    sites = tuple(Site(name, ("https://e.org/",), out=tmp_path / name) for name in ("a", "b", "never"))
    settings = Settings(audit={"out": str(tmp_path / "none")}, sites=sites)
    assert report_with(settings, [NAME]) == tmp_path / "b"
    assert (
        report_with(settings, ["v2:000000000000"]) == tmp_path / "a"
    )  # which then says that it knows it not
    assert report_with(Settings(), [NAME]) == Path("audit-report")


def test_a_cause_is_found_with_its_pages(tmp_path):
    write_report(report_of(RESULT, moved(RESULT, "https://e.org/b")), tmp_path / "r", WHY, TITLES)
    cause, pages = cause_in(tmp_path / "r", CAUSE)
    assert cause["pages"] == len(pages) == 2
    assert cause_in(tmp_path / "r", "c1:00000000") is None
    with pytest.raises(UsageError, match="there is no report here"):
        cause_in(tmp_path, CAUSE)
