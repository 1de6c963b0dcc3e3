"""How many there are, "the only drug", "one of two", "at least three": the rows of ``ranks.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from language.patterns import Pattern, compile_pattern, is_skipped
from language.tokens import Token
from model.claim import Exclusivity
from model.digits import whole_number
from pages.read.claims.vocabulary import lists, numbers, rank_rows


@dataclass(frozen=True, slots=True)
class Rank:
    """One row; ``ranks.toml`` says what each field does."""

    exclusivity: Exclusivity
    words: tuple[Pattern, ...]
    opening: tuple[Pattern, ...] = ()
    then: tuple[Pattern, ...] = ()
    unless_after: tuple[Pattern, ...] = ()
    plus: int = 0
    one: Exclusivity | None = None
    whole: bool = False

    @property
    def counts(self) -> bool:
        """True for a row that says a number."""
        return self.exclusivity in (Exclusivity.COUNT, Exclusivity.AT_LEAST)


class Ranked(NamedTuple):
    """What a row found: which it is, how many, and the token from which the group that it is of is looked for."""

    exclusivity: Exclusivity
    number: int
    at: int


def compile_rank(row: Mapping[str, Any]) -> Rank:
    """One row of ``ranks.toml``."""
    skip = lists()["skipped"]

    def compiled(key: str) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(source, lists(), skip) for source in row.get(key, ()))

    return Rank(
        Exclusivity[row["is"].upper()],
        compiled("words"),
        compiled("opening"),
        compiled("then"),
        compiled("unless_after"),
        row.get("plus", 0),
        Exclusivity[row["one"].upper()] if "one" in row else None,
        row.get("whole", False),
    )


@cache
def ranks() -> tuple[Rank, ...]:
    """The rows, those of higher precedence first."""
    return tuple(compile_rank(row) for row in rank_rows())


#: Each the row's number, the row, a pattern of it, and the rarest words or names of which the pattern needs one.
_Rows = tuple[tuple[int, Rank, Pattern, frozenset[str]], ...]


@cache
def _starting() -> tuple[dict[str, _Rows], dict[str, _Rows]]:
    """The patterns by the lemmas and names that they begin with: anywhere, and opening a clause."""
    found: tuple[dict[str, _Rows], dict[str, _Rows]] = ({}, {})
    for number, rank in enumerate(ranks()):
        for by_first, patterns in zip(found, (rank.words, rank.opening), strict=True):
            for pattern in patterns:
                need = max(
                    pattern.needs, key=lambda words: min(map(len, words))
                )  # short words are common ones
                for first in (*pattern.elements[0].lemmas, *pattern.elements[0].kinds):
                    by_first[first] = (*by_first.get(first, ()), (number, rank, pattern, need))
    return found


@cache
def _needed() -> frozenset[str]:
    """The words and names of which one must stand where any row matches."""
    return frozenset().union(
        *(row[3] for by_first in _starting() for rows in by_first.values() for row in rows)
    )


def rank_in(tokens: Sequence[Token], first: int, last: int) -> Ranked | None:
    """What the first row says that matches between the tokens ``first`` and ``last``; None where none does."""
    said = {key for token in tokens[first:last] for key in (*token.lemmas, token.kind)}
    if _needed().isdisjoint(said):
        return None
    anywhere, opening = _starting()
    skip = lists()["skipped"]
    best, found = len(ranks()), None
    tables: tuple[Mapping[str, _Rows], ...] = (anywhere, opening)
    for at in range(first, last):
        token = tokens[at]
        for by_first in tables:
            for key in (*token.lemmas, token.kind) if token.kind != "w" else token.lemmas:
                for number, rank, pattern, need in by_first.get(key, ()):
                    if number >= best or need.isdisjoint(said):
                        continue
                    if (ranked := _ranked(rank, pattern, tokens, at, last)) is not None:
                        best, found = number, ranked
        if len(tables) > 1 and not is_skipped(token, skip):
            tables = (anywhere,)
    return found


def _ranked(rank: Rank, pattern: Pattern, tokens: Sequence[Token], at: int, last: int) -> Ranked | None:
    end = pattern.match(tokens, at, last)
    if end < 0 or _bars(rank, tokens, end, last):
        return None
    count = 0
    exclusivity = rank.exclusivity
    if rank.counts:
        number = next((n for t in reversed(tokens[at:end]) if (n := _value(t)) is not None), None)
        if number is None or (end < last and tokens[end].glued and tokens[end].kind == "w"):
            return None  # "0.3 %", "a 24-hour infusion"
        count = number + rank.plus
        if count == 1 and exclusivity is Exclusivity.COUNT:
            if rank.one is None:
                return None
            exclusivity, count = rank.one, 0
    if rank.then:
        behind = next((e for p in rank.then if (e := p.match(tokens, end, last)) >= 0), -1)
        if behind < 0 or _bars(rank, tokens, behind, last):
            return None
    return Ranked(exclusivity, count, end if rank.whole else at)


def _bars(rank: Rank, tokens: Sequence[Token], end: int, last: int) -> bool:
    return any(p.match(tokens, end, last) >= 0 for p in rank.unless_after)


def _value(token: Token) -> int | None:
    """The number that a token is, in words or digits."""
    if token.kind == "n":
        return whole_number(token.text)
    return next((value for word, value in numbers().items() if word in token.lemmas), None)
