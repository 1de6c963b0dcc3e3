"""Subjects in the dress of real pages: pronouns over a sentence border, pairs with a brand, lists under a heading."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, said, use

SUBJECTS = [
    ("Naltrexone & bupropion (Contrave) is not approved by the FDA.", ["bupropion / naltrexone: not_approved"]),
    ("Dextromethorphan plus quinidine is being studied for pseudobulbar affect.", ["dextromethorphan / quinidine: investigational"]),
    ("Enzyme replacement therapy with sebelipase alfa is not approved by the FDA.", ["sebelipase alfa: not_approved"]),
    ("Sofosbuvir and simeprevir are antivirals. Both are awaiting FDA approval for hepatitis C.", ["sofosbuvir; simeprevir: under_review"]),
    ("Sofosbuvir and simeprevir are antivirals. Neither drug has been approved by the FDA.", ["sofosbuvir; simeprevir: not_approved"]),
    ("Several drugs are being tested in melanoma: vemurafenib and ipilimumab.", ["vemurafenib; ipilimumab: investigational"]),
    ("There are no approved drugs for tardive dyskinesia (jerky movements caused by antipsychotics).", ["any: not_approved"]),
    ("No nasal spray form of naloxone has been approved by the FDA.", ["naloxone: not_approved"]),
    ("VX-445 with tezacaftor and ivacaftor is being tested in cystic fibrosis.", ["elexacaftor / ivacaftor / tezacaftor: investigational"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SUBJECTS)
def test_the_subject_is_the_drug_that_is_meant(text, wanted):
    assert said(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "There is no FDA approved treatment for spinal muscular atrophy.",
        "There is no FDA-approved treatment for spinal muscular atrophy.",
    ],
)
def test_fda_approved_needs_no_hyphen(text):
    (claim,) = put_forward(text)
    assert (claim.exclusivity.name, use(claim.indication)) == ("NO_DRUG", "spinal muscular atrophy")


def test_fda_approved_a_drug_stays_an_act():
    assert said("In 2012 the FDA approved ivacaftor.") == ["ivacaftor: approved"]


def test_a_disease_explained_between_commas_is_still_without_a_drug():
    (claim,) = put_forward("Hypophosphatasia, a disease of the bones, has no FDA-approved treatment.")
    assert use(claim.indication) == "hypophosphatasia"


def test_a_use_in_two_unknown_letters_is_a_use():
    (claim,) = put_forward("Adalimumab is not approved by the FDA for QX.")
    assert claim.indication.words == "for QX"


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("# ALS\n\n## FDA-approved drugs for ALS\n\n- Riluzole (Rilutek)\n", ["riluzole: approved"]),
        (
            "# Melanoma\n\nThe following drugs are in clinical trials for melanoma:\n\n- Ipilimumab\n- Vemurafenib, a BRAF inhibitor\n",
            ["ipilimumab: investigational", "vemurafenib: investigational"],
        ),
        (
            "# Migraine\n\nIn the pipeline for migraine:\n\n- Ubrogepant: under FDA review\n- Lasmiditan – phase 3\n",
            ["ubrogepant: under_review", "lasmiditan: investigational"],
        ),
        (
            "# Duchenne muscular dystrophy\n\n## FDA-approved treatments\n\nNone at this time\n",
            ["any: not_approved"],
        ),
        ("# Duchenne muscular dystrophy\n\n## Treatments\n\nNone at this time\n", []),
        ("# Migraine\n\n## Triggers\n\n- Ubrogepant: see your doctor\n", []),
    ],
)
def test_lists_and_labels(page, wanted):
    assert said(page) == wanted


def test_a_status_in_a_row_is_for_the_disease_of_the_row():
    page = "# Pipeline\n\n| Drug | Condition | Status |\n| --- | --- | --- |\n| Sebelipase alfa | LAL deficiency | Under review |\n"
    (claim,) = put_forward(page)
    assert use(claim.indication) == "lysosomal acid lipase deficiency"
