"""The labelled pages: kind and value of what each says of itself, and nothing else."""

from __future__ import annotations

import pytest

from tests.labelled.dates.score import Case, judge, load_cases

CASES = load_cases()
#: Share of points that must be right; the issue asks for 97 %.
FLOOR = 0.99


def test_the_score_is_held() -> None:
    points = [point for case in CASES for point in judge(case)]
    wrong = [f"{p.case.name}: wanted {p.wanted}, got {p.got}" for p in points if not p.right]
    assert len(points) - len(wrong) >= FLOOR * len(points), "\n".join(wrong)


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.file in ("whole_pages", "more_pages")], ids=lambda c: c.name
)
def test_a_whole_page(case: Case) -> None:
    for point in judge(case):
        assert point.got == point.wanted


def test_there_are_enough_pages_to_mean_something() -> None:
    assert len(CASES) >= 350
    assert len({c.name for c in CASES}) == len(CASES)
