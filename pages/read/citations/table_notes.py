"""Notes below a table: the numbers set above in its cells point at them, not at the list of references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from model.page import Block
from pages.read.citations.markers import Marker
from pages.read.layout import Layout

_GLYPH = re.compile(r"[¹²³⁴-⁹](?=\s?[^\W\d_])")
_LOWERED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
# Behind its sign a note begins; before it the last one ended.
_BEGINS = re.compile(r"[.):]?\s?[^\W\d_]")
_BETWEEN = re.compile(r"(?:\A|[.;,)]|\n)\s*\Z")
# So many lines below a table may be its notes.
_MOST_LINES = 6


def without_table_notes(
    layout: Layout, markers: list[Marker], is_listed: Callable[[int], bool]
) -> list[Marker]:
    """``markers`` (superscripts) without those that point at a note below their own table, and the notes' own."""
    if not markers or not any(b.cell for b in layout.blocks):
        return markers
    cells: list[tuple[int, int, frozenset[int]]] = []
    for first, last, below in _tables(layout):
        notes = [b for b in below if not is_listed(b.span.start)]
        numbers = frozenset(n for b in notes for n in _noted(layout, b))
        if numbers:
            end = max(b.span.end for b in (last, *notes))
            cells.append((first.span.start, end, numbers))
    return [
        m
        for m in markers
        if m.targets
        or not any(a <= m.span.start < b and noted.issuperset(m.numbers) for a, b, noted in cells)
    ]


def _tables(layout: Layout) -> Iterator[tuple[Block, Block, list[Block]]]:
    """Each table's first and last cell, and what may be its notes: lines below it, cells that begin a row."""
    blocks = layout.blocks
    ends: dict[int, tuple[Block, Block]] = {}
    for block in blocks:
        if block.cell is not None:
            ends[block.cell[0]] = (ends.get(block.cell[0], (block, block))[0], block)
    for table, (first, last) in ends.items():
        below = [
            b
            for b in blocks[first.index : last.index + 1]
            if b.cell and b.cell[0] == table and b.cell[2] == 0
        ]
        for block in blocks[last.index + 1 : last.index + 1 + _MOST_LINES]:
            if block.role in ("heading", "cell"):
                break
            below.append(block)
        yield first, last, below


def _noted(layout: Layout, block: Block) -> Iterator[int]:
    """The numbers of the notes in ``block``, which begins with one; none where it begins otherwise."""
    text, start = layout.text, block.span.start
    raised = [i.span for i in layout.inlines_in(start, block.span.end) if i.kind == "sup"]
    if not any(s.start == start for s in raised) and not _GLYPH.match(text, start, block.span.end):
        return
    for span in raised:
        words = span.of(text).strip("[]() .")
        if words.isdigit() and _BEGINS.match(text, span.end) and _BETWEEN.search(text[start : span.start]):
            yield int(words)
    for match in _GLYPH.finditer(text, start, block.span.end):
        if _BETWEEN.search(text[start : match.start()]):
            yield int(match.group().translate(_LOWERED))
