"""The end of one use of a drug, and the end of the drug."""

from __future__ import annotations

import re

from model.approval import Action, ApprovalEvent
from model.finding import Verdict
from verdicts.compare import compare
from verdicts.facts import Facts
from verdicts.judged import ClaimJudgement
from verdicts.timeline import APPROVAL_ENDS

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


def ended_as_pair(facts: Facts, judged: ClaimJudgement) -> bool:
    """True where what was approved for all drugs of a pair together was taken back."""
    if judged.verdict not in (Verdict.OUTDATED, Verdict.CONTRADICTED) or not judged.events:
        return False
    event = judged.events[0]
    partners = event.indication.partners if event.indication else ()
    return set(facts.claim.subject.drugs) <= {event.drug, *partners} and event.action in APPROVAL_ENDS
