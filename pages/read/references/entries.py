"""The entries under a heading, block by block: what looks like one, where it begins, and its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from model.digits import whole_number
from model.page import Block
from model.span import Span
from pages.read.layout import Layout
from pages.read.references.numbers import (
    bare_number,
    glued_number,
    glued_numbers,
    numbered_in_line,
    own_number,
)
from pages.read.references.outlets import opens_with_body
from pages.read.references.text import only_link_words

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SIGNS = (
    re.compile(r"\bet\.? al\b|\b[A-Z][\w'’-]+,? (?:[A-Z]{1,3}\b(?!\.\w)|(?:[A-Z]\. ?){1,3})\s?[,.;:(&]"),
    re.compile(
        r"\d{1,4}\s?(?:\([^()]{1,20}\))?\s?[:,]\s?(?:pp?\.? ?)?[A-Za-z]{0,2}\d+\s?[-–]\s?[A-Za-z]?\d+|"
        r"(?:19|20)\d\d\s?[;,]\s?\d+\s?[(:]|\bvol\. ?\d+"
    ),
    re.compile(r"\bdoi\b|10\.\d{4,9}/|\bPMID\b|\bPMC\d{5}|PubMed\b|\bNCT\d{8}|\bISBN\b", re.IGNORECASE),
    re.compile(
        r"\b(?:J|Journal|Ann|Annals|Arch|N Engl J Med|New England Journal|Lancet|JAMA|BMJ|Nature|"
        r"Cochrane|Proc Natl|Am J|Br J|Eur J|Int J|Clin|PLoS|PLOS|Oncol|"
        r"University Press|[Ee]dition|[Ee]ds?\.)\b"
    ),
    re.compile(
        r"https?://|www\.|\b(?:accessed|retrieved|available (?:at|from)|last (?:updated|reviewed)|"
        r"press release|guidelines?|fact sheet|consultado|disponible en|"
        r"abgerufen|consulté)\b",
        re.IGNORECASE,
    ),
)
NOT_AN_ENTRY = re.compile(
    r"\W*(?:(?:show|view|see|hide|expand|collapse|load|read) (?:more|less|all|fewer|references?|"
    r"sources?)\b.{0,30}|back to top|top of page|"
    r"(?:page |content |this page )?(?:was )?last (?:medically |clinically )?(?:reviewed|updated|"
    r"modified|checked)\b.{0,80}|(?:medically )?reviewed (?:by|on)\b.{0,80}|"
    r"next review(?: due)?\b.{0,40}|updated(?: on)?:? .{0,40}|print(?: this page)?|share(?: this "
    r"page)?|(?:©|copyright)\b.*|"
    r"our (?:experts|writers|team|editorial|sources)\b.{0,300}|we (?:only )?use\b.{0,300}|"
    r".{0,80}(?:sourcing guidelines|editorial (?:process|policy|guidelines)).{0,300}|"
    r".{0,40}strict sourcing.{0,300}|↑|jump up)\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_ENTRY = 1500
# Blocks of other text between a heading and its list, and blocks by which a list's way of numbering is told.
_LONGEST_INTRO = 25
_LOOKED_AT = 60
_LINKS_ONLY = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as found: the range of its words (without its number), its number, its list (counted from 0)."""

    span: Span
    number: int | None
    list_index: int
    section: int
    counted: bool = False


def signs(text: str) -> int:
    """How many signs of a reference ``text`` shows: a year, an author, a volume with pages, an identifier, a
    journal or publisher, an address. 0 to 6."""
    return (YEAR.search(text) is not None) + sum(1 for sign in _SIGNS if sign.search(text))


def convincing(layout: Layout, entries: list[Entry]) -> bool:
    """True when most entries under a vague heading show two signs of a reference besides an address."""
    good = sum(1 for e in entries if signs(e.span.of(layout.text)) >= 2)
    return good >= 1 and good * 2 >= len(entries)


def entries_of(
    layout: Layout, region: list[Block], list_index: int, numbers: Mapping[int, int], *, strict: bool
) -> Iterator[Entry]:
    """The entries among the blocks of ``region`` behind its first, the heading.

    ``numbers`` are those that the markup gives to items, by block; ``strict`` asks plain paragraphs for more signs.
    """
    pending: int | None = None
    strangers = 0
    glued = glued_numbers([b.span.of(layout.text) for b in region[1:_LOOKED_AT]])
    open_entry: Entry | None = None
    for block in region[1:]:
        text = block.span.of(layout.text)
        if block.role == "heading" or not text.strip():
            continue
        if block.role in ("term", "cell", "item", "paragraph", "definition") and len(text) < 12:
            bare = bare_number(text)
            if bare is not None:
                pending = bare
                continue
        if NOT_AN_ENTRY.match(text):
            continue
        start, number = own_number(layout.text, block.span.start, block.span.end)
        if number is None and glued:
            start, number = glued_number(layout.text, block.span.start, block.span.end)
        if number is None and open_entry is not None and links_only(layout, block):
            open_entry = Entry(
                Span(open_entry.span.start, block.span.end),
                open_entry.number,
                list_index,
                block.section,
                open_entry.counted,
            )
            continue
        if number is None and pending is not None:
            number, start = pending, block.span.start
        pending = None
        score = signs(text) + opens_with_body(text)
        if number is None and (
            (block.role == "paragraph" and score < 2)
            or (strict and score < 2 and block.role != "item")
            or (block.role == "term")
            or len(text) > LONGEST_ENTRY
        ):
            strangers += 1
            # Prose after the list (a disclaimer, an "about" text) ends it; so much of it before, and there is none.
            if strangers > (2 if open_entry is not None else _LONGEST_INTRO):
                break
            continue
        if open_entry is not None:
            yield open_entry
        several = _one_after_another(layout, block, list_index) if number is not None else []
        if several:
            yield from several[:-1]
            open_entry = several[-1]
            continue
        was_counted = False
        if number is None and block.role == "item":
            number = numbers.get(block.index)
            was_counted = number is not None
        open_entry = Entry(Span(start, block.span.end), number, list_index, block.section, was_counted)
    if open_entry is not None:
        yield open_entry


def _one_after_another(layout: Layout, block: Block, list_index: int) -> list[Entry]:
    """The entries of a paragraph that holds several, by their numbers; empty when it is one entry.

    Most must look like references, for titles have numbers too ("Part 1. ... 2. ...").
    """
    text = layout.text
    found = numbered_in_line(text, block.span.start, block.span.end)
    if len(found) < 2:
        return []
    good = sum(1 for _, start, end in found if signs(text[start:end]) + opens_with_body(text[start:end]) >= 2)
    if good * 3 < len(found) * 2:
        return []
    return [Entry(Span(start, end), number, list_index, block.section) for number, start, end in found]


def entries_in_one(layout: Layout, block: Block, start: int, list_index: int) -> Iterator[Entry]:
    """ "Sources: 1. … 2. … 3. …" in one paragraph, or one entry behind the word."""
    text = layout.text
    found = numbered_in_line(text, start, block.span.end)
    if not found and signs(text[start : block.span.end]) >= 2:
        yield Entry(Span(start, block.span.end), None, list_index, block.section)
    for number, begins, ends in found:
        yield Entry(Span(begins, ends), number, list_index, block.section)


def links_only(layout: Layout, block: Block) -> bool:
    """True for a line of links under an entry: "PubMed | Google Scholar", "View article"."""
    text = block.span.of(layout.text)
    return len(text) < _LINKS_ONLY and only_link_words(text)


def _head_of(text: str) -> str:
    return "".join(text.split())[:60]


def ordered_numbers(layout: Layout) -> dict[int, int]:
    """Numbers that ``<ol start>`` and ``<li value>`` give to items, by the index of the item's block.

    Items are told by the beginning of their text; of several that begin alike (papers of the same authors) the
    first in the markup is the first in the text.
    """
    if layout.tree is None:
        return {}
    by_head: dict[str, list[int]] = {}
    for ordered in layout.tree.iter("ol"):
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
            by_head.setdefault(_head_of(item.text_content()), []).append(number)
            number += step
    found: dict[int, int] = {}
    for block in layout.blocks:
        alike = by_head.get(_head_of(block.span.of(layout.text))) if block.role == "item" else None
        if alike:
            found[block.index] = alike.pop(0) if len(alike) > 1 else alike[0]
    return found
