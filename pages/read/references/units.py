"""The blocks under a heading put together as the markup has them: an item, a row, a definition or a paragraph each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from model.page import Block
from model.span import Span
from pages.read.layout import Layout
from pages.read.references.numbers import own_number
from pages.read.references.signs import looks_whole, signs

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What markup calls one entry, in a class, an id or a role.
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:refs?|references?|cit|citations?|bib|biblio|bibitem|biblioentry|footnotes?|endnotes?|fn|"
    r"sources?)(?=$|[\s_-]|\d)",
    re.IGNORECASE,
)
_MARKED_TAGS = ("div", "p", "section", "article", "aside")
_LONGEST = 1500
_SHORTEST = 20
# So many characters of an element's beginning tell which block it begins with.
_HEAD = 40
_NOT_ALNUM = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """The blocks of one list item, row, definition or paragraph. ``listed``: the markup says where it ends."""

    blocks: tuple[Block, ...]
    listed: bool

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.blocks[0].span.start, self.blocks[-1].span.end)

    @property
    def role(self) -> str:
        """The role of its first block."""
        return self.blocks[0].role


def units_of(
    layout: Layout, head: Block, blocks: Sequence[Block], marked: Mapping[int, int]
) -> Iterator[Unit]:
    """The units of a region. An item holds whatever blocks and lists of links stand in it; blocks of the item that
    holds the heading as well are a list of their own. ``marked``: see ``marked_entries``."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.role == "heading":
            at += 1
            continue
        inside = block.item is not None and block.item == head.item
        if block.role in ("term", "definition") and not inside:
            end = _definition(blocks, at)
        elif block.role == "cell":
            end = _row(layout, blocks, at)
        elif block.role == "item" and not inside:
            end = _item(blocks, at)
        elif block.index in marked:
            end = at + 1
            while end < len(blocks) and blocks[end].index <= marked[block.index]:
                if blocks[end].role == "heading":
                    break
                end += 1
        else:
            yield Unit((block,), False)
            at += 1
            continue
        yield from _taken_apart(layout, Unit(tuple(blocks[at:end]), True))
        at = end


def _definition(blocks: Sequence[Block], at: int) -> int:
    """Behind the terms at ``at`` and the definitions that follow them."""
    end = at
    while end < len(blocks) and blocks[end].role == "term":
        end += 1
    last = end
    while last < len(blocks) and blocks[last].role == "definition":
        if last > end and end == at and blocks[last].item != blocks[at].item:
            break  # without terms each definition is by itself
        last += 1
    return max(last, at + 1) if last > end else at + 1


def _row(layout: Layout, blocks: Sequence[Block], at: int) -> int:
    end = at + 1
    while end < len(blocks) and blocks[end].role == "cell":
        between = layout.text[blocks[end - 1].span.end : blocks[end].span.start]
        if between != " | " and blocks[end].item != blocks[end - 1].item:
            break
        end += 1
    return end


def _item(blocks: Sequence[Block], at: int) -> int:
    end = at + 1
    while end < len(blocks) and blocks[end].role != "heading":
        if not stands_in(blocks[end], blocks[at]):
            break
        end += 1
    return end


def stands_in(block: Block, item: Block) -> bool:
    """True when ``block``, behind the first block of a list item, is still in it: its own, a nested list's, a quote."""
    if block.item == item.item or block.depth > item.depth:
        return True
    return block.depth == item.depth and block.role in ("quote", "preformatted")


def _taken_apart(layout: Layout, unit: Unit) -> Iterator[Unit]:
    """The unit, or what stands in it where it is a whole list: entries under a group's name, numbered lines."""
    if len(unit.blocks) == 1:
        yield unit
        return
    text = layout.text
    if unit.role == "item":
        inner = [b for b in unit.blocks if b.depth > unit.blocks[0].depth]
        outer = [b for b in unit.blocks if b.depth <= unit.blocks[0].depth]
        # Papers under a group's name, or an ordered list under one.
        listed = any(looks_whole(b.span.of(text)) for b in inner) or (
            any(b.label for b in inner) and not any(signs(b.span.of(text)) for b in outer)
        )
        if listed and not any(looks_whole(b.span.of(text)) for b in outer):
            at = 0
            while at < len(inner):
                end = _item(inner, at)
                yield Unit(tuple(inner[at:end]), True)
                at = end
            return
    numbers = [own_number(text, b.span.start, b.span.end)[1] for b in unit.blocks]
    given = [n for n in numbers if n is not None]
    if len(given) > 1 and given == numbers and all(b == a + 1 for a, b in pairwise(given)):
        yield from (Unit((b,), False) for b in unit.blocks)
        return
    yield unit


@lru_cache(maxsize=4096)
def _is_marked(names: str) -> bool:
    return bool(_MARKED.search(names))


def _holds_a_list(element: HtmlElement) -> bool:
    """An element with rows or numbered items in it is the list, whatever it is called."""
    return element.find(".//ol") is not None or len(element.findall(".//tr")) > 1


def marked_entries(layout: Layout) -> dict[int, int]:
    """By the block that begins an element which the markup calls one reference: the last block in it."""
    if layout.tree is None:
        return {}
    blocks = layout.blocks
    groups: dict[tuple[HtmlElement, str], list[HtmlElement]] = {}
    for element in layout.tree.iter(*_MARKED_TAGS):
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
        if _is_marked(names) and len(element) and not _holds_a_list(element):
            groups.setdefault((element.getparent(), element.tag), []).append(element)
    wanted = [e for group in groups.values() if len(group) > 1 for e in group]
    if not wanted or not blocks:
        return {}
    offsets: list[int] = []
    letters: list[str] = []
    length = 0
    for block in blocks:
        offsets.append(length)
        letters.append(_NOT_ALNUM.sub("", block.span.of(layout.text)))
        length += len(letters[-1])
    whole = "".join(letters)
    begins = {offset: i for i, offset in reversed(list(enumerate(offsets)))}
    found: dict[int, int] = {}
    at = 0
    for element in wanted:
        own = _NOT_ALNUM.sub("", element.text_content())
        if not _SHORTEST <= len(own) <= _LONGEST:
            continue
        start = whole.find(own[:_HEAD], at)
        if start < 0 or start not in begins:
            continue
        first = begins[start]
        last = first
        while last + 1 < len(offsets) and offsets[last + 1] < start + len(own):
            last += 1
        inside = [b.span.of(layout.text) for b in blocks[first : last + 1]]
        if sum(map(looks_whole, inside)) > 1:
            continue
        found[blocks[first].index] = blocks[last].index
        at = start + 1
    return found
