"""What else stands in a page's reference lists: remarks, and lines that were understood as neither entry nor remark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.page import Block, Page
from pages.read.references.numbers import bare_number
from pages.read.references.remarks import is_remark
from pages.read.references.signs import is_around, may_be_entry, only_links

# So many blocks before the first entry and behind the last are looked at for remarks.
_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Aside:
    """One line of a list that is no entry. ``understood``: it is a remark; else it may be an entry that was lost."""

    text: str
    understood: bool


def asides(page: Page) -> Iterator[Aside]:
    """The lines among the entries of each list that are no entries, in order, and remarks right beside the lists.

    A list's entries follow each other in one section. Headings, numbers by themselves, lines of links and what pages
    say to their readers are no lines of a list.
    """
    spans = sorted(r.span for r in page.references if r.span is not None and not r.inline)
    if not spans:
        return
    held = {b.index for b in page.blocks if any(s.overlaps(b.span) for s in spans)}
    last: dict[int, int] = {}
    first: dict[int, int] = {}
    for block in page.blocks:
        if block.index in held:
            first.setdefault(block.section, block.index)
            last[block.section] = block.index
    for block in page.blocks:
        if block.index in held or block.section not in last or block.role == "heading":
            continue
        text = " ".join(block.span.of(page.text).split())
        among = first[block.section] < block.index < last[block.section]
        beside = first[block.section] - _BESIDE <= block.index <= last[block.section] + _BESIDE
        if beside and is_remark(text):
            yield Aside(text, True)
        elif among and _may_be_lost(block, text):
            yield Aside(text, False)


def _may_be_lost(block: Block, text: str) -> bool:
    if block.role == "term" or bare_number(text) is not None or only_links(text):
        return False
    return may_be_entry(text) and not is_around(text)
