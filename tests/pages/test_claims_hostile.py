"""Sentences made to cost time: every row's own words, many times over. Reading stays linear."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest

from pages.read.claims import read_claims
from pages.read.claims.modifiers import modifiers
from pages.read.claims.vocabulary import lists
from pages.read.claims.ways import ways
from tests.pages.claim_rows import layout, lexicon

MOST = 0.05  # seconds for one sentence of the longest kind that is read at all
LENGTH = 195


def _words(row) -> list[str]:
    patterns = [
        p for name in ("verb", "noun", "is_", "kind", "then", "of", "with_") for p in getattr(row, name)
    ]
    return [w for p in patterns for e in p.elements for w in list(e.lemmas)[:3]]


def sentence(words: list[str], length: int) -> str:
    pick = random.Random(7)
    said = ["Olaparib"]
    while sum(map(len, said)) + len(said) < length:
        said.append(
            pick.choice(
                [*words, "newly", "early", "the", "its", "is", "not", "only", "FDA", "approved", "for"]
            )
        )
    return " ".join(said) + " psoriasis."


def seconds(text: str) -> float:
    page = layout(f"# Gout\n\n{text}")
    read_claims(page, lexicon())
    best = 9.0
    for _ in range(3):
        begun = time.process_time()
        read_claims(page, lexicon())
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize("row", ways(), ids=[w.id for w in ways()])
def test_a_sentence_of_a_rows_own_words(row):
    assert seconds(sentence(_words(row), LENGTH)) <= MOST


@pytest.mark.parametrize(
    "words",
    [
        [w for m in modifiers() for p in m.words for e in p.elements for w in e.lemmas],
        sorted(lists()["skipped"]),
        ["newly"], ["only"], ["not"], ["the", "FDA"], ["approved"], ["and", "olaparib", ","], ["which", "is"],
        ["(", "olaparib", ")"], ["for", "treatment", "of"], ["no", "drug", "that"], ["in", "2014", ","],
    ],
    ids=lambda words: " ".join(words[:3]),
)  # fmt: skip
def test_a_sentence_of_words_that_hold_others_together(words):
    assert seconds(sentence(words, LENGTH)) <= MOST


@pytest.mark.parametrize(
    "words", [["newly"], ["only", "for"], ["and", "olaparib"], ["not", "yet"], ["the", "FDA", "approved"]]
)
def test_twice_the_sentence_costs_no_more_than_thrice_the_time(words):
    times = [seconds(sentence(words, n)) for n in (250, 500, 1000)]
    # (20 ms for what else the machine does)
    assert all(later <= 3.5 * earlier + 0.02 for earlier, later in pairwise(times)), times
