"""Bare numbers in a table's column of references."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from model.page import CitationStyle
from pages.read.citations.columns import Columns
from pages.read.citations.markers import NUMLIST, Marker, expand
from pages.read.layout import Layout

_NUMBERS_ONLY = re.compile(rf"\s*({NUMLIST})\s*")


def cell_markers(layout: Layout, known: Container[int]) -> Iterator[Marker]:
    """Cells that are nothing but numbers, in a column that is headed "Ref." or the like and holds only numbers of the
    list (``known``)."""
    columns = Columns(layout)
    found: dict[tuple[int, int], list[Marker | None]] = {}
    for block in layout.blocks:
        place = columns.column(block.index)
        words = block.span.of(layout.text)
        if place is None or not columns.cites(block.index, numbers=True) or not any(map(str.isalnum, words)):
            continue
        match = _NUMBERS_ONLY.fullmatch(words)
        numbers = expand(match.group(1)) if match else None
        listed = numbers is not None and all(n in known for n in numbers)
        marker = Marker(block.span, CitationStyle.WORDS, numbers or (), exact=True) if listed else None
        found.setdefault(place, []).append(marker)
    for markers in found.values():
        told = [m for m in markers if m is not None]
        if len(told) == len(markers):
            yield from told
