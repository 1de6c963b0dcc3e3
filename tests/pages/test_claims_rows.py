"""Rows of a list of statuses, examples of a group, clauses with a verb of their own, and what is said of today and of then."""

from __future__ import annotations

import pytest

from model.claim import AnchorKind, Exclusivity
from tests.pages.claim_rows import put_forward, said


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("Tofersen for ALS: in phase 3 trials", ["tofersen: investigational"]),
        ("Tofersen | Phase 3 | ALS", ["tofersen: investigational"]),
        ("Status of cenobamate: NDA submitted, FDA approval pending", ["cenobamate: under_review"]),
        ("Tofersen for ALS – not approved", ["tofersen: not_approved"]),
        ("Approved treatments for alopecia areata: none.", ["any: not_approved"]),
        ("Alopecia areata: FDA-approved treatments: none", ["any: not_approved"]),
        ("Ask about olaparib: it is in phase 3 for gout.", ["olaparib: investigational"]),
        ("Olaparib: what to know", []),
        ("The olaparib phase 3 trial: what it showed", []),
    ],
)
def test_a_row_of_a_list_is_read_as_its_sentence(row, wanted):
    assert said(row) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "Several drugs have been approved for breast cancer, including lapatinib.",
        "Today, two medicines are approved for breast cancer, such as lapatinib.",
    ],
)
def test_what_is_said_of_some_drugs_is_said_of_those_named(sentence):
    assert said(sentence) == ["lapatinib: approved"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Some doctors use therapies approved for breast cancer, such as PARP inhibitors (Lynparza and Zejula).",
        "Clinics use FDA-approved medicines for breast cancer, including PARP inhibitors.",
    ],
)
def test_a_class_may_be_the_example(sentence):
    assert said(sentence) == ["parp inhibitor: approved"]


def test_a_class_that_is_no_example_is_not_said_to_be_approved():
    assert said("Some doctors use therapies approved for breast cancer after PARP inhibitors.") == []


def test_examples_of_something_else_are_not():
    assert said("Several drugs have been approved for breast cancer after trials with lapatinib.") == []


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("No drug is approved for ALS, and weight loss through illness is common.", "amyotrophic lateral sclerosis"),
        ("ALS has no approved drug, and gout, asthma and obesity are more common.", "amyotrophic lateral sclerosis"),
    ],
)  # fmt: skip
def test_a_clause_with_a_verb_of_its_own_is_no_part_of_the_use(sentence, condition):
    (claim,) = put_forward(sentence)
    assert claim.indication.condition == condition
    assert claim.also == ()


def test_a_count_is_told_of_today_and_the_approval_of_its_day():
    count, dated = put_forward("Edaravone, one of two drugs for ALS, was approved in 2017.")
    assert (count.exclusivity, count.count, count.anchor.kind) == (Exclusivity.COUNT, 2, AnchorKind.PAGE)
    assert (dated.exclusivity, dated.anchor.kind) == (Exclusivity.NONE, AnchorKind.ON)


def test_none_for_every_kind_of_it_is_more_than_none():
    (claim,) = put_forward("No drug is approved for every type of pain in every patient.")
    assert claim.unread
