"""Claims that count: the only, the first, two of, the newest."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from checks.fda._approved import judge_approved
from checks.fda._facts import (
    ClaimJudgement,
    Facts,
    contradicted,
    day,
    name,
    outdated,
    supported,
    unverified,
)
from checks.fda._kinds import of_kind, sifted
from checks.fda._timeline import Approval
from model.claim import Anchor, AnchorKind, Exclusivity
from model.finding import Verdict
from model.indication import Indication


def judge_group(facts: Facts) -> ClaimJudgement:
    """Judge the subject's own approval first, then whether it stands alone, first, or in that number."""
    claim = facts.claim
    kind = claim.exclusivity
    if kind in (Exclusivity.COUNT, Exclusivity.AT_LEAST) and not (
        claim.subject.drugs and not claim.subject.drug_class
    ):
        return unverified(facts.aspect) if facts.aspect else _counted(facts)
    own = judge_approved(facts)
    told_by_name = len(claim.subject.drugs) == claim.count and claim.anchor.date is not None
    if kind is Exclusivity.COUNT and claim.anchor.kind is AnchorKind.ON and told_by_name:
        return own  # "two drugs, D and D, were approved in 2011" is history
    if facts.aspect and kind is Exclusivity.FIRST:
        return replace(own, reason=f"{own.reason}; “{facts.aspect}” was not weighed")
    if facts.aspect:
        return own if own.verdict is not Verdict.SUPPORTED else unverified(facts.aspect)
    if kind is Exclusivity.FIRST:
        return _first(facts, own)
    if own.verdict is not Verdict.SUPPORTED:
        return own
    if kind in (Exclusivity.COUNT, Exclusivity.AT_LEAST):
        return _counted(facts)
    if kind is Exclusivity.NEWEST:
        return _newest(facts, own)
    if kind is Exclusivity.FIRST_AND_ONLY:
        earlier = _first(facts, own)
        if earlier.verdict is Verdict.CONTRADICTED:
            return earlier
    return _only(facts, own)


def _group(facts: Facts) -> tuple[str, tuple[str, ...]]:
    key = facts.claim.subject.generic_group or facts.claim.subject.drug_class
    return key, facts.rivals(key)


def _use(facts: Facts) -> Indication | None:
    if facts.uses:
        return facts.uses[0]
    return facts.claim.context if facts.claim.context.condition else None


def _others(facts: Facts, use: Indication | None) -> list[Approval]:
    """The approvals of the rest of the group for the use, in order, one-drug repackagings left out."""
    _, members = _group(facts)
    ours = facts.claim.subject.drugs
    found: list[Approval] = []
    for timeline in facts.known(tuple(m for m in members if m not in ours)):
        if facts.combines(timeline.drug, ours):
            continue
        found.extend(
            a
            for a in facts.approvals(timeline, use)
            if use is None or (a.fit.decisive and not a.fit.unmarked)
        )
    return sorted(found, key=lambda a: a.event.date.earliest())


def _only(facts: Facts, own: ClaimJudgement) -> ClaimJudgement:
    claim = facts.claim
    key, _ = _group(facts)
    use = _use(facts)
    if not key and (use is None or not use.condition):
        return unverified("it does not say the only one of what, or for what")
    if re.search(r"\b(?:all|both|every|each|any)\b", claim.indication.words):
        return unverified("the only one for all of several uses: others may be approved for each")
    kind = of_kind(claim.qualifier)
    if claim.qualifier and not key and kind is None:
        return unverified(
            f"the only “{claim.qualifier}” one: the records at hand do not tell such drugs apart"
        )
    rivals, untold = sifted((a for a in _others(facts, use) if a.in_force(facts.now)), kind)
    if untold and not rivals:
        return unverified(
            f"how {name(untold[0].event)} is given, the records at hand do not tell", untold[0].event
        )
    if not rivals:
        if key and key in facts.lexicon.classes and not facts.lexicon.classes[key].complete:
            return replace(own, reason=f"{own.reason}; no other of its class found with an approval for it")
        return replace(own, reason=f"{own.reason}; no other found with an approval for it")
    if claim.qualifier and key and kind is None:
        return unverified(f"others are approved, but “{claim.qualifier}” cannot be weighed", rivals[0].event)
    if claim.anchor.kind is AnchorKind.ON and claim.anchor.date is not None:
        before = [a for a in rivals if a.event.date.earliest() <= claim.anchor.date.latest()]
        if not before:
            return own
    if facts.then is None:
        return unverified(
            f"not the only one now ({name(rivals[0].event)} was approved {day(rivals[0].event)}), but the "
            f"page has no date",
            rivals[0].event,
        )
    first = rivals[0]
    before = [a for a in rivals if a.in_force(facts.then.earliest())]
    if before:
        return contradicted(
            f"{name(before[0].event)} had been approved for it {day(before[0].event)}",
            before[0].event,
            narrower=before[0].fit.narrower,
        )
    return outdated(
        f"{name(first.event)} was approved for it as well {day(first.event)}",
        first.event,
        facts.followers(rivals, first.event),
        narrower=first.fit.narrower,
    )


def _first(facts: Facts, own: ClaimJudgement) -> ClaimJudgement:
    """ "The first" stays true for ever, also after a withdrawal: it is judged as history."""
    claim = facts.claim
    key, _ = _group(facts)
    if own.verdict in (Verdict.OUTDATED, Verdict.CONTRADICTED) and own.events and claim.anchor.date is None:
        own = judge_approved(_historic(facts))
    if own.verdict is not Verdict.SUPPORTED or not own.events:
        return own
    begun = min(
        (
            a.event
            for t in facts.known(claim.subject.drugs)
            for a in facts.approvals(t, _use(facts) if facts.uses else None)
        ),
        key=lambda e: e.date.earliest(),
        default=own.events[0],
    )
    if not key or claim.qualifier or begun.seen:
        more = f"; “{claim.qualifier}” was not weighed" if claim.qualifier else ""
        return replace(own, reason=own.reason + more)
    earlier = [
        a for a in _others(facts, _use(facts) if facts.uses else None)
        if a.event.date.latest() < begun.date.earliest() and not a.event.seen
    ]  # fmt: skip
    if earlier:
        return contradicted(
            f"{name(earlier[0].event)} had been approved {day(earlier[0].event)}", earlier[0].event
        )
    return replace(own, reason=f"{own.reason}; no earlier one of its class found")


def _historic(facts: Facts) -> Facts:
    """The same claim, put as an act of the day of the drug's first fitting approval."""
    claim = facts.claim
    for timeline in facts.known(claim.subject.drugs):
        found = facts.approvals(timeline, _use(facts) if facts.uses else None)
        if found:
            return replace(facts, claim=replace(claim, anchor=Anchor(AnchorKind.ON, found[0].event.date)))
    return facts


def _members_in_force(
    facts: Facts, members: tuple[str, ...], use: Indication | None, on: date
) -> list[Approval]:
    """The first standing approval of each member on a day, repackagings of another member left out."""
    found: list[Approval] = []
    for timeline in facts.known(members):
        standing = [
            a for a in facts.approvals(timeline, use) if a.in_force(on) and (use is None or a.fit.decisive)
        ]
        if standing:
            found.append(standing[0])
    counted: list[Approval] = []
    for approval in sorted(found, key=lambda a: a.event.date.earliest()):
        if not facts.combines(approval.event.drug, tuple(c.event.drug for c in counted)):
            counted.append(approval)
    return counted


def _counted(facts: Facts) -> ClaimJudgement:
    claim = facts.claim
    key, members = _group(facts)
    use = _use(facts) if facts.uses else None
    if not key and (use is None or not use.condition):
        return unverified("it does not say how many of what")
    if claim.qualifier:
        return unverified(f"how many are “{claim.qualifier}”, the records at hand do not tell")
    now = _members_in_force(facts, members, use, facts.now)
    if claim.exclusivity is Exclusivity.AT_LEAST:
        if len(now) >= claim.count:
            return supported(f"{len(now)} are approved in the records at hand", now[0].event)
        return unverified(f"{len(now)} found in the records at hand, which are not all there are")
    on = claim.anchor.date or facts.then
    if on is None:
        return unverified("the page has no date to count on")
    then = _members_in_force(facts, members, use, on.latest())
    if len(then) != claim.count:
        return unverified(
            f"{len(then)} were approved then by the records at hand, {len(now)} today: too many ways to count"
        )
    if len(now) > claim.count:
        new = [a for a in now if a.event.drug not in {t.event.drug for t in then}]
        event = min(new, key=lambda a: a.event.date.earliest()).event
        if claim.anchor.kind is AnchorKind.ON:
            return supported(f"{len(then)} were approved then", then[-1].event)
        return outdated(f"{name(event)} was approved as well {day(event)}", event)
    if len(now) < claim.count:
        gone = next((a for a in then if a.ended is not None and not a.in_force(facts.now)), None)
        if gone and gone.ended:
            return outdated(f"{gone.ended.says}, {day(gone.ended)}", gone.ended)
        return unverified("the count changed since")
    return supported(f"{len(now)} are approved", now[0].event)


def _newest(facts: Facts, own: ClaimJudgement) -> ClaimJudgement:
    claim = facts.claim
    key, _ = _group(facts)
    if not key or claim.qualifier or not own.events:
        return unverified("the newest of what, the records at hand do not tell")
    if claim.anchor.kind is AnchorKind.ON:
        return own
    mine = own.events[0]
    later = [
        a
        for a in _others(facts, _use(facts) if facts.uses else None)
        if a.event.date.earliest() > mine.date.latest()
    ]
    if not later:
        return own
    if facts.then is None:
        return unverified("the page has no date", later[0].event)
    event = later[0].event
    if event.date.latest() <= facts.then.earliest():
        return contradicted(f"{name(event)} had been approved {day(event)}", event)
    return outdated(f"{name(event)} was approved later, {day(event)}", event)
