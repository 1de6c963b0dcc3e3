"""The third reader: signs beside a name, and the laws of ``faintly/signs.toml``."""

from __future__ import annotations

import random
import time
from itertools import pairwise
from unittest import mock

import pytest

from language.names import fold, names_of
from language.patterns import compile_pattern
from pages.read.claims.faintly import signs as shipped
from pages.read.claims.faintly import words_of_turned
from pages.read.claims.faintly.signs import Signs, signs_of
from pages.read.claims.loosely.elements import elements
from pages.read.claims.statement import state
from pages.read.claims.vocabulary import faint_rows, lists, loose_rows
from pages.read.claims.ways import WORD
from tests.pages.claim_rows import lexicon, signs, status, subject
from tests.pages.test_claims_elements import spelled

ROWS = faint_rows()
SIGNS = list(enumerate(ROWS["sign"]))
SAYS = [(at, *said.split(" => ")) for at, row in SIGNS for said in row.get("says", ())]
NOT = [(at, said) for at, row in SIGNS for said in row.get("not", ())]
NAMES = names_of(lexicon())
PATTERNS = [(name, source) for name, own in ROWS["words"].items() for source in own]


def faint(text: str) -> list[str]:
    return [f"{subject(c)}: {status(c)}" for c in signs(text)]


@pytest.mark.parametrize(("at", "sentence", "wanted"), SAYS, ids=[s for _, s, _ in SAYS])
def test_a_sign_stands_where_it_says(at, sentence, wanted):
    assert wanted in faint(sentence)


@pytest.mark.parametrize(("at", "sentence"), NOT, ids=[s for _, s in NOT])
def test_a_sign_does_not_stand_where_it_says(at, sentence):
    assert faint(sentence) == []


def test_beside_a_denial_only_signs_of_the_same_are_taken():
    assert faint("Olaparib has not been approved by the FDA, and nobody can get it.") == [
        "olaparib: not_approved"
    ]
    assert faint("The FDA has approved olaparib, and nobody can get it.") == []
    assert faint("If the FDA approved olaparib, nobody could get it.") == []


def test_a_drug_that_was_approved_may_be_told_as_to_be_had_beside_it():
    assert faint("Telaprevir, approved in May, may be taken by adults.") == ["telaprevir: in_use"]
    assert faint("Telaprevir was approved in May 2011.") == []


def test_who_cannot_is_no_denial_of_the_drug_before():
    assert faint("Raptiva is injected at home and suits those who cannot reach a clinic.")[-1:] == [
        "efalizumab: in_use"
    ]
    assert "efalizumab: in_use" not in faint("Those who cannot reach a clinic inject Raptiva at home.")
    assert faint("Adults who would rather not inject can ask about Exubera.") == [
        "insulin human inhaled: in_use"
    ]


def test_a_condition_on_the_reader_is_no_other_world():
    assert faint("If you were ill before, your team may add telaprevir.") == []
    assert faint("If you have hepatitis C, your team may add telaprevir.") == ["telaprevir: in_use"]
    assert faint("If telaprevir may be added, ask your team.") == []


def test_of_a_long_row_of_drugs_none_is_told_as_in_use():
    assert "telaprevir: in_use" in faint("Your team may add telaprevir.")
    assert faint("Your team may add telaprevir, or ribavirin, or sofosbuvir.") == []
    assert "telaprevir: in_use" in faint(
        "Telaprevir (Incivek): with peginterferon alfa-2a and ribavirin, 12 weeks."
    )


def less_a_need(at: int, need: list[str]) -> Signs:
    rows = [{**row, "needs": [n for n in row["needs"] if i != at or n != need]} for i, row in SIGNS]
    return signs_of({**ROWS, "sign": rows})


def less_a_bar(at: int, bar: str) -> Signs:
    rows = [{**row, "bars": [b for b in row["bars"] if i != at or b != bar]} for i, row in SIGNS]
    return signs_of({**ROWS, "sign": rows})


def _read(sentences: list[str], rows: Signs | None = None) -> list[list[str]]:
    with mock.patch("pages.read.claims.faintly.read.signs", return_value=rows or shipped.signs()):
        return [[f"{subject(c)}: {status(c)} by {c.cue}" for c in signs(s)] for s in sentences]


NEEDS = [(at, need) for at, row in SIGNS for need in row["needs"] if row["status"] != "none"]


@pytest.mark.parametrize(("at", "need"), NEEDS, ids=[f"{i}: {' + '.join(n) or 'name'}" for i, n in NEEDS])
def test_no_sign_is_idle(at, need):
    own = [s for i, s, _ in SAYS if i == at]
    assert _read(own) != _read(own, less_a_need(at, need))


WORDS = [
    (name, source, place, word)
    for name, source in PATTERNS
    for place, element in enumerate(compile_pattern(source, lists(), lists()["skipped"]).elements)
    if not (element.gap or element.avoid or element.optional)
    for word in element.lemmas
    if f"@{word}" not in source
]


@pytest.mark.parametrize(
    ("name", "source", "place", "word"), WORDS, ids=[f"{n}: {w}" for n, _, _, w in WORDS]
)
def test_every_word_is_found_by_its_own_pattern(name, source, place, word):
    said = spelled(source, place, word, None)
    assert any(
        m.element == name for m in shipped.signs().words.marks_in(tokens(f"Inclisiran x {said} x."))
    ), said


def tokens(sentence: str):
    return state(sentence, NAMES.on(sentence)).tokens


#: A sentence in which each sign stands by its tokens, with room for a word that bars it.
_ROOM = {
    "not approved": "{} inclisiran waits in line {}.",
    "in use": "{} ezogabine helps {}.",
    "available as a generic": "{} one copy of atorvastatin {}.",
    "over the counter": "{} adapalene by script {}.",
    "approved": "{} green light for Spinraza in 2014 {}.",
    "none": "{} gout has no drug {}.",
    "the only": "{} inclisiran is the sole approved drug {}.",
    "from an age": "{} inclisiran is given at least 12 years {}.",
    "one of a number": "{} label has two drugs {}.",
    "care alone": "{} gout supportive only {}.",
}
BARS = [(at, bar) for at, row in SIGNS for bar in row["bars"] if bar != "dated"]


@pytest.mark.parametrize(("at", "bar"), BARS, ids=[f"{i}: {bar}" for i, bar in BARS])
def test_what_bars_a_sign_bars_it(at, bar):
    row = ROWS["sign"][at]
    alone = [*ROWS["sign"][:at], *ROWS["sign"][at + 1 :]]
    others = {r["status"] for r in alone}
    word = {"no": "not", "unreal": "were", "else": "except"}.get(bar) or _words_alone(bar, row["bars"])
    slot = ("If", "") if bar == "unreal" else ("The", word)
    sentence = _ROOM[row["status"]].format(*slot)
    wanted = next(s.says for i, s in enumerate(shipped.signs().signs) if i == at)
    rows = {**ROWS, "sign": [row]} if row["status"] in others else ROWS
    assert wanted in signs_of(rows).found_in(tokens(_ROOM[row["status"]].format("The", "")))
    assert wanted not in signs_of(rows).found_in(tokens(sentence)), sentence
    less = {**rows, "sign": [{**r, "bars": [b for b in r["bars"] if b != bar]} for r in rows["sign"]]}
    assert wanted in signs_of(less).found_in(tokens(sentence)), sentence


def _words_alone(name: str, bars: list[str]) -> str:
    """Words of one bar that are of no other one of the sign's."""
    for source in ROWS["words"].get(name) or loose_rows()["elements"][name]:
        said = spelled(source, -1, "", None)
        here = tokens(f"x {said}.")
        found = {m.element for m in (*elements().marks_in(here), *shipped.signs().words.marks_in(here))}
        if found & set(bars) == {name}:
            return said
    raise AssertionError(f"{name} is idle")


def test_the_gate_lets_through_what_a_sign_of_any_drug_tells():
    before = {"not approved", "approved", "none"}
    for at, sentence, _ in SAYS:
        if ROWS["sign"][at]["status"] in before:
            assert any(shipped.may_stand(WORD.findall(fold(s))) for s in sentence.split(". ")), sentence


def test_the_gate_drops_what_tells_nothing():
    assert not shipped.may_stand(WORD.findall("pain may go for weeks before anyone knows."))


def _seconds(sentence: str) -> float:
    own = tokens(sentence)
    best = 9.0
    for _ in range(3):
        begun = time.process_time()
        shipped.signs().found_in(own)
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize("name", sorted(ROWS["words"]))
def test_a_sentence_of_a_lists_own_words_costs_its_length(name):
    pick = random.Random(name)
    own = [w for source in ROWS["words"][name] for w in source.replace("|", " ").replace("/s", "").split()]
    times = [_seconds(" ".join(pick.choice(own) for _ in range(n))) for n in (70, 140, 280)]
    assert all(later <= 3 * sooner + 0.005 for sooner, later in pairwise(times)), times


def test_the_words_of_turned_drugs_let_through_every_name_of_theirs():
    held = words_of_turned(lexicon())
    for key in sorted(lexicon().turned):
        drug = lexicon().drugs.get(key)
        for name in (drug.key, *drug.brands, *drug.synonyms) if drug else ():
            assert not held.isdisjoint(WORD.findall(fold(name))) or not WORD.findall(fold(name)), name
