"""Claims that something is, or was on a day, approved."""

from __future__ import annotations

import re

from checks.fda._facts import ClaimJudgement, Facts, contradicted, day, name, outdated, supported, unverified
from checks.fda._timeline import Approval, first, same_time
from model.approval import Action, Timeline
from model.claim import AnchorKind, Status
from model.finding import Verdict
from model.indication import Indication

_FIRST_EVER = re.compile(r"\b(?:first|originally|initially)\b", re.IGNORECASE)
_RECEIVED = re.compile(
    r"\b(?:grant|receiv|won|gain|got|given|gave|award|obtain|secur|earn|land|nab|snag)", re.IGNORECASE
)
_RANK = {Verdict.CONTRADICTED: 0, Verdict.OUTDATED: 1, Verdict.NOT_VERIFIED: 2, Verdict.SUPPORTED: 3}


def judge_approved(facts: Facts) -> ClaimJudgement:
    """Every drug and every use that the claim names must hold; of a class or a pair, one is enough."""
    claim = facts.claim
    drugs = claim.subject.drugs
    if not any(True for _ in facts.known(drugs)):
        return unverified(facts.why_unknown(drugs[0]) if drugs else "no drug to ask FDA's records for")
    uses: tuple[Indication | None, ...] = facts.uses or (None,)
    some = bool(claim.subject.drug_class) or claim.subject.together
    results = [_one_drug(facts, drug, uses) for drug in drugs]
    if some:
        return max(results, key=lambda r: _RANK[r.verdict])
    return min(results, key=lambda r: _RANK[r.verdict])


def _one_drug(facts: Facts, drug: str, uses: tuple[Indication | None, ...]) -> ClaimJudgement:
    timeline = facts.timeline(drug)
    if timeline is None:
        return unverified(facts.why_unknown(drug))
    results = [_one_use(facts, timeline, use) for use in uses]
    return min(results, key=lambda r: _RANK[r.verdict])


def _one_use(facts: Facts, timeline: Timeline, use: Indication | None) -> ClaimJudgement:
    claim = facts.claim
    found = facts.approvals(timeline, use)
    if claim.status is Status.ACCELERATED:
        return _accelerated(facts, timeline, found)
    if claim.anchor.date is not None and claim.anchor.kind is AnchorKind.ON:
        return _on_a_day(facts, timeline, found, use)
    if claim.anchor.kind is AnchorKind.ON and found:  # told as history, without a date
        return supported(f"{name(found[0].event)} was approved {day(found[0].event)}", found[0].event)
    standing = [a for a in found if a.in_force(facts.now)]
    if any(a.ended and not a.fit.general for a in found) and all(a.fit.general for a in standing):
        standing = []  # an approval for every tumour of some kind does not bring back the one that was taken back
    if claim.restrictive:
        beyond = _beyond(facts, timeline, use, standing)
        if beyond:
            return beyond
    if facts.unknown_use and standing:
        return unverified(
            f"approved, but “{facts.unknown_use}” is no use that the records at hand can be asked for"
        )
    if claim.anchor.kind is AnchorKind.SINCE and claim.anchor.date is not None and found:
        begun = first(found)
        if (
            begun
            and not begun.event.seen
            and begun.event.date.earliest() > claim.anchor.date.latest()
            and _certain(timeline, begun)
        ):
            return contradicted(f"{name(begun.event)} was first approved {day(begun.event)}", begun.event)
    if standing:
        best = min(
            standing, key=lambda a: (a.fit.general, a.fit.narrower + a.fit.wider, a.event.date.earliest())
        )
        return supported(
            f"{name(best.event)} was approved {day(best.event)}",
            best.event,
            narrower=best.fit.narrower,
            wider=best.fit.wider,
        )
    ended = [a for a in found if a.ended is not None]
    if ended:
        last = max(ended, key=lambda a: a.ended.date.earliest() if a.ended else facts.now)
        end = last.ended
        assert end is not None
        if facts.then is None:
            return unverified(f"the approval was taken back {day(end)}, and the page has no date", end)
        if any(a.in_force(facts.then.earliest()) for a in ended):
            return outdated(f"the approval was taken back {day(end)}", end)
        if all(a.event.date.earliest() > facts.then.latest() for a in ended):
            only = ended[0].event
            return contradicted(
                f"{name(only)} was approved only {day(only)}, and that was taken back {day(end)}", only
            )
        return contradicted(f"the approval had been taken back {day(end)}", end)
    if use is not None and _never_for_this(facts, timeline, use):
        return contradicted("FDA has not approved it for this use")
    if use is None:
        return unverified("no approval of it in the records at hand, which is no proof that there is none")
    return unverified("approved for other uses; the records at hand do not list every use")


def _beyond(
    facts: Facts, timeline: Timeline, use: Indication | None, standing: list[Approval]
) -> ClaimJudgement | None:
    """ "Approved only for ...": untrue once it is approved for more of the same disease."""
    if use is None or not use.condition or facts.then is None:
        return unverified("“only” under a condition that the records at hand cannot weigh")
    same_disease = facts.approvals(timeline, Indication(condition=use.condition))
    within = {id(a.event) for a in facts.approvals(timeline, use) if not a.fit.wider}
    elsewhere = [a for a in facts.approvals(timeline, None) if a.event.indication and a not in same_disease]
    if any(a.event.date.earliest() <= facts.then.latest() for a in elsewhere if id(a.event) not in within):
        elsewhere = []  # of its uses then the page speaks of one disease
    known = {id(a.event) for a in same_disease}
    more = [
        a
        for a in (*same_disease, *(e for e in elsewhere if id(e.event) not in known))
        if a.in_force(facts.now) and id(a.event) not in within
    ]
    if not standing or not more:
        return None
    event = more[0].event
    if event.date.earliest() <= facts.then.latest():
        return unverified(f"{name(event)} had been approved for more {day(event)}", event)
    return outdated(f"{name(event)} was approved for more {day(event)}", event)


def _never_for_this(facts: Facts, timeline: Timeline, use: Indication) -> bool:
    """True when the records list every use of the drug up to the page's day, and this one disease is none of them.
    Of several diseases in one breath some say for whom, not for what ("who also have high blood pressure")."""
    told_later = facts.then is not None and facts.then.earliest() > timeline.as_of
    return (
        timeline.indications_complete
        and len(facts.uses) == 1
        and not told_later
        and _another_disease(facts, timeline, use)
    )


def _another_disease(facts: Facts, timeline: Timeline, use: Indication) -> bool:
    """True when no approval is for this disease, for a part of it or for what it is part of, whatever the
    stage, line or marker: only then is "approved for it" plainly wrong and not just a matter of words."""
    bare = Indication(condition=use.condition)
    return bool(use.condition) and not facts.approvals(timeline, bare)


def _certain(timeline: Timeline, approval: Approval) -> bool:
    """True when nothing came before this approval: it is the drug's first, or every use is listed."""
    earliest = min((e.date.earliest() for e in timeline.events), default=None)
    return not approval.event.seen and (
        timeline.indications_complete or approval.event.date.earliest() == earliest
    )


def _on_a_day(
    facts: Facts, timeline: Timeline, found: tuple[Approval, ...], use: Indication | None
) -> ClaimJudgement:
    claim = facts.claim
    said = claim.anchor.date
    assert said is not None
    match = next((a for a in found if same_time(a.event, said)), None)
    if match:
        return supported(
            f"{name(match.event)} was approved {day(match.event)}",
            match.event,
            narrower=match.fit.narrower,
            wider=match.fit.wider,
        )
    every = facts.approvals(timeline, None)
    begun = first(every)
    if begun is None:
        return unverified("no approval of it in the records at hand, which is no proof that there is none")
    sure = not begun.event.seen and _certain(timeline, begun)
    if sure and begun.event.date.earliest() > said.latest():
        return contradicted(f"{name(begun.event)} was first approved {day(begun.event)}", begun.event)
    if sure and _FIRST_EVER.search(claim.cue) and use is None:
        return contradicted(f"{name(begun.event)} was first approved {day(begun.event)}", begun.event)
    if use is not None and timeline.indications_complete and found:
        return contradicted(
            f"{name(found[0].event)} was approved for it {day(found[0].event)}", found[0].event
        )
    return unverified(
        f"no approval of that date at hand; {name(begun.event)} was first approved {day(begun.event)}",
        begun.event,
    )


def _as_combined(facts: Facts, found: tuple[Approval, ...]) -> tuple[Approval, ...]:
    """Of the approvals of one drug of a combination those given for the combination, where there are such."""
    mates = set(facts.claim.subject.drugs) | set(facts.claim.indication.partners)
    together = facts.claim.subject.together or bool(facts.claim.indication.partners)
    paired = tuple(a for a in found if a.event.indication and mates & set(a.event.indication.partners))
    return paired if together and paired else found


def _accelerated(facts: Facts, timeline: Timeline, found: tuple[Approval, ...]) -> ClaimJudgement:
    claim = facts.claim
    found = _as_combined(facts, found)
    given = [a for a in found if a.event.action is Action.ACCELERATED]
    if not given:
        return unverified("no accelerated approval for it in the records at hand")
    said = claim.anchor.date if claim.anchor.kind is AnchorKind.ON else None
    if said is not None:
        match = next((a for a in given if same_time(a.event, said)), None)
        if match:
            return supported(f"accelerated approval {day(match.event)}", match.event)
        return unverified(f"accelerated approval was given {day(given[0].event)}", given[0].event)
    standing = [a for a in given if a.in_force(facts.now)]
    if not standing:
        end = given[-1].ended
        assert end is not None
        if facts.then is None:
            return unverified(
                f"the accelerated approval was taken back {day(end)}, and the page has no date", end
            )
        if any(a.in_force(facts.then.earliest()) for a in given):
            return outdated(f"the accelerated approval was taken back {day(end)}", end)
        return contradicted(f"the accelerated approval had been taken back {day(end)}", end)
    converted = [a for a in found if a.event.action is Action.CONVERTED and not a.fit.general]
    if converted and not claim.historic and not _RECEIVED.search(claim.cue) and facts.then is not None:
        event = converted[0].event
        if event.date.earliest() > facts.then.latest():
            return outdated(f"it became a regular approval {day(event)}", event)
    return supported(f"accelerated approval {day(standing[0].event)}", standing[0].event)
