"""Acronyms that mean other things as well are read only where the text makes a disease of them."""

from __future__ import annotations

import pytest

from language.names import Kind, fold, names_of
from model.lexicon import Condition, Lexicon

LEXICON = Lexicon(
    conditions={
        "ulcerative colitis": Condition("ulcerative colitis", ("UC",), acronyms=("UC",)),
        "crohn's disease": Condition("crohn's disease", ("Crohn's disease",)),
        "acute coronary syndrome": Condition("acute coronary syndrome", ("ACS",), acronyms=("ACS",)),
        "metastatic breast cancer": Condition("metastatic breast cancer", ("MBC", "mBC"), acronyms=("MBC",)),
        "hiv": Condition("hiv", ("HIV",)),
    }
)


def conditions(text: str) -> list[str]:
    found = names_of(LEXICON).find(text, fold(text))
    return [mention.key for mention in found if mention.kind is Kind.CONDITION]


@pytest.mark.parametrize(
    "text",
    [
        "According to UC researchers, nothing has been approved.",
        "A team at UC Davis tested it.",
        "The ACS welcomed the approval.",
        "Treatment with UC Health is free.",
        "ACS guidelines were renewed.",
        "Written by A. Writer, ACS, and checked.",
    ],
)
def test_an_organisation_is_no_disease(text: str) -> None:
    assert conditions(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It is approved for UC.", 1),
        ("UC flares were fewer.", 1),
        ("people living with moderate UC", 1),
        ("UC", 1),
        ("Ulcerative colitis (UC) is chronic. The UC label is new.", 3),
        ("no drug for ACS", 1),
        ("It reduces stents in ACS patients.", 1),
    ],
)
def test_beside_medical_words_or_its_long_form_it_is(text: str, count: int) -> None:
    assert len(conditions(text)) == count


def test_joined_to_another_condition_it_is_one_too() -> None:
    assert conditions("Crohn's disease and UC") == ["crohn's disease", "ulcerative colitis"]
    assert conditions("UC, Crohn's disease") == ["ulcerative colitis", "crohn's disease"]


def test_two_spellings_of_one_acronym_are_both_read() -> None:
    assert conditions("drugs for MBC") == conditions("drugs for mBC") == ["metastatic breast cancer"]
    assert conditions("drugs for Mbc") == []


def test_a_plain_acronym_needs_nothing_beside_it() -> None:
    assert conditions("The HIV campus") == ["hiv"]
