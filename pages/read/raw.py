"""A block of text as the walk over a page finds it, before it is known what belongs to the main text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Mark:
    """Inline markup in a raw block: see ``layout.Inline``; offsets are into the block's text."""

    kind: str
    start: int
    end: int
    value: str = ""
    hints: str = ""
    rel: str = ""


@dataclass(slots=True)
class Box:
    """An element that holds blocks.

    ``parent`` is the index of the enclosing box, -1 for the outermost. ``region`` is what its tag, role or
    class words say it is ("" for plain content), ``sure`` when markup itself says so (``<nav>``), not only
    a class word. ``kept`` is True for reference lists and the like, which are never boilerplate.
    """

    parent: int
    tag: str
    hints: str = ""
    region: str = ""
    sure: bool = False
    main: bool = False
    hidden: bool = False
    id: str = ""
    kept: bool = False


@dataclass(slots=True)
class RawBlock:
    """One block. ``level`` is the heading level (0: no heading); ``box`` the index of the innermost box;
    ``cell`` is (table, row, column) for cells of data tables; ``group`` numbers the list or table it is in
    (-1: none), ``linked`` counts its characters inside links; ``ids`` are the ids of elements that open at
    it or inside it, with offsets; ``anchor`` the id that opens a heading."""

    text: str
    role: str
    box: int
    marks: list[Mark] = field(default_factory=list)
    ids: list[tuple[str, int]] = field(default_factory=list)
    level: int = 0
    depth: int = 0
    group: int = -1
    cell: tuple[int, int, int] | None = None
    linked: int = 0
    hints: str = ""
    anchor: str = ""
    bold: bool = False
    times: list[tuple[str, str]] = field(default_factory=list)
    region: str = ""
