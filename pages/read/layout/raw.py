"""Blocks of text as the walk over a page finds them, before it is known what belongs to the main text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml.html import HtmlElement

#: Where an element's attributes are looked up when they are wanted: most never are.
Attributes: TypeAlias = Mapping[str, str] | HtmlElement

_HINTS = ("class", "id", "role", "epub:type", "aria-label", "itemprop")


def hints(attributes: Attributes) -> str:
    """The words of the attributes that name an element's part in the page, lower case."""
    return " ".join([value for name in _HINTS if (value := attributes.get(name))]).lower()


@dataclass(slots=True)
class Mark:
    """Inline markup in a raw block: see ``layout.Inline``; offsets are into the block's text."""

    kind: str
    start: int
    end: int
    attributes: Attributes = field(default_factory=dict)

    @property
    def value(self) -> str:
        """A link's address as written, a time's ``datetime``, or what templates give in its place."""
        if self.kind == "link":
            return self.attributes.get("href") or ""
        get = self.attributes.get
        return get("datetime") or get("data-datetime") or get("data-date") or get("title") or ""


@dataclass(slots=True)
class Box:
    """An element that holds blocks.

    ``parent`` is the index of the enclosing box, -1 for the outermost. ``region`` is what its tag, role or
    class words say it is ("" for plain content), ``sure`` when markup itself says so (``<nav>``), not only
    a class word. ``kept`` is True for reference lists and the like, which are never boilerplate.
    """

    parent: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    sure: bool = False
    main: bool = False
    hidden: bool = False
    kept: bool = False


@dataclass(slots=True)
class RawBlock:
    """One block.

    ``level`` is the heading level: 0 for none, -1 for "one below the last real heading". ``box`` is the index
    of the innermost box, ``group`` the number of the list or table it is in (-1: none), ``cell`` (table, row,
    column) in data tables, ``linked`` how many of its characters are inside links. ``ids`` are the ids of
    elements that open before or inside it, with offsets; ``anchor`` the one that opens a heading.
    ``item`` numbers the list item, definition or cell that it is a part of (0: none).
    ``label`` is the number that a browser prints before it. ``region`` is set by ``boilerplate``: empty for main text.
    """

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
    attributes: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    region: str = ""
    item: int = 0
    label: str = ""
