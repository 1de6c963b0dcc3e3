"""The entries under a heading: which units of the markup are one, where each begins, and its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from language.once import OfLast
from model.page import Block
from model.span import Span
from pages.read.layout import Layout
from pages.read.references.numbers import (
    BULLET,
    bare_number,
    glued_number,
    glued_numbers,
    numbered_in_line,
    own_number,
)
from pages.read.references.ordered import ordered_numbers
from pages.read.references.remarks import is_aside, is_remark
from pages.read.references.signs import (
    LONGEST_ENTRY,
    NAME_AND_YEAR,
    NOT_AN_ENTRY,
    is_around,
    looks_whole,
    may_be_entry,
    only_links,
    signs,
    weight,
)
from pages.read.references.units import Unit, marked_entries, units_of

if TYPE_CHECKING:
    pass

# Lines of other text between a heading and its list; so many behind an entry end the list.
_LONGEST_INTRO, _LONGEST_GAP = 25, 2
# Lines in a row that can be entries, and show no sign of it.
_MOST_ODD = 150
_LOOKED_AT = 60
# From so many sure entries on, their neighbours are entries too.
_SURE = 2
_NUMBER_LENGTH = 12
_NAME = re.compile(r"[^\W\d_]{2,}")
_LABEL = re.compile(r"[\[(]?[A-ZÀ-Þ][\w .,&'’-]{0,60}?[\s(,]*(?:(?:19|20)\d\d|\d\d)[a-h]?[)\]]*:?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as found: the range of its words (without its number), its number, its list (counted from 0).
    ``exported``: a record as PubMed or a reference manager exports it (``exports``)."""

    span: Span
    number: int | None
    list_index: int
    section: int
    counted: bool = False
    exported: bool = False


@dataclass(frozen=True)
class _Row:
    """A unit with what was read of it. ``start``: where its words begin, behind its number."""

    unit: Unit
    start: int
    number: int | None
    text: str
    weight: int

    @property
    def plain(self) -> bool:
        return not self.unit.listed

    @property
    def end(self) -> int:
        return self.unit.span.end

    @cached_property
    def remark(self) -> bool:
        return is_remark(self.text)

    @cached_property
    def _whole(self) -> bool:
        if NOT_AN_ENTRY.match(self.text):
            return False
        if self.number is not None:
            return True
        if self.remark:
            return False
        role = self.unit.role
        if len(self.text) > LONGEST_ENTRY or (role == "term" and len(self.unit.blocks) == 1):
            return False
        if role == "paragraph" and not self.unit.listed and not BULLET.match(self.text):
            return self.weight >= 2
        if role == "caption":
            return False  # a picture's, which stands in the list
        if role == "cell" and not (self.weight and any(c.isdigit() for c in self.text)):
            return False  # the names of a table's columns
        # but for a button's word: "Cite", "Share"
        return bool(self.weight or " " in self.text.strip() or self.text.rstrip()[-1:] == ".")

    def sure(self, strict: bool) -> bool:
        """The row is an entry by itself; ``strict`` asks what has no number and is no item for more signs."""
        marked = self.unit.role == "item" or BULLET.match(self.text) is not None
        shown = not strict or self.number is not None or self.weight >= 2 or marked
        return shown and self._whole


def convincing(layout: Layout, entries: list[Entry]) -> bool:
    """True when most entries under a vague heading show two signs of a reference besides an address."""
    good = sum(1 for e in entries if signs(e.span.of(layout.text)) >= 2)
    return good >= 1 and good * 2 >= len(entries)


class Markup:
    """What a page's markup says of its items and elements, read when it is asked for: most pages list nothing."""

    def __init__(self, layout: Layout | None) -> None:
        """``layout``: None for what has no markup."""
        self._layout = layout

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """See ``ordered_numbers``."""
        return {} if self._layout is None else ordered_numbers(self._layout)

    @cached_property
    def marked(self) -> Mapping[int, int]:
        """See ``marked_entries``."""
        return {} if self._layout is None else marked_entries(self._layout)


_MARKUP: OfLast[Markup] = OfLast()


def markup_of(layout: Layout) -> Markup:
    """What the markup says, read once for all lists of a page."""
    return _MARKUP.of(layout, make=lambda: Markup(layout))


def entries_of(
    layout: Layout, region: Sequence[Block], list_index: int, markup: Markup, *, strict: bool
) -> Iterator[Entry]:
    """The entries among the blocks of ``region`` behind its first, the heading. ``strict`` asks plain paragraphs for
    more signs.

    Where two entries are sure, the paragraphs between and beside them are entries too, whatever they lack:
    organisations' reports, pages, works without authors, papers in press.
    """
    rows = _joined(layout, list(_while_a_list(_rows(layout, region, markup.marked), strict)))
    chosen = _neighbours(rows, [row.sure(strict) for row in rows], strict)
    strangers = found = 0
    for row, taken in zip(rows, chosen, strict=True):
        if not taken:
            strangers += not row.remark
            # Prose after the list (a disclaimer, an "about" text) ends it; so much of it before, and there is none.
            if strangers > (_LONGEST_GAP if found else _LONGEST_INTRO):
                break
            continue
        found, strangers = found + 1, 0
        several = _one_after_another(layout, row, list_index) if row.number is not None else []
        given = markup.numbers.get(row.unit.blocks[0].index) if row.unit.listed else None
        if several and given is not None:
            # "(1) ... (2) ..." in an item that the markup numbers: several papers of one entry
            span = Span(row.unit.span.start, row.end)
            yield Entry(span, given, list_index, row.unit.blocks[0].section, True)
            continue
        if several:
            yield from several
            continue
        section = row.unit.blocks[0].section
        number, counted = row.number, False
        if number is None and row.unit.role == "item":
            number = markup.numbers.get(row.unit.blocks[0].index)
            counted = number is not None
        yield Entry(Span(row.start, row.end), number, list_index, section, counted)


def _while_a_list(rows: Iterable[_Row], strict: bool) -> Iterator[_Row]:
    """The rows up to where so many follow each other that are no entries that the list must be over."""
    strangers = odd = 0
    for row in rows:
        if row.sure(strict):
            strangers = odd = 0
        elif row.remark:
            pass
        elif strict or not may_be_entry(row.text):
            strangers += 1
        else:
            odd += 1
        if strangers > _LONGEST_INTRO or odd > _MOST_ODD:
            return
        yield row


def _rows(layout: Layout, region: Sequence[Block], marked: Mapping[int, int]) -> Iterator[_Row]:
    """The units behind a heading with their numbers; numbers in a block of their own belong to the next one, and
    lines of links to the one before."""
    text = layout.text
    glued = glued_numbers([b.span.of(text) for b in region[1:_LOOKED_AT]])
    pending: int | None = None
    last: _Row | None = None
    for unit in units_of(layout, region[0], region[1:], marked):
        span = unit.span
        words = span.of(text)
        if not words.strip():
            continue
        if len(words) < _NUMBER_LENGTH and (bare := bare_number(words)) is not None:
            pending = bare
            continue
        start, number = _number(text, unit)
        if number is None and glued:
            start, number = glued_number(text, span.start, span.end)
        if number is None and last is not None and only_links(words):
            last = replace(last, unit=Unit((*last.unit.blocks, *unit.blocks), last.unit.listed))
            continue
        if number is None and pending is not None:
            number, start = pending, span.start
        pending = None
        if last is not None:
            yield last
        last = _Row(unit, start, number, words, weight(words))
    if last is not None:
        yield last


def _number(text: str, unit: Unit) -> tuple[int, int | None]:
    """Where the unit's words begin and its own number: at its head, or alone in its first block or cell."""
    span = unit.span
    first = unit.blocks[0].span
    if len(unit.blocks) > 1 and unit.role == "term" and _LABEL.fullmatch(label := first.of(text).strip()):
        rest = text[unit.blocks[1].span.start : span.end]
        if (name := _NAME.search(label)) is not None and name[0] in rest:
            return unit.blocks[1].span.start, None  # "Castell 2001" is what the entry is called
    if len(unit.blocks) > 1 and first.end - first.start < _NUMBER_LENGTH:
        bare = bare_number(first.of(text))
        if bare is not None:
            return unit.blocks[1].span.start, bare
    return own_number(text, span.start, span.end)


def _joined(layout: Layout, rows: list[_Row]) -> list[_Row]:
    """In a list with rising numbers the lines without one go on with the entry before, unless they are entries by
    themselves. Behind the last number so many lines do as behind the others."""
    given = [row.number for row in rows if row.number is not None]
    if len(given) < _SURE or any(b <= a for a, b in pairwise(given)):
        return rows
    last = max(i for i, row in enumerate(rows) if row.number is not None)
    found: list[_Row] = []
    more = most = 0
    for i, row in enumerate(rows):
        before = found[-1] if found else None
        goes_on = (
            before is not None
            and before.number is not None
            and row.number is None
            and before.plain
            and row.plain
            and before.end < row.unit.span.start
            and not (looks_whole(row.text) and looks_whole(before.text))
            and not is_around(row.text)
            and not is_aside(row.text, before.text)
            and not (looks_whole(before.text) and len(row.text) < 40 and not row.weight)
            and (i < last or more < most)
        )
        if goes_on and before is not None:
            more += 1
            unit = Unit((*before.unit.blocks, *row.unit.blocks), False)
            words = Span(before.start, row.end).of(layout.text)
            found[-1] = replace(before, unit=unit, text=words, weight=weight(words))
            continue
        if row.number is not None:
            most, more = max(most, more), 0
        found.append(row)
    return found


def _neighbours(rows: list[_Row], sure: list[bool], strict: bool) -> list[bool]:
    """``sure``, and the plain lines between and beside sure ones: those before the first, and those behind the last
    that end like an entry."""
    plain = [i for i, row in enumerate(rows) if sure[i] and row.plain]
    if strict and len(plain) >= _SURE:
        # Under a vague heading only what begins as its neighbours do: "Name (2011) ..."
        headed = all(NAME_AND_YEAR.match(rows[i].text) for i in plain)
        return [
            s or (headed and r.plain and NAME_AND_YEAR.match(r.text) is not None and may_be_entry(r.text))
            for s, r in zip(sure, rows, strict=True)
        ]
    if strict or len(plain) < _SURE or any(rows[i].number is not None for i in plain):
        return sure
    first, last = plain[0], plain[-1]
    role = rows[first].unit.role
    found = list(sure)
    for i, row in enumerate(rows):
        if found[i] or not row.plain or row.unit.role != role or not may_be_entry(row.text) or row.remark:
            continue
        if i < last or row.text.rstrip()[-1:] in ".)]" or row.weight:
            found[i] = True
    # What stands before the first sure one counts only as an unbroken run up to it.
    broken = False
    for i in range(first - 1, -1, -1):
        broken = broken or not found[i]
        if broken:
            found[i] = sure[i]
    broken = False
    for i in range(last + 1, len(rows)):
        broken = broken or not found[i]
        if broken:
            found[i] = sure[i]
    return found


def _one_after_another(layout: Layout, row: _Row, list_index: int) -> list[Entry]:
    """The entries of a paragraph that holds several, by their numbers; empty when it is one entry.

    Most must look like references, for titles have numbers too ("Part 1. ... 2. ...").
    """
    text = layout.text
    found = numbered_in_line(text, row.unit.span.start, row.end)
    if len(found) < 2:
        return []
    good = sum(1 for _, start, end in found if weight(text[start:end]) >= 2)
    if good * 3 < len(found) * 2:
        return []
    section = row.unit.blocks[0].section
    return [Entry(Span(start, end), number, list_index, section) for number, start, end in found]


def entries_in_one(layout: Layout, block: Block, start: int, list_index: int) -> Iterator[Entry]:
    """ "Sources: 1. … 2. … 3. …" in one paragraph, or one entry behind the word."""
    text = layout.text
    found = numbered_in_line(text, start, block.span.end)
    if not found and signs(text[start : block.span.end]) >= 2:
        yield Entry(Span(start, block.span.end), None, list_index, block.section)
    for number, begins, ends in found:
        yield Entry(Span(begins, ends), number, list_index, block.section)
