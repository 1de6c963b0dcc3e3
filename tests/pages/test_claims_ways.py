"""The rows of ``ways/*.toml``: what they say they read they read, and no word of them is idle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache

import pytest

from language.inflect import forms
from language.names import fold, names_of
from language.patterns import Pattern
from pages.read.claims.cue import Cue
from pages.read.claims.frames import cues_of, distinct
from pages.read.claims.statement import Statement, state
from pages.read.claims.ways import Gate, Way, gate, ways
from tests.pages.claim_rows import lexicon, put_forward

ROWS = ways()
SAYS = [(way, sentence) for way in ROWS for sentence, _ in way.says]
NOT = [(way, sentence) for way in ROWS for sentence, _ in way.not_]


@cache
def stated(sentence: str) -> Statement:
    return state(sentence, names_of(lexicon()))


def cues(sentence: str, rows: Gate) -> list[Cue]:
    return list(distinct(cues_of(stated(sentence).tokens, rows)))


@pytest.mark.parametrize(("way", "sentence"), SAYS, ids=[f"{w.id}: {s}" for w, s in SAYS])
def test_a_row_reads_what_it_says(way, sentence):
    assert way.id in {c.way for c in cues(sentence, gate())}


@pytest.mark.parametrize(("way", "sentence"), NOT, ids=[f"{w.id}: {s}" for w, s in NOT])
def test_a_row_leaves_alone_what_it_says_it_does_not_read(way, sentence):
    assert way.id not in {c.way for c in cues(sentence, gate())}


@pytest.mark.parametrize("way", ROWS, ids=[w.id for w in ROWS])
def test_every_row_has_an_example_that_makes_a_claim(way):
    assert any(put_forward(sentence) for sentence, _ in way.says)


@pytest.mark.parametrize(("way", "sentence"), SAYS, ids=[f"{w.id}: {s}" for w, s in SAYS])
def test_the_gate_lets_through_what_a_row_reads(way, sentence):
    assert gate().lets_through(fold(sentence))


@pytest.mark.parametrize("way", ROWS, ids=[w.id for w in ROWS])
def test_without_a_row_its_examples_are_not_read_by_it_and_no_other_says_the_same(way):
    rest = Gate([w for w in ROWS if w is not way])
    assert any(cues(s, rest) != [replace(c, way=c.way) for c in cues(s, gate())] for s, _ in way.says)


def _words(way: Way, *, unless: bool = False) -> Iterator[tuple[str, int, int, str]]:
    """Every lemma of a row's patterns, those that read or (``unless``) those that spare: the field, the pattern's and
    the element's number, the lemma."""
    for field in fields(Way):
        value = getattr(way, field.name)
        if field.name.startswith("unless") is not unless or not (
            isinstance(value, tuple) and value and isinstance(value[0], Pattern)
        ):
            continue
        for number, pattern in enumerate(value):
            for place, element in enumerate(pattern.elements):
                for lemma in element.lemmas:
                    if f"@{lemma}" not in pattern.source and any(
                        lemma == p.partition("/")[0]
                        for w in pattern.source.split()
                        for p in w.strip("!?").split("|")
                    ):
                        yield field.name, number, place, lemma


def _without(way: Way, field: str, number: int, place: int, lemma: str) -> Way:
    patterns: tuple[Pattern, ...] = getattr(way, field)
    pattern = patterns[number]
    element = pattern.elements[place]
    left = replace(element, lemmas={k: v for k, v in element.lemmas.items() if k != lemma})
    changed = replace(pattern, elements=(*pattern.elements[:place], left, *pattern.elements[place + 1 :]))
    return replace(way, **{field: (*patterns[:number], changed, *patterns[number + 1 :])})


def idle(way: Way) -> list[str]:
    """The lemmas of a row that could go without any of its examples being read otherwise."""
    found = []
    for field, number, place, lemma in _words(way):
        spelled = set(forms(lemma))
        own = [s for s, _ in way.says if spelled & {t.text for t in stated(s).tokens}]
        rows = Gate([_without(way, field, number, place, lemma) if w is way else w for w in ROWS])
        if all(cues(s, rows) == cues(s, gate()) for s in own):
            found.append(f"{field}[{number}] {getattr(way, field)[number].source!r}: {lemma}")
    return found


@pytest.mark.parametrize("way", ROWS, ids=[w.id for w in ROWS])
def test_no_word_of_a_row_is_idle(way):
    """Remove any one word: an example is read otherwise. So whoever takes a word out, or loses it, is told."""
    assert idle(way) == []


def idle_exceptions(way: Way) -> list[str]:
    """The lemmas of a row's exceptions that could go without any sentence it must leave alone being read."""
    found = []
    for field, number, place, lemma in _words(way, unless=True):
        spelled = set(forms(lemma))
        own = [s for s, _ in (*way.not_, *way.says) if spelled & {t.text for t in stated(s).tokens}]
        rows = Gate([_without(way, field, number, place, lemma) if w is way else w for w in ROWS])
        if all(cues(s, rows) == cues(s, gate()) for s in own):
            found.append(f"{field}[{number}] {getattr(way, field)[number].source!r}: {lemma}")
    return found


@pytest.mark.parametrize("way", ROWS, ids=[w.id for w in ROWS])
def test_no_word_of_a_rows_exceptions_is_idle(way):
    assert idle_exceptions(way) == []
