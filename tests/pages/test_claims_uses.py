"""What for: condition, stage, line, marker, people; several uses; partners; and what is no use."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, use

ONE = [
    ("Lapatinib is approved by the FDA for breast cancer.", "breast cancer", "for"),
    ("Lapatinib is approved by the FDA to treat breast cancer.", "breast cancer", "to treat"),
    ("Lapatinib is approved by the FDA for the treatment of breast cancer.", "breast cancer", "for the treatment of"),
    ("Lapatinib is approved by the FDA as a treatment for breast cancer.", "breast cancer", "as a treatment for"),
    ("Lapatinib is FDA-approved for use in breast cancer.", "breast cancer", "for use in"),
    ("Lapatinib is approved by the FDA in breast cancer.", "breast cancer", "in"),
    ("Lapatinib is approved by the FDA for women with breast cancer.", "breast cancer, women", "people with"),
    ("Lapatinib is approved by the FDA for patients who have breast cancer.", "breast cancer", "who have"),
    ("The FDA approved lapatinib for breast cancer in 2007.", "breast cancer", "the agency acts"),
    ("For breast cancer, lapatinib is approved by the FDA.", "breast cancer", "the use in front"),
    ("Lapatinib is an FDA-approved breast cancer drug.", "breast cancer", "as an attribute"),
    ("Lapatinib is approved for metastatic breast cancer.", "metastatic breast cancer", "a stage"),
    ("Lapatinib is approved for breast cancer that has spread.", "breast cancer, metastatic", "a stage in a clause"),
    ("Olaparib is approved for early breast cancer.", "breast cancer, early", "early"),
    ("Olaparib is approved for early-stage breast cancer.", "breast cancer, early", "early-stage"),
    ("Lapatinib is approved for advanced breast cancer.", "breast cancer, advanced", "advanced"),
    ("Lapatinib is approved for HER2-positive breast cancer.", "breast cancer, her2+", "a marker"),
    ("Lapatinib is approved for HER2+ breast cancer.", "breast cancer, her2+", "the marker's short form"),
    ("Lapatinib is approved for breast cancer that is HER2-positive.", "breast cancer, her2+", "the marker in a clause"),
    ("Olaparib is approved for BRCA-mutated ovarian cancer.", "ovarian cancer, brca+", "a mutation"),
    ("Palbociclib is approved for HR-positive, HER2-negative breast cancer.", "breast cancer, her2-, hr+", "two markers"),
    ("Pembrolizumab is approved for triple-negative breast cancer.", "triple-negative breast cancer", "a condition of its own"),
    ("Pembrolizumab is approved for first-line treatment of melanoma.", "melanoma, first line", "a line"),
    ("Niraparib is approved for maintenance treatment of ovarian cancer.", "ovarian cancer, maintenance", "maintenance"),
    ("Neratinib is approved for adjuvant treatment of breast cancer.", "breast cancer, adjuvant", "adjuvant"),
    ("Pertuzumab is approved for neoadjuvant treatment of breast cancer.", "breast cancer, neoadjuvant", "neoadjuvant"),
    ("Dupilumab is approved for children with asthma.", "asthma, children", "children"),
    ("Dupilumab is approved for adults with asthma.", "asthma, adults", "adults"),
    ("Semaglutide is approved for obesity.", "obesity", "not oncology"),
    ("Semaglutide is approved for weight loss.", "obesity", "what people call it"),
    ("Semaglutide is approved for type 2 diabetes.", "type 2 diabetes", "with a number"),
    ("Rivaroxaban is approved to prevent strokes in people with atrial fibrillation.", "stroke", "to prevent … in people with"),
    ("Lapatinib is approved by the FDA.", "", "none said"),
    ("Lapatinib has been FDA-approved for years.", "", "“for years” is no use"),
    ("Lapatinib was approved for sale in the United States.", "", "nor is “for sale”"),
    ("Lapatinib was approved for marketing by the FDA.", "", "nor is “for marketing”"),
    ("Lapatinib is approved for breast cancer but may worsen gout.", "breast cancer", "nor what comes after “but”"),
]  # fmt: skip


def parts(text: str) -> set[str]:
    """ "breast cancer, metastatic" and "metastatic breast cancer" are one use under two keys of the lexicon."""
    return set(text.replace("metastatic breast cancer", "breast cancer, metastatic").split(", "))


@pytest.mark.parametrize(("text", "wanted", "why"), ONE)
def test_use(text, wanted, why):
    (claim,) = put_forward(text)
    assert parts(use(claim.indication)) == parts(wanted), why
    assert claim.also == ()


MANY = [
    ("Pembrolizumab is approved for melanoma and lung cancer.", ["melanoma", "lung cancer"], "two full names"),
    ("Adalimumab is approved for rheumatoid arthritis, psoriasis and Crohn's disease.", ["rheumatoid arthritis", "psoriasis", "crohn's disease"], "three"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), MANY)
def test_several_uses(text, wanted, why):
    (claim,) = put_forward(text)
    assert [use(u) for u in (claim.indication, *claim.also)] == wanted, why


PARTNERS = [
    ("Lapatinib is approved for breast cancer.", [], "alone"),
    ("Lapatinib is approved for breast cancer after treatment with capecitabine.", [], "what came before is no partner"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), PARTNERS)
def test_partners(text, wanted, why):
    (claim,) = put_forward(text)
    assert list(claim.indication.partners) == wanted, why


CONTEXT = [
    ("## Breast cancer\n\nLapatinib is approved by the FDA.", "breast cancer", "the heading"),
    (
        "Olaparib is tested in breast cancer. It is not yet approved by the FDA.",
        "breast cancer",
        "the sentence before",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "why"), CONTEXT)
def test_a_claim_without_a_use_knows_what_the_passage_is_about(text, wanted, why):
    claim = put_forward(text)[-1]
    assert claim.indication.condition == ""
    assert claim.context.condition == wanted, why


def test_this_use_is_that_of_the_passage():
    claim = put_forward("Olaparib is tested in breast cancer. It is not approved for this use.")[-1]
    assert claim.indication.condition == "breast cancer"


def test_something_about_a_condition_is_not_its_treatment():
    (claim,) = put_forward("No drug is approved to slow the course of Alzheimer's disease.")
    assert claim.indication.condition == "alzheimer's disease"
    assert claim.indication.aspect
