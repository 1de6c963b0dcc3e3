"""Citations by number: every marker that may be one, and the style or styles that the page really uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import urldefrag

from model.page import Citation, CitationStyle
from model.span import Span
from pages.read.citations.inline_links import add_web, may_cite
from pages.read.citations.listed import LONGEST_NUMBER, Listed
from pages.read.citations.markers import (
    Marker,
    bracket_markers,
    glued_markers,
    linked_markers,
    paren_markers,
    superscript_markers,
    word_markers,
)
from pages.read.references.identifiers import identifiers_in_url

_DIGIT_HINT = re.compile(
    r"\[\^?\s*(?:refs?\.?\s)?\s*\d|[¹²³⁰⁴-⁹]|\(\s*\d{1,3}\s*[,;)–-]|\b[Rr]ef(?:erence)?s?\.?\s#?\d"
)
# Superscripts on a page without a list are markers only when there are at least so many different numbers.
_FEWEST_WITHOUT_LIST = 3
_LETTER_BASE = re.compile(r"(?<![^\W_])([A-Z])\Z")
_LABEL_CUE = re.compile(r"(?:[,;:—–-]|\b(?:and|or))\s*\Z")
# So many superscripts on one letter are a notation, not citations behind it.
_NOTATION = 3
# Numbers in parentheses are also equations, list labels and counts: they must outnumber brackets by so much.
_PAREN_ODDS = 4
# A number this far beyond the list's last is not a marker of a lost entry.
_BEYOND = 50


@dataclass(slots=True)
class _Counts:
    markers: list[Marker]
    resolved: int = 0


class Numeric:
    """Reads the numeric markers of one page; references that numbers cite by linking are added to ``page``."""

    def __init__(self, page: Listed) -> None:
        self.page = page
        self.layout = page.layout

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
            or _DIGIT_HINT.search(layout.text)
        ):
            return
        groups: dict[str, list[Marker]] = {
            "bracket": self._outside(bracket_markers(layout)),
            "superscript": self._outside(superscript_markers(layout))
            if has_sup or not layout.text.isascii()
            else [],
            "words": self._outside(word_markers(layout)),
            "linked": self._outside(linked_markers(layout, fragments)),
        }
        has_list = bool(self.page.by_number)
        if not has_list:
            self._count_entries(groups)
            has_list = bool(self.page.by_number)
        if has_list and not any(groups.values()):
            groups["superscript"] = self._glued()
        groups["superscript"] = self._without_notation(groups["superscript"])
        groups["paren"] = self._outside(paren_markers(layout)) if has_list else []
        groups["paren"] = [m for m in groups["paren"] if not self._enumerates(m, groups["paren"])]
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
            resolved += sum(
                1
                for m in sure
                if m.style.value == name or (name == "paren" and m.style is CitationStyle.PAREN)
            )
            counts[name] = _Counts(free, resolved)
        sure.extend(groups["words"])
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
            accepted.extend(m for m in markers if self._plausible(m, has_list, ranges))
        done: list[Span] = []
        accepted.sort(key=lambda m: (m.span.start, -m.span.end))
        for marker in accepted:
            if done and marker.span.overlaps(done[-1]):
                continue
            done.append(marker.span)
            yield self._numbered(marker)

    @staticmethod
    def _paper_link(urls: Sequence[str]) -> bool:
        return any(identifiers_in_url(url) for url in urls)

    def _styles(self, counts: dict[str, _Counts], sure: list[Marker], has_list: bool) -> list[str]:
        """The page's majority style among the markers that no link vouches for."""
        bracket, superscript, paren = counts["bracket"], counts["superscript"], counts["paren"]
        if not has_list:
            linked = sum(1 for m in sure if m.style is CitationStyle.SUPERSCRIPT)
            if bracket.markers and len(bracket.markers) >= linked:
                return ["bracket"]
            numbers = {n for m in superscript.markers for n in m.numbers}
            if len(numbers) >= _FEWEST_WITHOUT_LIST and not bracket.markers and not self._footnotes():
                return ["superscript"]
            return []
        if (
            bracket.resolved >= superscript.resolved
            and bracket.resolved * _PAREN_ODDS >= paren.resolved
            and bracket.resolved
        ):
            return ["bracket"]
        few = max(1, min(3, len(self.page.by_number) // 2))
        if superscript.resolved >= max(paren.resolved, few):
            return ["superscript"] if superscript.markers else []
        known = [m for m in paren.markers if all(n in self.page.by_number for n in m.numbers)]
        if len(known) >= min(2, len(self.page.by_number)) and len(known) * 5 >= len(paren.markers) * 4:
            counts["paren"].markers = known
            return ["paren"]
        return ["bracket"] if bracket.markers else []

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

    def _enumerates(self, marker: Marker, markers: list[Marker]) -> bool:
        """True for the labels of a list inside a sentence: "either (1) rest, (2) ice or (3) both"."""
        block = self.page.block(marker.span.start)
        mates = [m for m in markers if self.page.block(m.span.start) == block and len(m.numbers) == 1]
        text = self.layout.text
        labels: list[Marker] = []
        for mate in mates:
            if not re.match(r"\s+[A-Za-z]", text[mate.span.end : mate.span.end + 3]):
                continue
            cued = _LABEL_CUE.search(text, max(0, mate.span.start - 12), mate.span.start) is not None
            if mate.numbers[0] == 1 and len(labels) < 2:
                labels = [mate]
            elif labels and mate.numbers[0] == labels[-1].numbers[0] + 1 and cued:
                labels.append(mate)
        return marker in labels and len(labels) >= 2

    def _numbered(self, marker: Marker) -> Citation:
        found: list[int] = []
        dangling: list[int] = []
        urls = marker.targets or self.page.targets(marker.span)
        entries = [e for e in (self.page.entry_at(url) for url in urls) if e is not None]
        for number in marker.numbers:
            pointed = next((e for e in entries if e.number == number), None)
            entry = pointed or self.page.entry(number, marker.span.start)
            if entry is None and len(entries) == len(marker.numbers) == 1:
                entry = entries[0]
            if entry is None:
                paper = self._linked_paper(urls) if len(marker.numbers) == 1 else None
                if paper is not None:
                    found.append(paper)
                    continue
                dangling.append(number)
            elif entry.index not in found:
                found.append(entry.index)
        return self.page.citation(marker.span, marker.style, marker.numbers, tuple(found), tuple(dangling))

    def _linked_paper(self, urls: Sequence[str]) -> int | None:
        """The reference for a number that links out of the page: to a paper, or to any other page."""
        for url in urls:
            if url.startswith(("http://", "https://")) and urldefrag(url).url != self.page.own:
                index, self.page.references = add_web(url, "", self.page.references)
                return index
        return None
