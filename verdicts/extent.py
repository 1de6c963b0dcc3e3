"""The extent of an approval as a page gives it ("only for", "from 12 years of age", "after four other treatments"), and
whether more has been approved since."""

from __future__ import annotations

from dataclasses import replace

from model.approval import Timeline
from model.indication import Indication
from verdicts.ages import AGE_GROUPS
from verdicts.compare import prior_of
from verdicts.facts import Facts
from verdicts.judged import ClaimJudgement, contradicted, outdated, unverified
from verdicts.timeline import Approval
from verdicts.words import day, name


def widened(
    facts: Facts, timeline: Timeline, use: Indication | None, standing: list[Approval]
) -> ClaimJudgement | None:
    """ "Approved for people of 12 and older", "after four other treatments": what is given as the extent of an approval
    has aged once the same use is approved for younger people too, or after fewer."""
    fewer = _after_fewer(facts, timeline, use)
    if fewer is not None:
        return fewer
    if (
        use is None
        or use.age_from is None
        or not (use.condition or _has_one_disease(facts, timeline))
        or facts.claim.historic
        or use.unread
    ):
        return None
    begun = min(a.event.date.earliest() for a in standing)
    after = facts.then.latest() if facts.then is not None else begun
    for approval in facts.approvals(timeline, replace(use, age_from=None, age_to=None)):
        event, low = approval.event, approval.event.indication.age_from if approval.event.indication else None
        if low is None or low >= use.age_from or event.date.earliest() <= after or event.seen:
            continue
        if approval.in_force(facts.now) and not (
            approval.fit.no_charge or approval.fit.wider or approval.fit.general
        ):
            return outdated(f"{name(event)} was approved for younger people too {day(event)}", event)
    return None


def _has_one_disease(facts: Facts, timeline: Timeline) -> bool:
    """True when all that a drug is approved for is one disease, which a page need not name."""
    found = facts.approvals(timeline, None)
    return len({a.event.indication.condition for a in found if a.event.indication}) == 1


def _after_fewer(facts: Facts, timeline: Timeline, use: Indication | None) -> ClaimJudgement | None:
    """ "After four other treatments" of a page that came before an approval after two, or that gives an extent
    which had been the record's until then."""
    loosened = _loosened(facts, timeline, use)
    if not loosened or use is None:
        return None
    event = loosened[0].event
    if facts.then is not None and event.date.earliest() > facts.then.latest():
        return outdated(f"{name(event)} was approved after fewer treatments {day(event)}", event)
    least = prior_of(event.indication)
    before = (
        prior_of(a.event.indication)
        for a in facts.approvals(timeline, replace(use, prior=None, words=""))
        if a.event.date.latest() < event.date.earliest()
    )
    if least is None or not any(p is not None and not p.vague and p.least > least.least for p in before):
        return None
    if facts.then is None:
        return outdated(f"{name(event)} was approved after fewer treatments {day(event)}", event)
    return contradicted(f"{name(event)} had been approved after fewer treatments {day(event)}", event)


def _loosened(facts: Facts, timeline: Timeline, use: Indication | None) -> list[Approval]:
    """The approvals in force for the same use after fewer treatments than the page names."""
    ours = prior_of(use) if use is not None and use.condition and not use.unread else None
    if use is None or ours is None or ours.least < 2 or facts.claim.historic:
        return []
    found = facts.approvals(timeline, replace(use, prior=None, words=""))
    return [
        a
        for a in found
        if (theirs := prior_of(a.event.indication)) is not None
        and not theirs.vague
        and 0 < theirs.least < ours.least
        and a.in_force(facts.now)
        and set(a.event.indication.partners if a.event.indication else ()) <= set(use.partners)
        and not (a.event.seen or a.fit.no_charge or a.fit.wider or a.fit.general)
    ]


def beyond_extent(
    facts: Facts, timeline: Timeline, use: Indication | None, standing: list[Approval]
) -> ClaimJudgement | None:
    """ "Approved only for ...": untrue once it is approved for more of the same disease."""
    if use is None or not use.condition or use.unread:
        return unverified("“only” under a condition that the records at hand cannot weigh")
    people = use.population if use.population not in AGE_GROUPS else ""
    if people and not any(a.event.indication and a.event.indication.population == people for a in standing):
        return unverified(f"“only” for {people}, of whom the records at hand do not tell")
    same_disease = facts.approvals(timeline, Indication(condition=use.condition))
    within = {id(a.event) for a in facts.approvals(timeline, use) if not a.fit.wider}
    elsewhere = [a for a in facts.approvals(timeline, None) if a.event.indication and a not in same_disease]
    then = facts.then
    others = then is not None and any(
        a.event.date.earliest() <= then.latest() for a in elsewhere if id(a.event) not in within
    )
    if then is None or others:
        elsewhere = []  # of its uses then the page speaks of one disease
    known = {id(a.event) for a in same_disease}
    more = [
        a
        for a in (*same_disease, *(e for e in elsewhere if id(e.event) not in known))
        if a.in_force(facts.now) and id(a.event) not in within
    ]
    if others and standing and not more:
        return unverified(
            "“only” for this disease: it is approved for others too, and was when the page was written"
        )
    if not standing or not more:
        return None
    if then is None:
        begun = min(a.event.date.earliest() for a in standing)
        later = next((a.event for a in more if a.event.date.earliest() > begun), None)
        if later is not None:
            return outdated(f"{name(later)} was approved for more {day(later)}", later)
    fewer = _loosened(facts, timeline, use)
    if then is not None and fewer and fewer[0].event.date.latest() < then.earliest():
        event = fewer[0].event
        return contradicted(f"{name(event)} had been approved after fewer treatments {day(event)}", event)
    event = more[0].event
    if then is None or event.date.earliest() <= then.latest():
        return unverified(f"{name(event)} had been approved for more {day(event)}", event)
    return outdated(f"{name(event)} was approved for more {day(event)}", event)
