"""Remembering what a pure function says of a lexicon's words, for as long as the lexicon is the same object."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

from model.lexicon import Lexicon

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class OfLexicon(Generic[K, V]):
    """A table of answers that hold for one lexicon: a run uses one, and asks the same thousands of times."""

    def __init__(self, most: int = 50_000) -> None:
        """``most``: so many answers are held; then all are let go."""
        self._most = most
        self._held: tuple[Lexicon | None, dict[K, V]] = (None, {})

    def of(self, lexicon: Lexicon) -> dict[K, V]:
        """The table of a lexicon, to look up in and to add to."""
        known, table = self._held
        if known is not lexicon or len(table) > self._most:
            table = {}
            self._held = (lexicon, table)
        return table
