"""Refusals, brands, kinds and emergency use: what the records can decide of a state told beside an act."""

from __future__ import annotations

import pytest

from model.finding import Verdict
from tests.verdicts.test_heard import judged

AGED = [
    ("Golodirsen was turned down by the FDA in August, and doctors cannot prescribe it.", "2019-09"),
    ("In January the FDA refused zolbetuximab, so patients still have to wait.", "2024-02"),
    ("The FDA declined inclisiran and it can only be prescribed in Europe.", "2020-12"),
    ("The FDA rejected tolvaptan for ADPKD, leaving patients without a drug.", "2014-06"),
]
STANDS = [
    ("Golodirsen was turned down by the FDA in August.", "2019-09"),
    ("In 2013 the FDA refused to approve tolvaptan for polycystic kidney disease.", "2014-06"),
    (
        "The FDA declined roxadustat for anemia of CKD, and it isn't available to American patients.",
        "2021-01",
    ),
    ("The FDA turned down tanezumab for osteoarthritis, so it can't be prescribed.", "2021-01"),
    (
        "The FDA had refused golodirsen, so families have no drug, they were told: a wait that ended later.",
        "2021-05",
    ),
    ("The FDA turned down pirfenidone in 2010, and it was not available until last year.", "2015-01"),
    ("The FDA declined golodirsen, and it is not available in Japan.", "2019-09"),
    ("Golodirsen was denied approval by the FDA last August.", "2019-11"),
]


@pytest.mark.parametrize(("text", "then"), AGED)
def test_that_what_was_refused_cannot_be_had_ages_with_its_approval(desk, text, then):
    assert judged(desk, text, then).judged.verdict is Verdict.OUTDATED


@pytest.mark.parametrize(("text", "then"), STANDS)
def test_a_refusal_stays_history(desk, text, then):
    assert judged(desk, text, then).judged.verdict is Verdict.NOT_VERIFIED


def test_a_brand_is_not_approved_by_an_older_product_without_a_name(desk):
    early = judged(desk, "Heplisav-B is not approved by the FDA.", "2014-03").judged
    assert early.verdict is Verdict.OUTDATED
    assert early.events[0].brand == "Heplisav-B"
    late = judged(desk, "Heplisav-B is not approved by the FDA.", "2018-03").judged
    assert late.verdict is Verdict.CONTRADICTED


def test_what_lost_its_last_use_is_no_longer_to_be_had(desk):
    assert (
        judged(desk, "Exkivity is available for lung cancer.", "2022-10").judged.verdict is Verdict.OUTDATED
    )
    assert (
        judged(desk, "Lartruvo is available for soft tissue sarcoma.", "2022").judged.verdict
        is Verdict.CONTRADICTED
    )
    # one use of several was taken back
    left = judged(desk, "Copiktra is available for leukemia.", "2022-10").judged
    assert left.verdict is Verdict.NOT_VERIFIED


OTHERS = [
    # kinds of treatment
    ("No systemic drug is approved for alopecia areata.", "2021-03", Verdict.OUTDATED),
    ("No systemic drug is approved for geographic atrophy.", "2021-03", Verdict.NOT_VERIFIED),
    ("No systemic drug is approved for vitiligo.", "2021-03", Verdict.NOT_VERIFIED),
    ("No monoclonal antibody has been approved for sickle cell disease.", "2018-03", Verdict.OUTDATED),
    ("No monoclonal antibody is approved for Parkinson's disease.", "2018-03", Verdict.NOT_VERIFIED),
    ("No immunotherapy is approved for peanut allergy.", "2019-03", Verdict.OUTDATED),
    ("No immunotherapy is approved for milk allergy.", "2019-03", Verdict.NOT_VERIFIED),
    # injections: under the skin is not into a vein, and the records say "injection" of both
    ("Subcutaneous nivolumab is not approved by the FDA.", "2023-06", Verdict.NOT_VERIFIED),
    ("An intravenous version of Cosentyx is not approved.", "2021-06", Verdict.NOT_VERIFIED),
    ("No subcutaneous drug is approved for multiple myeloma.", "2021-06", Verdict.NOT_VERIFIED),
    ("Subcutaneous nivolumab is approved for lung cancer.", "2023-06", Verdict.NOT_VERIFIED),
    ("Ocrevus is an intravenous infusion approved for multiple sclerosis.", "2023-06", Verdict.SUPPORTED),
    ("Injectable cabotegravir is not approved.", "2018-06", Verdict.OUTDATED),
    (
        "Rozanolixizumab, infused under the skin, is under review for myasthenia gravis.",
        "2023-02",
        Verdict.OUTDATED,
    ),
    ("Subcutaneous ofatumumab is in trials for relapsing multiple sclerosis.", "2018-02", Verdict.OUTDATED),
    # a dose of its own
    ("High-dose aflibercept is not approved.", "2023-06", Verdict.NOT_VERIFIED),
    (
        "On July 6 the agency converted the accelerated approval of Leqembi to a traditional one.",
        "2023-07-01",
        Verdict.NOT_VERIFIED,
    ),
    ("Leqembi has accelerated approval for Alzheimer's disease.", "2023-05", Verdict.OUTDATED),
    # one year for each of two drugs
    (
        "Cimzia and Stelara have been approved for Crohn's disease, the former since 2008 and the latter since 2016.",
        "2023-06",
        Verdict.NOT_VERIFIED,
    ),
    # emergency use that ended, and was followed by nothing
    ("Chloroquine has been approved for COVID-19 in hospitalized patients.", "2023-06", Verdict.CONTRADICTED),
    ("Chloroquine is approved for malaria in travelers.", "2023-06", Verdict.SUPPORTED),
    ("Remdesivir is approved for COVID-19.", "2023-06", Verdict.SUPPORTED),
    # a brand before its approval; a substance may have been sold without any
    ("Tymlos has been on the US market since 2014.", "2020-02", Verdict.CONTRADICTED),
    ("Colchicine has been on the US market since 1961.", "2020-02", Verdict.NOT_VERIFIED),
    ("Botox has been on the US market since 1989.", "2020-02", Verdict.NOT_VERIFIED),
    # the phase of a trial is none of a use
    ("Erenumab is being tested in two phase 3 migraine studies.", "2016-11", Verdict.OUTDATED),
    ("Erenumab is being tested in two phase 3 vertigo studies.", "2016-11", Verdict.NOT_VERIFIED),
]


@pytest.mark.parametrize(("text", "then", "verdict"), OTHERS)
def test_what_the_records_can_tell(desk, text, then, verdict):
    assert judged(desk, text, then).judged.verdict is verdict
