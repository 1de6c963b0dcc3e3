"""References that stand only beside their marker, where readers see them on a touch: titles, data attributes, boxes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from lxml import html

from pages.read.layout import Layout
from pages.read.references.signs import looks_whole

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKERS = ("a", "sup", "span", "button", "cite", "abbr", "details")
_NUMBER = re.compile(r"[\[(]?\s*(\d{1,3})\s*[\])]?")
# Attributes in which plug-ins keep a note's words, and those that name the box that holds them.
_WORDS = re.compile(
    r"title|aria-label|data-(?:[\w-]*(?:title|content|footnote|note|tip|tooltip|tippy|ref|reference|cit|citation|text|html))",
    re.IGNORECASE,
)
_BOXES = re.compile(
    r"aria-describedby|aria-details|aria-controls|popovertarget|data-(?:[\w-]*(?:target|tooltip-id|popover))",
    re.IGNORECASE,
)
_LONGEST = 2_000


def hidden_notes(layout: Layout, known: Container[int]) -> Iterator[tuple[int, str]]:
    """(number, words) of each note that a marker carries and that looks like a reference, in order, each number once.
    Numbers in ``known`` have an entry already: there the note only says again what the list says."""
    if layout.tree is None:
        return
    boxes: dict[str, HtmlElement] | None = None
    seen: set[int] = set()
    for element in layout.tree.iter(*_MARKERS):
        number = _number(element)  # most have none
        if number is None or number in known or number in seen or not element.attrib:
            continue
        for name, value in element.attrib.items():
            words = ""
            if _BOXES.fullmatch(str(name)):
                if boxes is None:
                    boxes = {str(e.get("id")): e for e in layout.tree.xpath("//*[@id]")}
                box = boxes.get(str(value).split()[0].lstrip("#")) if str(value).strip() else None
                words = str(box.text_content()) if box is not None and box is not element else ""
            elif _WORDS.fullmatch(str(name)):
                words = _plain(str(value))
            words = " ".join(words.split())
            if len(words) <= _LONGEST and looks_whole(words):
                seen.add(number)
                yield number, re.sub(r"^[\[(]?\d{1,3}[\])]?[.:)]?\s+(?=\D)", "", words)
                break


def _number(element: HtmlElement) -> int | None:
    """The number that a marker shows, whatever box stands in it."""
    shown = element.text
    if not shown:
        first = next(iter(element), None)
        shown = first.text if first is not None else None
    match = _NUMBER.fullmatch(shown.strip()) if shown else None
    return int(match.group(1)) if match and int(match.group(1)) else None


def _plain(value: str) -> str:
    """An attribute's words; some hold markup."""
    if "<" not in value or len(value) > _LONGEST * 2:
        return value
    tree: HtmlElement = html.fromstring(f"<div>{value}</div>")
    return "".join(str(piece) for piece in tree.itertext())
