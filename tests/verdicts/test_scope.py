"""What excludes is called untrue only by an approval whose record covers every word of what is excluded."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from sources.desk import Desk
from tests.labelled.alone import judged_alone
from verdicts.heard import as_heard, heard
from verdicts.judged import JudgedClaim
from verdicts.scope import tables, uncovered

TODAY = date(2026, 1, 15)
ACCUSING = {Verdict.OUTDATED, Verdict.CONTRADICTED}


def judged(desk: Desk, text: str, day: str = "2025-06-01") -> JudgedClaim:
    (claims,) = judged_alone(desk, [(text, day)], TODAY)
    return claims[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Tzield is not approved for people who already have stage 3 type 1 diabetes.",
        "Leqembi is not approved for patients with moderate or severe Alzheimer's disease.",
        "No drug is approved to rebuild nerve fibers in multiple sclerosis.",
        "Lenacapavir (Yeztugo) is not approved to treat HIV.",
        "Semaglutide sold as Ozempic is not approved for obesity.",
        "Enhertu is not approved for HER2-negative (IHC 0) breast cancer.",
        "Keytruda is not approved as monotherapy before surgery for triple-negative breast cancer.",
        "Zurzuvae is not approved for major depressive disorder.",
        "Qalsody is the only drug approved for SOD1-ALS.",
        "Humira is not approved for fistulas of the bladder in Crohn's disease.",
        "No drug is approved for psoriasis of the palms.",
        "No slow-release drug is approved for psoriasis.",
    ],
)
def test_a_word_of_the_scope_that_the_record_lacks_is_no_accusation(desk, text):
    assert judged(desk, text).judged.verdict not in ACCUSING


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tofersen, an injection into the spine, is not approved by the FDA for ALS.", "2022-06-01"),
        ("It may disappoint families, but there is no FDA-approved drug for Rett syndrome.", "2022-06-01"),
        (
            "Zuranolone, which is taken for two weeks, has not been approved for postpartum depression.",
            "2023-01-01",
        ),
        ("Sold in Europe since 2009, Firdapse is not approved in the United States.", "2018-01-01"),
        ("No PARP inhibitor pill is approved for prostate cancer, so doctors use other drugs.", "2020-01-01"),
    ],
)
def test_what_stands_beside_narrows_nothing(desk, text, day):
    assert judged(desk, text, day).judged.verdict in ACCUSING


@pytest.mark.parametrize("row", tables())
def test_each_row_of_neutral_words_lets_its_own_pass(desk, row):
    for text in tables()[row]["says"]:
        one = judged(desk, text)
        assert one.judged.verdict in ACCUSING, text
        said = heard(one.claim, text)
        claim, event = as_heard(one.claim, said), one.judged.events[0]
        assert uncovered(claim, said, event, desk.lexicon) == ()
        assert uncovered(claim, said, event, desk.lexicon, without=row), f"{row} is not needed for: {text}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nurtec ODT is used for acute treatment and has not been approved to prevent migraine.", "2020-06"),
        ("Stelara is approved for psoriasis, psoriatic arthritis but not for ulcerative colitis.", "2018-03"),
        ("Bempedoic acid is an unapproved agent from Esperion.", "2018-03"),
        (
            "Tetrabenazine treats Huntington's chorea. It is the only drug approved by the FDA specifically for use against HD.",
            "2012-01",
        ),
        ("JAK inhibitors are neither covered by insurance nor approved for alopecia areata.", "2021-03"),
        ("Veozah, a neurokinin 3 blocker for hot flashes, is not yet approved.", "2022-06"),
    ],
)
def test_what_else_is_said_of_the_drug_does_not_narrow_what_it_is_not(desk, text, day):
    assert judged(desk, text, day).judged.verdict is Verdict.OUTDATED


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Orkambi is the only medicine for people with two copies of F508del.", Verdict.OUTDATED),
        ("Zelboraf is the only drug for people with the BRAF V600E mutation.", Verdict.NOT_VERIFIED),
    ],
)
def test_a_marker_of_one_disease_says_for_what(desk, text, verdict):
    assert judged(desk, text, "2017-03").judged.verdict is verdict
