"""Whom a claim is about: brands, salts, classes, pronouns, combinations, "other" members."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import claims, said, subject

NAMES = [
    ("Lapatinib is approved by the FDA.", ["lapatinib: approved"], "the generic name"),
    ("Tykerb is approved by the FDA.", ["lapatinib: approved"], "the brand"),
    ("TYKERB® is approved by the FDA.", ["lapatinib: approved"], "shouted, with its mark"),
    ("Tykerb (lapatinib) is approved by the FDA.", ["lapatinib: approved"], "brand and generic are one drug"),
    ("Lapatinib (Tykerb) is approved by the FDA.", ["lapatinib: approved"], "and the other way round"),
    ("Lapatinib ditosylate is approved by the FDA.", ["lapatinib: approved"], "a salt is the drug"),
    ("Imatinib mesylate is approved by the FDA.", ["imatinib: approved"], "another salt"),
    ("Trastuzumab-dkst is approved by the FDA.", ["trastuzumab: approved"], "a biosimilar's suffix"),
    ("T-DM1 is approved by the FDA.", ["ado-trastuzumab emtansine: approved"], "an abbreviation with a hyphen"),
    ("5-FU is approved by the FDA.", ["fluorouracil: approved"], "an abbreviation that opens with a figure"),
    ("T-DXd has been approved by the FDA.", ["fam-trastuzumab deruxtecan: approved"], "mixed case"),
    ("Ado-trastuzumab emtansine is approved by the FDA.", ["ado-trastuzumab emtansine: approved"], "not trastuzumab"),
    ("The drug Keytruda was approved by the FDA.", ["pembrolizumab: approved"], "“the drug” in front"),
    ("The FDA approved Merck's Keytruda.", ["pembrolizumab: approved"], "the maker in front"),
    ("Keytruda's approval by the FDA came in 2014.", ["pembrolizumab: approved"], "in the genitive"),
    ("The FDA's approval of pembrolizumab came in 2014.", ["pembrolizumab: approved"], "as a noun with “of”"),
    ("Tykerb (lapatinab) is approved by the FDA.", ["lapatinib: approved"], "a misspelt generic beside its brand"),
    ("MPDL3280A is not approved by the FDA.", ["atezolizumab: not_approved"], "a maker's code"),
    ("BAY 43-9006 is not approved by the FDA.", ["sorafenib: not_approved"], "a maker's code, divided"),
    ("Gemtuzumab is not approved by the FDA.", ["gemtuzumab ozogamicin: not_approved"], "a short form"),
    ("Zactima is not approved by the FDA.", ["vandetanib: not_approved"], "a name given up before the approval"),
    ("Qnexa, an experimental pill, was refused approval by the FDA last fall.", ["phentermine / topiramate: not_approved"], "what it was then is history"),
    ("The olaparibs of this world are approved by the FDA.", [], "a drug's name is not found inside another word"),
]  # fmt: skip

SEVERAL = [
    (
        "The nivolumab-ipilimumab combination is not approved for melanoma.",
        ["nivolumab + ipilimumab: not_approved"],
        "joined by a hyphen and called a combination",
    ),
    (
        "Nivolumab plus ipilimumab is approved by the FDA for melanoma.",
        ["nivolumab + ipilimumab: approved"],
        "“plus”",
    ),
    (
        "Unlike lapatinib, neratinib is not approved for metastatic breast cancer.",
        ["neratinib: not_approved"],
        "what it is set against is not the subject",
    ),
    (
        "Olaparib is approved for ovarian cancer, but talazoparib is not approved for it.",
        ["olaparib: approved", "talazoparib: not_approved"],
        "each clause has its own",
    ),
    (
        "After treatment with lapatinib, tucatinib was approved by the FDA.",
        ["tucatinib: approved"],
        "the nearer name in the main clause",
    ),
]

CLASSES = [
    ("PARP inhibitors are approved by the FDA.", ["parp inhibitor: approved"], "a class in the plural"),
    ("CDK 4/6 inhibitors are approved by the FDA.", ["cdk4/6 inhibitor: approved"], "with a blank"),
    ("GLP-1 drugs are approved by the FDA.", ["glp-1 receptor agonist: approved"], "“drugs” for “receptor agonists”"),
    ("Checkpoint inhibitors are approved by the FDA.", ["checkpoint inhibitor: approved"], "a wide class"),
    ("SGLT2 inhibitors are approved by the FDA.", ["sglt2 inhibitor: approved"], "outside of oncology"),
    ("No PCSK9 inhibitor is approved by the FDA.", ["pcsk9 inhibitor: not_approved"], "none of a class"),
    (
        "# Lapatinib\n\nOther tyrosine kinase inhibitors are still being studied for breast cancer.",
        ["tyrosine kinase inhibitor less lapatinib: investigational"],
        "“other”: the class less what the section names",
    ),
    (
        "Lapatinib is taken by mouth. Other HER2 tyrosine kinase inhibitors are still being studied.",
        ["her2 tyrosine kinase inhibitor less lapatinib: investigational"],
        "less what the sentence before names",
    ),
    (
        "PARP inhibitors such as olaparib are approved by the FDA for ovarian cancer.",
        ["parp inhibitor: approved"],
        "an example does not replace the class",
    ),
]  # fmt: skip

PRONOUNS = [
    ("Lapatinib is a pill. It is approved by the FDA.", ["lapatinib: approved"], "it"),
    ("Lapatinib is a pill. This drug is approved by the FDA.", ["lapatinib: approved"], "this drug"),
    ("Lapatinib is a pill. The medicine is FDA-approved.", ["lapatinib: approved"], "the medicine"),
    (
        "Olaparib and niraparib are pills. They are approved by the FDA.",
        ["olaparib; niraparib: approved"],
        "they",
    ),
    (
        "PARP inhibitors block repair. These drugs are not yet approved for breast cancer.",
        ["parp inhibitor: not_approved"],
        "these drugs, of a class",
    ),
    (
        "## PARP inhibitors\n\nThese drugs are not yet approved for breast cancer.",
        ["parp inhibitor: not_approved"],
        "the heading gives what “these drugs” are",
    ),
    ("## Lapatinib\n\nIt is approved by the FDA.", ["lapatinib: approved"], "the heading gives “it”"),
    (
        "Lapatinib is a pill. It can cause a rash. It is approved by the FDA.",
        ["lapatinib: approved"],
        "over a sentence that names nobody",
    ),
    (
        "Lapatinib, which is taken by mouth, is approved by the FDA.",
        ["lapatinib: approved"],
        "over an insertion",
    ),
    ("It is approved by the FDA.", [], "a pronoun that stands for nothing named"),
]

LISTS = [
    (
        "FDA-approved drugs for breast cancer:\n\n- Lapatinib\n- Palbociclib",
        ["lapatinib: approved", "palbociclib: approved"],
        "items under a lead-in that states the status",
    ),
    (
        "Drugs for breast cancer:\n\n- Lapatinib\n- Palbociclib",
        [],
        "a lead-in that states none",
    ),
    (
        "Questions about FDA-approved drugs for breast cancer:\n\n- Which one is best?\n- How often?",
        [],
        "items that name no drug",
    ),
    (
        "No drug is FDA approved for breast cancer. Doctors use these:\n\n- Lapatinib\n- Palbociclib",
        ["any: not_approved"],
        "what the lead-in says last is no status",
    ),
    (
        "Two drugs are FDA approved for breast cancer. They are:\n\n- Lapatinib\n- Palbociclib",
        ["any: approved", "lapatinib: approved", "palbociclib: approved"],
        "what it says last takes up the status",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "why"), NAMES + SEVERAL + CLASSES + PRONOUNS + LISTS)
def test_subject(text, wanted, why):
    assert said(text) == wanted, why


def test_a_fixed_combination_is_its_own_drug():
    (claim,) = claims("Juluca is approved by the FDA for HIV.")
    assert subject(claim) == "dolutegravir / rilpivirine"


def test_a_class_carries_its_members():
    (claim,) = claims("PARP inhibitors are approved by the FDA.")
    assert {"olaparib", "niraparib", "rucaparib", "talazoparib"} <= set(claim.subject.drugs)


def test_other_members_are_the_class_less_those_named():
    (claim,) = claims(
        "# Lapatinib\n\nOther HER2 tyrosine kinase inhibitors are still being studied for breast cancer."
    )
    assert "lapatinib" not in claim.subject.drugs
    assert "neratinib" in claim.subject.drugs


def test_the_words_are_as_written():
    (claim,) = claims("The FDA approved Ibrance (palbociclib) in 2015.")
    assert claim.subject.words in "The FDA approved Ibrance (palbociclib) in 2015."
    assert "Ibrance" in claim.subject.words


TOGETHER = [
    "Olanzapine plus samidorphan is not approved by the FDA.",
    "Samidorphan with olanzapine is not approved by the FDA.",
    "The FDA has not approved olanzapine and samidorphan.",
    "Olanzapine/samidorphan is not approved by the FDA.",
]


@pytest.mark.parametrize("sentence", TOGETHER)
def test_a_drug_sold_in_one_combination_only_means_it(sentence: str) -> None:
    assert said(sentence) == ["olanzapine / samidorphan: not_approved"]


def test_a_partner_that_no_table_holds_is_kept() -> None:
    (claim,) = claims("Olanzapine plus zorblaxine is not approved by the FDA for schizophrenia.")
    assert claim.indication.partners == ("zorblaxine",)
    (claim,) = claims("Olanzapine plus diet is not approved by the FDA for schizophrenia.")
    assert claim.indication.partners == ()


THESE = [
    ("These symptoms are not approved by the FDA.", []),
    ("This study is not approved by the FDA.", []),
    ("Those tests have not been approved by the FDA.", []),
    ("These drugs are not approved by the FDA.", ["lapatinib", "neratinib"]),
    ("These two are not approved by the FDA.", ["lapatinib", "neratinib"]),
    ("These still have not been approved by the FDA.", ["lapatinib", "neratinib"]),
    ("These newer options are not approved by the FDA.", ["lapatinib", "neratinib"]),
]


@pytest.mark.parametrize(("sentence", "drugs"), THESE)
def test_these_stand_for_drugs_and_not_for_another_noun(sentence: str, drugs: list[str]) -> None:
    found = claims(f"Lapatinib and neratinib are pills. {sentence}")
    assert [d for c in found for d in c.subject.drugs] == drugs


def test_an_acronym_holds_on_all_of_the_page() -> None:
    text = "Hereditary angioedema attacks (HAEs) and alopecia areata (AAR) are rare. No drug is approved for AAR."
    assert [c.indication.condition for c in claims(text)] == ["alopecia areata"]
    assert all(c.indication.condition == "" for c in claims("No drug is approved for AAR."))
