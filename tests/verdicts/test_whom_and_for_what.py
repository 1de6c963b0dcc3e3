"""Of two drugs in a sentence the one that is meant, and of "for it" the use that was told before."""

from __future__ import annotations

from datetime import date

import pytest

from model.claim import Claim
from model.finding import Verdict
from sources.desk import Desk
from sources.settings import Settings
from tests.labelled.alone import judged_alone

UNTRUE = (Verdict.OUTDATED, Verdict.CONTRADICTED)


@pytest.fixture(scope="module")
def desk():
    return Desk("snapshot", Settings())


def _untrue(desk, day: str, sentence: str) -> list[Claim]:
    (claims,) = judged_alone(desk, [(sentence, day)], date(2026, 1, 31))
    return [c.claim for c in claims if c.judged.verdict in UNTRUE]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (
            "2024-05",
            "Fluoxetine is approved for bulimia, and lisdexamfetamine the only drug for binge eating.",
        ),
        ("2024-05", "Riluzole is approved for ALS and bupropion the first drug to stop smoking."),
        ("2024-05", "Sarilumab isn't licensed for it, but it is for polymyalgia rheumatica."),
        ("2024-05", "The elagolix-with-hormones capsule has no approval for endometriosis."),
        ("2024-05", "Elagolix with hormones, Oriahnn, is not approved for endometriosis."),
        ("2024-05", "Semaglutide plus a second drug is not approved for obesity."),
        ("2024-05", "Psoriasis is another matter. Sarilumab is not approved for that, only for arthritis."),
    ],
)
def test_is_not_told_of_another(desk, day, sentence):
    assert not _untrue(desk, day, sentence)


@pytest.mark.parametrize(
    ("day", "sentence", "condition"),
    [
        ("2013-05", "Melanoma spreads early. Nivolumab is not yet approved for that.", "melanoma"),
        ("2013-05", "In melanoma there is hope, but nivolumab isn't approved for it.", "melanoma"),
    ],
)
def test_is_told_of_what_was_named(desk, day, sentence, condition):
    (claim,) = _untrue(desk, day, sentence)
    assert claim.indication.condition == condition


def test_a_stage_is_not_that_of_a_part_of_the_disease(desk):
    """Geographic atrophy is late dry AMD: its drug is none for the early kind."""
    assert not _untrue(desk, "2024-02", "No drug is approved for early dry AMD.")
    assert _untrue(desk, "2024-02", "No drug is approved for dry AMD.")


def test_is_told_of_the_name_that_stands_by(desk):
    sentence = "Fluoxetine is approved for bulimia, and tafamidis the only drug for gout."
    (claim,) = _untrue(desk, "2024-05", sentence)
    assert claim.subject.drugs == ("tafamidis",)
