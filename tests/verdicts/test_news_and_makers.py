"""What a page tells as news, whose it says a drug is, what a drug is said to be; emergency use and refusals that aged."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from sources.desk import Desk
from tests.labelled.alone import judged_alone
from verdicts.judged import JudgedClaim
from verdicts.words import noted

TODAY = date(2026, 1, 15)


def judged(desk: Desk, text: str, day: str) -> JudgedClaim:
    (claims,) = judged_alone(desk, [(text, day)], TODAY)
    return claims[-1]


@pytest.mark.parametrize(
    ("text", "day", "verdict"),
    [
        # news: of the two years before the page's day, or before the data's where it has none
        ("Cosentyx was recently approved for psoriasis.", "", Verdict.NOT_VERIFIED),
        ("Cosentyx was recently approved for psoriasis.", "2024-05-01", Verdict.NOT_VERIFIED),
        ("Cosentyx was recently approved for psoriasis.", "2015-05-01", Verdict.SUPPORTED),
        ("The FDA recently approved Ekterly for hereditary angioedema.", "", Verdict.SUPPORTED),
        ("Cosentyx is approved for people recently diagnosed with psoriasis.", "", Verdict.SUPPORTED),
        # whose it is
        ("Acme Biotech's Cosentyx is approved for psoriasis.", "2024-05-01", Verdict.NOT_VERIFIED),
        ("Cosentyx (Acme) is approved for psoriasis.", "2024-05-01", Verdict.NOT_VERIFIED),
        ("Cosentyx (secukinumab, Acme) is approved for psoriasis.", "2024-05-01", Verdict.NOT_VERIFIED),
        ("Cosentyx from Acme is approved for psoriasis.", "2024-05-01", Verdict.NOT_VERIFIED),
        ("Cosentyx (secukinumab) is approved for psoriasis.", "2024-05-01", Verdict.SUPPORTED),
        ("Secukinumab (Cosentyx) is approved for psoriasis.", "2024-05-01", Verdict.SUPPORTED),
        # in full, or accelerated
        ("Livdelzi has full approval for primary biliary cholangitis.", "2025-12-01", Verdict.NOT_VERIFIED),
        ("Leqembi has full approval for Alzheimer's disease.", "2025-12-01", Verdict.SUPPORTED),
        ("Livdelzi does not have full approval.", "2025-12-01", Verdict.NOT_VERIFIED),
        # what it is
        ("Cosentyx is an opioid approved for psoriasis.", "2024-05-01", Verdict.NOT_VERIFIED),
        ("Cosentyx is an antibody approved for psoriasis.", "2024-05-01", Verdict.SUPPORTED),
        # a way of giving it, behind the word of approval; how bad; a mutation of those that respond
        ("Cosentyx is approved as a nasal spray for psoriasis.", "2024-05-01", Verdict.NOT_VERIFIED),
        ("Leqembi is approved for severe Alzheimer's disease.", "2025-05-01", Verdict.NOT_VERIFIED),
        ("Leqembi is approved for early Alzheimer's disease.", "2025-05-01", Verdict.SUPPORTED),
        (
            "Kalydeco is not approved for people with the F508del mutation.",
            "2025-05-01",
            Verdict.NOT_VERIFIED,
        ),
        # the first of them came long before; and none did so early
        ("Remicade biosimilars were first approved in 2021.", "2024-05-01", Verdict.CONTRADICTED),
        ("Biosimilars of Remicade were first approved in 2021.", "2024-05-01", Verdict.NOT_VERIFIED),
        ("Biosimilars of Tysabri have been approved since 2015.", "2024-05-01", Verdict.NOT_VERIFIED),
        # "only for", said from behind
        ("Imbruvica is approved for mantle cell lymphoma and nothing else.", "2014-01-10", Verdict.OUTDATED),
        (
            "Imbruvica is approved for mantle cell lymphoma and no other disease.",
            "2014-01-10",
            Verdict.OUTDATED,
        ),
        # emergency use that ended
        (
            "Bebtelovimab has been authorized by the FDA for emergency use to treat COVID-19.",
            "2022-05-01",
            Verdict.OUTDATED,
        ),
        # refused: as news, or as how things stand; and as history
        ("The FDA has so far refused to approve sparsentan.", "2022-05-01", Verdict.OUTDATED),
        ("Vadadustat was turned down by the FDA last month.", "2022-04-30", Verdict.OUTDATED),
        ("Vadadustat was turned down by the FDA in 2022.", "2022-04-30", Verdict.NOT_VERIFIED),
        # a denial is no narrower for these
        ("No drug whatsoever is approved for Rett syndrome.", "2022-05-01", Verdict.OUTDATED),
        ("No drug is approved for Rett syndrome anywhere in the world.", "2022-05-01", Verdict.OUTDATED),
        # the form is of what stands before the name; "as one" of what goes before
        ("No tablet form of Enbrel's rival Cosentyx is approved.", "2024-05-01", Verdict.NOT_VERIFIED),
        (
            "Beyfortus is not a therapy for RSV and is not approved as such.",
            "2024-05-01",
            Verdict.NOT_VERIFIED,
        ),
    ],
)
def test_verdicts(desk, text, day, verdict):
    assert judged(desk, text, day).judged.verdict is verdict, judged(desk, text, day).judged.reason


def test_what_an_editor_reads(desk):
    generic = judged(desk, "There is no generic of Zytiga.", "2016-05-01").judged
    assert generic.suggestion == "Say that generic abiraterone is sold: the first came on 31 October 2018."
    assert (
        noted("for MS (the first drug for it)", "28 March 2017")
        == "for MS (the first drug for it, 28 March 2017)"
    )
    assert noted("for MS", "28 March 2017") == "for MS (28 March 2017)"


def test_rivals_are_named_in_one_bracket(desk):
    only = judged(
        desk, "Tagrisso is the only drug approved for EGFR-mutant lung cancer.", "2015-12-01"
    ).judged
    told = judged(desk, "Nplate is the only drug approved for immune thrombocytopenia.", "2008-09-01").judged
    shown = told.suggestion or only.suggestion
    assert told.verdict is Verdict.OUTDATED
    assert shown.startswith("Name ")
    assert ", approved 20" in shown
    assert " as well, or say as of when" in shown
