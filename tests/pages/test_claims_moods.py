"""Asserted or not, and by whom: questions, conditions, hopes, hearsay, quotations; FDA and the others."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, said

NOT_ASSERTED = [
    ("Is olaparib approved by the FDA?", "a question"),
    ("Has the FDA approved olaparib for breast cancer?", "a question about an act"),
    ("When will olaparib be approved by the FDA?", "a question about the future"),
    ("Why is olaparib not approved by the FDA?", "a question that supposes"),
    ("If olaparib is approved by the FDA, doctors may use it.", "if"),
    ("If the FDA approves olaparib, doctors may use it.", "if the agency does"),
    ("Once olaparib is approved by the FDA, doctors may use it.", "once"),
    ("Unless olaparib is approved by the FDA, insurers will not pay.", "unless"),
    ("Olaparib cannot be sold until it is approved by the FDA.", "until"),
    ("Should olaparib be approved by the FDA, doctors may use it.", "should, in front"),
    ("Olaparib might be approved by the FDA next year.", "might"),
    ("Olaparib could be approved by the FDA soon.", "could"),
    ("Olaparib is expected to be approved by the FDA next year.", "is expected to"),
    ("The FDA may approve olaparib next year.", "may"),
    ("Researchers hope that olaparib will be approved by the FDA.", "hope"),
    ("The company plans to ask the FDA to approve olaparib.", "plans"),
    ("Some websites claim that olaparib is approved by the FDA.", "a claim of others"),
    ("It is a myth that olaparib is approved by the FDA.", "a myth"),
    ("Ads falsely say that olaparib is approved by the FDA.", "falsely"),
    ("Rumors that olaparib was approved by the FDA are not true.", "rumors"),
    ("Patients have urged the FDA to approve olaparib.", "urged"),
    ("Olaparib would be approved by the FDA only after a larger trial.", "would"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), NOT_ASSERTED)
def test_what_is_not_asserted_is_not_put_forward(text, why):
    approved = [c for c in put_forward(text) if c.status.name in ("APPROVED", "NOT_APPROVED", "ACCELERATED")]
    assert approved == [], why


ASSERTED = [
    ("Olaparib is approved by the FDA.", ["olaparib: approved"], "a plain statement"),
    ("Is olaparib approved by the FDA? Yes.", ["olaparib: approved"], "a question with its answer"),
    ("Is olaparib approved by the FDA? No, not yet.", ["olaparib: not_approved"], "the answer denies"),
    ("Doctors use olaparib because it is approved by the FDA.", ["olaparib: approved"], "because"),
    ("Although olaparib is approved by the FDA, it is costly.", ["olaparib: approved"], "although"),
    ("“Olaparib is approved by the FDA,” said Dr. Lee.", ["olaparib: approved"], "a quotation of someone who knows"),
    ("According to the FDA, olaparib is approved for ovarian cancer.", ["olaparib: approved"], "according to the agency"),
    ("If you have ovarian cancer, olaparib is approved by the FDA for you.", ["olaparib: approved"], "the “if” is the reader's"),
    ("Olaparib is approved by the FDA and may help you.", ["olaparib: approved"], "the “may” is another verb's"),
    ("Once-weekly semaglutide is approved by the FDA for obesity.", ["semaglutide: approved"], "“once-weekly” is no condition"),
    ("You may take olaparib, which is approved by the FDA.", ["olaparib: approved"], "the “may” of the main clause"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), ASSERTED)
def test_what_is_asserted(text, wanted, why):
    assert said(text) == wanted, why


DENIED = [
    ("Olaparib is approved.", False, "yes"),
    ("Olaparib is not approved by the FDA.", True, "not"),
    ("Olaparib is not only approved by the FDA, it is cheap.", False, "“not only” denies nothing"),
    ("Not all doctors know that olaparib is approved by the FDA.", False, "the “not” is another clause's"),
    ("There is no doubt that olaparib is approved by the FDA.", False, "“no doubt”"),
    ("Olaparib is approved by the FDA, but not cheap.", False, "the “not” comes after"),
    ("Neither olaparib nor niraparib is approved by the FDA for gout.", True, "neither … nor"),
    ("Olaparib is approved by the FDA for women who have not had chemotherapy.", False, "the women's “not”"),
    ("Olaparib does not have FDA approval.", True, "does not have"),
    ("Olaparib is approved by the FDA without restrictions.", False, "without"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), DENIED)
def test_polarity(text, wanted, why):
    (claim,) = put_forward(text)
    assert (claim.status.name == "NOT_APPROVED") is wanted, why


AGENCIES = [
    ("Olaparib is approved by the FDA.", "FDA", "named"),
    ("Olaparib is approved in the United States.", "FDA", "the country"),
    ("Olaparib is approved in the U.S.", "FDA", "in letters"),
    ("Olaparib is approved for ovarian cancer.", "FDA", "nobody named"),
    ("Olaparib was approved by U.S. and European regulators.", "FDA", "both"),
    ("Olaparib is approved by the EMA.", "other", "EMA"),
    ("Olaparib was approved by the European Medicines Agency.", "other", "in full"),
    ("The European Commission approved olaparib in 2014.", "other", "the Commission"),
    ("Health Canada approved olaparib in 2016.", "other", "Health Canada"),
    ("NICE has approved olaparib for use on the NHS.", "other", "NICE"),
    ("The MHRA approved olaparib.", "other", "MHRA"),
    ("Olaparib is approved in Japan.", "other", "a country"),
    ("Olaparib is approved in Europe for ovarian cancer.", "other", "a continent"),
    ("Olaparib is licensed in the UK for ovarian cancer.", "other", "the UK"),
    ("In the European Union, olaparib is approved for ovarian cancer.", "other", "the place in front"),
    ("China's drug regulator approved olaparib in 2018.", "other", "a regulator by its country"),
    ("Swissmedic approved olaparib.", "other", "Swissmedic"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), AGENCIES)
def test_agency(text, wanted, why):
    assert [c.agency for c in put_forward(text)] == (["FDA"] if wanted == "FDA" else []), why
