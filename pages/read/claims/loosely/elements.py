"""The elements of a loosely read sentence: meanings, each with the words that carry it (``elements.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
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
# Without one of these a clause tells nothing; research tells something only beside a denial.
_DENIES, _STATES = frozenset({"none", "sole"}), STATUS - {"research"}
_THERE = frozenset({"there", "has", "have", "lacks", "lack", "is", "are"})
# Words that many sentences have: no element stands on them alone.
_COMMON = frozenset([
    "a", "an", "and", "any", "at", "be", "before", "by", "can", "come", "could", "do", "from", "get", "give", "go",
    "have", "in", "into", "let", "make", "n", "need", "next", "no", "not", "of", "off", "on", "one", "only", "or",
    "out", "over", "require", "single", "so", "stand", "stay", "take", "to", "under", "up", "use", "with", "without",
    "drug", "doctor", "human", "late", "early", "i", "for", "the", "there", "all", "what", "just",
    "they", "we", "you", "above",
])  # fmt: skip
_FDA = frozenset({"fda", "administration"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an element stands: its first token and the one behind its last."""

    element: str
    start: int
    end: int


@dataclass(frozen=True)
class Elements:
    """``patterns``: the elements' ways of being said, and those of "bars"; ``guards``: lists of words by name."""

    patterns: Mapping[str, tuple[Pattern, ...]]
    guards: Mapping[str, frozenset[str]]

    @cached_property
    def _by_lemma(self) -> dict[str, tuple[tuple[str, Pattern, tuple[frozenset[str], ...]], ...]]:
        """By the lemma that opens them, with what else the sentence must hold."""
        found: dict[str, tuple[tuple[str, Pattern, tuple[frozenset[str], ...]], ...]] = {}
        for name, own in self.patterns.items():
            for pattern in own:
                for lemma in pattern.opening | pattern.elements[0].kinds:
                    rest = tuple(need for need in pattern.needs if lemma not in need)
                    found[lemma] = (*found.get(lemma, ()), (name, pattern, rest))
        return found

    def marks_in(self, tokens: Sequence[Token]) -> tuple[Mark, ...]:
        """The elements in a sentence, in order; of two of one kind that begin together the longer."""
        found: dict[tuple[str, int], int] = {}
        here = {token.kind for token in tokens}.union(*(token.lemmas for token in tokens))
        by_lemma = self._by_lemma
        for at, token in enumerate(tokens):
            for lemma in token.lemmas if token.kind == "w" else (*token.lemmas, token.kind):
                for name, pattern, rest in by_lemma.get(lemma, ()):
                    if any(map(here.isdisjoint, rest)):
                        continue
                    end = pattern.match(tokens, at)
                    if end > found.get((name, at), -1):
                        found[name, at] = end
        return tuple(Mark(name, at, end) for (name, at), end in found.items())

    def may_read(self, words: Iterable[str], contracted: bool) -> bool:
        """False where ``words`` (of a sentence, in lower case) have no element that a reading cannot do without.
        ``contracted``: the sentence has an "n't"."""
        held = frozenset(words)
        if not self._stating.isdisjoint(held):
            return True
        denies = contracted or not self._denying.isdisjoint(held)
        return denies and not (self._research.isdisjoint(held) and _THERE.isdisjoint(held))

    @cached_property
    def _stating(self) -> frozenset[str]:
        return self.words_of(_STATES)

    @cached_property
    def _denying(self) -> frozenset[str]:
        return self.words_of(_DENIES)

    @cached_property
    def _research(self) -> frozenset[str]:
        return self.words_of(frozenset({"research"}))

    def words_of(self, names: frozenset[str]) -> frozenset[str]:
        """For each way of an element, every form of the words of one place that it cannot do without: the one
        whose words are the least common."""
        held: set[str] = set()
        for pattern in (p for name in names for p in self.patterns[name]):
            needed = (
                e for e in pattern.elements if e.lemmas and not (e.optional or e.gap or e.kinds - {"A"})
            )
            places: list[frozenset[str]] = [
                frozenset(e.lemmas) | (_FDA if e.kinds else frozenset()) for e in needed
            ]
            held |= min(places, key=lambda own: _commonness(frozenset(own)))
        return frozenset(form for lemma in held for form in forms(lemma))


def _commonness(lemmas: frozenset[str]) -> float:
    return len(_COMMON & lemmas) / len(lemmas)


def elements_of(rows: Mapping[str, Any]) -> Elements:
    """The elements of rows as ``elements.toml`` writes them."""
    sources = {**rows["elements"], "bars": rows["guards"]["bars"]}
    return Elements(
        {
            name: tuple(compile_pattern(s, lists(), lists()["skipped"]) for s in own)
            for name, own in sources.items()
        },
        {name: frozenset(own) for name, own in rows["guards"].items()},
    )


@cache
def elements() -> Elements:
    """The elements that ship."""
    return elements_of(loose_rows())


def guards(name: str) -> frozenset[str]:
    """The words of a guard."""
    return elements().guards[name]


def marks_in(tokens: Sequence[Token]) -> tuple[Mark, ...]:
    """The elements that ship, in a sentence."""
    return elements().marks_in(tokens)


def may_read(words: Iterable[str], contracted: bool) -> bool:
    """The gate of the elements that ship."""
    return elements().may_read(words, contracted)
