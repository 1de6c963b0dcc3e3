"""Remembering what a pure function says of the same objects, of a lexicon's words or of the page at hand."""

from __future__ import annotations

from collections.abc import Callable, Hashable
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


class OfLast(Generic[V]):
    """One answer, for as long as the same objects are asked about: several ask one after the other of one page."""

    def __init__(self) -> None:
        self._held: tuple[tuple[object, ...], V] | None = None

    def of(self, *about: object, make: Callable[[], V]) -> V:
        """The answer on these objects, made when they are others than the last time."""
        held = self._held
        if held is None or any(one is not other for one, other in zip(held[0], about, strict=True)):
            held = self._held = (about, make())
        return held[1]
