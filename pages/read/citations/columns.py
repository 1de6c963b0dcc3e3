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
# Of those heads the ones under which a bare number is a reference's, not a study's own.
_OF_NUMBERS = re.compile(r"\W*(?:ref|cit|lit|r[ée]f)", re.IGNORECASE)


class Columns:
    """The columns of a page's tables that are headed "Reference", "Source", "Study" or the like."""

    def __init__(self, layout: Layout) -> None:
        self._cells = {b.index: b.cell for b in layout.blocks if b.cell is not None}
        first: dict[int, int] = {}
        for table, row, _ in self._cells.values():
            first[table] = min(row, first.get(table, row))
        heads = {
            (cell[0], cell[2]): layout.blocks[index].span.of(layout.text).strip()
            for index, cell in self._cells.items()
            if cell[1] == first[cell[0]]
        }
        self._citing = {place: head for place, head in heads.items() if _HEAD.fullmatch(head)}
        self._heads = {cell for cell in self._cells.values() if cell[1] == first[cell[0]]}

    def cites(self, block: int, *, numbers: bool = False) -> bool:
        """True for a cell below such a head. ``numbers``: below one that says "reference" or "citation"."""
        cell = self._cells.get(block)
        if cell is None or cell in self._heads:
            return False
        head = self._citing.get((cell[0], cell[2]))
        return head is not None and (not numbers or _OF_NUMBERS.match(head) is not None)

    def column(self, block: int) -> tuple[int, int] | None:
        """Which table and which column a cell is of; None for what is no cell."""
        cell = self._cells.get(block)
        return None if cell is None else (cell[0], cell[2])
