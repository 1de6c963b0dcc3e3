"""What a clause says takes its subject from the clause before; what is said of a disease takes none from any drug."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, said


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Olaparib lowers urate within days and is awaiting a ruling by the FDA.",
            ["olaparib: under_review"],
        ),
        ("Siponimod was tried in Spain and isn't licensed by the FDA.", ["siponimod: not_approved"]),
        ("Siponimod helps most people and hasn't been approved by the FDA.", ["siponimod: not_approved"]),
        (
            "Donanemab is under FDA review, and so far no PARP inhibitor has been approved for gout.",
            ["donanemab: under_review", "parp inhibitor: not_approved"],
        ),
    ],
)
def test_a_predicate_without_a_subject_takes_the_one_before(sentence, wanted):
    assert said(sentence) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "Gout is an illness for which no medicine has been approved.",
        "Gout, an illness for whose relief no drug is approved, is painful.",
        "Olaparib is sold for many ends, among them gout, against which no drug is approved.",
        "Gout cannot be treated with any FDA-approved drug.",
        "Gout could not be managed with an FDA-approved medicine.",
        "Gout: FDA-approved treatments: 0",
    ],
)
def test_that_there_is_none_for_a_disease_is_said_of_no_drug(sentence):
    (claim,) = [c for c in put_forward(sentence) if not c.subject.drugs]
    assert (claim.status.name, claim.indication.condition) == ("NOT_APPROVED", "gout")


def test_what_some_drugs_are_for_is_no_none():
    assert said("Gout is an illness for which a few drugs are approved.") == []
    assert said("Gout can be treated with an FDA-approved drug.") == []


def test_the_american_market_is_that_of_the_united_states():
    (claim,) = put_forward("Riluzole is the only drug on the American market for ALS.")
    assert (claim.status.name, claim.agency, claim.exclusivity.name) == ("APPROVED", "FDA", "ONLY")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Lilly is still waiting for word on donanemab.", ["donanemab: under_review"]),
        ("Donanemab for Alzheimer's disease now lies with the regulators.", ["donanemab: under_review"]),
        ("Donanemab, which Lilly handed in to the FDA, clears amyloid.", []),
        ("Donanemab has been turned in to the FDA.", ["donanemab: under_review"]),
        ("Donanemab is about the size of other antibodies.", []),
        ("Siponimod hasn't yet gotten past the FDA.", ["siponimod: not_approved"]),
        ("Siponimod isn't out yet.", ["siponimod: not_approved"]),
        ("Siponimod is not yet out of the body after a week.", []),
    ],
)
def test_further_ways(sentence, wanted):
    assert said(sentence) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "Lapatinib and olaparib have been approved for gout, the former since 2007 and the latter since 2014.",
        "Lapatinib and olaparib were approved in 2007 and 2014, respectively.",
    ],
)
def test_days_of_their_own_are_no_day_of_both(sentence):
    (claim,) = put_forward(sentence)
    assert (claim.subject.drugs, claim.anchor.date) == (("lapatinib", "olaparib"), None)


def test_an_aside_on_another_country_is_no_approval_here():
    assert said("Siponimod, licensed in Japan last spring for gout, costs little in the United States.") == []
    assert said("Lapatinib, approved in Japan and the US in 2007, is a pill.") == ["lapatinib: approved"]


def test_approved_abroad_but_not_here_with_a_comma():
    assert said("Domperidone is approved in Canada, but not in the US.") == ["domperidone: not_approved"]
