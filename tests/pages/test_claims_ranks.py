"""The rows of ``ranks.toml``: each reads what it says and not what it does not, and no word of it is idle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from unittest import mock

import pytest

from language.names import names_of
from language.tokens import Token
from pages.read.claims import ranks
from pages.read.claims.statement import state
from pages.read.claims.vocabulary import RANK_KEYS, numbers, rank_rows
from pages.read.claims.ways import examples
from tests.pages.claim_rows import lexicon

ROWS = rank_rows()
SAYS = [(at, s, w) for at, row in enumerate(ROWS) for s, w in examples(row["says"])]
NOT = [(at, s) for at, row in enumerate(ROWS) for s, _ in examples(row.get("not", ()))]


@cache
def tokens(words: str) -> tuple[Token, ...]:
    return state(words, names_of(lexicon()).on(words)).tokens


def said(words: str) -> str:
    """ "only", "count 2"; empty for what no row reads."""
    found = ranks.rank_in(tokens(words), 0, len(tokens(words)))
    return f"{found.exclusivity.name.lower()} {found.number or ''}".strip() if found else ""


@pytest.mark.parametrize(("at", "words", "wanted"), SAYS, ids=[f"{a} {s}" for a, s, _ in SAYS])
def test_a_row_reads_what_it_says(at, words, wanted):
    assert said(words) == (wanted or ROWS[at]["is"])


@pytest.mark.parametrize(("at", "words"), NOT, ids=[f"{a} {s}" for a, s in NOT])
def test_a_row_does_not_read_what_comes_near(at, words):
    assert said(words).split()[:1] != [ROWS[at]["is"]]


#: A word of a row: the row, the key, the pattern's and the element's number, the word as written.
Word = tuple[int, str, int, int, str]


def _words() -> Iterator[Word]:
    for at, row in enumerate(ROWS):
        for key in RANK_KEYS:
            for number, source in enumerate(row.get(key, ())):
                for place, element in enumerate(source.split()):
                    own = [element] if element == "?" else element.removesuffix("?").split("|")
                    yield from ((at, key, number, place, word) for word in own)


WORDS = list(_words())


def _less(word: Word) -> Mapping[str, Any]:
    """The row without a word; where its place would be empty, without the pattern, but for what may be left out."""
    at, key, number, place, gone = word
    written = ROWS[at][key][number].split()
    optional = written[place].endswith("?")
    left = "|".join(w for w in written[place].removesuffix("?").split("|") if w != gone)
    kept: list[str] = []
    if left or optional or gone == "..":
        own = [left + "?" * optional] if left else []
        kept = [" ".join([*written[:place], *own, *written[place + 1 :]])]
    patterns = ROWS[at][key]
    return {**ROWS[at], key: [*patterns[:number], *kept, *patterns[number + 1 :]]}


def _forget() -> None:
    ranks._starting.cache_clear()
    ranks._needed.cache_clear()


def idle(word: Word) -> bool:
    at = word[0]
    own = [s for row, s, _ in SAYS if row == at] + [s for row, s in NOT if row == at]
    before = [said(s) for s in own]
    less = list(ranks.ranks())
    less[at] = ranks.compile_rank(_less(word))
    with mock.patch.object(ranks, "ranks", return_value=tuple(less)):
        _forget()
        try:
            return [said(s) for s in own] == before
        finally:
            _forget()


@pytest.mark.parametrize("word", WORDS, ids=[f"{a} {k}[{n}:{p}]: {w}" for a, k, n, p, w in WORDS])
def test_no_word_is_idle(word):
    _forget()
    assert not idle(word)


@pytest.mark.parametrize(("word", "number"), [n for n in numbers().items() if n[1] > 1])
def test_a_number_in_words(word, number):
    assert said(f"one of the {word} drugs approved") == f"count {number}"


@pytest.mark.parametrize(
    "words", ["a 24-hour pill", "the 0.3% gel", "a prescription-only pill", "the three-drug regimen"]
)
def test_what_is_joined_by_a_hyphen_or_a_share_counts_nothing(words):
    assert said(words) == ""
