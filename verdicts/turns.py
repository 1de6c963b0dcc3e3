"""Words that turn a sentence round ("a single one", "nothing but", "far from", "except"), and whether a claim of the
sentence says so too.

A reader that loses such a word hands on the opposite of what stands there, or half of it. Whatever part of a sentence
could turn the verdict and was not understood keeps the sentence from being called true.
"""

from __future__ import annotations

from collections.abc import Iterable

from model.claim import DENIALS, AnchorKind, Claim, Exclusivity, Status
from verdicts.ways import Ways, words_of

TURNS = Ways.of("turns.toml")
_ALONE = frozenset({Exclusivity.ONLY, Exclusivity.FIRST_AND_ONLY, Exclusivity.COUNT, Exclusivity.NO_DRUG})
_NUMBERED = frozenset({Exclusivity.COUNT, Exclusivity.AT_LEAST})
_DENYING = DENIALS | {Status.WITHDRAWN, Status.DISCONTINUED}
# A name stands at most so many words from the word of its status that a denial between them can belong to.
_BESIDE = 2


def turned(sentence: str, claims: Iterable[Claim], behind: str = "") -> str:
    """The first words of a sentence that turn it round and that none of its ``claims`` accounts for; empty without.

    ``behind``: the sentence that follows, where no claim is read in it; heard where it speaks of the same ("It is the
    only one.").
    """
    claims = tuple(claims)
    lower = sentence.casefold()
    rows = [row for row, accounted in _ACCOUNTED.items() if not any(accounted(c) for c in claims)]
    found = next((m.words for row in rows for m in TURNS.matches(row, lower)), "")
    if found or not behind:
        return found
    lower = behind.casefold()
    head = next(TURNS.matches("of it", lower), None)
    if head is None or lower[: head.start].strip():
        return ""
    rows = [row for row in rows if row == "alone" or TURNS.says("status", lower)]
    return next((m.words for row in rows for m in TURNS.matches(row, lower)), "")


def denied_within(claim: Claim, sentence: str) -> str:
    """A denial that stands right before the status of a claim that denies nothing, or between it and the claim's use
    ("no longer authorised", "approved for arthritis, not for colitis"): the claim is none of the sentence's. Empty
    without one."""
    if _denies(claim) or not claim.cue:
        return ""
    lower, cue = sentence.casefold(), claim.cue.casefold()
    at = lower.find(cue)
    if at < 0:
        return ""
    uses = [lower.find(u.words.casefold(), at) for u in (claim.indication, *claim.also) if u.words]
    until = min((u for u in uses if u >= 0), default=at)
    for match in TURNS.matches("not", lower):
        before = match.end <= at and len(words_of(lower[match.end : at])) < _BESIDE
        if before or at + len(cue) <= match.start < until:
            return match.words
    return ""


def _is_alone(claim: Claim) -> bool:
    return claim.exclusivity in _ALONE or claim.restrictive


def _is_numbered(claim: Claim) -> bool:
    """So many names account for a number where they were approved then; "three approved drugs: D, D and D" says that
    there are no more today."""
    past = claim.historic or claim.anchor.kind is AnchorKind.ON
    counted = claim.exclusivity in _NUMBERED or claim.exclusivity in _ALONE
    return counted or (past and len(claim.subject.drugs) > 1)


def _denies(claim: Claim) -> bool:
    return claim.negated or claim.status in _DENYING or claim.exclusivity is Exclusivity.NO_DRUG


_ACCOUNTED = {"alone": _is_alone, "number": _is_numbered, "not": _denies}
