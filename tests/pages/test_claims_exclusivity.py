"""How many: the only, the first, one of two, at least, none, the newest; and what is no such thing."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, subject

COUNTING = [
    ("Lapatinib is the only drug approved for brain tumors.", ("lapatinib", "ONLY", 0), "the only drug"),
    ("The only drug approved for brain tumors is lapatinib.", ("lapatinib", "ONLY", 0), "turned round"),
    ("Lapatinib is the sole FDA-approved drug for gout.", ("lapatinib", "ONLY", 0), "the sole"),
    ("Lapatinib is currently the only drug with FDA approval for gout.", ("lapatinib", "ONLY", 0), "with a noun"),
    ("Only lapatinib is approved by the FDA for gout.", ("lapatinib", "ONLY", 0), "“only” in front"),
    ("Lapatinib remains the only treatment that the FDA has approved for gout.", ("lapatinib", "ONLY", 0), "a relative clause"),
    ("Lapatinib was the first drug approved for gout.", ("lapatinib", "FIRST", 0), "the first"),
    ("Lapatinib became the first drug to be approved for gout.", ("lapatinib", "FIRST", 0), "to be approved"),
    ("Lapatinib was the first drug to win FDA approval for gout.", ("lapatinib", "FIRST", 0), "to win"),
    ("The FDA approved the first drug for gout, lapatinib.", ("lapatinib", "FIRST", 0), "the name follows"),
    ("In 2014, olaparib became the first PARP inhibitor approved by the FDA.", ("olaparib", "FIRST", 0), "with a year"),
    ("Lapatinib and febuxostat are the sole two drugs the FDA has cleared for gout.", ("lapatinib; febuxostat", "ONLY", 0), "the sole two"),
    ("Lapatinib and febuxostat make up the whole list of drugs approved for gout.", ("lapatinib; febuxostat", "ONLY", 0), "the whole list"),
    ("Gout has one approved drug, lapatinib.", ("lapatinib", "ONLY", 0), "one, and its name"),
    ("Many were tried in gout, but a single one, lapatinib, is approved by the FDA.", ("lapatinib", "ONLY", 0), "a single one"),
    ("Nothing apart from lapatinib is approved for gout.", ("lapatinib", "ONLY", 0), "nothing apart from"),
    ("Lapatinib: the one FDA-approved drug for gout.", ("lapatinib", "ONLY", 0), "the one"),
    ("Lapatinib is the first and only drug approved for gout.", ("lapatinib", "FIRST_AND_ONLY", 0), "both"),
    ("Lapatinib is the first and so far the only drug approved for gout.", ("lapatinib", "FIRST_AND_ONLY", 0), "with “so far the”"),
    ("Two PARP inhibitors are approved by the FDA.", ("parp inhibitor", "COUNT", 2), "a number of a class"),
    ("Only two PARP inhibitors are approved by the FDA.", ("parp inhibitor", "COUNT", 2), "only two is a count"),
    ("At least three PARP inhibitors are approved by the FDA.", ("parp inhibitor", "AT_LEAST", 3), "a floor, not a count"),
    ("More than three PARP inhibitors are approved by the FDA.", ("parp inhibitor", "AT_LEAST", 4), "more than three is at least four"),
    ("Two drugs are approved by the FDA for gout.", ("any", "COUNT", 2), "of any drug"),
    ("Only one drug is approved for gout.", ("any", "COUNT", 1), "only one"),
    ("No drug is approved by the FDA for gout.", ("any", "NO_DRUG", 0), "none"),
    ("There is no FDA-approved treatment for gout.", ("any", "NO_DRUG", 0), "there is none"),
    ("None of the PARP inhibitors is approved for gout.", ("parp inhibitor", "NO_DRUG", 0), "none of a class"),
    ("Talazoparib is the most recently approved PARP inhibitor.", ("talazoparib", "NEWEST", 0), "most recently"),
    ("Lapatinib is approved by the FDA for gout.", ("lapatinib", "NONE", 0), "nothing said"),
    ("Lapatinib is one of the drugs approved for gout.", ("lapatinib", "NONE", 0), "“one of the” names no number"),
    ("Lapatinib is approved only for gout.", ("lapatinib", "NONE", 0), "“only for” limits the use, not the drugs"),
    ("Lapatinib is approved for gout only.", ("lapatinib", "NONE", 0), "the same at the end"),
    ("Lapatinib is approved as a first-line treatment of gout.", ("lapatinib", "NONE", 0), "a line of treatment"),
    ("Lapatinib is approved for people who take their first drug for gout.", ("lapatinib", "NONE", 0), "the people's first"),
    ("Lapatinib is approved, but it is not the only drug that is.", ("lapatinib", "NONE", 0), "denied"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), COUNTING)
def test_exclusivity(text, wanted, why):
    found = [(subject(c), c.exclusivity.name, c.count) for c in put_forward(text)]
    assert found == [wanted], why


GROUPS = [
    ("Olaparib is the only PARP inhibitor approved by the FDA.", "parp inhibitor", "the class in the phrase"),
    ("Of the PARP inhibitors, olaparib is the only one approved by the FDA.", "parp inhibitor", "“of the …, the only one”"),
    ("## PARP inhibitors\n\nOlaparib is the only one approved by the FDA.", "parp inhibitor", "the class in the heading"),
    ("PARP inhibitors block repair. Olaparib is the only one approved by the FDA.", "parp inhibitor", "the class before"),
    ("Olaparib is the only drug of its class approved by the FDA.", "", "“of its class”, without the class"),
    ("Olaparib is the only drug approved by the FDA for ovarian cancer.", "", "of all drugs"),
    ("Olaparib was the first PARP inhibitor approved by the FDA.", "parp inhibitor", "the first of a class"),
    ("Olaparib, a PARP inhibitor, is the only drug approved for it.", "", "an apposition is not what it is the only one of"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), GROUPS)
def test_the_group_it_is_the_only_one_of(text, wanted, why):
    (claim,) = put_forward(text)
    assert claim.subject.generic_group == wanted, why


QUALIFIED = [
    ("Rybelsus is the only oral GLP-1 drug approved by the FDA.", "oral", "a form"),
    ("Olaparib is the only drug approved for ovarian cancer.", "", "none"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), QUALIFIED)
def test_what_narrows_the_only_one(text, wanted, why):
    (claim,) = put_forward(text)
    assert claim.qualifier.startswith(wanted) if wanted else claim.qualifier == "", why
