"""Whose status it is where the sentence leaves it to what stands around: labels, rows, pronouns, objects left out."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward, said


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Olaparib | gout | phase 3", ["olaparib: investigational"]),
        ("Olaparib | phase 3 | gout", ["olaparib: investigational"]),
        ("Olaparib - gout - NDA accepted", ["olaparib: under_review"]),
        ("Donanemab: PDUFA date June 5, 2024", ["donanemab: under_review"]),
        ("Donanemab blocks plaques. Regulatory status: under review.", ["donanemab: under_review"]),
        ("Status: investigational. Donanemab blocks plaques.", ["donanemab: investigational"]),
        ("Product: donanemab. FDA status: awaiting a decision.", ["donanemab: under_review"]),
        ("Ivermectin lotion (Sklice). Prescription only; use once.", ["ivermectin: no otc"]),
        ("Status: married. Olaparib is a pill.", []),
        ("Drug: olaparib. Status: in stock.", []),
        ("Olaparib is a pill. Prescription only if needed.", []),
        ("Stage: IV. Drug: osimertinib.", []),
    ],
)
def test_a_status_is_told_by_label(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


def test_the_cells_of_a_row_tell_the_use_in_any_order() -> None:
    for text in ("Olaparib | gout | phase 3", "Olaparib | phase 3 | gout"):
        (claim,) = put_forward(text)
        assert (claim.indication.condition, claim.cue) == ("gout", "phase 3")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Olaparib and donanemab help. Both are investigational.", ["olaparib; donanemab: investigational"]),
        ("Olaparib and donanemab help. Neither is on the market.", ["olaparib; donanemab: not_marketed"]),
        ("Olaparib and donanemab help. Neither is approved.", ["olaparib; donanemab: not_approved"]),
        ("Both are investigational.", []),
        ("Tenapanor acts in the gut. Ardelyx plans to file this year.", ["tenapanor: under_review"]),
        ("Tenapanor acts in the gut. Ardelyx plans to seek approval for gout.", ["tenapanor: under_review"]),
        ("Tenapanor, like linaclotide, acts in the gut, and Ardelyx plans to send its application to the FDA.",
         ["tenapanor: under_review"]),
        ("Tenapanor acts in the gut. Ardelyx plans to seek approval for its new pill.", []),
        ("Tenapanor acts in the gut. Another pill awaits approval.", []),
        ("Tenapanor and linaclotide act in the gut. Ardelyx plans to file this year.", []),
        ("V116 covers 21 types. Merck's candidate is under priority review.",
         ["pneumococcal conjugate vaccine 21: under_review"]),
        ("Leqembi won approval. Lilly's drug is awaiting a decision.", ["lecanemab: approved"]),
    ],
)  # fmt: skip
def test_a_subject_is_found_in_what_was_said_before(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Olaparib, which Lilly is still testing in gout, is a pill.", ["olaparib: investigational"]),
        ("Olaparib, a pill that Lilly is about to file, helps.", ["olaparib: under_review"]),
        ("Olaparib, which Lilly is testing a kit for, is a pill.", []),
        ("Lilly is testing whether olaparib, an investigational pill, helps.", ["olaparib: investigational"]),
        ("Olaparib's rival donanemab is not approved.", ["donanemab: not_approved"]),
        ("Olaparib aside, donanemab is not approved.", ["donanemab: not_approved"]),
        ("Since its approval in 2014, olaparib has helped.", ["olaparib: approved"]),
        ("The adenosine A2A antagonist istradefylline is not approved.", ["istradefylline: not_approved"]),
        ("The insulin receptor antibody is not approved.", []),
        ("The company's donanemab is under review.", ["donanemab: under_review"]),
    ],
)
def test_a_name_beside_another_noun_is_told_from_it(text: str, wanted: list[str]) -> None:
    assert [s for s in said(text) if "in_use" not in s] == wanted


def test_a_use_told_beside_the_name_is_what_the_drug_is_and_not_what_is_denied() -> None:
    (claim,) = put_forward("Fostemsavir, a new kind of pill for people with HIV, has not yet passed the FDA.")
    assert (claim.indication.condition, claim.context.condition) == ("", "hiv")
    (claim,) = put_forward("Fostemsavir for people with HIV has not yet passed the FDA.")
    assert claim.indication.condition == "hiv"


def test_who_sent_it_in_and_how_often_it_is_given_are_no_part_of_a_use() -> None:
    for text in (
        "Efgartigimod is under review for myasthenia gravis in a file sent in by argenx.",
        "Efgartigimod is under review for myasthenia gravis every four weeks.",
        "Efgartigimod is under review for myasthenia gravis in the coming months.",
    ):
        (claim,) = put_forward(text)
        assert (claim.indication.condition, claim.indication.unread) == ("myasthenia gravis", ())
