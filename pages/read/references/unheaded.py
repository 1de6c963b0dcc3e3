"""Reference lists that no heading names: linked notes, footnotes, runs of entries at the end."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urldefrag

from model.digits import whole_number
from model.page import Block
from model.span import Span
from pages.read.layout import Layout
from pages.read.references.entries import (
    LONGEST_ENTRY,
    NOT_AN_ENTRY,
    YEAR,
    Entry,
    convincing,
    entries_of,
    links_only,
    ordered_numbers,
    signs,
)

_FOOTNOTE = re.compile(r"\[\^\d{1,3}\]:\s")
_HINTS = re.compile(
    r"(?:^|[\s_-])(?:references?|ref-?list|citations?|bibliography|footnotes?|endnotes?|reflist|biblio)(?:$|[\s_-])"
)
# Entries that stand at the end without a heading: fewer than this many could be anything.
_SHORTEST_RUN = 3
# A marker that is a link is no longer than this: "[12]", "12, 13".
_MARKER_LENGTH = 12


def unheaded(layout: Layout, whole: bool) -> list[Entry]:
    """The entries of a page without a heading for them, in the surest way that finds any.

    ``whole``: the page is known to be a list, so all that looks like an entry counts.
    """
    ways = [_linked_to, _defined, _noted, _headless, *([_all] if whole else [])]
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
        bare, fragment = urldefrag(inline.value)
        at = layout.ids.get(fragment, -1) if bare in ("", own) else -1
        if at > inline.span.end and any(c.isdigit() for c in inline.span.of(layout.text)):
            places.add(bisect.bisect_right(layout.blocks, at, key=lambda b: b.span.start) - 1)
    targets = [layout.blocks[i] for i in sorted(places) if i >= 0 and layout.blocks[i].role != "heading"]
    if len(targets) < 2:
        return
    found = list(entries_of(layout, [targets[0], *targets], 0, ordered_numbers(layout), strict=False))
    if convincing(layout, found):
        yield from found


def _defined(layout: Layout) -> Iterator[Entry]:
    """Markdown's footnotes ("[^1]: ..."), when they look like references."""
    defined = [b for b in layout.blocks if _FOOTNOTE.match(layout.text, b.span.start, b.span.end)]
    if defined:
        found = list(entries_of(layout, [defined[0], *defined], 0, {}, strict=False))
        if convincing(layout, found):
            yield from found


def _all(layout: Layout) -> Iterator[Entry]:
    """The whole page as a list, when most of what it holds looks like references."""
    blocks = [b for b in layout.blocks if b.role != "heading"]
    if blocks:
        found = list(entries_of(layout, [blocks[0], *blocks], 0, ordered_numbers(layout), strict=True))
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


def _headless(layout: Layout) -> Iterator[Entry]:
    """A run of entries without a heading: in a container called references, or numbered or plain at the end."""
    blocks = [b for b in layout.blocks if b.role != "heading"]
    hinted = [b for b in blocks if _HINTS.search(layout.block_hints.get(b.index, ""))]
    run: list[Block] = []
    if len(hinted) >= 2 and sum(1 for b in hinted if signs(b.span.of(layout.text)) >= 2) * 2 >= len(hinted):
        run = hinted
    else:
        for block in reversed(blocks):
            text = block.span.of(layout.text)
            length = len(text)
            if (
                25 < length <= LONGEST_ENTRY
                and YEAR.search(text)
                and signs(text) >= 3
                and not _is_prose(text)
            ):
                run.append(block)
            elif run and len(run) < _SHORTEST_RUN and block.span.end < len(layout.text) * 0.5:
                break
            elif run and not NOT_AN_ENTRY.match(text) and not links_only(layout, block):
                if len(run) >= _SHORTEST_RUN:
                    break
                run = []
        run.reverse()
        if len(run) < _SHORTEST_RUN:
            return
    numbers = ordered_numbers(layout)
    # The first block of entries_of' region is taken for the heading; there is none here.
    yield from entries_of(layout, [run[0], *run], 0, numbers, strict=False)


def _is_prose(text: str) -> bool:
    """True for paragraphs with several sentences that run on in small words: they mention papers, they list none."""
    words = text.split()
    small = sum(
        1
        for w in words
        if w in ("is", "are", "was", "were", "that", "have", "has", "your", "you", "we", "this", "may", "can")
    )
    return len(words) > 25 and small * 14 > len(words)
