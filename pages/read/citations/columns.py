"""Which cells of a table stand in its column of references."""

from __future__ import annotations

import re

from pages.read.layout import Layout

# What parts two cells of one row in a page's text.
_BAR = " | "
_HEAD = re.compile(
    r"(?:references?|refs?\.?|sources?|citations?|literature|studies|study(?: reference)?|authors?|"
    r"referencias?|fuentes?|quellen?|literatur|r[ée]f[ée]rences?|refer[êe]ncias?|fontes?)"
    r"(?:\s(?:no\.?|numbers?|nos\.?))?[\W\da-z]{0,3}",
    re.IGNORECASE,
)


class Columns:
    """The tables of a page, by the index of their cells' blocks."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._rows: dict[int, tuple[int, int]] = {}  # cell: its row's first cell, its table's first cell
        row = table = -1
        before = None
        for block in layout.blocks:
            if block.role != "cell":
                before = None
                continue
            if before is None:
                row = table = block.index
            elif layout.text[before.span.end : block.span.start] != _BAR:
                row = block.index
            self._rows[block.index] = (row, table)
            before = block

    def cites(self, cell: int) -> bool:
        """True for a cell of a column that is headed "Reference", "Source", "Study" or the like."""
        if cell not in self._rows:
            return False
        row, table = self._rows[cell]
        if row == table:
            return False
        heads, mine = self._cells(table), self._cells(row)
        place = cell - row
        named = [place] if len(heads) == len(mine) else [-1] if place == len(mine) - 1 else []
        return any(
            _HEAD.fullmatch(self._layout.blocks[heads[at]].span.of(self._layout.text).strip()) for at in named
        )

    def column(self, cell: int) -> tuple[int, int] | None:
        """Which table and which column a cell is of; None for what is no cell."""
        if cell not in self._rows:
            return None
        row, table = self._rows[cell]
        return table, cell - row

    def _cells(self, first: int) -> list[int]:
        """The cells of the row that begins with ``first``."""
        found = [first]
        while self._rows.get(found[-1] + 1, (-1, -1))[0] == first:
            found.append(found[-1] + 1)
        return found
