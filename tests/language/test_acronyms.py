"""Acronyms that mean other things as well are read only where the text makes a disease of them."""

from __future__ import annotations

import pytest

from language.names import Kind, fold, names_of
from model.lexicon import Condition, Drug, DrugClass, Lexicon

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


PAGE = Lexicon(
    drugs={"dimethyl fumarate": Drug("dimethyl fumarate")},
    classes={"jak inhibitor": DrugClass("jak inhibitor", ("Janus kinase inhibitor",), ())},
    conditions={
        "alopecia areata": Condition("alopecia areata", ("alopecia areata",)),
        "ankylosing spondylitis": Condition("ankylosing spondylitis", ("ankylosing spondylitis", "AS")),
        "breast cancer": Condition("breast cancer", ("breast cancer",)),
        "ulcerative colitis": Condition("ulcerative colitis", ("ulcerative colitis", "UC"), acronyms=("UC",)),
    },
)


def on_page(page: str, sentence: str) -> list[tuple[str, str]]:
    found = names_of(PAGE).on(page).find(sentence, fold(sentence))
    return [(mention.words, mention.key) for mention in found]


@pytest.mark.parametrize(
    ("page", "sentence", "wanted"),
    [
        ("Alopecia areata (AA) is common.", "No drug for AA.", [("AA", "alopecia areata")]),
        ("AA (alopecia areata) is common.", "No drug for AA.", [("AA", "alopecia areata")]),
        ("Nothing.", "No drug for AA.", []),
        ("Severe alopecia areata (SAA) is rare.", "No drug for SAA.", []),  # a narrower thing has no key
        ("Early breast cancer (EBC) is curable.", "No drug for EBC.", []),
        ("Aortic stenosis (AS) is common.", "No drug for AS.", []),
        ("Stenosis is common (AS).", "No drug for AS.", [("AS", "ankylosing spondylitis")]),
        ("Take dimethyl fumarate (DMF).", "DMF works.", [("DMF", "dimethyl fumarate")]),
        ("Janus kinase inhibitors (JAKis) work.", "All JAKis work.", [("JAKis", "jak inhibitor")]),
        ("Ulcerative colitis (UC) is chronic.", "The UC label is new.", [("UC", "ulcerative colitis")]),
        ("Alopecia areata (AA) is common.", "No drug for AAA or aa.", []),
    ],
)
def test_what_a_page_spells_out_holds_on_all_of_it(
    page: str, sentence: str, wanted: list[tuple[str, str]]
) -> None:
    assert on_page(page, sentence) == wanted


def test_one_page_is_not_another() -> None:
    assert on_page("Alopecia areata (AA) is common.", "for AA") != on_page("Nothing.", "for AA")


EPONYMS = Lexicon(
    conditions={
        "wilson disease": Condition("wilson disease", ("Wilson disease", "Wilson's disease")),
        "graves' disease": Condition("graves' disease", ("Graves' disease",)),
        "cushing's disease": Condition("cushing's disease", ("Cushing's disease",)),
        "cushing syndrome": Condition("cushing syndrome", ("Cushing's syndrome",)),
        "hodgkin lymphoma": Condition("hodgkin lymphoma", ("Hodgkin's lymphoma",)),
        "head and neck cancer": Condition("head and neck cancer", ("head and neck cancer",)),
        "hepatitis a": Condition("hepatitis a", ("hepatitis A",)),
        "hepatitis b": Condition("hepatitis b", ("hepatitis B",)),
        "type 1 diabetes": Condition("type 1 diabetes", ("type 1 diabetes",)),
        "type 2 diabetes": Condition("type 2 diabetes", ("type 2 diabetes",)),
    }
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("drugs for Wilson's in adults", ["wilson disease"]),
        ("drugs for Wilson\u2019s.", ["wilson disease"]),
        ("drugs for Wilsons disease", ["wilson disease"]),
        ("in the first year of Wilson's career", []),
        ("in the first year of Wilson\u2019s career", []),
        ("Wilson's team wrote it", []),
        ("people with Graves' and Wilson's", ["graves' disease", "wilson disease"]),
        ("people with Cushing's", []),  # the disease or the syndrome
        ("people with Hodgkin's", ["hodgkin lymphoma"]),
        ("people with non-Hodgkin's", []),
        ("people with non-Hodgkin's lymphoma", []),
        ("head & neck cancer", ["head and neck cancer"]),
        ("hepatitis A & B", ["hepatitis a", "hepatitis b"]),
        ("hepatitis A, B or Q", ["hepatitis a", "hepatitis b"]),
        ("type 1 and type 2 diabetes", ["type 1 diabetes", "type 2 diabetes"]),
    ],
)
def test_diseases_named_in_short(text: str, wanted: list[str]) -> None:
    found = names_of(EPONYMS).find(text, fold(text))
    assert [mention.key for mention in found] == wanted


HINTED = Lexicon(
    conditions={
        "tardive dyskinesia": Condition(
            "tardive dyskinesia", ("tardive dyskinesia",), hints=(("TD", ("involunt", "antipsychotic")),)
        ),
        "alzheimer's disease": Condition(
            "alzheimer's disease", ("Alzheimer's disease",), hints=(("AD", ("amyloid", "memory")),)
        ),
        "atopic dermatitis": Condition(
            "atopic dermatitis", ("atopic dermatitis",), hints=(("AD", ("itch", "skin")),)
        ),
    }
)


@pytest.mark.parametrize(
    ("page", "sentence", "wanted"),
    [
        ("", "TD, with its involuntary movements, has no drug.", ["tardive dyskinesia"]),
        (
            "Tardive dyskinesia is a side effect. No drug is approved for TD.",
            "No drug for TD.",
            ["tardive dyskinesia"],
        ),
        (
            "TD comes with antipsychotics. No drug is approved for TD.",
            "No drug for TD.",
            ["tardive dyskinesia"],
        ),
        ("", "No drug for TD.", []),
        ("", "AD makes the skin itch.", ["atopic dermatitis"]),
        ("", "AD takes the memory.", ["alzheimer's disease"]),
        ("", "AD takes the memory and makes the skin itch.", []),
        ("Alzheimer's disease and atopic dermatitis differ.", "No drug for AD.", []),
        ("Tardive dyskinesia is treated.", "TD researchers met.", []),
        ("Tardive dyskinesia is treated.", "Take 10 TD.", []),
        ("Travelers' diarrhea (TD) and tardive dyskinesia.", "No drug for TD.", []),
    ],
)
def test_an_acronym_of_many_meanings_is_told_by_the_page_or_by_the_words_beside(
    page: str, sentence: str, wanted: list[str]
) -> None:
    found = names_of(HINTED).on(page).find(sentence, fold(sentence))
    assert [mention.key for mention in found] == wanted
