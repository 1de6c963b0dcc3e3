"""One page as its report shows it: a card for each sentence, and the page's own text with the sentences marked."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from model.finding import Finding, Held, Judgement, NotVerified, Severity
from model.fragment import directives, opened_at
from model.page import Block, Page, Reference
from model.span import Span
from reports.address import Addresses
from reports.causes import family, harm_of
from reports.quotes import block_at, said, shown_span
from reports.report import Entry, Item
from reports.sentences import by_sentence, of_the_page

# Longest text of a page shown in its report (characters): beyond it only the sections with findings.
PAGE_TEXT_LIMIT = 60_000
# More cards than these on one page help nobody; the rest is in the spreadsheet.
MOST_CARDS = 100
# A reason that holds for more references than these is told once, not beside each.
_SAID_EACH_TIME = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One finding with its state."""

    finding: Finding
    item: Item


@dataclass(frozen=True, slots=True)
class Mark:
    """A sentence that a card is about. ``first``: the one that it quotes, which a link from the card jumps to."""

    span: Span
    number: int
    severity: Severity
    first: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One sentence and all that is to be said of it: the gravest first, the others as *also*. ``span``: where it
    stands; ``others``: further sentences of which the same is said, each with the gravest that is."""

    number: int
    lead: Told
    quote: str
    link: str
    marked: bool
    span: Span | None = None
    also: tuple[Told, ...] = ()
    others: tuple[tuple[Span, Severity], ...] = ()

    @property
    def severity(self) -> Severity:
        """Of the gravest."""
        return self.lead.finding.severity


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the page's text, with the numbers of the cards that quote it (none: plain text). ``starts``: those
    whose quote begins here, which a link from the card jumps to."""

    text: str
    numbers: tuple[int, ...] = ()
    severity: str = ""
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One block of the text: ``kind`` is heading, paragraph, quote, preformatted, list or table. ``rows`` are a
    list's entries (label, depth, pieces) or a table's rows of cells."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    entries: tuple[tuple[str, int, tuple[Piece, ...]], ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One section of the page with the cards on its sentences beside it."""

    nodes: tuple[Node, ...]
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One reference and what became of it."""

    label: str
    text: str
    status: str
    source: str = ""
    url: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything that a page report shows."""

    cards: tuple[Card, ...]
    of_the_page: tuple[Card, ...]
    passages: tuple[Passage, ...]
    left_out: int
    references: tuple[ReferenceRow, ...]
    settled: tuple[Told, ...] = ()
    held: tuple[Held, ...] = ()
    by_severity: tuple[Card, ...] = field(default=())


def page_view(page: Page, judgement: Judgement, entry: Entry, addresses: Addresses) -> PageView:
    """Lay out one page."""
    told = [Told(f, i) for f, i in zip(judgement.findings, entry.items, strict=True)]
    open_ = [t for t in told if t.item.open]
    groups = [[open_[i] for i in group] for group in by_sentence([t.finding for t in open_])]
    groups.sort(key=lambda group: not of_the_page(group[0].finding))  # as they are shown
    cards = [_card(page, n, group, addresses) for n, group in enumerate(groups, start=1)][:MOST_CARDS]
    wide = tuple(c for c in cards if of_the_page(c.lead.finding))
    passages, left_out = _passages(page, cards, {c.number for c in wide})
    return PageView(
        cards=tuple(cards),
        of_the_page=wide,
        passages=passages,
        left_out=left_out,
        references=tuple(_references(page, judgement)),
        settled=tuple(t for t in told if not t.item.open),
        held=judgement.held,
        by_severity=tuple(sorted(cards, key=lambda c: (-c.severity.rank, harm_of(c.lead.finding), c.number))),
    )


def live_link(page: Page, finding: Finding, addresses: Addresses) -> str:
    """The address that opens the live page at the quoted sentence; the page's own where there is no sentence, empty
    for a saved page that is nowhere on the web."""
    base = addresses.live(page.url, page.canonical_url)
    if finding.place is not None:
        told = finding.place.directives
    else:
        span = shown_span(page, finding)
        told = directives(page.text, span) if span is not None else ""
    if not base or (not told and finding.span is None):
        return base
    anchor = page.sections[finding.section].anchor if finding.section is not None else None
    return opened_at(base, told, anchor)


def _card(page: Page, number: int, group: list[Told], addresses: Addresses) -> Card:
    lead = group[0].finding
    span = shown_span(page, lead)
    return Card(
        number=number,
        lead=group[0],
        quote=said(page, lead),
        link=live_link(page, lead, addresses),
        marked=span is not None and block_at(page, span.start) is not None,
        span=span,
        also=tuple(group[1:]),
        others=tuple(_others(page, span, group[1:])),
    )


def _others(page: Page, span: Span | None, also: list[Told]) -> Iterator[tuple[Span, Severity]]:
    """The sentences of a card's further findings, but for those that are marked already; the gravest comes first."""
    marked = [span] if span is not None else []
    for told in also:
        own = shown_span(page, told.finding)
        if own is not None and not of_the_page(told.finding) and not any(own.overlaps(m) for m in marked):
            marked.append(own)
            yield own, told.finding.severity


# -- the page's text


def _passages(page: Page, cards: list[Card], wide: set[int]) -> tuple[tuple[Passage, ...], int]:
    marks = sorted(_marks(page, cards), key=lambda m: m.span.start)
    by_number = {c.number: c for c in cards}
    touched = {b.section for m in marks for b in _blocks_over(page, m.span)}
    long = len(page.text) > PAGE_TEXT_LIMIT
    labels = _labels(page)
    placed: set[int] = set()
    passages: list[Passage] = []
    left_out = 0
    for section, blocks in groupby(page.blocks, key=lambda b: b.section):
        if long and section not in touched:
            left_out += 1
            continue
        own = list(blocks)
        here = [m for m in marks if m.span.start < own[-1].span.end and own[0].span.start < m.span.end]
        beside = [m.number for m in here if m.first and m.number not in wide and m.number not in placed]
        placed.update(beside)
        passages.append(
            Passage(
                tuple(_nodes(page, own, here, labels)), tuple(by_number[n] for n in dict.fromkeys(beside))
            )
        )
    missing = tuple(c for c in cards if c.number not in wide and c.number not in placed)
    return (*passages, *((Passage((), missing),) if missing else ())), left_out


def _marks(page: Page, cards: Iterable[Card]) -> Iterator[Mark]:
    for card in cards:
        if card.span is not None:
            yield Mark(_within(page, card.span), card.number, card.severity, True)
        for span, severity in card.others:
            yield Mark(_within(page, span), card.number, severity, False)


def _nodes(page: Page, blocks: list[Block], here: list[Mark], labels: dict[int, str]) -> Iterator[Node]:
    for kind, run in groupby(blocks, key=lambda b: _kind(b)):
        if kind == "list":
            entries = tuple(
                (labels.get(b.index) or b.label, min(b.depth, 4), _pieces(page, b.span, here)) for b in run
            )
            yield Node("list", entries=entries)
        elif kind.startswith("table"):
            yield Node("table", rows=tuple(_table(page, list(run), here)))
        else:
            for block in run:
                yield Node(block.role, pieces=_pieces(page, block.span, here))


def _kind(block: Block) -> str:
    if block.cell is not None:
        return f"table{block.cell[0]}"
    return "list" if block.role == "item" else block.role


def _table(page: Page, cells: list[Block], here: list[Mark]) -> Iterator[tuple[tuple[Piece, ...], ...]]:
    for _, row in groupby(cells, key=lambda b: b.cell[1] if b.cell else 0):
        columns = groupby(row, key=lambda b: b.cell[2] if b.cell else 0)
        yield tuple(
            tuple(p for block in blocks for p in (*_pieces(page, block.span, here), Piece(" ")))
            for _, blocks in columns
        )


def _labels(page: Page) -> dict[int, str]:
    """What stands before a list's entry: the number of the reference that it is."""
    labels: dict[int, str] = {}
    for reference in page.references:
        if reference.span is None or reference.number is None or reference.inline:
            continue
        block = block_at(page, reference.span.start)
        if block is None:
            continue
        printed = page.quote(block.span).lstrip("[(")
        if not printed.startswith(str(reference.number)):
            labels.setdefault(block.index, f"{reference.number}.")
    return labels


def _pieces(page: Page, block: Span, here: list[Mark]) -> tuple[Piece, ...]:
    over = [m for m in here if m.span.overlaps(block)]
    if not over:
        return (Piece(page.as_printed(block)),)
    cuts = {block.start, block.end}
    for mark in over:
        cuts |= {max(mark.span.start, block.start), min(mark.span.end, block.end)}
    pieces = []
    for start, end in pairwise(sorted(cuts)):
        marks = [m for m in over if m.span.start <= start and end <= m.span.end]
        worst = max((m.severity for m in marks), key=lambda s: s.rank, default=None)
        starts = tuple(m.number for m in over if m.first and m.span.start == start)
        # the chip stands once, where the quote ends
        ends = tuple(m.number for m in over if m.span.end == end)
        pieces.append(Piece(page.as_printed(Span(start, end)), ends, str(worst or ""), starts))
    return tuple(pieces)


def _within(page: Page, span: Span) -> Span:
    """The span, without what stands after the last of its blocks, or before the first."""
    blocks = list(_blocks_over(page, span))
    if not blocks:
        return span
    return Span(max(span.start, blocks[0].span.start), min(span.end, blocks[-1].span.end))


def _blocks_over(page: Page, span: Span) -> Iterator[Block]:
    at = max(bisect.bisect_right(page.blocks, span.start, key=lambda b: b.span.start) - 1, 0)
    for block in page.blocks[at:]:
        if block.span.start >= span.end:
            return
        if block.span.overlaps(span):
            yield block


# -- references


def _references(page: Page, judgement: Judgement) -> Iterator[ReferenceRow]:
    held = {h.quote: h for h in judgement.held if h.what == "reference"}
    open_ = {n.quote: n for n in judgement.not_verified if n.what == "reference"}
    accused = [f for f in judgement.findings if family(f.code) == "REF"]
    reasons = Counter(n.reason for n in open_.values())
    for reference in page.references:
        label = f"{reference.number}." if reference.number is not None else ""
        text = reference.text or " ".join(reference.urls)
        worst = _accusation(reference, accused)
        proof = held.get(reference.text)
        doubt: NotVerified | None = open_.get(reference.text)
        if worst is not None:
            source = worst.evidence[0] if worst.evidence else None
            where = (source.source, source.url) if source else ("", "")
            yield ReferenceRow(label, text, worst.message, *where, str(worst.severity))
        elif proof is not None:
            yield ReferenceRow(label, text, "found", proof.source, proof.url)
        elif doubt is not None:
            often = (
                reasons[doubt.reason] > _SAID_EACH_TIME
            )  # the section "Not verified" tells it once for all
            yield ReferenceRow(label, text, "not verified" if often else f"not verified: {doubt.reason}")
        else:
            kind = str(reference.kind)
            yield ReferenceRow(
                label, text, f"not looked up ({kind})" if kind != "unknown" else "not looked up"
            )


def _accusation(reference: Reference, findings: Iterable[Finding]) -> Finding | None:
    """The gravest finding on an entry: on its own text, or on the paper that its identifiers name."""
    names = {str(i) for i in reference.identifiers}
    own = [
        f
        for f in findings
        if f.subject in names
        or (reference.span is not None and f.span is not None and f.span.overlaps(reference.span))
    ]
    return max(own, key=lambda f: f.severity.rank, default=None)
