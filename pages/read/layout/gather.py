"""Text nodes and inline markup to blocks: blanks collapse as on screen, and nothing else is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pages.read.layout.numbering import Numbering
from pages.read.layout.raw import Box, Mark, RawBlock

#: Characters that print nothing, and the entities for them.
INVISIBLES = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
#: A megabyte of empty lines is one gap, as three are.
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*+\n){3,}+")
INVISIBLE = re.compile(f"[{INVISIBLES}]")
ENTITIES = re.compile(r"&(?:shy|zw|ZeroWidth|lrm|rlm|#0*(?:173|82\d\d)|#[xX]0*(?:[aA][dD]|20[0-6]))")
_ITEM_START = re.compile(r"(?:\[?\d{1,3}[\].)]|[•·▪◦*–-])\s")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
#: A line shorter than this was broken on purpose, not because the column ended.
SHORT_LINE = 60


class Gatherer:
    """What a walk has gathered. ``blocks`` are complete; the other fields describe the open one."""

    __slots__ = (
        "attributes",
        "blocks",
        "box",
        "boxes",
        "breaks",
        "cell",
        "depth",
        "dirty",
        "grid",
        "group",
        "groups",
        "ids",
        "item",
        "items",
        "labels",
        "length",
        "level",
        "linked",
        "links",
        "marks",
        "numbering",
        "open",
        "parts",
        "pending",
        "pre",
        "role",
        "space",
        "tight",
    )

    def __init__(self, dirty: bool = True) -> None:
        """``dirty`` is False when the page is known to have no invisible characters."""
        self.dirty = dirty
        self.blocks: list[RawBlock] = []
        self.boxes: list[Box] = [Box(-1, "body")]
        self.box = 0
        self.groups = 0
        # the open block's text
        self.parts: list[str] = []
        self.length = 0
        self.space = False
        self.linked = 0
        self.links = 0
        self.breaks: list[tuple[int, int]] = []
        # its markup; ids wait for the next text
        self.marks: list[Mark] = []
        self.open: list[Mark] = []
        self.ids: list[tuple[str, int]] = []
        self.pending = 0
        # its place in the page's structure
        self.role = "paragraph"
        self.level = 0
        self.depth = 0
        self.group = -1
        self.item = 0
        self.items = 0
        self.cell: tuple[int, int, int] | None = None
        self.grid: list[int] | None = None
        self.attributes: Mapping[str, str] = {}
        self.pre = False
        # of the list that is open, and of its entries until their text comes
        self.numbering: Numbering | None = None
        self.labels: dict[int, str] = {}
        # raised and lowered signs belong to the word before them
        self.tight = False

    def text(self, raw: str) -> None:
        """Add a text node."""
        if self.pre and "\n" in raw:
            for number, line in enumerate(_EMPTY_LINES.sub("\n" * 4, raw).split("\n")):
                if number:
                    self.line_break()
                self.words(line)
        else:
            self.words(raw)

    def words(self, raw: str) -> None:
        """Add a text node without lines of its own."""
        if self.dirty and not raw.isascii():
            raw = INVISIBLE.sub("", raw)
        words = raw.split()
        if not words:
            if raw:
                self.space = True
            return
        joined = " ".join(words) if len(words) > 1 else words[0]
        if self.length and (
            self.space or raw[0].isspace() or (not self.tight and parts_words(self.parts[-1], joined))
        ):
            self.parts.append(" ")
            self.length += 1
        self.tight = False
        self.parts.append(joined)
        self.length += len(joined)
        if self.links:
            self.linked += len(joined)
        self.space = raw[-1].isspace()

    def line_break(self) -> None:
        """``<br>``: remembered; whether it parts blocks is decided when the block is whole."""
        if self.breaks and self.breaks[-1][0] == self.length:
            self.breaks[-1] = (self.length, self.breaks[-1][1] + 1)
        elif self.length:
            self.breaks.append((self.length, 1))
        self.space = True

    def flush(self) -> None:
        """End the open block, if it has any text."""
        self.space = False
        if not self.length:
            return
        text = "".join(self.parts)
        marks = self.marks
        for mark in self.open:
            if self.length > mark.start:
                marks.append(Mark(mark.kind, mark.start, self.length, mark.attributes))
            mark.start = 0
        for mark in marks:
            if mark.start < mark.end and text[mark.start] == " ":
                mark.start += 1
        block = RawBlock(
            text,
            self.role,
            self.box,
            marks,
            self.ids,
            self.level,
            self.depth,
            self.group,
            self.cell,
            self.linked,
            self.attributes,
        )
        if self.level and self.ids:
            # its own id or one inside it, else the nearest of the elements that open right before it
            block.anchor = self.ids[self.pending if self.pending < len(self.ids) else -1][0]
        block.item = self.item
        if self.labels:
            block.label = self.labels.pop(self.item, "")
        if self.breaks:
            self.blocks.extend(_split(block, self.breaks))
            self.breaks = []
        elif not (
            self.blocks and (text[0] in _CLOSING or self.blocks[-1].text[-1] in _OPENING) and self.join(block)
        ):
            self.blocks.append(block)
        self.parts = []
        self.length = 0
        self.linked = 0
        self.marks = []
        self.ids = []

    def join(self, block: RawBlock) -> bool:
        """Put a block back on the line that it broke: a marker in a pop-up's ``<div>``, an entry's number in
        a ``<p>`` of its own."""
        before = self.blocks[-1]
        if before.role != block.role or before.level or block.level or before.cell != block.cell:
            return False
        if before.item != block.item or before.group != block.group:
            return False
        old, new = before.text, block.text
        if _NUMBER.fullmatch(old) and block.item:
            gap = " "
        elif old[-1] in "([" or _CONTINUES.match(new):
            gap = ""
        elif old[-1] == "," and _MARKER.fullmatch(new):
            gap = " "
        else:
            return False
        shift = len(old) + len(gap)
        before.text = f"{old}{gap}{new}"
        for mark in block.marks:
            before.marks.append(Mark(mark.kind, mark.start + shift, mark.end + shift, mark.attributes))
        before.ids.extend((name, at + shift) for name, at in block.ids)
        before.linked += block.linked
        return True


_LAST_WORD = re.compile(r"[^\W_]+\W?\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
#: What begins with a digit and is more than a marker or an index: "12 Jan", "8:23 PM", "2025-09-19".
_FIRST_FACT = re.compile(r"\d{1,4}(?:[\s,.]+[^\W\d_]{2}|:\d\d|[-/.]\d{1,2}[-/.]\d)")
#: A letter of its own is a drop cap or an animation's, not a word.
_WORD = 2
#: A shorter word in capitals is an abbreviation, and may be a part of the word before it.
_CAPITALS = 4


def parts_words(before: str, after: str) -> bool:
    """True when two pieces of text that touch, each of an element of its own, are two words that only the style
    sheet sets apart: "MRCGP" and "Last updated", "2022" and "8:23 PM". A word that goes on in another type does so
    in lower case."""
    end, start = before[-1], after[0]
    if before.isalpha() and after.isalpha():
        return False  # "MedMinute" in two colours
    if start.isdigit():
        if end.isdigit() or end.isalpha() or end in ".:,)":
            return bool(_FIRST_FACT.match(after)) and len(before) >= _WORD
        return False
    if not start.isupper():
        return end == ":" and start.isalpha() and len(before) > _WORD
    word = _FIRST_WORD.match(after)
    if word is None or len(word.group()) < _WORD:
        return False
    if not word.group()[1].islower() and not (word.group().isupper() and len(word.group()) >= _CAPITALS):
        return False
    if end in ".:,;!?)]”’":
        return len(before) > _WORD
    last = _LAST_WORD.search(before)
    return last is not None and len(last.group()) >= _WORD


#: First and last characters of blocks that may belong to one line.
_CLOSING = frozenset(")],;.:0123456789")
_OPENING = frozenset("([,.)]0123456789")
_NUMBER = re.compile(r"\[?\d{1,3}[\].)]{0,2}")
_MARKER = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*")
_CONTINUES = re.compile(r"[)\],;.:](?:[\s)\].,;:]|$)")


def _split(block: RawBlock, breaks: list[tuple[int, int]]) -> Iterator[RawBlock]:
    """Part a block at those of its line breaks that end a line on purpose."""
    text = block.text
    breaks = [(at, count) for at, count in breaks if at < len(text)]
    edges = [0, *(at for at, _ in breaks), len(text)]
    lines = [text[start:end].strip() for start, end in pairwise(edges)]
    # a line that goes on in lower case shows that the column broke it
    wrapped = any(line[:1].islower() for line in lines[1:])
    cuts = [0]
    for number, (at, count) in enumerate(breaks):
        before, after = lines[number], lines[number + 1]
        fresh = not after[:1].islower()
        if (
            count > 1
            or block.role == "preformatted"
            or _ITEM_START.match(after)
            or (fresh and _SENTENCE_END.search(before))
            or (fresh and not wrapped and len(before) < SHORT_LINE)
            or (fresh and _is_strong(block, cuts[-1], at))
        ):
            cuts.append(at)
    if len(cuts) == 1:
        yield block
        return
    cuts.append(len(text))
    for start, end in pairwise(cuts):
        yield _part(block, start, end)


def _is_strong(block: RawBlock, start: int, end: int) -> bool:
    """True when the line is all in bold type: a heading of an old template."""
    return any(
        mark.kind == "strong"
        and mark.start <= start + 1
        and mark.end >= end - 1
        and mark.end < len(block.text)
        for mark in block.marks
    )


def _part(block: RawBlock, start: int, end: int) -> RawBlock:
    """``text[start:end]`` of a block as a block of its own, without the blanks around it."""
    text = block.text
    low, high = start, end
    while low < high and text[low] == " ":
        low += 1
    while high > low and text[high - 1] == " ":
        high -= 1
    part = RawBlock(
        text[low:high], block.role, block.box, [], [], block.level, block.depth, block.group, block.cell
    )
    part.attributes = block.attributes
    part.item = block.item
    part.anchor = block.anchor if start == 0 else ""
    for mark in block.marks:
        first, last = max(mark.start, low), min(mark.end, high)
        if first < last:
            part.marks.append(Mark(mark.kind, first - low, last - low, mark.attributes))
            if mark.kind == "link":
                part.linked += last - first
    final = end == len(text)
    for name, at in block.ids:
        if start <= at and (at < end or (final and at == end)):
            part.ids.append((name, min(max(at - low, 0), high - low)))
    return part
