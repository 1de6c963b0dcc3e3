"""The end of an emergency authorisation: revoked, or an approval in its place."""

from __future__ import annotations

from model.approval import Action, ApprovalEvent, Timeline
from model.indication import Indication
from verdicts.facts import Facts
from verdicts.judged import ClaimJudgement, contradicted, outdated
from verdicts.timeline import APPROVAL_ENDS, Approval
from verdicts.words import day, name


def overtaken(facts: Facts, event: ApprovalEvent) -> ClaimJudgement:
    """An act that makes a claim untrue: since the page was dated, or already then."""
    told = f"{event.says}, {day(event)}"
    if facts.then is not None and event.date.latest() < facts.then.earliest():
        return contradicted(told, event)
    return outdated(told, event)


def ended_for_good(facts: Facts, given: ApprovalEvent) -> ClaimJudgement | None:
    """An emergency authorisation ends when it is revoked, or an approval takes its place."""
    drugs = facts.claim.subject.drugs
    ended = [
        e
        for t in facts.known(drugs)
        for e in t.events
        if e.action in (Action.REVOKED, *APPROVAL_ENDS)
        and given.date.earliest() < e.date.earliest() <= facts.now
    ]
    if ended:
        return overtaken(facts, ended[0])
    use = facts.uses[0] if facts.uses else None
    full = [a.event for t in facts.known(drugs) for a in facts.approvals(t, use) if _stands(a, facts)]
    if not full:
        return None
    event = full[0]
    if facts.then is None or event.date.earliest() > facts.then.latest():
        return outdated(f"{name(event)} was approved {day(event)}", event)
    same = event.indication is not None and event.indication.condition == _asked(facts, given)
    return (
        contradicted(f"{name(event)} had been approved {day(event)}", event)
        if same and facts.heard.unapproved
        else None
    )


def _stands(approval: Approval, facts: Facts) -> bool:
    return approval.in_force(facts.now) and not approval.fit.no_proof


def _asked(facts: Facts, given: ApprovalEvent) -> str:
    """The disease that a claim on emergency use is about: its own, or that of the act."""
    own = facts.uses[0].condition if facts.uses else ""
    return own or (given.indication.condition if given.indication else "")


def emergency_only(facts: Facts, timeline: Timeline, use: Indication) -> ApprovalEvent | None:
    """The act that ended the only leave a drug ever had for a disease, emergency use, before the page spoke. Words
    beside the disease ("in outpatients") narrow what was never approved at all."""
    bare = Indication(condition=use.condition)
    spoken = facts.then.earliest() if facts.then is not None else facts.now
    if not use.condition or facts.claim.historic or facts.approvals(timeline, bare):
        return None
    ends = (
        e
        for e in timeline.events
        if e.action is Action.REVOKED and e.indication and e.indication.condition == use.condition
    )
    return next((e for e in ends if e.date.latest() < spoken <= max(timeline.as_of, e.date.latest())), None)
