"""Citations by number: every marker that may be one, and the style or styles that the page really uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import urldefrag

from model.page import Citation, CitationStyle
from pages.read.citations.brackets import without_strays
from pages.read.citations.cells import cell_markers
from pages.read.citations.inline_links import Cited, may_cite
from pages.read.citations.listed import LONGEST_NUMBER, Listed
from pages.read.citations.markers import (
    Marker,
    bracket_markers,
    glued_markers,
    linked_markers,
    paren_markers,
    word_markers,
)
from pages.read.citations.parentheses import TELLING_ORDER, citing, lost
from pages.read.citations.superscripts import in_their_turn, superscript_markers
from pages.read.citations.table_notes import without_table_notes
from pages.read.references.identifiers import identifiers_in_url

# Each begins with its sign or letters, and is found faster than all in one.
_DIGIT_HINTS = tuple(
    re.compile(words)
    for words in (
        r"\[\^?\s*(?:refs?\.?\s)?\s*\d",
        r"\(\s*\d{1,3}\s*[,;)–-]",
        r"ref(?<!\wref)(?:erence)?s?\.?\s#?\d",
        r"Ref(?<!\wRef)(?:erence)?s?\.?\s#?\d",
        r"[¹²³⁰⁴-⁹]",
    )
)
# Superscripts on a page without a list are markers only when there are at least so many different numbers.
_FEWEST_WITHOUT_LIST = 3
_LETTER_BASE = re.compile(r"(?<![^\W_])([A-Z])\Z")
# So many superscripts on one letter are a notation, not citations behind it.
_NOTATION = 3
# Numbers in parentheses are also equations, list labels and counts: they must outnumber brackets by so much.
_PAREN_ODDS = 4
# So many numbers of the list show that a page cites in parentheses, before one that it has not is told.
_SURE_OF_PARENS = 3
# A number this far beyond the list's last is not a marker of a lost entry.
_BEYOND = 50


# So many links that lead to entries show in which style a page cites.
_VOUCHED = 2
_STYLE_NAMES = {
    CitationStyle.BRACKET: "bracket",
    CitationStyle.SUPERSCRIPT: "superscript",
    CitationStyle.PAREN: "paren",
}


def _numbers(markers: Iterable[Marker]) -> set[int]:
    return {n for m in markers for n in m.numbers}


def _rises(markers: Sequence[Marker]) -> bool:
    """True when numbers come up as citations do: each new one is mostly higher than the last new one. A few are too
    few to tell."""
    first = list(dict.fromkeys(n for m in markers for n in m.numbers))
    if len(first) < TELLING_ORDER:
        return True
    rising = sum(1 for a, b in pairwise(first) if b > a)
    return rising * 5 >= (len(first) - 1) * 3


def _outermost(markers: Iterable[Marker]) -> Iterator[Marker]:
    """In order, without those that stand in another: each linked number of "[3,4]" is a marker by itself too."""
    end = -1
    for marker in sorted(markers, key=lambda m: (m.span.start, -m.span.end)):
        if marker.span.start >= end:
            end = marker.span.end
            yield marker


@dataclass(slots=True)
class _Counts:
    markers: list[Marker]
    resolved: int
    numbers: set[int]  # of the list, in the free markers and in those that are sure


class Numeric:
    """Reads the numeric markers of one page; references that numbers cite by linking are added to ``page``."""

    def __init__(self, page: Listed) -> None:
        self.page = page
        self.layout = page.layout
        self._pool: Cited | None = None

    @property
    def _cites(self) -> Cited:
        if self._pool is None:
            self._pool = Cited(self.page.references)
        return self._pool

    def citations(self) -> Iterator[Citation]:
        """The citations by number, in the style or styles that the page uses."""
        layout = self.layout
        has_sup = any(i.kind == "sup" for i in layout.inlines)
        fragments = [
            link
            for link in self.page.links
            if link.span.end - link.span.start <= LONGEST_NUMBER * 2
            and any(c.isdigit() for c in link.span.of(layout.text))
            and ("#" in link.value or may_cite(link.value))
            and not self.page.is_listed(link.span.start)
        ]
        if not (
            has_sup
            or fragments
            or self.page.by_number
            or self.page.references
            or any(hint.search(layout.text) for hint in _DIGIT_HINTS)
        ):
            return
        groups: dict[str, list[Marker]] = {
            "bracket": self._outside(bracket_markers(layout)),
            "superscript": self._outside(superscript_markers(layout))
            if has_sup or not layout.text.isascii()
            else [],
            "words": self._outside(word_markers(layout)),
            "cells": self._outside(cell_markers(layout, self.page.by_number)),
            "linked": self._outside(linked_markers(layout, fragments)),
        }
        has_list = bool(self.page.by_number)
        if not has_list:
            self._count_entries(groups)
            has_list = bool(self.page.by_number)
        if has_list and not any(groups.values()):
            groups["superscript"] = self._glued()
        raised = in_their_turn(groups["superscript"], self.page.by_number)
        raised = without_table_notes(layout, raised, self.page.is_listed)
        groups["superscript"] = self._without_notation(raised)
        groups["paren"] = citing(self.page, self._outside(paren_markers(layout))) if has_list else []
        yield from self._chosen(groups, has_list)

    def _outside(self, markers: Iterator[Marker]) -> list[Marker]:
        return [m for m in markers if not self.page.is_listed(m.span.start)]

    def _glued(self) -> list[Marker]:
        """Digits behind full stops, where they are all in the list and come up in order as citations do."""
        found = self._outside(glued_markers(self.layout))
        numbers = [n for m in found for n in m.numbers]
        first = list(dict.fromkeys(numbers))
        rising = sum(1 for a, b in pairwise(first) if b > a)
        if (
            len(found) >= _FEWEST_WITHOUT_LIST
            and all(n in self.page.by_number for n in numbers)
            and rising * 10 >= (len(first) - 1) * 7
        ):
            return found
        return []

    def _without_notation(self, markers: list[Marker]) -> list[Marker]:
        """Without numbers set above one and the same single letter again and again: residues, isotopes (S⁵², S¹⁷⁸)."""
        bases = {
            m.span: match.group(1)
            for m in markers
            if (match := _LETTER_BASE.search(self.layout.text, max(0, m.span.start - 2), m.span.start))
        }
        common = {b for b, n in Counter(bases.values()).items() if n >= _NOTATION}
        return [m for m in markers if bases.get(m.span) not in common]

    def _count_entries(self, groups: dict[str, list[Marker]]) -> None:
        """Give an unnumbered list numbers when the page cites by number and no number is beyond its end."""
        unnumbered = [r for r in self.page.references if r.number is None and not r.inline]
        style = max(("bracket", "superscript"), key=lambda name: len(groups[name]))
        numbers = [n for m in groups[style] for n in m.numbers]
        if len(unnumbered) < 2 or not numbers or max(numbers) > len(unnumbered):
            return
        place = {r.index: i for i, r in enumerate(unnumbered, 1)}
        self.page.references = tuple(
            replace(r, number=place[r.index]) if r.index in place else r for r in self.page.references
        )
        self.page.index()

    def _chosen(self, groups: dict[str, list[Marker]], has_list: bool) -> Iterator[Citation]:
        sure: list[Marker] = []
        counts = {}
        for name in ("bracket", "superscript", "paren"):
            free = []
            for marker in groups[name]:
                urls = self.page.targets(marker.span)
                if any(self.page.entry_at(url) is not None for url in urls) or self._paper_link(urls):
                    sure.append(replace(marker, targets=urls))
                elif any(self.page.is_note(url) for url in urls):
                    continue
                elif marker.exact:
                    sure.append(marker)
                else:
                    free.append(marker)
            resolved = sum(1 for m in free if any(n in self.page.by_number for n in m.numbers))
            alike = [m for m in sure if _STYLE_NAMES.get(m.style) == name]
            numbers = _numbers([*free, *alike]) & self.page.by_number.keys()
            counts[name] = _Counts(free, resolved + len(alike), numbers)
        sure.extend((*groups["words"], *groups["cells"]))
        sure.extend(
            m
            for m in groups["linked"]
            if (m.exact and has_list)
            or any(self.page.entry_at(u) is not None for u in m.targets)
            or self._paper_link(m.targets)
        )
        accepted = list(sure)
        for name in self._styles(counts, sure, has_list):
            markers = counts[name].markers
            # One such cell with a number that the list has not got, and all of them are ranges of values.
            ranges = has_list and any(
                self._is_range_cell(m) and max(m.numbers) > self.page.last for m in markers
            )
            if name != "bracket":
                markers = self._without_names(markers)
            elif has_list:
                markers = without_strays(self.page, markers)
            accepted.extend(m for m in markers if self._plausible(m, has_list, ranges))
        for marker in _outermost(accepted):
            yield self._numbered(marker)

    @staticmethod
    def _paper_link(urls: Sequence[str]) -> bool:
        return any(identifiers_in_url(url) for url in urls)

    def _styles(self, counts: dict[str, _Counts], sure: list[Marker], has_list: bool) -> list[str]:
        """The style or styles that the page uses among the markers that no link vouches for."""
        bracket, superscript, paren = counts["bracket"], counts["superscript"], counts["paren"]
        if not has_list:
            linked = sum(1 for m in sure if m.style is CitationStyle.SUPERSCRIPT)
            if bracket.markers and len(bracket.markers) >= linked:
                return ["bracket"]
            numbers = {n for m in superscript.markers for n in m.numbers}
            if len(numbers) >= _FEWEST_WITHOUT_LIST and not bracket.markers and not self._footnotes():
                return ["superscript"]
            return []
        if vouched := self._vouched(sure):
            # Links tell the page's style: what is written otherwise is something else, and so is a number in round
            # brackets without a link among many that have one.
            free, linked = counts[vouched].markers, sum(1 for m in _outermost(sure) if m.targets)
            return [vouched] if free and (vouched != "paren" or linked < len(free)) else []
        main = self._main(bracket, superscript, paren)
        if main is None:
            return ["bracket"] if bracket.markers else []
        styles = [main] if counts[main].markers else []
        other = {"bracket": "superscript", "superscript": "bracket"}.get(main)
        if other and self._stands_beside(counts[other], counts[main]):
            styles.append(other)
        return styles

    def _main(self, bracket: _Counts, superscript: _Counts, paren: _Counts) -> str | None:
        known = [m for m in paren.markers if all(n in self.page.by_number for n in m.numbers)]
        parens = _numbers(known)
        if (
            bracket.resolved
            and bracket.resolved >= superscript.resolved
            and (bracket.resolved * _PAREN_ODDS >= paren.resolved)
            and (len(bracket.numbers) * _PAREN_ODDS >= len(parens) or not _rises(known))
        ):
            return "bracket"
        # Alone, one superscript behind words is enough; beside parentheses they must be several.
        few = max(1, min(3, len(self.page.by_number) // 2)) if paren.markers else 1
        raised = _numbers(m for m in superscript.markers if not m.doubtful) & self.page.by_number.keys()
        if superscript.resolved >= few and (
            superscript.resolved >= paren.resolved or len(raised) * 2 >= len(parens)
        ):
            return "superscript"
        most = len(known) * 5 >= len(paren.markers) * 4
        covered = len(parens) * 5 >= len(self.page.by_number) * 3
        enough = len(known) >= min(2, len(self.page.by_number)) or (covered and len(parens) > 1)
        if enough and (most or covered) and _rises(known):
            missed = lost(self.page, paren.markers) if covered and len(parens) >= _SURE_OF_PARENS else []
            paren.markers = sorted([*known, *missed], key=lambda m: m.span)
            return "paren"
        return None

    @staticmethod
    def _vouched(sure: list[Marker]) -> str | None:
        """The one style that several links to entries vouch for, None where none or two are."""
        linked = Counter(_STYLE_NAMES.get(m.style, "") for m in _outermost(sure) if m.targets)
        names = [name for name, n in linked.most_common() if name and n >= _VOUCHED]
        return names[0] if len(names) == 1 else None

    def _stands_beside(self, other: _Counts, main: _Counts) -> bool:
        """True for a second style with numbers of its own: boxes and captions that are numbered on in another way.
        Numbers that both have are footnotes or exponents."""
        markers = [m for m in other.markers if not m.doubtful]
        numbers = _numbers(markers)
        if len(numbers) < 2 or not numbers <= self.page.by_number.keys():
            return False
        return len(numbers & _numbers(main.markers)) * 5 <= len(numbers) and _rises(markers)

    def _footnotes(self) -> bool:
        """True when the page has notes that begin with a superscript number: its markers point there."""
        starts = {b.span.start for b in self.layout.blocks}
        return any(
            i.kind == "sup" and i.span.start in starts and i.span.of(self.layout.text).strip().isdigit()
            for i in self.layout.inlines
        )

    def _is_range_cell(self, marker: Marker) -> bool:
        """True for a cell that is nothing but a pair of numbers in brackets."""
        block = self.layout.blocks[self.page.block(marker.span.start)]
        return block.role == "cell" and len(marker.numbers) == 2 and block.span == marker.span

    def _plausible(self, marker: Marker, has_list: bool, range_cells: bool) -> bool:
        if not has_list:
            return True
        if range_cells and self._is_range_cell(marker):
            return False
        if any(n in self.page.by_number for n in marker.numbers):
            return True
        if self.page.listed and marker.span.start > self.page.listed[-1].end:
            # Behind the last list come comments and forms, not statements with lost entries.
            return False
        if self.layout.blocks[self.page.block(marker.span.start)].role == "cell":
            # A cell's pair of numbers is a range sooner than a marker.
            return False
        return max(marker.numbers) <= self.page.last + _BEYOND

    def _without_names(self, markers: list[Marker]) -> list[Marker]:
        """Without doubtful numbers that do not come up in order: B¹² and D³ are names, "phase (2)" a label."""
        kept: list[Marker] = []
        seen = 0
        for marker in markers:
            if marker.doubtful and marker.numbers[0] > seen + 1:
                continue
            seen = max(seen, *marker.numbers)
            kept.append(marker)
        return kept

    def _numbered(self, marker: Marker) -> Citation:
        found: list[int] = []
        dangling: list[int] = []
        urls = marker.targets or self.page.targets(marker.span)
        pointed = [e for e in (self.page.entry_at(url) for url in urls) if e is not None]
        for number in marker.numbers:
            linked = next((e for e in pointed if e.number == number and e.span), None)
            at = linked.span.start - 1 if linked and linked.span else marker.span.start
            entries = self.page.entries(number, at)
            if not entries and len(pointed) == len(marker.numbers) == 1:
                entries = pointed
            if not entries:
                paper = self._linked_paper(urls) if len(marker.numbers) == 1 else None
                if paper is not None:
                    found.append(paper)
                    continue
                dangling.append(number)
            found.extend(e.index for e in entries if e.index not in found)
        return self.page.citation(marker.span, marker.style, marker.numbers, tuple(found), tuple(dangling))

    def _linked_paper(self, urls: Sequence[str]) -> int | None:
        """The reference for a number that links out of the page: to a paper, or to any other page."""
        for url in urls:
            if url.startswith(("http://", "https://")) and urldefrag(url).url != self.page.own:
                index = self._cites.by_address(url, "")
                self.page.references = tuple(self._cites.references)
                return index
        return None
