"""What is no claim at all, beside the sentence nearest to it that is one."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, said

NONE = [
    ("The FDA makes sure that drugs are safe.", "what the FDA does"),
    ("The FDA approves drugs after it has looked at trials.", "what the FDA does, with “approves”"),
    ("FDA approval takes about ten months.", "how long it takes"),
    ("Ask your doctor about FDA-approved treatments.", "treatments at large"),
    ("There are many FDA-approved drugs for breast cancer.", "“many” can be neither right nor wrong"),
    ("Olaparib is a PARP inhibitor.", "a drug without a status"),
    ("Take olaparib twice a day.", "how to take it"),
    ("Olaparib may interact with other drugs.", "an interaction"),
    ("Your insurer must approve olaparib before you fill the prescription.", "an insurer's approval"),
    ("My doctor approved of olaparib.", "a doctor's approval"),
    ("The ethics committee approved the trial of olaparib.", "an ethics committee's"),
    ("The institutional review board approved the study of olaparib.", "a review board's"),
    ("This page on olaparib was approved by our medical board.", "editorial approval"),
    ("This page on olaparib was reviewed by Jane Roe, MD.", "editorial review"),
    ("Medicare approved payment for olaparib.", "a payer's"),
    ("Read the FDA-approved labeling of olaparib.", "“FDA-approved labeling” is a phrase"),
    ("See the FDA-approved patient information for olaparib.", "and so is “patient information”"),
    ("The FDA approved a test that finds who may benefit from olaparib.", "a test"),
    ("The FDA approved the companion diagnostic for olaparib.", "a companion diagnostic"),
    ("The FDA cleared an app that reminds people to take olaparib.", "an app"),
    ("The FDA approved a new label for olaparib.", "a label"),
    ("The FDA approved the brand name Lynparza.", "a name"),
    ("The FDA inspected the plant that makes olaparib.", "an inspection"),
    ("Stop taking olaparib and call your doctor.", "stopping treatment is not leaving the market"),
    ("Half of the patients withdrew from the olaparib trial.", "patients withdraw"),
    ("Boxed warning: deaths from asthma (LABA).", "a label whose text names a class and not its drug"),
    ("Warning signs while you take olaparib include fever.", "warning signs are no boxed warning"),
    ("Keep olaparib in its original box.", "nor is a box"),
    ("The study of olaparib was reviewed in 2015.", "a study, reviewed"),
    ("Olaparib lowers the risk of death, a trial found.", "a trial's result"),
    ("In clinical trials, olaparib caused nausea in half of the patients.", "what trials found"),
    ("Olaparib was studied in 295 women.", "a study that is over"),
    ("A generic name, such as olaparib, is written in small letters.", "a generic name is no generic"),
    ("Lynparza is the brand name of olaparib.", "a brand name"),
    ("Olaparib is a prescription drug.", "a prescription drug"),
    ("Talk with your pharmacist before you buy olaparib.", "buying"),
    ("The approval rate of olaparib among doctors is high.", "an approval rate"),
    ("Approximately half of those on olaparib feel better.", "a word that begins alike"),
    ("Dietary supplements are not approved by the FDA.", "supplements at large"),
    ("The FDA has not approved these statements.", "the supplements' line"),
    ("Laser treatment is approved by the FDA for the skin.", "no drug"),
    ("The FDA approved the heart valve in 2012.", "a device"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), NONE)
def test_no_claim(text, why):
    assert said(text) == [], why


BESIDE = [
    ("Olaparib is approved, and your insurer must approve it too.", ["olaparib: approved"], "an approval beside an insurer's"),
    ("Your doctor can prescribe olaparib, which is FDA-approved.", ["olaparib: approved"], "prescribing beside a status"),
    ("Olaparib was approved after a trial in 295 women.", ["olaparib: approved"], "a trial beside an approval"),
    ("The maker withdrew lorcaserin from the market.", ["lorcaserin: withdrawn"], "from the market, not from patients"),
    ("There is no FDA-approved drug for tinnitus.", ["any: not_approved"], "none is checkable where “many” is not"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), BESIDE)
def test_the_nearest_claim(text, wanted, why):
    assert said(text) == wanted, why


def test_headings_make_no_claims():
    assert put_forward("# Olaparib is FDA-approved\n\nIt is a pill.") == ()


def test_a_page_without_drugs_has_none():
    text = "# Sleep\n\nA walk helps. Studies have tested this. Ask about FDA-approved products."
    assert put_forward(text) == ()
