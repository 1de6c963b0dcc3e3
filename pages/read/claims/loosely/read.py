"""Elements to claims: one clause, one subject, one denial, one status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from model.claim import Claim, Exclusivity, Status
from model.page import Sentence
from pages.read.claims.context import Context
from pages.read.claims.loosely.denials import denials, denied
from pages.read.claims.loosely.elements import Mark, guards, marks_in
from pages.read.claims.loosely.part import Part, Reading
from pages.read.claims.loosely.pending import alone, pending
from pages.read.claims.maker import Maker
from pages.read.claims.scope import clause
from pages.read.claims.statement import Statement

_PAST = frozenset({"was", "were", "had"})
#: Tokens of the longest sentence that is read: what is longer is a table or a script gone astray.
MOST = 300
#: Readings of one sentence that are made claims of.
READINGS = 12


def read_loosely(
    index: int, masked: Statement, here: Sentence, maker: Maker, context: Context
) -> tuple[Claim, ...]:
    """The claims of a sentence in which no way of saying found one, each ``loose``; none where it is a question, a
    guard stands beside, or two readings contradict each other."""
    tokens = masked.tokens
    if not 0 < len(tokens) <= MOST:
        return ()
    if tokens[-1].kind == "?" or "|" in masked.text or tokens[0].text in guards("opens"):
        return ()
    said: list[Claim] = []
    parts = (piece for each in _clauses(masked, context, index) for piece in each.pieces())
    told = ((part, reading) for part in parts for reading in readings(part))
    for part, reading in islice(told, READINGS):
        begin = max(part.begin, reading.begin)
        claim = maker.claim(index, masked, here, reading.cue, reading.found, begin, part.stop, part.stop)
        if claim is not None and claim.mode == "asserted":
            said.append(reading.finish(claim, part))
    return tuple(_agreed(said))


def _clauses(masked: Statement, context: Context, index: int) -> Iterator[Part]:
    """The clauses that hold an element, with all of theirs."""
    tokens, spans = masked.tokens, dict[tuple[int, int], list[Mark]]()
    begin, stop = 0, 0
    for mark in marks_in(tokens):
        start, end = tokens[mark.start].start, tokens[mark.end - 1].end
        if not begin <= start < end <= stop:
            begin, stop = clause(masked.text, start, end)
        spans.setdefault((begin, stop), []).append(mark)
    return (Part(masked, tuple(own), *span, context, index) for span, own in spans.items())


def _agreed(said: Sequence[Claim]) -> Iterator[Claim]:
    """One claim of each subject; none of a subject of which two things are read that cannot both be so."""
    by: dict[tuple[str, ...], list[Claim]] = {}
    for claim in said:
        by.setdefault(claim.subject.drugs, []).append(claim)
    for own in by.values():
        good = {c.status is Status.IN_USE or c.exclusivity is Exclusivity.ONLY for c in own}
        if len(good) == 1:
            yield own[0]


def readings(part: Part) -> Iterator[Reading]:
    """What the clause may say; nothing where something stands in the way."""
    if any(not part.glued(m) for m in part.of("bars")) or _is_past(part):
        return
    no = denials(part)
    if len(no) > 1:
        return
    if no:
        said = list(denied(part, no[0]))
        yield from said or _beside_denial(part)
        return
    for sole in [m for m in part.of("sole") if not part.glued(m)][:1]:
        if said := list(alone(part, sole)):
            yield from said
            return
    yield from pending(part)


def _beside_denial(part: Part) -> Iterator[Reading]:
    """What the pieces say in which the denial does not stand, where it denies no status."""
    for piece in part.commas():
        if not denials(piece):
            yield from pending(piece)


def _is_past(part: Part) -> bool:
    words = part.words
    return any(t.text in _PAST and not (at and words[at - 1].text == "be") for at, t in enumerate(words))
