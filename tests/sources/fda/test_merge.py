"""Tellings of one act by several sources become one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.identifiers import ApplicationNumber
from model.indication import Indication
from sources.fda.merge import merge, unite

BREAST = Indication("breast cancer", "metastatic")
OVARIAN = Indication("ovarian cancer")


def event(
    action: Action,
    day: str,
    number: str = "NDA206162",
    use: Indication | None = None,
    says: str = "",
    seen: bool = False,
    brand_only: bool = False,
) -> ApprovalEvent:
    application = ApplicationNumber(number) if number else None
    return ApprovalEvent(
        "olaparib",
        action,
        PartialDate.parse(day),
        says,
        "a source",
        "https://www.fda.gov",
        application,
        "LYNPARZA",
        use,
        seen,
        brand_only,
    )


A, AA, C = Action.APPROVED, Action.ACCELERATED, Action.CONVERTED


@pytest.mark.parametrize(
    ("first", "second", "left", "why"),
    [
        (
            event(A, "2018-01-12", use=BREAST),
            event(A, "2018-01-12"),
            1,
            "Drugs@FDA tells the same, less well",
        ),
        (event(A, "2018-01-12", use=BREAST), event(A, "2018-01-15"), 1, "announced three days later"),
        (event(A, "2018-01-12", use=BREAST), event(A, "2018-01-16"), 2, "four days apart is another act"),
        (
            event(AA, "2014-12-19", use=OVARIAN),
            event(A, "2014-12-19"),
            1,
            "the original approval was accelerated",
        ),
        (event(C, "2014-12-19", use=OVARIAN), event(A, "2014-12-19"), 1, "the supplement converted it"),
        (event(A, "2018-01-12", use=BREAST), event(A, "2018-01-12", "NDA208558"), 2, "another application"),
        (
            event(A, "2018-01-12", "", use=BREAST),
            event(A, "2018-01-12"),
            1,
            "no application given: the day decides",
        ),
        (event(A, "2018-01-12", "BLA206162"), event(A, "2018-01-12"), 1, "insulins went from NDA to BLA"),
        (event(A, "2018-01-12", use=BREAST), event(A, "2018-01-12", use=OVARIAN), 2, "two uses of one day"),
        (event(A, "2018-01-12", use=BREAST), event(AA, "2018-01-12", use=BREAST), 2, "two actions"),
        (event(A, "2018-01", use=BREAST), event(A, "2018-01-30"), 1, "a month covers its days"),
        (event(A, "2018-01", use=BREAST), event(A, "2018-02-01"), 2, "and no others"),
        (
            event(A, "2018-01-12", use=BREAST),
            event(A, "2018-01-12", seen=True),
            2,
            "a day by which is no day on which",
        ),
        (
            event(Action.TENTATIVE, "2018-01-12", use=BREAST),
            event(A, "2018-01-12"),
            2,
            "tentative is no approval",
        ),
    ],
)
def test_two_tellings(first: ApprovalEvent, second: ApprovalEvent, left: int, why: str) -> None:
    found = unite([first, replace(second, source="another source")])
    assert len(found) == left, why
    assert first in found


def test_one_source_that_gives_two_days_means_two_acts() -> None:
    assert len(unite([event(A, "2018-01-12"), event(A, "2018-01-14")])) == 2
    assert len(unite([event(A, "2018-01-12"), event(A, "2018-01-12")])) == 1


def test_two_sources_word_one_use_each_its_own_way() -> None:
    curated = event(A, "2018-01-12", use=BREAST)
    from_label = event(A, "2018-01-12", use=Indication("breast cancer", "advanced", "later line"))
    assert unite([curated, replace(from_label, source="another source")]) == (curated,)
    assert len(unite([curated, from_label])) == 2, "of one source they are two uses"


def test_one_use_takes_the_place_of_one_telling_only() -> None:
    original = event(A, "2014-12-19", says="original approval of LYNPARZA")
    supplement = event(A, "2014-12-21", says="efficacy supplement 1")
    found = unite([event(AA, "2014-12-19", use=OVARIAN), original, supplement])
    assert [e.says for e in found] == ["", "efficacy supplement 1"]


def test_events_come_in_order_of_date() -> None:
    found = unite([event(A, "2018-01-12"), event(A, "2014-12-19"), event(A, "2017")])
    assert [str(e.date) for e in found] == ["2014-12-19", "2017", "2018-01-12"]


def test_the_newest_source_vouches() -> None:
    old = Timeline("olaparib", (event(A, "2014-12-19"),), date(2019, 7, 2))
    new = Timeline("olaparib", (event(A, "2014-12-19", use=OVARIAN),), date(2026, 1, 1))
    joined = merge([old, new])
    assert joined.as_of == date(2026, 1, 1)
    assert [e.indication for e in joined.events] == [OVARIAN]


@pytest.mark.parametrize(
    ("later", "complete", "why"),
    [
        (event(A, "2026-05-05"), False, "a use that the complete list cannot know"),
        (event(A, "2018-01-12"), True, "of the time that the list covers"),
        (event(Action.GENERIC, "2026-05-05"), True, "no new use"),
    ],
)
def test_completeness_ends_where_the_list_does(later: ApprovalEvent, complete: bool, why: str) -> None:
    listed = Timeline("olaparib", (event(A, "2014-12-19", use=OVARIAN),), date(2026, 1, 1), True)
    joined = merge([listed, Timeline("olaparib", (later,), date(2026, 11, 17))])
    assert joined.indications_complete is complete, why


def test_timelines_of_two_drugs_are_never_joined() -> None:
    with pytest.raises(ValueError, match="one drug"):
        merge([Timeline("a", (), date(2026, 1, 1)), Timeline("b", (), date(2026, 1, 1))])
    with pytest.raises(ValueError, match="one drug"):
        merge([])
