"""The elements of a loosely read sentence: meanings, each with the words that carry it (``elements.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

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


# Words that many sentences have: no element stands on them alone.
_COMMON = frozenset([
    "a", "an", "and", "any", "at", "be", "before", "by", "can", "come", "could", "do", "from", "get", "give", "go",
    "have", "in", "into", "let", "make", "n", "need", "next", "no", "not", "of", "off", "on", "one", "only", "or",
    "out", "over", "require", "single", "so", "stand", "stay", "take", "to", "under", "up", "use", "with", "without",
    "drug", "doctor", "human", "late", "early", "i",
])  # fmt: skip
_FDA = frozenset({"fda", "administration"})


@cache
def _words_of(names: frozenset[str]) -> frozenset[str]:
    """For each way of an element, every form of the words of one place that it cannot do without: the one
    whose words are the least common."""
    rows: dict[str, list[str]] = loose_rows()["elements"]
    held: set[str] = set()
    for source in (source for name in names for source in rows[name]):
        pattern = compile_pattern(source, lists(), lists()["skipped"])
        needed = (e for e in pattern.elements if e.lemmas and not (e.optional or e.gap or e.kinds - {"A"}))
        places: list[frozenset[str]] = [
            frozenset(e.lemmas) | (_FDA if e.kinds else frozenset()) for e in needed
        ]
        held |= min(places, key=lambda own: _commonness(frozenset(own)))
    return frozenset(form for lemma in held for form in forms(lemma))


def _commonness(lemmas: frozenset[str]) -> float:
    return len(_COMMON & lemmas) / len(lemmas)


_THERE = frozenset({"there", "has", "have", "lacks", "lack"})
_DENIES, _STATES = frozenset({"none", "sole"}), STATUS - {"research"}


def may_read(words: Iterable[str], contracted: bool) -> bool:
    """False where ``words`` (of a sentence, in lower case) have no element that a reading cannot do without.
    ``contracted``: the sentence has an "n't"."""
    held = frozenset(words)
    if not _words_of(_STATES).isdisjoint(held):
        return True
    research = not _words_of(frozenset({"research"})).isdisjoint(held)
    denies = contracted or not _words_of(_DENIES).isdisjoint(held)
    return denies and (research or not _THERE.isdisjoint(held))
