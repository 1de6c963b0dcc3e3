"""Reading what a page says about FDA status: sentences to claims."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from language.names import Kind, fold, names_of
from model.claim import Claim, Status
from model.lexicon import Lexicon
from model.limits import DEFAULT
from model.page import Sentence
from pages.read.claims import words as w
from pages.read.claims.afar import after_opening, named_behind, over_an_aside
from pages.read.claims.anaphora import Found, topic
from pages.read.claims.around import Around
from pages.read.claims.cards import read_cards, with_cards
from pages.read.claims.context import Context, drugs
from pages.read.claims.coordination import coordinated
from pages.read.claims.cue import Cue, Side
from pages.read.claims.ellipsis import but_not, by_age, gapped, taken_up
from pages.read.claims.faintly import may_care, may_stand, read_faintly, words_of_turned
from pages.read.claims.framed import ReadStatement, answered, item, not_here, they_include
from pages.read.claims.frames import cues_of, distinct
from pages.read.claims.groups import group_subject
from pages.read.claims.kept import add, as_history, parted
from pages.read.claims.labelled import labelled, status_alone
from pages.read.claims.loosely import may_read, read_loosely
from pages.read.claims.maker import Maker
from pages.read.claims.scope import aside_end, clause
from pages.read.claims.statement import Statement, state
from pages.read.claims.subjects import subject_of
from pages.read.claims.ways import WORD, gate
from pages.read.layout import Layout

_PATIENTS = re.compile(
    r"\b(?:patients?|people|participants?|women|men|children|volunteers|subjects|you|doctors?|physicians?|we|i|adults|users|half|percent|%)"
    r"(?: (?:who|that|have|had|has|then|often|also|taking|on|in|the|group|trial|should|may|can|must|treated|given|were|of|with|\w+ly|[DKC]|and))* ?\Z"
)
_NO_SUBJECT = re.compile(
    r"\s*(?:(?:and|but|also|then|later|now|so|still|yet|since|in T,?|T|recently|,|\w+ly|first|was|is|were|are|has|have|been) ?)*"
)
_DRUGS_AT_LARGE = re.compile(rf"\b(?:{w.DRUG_NOUN}|nothing|none (?:has|have|is|are)|fda)\b|f\.d\.a")
_MAY_BE_ALONE = re.compile(
    r"(?:\w+ ){0,3}(?:status|stage|phase|availability)\b|(?:available|by|prescription|over|OTC|not|still|experimental|investigational|in|under)\b",
    re.IGNORECASE,
)
_LABEL_OF_A_NAME = re.compile(r"[A-Z][\w /-]{1,30}(?::| [-–—]) [^.:]{1,60}[.;]?")
_DRUGS = (Kind.DRUG, Kind.CLASS)
_ONE_LINE = 1200  # a longer "sentence" is a table or a script gone astray


def read_claims(layout: Layout, lexicon: Lexicon, most: int = DEFAULT.claims) -> tuple[Claim, ...]:
    """Every statement of the main text on the regulatory status of a drug or class of ``lexicon``.

    Claims come in the order of the page. What is asked, supposed or only hoped has a ``mode`` other than
    "asserted"; another country's approval an ``agency`` other than "FDA". Of more than ``most`` the first are
    read.
    """
    reader = _Reader(layout, lexicon)
    every = (claim for index in range(len(layout.sentences)) for claim in reader.sentence(index))
    said = list(islice(every, most))
    return with_cards(said, read_cards(layout, lexicon, reader.names))


class _Reader:
    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        self.layout = layout
        self.lexicon = lexicon
        self.names = names_of(lexicon).on(layout.text)
        self.context = Context(layout, self.names)
        self.maker = Maker(Around(layout, lexicon, self.names, self.context))
        self._last: tuple[str, Statement] | None = None
        self._words: frozenset[str] = frozenset()

    def sentence(self, index: int) -> Iterator[Claim]:
        """What sentence ``index`` says: in the ways of saying, and where they find nothing by its elements."""
        here = self.layout.sentences[index]
        text = here.span.of(self.layout.text)
        if len(text) > _ONE_LINE:
            return
        if self.layout.blocks and self.layout.blocks[here.block].role == "heading":
            return
        folded = fold(text)
        words = WORD.findall(folded)
        said = list(self._in_ways(index, here, text, folded))
        if not said and may_read(words, "n't" in folded):
            said = list(self._loosely(index, here, text))
        yield from said
        yield from self._faintly(index, here, text, said, frozenset(words))

    def _loosely(self, index: int, here: Sentence, text: str) -> Iterator[Claim]:
        if not self._names_a_treatment(index, text):
            return
        yield from read_loosely(index, self._stated(text), here, self.maker, self.context)

    def _faintly(
        self, index: int, here: Sentence, text: str, said: Sequence[Claim], words: frozenset[str]
    ) -> Iterator[Claim]:
        before, self._words = self._words, words
        if not (may_stand(words) or self._turned(index, words | before)):
            return
        if not (may_care(words) or self._names_a_treatment(index, text)):
            return
        yield from read_faintly(index, self._stated(text), here, self.maker.around, said)

    def _turned(self, index: int, words: frozenset[str]) -> bool:
        """True where the sentence, or the one before it, names a drug whose record has turned. ``words``: of both."""
        if words_of_turned(self.lexicon).isdisjoint(words):
            return False
        near = (self.context.of_sentence(index), *self.context.before(index, 1))
        return any(m.kind is Kind.DRUG and m.key in self.lexicon.turned for names in near for m in names)

    def _stated(self, text: str) -> Statement:
        """A sentence as the readers need it: each of them asks for the same one."""
        if self._last is None or self._last[0] != text:
            self._last = text, state(text, self.names)
        return self._last[1]

    def _names_a_treatment(self, index: int, text: str) -> bool:
        """True where a sentence, or the one before it in its section, names a drug or a class or speaks of a treatment."""
        if _DRUGS_AT_LARGE.search(text) or _DRUGS_AT_LARGE.search(self.context.text_before(index)):
            return True
        near = (self.context.of_sentence(index), *self.context.before(index, 1))
        return any(m.kind in (Kind.DRUG, Kind.CLASS) for mentions in near for m in mentions)

    def _in_ways(self, index: int, here: Sentence, text: str, folded: str) -> Iterator[Claim]:
        def read(masked: Statement) -> Iterator[Claim]:
            return self._claims(index, masked, here)

        asked = self.layout.sentences[index - 1].span.of(self.layout.text) if index else ""
        yield from answered(asked, text, self.names, read)
        rows = (
            labelled(text, self.names, read)
            if ": " in text or " | " in text or "–" in text or " - " in text
            else []
        )
        if not rows and _MAY_BE_ALONE.match(text):
            rows = status_alone(
                self.context.above_labels(index), text, self.context.text_behind(index), self.names, read
            )
        if rows:  # "In the pipeline: ... X: under review": the row's own word counts, not its list's
            yield from rows
            return
        yield from not_here(self.context.text_before(index), text, self.names, read)
        yield from they_include(self.context.text_before(index), text, self.names, read)
        lead = self.context.lead_in(index)
        may_state = gate().lets_through(folded)
        if lead and not may_state and gate().lets_through(fold(lead)):
            listed = item(text, lead, self.names, read)
            if listed:
                yield listed
                return
        if not may_state:
            yield from self._under_heading(index, text, read)
            return
        if not self._of_drugs(index, folded):
            return
        yield from self._claims(index, self._stated(text), here)

    def _under_heading(self, index: int, text: str, read: ReadStatement) -> Iterator[Claim]:
        """ "Investigational drugs" above a list: said of each drug that opens an item, for what the page is about."""
        heading = self.context.heading_of_item(index)
        if not heading or not gate().lets_through(fold(heading)):
            return
        listed = item(text, heading, self.names, read)
        if listed and (listed.indication.condition or listed.context.condition):
            use = listed.indication if listed.indication.condition else listed.context
            yield replace(listed, indication=use)

    def _of_drugs(self, index: int, folded: str) -> bool:
        """False where nothing is said of any drug: none is named, here or right before, nor treatment at large."""
        if _DRUGS_AT_LARGE.search(folded):
            return True
        if any(m.kind in _DRUGS for m in self.context.of_sentence(index)):
            return True
        return any(m.kind in _DRUGS for mentions in self.context.before(index) for m in mentions)

    def _claims(self, index: int, masked: Statement, here: Sentence) -> Iterator[Claim]:
        text = masked.text
        cues = list(distinct(cues_of(masked.tokens, gate())))
        before: Found | None = None
        said: list[Claim] = []
        for cue in cues:
            begin, stop = clause(text, cue.start, cue.end)
            # a following cue's own words are not this one's: its use ends where the next begins
            stop = min([stop, *(c.start for c in cues if c.start >= cue.end and c is not cue)], default=stop)
            wide = max(stop, clause(text, cue.start, cue.end)[1])
            stop, wide = (aside_end(text, cue.start, cue.end, at) for at in (stop, wide))
            group = cue.side is Side.GROUP or _in_group(cue, text, begin)
            found = (
                group_subject(cue, masked, begin, wide, self.context, index, before)
                if group
                else subject_of(cue, masked, begin, wide, self.context, index, before)
            )
            if found is None and group and cue.side is not Side.GROUP:
                found = subject_of(cue, masked, begin, wide, self.context, index, before)
            if found is None or (found.any_drug and not found.none and cue.status is not Status.APPROVED):
                found = named_behind(cue, masked, begin) or found
            if found is None:
                found = self._wider(cue, masked, begin, wide, index) or after_opening(cue, masked)
            if found is None or (found.any_drug and not found.none):
                found = _examples(cue, masked, begin, wide) or found
            if found is None:
                found = over_an_aside(cue, masked)
            if found is None and cue.status is Status.UNDER_REVIEW:
                found = self._topic(cue, masked, begin, index)
            found = found or self._labelled_before(cue, masked, index)
            if found is None:
                continue
            if cue.status is Status.DISCONTINUED and _PATIENTS.search(text[begin : cue.start]):
                continue  # patients discontinue a drug too
            if found.mentions:
                before = found
            claim = self.maker.claim(index, masked, here, cue, found, begin, stop, wide)
            if claim:
                claim, *others = by_age(masked, claim, cue)
                denied = (*others, *but_not(masked, claim, cue))
                for one in parted(taken_up(masked, claim, denied), cue, masked):
                    add(said, one)
                said.extend(denied)
                said.extend(gapped(masked, claim, cue))
        yield from as_history(said)

    def _labelled_before(self, cue: Cue, masked: Statement, index: int) -> Found | None:
        """ "Brand: D. FDA approval: T": a label and its value, told of the drug that the label before names."""
        if masked.text[: cue.start].strip(" A") or masked.text[cue.end : cue.end + 1] != ":":
            return None
        named = drugs(self.context.of_sentence(index - 1)) if index else []
        label = _LABEL_OF_A_NAME.fullmatch(self.context.text_before(index))
        return Found((named[0],)) if label and len(named) == 1 else None

    def _topic(self, cue: Cue, masked: Statement, begin: int, index: int) -> Found | None:
        before = fold(self.context.text_before(index))
        untold = not gate().lets_through(before)
        return topic(masked, cue.start, cue.end, begin, self.context, index, still_open=untold)

    def _wider(self, cue: Cue, masked: Statement, begin: int, wide: int, index: int) -> Found | None:
        """ "D is a drug for C and was approved in T": a clause with no subject of its own takes the one before."""
        text = masked.text
        if (
            not begin
            or cue.side not in (Side.LEFT, Side.GROUP, Side.EITHER)
            or not _NO_SUBJECT.fullmatch(text[begin : cue.start])
        ):
            return None
        earlier = clause(text, begin - 1, begin - 1)[0]
        return subject_of(
            replace(cue, side=Side.LEFT, start=begin), masked, earlier, wide, self.context, index, None
        )


_SOME_DRUGS = re.compile(
    rf"\W*(?:\w+ly,? |now,? |today,? |since T,? )?(?:(?:several|some|many|other|most|newer|new|a few|a number of|various|more|two|three|four|five|six)\b ?)"
    rf"(?:[\w-]+ ){{0,3}}?{w.DRUG_NOUN}(?: (?:for|against|to treat) [^,;D]{{0,40}})?\s*"
)
_FOR_EXAMPLE = re.compile(
    r"[^;D]*?(?:,| -|:| \()? ?(?:including|such as|like|among them|for example,?|namely|e\.g\.,?|:|,)(?: the)? \Z"
)


def _examples(cue: Cue, masked: Statement, begin: int, stop: int) -> Found | None:
    """ "Several drugs are approved for C, including D": what is said of some drugs is said of those named."""
    text = masked.text
    if cue.side is not Side.LEFT or not _SOME_DRUGS.fullmatch(text, begin, cue.start):
        return None
    at = next((i for i in range(cue.end, stop) if text[i] == "D" and i in masked.names), None)
    named = at is not None and re.search(
        r"\b(?:including|such as|like|among them|for example|namely|e\.g\.)", text[cue.end : at]
    )
    return (
        coordinated(masked, at, stop)
        if at is not None and named and _FOR_EXAMPLE.fullmatch(text, cue.end, at)
        else None
    )


def _in_group(cue: Cue, text: str, begin: int) -> bool:
    """True when a verb stands in a relative clause of a group: "the only drug that has been approved"."""
    if cue.side is not Side.LEFT:
        return False
    left = text[begin : cue.start].rstrip()
    return bool(
        re.search(
            rf"\b(?:{w.DRUG_NOUN}|K|ones?)(?: (?:for|to treat) [^,;]{{0,40}})?(?: (?:that|which))(?: ever)?\Z|\b(?:first|only|sole|newest|latest)\b[^,;]{{0,60}}(?: to(?: ever)?)?\Z",
            left,
        )
    ) and bool(re.search(r"\b(?:is|are|was|were|became|becomes|remains?|there)\b|, ", left))
