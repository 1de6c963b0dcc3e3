"""Counts that were over when they were written, attacks of what is prevented, and "X alone, nothing else"."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from sources.desk import Desk
from sources.settings import Settings
from tests.labelled.alone import judged_alone
from verdicts import JudgedClaim

TODAY = date(2026, 1, 31)


@pytest.fixture(scope="module")
def desk():
    return Desk("snapshot", Settings())


def _judged(desk, day: str, sentence: str) -> tuple[JudgedClaim, ...]:
    (claims,) = judged_alone(desk, [(sentence, day)], TODAY)
    return claims


@pytest.mark.parametrize(
    ("day", "sentence", "verdict", "since"),
    [
        (
            "2023-05",
            "Two CGRP antibodies are approved to prevent migraine.",
            Verdict.CONTRADICTED,
            "2018-09-27",
        ),
        ("2022-06", "Two gepants are approved.", Verdict.CONTRADICTED, "2021-09-28"),
        ("2021-06", "Two gepants are approved.", Verdict.OUTDATED, "2021-09-28"),
        (
            "2025-08",
            "Myeloma has two approved CAR T-cell products, Abecma and Carvykti.",
            Verdict.NOT_VERIFIED,
            "",
        ),
        (
            "2021-10-20",
            "Two gepants are approved.",
            Verdict.NOT_VERIFIED,
            "",
        ),  # within the weeks a page may not have heard
    ],
)
def test_a_count_that_was_over(desk, day, sentence, verdict, since):
    (found,) = _judged(desk, day, sentence)
    assert found.judged.verdict is verdict, found.judged.reason
    if since:
        assert str(found.judged.events[0].date) == since


def test_to_prevent_attacks_is_to_prevent_the_disease(desk):
    (found,) = _judged(desk, "2017-06", "No antibody is approved to prevent future attacks of migraine.")
    assert (found.judged.verdict, str(found.judged.since)) == (Verdict.OUTDATED, "2018-05-17")


def test_alone_and_nothing_else_asks_for_every_drug(desk):
    (found,) = _judged(
        desk, "2019-02", "In spinal muscular atrophy nusinersen alone is approved, nothing else."
    )
    assert (found.judged.verdict, str(found.judged.since)) == (Verdict.OUTDATED, "2019-05-24")
