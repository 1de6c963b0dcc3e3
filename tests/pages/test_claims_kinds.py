"""What a denied "only", an apposition and a second half make of a claim; what a denial is of."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, status, subject

DENIED_ONLY = [
    "Tafamidis is not the only drug for gout.",
    "Imatinib isn't the sole approved medicine for gout.",
    "Riluzole is no longer the only treatment for ALS.",
    "Riluzole is far from the only drug approved for ALS.",
    "Riluzole is by no means the only FDA-approved drug for ALS.",
]


@pytest.mark.parametrize("text", DENIED_ONLY)
def test_a_denied_only_denies_nothing_of_the_drug(text):
    assert {(status(c), c.exclusivity.name) for c in put_forward(text)} <= {("approved", "NONE")}


@pytest.mark.parametrize(
    "text",
    [
        "Belimumab, the only drug approved for lupus, was licensed in 2011.",
        "Belimumab (the only drug approved for lupus) came out in 2011.",
        "Belimumab, which is the only drug approved for lupus, was approved by the FDA in 2011.",
        "Belimumab, the sole antibody for lupus, was approved by the FDA in 2011.",
        "The only drug for lupus, belimumab, was approved in 2011.",
    ],
)
def test_the_rank_in_an_apposition_is_told_of_today(text):
    rank, *rest = put_forward(text)
    assert (subject(rank), rank.exclusivity.name, rank.anchor.date) == ("belimumab", "ONLY", None)
    assert all(c.exclusivity.name == "NONE" and c.anchor.date is not None for c in rest)


@pytest.mark.parametrize(
    "text",
    [
        "Apixaban won approval in December 2012, and it can be used for any gout patient.",
        "Apixaban was approved in December 2012 and is for people of all ages.",
    ],
)
def test_a_second_half_for_everybody_is_kept_as_unread(text):
    (claim,) = put_forward(text)
    assert claim.unread


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dabigatran is not approved for people with mechanical heart valves.", "for people with mechanical heart valves"),
        ("Methotrexate is not approved as a disease-modifying drug.", "as a disease-modifying drug"),
        ("Semaglutide is not approved for people without diabetes.", "for people without diabetes"),
    ],
)  # fmt: skip
def test_the_use_of_a_denial_reaches_the_claim(text, words):
    (claim,) = put_forward(text)
    assert (status(claim), claim.indication.condition) == ("not_approved", "")
    assert claim.indication.words == words
    assert claim.indication.unread


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Neither the FDA nor the EMA has approved olaparib.", ("olaparib", "not_approved", "NONE")),
        ("No drug for ALS other than riluzole is approved.", ("riluzole", "approved", "ONLY")),
        ("For people with this cancer (mesothelioma), pemetrexed is the only drug approved.", ("pemetrexed", "approved", "ONLY")),
    ],
)  # fmt: skip
def test_neither_nor_and_other_than(text, wanted):
    (claim,) = put_forward(text)
    assert (subject(claim), status(claim), claim.exclusivity.name) == wanted


def test_they_are_those_of_the_sentence_before():
    (claim,) = put_forward("Several drugs are approved for migraine. They include erenumab and galcanezumab.")
    assert (subject(claim), claim.indication.condition) == ("erenumab; galcanezumab", "migraine")
    assert put_forward("Several people met. They include erenumab in their talk.") == ()


def test_a_disease_in_brackets_is_the_use():
    (claim,) = put_forward(
        "For people with this cancer (mesothelioma), pemetrexed is the only drug approved."
    )
    assert claim.indication.condition == "mesothelioma"


def test_a_denied_half_is_a_claim_of_its_own():
    found = put_forward("Ustekinumab is approved for adults with psoriasis and not children.")
    assert [status(c) for c in found] == ["approved", "not_approved"]
