"""What the audit tells of a reference whose details are not its record's: real matching against the shipped papers."""

from __future__ import annotations

import pytest

from checks import Check, all_checks, judge
from flows.questions import look_up
from model.finding import Finding
from model.literature import Difference, Field, Match, MatchVerdict
from model.policy import Policy
from sources.desk import Desk
from sources.settings import Settings
from tests.checks.ref.conftest import page_of, work

DETAILS = [c for c in all_checks() if c.code in {f"REF{n:03}" for n in range(16, 25)}]


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The snapshot that ships, and nothing of whoever runs the tests."""
    return Desk("snapshot", Settings())


def findings(check: Check, example: str, desk: Desk) -> tuple[Finding, ...]:
    page, today = page_of(example)
    return judge(page, look_up([page], [check], desk), Policy(), today, [check]).findings


@pytest.mark.parametrize(
    ("check", "example"), [(c, e) for c in DETAILS for e in c.fires], ids=lambda v: getattr(v, "code", "")
)
def test_a_check_speaks_on_its_examples(check: Check, example: str, desk: Desk) -> None:
    told = findings(check, example, desk)
    assert [f.code for f in told] == [check.code]
    assert told[0].quote


@pytest.mark.parametrize(
    ("check", "example"), [(c, e) for c in DETAILS for e in c.silent], ids=lambda v: getattr(v, "code", "")
)
def test_a_check_is_silent_on_its_examples(check: Check, example: str, desk: Desk) -> None:
    assert findings(check, example, desk) == ()


def test_every_check_on_details_has_examples() -> None:
    assert len(DETAILS) >= 8
    assert all(c.fires and c.silent for c in DETAILS)


PAGE = (
    "# Teeth\n\nRinsing with tea heals gums [1].\n\n## References\n\n"
    "1. Marlowe T, Quist B. Tea rinses and gum healing in adults. J Endod. 2011;37(4):455-61.\n"
)


def test_a_difference_is_told_with_both_sides_and_the_record(judged) -> None:
    told = (Difference(Field.YEAR, "2011", "1998"),)
    match = Match(MatchVerdict.MATCHED, 0.9, work(), differences=told, of=work())
    (finding,) = judged("REF016", PAGE, {1: match})
    assert "2011" in finding.message
    assert "1998" in finding.message
    assert [e.id for e in finding.evidence] == ["PMID 9500320"]


def test_each_check_tells_its_own_difference_only(judged) -> None:
    told = (Difference(Field.VOLUME, "37", "38"), Difference(Field.PAGE, "455", "1"))
    match = Match(MatchVerdict.AMBIGUOUS, 0.4, candidates=(work(),), differences=told, of=work())
    assert judged("REF016", PAGE, {1: match}) == []
    (finding,) = judged("REF021", PAGE, {1: match})
    assert "volume 37 and page 455" in finding.message
