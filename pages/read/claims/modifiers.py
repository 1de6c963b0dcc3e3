"""What makes a statement less than asserted: the rows of ``modifiers.toml``, in one pass over a sentence's tokens."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pages.read.claims.patterns import Pattern, compile_pattern
from pages.read.claims.tokens import Token
from pages.read.claims.vocabulary import HERE, lists

_NEAR = 6  # tokens over which a hope reaches
_ENDS = {"comma": ",;", "clause": ";", "sentence": ""}


@dataclass(frozen=True, slots=True)
class Modifier:
    """One row: its words, what they make of a status, which way and how far."""

    category: str
    words: tuple[Pattern, ...]
    direction: str
    stops: str
    unless: tuple[Pattern, ...]
    spares: frozenset[str]


@cache
def modifiers() -> tuple[Modifier, ...]:
    """The rows of ``modifiers.toml``."""
    raw = tomllib.loads((HERE / "modifiers.toml").read_text("utf-8"))["modifier"]
    skip = lists()["skipped"]

    def compiled(sources: Sequence[str]) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(source, lists(), skip) for source in sources)

    return tuple(
        Modifier(
            row["category"], compiled(row["words"]), row["direction"], row["stops"], compiled(row.get("unless", ())),
            frozenset(row.get("spares", ())),
        )
        for row in raw
    )  # fmt: skip


def mood(tokens: Sequence[Token], begin: int, start: int, status: str) -> str:
    """asserted, conditional, question, reported, hedged or told: how the words around the status that begins at token
    ``start``, in a clause that begins at token ``begin``, put it."""
    if tokens and next((t.text for t in reversed(tokens) if t.kind not in "\"')"), "") == "?":
        return "question"
    for row in modifiers():
        if status in row.spares:
            continue
        first = {"comma": begin, "clause": begin, "sentence": 0}[row.stops]
        if row.direction == "near":
            first = max(first, start - _NEAR)
        for at in range(first, start):
            if any(
                p.match(tokens, at, start + 1 if p.elements[-1].kinds else None) >= 0 for p in row.words
            ) and _reaches(tokens, at, start, row):
                return row.category
    return "asserted"


def _reaches(tokens: Sequence[Token], at: int, start: int, row: Modifier) -> bool:
    ends = _ENDS[row.stops]
    if any(t.kind in ends for t in tokens[at:start] if ends):
        return False
    return not any(p.match(tokens, at) >= 0 for p in row.unless)
