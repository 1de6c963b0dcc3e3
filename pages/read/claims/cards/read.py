"""Labels and values to claims: one for each use, day or status that a value names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from language.days import day_in
from language.names import Kind, Mention, Names, fold
from language.uses import read_uses
from model.claim import Anchor, AnchorKind, Claim, Exclusivity, Status, Subject
from model.indication import Indication
from model.lexicon import Lexicon
from model.span import Span
from pages.read.claims.cards.labels import value_of
from pages.read.claims.cards.pairs import Pair, pairs
from pages.read.layout import Layout

#: A value longer than this is prose, which the reader of sentences reads (characters).
LONGEST_PART = 600

_CUT = re.compile(r"\s*[;•\n|]\s*|(?<=[a-z)\]%])\.\s+(?=[A-Z0-9])|,\s+(?![^(]*\))")
# A part that says of itself that it is no approval in force.
_NO_APPROVAL = re.compile(
    r"\b(?:not (?:yet )?(?:approved|indicated|authori[sz]ed|recommended)|no longer|withdrawn|removed|formerly|"
    r"previously approved|investigational|off-label|off label|pending|under review|under study|being studied|"
    r"in trials|in clinical trials|unapproved|discontinued|voluntarily|eu only|europe|limitations? of use|"
    r"not been established)\b"
)
_ACCELERATED = re.compile(r"\baccelerated approval\b")
_BETWEEN_TWO = re.compile(r"\s*(?:/|,|&|and|or)?\s*")


def read_cards(layout: Layout, lexicon: Lexicon, names: Names) -> Iterator[Claim]:
    """The claims of the page's labels, cards and tables, in no certain order."""
    for pair in pairs(layout, names):
        if pair.label.kind == "drugs":
            yield from _none(layout, names, pair)
            continue
        subject = _subject(layout, lexicon, names, pair)
        if subject is not None:
            yield from _claims(layout, names, pair, subject)


def with_cards(said: Iterable[Claim], cards: Iterable[Claim]) -> tuple[Claim, ...]:
    """All claims in the order of the page; what a sentence says already is not said again by its label, and what a
    label says with a use is not said without it by the sentence."""
    said, cards = tuple(said), tuple(dict.fromkeys(cards))
    more = [c for c in cards if not any(_same(c, s) and _use(c) in (_use(s), "") for s in said)]
    kept = [s for s in said if _use(s) or not any(_same(c, s) and _use(c) for c in more)]
    return tuple(sorted((*kept, *more), key=lambda c: (c.sentence.start, c.sentence.end)))


def _use(claim: Claim) -> str:
    return claim.indication.condition


def _same(card: Claim, said: Claim) -> bool:
    drugs = card.subject.drugs == said.subject.drugs
    return drugs and card.status is said.status and card.sentence.overlaps(said.sentence)


def _claims(layout: Layout, names: Names, pair: Pair, subject: Subject) -> Iterator[Claim]:
    text = pair.value.of(layout.text)
    kind = pair.label.kind
    if kind == "uses":
        yield from _uses(layout, names, pair, subject)
        return
    if kind == "date":
        day = day_in(text)
        if day is not None:
            anchor = Anchor(AnchorKind.ON, day, text.strip())
            use = _use_beside(layout, names, pair) if pair.use else None
            yield _claim(pair, subject, pair.value, Status.APPROVED, use=use, anchor=anchor)
            return
    stated = value_of(kind, text)
    if stated is None:
        return
    status, negated = stated
    if negated and status is Status.APPROVED:
        status, negated = Status.NOT_APPROVED, False
    yield _claim(
        pair,
        subject,
        pair.quote or pair.value,
        status,
        use=_use_beside(layout, names, pair) if kind == "status" or pair.use else None,
        negated=negated,
        denies=status in (Status.INVESTIGATIONAL, Status.UNDER_REVIEW),
    )


def _none(layout: Layout, names: Names, pair: Pair) -> Iterator[Claim]:
    """ "Approved drugs: none", for the disease that the label or the page names."""
    stated = value_of("drugs", pair.value.of(layout.text))
    use = _use_beside(layout, names, replace(pair, row=pair.words)) if stated else None
    if use is not None:
        claim = _claim(pair, Subject(words="any drug"), pair.value, Status.NOT_APPROVED, use=use)
        yield replace(claim, exclusivity=Exclusivity.NO_DRUG)


def _claim(
    pair: Pair,
    subject: Subject,
    span: Span,
    status: Status,
    *,
    use: Indication | None = None,
    anchor: Anchor | None = None,
    negated: bool = False,
    denies: bool = False,
) -> Claim:
    return Claim(
        sentence=span,
        section=pair.section,
        subject=subject,
        status=status,
        indication=use or Indication(),
        anchor=anchor or Anchor(),
        cue=pair.words,
        negated=negated,
        denies=denies,
    )


def _uses(layout: Layout, names: Names, pair: Pair, subject: Subject) -> Iterator[Claim]:
    text = pair.value.of(layout.text)
    status = pair.label.status or Status.APPROVED
    for start, end in _parts(text, names):
        part = text[start:end]
        if _NO_APPROVAL.search(fold(part)):
            continue
        mentions = names.find(part)
        named = next((m for m in mentions if m.kind is Kind.DRUG), None)
        if named is not None and named.start == 0 and not set(named.keys) & set(subject.drugs):
            continue  # another drug's line
        is_accelerated = status is Status.APPROVED and _ACCELERATED.search(fold(part)) is not None
        span = Span(pair.value.start + start, pair.value.start + end)
        for use in read_uses(part, mentions, 0, len(part)):
            if use.condition:
                yield _claim(pair, subject, span, Status.ACCELERATED if is_accelerated else status, use=use)


def _parts(text: str, names: Names) -> list[tuple[int, int]]:
    """The ranges of a value's parts, each with a condition of its own: "ALL, relapsed LBCL; mantle cell lymphoma"
    has three. What names none belongs to the part before it."""
    conditions = [m for m in names.find(text) if m.kind is Kind.CONDITION]
    if not conditions:
        return []
    cuts = {m.end() for m in _CUT.finditer(text)}
    for one, next_ in pairwise(conditions):
        if one.keys != next_.keys and _BETWEEN_TWO.fullmatch(text, one.end, next_.start):
            cuts.add(next_.start)
    edges = [0, *sorted(cuts), len(text)]
    parts: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        own = any(start <= m.start < end for m in conditions)
        if own or not parts:
            parts.append((start, end))
        else:
            parts[-1] = (parts[-1][0], end)
    if len(parts) > 1 and not any(parts[0][0] <= m.start < parts[0][1] for m in conditions):
        parts[1] = (parts[0][0], parts[1][1])
        del parts[0]
    return [_trimmed(text, start, end) for start, end in parts if end - start <= LONGEST_PART]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    left = len(part) - len(part.lstrip(" ;,•|\n–—-"))
    right = len(part.rstrip(" ;,•|\n"))
    return start + left, start + max(left, right)


def _use_beside(layout: Layout, names: Names, pair: Pair) -> Indication | None:
    """The one condition that a status is said of: named in its row, by the words that lead in to its list, or in a
    heading above; None where several are."""
    section = layout.sections[pair.section] if layout.sections else None
    if pair.use:
        found = {m.key for m in names.find(pair.use) if m.kind is Kind.CONDITION}
        return Indication(condition=found.pop(), words=pair.use) if len(found) == 1 else None
    lead = layout.blocks[pair.lead_in].span.of(layout.text) if pair.lead_in is not None else ""
    for words in (pair.row or "", lead, *reversed(section.path if section else ()), layout.title):
        found = {m.key for m in names.find(words) if m.kind is Kind.CONDITION} if words else set()
        if found:
            return Indication(condition=found.pop(), words=words) if len(found) == 1 else None
    return None


def _subject(layout: Layout, lexicon: Lexicon, names: Names, pair: Pair) -> Subject | None:
    """The one drug that the pair is about; None where none or several are named."""
    section = layout.sections[pair.section] if layout.sections else None
    headings = [pair.words, *reversed(section.path if section else ()), layout.title]
    for words in (pair.row,) if pair.row is not None else headings:
        if words is None:
            continue
        named = [m for m in names.find(words) if m.kind is Kind.DRUG]
        if named:
            return _one(named, lexicon)
    return None


def _one(named: list[Mention], lexicon: Lexicon) -> Subject | None:
    keys = set(named[0].keys)
    for mention in named[1:]:
        keys &= set(mention.keys)
    if not keys:
        return None
    drugs = tuple(k for k in named[0].keys if k in keys)
    written = {m.words.casefold() for m in named}
    brands = tuple(
        b for k in drugs if k in lexicon.drugs for b in lexicon.drugs[k].brands if b.casefold() in written
    )
    return Subject(words=named[0].words, drugs=drugs, brands=brands)
