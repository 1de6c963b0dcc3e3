"""What a claim says of its subject: every status, and the words people use for it."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, said, status

APPROVED = [
    ("Lapatinib is FDA-approved.", "approved", "the adjective"),
    ("Lapatinib is FDA approved.", "approved", "without the hyphen"),
    ("Lapatinib has FDA approval.", "approved", "the noun"),
    ("Lapatinib received FDA approval in 2007.", "approved", "received"),
    ("Lapatinib won the FDA's approval in 2007.", "approved", "won"),
    ("The FDA approved lapatinib in 2007.", "approved", "the agency acts"),
    ("The Food and Drug Administration has approved lapatinib.", "approved", "the agency in full"),
    ("US regulators approved lapatinib in 2007.", "approved", "regulators"),
    ("The FDA gave the green light to lapatinib in 2007.", "approved", "the green light"),
    ("The FDA cleared lapatinib for breast cancer in 2007.", "approved", "cleared"),
    ("The FDA gave lapatinib the nod in 2007.", "approved", "the nod"),
    ("Lapatinib was licensed by the FDA in 2007.", "approved", "licensed"),
    ("Lapatinib is an FDA-approved drug for breast cancer.", "approved", "as an attribute"),
    ("Approved by the FDA in 2007, lapatinib is a pill.", "approved", "the participle opens the sentence"),
    ("The FDA approved an expanded use of olaparib in 2018.", "approved", "a further use"),
    ("The FDA granted regular approval to olaparib in 2017.", "approved", "regular approval"),
    ("The FDA granted accelerated approval to palbociclib in 2015.", "accelerated", "accelerated"),
    ("Palbociclib received accelerated approval from the FDA.", "accelerated", "from the drug's side"),
    ("The FDA granted emergency use authorization to remdesivir in May 2020.", "emergency", "emergency use"),
    ("Molnupiravir is authorized by the FDA for emergency use.", "emergency", "authorized for emergency use"),
    ("The FDA tentatively approved a dolutegravir tablet.", "tentative", "tentative is a status of its own"),
]

DENIED = [
    ("Olaparib is not approved by the FDA for breast cancer.", "not_approved", "not approved"),
    ("Olaparib is not yet approved for breast cancer.", "not_approved", "not yet"),
    ("Olaparib isn't FDA-approved for breast cancer.", "not_approved", "contracted"),
    ("There isn't an FDA-approved olaparib for children.", "not_approved", "what is not there"),
    ("There is no approved olaparib in the US.", "not_approved", "what there is none of"),
    ("There is not yet an FDA-approved olaparib.", "not_approved", "what is not there yet"),
    ("We do not have an FDA-approved olaparib.", "not_approved", "what one does not have"),
    ("The country lacks an FDA-approved olaparib.", "not_approved", "what is lacking"),
    ("Olaparib hasn’t been approved for breast cancer.", "not_approved", "contracted, curly"),
    ("Olaparib has yet to be approved for breast cancer.", "not_approved", "has yet to"),
    ("Olaparib has never been approved for breast cancer.", "not_approved", "never"),
    ("The FDA has not approved olaparib for breast cancer.", "not_approved", "the agency has not"),
    ("Olaparib lacks FDA approval for breast cancer.", "not_approved", "lacks"),
    ("No drug is approved for breast cancer.", "not_approved", "none"),
    ("There are no FDA-approved drugs for geographic atrophy.", "not_approved", "there are none"),
    ("Olaparib is awaiting FDA approval for breast cancer.", "under_review", "awaiting"),
    ("Olaparib is under FDA review for breast cancer.", "under_review", "under review"),
    ("Olaparib is only available in clinical trials.", "only_in_trials", "only in trials"),
    ("Olaparib can be had only in a clinical trial.", "only_in_trials", "another order"),
    ("Olaparib is an investigational drug for breast cancer.", "investigational", "investigational"),
    ("Olaparib is still experimental for breast cancer.", "investigational", "experimental"),
    ("Olaparib is being studied for breast cancer.", "investigational", "being studied"),
    ("Olaparib is being tested in clinical trials for breast cancer.", "investigational", "being tested"),
    ("Doctors sometimes prescribe gabapentin off label for hot flashes.", "off_label", "off label"),
    ("The off-label use of gabapentin for hot flashes is common.", "off_label", "as an attribute"),
]

ACTS = [
    ("Sibutramine was withdrawn from the U.S. market in 2010.", "withdrawn", "withdrawn"),
    ("The FDA revoked its approval of bevacizumab for breast cancer in 2011.", "withdrawn", "revoked"),
    ("Lorcaserin was pulled from the market in 2020.", "withdrawn", "pulled"),
    ("Lorcaserin was taken off the market in 2020.", "withdrawn", "taken off"),
    ("Lorcaserin is no longer approved by the FDA.", "withdrawn", "no longer approved"),
    ("The maker discontinued Aduhelm in 2024.", "discontinued", "discontinued"),
    ("Aduhelm is no longer sold in the United States.", "discontinued", "no longer sold"),
    ("A generic version of Gleevec is available.", "generic", "a generic is there"),
    ("Gleevec is available as a generic.", "generic", "as a generic"),
    ("There is no generic version of Gleevec.", "no generic", "none is there"),
    ("Gleevec is not available as a generic.", "no generic", "not as a generic"),
    ("A biosimilar of Humira is available in the United States.", "biosimilar", "a biosimilar is there"),
    ("There is no biosimilar of Humira on the U.S. market.", "no biosimilar", "none is there"),
    ("Omeprazole is available over the counter.", "otc", "over the counter"),
    ("Omeprazole can be bought without a prescription.", "otc", "without a prescription"),
    ("Omeprazole is not available over the counter.", "no otc", "not over the counter"),
    ("Tofacitinib carries a boxed warning about blood clots.", "boxed_warning", "boxed"),
    ("Tofacitinib has a black box warning.", "boxed_warning", "black box"),
    ("Tofacitinib does not carry a boxed warning.", "no boxed_warning", "none"),
    ("The FDA granted breakthrough therapy designation to lapatinib.", "designated", "breakthrough"),
    ("Lapatinib has orphan drug status.", "designated", "orphan"),
    ("The FDA gave lapatinib fast track designation.", "designated", "fast track"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), APPROVED + DENIED + ACTS)
def test_status(text, wanted, why):
    assert [status(c) for c in put_forward(text)] == [wanted], why


PAIRS = [
    (
        "Olaparib is approved for ovarian cancer but is still being studied for glioblastoma.",
        ["olaparib: approved", "olaparib: investigational"],
        "one drug, two states",
    ),
    (
        "Tecovirimat is approved for smallpox but not for mpox.",
        ["tecovirimat: approved", "tecovirimat: not_approved"],
        "“but not for” denies the second use",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "why"), PAIRS)
def test_two_statuses_in_one_sentence(text, wanted, why):
    assert said(text) == wanted, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The FDA granted priority review to olaparib.", "a priority review"),
        ("The FDA accepted the application for olaparib.", "an accepted application"),
        ("An FDA advisory committee voted in favor of approving olaparib.", "a committee's vote"),
        ("An FDA panel recommended approval of olaparib.", "a panel's word"),
        ("The FDA granted breakthrough therapy designation to olaparib.", "a designation"),
        ("The FDA allowed a trial of olaparib to start.", "a trial's start"),
        ("The FDA cleared the investigational new drug application for olaparib.", "an IND"),
        ("Olaparib is available through the FDA's expanded access program.", "expanded access"),
        ("A phase 3 trial of olaparib met its main goal.", "a trial's success"),
        ("Patients can get olaparib under compassionate use.", "compassionate use"),
        ("The company filed for FDA approval of olaparib.", "a filing"),
    ],
)
def test_what_comes_before_an_approval_is_none(text, why):
    assert not {"approved", "accelerated", "emergency"} & {status(c) for c in put_forward(text)}, why


def test_being_studied_denies_nothing_still_experimental_does():
    (studied,) = put_forward("Olaparib is being studied for breast cancer.")
    (still,) = put_forward("Olaparib is still experimental for breast cancer.")
    assert not studied.denies
    assert still.denies
