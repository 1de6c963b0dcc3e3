"""Each act told once a page: statements first, of signs the best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.approval import ApprovalEvent
from model.claim import Claim
from model.finding import Verdict
from model.span import Span
from verdicts.judged import JudgedClaim


def told_once(judged: Sequence[JudgedClaim]) -> Iterator[JudgedClaim]:
    """All that was said, and of signs those that the record bears out: each act once a page, where no statement is
    untrue by it; by its best sign, which is more than the name."""
    untrue = (Verdict.OUTDATED, Verdict.CONTRADICTED)
    told = {
        e for c in judged if not c.claim.faint and c.judged.verdict in untrue for e in c.judged.events[:1]
    }
    said: dict[Span, list[Claim]] = {}
    for item in judged:
        if not item.claim.faint:
            said.setdefault(item.claim.sentence, []).append(item.claim)
    best: dict[ApprovalEvent, JudgedClaim] = {}
    for item in judged:
        if item.claim.faint and any(_has_its_word(c, item.claim) for c in said.get(item.claim.sentence, ())):
            continue
        if item.claim.faint and item.judged.verdict in untrue and item.judged.events[0] not in told:
            by_name = item.claim.cue == item.claim.subject.words
            held = best.get(item.judged.events[0])
            if held is None or (held.claim.cue == held.claim.subject.words and not by_name):
                best[item.judged.events[0]] = item
    kept = {id(item) for item in best.values()}
    yield from (item for item in judged if not item.claim.faint or id(item) in kept)


def _has_its_word(stated: Claim, sign: Claim) -> bool:
    """True for a sign whose word of status was read as said of another: "X is not approved with Y" tells none of Y."""
    by_name = sign.cue == sign.subject.words
    words = f" {stated.cue.casefold()} "
    return not by_name and f" {sign.cue.casefold()} " in words and stated.subject.drugs != sign.subject.drugs
