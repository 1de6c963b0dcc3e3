"""The numbers that a list's markup gives to its items, which no text has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.digits import whole_number
from pages.read.layout import Layout, elements
from pages.read.references.units import Unit, stands_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# So much of an item's beginning tells which one of the markup it is.
_HEAD = 40
_NOT_ALNUM = re.compile(r"[\W_]+")


def _letters(text: str) -> str:
    return _NOT_ALNUM.sub("", text)


def ordered_numbers(layout: Layout) -> dict[int, int]:
    """Numbers that ``<ol start>`` and ``<li value>`` give to items, by the index of the item's first block.

    Items are told by the beginning of their text; of several that begin alike (papers of the same authors) the
    first in the markup is the first in the text.
    """
    if layout.tree is None:
        return {}
    by_head: dict[str, list[int]] = {}
    given: dict[HtmlElement, int] = {}
    for ordered in elements(layout.tree, "ol"):
        stated = (ordered.get("start") or "1").strip()
        step = -1 if ordered.get("reversed") is not None else 1
        size = whole_number(stated.removeprefix("-"))
        number = 1 if size is None else -size if stated.startswith("-") else size
        items = [child for child in ordered if child.tag == "li"]
        if step < 0 and ordered.get("start") is None:
            number = len(items)
        for item in items:
            if (value := whole_number(item.get("value"))) is not None:
                number = value
            own = given.get(item, number)
            by_head.setdefault(_letters(_shown(item))[:_HEAD], []).append(own)
            for paper in _papers_of(item):
                given[paper] = own
                if paper.getparent().tag == "ul":
                    by_head.setdefault(_letters(_shown(paper))[:_HEAD], []).append(own)
            number += step
    found: dict[int, int] = {}
    if not by_head:
        return found
    for unit in units_of_items(layout):
        alike = by_head.get(_letters(unit.span.of(layout.text))[:_HEAD])
        if alike:
            found[unit.blocks[0].index] = alike.pop(0) if len(alike) > 1 else alike[0]
    return found


def _papers_of(item: HtmlElement) -> Iterator[HtmlElement]:
    """The items of a list in ``item`` that have its number: papers a, b, c, or all that stands in it."""
    for inner in item.iterchildren("ol", "ul"):
        if (inner.get("type") or "1") in "aAiI" or (
            not _letters(item.text or "") and inner.getprevious() is None
        ):
            yield from inner.iterchildren("li")


def _shown(item: HtmlElement) -> str:
    """The text of an item, without style sheets and scripts that stand in it."""
    if item.find(".//style") is None and item.find(".//script") is None:
        return str(item.text_content())
    return "".join(item.xpath(".//text()[not(ancestor::style or ancestor::script)]"))


def units_of_items(layout: Layout) -> Iterator[Unit]:
    """Every list item of the page with all the blocks in it, nested lists and all; nested items as well."""
    blocks = layout.blocks
    seen: set[int | None] = set()
    for at, block in enumerate(blocks):
        if block.role != "item" or block.item in seen:
            continue
        seen.add(block.item)
        end = at + 1
        size = block.span.end - block.span.start
        while end < len(blocks) and size < _HEAD * 2 and stands_in(blocks[end], block):
            size += blocks[end].span.end - blocks[end].span.start
            end += 1
        yield Unit(tuple(blocks[at:end]), True)
