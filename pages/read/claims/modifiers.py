"""What makes a statement less than asserted: the rows of ``modifiers.toml``, in one pass over a sentence's tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from language.patterns import Pattern, compile_pattern
from language.tokens import Token
from pages.read.claims.vocabulary import lists, modifier_rows

if TYPE_CHECKING:
    from pages.read.claims.statement import Statement

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
    skip = lists()["skipped"]

    def compiled(sources: Sequence[str]) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(source, lists(), skip) for source in sources)

    return tuple(
        Modifier(
            row["category"], compiled(row["words"]), row["direction"], row["stops"], compiled(row.get("unless", ())),
            frozenset(row.get("spares", ())),
        )
        for row in modifier_rows()
    )  # fmt: skip


@cache
def _by_lemma() -> dict[str, tuple[tuple[Modifier, Pattern], ...]]:
    """The patterns by the words that they can begin with."""
    found: dict[str, tuple[tuple[Modifier, Pattern], ...]] = {}
    for row in modifiers():
        for pattern in row.words:
            for lemma in pattern.opening:
                found[lemma] = (*found.get(lemma, ()), (row, pattern))
    return found


def modifiers_in(tokens: Sequence[Token]) -> tuple[tuple[int, int, Modifier], ...]:
    """Where the rows' words stand in a sentence: their first token and the one behind them, in order."""
    return tuple(
        (at, end, row)
        for at, token in enumerate(tokens)
        for lemma in token.lemmas
        for row, pattern in _by_lemma().get(lemma, ())
        if (end := pattern.match(tokens, at)) >= 0 and not any(p.match(tokens, at) >= 0 for p in row.unless)
    )


def mood(statement: Statement, begin: int, start: int, status: str) -> str:
    """asserted, conditional, question, reported, hedged or told: how the words before the status that begins at token
    ``start``, in a clause that begins at token ``begin``, put it."""
    tokens = statement.tokens
    if next((t.text for t in reversed(tokens) if t.kind not in "\"')"), "") == "?":
        return "question"
    for at, _, row in statement.modifiers:
        first = 0 if row.stops == "sentence" else begin
        if row.direction == "near":
            first = max(first, start - _NEAR)
        if first <= at < start and status not in row.spares and _reaches(tokens, at, start, row):
            return row.category
    return "asserted"


def _reaches(tokens: Sequence[Token], at: int, start: int, row: Modifier) -> bool:
    ends = _ENDS[row.stops]
    return not ends or not any(t.kind in ends for t in tokens[at:start])
