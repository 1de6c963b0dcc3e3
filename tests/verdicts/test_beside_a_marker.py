"""What stands in brackets behind a word, names a use that is none of the denial's, or narrows it by "non-"."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from sources.desk import Desk
from sources.settings import Settings
from tests.labelled.alone import judged_alone

UNTRUE = (Verdict.OUTDATED, Verdict.CONTRADICTED)


@pytest.fixture(scope="module")
def desk():
    return Desk("snapshot", Settings())


def untrue(desk, day: str, sentence: str) -> bool:
    (claims,) = judged_alone(desk, [(sentence, day)], date(2026, 1, 31))
    return any(c.judged.verdict in UNTRUE for c in claims)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2013-06", "Lapatinib is the only drug approved for HER2-positive breast cancer [1]."),
        ("2012-06", "No drug is approved for idiopathic pulmonary fibrosis [12]; doctors treat symptoms."),
        ("2012-06", "No drug is approved [3–5] for idiopathic pulmonary fibrosis."),
        ("2016-06", "Riluzole is the only drug approved for ALS (4)."),
    ],
)
def test_a_marker_limits_nothing(desk, day, sentence):
    assert untrue(desk, day, sentence)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (
            "2025-06",
            "Pirtobrutinib isn't FDA-approved for marginal zone lymphoma, only for mantle cell lymphoma.",
        ),
        ("2025-06", "Ixekizumab is not approved for uveitis, just for psoriasis."),
        (
            "2024-06",
            "Apalutamide isn't licensed once metastatic prostate cancer has become resistant to castration.",
        ),
        ("2025-06", "Edoxaban has no pediatric approval."),
        ("2025-06", "Olaparib has no paediatric licence."),
    ],
)
def test_what_is_denied_of_another_use_or_of_others_is_not_accused(desk, day, sentence):
    assert not untrue(desk, day, sentence)
