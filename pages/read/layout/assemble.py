"""Raw blocks to a Layout: the text, and the spans of everything in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from model.page import Block, Link, Section, Sentence
from model.span import Span
from pages.read.layout.detours import prose_of
from pages.read.layout.layout import Inline, Outside
from pages.read.layout.raw import Box, RawBlock
from pages.read.layout.raw import hints as hints_of
from pages.read.layout.sentences import split

#: A heading is shorter than this (characters), whatever its markup.
HEADING = 160
#: The definition of a term that is a heading is longer than this on average; shorter ones are a glossary
#: or a list of facts.
DEFINED = 120
_HINTED = frozenset(("link", "time"))
_LETTERS = re.compile(r"[^\W\d_]{2}")


class Assembled(NamedTuple):
    """The parts of a Layout that come from blocks."""

    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    links: tuple[Link, ...]
    inlines: tuple[Inline, ...]
    outside: tuple[Outside, ...]
    ids: dict[str, int]
    block_hints: dict[int, str]


class _Open(NamedTuple):
    heading: str
    level: int
    anchor: str
    start: int
    body: int


def assemble(raw: list[RawBlock], boxes: list[Box], absolute: Callable[[str], str]) -> Assembled:
    """Lay out the main blocks; the others become ``outside``. ``absolute`` makes addresses absolute."""
    main = [block for block in raw if not block.region]
    _headings(main)
    text, starts = _join(main)
    sections, section_of = _sections(main, starts, text)
    blocks = _blocks(main, starts, section_of)
    found: list[Sentence] = []
    links: list[Link] = []
    inlines: list[Inline] = []
    ids: dict[str, int] = {}
    hints: dict[int, str] = {}
    box_hints: dict[int, str] = {}
    for index, (block, start) in enumerate(zip(main, starts, strict=True)):
        section = section_of[index]
        for low, high in split(text, start, start + len(block.text)):
            found.append(Sentence(Span(low, high), section, index))
        for name, at in block.ids:
            ids.setdefault(name, start + at)
            inlines.append(Inline("anchor", Span(start + at, start + at), name))
        for mark in block.marks:
            span = Span(start + mark.start, start + mark.end)
            value = mark.value
            if mark.kind == "link":
                value = absolute(mark.value)
                links.append(Link(value, span.of(text), span, section, mark.attributes.get("rel") or ""))
            # only of these does anyone ask what their class says
            words = hints_of(mark.attributes) if mark.kind in _HINTED else ""
            inlines.append(Inline(mark.kind, span, value, words))
        box = block.box
        if box not in box_hints:
            box_hints[box] = hints_of(boxes[box].attributes)
        words = (
            f"{box_hints[box]} {hints_of(block.attributes)}".strip() if block.attributes else box_hints[box]
        )
        if words:
            hints[index] = words
    inlines.sort(key=lambda inline: (inline.span.start, -inline.span.end))
    return Assembled(
        text,
        sections,
        blocks,
        tuple(found),
        tuple(links),
        tuple(inlines),
        _outside(raw, boxes),
        ids,
        hints,
    )


def _headings(main: list[RawBlock]) -> None:
    """Give headings that are not marked up as such their level; -1 is "one below the last real one"."""
    terms: dict[int, tuple[int, int]] = {}
    for block in main:
        if block.role == "definition":
            number, size = terms.get(block.group, (0, 0))
            terms[block.group] = number + 1, size + len(block.text)
    for index, block in enumerate(main):
        following = main[index + 1] if index + 1 < len(main) else None
        size = len(block.text)
        if size < HEADING and (block.level or _is_bold(block)) and _is_caption(block):
            block.level, block.role = 0, "caption"
        elif (
            block.level > 1
            and following is not None
            and 0 < following.level < block.level
            and _is_day(block.text)
        ):
            block.level, block.role = 0, "paragraph"  # the day above the headline
        elif block.level:
            if size > 3 * HEADING:
                block.level, block.role = 0, "paragraph"
        elif block.role == "term":
            number, total = terms.get(block.group, (0, 0))
            if (
                number
                and total / number > DEFINED
                and size < HEADING
                and _LETTERS.search(block.text)
                and following is not None
                and following.role == "definition"
            ):
                block.level, block.role = -1, "heading"
        elif (
            block.role == "paragraph"
            and size < HEADING
            and following is not None
            and following.role in ("paragraph", "item", "cell", "quote")
            and _LETTERS.search(block.text)
            and not block.text.endswith((".", ",", ";"))
            and _is_bold(block)
            and (not _is_bold(following) or (not index and _opens(main)))
        ):
            block.level, block.role = -1, "heading"
            if not block.anchor and block.ids:
                block.anchor = block.ids[-1][0]


#: The label of a figure or of a button beside it, which heads nothing.
_CAPTION = re.compile(
    r"(?:supplementary\s+)?(?:fig(?:ure)?s?|tables?|box|chart|exhibit|image|photo|video|scheme|multimedia)\.?(?:\s*\d{1,3}[A-Z]?|\s+[A-Z]|\s+[IVX]{1,4})?\s*[.:]?"
    r"|(?:toggle|hide|show|view|see) (?:caption|figure|more|less|all"
    r"|(?:larger?|full(?: ?size)?)? ?image)"
    r"|enlarge(?: (?:this )?image)?|open in (?:a )?new tab|(?:image|photo) (?:credit|source)s?:?.{0,60}"
    r"|search for this author in:?|advertisement|sponsored(?: content)?|loading\W*|skip (?:this )?ad(?:vertisement)?",
    re.IGNORECASE,
)
_CAPTION_HINT = re.compile(
    r"(?:^|[\s_-])(?:toggle-caption|figcaption|caption|credit|photo-credit|img-credit)(?:[\s_-]|$)"
)


_DAY = re.compile(
    r"\W*(?:\w+,?\s)?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.?\s\w+\.?\s\d{4}|\w+\.?\s\d{1,2},?\s\d{4})\W*"
)


def _is_day(text: str) -> bool:
    return len(text) < DATED and bool(_DAY.fullmatch(text))


#: A line that holds a day only is shorter than this.
DATED = 40


def _is_caption(block: RawBlock) -> bool:
    if _CAPTION.fullmatch(block.text.strip()):
        return True
    words = hints_of(block.attributes) if block.attributes else ""
    return bool(words and _CAPTION_HINT.search(words))


def _opens(main: list[RawBlock]) -> bool:
    """True when the first two lines are the title and the first heading, both in bold, of an old template."""
    return (
        len(main) > 2
        and main[2].role == "paragraph"
        and not _is_bold(main[2])
        and len(main[2].text) > HEADING
    )


def _is_bold(block: RawBlock) -> bool:
    covered = 0
    for mark in block.marks:
        if mark.kind == "strong":
            covered += mark.end - mark.start
    return covered >= len(block.text.rstrip(" :?")) > 0


def _join(main: list[RawBlock]) -> tuple[str, list[int]]:
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    row: tuple[int, int] | None = None
    column = -1
    for block in main:
        here = block.cell[:2] if block.cell else None
        if not length:
            separator = ""
        elif block.level:
            separator = "\n\n"
        elif here is not None and here == row and block.cell and block.cell[2] != column:
            separator = " | "
        else:
            separator = "\n"
        row, column = here, block.cell[2] if block.cell else -1
        parts.append(separator)
        length += len(separator)
        starts.append(length)
        parts.append(block.text)
        length += len(block.text)
    return "".join(parts), starts


def _sections(main: list[RawBlock], starts: list[int], text: str) -> tuple[tuple[Section, ...], list[int]]:
    opened = [_Open("", 0, "", 0, 0)]
    section_of: list[int] = []
    real = 1
    near = ""
    for block, start in zip(main, starts, strict=True):
        if block.level:
            level = block.level
            if level > 0:
                real = level
            else:
                level = real + 1
            near = block.anchor or near
            opened.append(_Open(block.text, level, near, start, start + len(block.text)))
        elif block.ids:
            near = block.ids[-1][0]
        section_of.append(len(opened) - 1)
    sections: list[Section] = []
    above: list[int] = []
    for index, one in enumerate(opened):
        end = opened[index + 1].start if index + 1 < len(opened) else len(text)
        while above and opened[above[-1]].level >= one.level:
            above.pop()
        parent = above[-1] if above else None
        path = (*(sections[parent].path if parent is not None else ()), one.heading) if one.heading else ()
        body = min(end, one.body + 1) if one.level else 0
        sections.append(
            Section(
                index,
                one.heading,
                one.level,
                path,
                one.anchor or None,
                Span(one.start, end),
                Span(body, end),
                parent,
            )
        )
        if one.level:
            above.append(index)
    return tuple(sections), section_of


def _blocks(main: list[RawBlock], starts: list[int], section_of: list[int]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    leads: dict[int, int | None] = {}
    for index, (block, start) in enumerate(zip(main, starts, strict=True)):
        lead = None
        if block.group >= 0:
            if block.group not in leads:
                before = main[index - 1] if index else None
                leads[block.group] = (
                    index - 1
                    if before is not None
                    and section_of[index - 1] == section_of[index]
                    and before.role in ("paragraph", "item", "definition", "term", "cell", "quote")
                    else None
                )
            lead = leads[block.group]
        blocks.append(
            Block(
                index,
                Span(start, start + len(block.text)),
                section_of[index],
                block.role,
                block.depth,
                lead,
                block.item or None,
                block.cell,
                block.label,
            )
        )
    return tuple(blocks)


def _outside(raw: list[RawBlock], boxes: list[Box]) -> tuple[Outside, ...]:
    """Neighbouring blocks of one labelled element go together, a line each."""
    found: list[Outside] = []
    lines: list[str] = []
    times: list[tuple[str, str]] = []
    key: tuple[str, str, bool] | None = None
    labels: dict[int, str] = {}
    title = next(
        (at for at, block in enumerate(raw) if block.level == 1 and block.region not in _APART), len(raw)
    )
    prose = next((at for at, block in enumerate(raw) if not block.region and prose_of(block)), 0)
    for at, block in enumerate([*raw, None]):
        here = None
        if block is not None and block.region:
            if block.box not in labels:
                labels[block.box] = _label(block, boxes)
            here = (_REGIONS.get(block.region, block.region), labels[block.box], title < at < prose)
        if here != key:
            if key is not None:
                found.append(Outside(key[0], "\n".join(lines), key[1], tuple(times), key[2]))
            lines, times = [], []
            key = here
        if block is not None and here is not None:
            lines.append(block.text)
            times.extend((block.text[m.start : m.end], m.value) for m in block.marks if m.kind == "time")
    return tuple(found)


#: Regions whose headings are none of the page.
_APART = frozenset(("nav", "related", "comments", "hidden", "cookie", "banner"))
#: Finer regions than ``layout.Outside`` speaks of.
_REGIONS = {"share": "aside", "form": "aside", "tabs": "nav", "button": "aside", "cookie": "banner"}


def _label(block: RawBlock, boxes: list[Box]) -> str:
    at = block.box
    while at >= 0:
        found = hints_of(boxes[at].attributes)
        if found:
            return found
        at = boxes[at].parent
    return ""
