"""What the words beside a cue make of its status: "approved for over-the-counter use", "has yet to approve a generic"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re

from language.names import Kind
from model.claim import Exclusivity, Status
from pages.read.claims.anaphora import Found
from pages.read.claims.cue import Cue, Side

NO_STATE = frozenset({Status.NOT_APPROVED, Status.UNDER_REVIEW, Status.INVESTIGATIONAL, Status.OFF_LABEL})
_COPY_OF = re.compile(
    r"\b(?:biosimilars?|generics?)\b(?: (?:versions?|forms?|copies|drugs?|products?))? (?:of|to|for) (?:the |brand |brand-name )*[DK]\b|\bD (?:biosimilars?|generics?)\b"
)
_COPIES = frozenset({Status.GENERIC, Status.BIOSIMILAR})
_WITHOUT_PRESCRIPTION = re.compile(
    r"(?: by (?:the )?A)?(?: for| as)?(?: an?)? ?(?:over[- ]the[- ]counter|otc\b|non-?prescription|(?:for )?(?:sale|use|purchase) without a prescription|without a prescription)"
)
_NOT_BEFORE = re.compile(
    r"\b(?:yet to (?:approve|clear|see|have|launch)|not|never|no|none|without|until|await\w*|has not|nor)\b[^.;,]{0,40}\Z|n't\b[^.;,]{0,40}\Z"
)
_NOT_AFTER = re.compile(
    r"[^.;,]{0,40}?\b(?:(?:has|have|had|is|are|was|were|will)(?: (?:\w+ly|yet|still|also|currently))? (?:not|never|yet to)\b|(?:hasn|haven|isn|aren|wasn|won)'t\b|unavailable\b|\b(?:can|could)(?:not|n't|'t| not) (?:yet |currently |still |legally )?be (?:had|bought|sold|found|got|gotten|obtained|purchased|dispensed)\b|(?:is|are) (?:still )?(?:in|under) development\b|being (?:developed|tested|studied)\b|in the works\b|years away\b)"
)


# "No cream of it is approved": denied of one form of what was named before.
_NO_FORM = re.compile(
    r"\bno (?:[\w-]+ ){1,4}(?:of|containing|with) (?:it|them|this drug|the (?:same )?(?:drug|medicine|molecule)) \Z"
)


def told_status(cue: Cue, text: str, begin: int, stop: int) -> tuple[Status, bool]:
    """The status and whether it is denied, where words beside the cue's own change either: "approved for
    over-the-counter use", "the FDA has yet to approve a generic"."""
    status, negated = cue.status, cue.negated
    own = text[cue.start : cue.end]
    if status in (Status.APPROVED, Status.NOT_APPROVED) and (
        _WITHOUT_PRESCRIPTION.match(text, cue.end) or re.search(r"\b(?:otc|over[- ]the[- ]counter)\b", own)
    ):
        return Status.OTC, status is Status.NOT_APPROVED or negated
    copy = (
        _COPY_OF.search(text[begin : cue.start]) if status in (Status.APPROVED, Status.NOT_APPROVED) else None
    )
    if copy and cue.side is Side.LEFT:  # "biosimilars of D have not been approved" is not on D's own approval
        kind = Status.BIOSIMILAR if "biosimilar" in copy[0] else Status.GENERIC
        return kind, status is Status.NOT_APPROVED or negated
    if status is Status.APPROVED and _NO_FORM.search(text, begin, cue.start):
        return Status.NOT_APPROVED, True
    if status in _COPIES and not negated:
        beside = _NOT_BEFORE.search(text[begin : cue.start]) or _NOT_AFTER.match(text[cue.end : stop])
        negated = beside is not None
    return status, negated


def denied(status: Status, found: Found) -> tuple[Status, Exclusivity, int, bool]:
    if status in (Status.APPROVED, Status.ACCELERATED):
        if found.any_drug or any(m.kind is Kind.CLASS for m in found.mentions):
            return Status.NOT_APPROVED, Exclusivity.NO_DRUG, 0, True
        return Status.NOT_APPROVED, Exclusivity.NONE, 0, True
    if status is Status.NOT_APPROVED:
        return Status.NOT_APPROVED, Exclusivity.NO_DRUG if found.any_drug else Exclusivity.NONE, 0, True
    return status, Exclusivity.NONE, 0, True
