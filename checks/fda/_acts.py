"""Claims on acts other than approval: withdrawn, discontinued, generic, over the counter, boxed warning."""

from __future__ import annotations

import re
from datetime import timedelta

from checks.fda._compare import compare
from checks.fda._facts import ClaimJudgement, Facts, contradicted, day, name, outdated, supported, unverified
from checks.fda._timeline import same_time
from model.approval import ENDS, Action, ApprovalEvent
from model.claim import AnchorKind, Status
from model.dates import PartialDate

_ACTIONS = {
    Status.WITHDRAWN: (*sorted(ENDS), Action.DISCONTINUED),
    Status.DISCONTINUED: (Action.DISCONTINUED, *sorted(ENDS)),
    Status.GENERIC: (Action.GENERIC,),
    Status.BIOSIMILAR: (Action.BIOSIMILAR,),
    Status.OTC: (Action.OTC,),
    Status.BOXED_WARNING: (Action.BOXED_WARNING,),
    Status.EMERGENCY: (Action.EMERGENCY,),
    Status.TENTATIVE: (Action.TENTATIVE,),
}


_SOLD = re.compile(r"\b(?:available|sold|market|marketed|launch\w*|shel\w+|buy|bought)\b", re.IGNORECASE)
WEEKS_APART = timedelta(days=62)
_REMOVAL = re.compile(
    r"boxed warning.*\b(?:removed|lifted|dropped)|\b(?:remov(?:ed|al)|lifted|dropped)\b.*boxed warning",
    re.IGNORECASE,
)


def judge_act(facts: Facts) -> ClaimJudgement:
    """Look for the act; where it is denied, on which side of the page's date it lies."""
    claim = facts.claim
    drugs = claim.subject.drugs
    if not any(True for _ in facts.known(drugs)):
        return unverified(facts.why_unknown(drugs[0]) if drugs else "no drug to ask FDA's records for")
    if claim.status is Status.OTC and any(u.population for u in facts.uses):
        return unverified(
            "sale without prescription to a part of the public only: the records at hand do not tell"
        )
    found = sorted(_found(facts, drugs), key=lambda e: e.date.earliest())
    if claim.status is Status.BOXED_WARNING and claim.negated and claim.historic:
        return unverified("that a boxed warning was taken off, the records at hand do not tell")
    if not found:
        return unverified(
            f"no record at hand of it ({claim.status.value}), which is no proof that there is none"
        )
    first = found[0]
    if claim.status is Status.BOXED_WARNING and not claim.historic:
        lifted = _lifted(facts, drugs, found[-1])
        if lifted is not None:
            return lifted
    if claim.negated:
        if claim.status is Status.BIOSIMILAR and _SOLD.search(claim.cue):
            return unverified("when a biosimilar came to be sold, the records at hand do not tell", first)
        if facts.then is None:
            return unverified(f"untrue now ({first.says}, {day(first)}), but the page has no date", first)
        if first.date.latest() <= facts.then.earliest():
            return contradicted(f"{first.says}, {day(first)}", first)
        return outdated(f"{first.says}, {day(first)}", first)
    said = claim.anchor.date if claim.anchor.kind is AnchorKind.ON else None
    if said is not None:
        match = next((e for e in found if same_time(e, said) or _announced(e, said)), None)
        if match:
            return supported(f"{match.says}, {day(match)}", match)
        near = min(abs(e.date.year - said.year) for e in found)
        if (
            near > 1
            and claim.status in (Status.WITHDRAWN, Status.DISCONTINUED)
            and not any(e.seen for e in found)
        ):
            return contradicted(f"{first.says}, {day(first)}", first)
        return unverified(f"the record at hand gives another date: {first.says}, {day(first)}", first)
    if claim.status in (Status.WITHDRAWN, Status.DISCONTINUED):
        return _gone(facts, found)
    if claim.status is Status.EMERGENCY and not claim.historic:
        ended = [
            e
            for t in facts.known(drugs)
            for e in t.events
            if e.action in ENDS
            and e.date.earliest() > first.date.earliest()
            and e.date.earliest() <= facts.now
        ]
        if ended and facts.then is not None:
            end = ended[0]
            if end.date.earliest() > facts.then.latest():
                return outdated(f"{end.says}, {day(end)}", end)
            return contradicted(f"{end.says}, {day(end)}", end)
        approved = [
            a for d in facts.known(drugs) for a in facts.approvals(d, facts.uses[0] if facts.uses else None)
        ]
        if approved and facts.then is not None and approved[0].event.date.earliest() > facts.then.latest():
            return outdated(
                f"{name(approved[0].event)} was approved {day(approved[0].event)}", approved[0].event
            )
    left = _left_the_market(facts, drugs, first)
    if left is not None and claim.status in (Status.OTC, Status.GENERIC, Status.BIOSIMILAR):
        if facts.then is None or left.date.earliest() <= facts.then.latest():
            return unverified(f"{left.says}, {day(left)}", left)
        return outdated(f"{left.says}, {day(left)}", left)
    return supported(f"{first.says}, {day(first)}", first)


def _left_the_market(facts: Facts, drugs: tuple[str, ...], since: ApprovalEvent) -> ApprovalEvent | None:
    """The withdrawal of the whole drug after an act, None when it stayed."""
    return next(
        (
            e
            for t in facts.known(drugs)
            for e in t.events
            if e.action in ENDS
            and not e.brand_only
            and (e.indication is None or not e.indication.condition)
            and since.date.latest() < e.date.earliest() <= facts.now
        ),
        None,
    )


def _announced(event: ApprovalEvent, said: PartialDate) -> bool:
    """A withdrawal is announced, published and effective on three days, weeks apart."""
    return event.action in (*ENDS, Action.DISCONTINUED) and (
        said.earliest() - WEEKS_APART <= event.date.latest()
        and event.date.earliest() <= said.latest() + WEEKS_APART
    )


def _lifted(facts: Facts, drugs: tuple[str, ...], warned: ApprovalEvent) -> ClaimJudgement | None:
    """What a boxed warning's removal makes of a claim; None when there was none."""
    removals = [
        e
        for t in facts.known(drugs)
        for e in t.events
        if (e.action is Action.WARNING_REMOVED or (e.action is Action.LABEL and _REMOVAL.search(e.says)))
        and e.date.earliest() > warned.date.latest()
    ]
    if not removals or facts.then is None:
        return None
    event, then = removals[-1], facts.then
    if event.date.earliest() > then.latest():
        return None if facts.claim.negated else outdated(f"{event.says}, {day(event)}", event)
    if facts.claim.negated:
        return supported(f"{event.says}, {day(event)}", event)
    return unverified(f"{event.says}, {day(event)}; other warnings may stand", event)


def _found(facts: Facts, drugs: tuple[str, ...]) -> list[ApprovalEvent]:
    actions = _ACTIONS[facts.claim.status]
    uses = facts.uses
    found = []
    for timeline in facts.known(drugs):
        for event in timeline.events:
            if event.action not in actions or event.date.earliest() > facts.now:
                continue
            own = event.indication
            if (
                uses
                and own is not None
                and own.condition
                and not any(compare(u, own, facts.lexicon).fits for u in uses)
            ):
                continue
            # a use taken back is not the drug taken off the market
            if (
                facts.claim.status is Status.DISCONTINUED
                and event.action in ENDS
                and own is not None
                and own.condition
            ):
                continue
            found.append(event)
    return found


def _gone(facts: Facts, found: list[ApprovalEvent]) -> ClaimJudgement:
    last = found[-1]
    back = [
        a.event
        for timeline in facts.known(facts.claim.subject.drugs)
        for a in facts.approvals(timeline, facts.uses[0] if facts.uses else None)
        if a.in_force(facts.now) and a.event.date.earliest() > last.date.latest()
    ]
    if back and not facts.claim.historic and facts.then is not None:
        if back[0].date.earliest() > facts.then.latest():
            return outdated(f"it came back: {back[0].says}, {day(back[0])}", back[0])
        return contradicted(f"it had come back: {back[0].says}, {day(back[0])}", back[0])
    return supported(f"{last.says}, {day(last)}", last)
