"""The law of ``words.toml`` and ``modifiers.toml``: no word of theirs is idle. Take any one away, and a sentence of its own
list is read otherwise, so that whoever loses a word is told."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any
from unittest import mock
from zlib import crc32

import pytest

from language.inflect import Form, forms
from language.patterns import Pattern
from pages.read.claims import modifiers, ranks, vocabulary, ways
from pages.read.claims.ways import examples
from tests.pages.claim_rows import claims

_FORM = {"pp": Form.PARTICIPLE, "s": Form.THIRD, "ing": Form.ING, "past": Form.PAST}
_SLOT = re.compile(r"\{(\w*)\}")
_TABLES = ("lists", "routes", "turns")
WORDS = [
    (table, name, word)
    for table in _TABLES
    for name, own in vocabulary.words()[table].items()
    for word in own
    if not word.startswith("@")
]


def _forget() -> None:
    for kept in (
        vocabulary.lists, vocabulary.turns_of_approval, vocabulary.routes, vocabulary._table, ways.ways, ways.gate,
        modifiers.modifiers, modifiers._by_lemma, vocabulary.numbers, ranks.ranks, ranks._starting, ranks._needed,
    ):  # fmt: skip
        kept.cache_clear()


@contextmanager
def put(raw: dict[str, Any]) -> Iterator[None]:
    """The reader with other words."""
    with mock.patch.object(vocabulary, "words", return_value=raw):
        _forget()
        try:
            yield
        finally:
            _forget()
    _forget()


def without(table: str, name: str, word: str) -> dict[str, Any]:
    raw = vocabulary.words()
    own = {**raw[table], name: [w for w in raw[table][name] if w != word]}
    return {**raw, table: own}


def shown(name: str, word: str) -> list[str]:
    """The sentences of a list with ``word`` in its place."""
    found = []
    for template in vocabulary.words()["shows"][name]:
        slot = _SLOT.search(template)
        assert slot, template
        wanted = _FORM.get(slot[1])
        said = next((f for f, is_a in forms(word).items() if is_a & wanted), word) if wanted else word
        found.append(template.replace(slot[0], said.capitalize() if slot.start() == 0 else said))
    return found


@cache
def read(sentence: str) -> tuple[Any, ...]:
    return claims(sentence)


def idle(table: str, name: str, word: str) -> bool:
    sentences = shown(name, word)
    before = [read(s) for s in sentences]
    with put(without(table, name, word)):
        return all(claims(s) == was for s, was in zip(sentences, before, strict=True))


# Every word takes a minute and a half; any run tries a fifth of them, WHOLE=1 all (benchmarks/README.md).
TRIED = [w for w in WORDS if os.environ.get("WHOLE") or crc32("/".join(w).encode()) % 5 == 0]


def test_every_list_is_shown():
    assert set(vocabulary.words()["shows"]) == {name for _, name, _ in WORDS}


@pytest.mark.parametrize(("table", "name", "word"), TRIED, ids=[f"{n}: {w}" for _, n, w in TRIED])
def test_no_word_of_a_list_is_idle(table, name, word):
    assert not idle(table, name, word)


def _modified() -> Iterator[tuple[int, str, int, int, str]]:
    """Every lemma of every modifier: the row, "words" or "unless", the pattern's and the element's number, the lemma."""
    for row, modifier in enumerate(modifiers.modifiers()):
        for field in ("words", "unless"):
            for number, pattern in enumerate(getattr(modifier, field)):
                for place, element in enumerate(pattern.elements):
                    for lemma in element.lemmas:
                        yield row, field, number, place, lemma


def _weakened(row: int, field: str, number: int, place: int, lemma: str) -> tuple[modifiers.Modifier, ...]:
    rows = modifiers.modifiers()
    patterns: tuple[Pattern, ...] = getattr(rows[row], field)
    element = patterns[number].elements[place]
    left = replace(element, lemmas={k: v for k, v in element.lemmas.items() if k != lemma})
    elements = (*patterns[number].elements[:place], left, *patterns[number].elements[place + 1 :])
    changed = (*patterns[:number], replace(patterns[number], elements=elements), *patterns[number + 1 :])
    return (*rows[:row], replace(rows[row], **{field: changed}), *rows[row + 1 :])


def idle_in_modifier(row: int, field: str, number: int, place: int, lemma: str) -> bool:
    raw = vocabulary.modifier_rows()[row]
    spelled = "|".join(forms(lemma))
    sentences = [s for s, _ in examples((*raw["says"], *raw.get("not", ())))]
    sentences = [s for s in sentences if re.search(rf"\b(?:{spelled})\b", s, re.IGNORECASE)]
    before = [read(s) for s in sentences]
    changed = _weakened(row, field, number, place, lemma)
    with mock.patch.object(modifiers, "modifiers", return_value=changed):
        modifiers._by_lemma.cache_clear()
        try:
            return all(claims(s) == was for s, was in zip(sentences, before, strict=True))
        finally:
            modifiers._by_lemma.cache_clear()


MODIFIED = list(_modified())


@pytest.mark.parametrize("word", MODIFIED, ids=[f"{r} {f}[{n}]: {w}" for r, f, n, _, w in MODIFIED])
def test_no_word_of_a_modifier_is_idle(word):
    modifiers._by_lemma.cache_clear()
    assert not idle_in_modifier(*word)
