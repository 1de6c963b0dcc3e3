"""What the words around a sentence are about: where pronouns and missing subjects find their names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from language.names import Kind, Mention, Names, fold
from model.page import Section
from pages.read.layout import Layout

_LABELLED = re.compile(r"[A-Z][\w /-]{1,30}: [^.:]{1,80}[.;]?")
_TAKES_UP = re.compile(
    r"(?:they|these|those|examples|among (?:them|these)) (?:include|are|comprise)\b|\W", re.IGNORECASE
)
_BACK = 4  # sentences before this one, in its section, in which a pronoun's name is looked for


@dataclass(slots=True)
class Context:
    """One page's names by sentence and heading, found when asked for and kept."""

    layout: Layout
    names: Names
    _by_sentence: dict[int, list[Mention]] = field(default_factory=dict)
    _leads: dict[int, str] = field(default_factory=dict)

    def of_sentence(self, index: int) -> list[Mention]:
        """The names in one sentence."""
        if index not in self._by_sentence:
            self._by_sentence[index] = self.names.find(self.text(index))
        return self._by_sentence[index]

    def text(self, index: int) -> str:
        """The words of one sentence."""
        return self.layout.sentences[index].span.of(self.layout.text)

    def before(self, index: int, back: int = _BACK) -> list[list[Mention]]:
        """The names of the sentences before sentence ``index`` in its section, nearest first: of so many at most."""
        here = self.layout.sentences[index]
        found = []
        for i in range(index - 1, max(-1, index - 1 - back), -1):
            if self.layout.sentences[i].section != here.section or self._is_heading(i):
                break
            found.append(self.of_sentence(i))
        return found

    def text_before(self, index: int) -> str:
        """The sentence before, in the same section, or empty."""
        if index and self.layout.sentences[index - 1].section == self.layout.sentences[index].section:
            return self.text(index - 1)
        return ""

    def above_labels(self, index: int) -> str:
        """The sentence before, or where that is a label and its value ("Target: ..."), the one before them."""
        for back in range(index, max(0, index - _BACK), -1):
            text = self.text_before(back)
            if not _LABELLED.fullmatch(text) or drugs(self.of_sentence(back - 1)):
                return text
        return ""

    def text_behind(self, index: int) -> str:
        """The sentence behind, in the same section, or empty."""
        there = self.layout.sentences[index + 1 : index + 2]
        same = there and there[0].section == self.layout.sentences[index].section
        return there[0].span.of(self.layout.text) if same else ""

    def goes_on(self, index: int) -> bool:
        """True for a sentence that opens with a pronoun: it is about what the one before it is about."""
        text = fold(self.text(index))
        return text.startswith(("it ", "they ", "these ", "this ", "those ", "both ", "its ", "their "))

    def headings(self, section: int) -> list[list[Mention]]:
        """The names in the headings above a section, innermost first, then in the page's title."""
        if not self.layout.sections:
            return [self.names.find(self.layout.title)]
        own: Section = self.layout.sections[section]
        return [self.names.find(h) for h in reversed((self.layout.title, *own.path)) if h]

    def passage(self, index: int) -> list[list[Mention]]:
        """The names of the paragraph before sentence ``index``, and of the headings above it."""
        here = self.layout.sentences[index]
        before = [
            i for i in range(max(0, index - 2 * _BACK), index) if self.layout.sentences[i].block == here.block
        ]
        return [*(self.of_sentence(i) for i in before), *self.headings(here.section)]

    def lead_in(self, index: int) -> str:
        """The words that introduce the list or table that a sentence stands in, or empty."""
        block = self.layout.blocks[self.layout.sentences[index].block] if self.layout.blocks else None
        if block is None or block.lead_in is None:
            return ""
        if block.lead_in not in self._leads:
            whole = self.layout.blocks[block.lead_in].span
            last = next(
                (i for i in range(index - 1, -1, -1) if whole.contains(self.layout.sentences[i].span)), -1
            )
            words = self.text(last) if last >= 0 else ""
            # "No drug is approved for it. Doctors use these:" leads in by its last words, unless they take up the rest
            alone = words and not _TAKES_UP.match(words)
            self._leads[block.lead_in] = words if alone else whole.of(self.layout.text)
        return self._leads[block.lead_in]

    def heading_of_item(self, index: int) -> str:
        """The heading right above the list that a sentence is an item of, as words that lead in to it; else empty."""
        block = self.layout.blocks[self.layout.sentences[index].block] if self.layout.blocks else None
        if block is None or block.role != "item" or block.lead_in is not None or not self.layout.sections:
            return ""
        own: Section = self.layout.sections[self.layout.sentences[index].section]
        return f"{own.path[-1].strip(' :')}:" if own.path else ""

    def _is_heading(self, index: int) -> bool:
        blocks = self.layout.blocks
        return bool(blocks) and blocks[self.layout.sentences[index].block].role == "heading"


def drugs(mentions: list[Mention]) -> list[Mention]:
    """Those that name a drug."""
    return [m for m in mentions if m.kind is Kind.DRUG]


def classes(mentions: list[Mention]) -> list[Mention]:
    """Those that name a class."""
    return [m for m in mentions if m.kind is Kind.CLASS]
