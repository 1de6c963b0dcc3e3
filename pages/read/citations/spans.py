"""Ranges of a text that are taken, kept in order so that asking costs a bisection."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from model.span import Span


class Taken:
    """Ranges that do not overlap each other."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            self.add(span)

    def add(self, span: Span) -> None:
        """Take a range. One that overlaps a range that is there is left out."""
        if self.overlaps(span):
            return
        at = bisect.bisect_left(self._starts, span.start)
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)

    def overlaps(self, span: Span) -> bool:
        """True when a taken range shares a character with ``span``."""
        at = bisect.bisect_left(self._starts, span.end)
        return at > 0 and self._ends[at - 1] > span.start
