"""The elements of a loosely read sentence: meanings, each with the words that carry it (``elements.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from language.inflect import forms
from language.patterns import Pattern, compile_pattern
from language.tokens import Token
from pages.read.claims.vocabulary import lists, loose_rows

#: Elements that tell a status; the others tell how many, or that it is not so.
STATUS = frozenset(
    {
        "approve",
        "market",
        "file",
        "apply",
        "decide",
        "study",
        "research",
        "refuse",
        "rx",
        "queue",
        "unapproved",
    }
)
_POLAR = frozenset({"none", "not", "unapproved", "sole"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an element stands: its first token and the one behind its last."""

    element: str
    start: int
    end: int


@cache
def _by_lemma() -> dict[str, tuple[tuple[str, Pattern], ...]]:
    found: dict[str, tuple[tuple[str, Pattern], ...]] = {}
    rows = {**loose_rows()["elements"], "bars": loose_rows()["guards"]["bars"]}
    for name, sources in rows.items():
        for source in sources:
            pattern = compile_pattern(source, lists(), lists()["skipped"])
            for lemma in pattern.opening:
                found[lemma] = (*found.get(lemma, ()), (name, pattern))
    return found


def marks_in(tokens: Sequence[Token]) -> tuple[Mark, ...]:
    """The elements in a sentence, in order; of two of one kind that begin together the longer."""
    found: dict[tuple[str, int], int] = {}
    for at, token in enumerate(tokens):
        for lemma in token.lemmas:
            for name, pattern in _by_lemma().get(lemma, ()):
                end = pattern.match(tokens, at)
                if end > found.get((name, at), -1):
                    found[name, at] = end
    return tuple(Mark(name, at, end) for (name, at), end in found.items())


@cache
def _openings(names: frozenset[str]) -> frozenset[str]:
    rows: dict[str, Any] = loose_rows()["elements"]
    first = {w for name in names for source in rows[name] for w in source.split()[0].split("|")}
    return frozenset(f for lemma in first for f in forms(lemma))


@cache
def _words(part: str) -> frozenset[str]:
    told = {
        "polar": _POLAR | {"wait", "future", "study", "refuse", "rx", "approve", "market", "file"},
        "status": STATUS,
    }[part]
    return _openings(frozenset(told))


def may_read(words: Iterable[str], contracted: bool) -> bool:
    """False where ``words`` (of a sentence, in lower case) have no element that a reading cannot do without.
    ``contracted``: the sentence has an "n't"."""
    held = frozenset(words)
    return (contracted or not _words("polar").isdisjoint(held)) and not _words("status").isdisjoint(held)
