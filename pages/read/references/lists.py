"""Where a page's reference lists stand, and the entries in them, before the entries' text is read."""

from __future__ import annotations

import bisect

from language.once import OfLast
from model.page import Block
from model.span import Span
from pages.read.layout import Layout
from pages.read.references.entries import Entry, convincing, entries_in_one, entries_of, markup_of
from pages.read.references.exports import exported
from pages.read.references.headings import (
    INLINE_HEADING,
    ON_EVIDENCE,
    TO_CITE,
    is_reference_heading,
    is_weak_heading,
)
from pages.read.references.unheaded import unheaded

# What names a list: a heading, a term, a table's caption. A line of text does at times.
_HEADS = ("heading", "term", "caption")


_FOUND: OfLast[tuple[Entry, ...]] = OfLast()


def find_entries(layout: Layout, whole: bool = False) -> tuple[Entry, ...]:
    """All entries of all reference lists on the page, in order; those of the last page are kept.

    ``whole``: the page is known to be a list, so where none is found under a heading all that looks like one counts.
    """
    return _FOUND.of(layout, whole, make=lambda: _find_entries(layout, whole))


def _find_entries(layout: Layout, whole: bool) -> tuple[Entry, ...]:
    taken = 0
    heads = [
        b
        for b in layout.blocks
        if (b.role in _HEADS or (b.role == "paragraph" and b.span.end - b.span.start < 60))
        and (is_reference_heading(b.span.of(layout.text)) or is_weak_heading(b.span.of(layout.text)))
    ]
    entries = _exported(layout, heads[0].span.end if heads else len(layout.text))
    records = list(entries)
    lists = 1 if records else 0
    lines = {b.index for b in heads if b.role == "paragraph"}
    for head in heads:
        if head.index < taken or (head.role == "paragraph" and head.index + 1 in lines):
            continue  # a line above a line like it heads nothing
        text = head.span.of(layout.text)
        weak = is_weak_heading(text) or not is_reference_heading(text)
        region = _region(layout, head)
        if records:
            region = [b for b in region if not any(r.span.overlaps(b.span) for r in records)]
        found = list(
            entries_of(
                layout,
                region,
                lists,
                markup_of(layout),
                strict=weak or head.role not in _HEADS,
            )
        )
        if weak and not convincing(layout, found):
            continue
        if ON_EVIDENCE.fullmatch(text) and not all(_is_listed(layout, entry) for entry in found):
            continue
        if found:
            entries.extend(found)
            lists += 1
            taken = region[-1].index + 1
    for block in layout.blocks:
        lead = INLINE_HEADING.match(layout.text, block.span.start, block.span.end)
        if lead and not any(e.span.overlaps(block.span) for e in entries):
            found = list(entries_in_one(layout, block, lead.end(), lists))
            if found:
                entries.extend(found)
                lists += 1
    if not entries:
        entries = unheaded(layout, whole)
    entries.sort(key=lambda e: e.span)
    return tuple(entries)


def _exported(layout: Layout, headed: int) -> list[Entry]:
    """The records of exports on the page. Before ``headed``, the first list's heading, one alone is the page's own."""
    records = exported(layout.text)
    if len(records) == 1 and records[0].start < headed:
        return []
    found: list[Entry] = []
    for record in records:
        at = bisect.bisect_right(layout.blocks, record.start, key=lambda b: b.span.start) - 1
        section = layout.blocks[at].section
        found.append(Entry(Span(record.start, record.end), record.number, 0, section, exported=True))
    return found


def _is_listed(layout: Layout, entry: Entry) -> bool:
    """True for an item of a list and for an entry with a number."""
    block = layout.blocks[
        bisect.bisect_right(layout.blocks, entry.span.start, key=lambda b: b.span.start) - 1
    ]
    return entry.number is not None or block.role in ("item", "definition")


def _region(layout: Layout, head: Block) -> list[Block]:
    """The blocks that belong to a list's heading: up to the next heading that is not below it."""
    blocks = layout.blocks
    level = layout.sections[head.section].level if head.role == "heading" else 99
    region = [head]
    for block in blocks[head.index + 1 :]:
        if block.role == "heading":
            section = layout.sections[block.section]
            if head.role != "heading" or section.level <= level:
                break
            named = block.span.of(layout.text)
            if (is_reference_heading(named) and block.index - head.index > 1) or TO_CITE.match(named):
                break
        region.append(block)
    return region
