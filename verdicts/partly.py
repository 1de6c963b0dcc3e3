"""The end of one use of a drug, and the end of the drug."""

from __future__ import annotations

import re

from model.approval import Action, ApprovalEvent
from verdicts.compare import compare
from verdicts.facts import Facts

_EMERGENCY = re.compile(r"authori[sz]|emergency|\bEUA\b", re.IGNORECASE)


def is_part(facts: Facts, end: ApprovalEvent) -> bool:
    """True where a drug is told as gone by the end of one use of it, of which neither the claim nor its passage is."""
    use, about = end.indication, facts.claim.context
    if end.action is Action.REVOKED and _EMERGENCY.search(facts.heard.clause):
        return False  # the authorisation is what ended
    if use is None or facts.uses or last_of(facts, end):
        return False
    return not (about.condition and compare(about, use, facts.lexicon).fits)


def last_of(facts: Facts, end: ApprovalEvent) -> bool:
    """True when an end of a use left the drug with none."""
    timeline = facts.timeline(end.drug)
    found = facts.approvals(timeline, None) if timeline else ()
    return bool(found) and not any(a.in_force(end.date.latest()) for a in found)


def rest_of(facts: Facts) -> ApprovalEvent | None:
    """An approval in force for the use that is told as gone: part of it was taken back."""
    return next(
        (
            a.event
            for timeline in facts.known(facts.claim.subject.drugs)
            for use in facts.uses
            for a in facts.approvals(timeline, use)
            if a.fit.decisive and a.in_force(facts.now)
        ),
        None,
    )
