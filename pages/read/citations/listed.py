"""What is known of a page's lists and links while its markers are read."""

from __future__ import annotations

import bisect
import re
from functools import cached_property
from itertools import pairwise
from urllib.parse import urldefrag

from model.page import Citation, CitationStyle, Reference
from model.span import Span
from pages.read.layout import Inline, Layout

# An entry's own number with its brackets, and the cell or term that holds it.
LONGEST_NUMBER = 12
# So much of a line is looked at for words before a number.
_LINE = 200
# A sentence that begins with its marker begins with no more than this before it.
_LEAD = 40


class Listed:
    """The references of one page by number and place, and what an address or an offset of it points at."""

    def __init__(self, layout: Layout, references: tuple[Reference, ...]) -> None:
        self.layout = layout
        self.references = references
        self.listed = sorted(r.span for r in references if r.span is not None)
        self._by_span = {r.span: r for r in references if r.span is not None}
        self._starts = [s.start for s in self.listed]
        self.areas = self._areas()
        self._sentences = [s.span.start for s in layout.sentences]
        self._blocks = [b.span.start for b in layout.blocks]
        self.own = urldefrag(layout.url).url
        self.links: list[Inline] = [i for i in layout.inlines if i.kind == "link"]
        self._link_starts = [i.span.start for i in self.links]
        self.by_number: dict[int, list[Reference]] = {}
        self.last = 0
        self.index()

    def index(self) -> None:
        """Note the references' numbers again, after ``references`` has changed."""
        self.by_number = {}
        self._by_span = {r.span: r for r in self.references if r.span is not None}
        for reference in self.references:
            if reference.number is not None and not reference.inline:
                self.by_number.setdefault(reference.number, []).append(reference)
        self.last = max(self.by_number, default=0)

    def _areas(self) -> list[Span]:
        """The text between the reference lists' entries."""
        areas, at = [], 0
        for span in self.listed:
            if span.start > at:
                areas.append(Span(at, span.start))
            at = max(at, span.end)
        if at < len(self.layout.text):
            areas.append(Span(at, len(self.layout.text)))
        return areas

    def is_listed(self, at: int) -> bool:
        """True when the character at ``at`` belongs to an entry of a reference list, or to its number."""
        i = bisect.bisect_right(self._starts, at) - 1
        if i >= 0 and at < self.listed[i].end:
            return True
        if i + 1 == len(self.listed):
            return False
        text = self.layout.text
        lead = text[at : min(self.listed[i + 1].start, at + LONGEST_NUMBER + 1)]
        line = max(
            text.rfind("\n", max(0, at - _LINE), at) + 1, self.listed[i].end if i >= 0 else 0, at - _LINE
        )
        before = text[line:at].rstrip("([ ")
        if any(c.isalnum() for c in before) and not before.endswith(":"):
            return False  # it ends the line before the list
        return at + len(lead) == self.listed[i + 1].start and not any(c.isalpha() for c in lead)

    def block(self, at: int) -> int:
        """The index of the block that holds ``at``."""
        return bisect.bisect_right(self._blocks, at) - 1

    def entry_at(self, url: str) -> Reference | None:
        """The entry that an address within the page points at."""
        bare, fragment = urldefrag(url)
        if not fragment or (bare and bare != self.own):
            return None
        at = self.layout.ids.get(fragment)
        if at is None:
            return None
        i = bisect.bisect_right(self._starts, at) - 1
        for candidate in (i, i + 1):
            if 0 <= candidate < len(self.listed):
                span = self.listed[candidate]
                if (
                    span.start <= at < span.end
                    or self.block(at) == self.block(span.start)
                    or (at < span.start and not any(c.isalpha() for c in self.layout.text[at : span.start]))
                ):
                    return self._by_span[span]
        return None

    def is_note(self, url: str) -> bool:
        """True for an address within the page that leads to something that is no entry: a footnote, a remark."""
        bare, fragment = urldefrag(url)
        if not fragment or (bare and bare != self.own):
            return False
        return fragment in self.layout.ids or fragment in self._named

    @cached_property
    def _named(self) -> frozenset[str]:
        """What the ids and names of the page's elements are, those outside the text too."""
        tree = self.layout.tree
        return frozenset() if tree is None else frozenset(tree.xpath("//@id | //@name"))

    def targets(self, span: Span) -> tuple[str, ...]:
        """The addresses of the links inside ``span`` or around it."""
        low = bisect.bisect_left(self._link_starts, span.start - 2)
        high = bisect.bisect_left(self._link_starts, span.end)
        return tuple(link.value for link in self.links[low:high] if link.span.overlaps(span))

    def entries(self, number: int, at: int) -> list[Reference]:
        """The entries with a number: those of the next list after the marker, else of the last before it. An entry
        that holds several papers gives several."""
        entries = self.by_number.get(number)
        if not entries:
            return []
        here = [e for e in entries if e.span is not None]
        after = [e for e in here if e.span and e.span.start > at]
        first = after[0] if after else here[-1] if here else entries[0]
        return [e for e in entries if self._together(e, first)]

    def _together(self, one: Reference, other: Reference) -> bool:
        """True for papers of one entry: they follow each other under one number."""
        low, high = sorted((one.index, other.index))
        run = self.references[low : high + 1]
        if one.listed_on != other.listed_on or any(r.number != other.number or r.inline for r in run):
            return False
        spans = [r.span for r in run if r.span is not None]
        return all(
            b.start - a.end < _LEAD and "\n\n" not in self.layout.text[a.end : b.start]
            for a, b in pairwise(spans)
        )

    def citation(
        self,
        span: Span,
        style: CitationStyle,
        numbers: tuple[int, ...] = (),
        references: tuple[int, ...] = (),
        dangling: tuple[int, ...] = (),
    ) -> Citation:
        """The citation at ``span`` with its section and the sentence that it supports."""
        layout = self.layout
        i = max(0, self.block(span.start))
        section = layout.blocks[i].section if layout.blocks else 0
        return Citation(
            span.of(layout.text), span, section, self._sentence(span, i), style, numbers, references, dangling
        )

    def _sentence(self, span: Span, block: int) -> Span:
        """The sentence with the marker; the one before when the marker stands behind its full stop."""
        layout = self.layout
        i = bisect.bisect_right(self._sentences, span.start) - 1
        if i < 0 or layout.sentences[i].span.end <= span.start:
            return layout.blocks[block].span if layout.blocks else span
        sentence = layout.sentences[i]
        if not i or span.start - sentence.span.start >= _LEAD:
            return sentence.span
        lead = layout.text[sentence.span.start : span.start]
        if not re.search(r"[^\W\d_]", lead):
            before = layout.sentences[i - 1]
            if before.block == sentence.block:
                return before.span
        return sentence.span
