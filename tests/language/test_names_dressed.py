"""Names as pages dress them: cut by brackets and quotes, halves of combinations, symptoms of a disease by any name."""

from __future__ import annotations

import pytest

from language.forms import of_symptom, parts
from language.names import fold, names_of
from model.lexicon import Drug
from tests.pages.claim_rows import lexicon


def found(text: str) -> list[str]:
    return [m.key for m in names_of(lexicon()).find(text, fold(text))]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("hereditary transthyretin-mediated (hATTR) amyloidosis", "transthyretin amyloid polyneuropathy"),
        ('high "bad" cholesterol', "hypercholesterolemia"),
        ("“lazy eye”", "amblyopia"),
        ("chronic graft-versus-host (GVHD) disease", "chronic graft-versus-host disease"),
        ("the chorea of Huntington disease", "chorea of huntington's disease"),
        ("itch in patients with Alagille syndrome", "itching of alagille syndrome"),
        ("high blood pressure in the lungs", "pulmonary hypertension"),
        ("Werdnig-Hoffmann disease", "spinal muscular atrophy type 1"),
        ("acute attacks of hereditary angioedema", "hereditary angioedema"),
        ("tezacaftor", "ivacaftor / tezacaftor"),
        ("grazoprevir", "elbasvir / grazoprevir"),
        ("Lumacaftor & ivacaftor", "ivacaftor / lumacaftor"),
    ],
)
def test_a_dressed_name_is_the_name(text, key):
    assert found(text)[:1] == [key]


def test_a_name_cut_by_brackets_is_found_where_it_stands():
    text = "For non-small cell (NSCLC) lung cancer."
    (mention, *_) = names_of(lexicon()).find(text, fold(text))
    assert text[mention.start : mention.end] == "non-small cell (NSCLC) lung cancer"


@pytest.mark.parametrize("text", ["bladder (but not here) cancer", "PE teachers", "HS students"])
def test_what_stands_between_may_not_be_words(text):
    assert not set(found(text)) & {"urothelial carcinoma", "pulmonary embolism", "hidradenitis suppurativa"}


def test_a_half_sold_alone_or_in_two_pairs_stands_for_neither():
    drugs = {
        d.key: d
        for d in (
            Drug("ivacaftor", ingredients=("ivacaftor",)),
            Drug("a / xcaftor", ingredients=("a", "xcaftor")),
            Drug("ivacaftor / ycaftor", ingredients=("ivacaftor", "ycaftor")),
            Drug("b / xcaftor", ingredients=("b", "xcaftor")),
        )
    }
    assert list(parts(drugs)) == []  # one letter is no name that is built like a drug's
    drugs["ivacaftor / tezacaftor"] = Drug("ivacaftor / tezacaftor", ingredients=("ivacaftor", "tezacaftor"))
    assert list(parts(drugs)) == [("tezacaftor", "ivacaftor / tezacaftor")]
    drugs["b / tezacaftor"] = Drug("b / tezacaftor", ingredients=("b", "tezacaftor"))
    assert list(parts(drugs)) == []


def test_a_combination_is_known_by_all_its_drugs_in_any_grouping():
    names = names_of(lexicon())
    assert names.combination(["bupropion", "naltrexone"]) == "bupropion / naltrexone"
    assert names.combination(["elexacaftor / ivacaftor / tezacaftor", "ivacaftor"]) == (
        "elexacaftor / ivacaftor / tezacaftor"
    )
    assert names.combination(["dabrafenib", "trametinib"]) == ""


def test_symptoms_go_with_each_name_of_the_disease():
    more = set(of_symptom(["chorea in Huntington's disease"], ["Huntington's disease", "HD"]))
    assert {"chorea of hd", "hd-related chorea", "chorea associated with huntington's disease"} <= more
