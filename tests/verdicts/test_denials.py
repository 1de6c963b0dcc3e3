"""The labelled denials: no true one accused, no aged one called true, most aged ones found; and no green for ever."""

from __future__ import annotations

from datetime import date

import pytest

from model.claim import AnchorKind, Claim, Exclusivity, Status
from model.finding import Verdict
from sources.desk import Desk
from tests.labelled.denials.score import Scored, rows, scored, unfit

TODAY = date(2026, 11, 27)
FRESH = date(2026, 1, 15)  # when the shipped data still reach to the day
GONE = frozenset({Status.WITHDRAWN, Status.DISCONTINUED, Status.NOT_MARKETED})
#: What is reached, and a little room for a change of the reader; none for a false green light.
MOST_ACCUSED, MOST_REASSURED, LEAST_FOUND, MOST_UNFIT = 1, 0, 0.94, 0
NEGATIVE = frozenset(
    {
        Status.NOT_APPROVED,
        Status.ONLY_IN_TRIALS,
        Status.UNDER_REVIEW,
        Status.INVESTIGATIONAL,
        Status.OFF_LABEL,
        Status.NOT_MARKETED,
        Status.SPECIAL_ACCESS,
    }
)
COUNTED = frozenset(
    {
        Exclusivity.ONLY,
        Exclusivity.FIRST_AND_ONLY,
        Exclusivity.COUNT,
        Exclusivity.NO_DRUG,
        Exclusivity.NEWEST,
    }
)


@pytest.fixture(scope="module")
def today(desk: Desk) -> list[Scored]:
    return scored(desk, TODAY)


def test_there_are_enough_of_them():
    every = list(rows())
    assert sum(not r.since for r in every) >= 300
    assert sum(bool(r.since) for r in every) >= 150


def test_true_ones_are_not_accused(today):
    accused = [s.row.text for s in today if s.accused]
    assert len(accused) <= MOST_ACCUSED, accused
    assert not [s for s in today if s.accused and s.row.since], "aged, and called untrue from the start"


def test_aged_ones_are_found_and_not_called_true(today):
    stale = [s for s in today if s.row.since]
    assert sum(s.reassured for s in stale) <= MOST_REASSURED, [s.row.text for s in stale if s.reassured]
    assert sum(s.found for s in stale) >= LEAST_FOUND * len(stale), [s.row.text for s in stale if not s.found]


def test_claims_of_more_than_is_approved_are_not_called_true(desk):
    called = [s.row.text for s in scored(desk, FRESH, unfit()) if Verdict.SUPPORTED in s.verdicts]
    assert len(called) <= MOST_UNFIT, called


def is_absence(claim: Claim) -> bool:
    """True for what rests on there being nothing: "not", "none", "only", "two"."""
    history = claim.anchor.kind is AnchorKind.ON
    return not history and (
        claim.status in NEGATIVE
        or (claim.status in GONE and not claim.historic)
        or claim.exclusivity in COUNTED
        or claim.negated
        or claim.restrictive
    )


def test_nothing_that_rests_on_an_absence_is_called_true_years_after_the_data(desk, today):
    """The same sentences, true or aged, on a day long after all data."""
    later = scored(desk, date(2040, 1, 1))
    held = [
        c.claim
        for s in later
        for c in s.claims
        if c.judged.verdict is Verdict.SUPPORTED and is_absence(c.claim)
    ]
    assert held == []
    near = scored(desk, FRESH)
    assert any(c.judged.verdict is Verdict.SUPPORTED and is_absence(c.claim) for s in near for c in s.claims)
