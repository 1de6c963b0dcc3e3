"""Sentences as real pages have them, by the kinds that an earlier reader missed; written before the reader was mended."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, said

RESEARCH = [
    ("Tirzepatide is being studied in the treatment of obesity.", ["tirzepatide: investigational"]),
    ("An experimental drug, donanemab, slowed the disease in a large trial.", ["donanemab: investigational"]),
    ("Scientists are now assessing dupilumab as a treatment for COPD.", ["dupilumab: investigational"]),
    ("Lilly is developing donanemab for Alzheimer's disease.", ["donanemab: investigational"]),
    (
        "Daratumumab, nivolumab and pembrolizumab are antibodies being studied to treat multiple myeloma.",
        ["daratumumab; nivolumab; pembrolizumab: investigational"],
    ),
    ("Deucravacitinib remains an investigational compound.", ["deucravacitinib: investigational"]),
    (
        "Drugs in development include orforglipron and retatrutide.",
        ["orforglipron; retatrutide: investigational"],
    ),
    (
        "Mavacamten, still in late-stage trials, may help people with hypertrophic cardiomyopathy.",
        ["mavacamten: investigational"],
    ),
    (
        "The investigational medicine vutrisiran lowered deaths, its maker said.",
        ["vutrisiran: investigational"],
    ),
    (
        "CGRP inhibitors are among the new drugs in clinical trials for migraine.",
        ["cgrp inhibitor: investigational"],
    ),
    (
        "Zuranolone, an experimental pill for postpartum depression, works within days.",
        ["zuranolone: investigational"],
    ),
    ("Two trials are testing semaglutide in people with heart failure.", ["semaglutide: investigational"]),
    (
        "Sotatercept is currently under investigation for pulmonary arterial hypertension.",
        ["sotatercept: investigational"],
    ),
    ("Researchers continue to study baricitinib for alopecia areata.", ["baricitinib: investigational"]),
    ("Aficamten is at phase 3.", ["aficamten: investigational"]),
    ("The drug tofersen is now being tried in people with ALS.", ["tofersen: investigational"]),
]
PENDING = [
    ("Donanemab awaits a decision from the FDA.", ["donanemab: under_review"]),
    ("Lilly has applied for approval of donanemab.", ["donanemab: under_review"]),
    ("The FDA has accepted the application for sotatercept.", ["sotatercept: under_review"]),
    ("The FDA will decide by March 2024 whether to approve resmetirom.", ["resmetirom: under_review"]),
    ("Resmetirom is expected to be approved in March 2024.", ["resmetirom: under_review"]),
    ("The company hopes to launch aprocitentan in 2024.", ["aprocitentan: not_marketed"]),
    ("Zuranolone is expected to reach the market next year.", ["zuranolone: not_marketed"]),
    ("A decision on tofersen is due in April 2023.", ["tofersen: under_review"]),
    ("Lecanemab, pending before the FDA, may slow the disease.", ["lecanemab: under_review"]),
    ("The FDA is weighing approval of donanemab.", ["donanemab: under_review"]),
    ("Biogen will ask the FDA to approve tofersen.", ["tofersen: under_review"]),
    ("The FDA granted priority review to the application for zuranolone.", ["zuranolone: under_review"]),
    ("Vonoprazan is slated for approval later this year.", ["vonoprazan: under_review"]),
    (
        "The agency extended its review of the application for donanemab by three months.",
        ["donanemab: under_review"],
    ),
    ("Madrigal plans to start selling resmetirom in April 2024.", ["resmetirom: not_marketed"]),
    ("Resmetirom could become the first drug approved for NASH.", ["resmetirom: under_review"]),
]
NONE_THERE_IS = [
    ("There is no treatment for Friedreich's ataxia.", ["any: not_approved"]),
    ("No treatment is available for geographic atrophy.", ["any: not_approved"]),
    ("There are no vaccines against RSV.", ["any: not_approved"]),
    ("Currently, no therapies exist for Rett syndrome.", ["any: not_approved"]),
    ("At present there is no effective treatment for Duchenne muscular dystrophy.", ["any: not_approved"]),
    ("Celiac disease has no approved medicine.", ["any: not_approved"]),
    ("There is neither a vaccine nor a treatment for chikungunya.", ["any: not_approved"]),
    ("Nothing has been approved for hyperhidrosis.", ["any: not_approved"]),
    ("There are no drugs that can slow Alzheimer's disease.", ["any: not_approved"]),
    ("No medication, including metformin, is approved for polycystic ovary syndrome.", ["any: not_approved"]),
    ("There is no cure for asthma.", []),
    ("There is no standard treatment for asthma.", []),
    ("There is no treatment for it in this clinic.", []),
    ("No treatment for breast cancer is without side effects.", []),
]
ONLY_ONE = [
    ("Riluzole is the sole drug approved for ALS.", [("riluzole", "ONLY")]),
    (
        "Tetrabenazine, the one drug the FDA has approved for Huntington's chorea, has side effects.",
        [("tetrabenazine", "ONLY")],
    ),
    ("Just one drug, riluzole, is approved for ALS.", [("riluzole", "ONLY")]),
    (
        "Pirfenidone was the first and is still the only medicine with FDA approval for pulmonary fibrosis.",
        [("pirfenidone", "ONLY")],
    ),
    ("So far the only FDA-approved drug for NASH is resmetirom.", [("resmetirom", "ONLY")]),
    ("The FDA-approved drugs for ALS are riluzole and edaravone.", [("riluzole; edaravone", "ONLY")]),
    (
        "Approved targeted therapies for ALS include riluzole and edaravone.",
        [("riluzole; edaravone", "NONE")],
    ),
    ("The only drugs with approval for ALS are riluzole and edaravone.", [("riluzole; edaravone", "ONLY")]),
]
ROWS = [
    ("Tysabri: FDA approval in 2004.", ["natalizumab: approved"]),
    ("Acamprosate (Campral): approved 2004.", ["acamprosate: approved"]),
    ("Brivaracetam (Briviact), approved in 2016.", ["brivaracetam: approved"]),
    ("Xcopri – FDA-approved November 2019", ["cenobamate: approved"]),
]
AVAILABILITY = [
    ("Famotidine comes in prescription and nonprescription forms.", ["famotidine: otc"]),
    ("Naloxone is sold by prescription only.", ["naloxone: no otc"]),
    (
        "Triclabendazole is available only from the CDC under an investigational protocol.",
        ["triclabendazole: special_access"],
    ),
    (
        "Amifampridine may be available in the U.S. on a compassionate use basis.",
        ["amifampridine: special_access"],
    ),
    (
        "Patients can get tecovirimat only through an expanded access program.",
        ["tecovirimat: special_access"],
    ),
    ("Domperidone is not sold in the United States.", ["domperidone: not_marketed"]),
    ("Gemtuzumab ozogamicin is not available in the United States.", ["gemtuzumab ozogamicin: not_marketed"]),
    (
        "Lecanemab has been approved, but you cannot buy it yet.",
        ["lecanemab: approved", "lecanemab: not_marketed"],
    ),
    ("Norgestrel pills need no prescription.", ["norgestrel: otc"]),
    ("In the U.S. you need a prescription for naloxone.", ["naloxone: no otc"]),
]
DENIED = [
    (
        "Neither baricitinib nor ritlecitinib is approved for alopecia areata.",
        ["baricitinib; ritlecitinib: not_approved"],
    ),
    (
        "JAK inhibitors are neither covered by insurance nor FDA-approved for alopecia areata.",
        ["jak inhibitor: not_approved"],
    ),
    ("JAK inhibitors have no FDA approval for vitiligo.", ["jak inhibitor: not_approved"]),
    ("For weight loss semaglutide has no approval.", ["semaglutide: not_approved"]),
    ("It is no longer true that olaparib is not approved for breast cancer.", []),
    ("It would be wrong to say that olaparib is not approved for breast cancer.", []),
    ("The FDA has decided against approving donanemab.", ["donanemab: not_approved"]),
]
WHO = [
    ("Tarceva (erlotonib) has been approved for lung cancer.", ["erlotinib: approved"]),
    (
        "Some doctors use PDE-5 inhibitors (Viagra and Cialis), which are approved for erectile dysfunction.",
        ["pde5 inhibitor: approved"],
    ),
    (
        "Several withdrawals followed, including the accelerated approval for atezolizumab in bladder cancer.",
        [],
    ),
    (
        "CAR-T cells carry a receptor, as in tisagenlecleucel. Fourth-generation cells also release cytokines. These remain investigational.",
        [],
    ),
    (
        "An oral form of semaglutide is still in clinical trials for obesity.",
        ["semaglutide: investigational"],
    ),
]


@pytest.mark.parametrize(
    ("text", "wanted"), RESEARCH + PENDING + NONE_THERE_IS + ROWS + AVAILABILITY + DENIED + WHO
)
def test_status(text, wanted):
    assert said(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), ONLY_ONE)
def test_how_many(text, wanted):
    assert [("; ".join(c.subject.drugs), c.exclusivity.name) for c in put_forward(text)] == wanted


def test_the_form_is_the_subject():
    (claim,) = put_forward("An oral form of semaglutide is still in clinical trials for obesity.")
    assert claim.subject.routes == ("oral",)


@pytest.mark.parametrize(
    ("text", "group", "qualifier"),
    [
        (
            "The targeted therapies approved by the FDA for lung cancer are erlotinib and crizotinib.",
            "",
            "targeted",
        ),
        ("The PARP inhibitors approved by the FDA are olaparib and niraparib.", "parp inhibitor", ""),
        ("The FDA-approved drugs for ALS are riluzole and edaravone.", "", ""),
    ],
)
def test_what_a_whole_list_is_a_list_of(text, group, qualifier):
    (claim,) = put_forward(text)
    assert (claim.exclusivity.name, claim.subject.generic_group, claim.qualifier) == (
        "ONLY",
        group,
        qualifier,
    )
