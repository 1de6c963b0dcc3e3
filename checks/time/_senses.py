"""What may say that it is so on the day of writing (``senses.toml``), by the role that it plays in a clause."""

# ruff: noqa: E501 - a line of words or of the table stays one line
from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checks.time._roles import Words, compiled, rows
from language.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Sense:
    """One pattern with its ``role``; ``of``: the clause's subject must have one of these parts (roles.toml); ``needs``: of which words each must be in the sentence; ``leads``: what is told first."""

    role: str
    of: frozenset[str]
    pattern: Pattern
    leads: int
    opening: frozenset[str]
    needs: tuple[frozenset[str], ...]


@cache
def _senses() -> tuple[Sense, ...]:
    return tuple(
        Sense(
            row["role"], frozenset(row.get("of", ())), pattern, row["leads"], pattern.opening, pattern.needs
        )
        for row in rows("senses")["sense"]
        for pattern in map(compiled, row["words"])
    )


#: What nearly every sentence has: no word to look a pattern up by.
_COMMON = frozenset(
    [
        "for",
        "at",
        "in",
        "as",
        "so",
        "to",
        "have",
        "be",
        "this",
        "of",
        "no",
        "on",
        "by",
        "the",
        "until",
        "since",
        "from",
        "not",
        "do",
        "w",
        "n",
        "X",
        ",",
        ".",
    ]
)


@cache
def _by_rarest() -> dict[str, tuple[int, ...]]:
    """Lemma → the places of the patterns that need it, or one of few others, so that most are never tried."""
    found: dict[str, list[int]] = {}
    for place, sense in enumerate(_senses()):
        for lemma in min(sense.needs, key=lambda own: (bool(own & _COMMON), len(own))):
            found.setdefault(lemma, []).append(place)
    return {lemma: tuple(places) for lemma, places in found.items()}


def senses_in(words: Words) -> tuple[Sense, ...]:
    """The senses that a sentence has all the words of."""
    there = words.lemmas
    rarest = _by_rarest()
    places = {place for lemma in there if lemma in rarest for place in rarest[lemma]}
    if not places:
        return ()
    return tuple(
        sense
        for sense in map(_senses().__getitem__, sorted(places))
        if not any(map(there.isdisjoint, sense.needs))
    )
