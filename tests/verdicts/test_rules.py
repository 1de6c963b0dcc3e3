"""The rules of a verdict, one by one, with claims built by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from model.approval import Action, ApprovalEvent, Timeline
from model.claim import Anchor, AnchorKind, Claim, Exclusivity, Status, Subject
from model.dates import PartialDate
from model.evidence import Evidence, Unanswered
from model.finding import Verdict
from model.indication import Indication
from model.span import Span
from tests.checks.fda.conftest import act, approved, names
from verdicts import ClaimJudgement, judge_claim

TODAY = date(2026, 11, 24)
BREAST = approved("olaparib", "2018-01-12", "breast cancer", brand="Lynparza")


def claim(drug: str = "olaparib", use: str = "breast cancer", **more: object) -> Claim:
    """ "Olaparib is not approved for breast cancer"."""
    own: dict[str, object] = {"status": Status.NOT_APPROVED, "indication": Indication(use)}
    return Claim(Span(0, 1), 0, Subject(drug, (drug,)), **{**own, **more})  # type: ignore[arg-type]


def judged(
    said: Claim,
    *events: ApprovalEvent,
    dated: str = "",
    as_of: date = TODAY,
    complete: bool = True,
    today: date = TODAY,
    more: Iterable[str] = (),
) -> ClaimJudgement:
    by_drug: dict[str, list[ApprovalEvent]] = {d: [] for d in more}
    for event in sorted(events, key=lambda e: e.date.earliest()):
        by_drug.setdefault(event.drug, []).append(event)
    timelines: dict[str, Evidence[Timeline] | Unanswered] = {
        d: Evidence("FDA", d, "", "timeline", Timeline(d, tuple(own), as_of, complete), as_of)
        for d, own in by_drug.items()
    }
    page = PartialDate.parse(dated) if dated else None
    return judge_claim(said, page, today, names(), timelines)


@pytest.mark.parametrize(
    ("dated", "verdict", "why"),
    [
        ("", Verdict.OUTDATED, "no date: it speaks today"),
        ("2017-01-01", Verdict.OUTDATED, "approved since"),
        ("2018-01-12", Verdict.OUTDATED, "the very day"),
        ("2018-01", Verdict.OUTDATED, "in that month: untrue today all the same"),
        ("2018", Verdict.OUTDATED, "in that year"),
        ("2018-01-13", Verdict.CONTRADICTED, "the day after"),
        ("2019", Verdict.CONTRADICTED, "the year after"),
    ],
)
def test_a_denial_on_both_sides_of_the_approval(dated, verdict, why):
    assert judged(claim(), BREAST, dated=dated).verdict is verdict, why


@pytest.mark.parametrize(
    ("dated", "verdict"),
    [("", Verdict.OUTDATED), ("2011-01-01", Verdict.OUTDATED), ("2014-01-01", Verdict.CONTRADICTED),
     ("2009-01-01", Verdict.CONTRADICTED)],
)  # fmt: skip
def test_an_approval_on_both_sides_of_its_end(dated, verdict):
    given, taken = (
        approved("olaparib", "2010-01-01", "gout"),
        act("olaparib", Action.WITHDRAWN, "2012-01-01", "gout"),
    )
    assert judged(claim(use="gout", status=Status.APPROVED), given, taken, dated=dated).verdict is verdict


def test_a_denial_that_gives_its_own_day_is_judged_on_it():
    said = claim(anchor=Anchor(AnchorKind.AS_OF, PartialDate(2016, 3), "as of March 2016"))
    assert judged(said, BREAST, dated="2020-01-01").verdict is Verdict.OUTDATED
    history = claim(anchor=Anchor(AnchorKind.ON, PartialDate(2012), "in 2012"))
    assert judged(history, BREAST, dated="2020-01-01").verdict is Verdict.SUPPORTED
    assert judged(replace(history, anchor=Anchor(AnchorKind.ON, PartialDate(2019))), BREAST).verdict is (
        Verdict.CONTRADICTED
    )


@pytest.mark.parametrize(("days", "verdict"), [(45, Verdict.SUPPORTED), (46, Verdict.NOT_VERIFIED)])
def test_an_absence_holds_up_to_the_data_and_a_grace_beyond(days, verdict):
    as_of = date.fromordinal(TODAY.toordinal() - days)
    one = judged(claim(use="gout"), BREAST, dated="2020-01-01", as_of=as_of)
    assert one.verdict is verdict
    assert "run refresh" in one.reason or verdict is Verdict.SUPPORTED


def test_old_data_still_accuse():
    assert judged(claim(), BREAST, dated="2017-01-01", as_of=date(2019, 1, 1)).verdict is Verdict.OUTDATED


def test_what_was_not_understood_is_never_called_true():
    said = claim(use="gout", unread=("in most states",))
    assert judged(said, BREAST, dated="2020-01-01").verdict is Verdict.NOT_VERIFIED
    positive = claim(status=Status.APPROVED, unread=("at half the dose",))
    assert judged(positive, BREAST, dated="2020-01-01").verdict is Verdict.NOT_VERIFIED
    assert (
        judged(claim(unread=("as a single dose",)), BREAST, dated="2017-01-01").verdict
        is Verdict.NOT_VERIFIED
    )


NOT_MATCHED = [
    (Indication("breast cancer", age_to=144, population="children"), BREAST, "no age is known"),
    (Indication("breast cancer", unread=("in situ",)), BREAST, "a word that no record holds"),
    (Indication("breast cancer", purpose="prevent"), BREAST, "prevention"),
    (Indication("breast cancer", partners=("letrozole",)), BREAST, "a partner"),
    (Indication("breast cancer", setting="first line"), approved("olaparib", "2018-01-12", "breast cancer", setting="later line"), "another line"),
    (Indication("breast cancer", biomarkers=("her2+",)), approved("olaparib", "2018-01-12", "breast cancer", markers=("her2-",)), "the opposite marker"),
    (Indication(biomarkers=("brca+",)), BREAST, "a marker, whatever the tumour"),
    (Indication("ovarian cancer"), BREAST, "another disease"),
]  # fmt: skip


@pytest.mark.parametrize(("use", "event", "why"), NOT_MATCHED)
@pytest.mark.parametrize("status", [Status.NOT_APPROVED, Status.APPROVED])
def test_no_accusation_and_no_green_light_without_a_match(use, event, why, status):
    one = judged(claim(indication=use, status=status), event, dated="2020-01-01", complete=False)
    assert one.verdict is Verdict.NOT_VERIFIED, (why, one.reason)


def test_ages_that_overlap_decide_and_others_do_not():
    young = replace(BREAST, indication=Indication("breast cancer", age_from=72, population="children"))
    for age, verdict in ((144, Verdict.CONTRADICTED), (72, Verdict.SUPPORTED)):
        said = claim(indication=Indication("breast cancer", population="children", age_to=age))
        assert judged(said, young, dated="2020-01-01").verdict is verdict
    said = claim(indication=Indication("breast cancer", population="adults"))
    assert judged(said, young, dated="2020-01-01").verdict is not Verdict.CONTRADICTED, (
        "children's approval alone"
    )


def test_a_vaccine_is_no_treatment():
    vaccine = replace(
        approved("rsv vaccine (gsk)", "2023-05-03", "rsv"), indication=Indication("rsv", purpose="prevent")
    )
    said = Claim(
        Span(0, 1), 0, Subject("no drug"), Status.NOT_APPROVED, Indication("rsv"), Exclusivity.NO_DRUG
    )
    assert judged(said, vaccine, dated="2024-01-01").verdict is Verdict.NOT_VERIFIED
    named = Claim(
        Span(0, 1), 0, Subject("Arexvy", ("rsv vaccine (gsk)",)), Status.NOT_APPROVED, Indication("rsv")
    )
    assert judged(named, vaccine, dated="2024-01-01").verdict is Verdict.CONTRADICTED


def test_an_excepted_drug_is_no_answer_and_several_do_not_end_the_search():
    ours = (approved("riluzole", "1995-12-12", "amyotrophic lateral sclerosis"),
            approved("edaravone", "2017-05-05", "amyotrophic lateral sclerosis"))  # fmt: skip
    later = approved("tofersen", "2023-04-25", "amyotrophic lateral sclerosis")
    said = Claim(
        Span(0, 1), 0, Subject("no other drug", excluding=("riluzole", "edaravone")), Status.NOT_APPROVED,
        Indication("amyotrophic lateral sclerosis"), Exclusivity.NO_DRUG,
    )  # fmt: skip
    assert judged(said, *ours, dated="2020-01-01").verdict is Verdict.NOT_VERIFIED
    one = judged(said, *ours, later, dated="2020-01-01")
    assert (one.verdict, str(one.since)) == (Verdict.OUTDATED, "2023-04-25")


def test_a_brand_that_no_record_names_is_never_accused():
    said = Claim(Span(0, 1), 0, Subject("Lipodox", ("olaparib",), brands=("Lipodox",)), Status.NOT_APPROVED)
    lexicon = names()
    drug = replace(lexicon.drugs["olaparib"], brands=("Lynparza", "Lipodox"))
    lexicon = replace(lexicon, drugs={**lexicon.drugs, "olaparib": drug})
    answer = Evidence("FDA", "olaparib", "", "", Timeline("olaparib", (BREAST,), TODAY, True), TODAY)
    for status in (Status.NOT_APPROVED, Status.APPROVED):
        one = judge_claim(
            replace(said, status=status), PartialDate(2020, 1, 1), TODAY, lexicon, {"olaparib": answer}
        )
        assert one.verdict is Verdict.NOT_VERIFIED, one.reason


@pytest.mark.parametrize("action", [Action.LEFT_MARKET, Action.WITHDRAWN])
def test_the_end_of_the_whole_drug_ends_every_use(action):
    end = act("olaparib", action, "2020-05-01", brand="Lynparza")
    said = claim(use="gout", status=Status.APPROVED)
    assert judged(said, BREAST, end, dated="2019-01-01").verdict is Verdict.OUTDATED
    assert judged(said, BREAST, end, dated="2021-01-01").verdict is Verdict.CONTRADICTED
    assert judged(said, BREAST, end).verdict is Verdict.OUTDATED


def test_a_day_that_was_waited_for_ages_by_itself():
    said = claim(
        use="gout",
        status=Status.UNDER_REVIEW,
        anchor=Anchor(AnchorKind.FUTURE, PartialDate(2022, 6), "June 2022"),
    )
    one = judged(said, BREAST, dated="2021-01-01", complete=False)
    assert (one.verdict, one.events) == (Verdict.OUTDATED, ())
    assert "has passed" in one.reason
    ahead = replace(said, anchor=Anchor(AnchorKind.FUTURE, PartialDate(2027, 6), "June 2027"))
    assert judged(ahead, BREAST, dated="2021-01-01").verdict is Verdict.NOT_VERIFIED


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("2010", Verdict.CONTRADICTED),
        ("2018", Verdict.SUPPORTED),
        ("2018-01-11", Verdict.SUPPORTED),
        ("2018-01-25", Verdict.NOT_VERIFIED),
        ("2017-12", Verdict.NOT_VERIFIED),
    ],
)
def test_a_wrong_year_is_told_and_a_days_difference_is_nothing(said, verdict):
    one = claim(status=Status.APPROVED, anchor=Anchor(AnchorKind.ON, PartialDate.parse(said), said))
    assert judged(one, BREAST, dated="2020-01-01").verdict is verdict


@pytest.mark.parametrize(
    ("status", "dated", "verdict"),
    [
        (Status.IN_USE, "2019-01-01", Verdict.OUTDATED),
        (Status.IN_USE, "2021-01-01", Verdict.CONTRADICTED),
        (Status.IN_USE, "", Verdict.OUTDATED),
        (Status.NOT_MARKETED, "2021-01-01", Verdict.SUPPORTED),
    ],
)
def test_a_drug_that_left_the_market_is_not_in_use(status, dated, verdict):
    end = act("olaparib", Action.LEFT_MARKET, "2020-05-01", brand="Lynparza")
    said = Claim(Span(0, 1), 0, Subject("olaparib", ("olaparib",)), status)
    assert judged(said, BREAST, end, dated=dated).verdict is verdict


def test_leaving_the_market_is_no_withdrawal_of_the_approval():
    end = replace(act("olaparib", Action.LEFT_MARKET, "2020-05-01", brand="Lynparza"), by="maker")
    on = Anchor(AnchorKind.ON, PartialDate(2020, 5), "in May 2020")
    said = Claim(Span(0, 1), 0, Subject("olaparib", ("olaparib",)), Status.WITHDRAWN, anchor=on)
    assert judged(replace(said, cue="withdrew its approval"), BREAST, end).verdict is Verdict.NOT_VERIFIED
    assert judged(replace(said, cue="was taken off the market"), BREAST, end).verdict is Verdict.SUPPORTED


def test_a_form_is_met_by_that_form_alone():
    shot = replace(BREAST, routes=("injection",))
    said = claim()
    oral = replace(said, subject=replace(said.subject, routes=("oral",)))
    assert judged(oral, shot, dated="2020-01-01").verdict is Verdict.NOT_VERIFIED
    assert judged(oral, replace(BREAST, routes=("oral",)), dated="2020-01-01").verdict is Verdict.CONTRADICTED


def test_a_month_stays_a_month():
    one = judged(claim(), replace(BREAST, date=PartialDate(2018, 1)), dated="2017-01-01")
    assert str(one.since) == "2018-01"


def test_a_count_that_is_told_as_history_does_not_age():
    members = ("olaparib", "niraparib", "rucaparib", "talazoparib", "abiraterone / niraparib")
    events = [approved(d, day, "ovarian cancer") for d, day in zip(members[:3], ("2014-12-19", "2015-03-27", "2017-12-19"), strict=True)]  # fmt: skip
    said = Claim(
        Span(0, 1), 0, Subject("PARP inhibitors", members, "parp inhibitor", generic_group="parp inhibitor"),
        Status.APPROVED, exclusivity=Exclusivity.COUNT, count=2,
    )  # fmt: skip
    assert judged(said, *events, dated="2016-06-01", more=members).verdict is Verdict.OUTDATED
    assert (
        judged(
            replace(said, historic=True, anchor=Anchor(AnchorKind.RECENT)),
            *events,
            dated="2016-06-01",
            more=members,
        ).verdict
        is Verdict.SUPPORTED
    )


@pytest.mark.parametrize(
    ("dated", "verdict"),
    [
        ("2017-11", Verdict.NOT_VERIFIED),
        ("2018-01", Verdict.SUPPORTED),
        ("2019", Verdict.SUPPORTED),
        ("", Verdict.SUPPORTED),
    ],
)
def test_what_came_after_the_page_does_not_bear_it_out(dated, verdict):
    """ "Licensed in Canada ...", "hope it will end the drought": the word of approval was not what it seemed."""
    assert judged(claim(status=Status.APPROVED), BREAST, dated=dated).verdict is verdict


def test_a_date_that_is_only_seen_may_be_late():
    said = claim(status=Status.APPROVED)
    assert judged(said, replace(BREAST, seen=True), dated="2017-11").verdict is Verdict.SUPPORTED
