"""Ways of saying of this room (data/*.toml): rows of phrases, found in a text in one pass."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from language.phrases import Phrases

_TOKEN = re.compile(r"[^\W_]+(?:['.][^\W_]+)*|[^\w\s-]")
#: One row: ``words``, ``not`` (phrases that begin so too and mean something else) and ``says`` (examples).
Row = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of a row in a text: its words, where it stands, and its last word."""

    words: str
    start: int
    end: int
    last: str


@lru_cache(maxsize=256)
def tokens_of(text: str) -> tuple[re.Match[str], ...]:
    """Words and signs; a hyphen parts words."""
    return tuple(_TOKEN.finditer(text))


def words_of(text: str) -> list[str]:
    """The tokens' words."""
    return [token[0] for token in tokens_of(text)]


class Ways:
    """Rows of phrases by name."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self.rows = rows
        self._tables: dict[str, Phrases] = {}

    @classmethod
    def of(cls, file: str) -> Ways:
        """Those of a file of verdicts/data."""
        text = resources.files("verdicts").joinpath("data", file).read_text(encoding="utf-8")
        data: dict[str, Any] = tomllib.loads(text)
        return cls(data)

    def matches(self, row: str, lower: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Where a row is said in ``lower`` (small letters), in order."""
        stop, table = len(lower) if end is None else end, self._table(row)
        tokens = [t for t in tokens_of(lower) if start <= t.start() and t.end() <= stop]
        words = [t[0] for t in tokens]
        at = 0
        while at < len(words):
            found = table.longest(words, at)
            if found is None:
                at += 1
                continue
            if found[0].kind == "said":
                first, last = tokens[at], tokens[found[1] - 1]
                yield Match(lower[first.start() : last.end()], first.start(), last.end(), last[0])
            at = found[1]

    def first(self, row: str, lower: str) -> str:
        """The words of a row where they are first said, empty when they are not."""
        match = next(self.matches(row, lower), None)
        return match.words if match else ""

    def says(self, row: str, lower: str) -> bool:
        """True when a row is said."""
        return next(self.matches(row, lower), None) is not None

    def _table(self, row: str) -> Phrases:
        if row not in self._tables:
            table = self._tables[row] = Phrases()
            table.add("said", row, self.rows[row]["words"])
            table.add("other", row, self.rows[row].get("not", ()))
        return self._tables[row]
