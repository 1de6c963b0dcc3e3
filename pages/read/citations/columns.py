"""Which cells of a table stand in its column of references."""

from __future__ import annotations

import re

from pages.read.layout import Layout

_HEAD = re.compile(
    r"(?:references?|refs?\.?|sources?|citations?|literature|studies|study(?: reference)?|authors?|"
    r"referencias?|fuentes?|quellen?|literatur|r[ée]f[ée]rences?|refer[êe]ncias?|fontes?)"
    r"(?:\s(?:no\.?|numbers?|nos\.?))?[\W\da-z]{0,3}",
    re.IGNORECASE,
)


class Columns:
    """The columns of a page's tables that are headed "Reference", "Source", "Study" or the like."""

    def __init__(self, layout: Layout) -> None:
        self._cells = {b.index: b.cell for b in layout.blocks if b.cell is not None}
        first: dict[int, int] = {}
        for table, row, _ in self._cells.values():
            first[table] = min(row, first.get(table, row))
        self._citing = {
            (cell[0], cell[2])
            for index, cell in self._cells.items()
            if cell[1] == first[cell[0]]
            and _HEAD.fullmatch(layout.blocks[index].span.of(layout.text).strip())
        }
        self._heads = {cell for cell in self._cells.values() if cell[1] == first[cell[0]]}

    def cites(self, block: int) -> bool:
        """True for a cell below such a head."""
        cell = self._cells.get(block)
        return cell is not None and cell not in self._heads and (cell[0], cell[2]) in self._citing

    def column(self, block: int) -> tuple[int, int] | None:
        """Which table and which column a cell is of; None for what is no cell."""
        cell = self._cells.get(block)
        return None if cell is None else (cell[0], cell[2])
