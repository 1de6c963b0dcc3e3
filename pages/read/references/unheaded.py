"""Reference lists that no heading names: linked notes, footnotes, runs of entries at the end."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urldefrag

from model.digits import whole_number
from model.page import Block
from model.span import Span
from pages.read.layout import Layout
from pages.read.references.entries import Entry, Markup, convincing, entries_of, markup_of
from pages.read.references.numbers import own_number
from pages.read.references.signs import (
    LONGEST_ENTRY,
    NOT_AN_ENTRY,
    dated_with_signs,
    is_prose,
    looks_whole,
    only_links,
    signs,
    weight,
)

_BRACKETED = re.compile(r"\[(\d{1,3})[\],–-]")
# "alone.1 Below": raised by a style sheet, plain in the text.
_GLUED = re.compile(r"(?<=[^\W\d_]{3}[.,;:)])(\d{1,3})(?=\s)")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]{1,3}")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FOOTNOTE = re.compile(r"\[\^\d{1,3}\]:\s")
_HINTS = re.compile(
    r"(?:^|[\s_-])(?:references?|ref-?list|citations?|bibliography|footnotes?|endnotes?|reflist|biblio)(?:$|[\s_-])"
)
NO_MARKUP = Markup(None)
# Entries that stand at the end without a heading: fewer than this many could be anything.
_SHORTEST_RUN = 3
# A marker that is a link is no longer than this: "[12]", "12, 13".
_MARKER_LENGTH = 12


def unheaded(layout: Layout, whole: bool) -> list[Entry]:
    """The entries of a page without a heading for them, in the surest way that finds any.

    ``whole``: the page is known to be a list, so all that looks like an entry counts.
    """
    ways = [_linked_to, _defined, _noted, _numbered, _headless, *([_all] if whole else [])]
    for way in ways:
        found = list(way(layout))
        if found:
            return found
    return []


def _linked_to(layout: Layout) -> Iterator[Entry]:
    """The blocks that numbers in the text link to ("#fn3"), when they look like references."""
    own = urldefrag(layout.url).url
    places: set[int] = set()
    for inline in layout.inlines:
        if (
            inline.kind != "link"
            or "#" not in inline.value
            or inline.span.end - inline.span.start > _MARKER_LENGTH
        ):
            continue
        if not any(c.isdigit() for c in inline.span.of(layout.text)):
            continue
        bare, fragment = urldefrag(inline.value)
        at = layout.ids.get(fragment, -1) if bare in ("", own) else -1
        if at > inline.span.end:
            places.add(bisect.bisect_right(layout.blocks, at, key=lambda b: b.span.start) - 1)
    targets = [layout.blocks[i] for i in sorted(places) if i >= 0 and layout.blocks[i].role != "heading"]
    if len(targets) < 2:
        return
    found = list(entries_of(layout, [targets[0], *targets], 0, markup_of(layout), strict=False))
    if convincing(layout, found):
        yield from found


def _defined(layout: Layout) -> Iterator[Entry]:
    """Markdown's footnotes ("[^1]: ..."), when they look like references."""
    defined = [b for b in layout.blocks if _FOOTNOTE.match(layout.text, b.span.start, b.span.end)]
    if defined:
        found = list(entries_of(layout, [defined[0], *defined], 0, NO_MARKUP, strict=False))
        if convincing(layout, found):
            yield from found


def _all(layout: Layout) -> Iterator[Entry]:
    """The whole page as a list, when most of what it holds looks like references."""
    blocks = [b for b in layout.blocks if b.role != "heading"]
    if blocks:
        found = list(entries_of(layout, [blocks[0], *blocks], 0, markup_of(layout), strict=True))
        if convincing(layout, found):
            yield from found


def _noted(layout: Layout) -> Iterator[Entry]:
    """Notes at the foot of the text, each behind its own superscript number, when they look like references."""
    text = layout.text
    raised = {
        i.span.start: (i, number)
        for i in layout.inlines
        if i.kind == "sup" and (number := whole_number(i.span.of(text))) is not None
    }
    noted = [(b, *raised[b.span.start]) for b in layout.blocks if b.span.start in raised]
    notes = [(b, sup) for b, sup, _ in noted]
    numbers = [number for _, _, number in noted]
    if len(notes) < 2 or any(b <= a for a, b in pairwise(numbers)):
        return
    found = []
    for (block, sup), number in zip(notes, numbers, strict=True):
        start = sup.span.end
        while start < block.span.end and not text[start].isalnum() and text[start] not in '"“(':
            start += 1
        if start < block.span.end:
            found.append(Entry(Span(start, block.span.end), number, 0, block.section))
    if convincing(layout, found):
        yield from found


def _numbered(layout: Layout) -> Iterator[Entry]:
    """Lines numbered from 1 behind the text, when superscripts or brackets in the text have their numbers."""
    text = layout.text
    markup = markup_of(layout)
    runs: list[list[Block]] = []
    expected = 0
    for block in layout.blocks:
        if block.role == "heading":
            expected = 0
            continue
        _, number = own_number(text, block.span.start, block.span.end)
        number = markup.numbers.get(block.index) if number is None and block.role == "item" else number
        if number == 1:
            runs.append([block])
            expected = 2
        elif expected and number == expected:
            runs[-1].append(block)
            expected += 1
        elif expected and number == expected - 1 and block.depth > runs[-1][0].depth:
            runs[-1].append(block)  # one of several papers under this number
        elif expected and number is not None and not only_links(block.span.of(text)):
            expected = 0
    for run in reversed(runs):
        if len(run) < 2:
            continue
        cited = _cited(layout, run)
        if not cited:
            continue  # cheap, and true of most runs
        good = sum(1 for b in run if weight(b.span.of(text)) >= 2)
        # Notes whose numbers the text raises (one may be lost), at its end, are notes, whatever they say.
        noted = len(run) >= _SHORTEST_RUN and len(cited) * 5 >= len(run) * 4 and good and run is runs[-1]
        if noted or (good * 2 >= len(run) and any(looks_whole(b.span.of(text)) for b in run)):
            yield from entries_of(layout, [run[0], *run], 0, markup, strict=False)
            return


def _cited(layout: Layout, run: list[Block]) -> set[int]:
    """The run's numbers that the text before it has markers with."""
    text, start = layout.text, run[0].span.start
    raised = {
        words
        for i in layout.inlines
        if i.kind == "sup" and i.span.end <= start and (words := i.span.of(text).strip("[]() ")).isdigit()
    }
    raised |= {m.group(1) for m in _BRACKETED.finditer(text, 0, start)}
    raised |= {m.group(1) for m in _GLUED.finditer(text, 0, start)}
    raised |= {m.group().translate(_LOWERED) for m in _RAISED.finditer(text, 0, start)}
    return {n for n in range(1, len(run) + 1) if str(n) in raised}


@lru_cache(maxsize=2048)
def _is_hinted(hints: str) -> bool:
    return bool(_HINTS.search(hints))


def _headless(layout: Layout) -> Iterator[Entry]:
    """A run of entries without a heading: in a container called references, or numbered or plain at the end."""
    blocks = [b for b in layout.blocks if b.role != "heading"]
    hinted = [b for b in blocks if _is_hinted(layout.block_hints.get(b.index, ""))]
    run: list[Block] = []
    if len(hinted) >= 2 and sum(1 for b in hinted if signs(b.span.of(layout.text)) >= 2) * 2 >= len(hinted):
        run = hinted
    else:
        for block in reversed(blocks):
            text = block.span.of(layout.text)
            length = len(text)
            if 25 < length <= LONGEST_ENTRY and dated_with_signs(text, 3) and not is_prose(text):
                run.append(block)
            elif run and len(run) < _SHORTEST_RUN and block.span.end < len(layout.text) * 0.5:
                break
            elif run and not NOT_AN_ENTRY.match(text) and not only_links(text):
                if len(run) >= _SHORTEST_RUN:
                    break
                run = []
        run.reverse()
        if len(run) < _SHORTEST_RUN:
            return
    # The first block of entries_of' region is taken for the heading; there is none here.
    yield from entries_of(layout, [run[0], *run], 0, markup_of(layout), strict=False)
