"""Claims that count: the only, the first, two of, the newest."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from model.approval import ApprovalEvent
from model.claim import AnchorKind, Claim, Exclusivity
from model.dates import PartialDate
from model.finding import Verdict
from model.indication import Indication
from verdicts.approved import judge_approved
from verdicts.facts import SELDOM, Facts, as_on
from verdicts.groups import class_called
from verdicts.judged import ClaimJudgement, contradicted, outdated, supported, unverified
from verdicts.kinds import of_kind, routes_named, sifted
from verdicts.members import members_in_force, one_more, what_changed, when_so_many
from verdicts.said import kind_named, of_each
from verdicts.scope import narrowing
from verdicts.states import DENIED, Outcome, state_on, state_today
from verdicts.timeline import Approval, off_sale
from verdicts.words import day, for_its_use, name

# What a record says it was the first of; so much of two words as has to agree.
_THE_FIRST = re.compile(r"\bthe first ([^();,]*)")
_STEM = 5
_COUNTS = (Exclusivity.COUNT, Exclusivity.AT_LEAST)


def judge_group(facts: Facts) -> ClaimJudgement:
    """Judge the subject's own approval first, then whether it stands alone, first, or in that number."""
    claim = facts.claim
    kind = claim.exclusivity
    if kind in _COUNTS and not (claim.subject.drugs and not claim.subject.drug_class):
        return unverified(facts.aspect) if facts.aspect else _counted(facts)
    own = judge_approved(facts)
    told_by_name = len(claim.subject.drugs) == claim.count and claim.anchor.date is not None
    if kind is Exclusivity.COUNT and claim.anchor.kind is AnchorKind.ON and told_by_name:
        return own  # "two drugs, D and D, were approved in 2011" is history
    if facts.aspect:
        return own
    if kind is Exclusivity.FIRST:
        return _first(facts, own)
    if own.verdict is not Verdict.SUPPORTED:
        return own
    if kind in _COUNTS:
        return _counted(facts)
    if kind is Exclusivity.NEWEST:
        return _newest(facts, own)
    if kind is Exclusivity.FIRST_AND_ONLY:
        earlier = _first(facts, own)
        if earlier.verdict is Verdict.CONTRADICTED:
            return earlier
    return _only(facts, own)


def _is_history(claim: Claim) -> bool:
    """ "In 2015", "last year two were approved": an act of its time."""
    return claim.anchor.kind is AnchorKind.ON or (claim.historic and claim.anchor.kind is AnchorKind.RECENT)


def _group(facts: Facts) -> tuple[str, tuple[str, ...]]:
    key = facts.claim.subject.generic_group or facts.claim.subject.drug_class or class_called(facts)
    return key, facts.rivals(key)


def _use(facts: Facts) -> Indication | None:
    return _own_use(facts) or (facts.claim.context if facts.claim.context.condition else None)


def _own_use(facts: Facts) -> Indication | None:
    return facts.uses[0] if facts.uses else None


def _others(facts: Facts, use: Indication | None) -> tuple[list[Approval], list[Approval]]:
    """The approvals of the rest of the group for the use, in order, repackagings left out: those that make "the
    only one" untrue, and those of which that cannot be told (another age, purpose, no longer sold)."""
    key, members = _group(facts)
    ours = facts.claim.subject.drugs
    sure: list[Approval] = []
    doubtful: list[Approval] = []
    for timeline in facts.known(m for m in members if m not in ours):
        if facts.combines(timeline.drug, ours):
            continue
        unsold = off_sale(timeline, facts.now)
        for a in facts.approvals(timeline, use, named=use is None or bool(key)):
            # what is approved for more, and not for this apart, need be no rival in what the page means
            lines = bool(use and use.setting) and a.fit.wider
            certain = use is None or (a.fit.decisive and not a.fit.unmarked and not lines)
            (sure if certain else doubtful).append(replace(a, ended=a.ended or unsold))
    sure.sort(key=lambda a: a.event.date.earliest())
    return sure, [a for a in doubtful if a.in_force(facts.now)]


def _of_one_disease(facts: Facts, use: Indication, members: tuple[str, ...]) -> bool:
    """True when the use names a biomarker (F508del) that only one disease has: every approval by it is for that one."""
    marked = {
        event.indication.condition
        for timeline in facts.known(members)
        for event in timeline.events
        if event.indication is not None and set(use.biomarkers) & set(event.indication.biomarkers)
    }
    return len(marked) == 1


def _only(facts: Facts, own: ClaimJudgement) -> ClaimJudgement:
    claim = facts.claim
    key, members = _group(facts)
    use = _use(facts)
    if not key and (use is None or not (use.condition or _of_one_disease(facts, use, members))):
        return unverified("it does not say the only one of what, or for what")
    if facts.heard.sole and not any(m in facts.timelines for m in members if m not in claim.subject.drugs):
        return unverified("of the others nothing was asked")
    if of_each(claim):
        return unverified("the only one for all of several uses: others may be approved for each")
    kind = of_kind(claim.qualifier or kind_named(claim, facts.heard.clause))
    if claim.qualifier and not key and kind is None:
        return unverified(
            f"the only “{claim.qualifier}” one: the records at hand do not tell such drugs apart"
        )
    sure, doubtful = _others(facts, use)
    sure, untold = sifted(sure, kind)
    rivals = [a for a in sure if a.in_force(facts.now)]
    if untold and not rivals:
        return unverified(
            f"how {name(untold[0].event)} is given, the records at hand do not tell", untold[0].event
        )
    if not rivals:
        if doubtful:
            first = doubtful[0]
            why = first.fit.no_charge or "it may be no rival"
            return unverified(f"{name(first.event)} was approved {day(first.event)}, but {why}", first.event)
        return _alone(facts, own, key, members)
    if claim.qualifier and key and kind is None and not class_called(facts):
        return unverified(f"others are approved, but “{claim.qualifier}” cannot be weighed", rivals[0].event)
    said = claim.anchor.date if claim.anchor.kind is AnchorKind.ON else None
    if _is_history(claim):
        said = said or facts.then
    if facts.heard.still or facts.heard.stands:
        said = None  # "still the only one, having been approved in 2013"
    if said is not None and not any(a.event.date.earliest() <= said.latest() for a in rivals):
        return own
    return _rivalled(facts, rivals, _in_the_pages_stage(facts, use, rivals))


def _alone(facts: Facts, own: ClaimJudgement, key: str, members: tuple[str, ...]) -> ClaimJudgement:
    group = facts.lexicon.classes.get(key)
    if group is not None and not group.complete:
        return unverified(f"{own.reason}; no other of its class found, but not all of the class are known")
    told = (
        "no other of its class found with an approval for it"
        if key
        else "no other found with an approval for it"
    )
    return facts.up_to_data(replace(own, reason=f"{own.reason}; {told}"), members, others=True)


def _in_the_pages_stage(facts: Facts, use: Indication | None, rivals: list[Approval]) -> ApprovalEvent | None:
    """The first rival in the stage of which the page speaks, where the first of all is one in another."""
    if use is None or use.stage or not facts.stage:
        return None
    known = [r.event for r in rivals]
    there, _ = _others(facts, replace(use, stage=facts.stage))
    found = next((a.event for a in there if a.in_force(facts.now) and a.event in known), None)
    return found if found is not None and found != known[0] else None


def _rivalled(facts: Facts, rivals: list[Approval], in_stage: ApprovalEvent | None) -> ClaimJudgement:
    """ "The only one" denies that another is approved: rivals make it untrue as approvals make a denial."""
    then, now = state_on(rivals, facts.then), state_today(rivals, facts.now)
    assert now.approval is not None
    if DENIED[then.standing, now.standing] is Outcome.FALSE and then.approval is not None:
        event = then.approval.event
        said = f"{name(event)} had been approved {for_its_use(event)} {day(event)}"
        return contradicted(said, event, narrower=then.approval.fit.narrower)
    begun = then.approval or now.approval
    others = facts.followers(rivals, begun.event)
    judged = outdated(
        f"{name(begun.event)} was approved for it as well {day(begun.event)}",
        begun.event,
        others if in_stage is None or in_stage in others else (in_stage, *others),
        narrower=begun.fit.narrower,
    )
    return replace(judged, in_stage=in_stage)


def _first(facts: Facts, own: ClaimJudgement) -> ClaimJudgement:
    """ "The first" stays true for ever, also after a withdrawal: it is judged as history."""
    claim = facts.claim
    key, _ = _group(facts)
    if own.verdict in (Verdict.OUTDATED, Verdict.CONTRADICTED) and own.events and claim.anchor.date is None:
        own = judge_approved(_historic(facts))
    if own.verdict is not Verdict.SUPPORTED or not own.events:
        return own
    if claim.subject.drug_class:
        return unverified(
            f"{own.reason}; which of its class it says was the first, is not told", own.events[0]
        )
    if facts.heard.so_long:
        return unverified(f"{own.reason}; the first in so long a time was not weighed", own.events[0])
    begun = _begun(facts, own)
    own = replace(own, reason=f"{name(begun)} was approved {day(begun)}")
    use = _own_use(facts)
    if begun.seen:
        return unverified(
            f"{name(begun)} was approved {day(begun)}: what came first of old drugs is not told", begun
        )
    narrower = narrowing(claim.qualifier)
    if _says_first(facts, begun):
        return replace(own, reason=f"{own.reason}, the first by its record")
    if not (key or (use and use.condition)):
        if claim.cue.casefold() == "approval":  # "its first approval came in 2014": the first of its own
            return own
        of = f"“{narrower}”" if narrower else "of what"
        return unverified(f"{own.reason}; the first {of}, the records at hand do not tell", begun)
    sure, _ = _others(facts, use)
    sure = [a for a in sure if a.event.date.latest() < begun.date.earliest()]
    kind = of_kind(narrower) if narrower else None
    alike, untold = sifted(sure, kind)
    earlier = next((a.event for a in (*alike, *untold)), None)
    if earlier is None:
        of = " of its class" if key else ""
        return replace(own, reason=f"{own.reason}; no earlier one{of} found")
    told = f"{name(earlier)} had been approved {day(earlier)}"
    weighed = not narrower or (kind is not None and bool(alike))
    if (
        not key or earlier.seen or not weighed
    ):  # pages say "first" of some narrower thing, which the use does not hold
        return unverified(f"{told}, perhaps for the same", earlier)
    return contradicted(told, earlier)


def _says_first(facts: Facts, event: ApprovalEvent) -> bool:
    """True when the record itself calls the approval the first, of what the page says or of more: "(the first drug for
    it)" of the same use, "(the first CRISPR therapy)" where the page names CRISPR."""
    timeline = facts.timeline(event.drug)
    same_day = (e for e in timeline.events if e.date == event.date) if timeline else ()
    clause = f"{facts.heard.clause} {facts.claim.qualifier}"
    said = {w[:_STEM] for w in narrowing(clause).split()}
    for each in same_day:
        told = _THE_FIRST.search(each.says)
        if told is None:
            continue
        of = narrowing(told[1])
        if all(w[:_STEM] in said for w in of.split()) if of else _is_same_use(facts, each.indication):
            return True
    return False


def _is_same_use(facts: Facts, theirs: Indication | None) -> bool:
    return theirs is not None and any(
        u.condition == theirs.condition
        and (theirs.stage in ("", u.stage))
        and (theirs.setting in ("", u.setting))
        and set(theirs.biomarkers) <= set(u.biomarkers)
        for u in facts.uses
    )


def _begun(facts: Facts, own: ClaimJudgement) -> ApprovalEvent:
    """The first approval of the claim's own drugs for its use."""
    every = (
        a.event for t in facts.known(facts.claim.subject.drugs) for a in facts.approvals(t, _own_use(facts))
    )
    return min(every, key=lambda e: e.date.earliest(), default=own.events[0])


def _historic(facts: Facts) -> Facts:
    """The same claim, put as an act of the day of the drug's first fitting approval."""
    for timeline in facts.known(facts.claim.subject.drugs):
        found = facts.approvals(timeline, _own_use(facts))
        if found:
            return as_on(facts, found[0])
    return facts


def _counted(facts: Facts) -> ClaimJudgement:
    claim = facts.claim
    key, members = _group(facts)
    use = _own_use(facts)
    if not key and (use is None or not use.condition):
        return unverified("it does not say how many of what")
    if claim.qualifier:
        return unverified(f"how many are “{claim.qualifier}”, the records at hand do not tell")
    if not facts.routes and (routes := routes_named(facts.heard.clause.casefold())):
        return unverified(f"how many are given so ({routes[0]}), the records at hand do not tell")
    now = members_in_force(facts, members, use, facts.now)
    if claim.exclusivity is Exclusivity.AT_LEAST:
        if len(now) >= claim.count:
            held = supported(f"{len(now)} are approved in the records at hand", now[0].event)
            return facts.up_to_data(held, members, others=True, slack=SELDOM)
        return unverified(f"{len(now)} found in the records at hand, which are not all there are")
    on = claim.anchor.date or facts.then
    if on is None and claim.anchor.kind is AnchorKind.RECENT:
        return unverified("how many came of late, a page without a date does not tell")
    then = (
        members_in_force(facts, members, use, on.latest())
        if on is not None
        else when_so_many(facts, members, use, now)
    )
    if len(then) > claim.count and (late := one_more(facts, key, members, use)):
        return contradicted(f"{name(late)} had been approved {day(late)}: {len(then)} were then", late)
    if len(then) != claim.count:
        return unverified(
            f"{len(then)} were approved then by the records at hand, {len(now)} today: too many ways to count"
        )
    if _is_history(claim) and len(now) >= claim.count:
        return supported(f"{len(then)} were approved then", then[-1].event)
    if len(now) == claim.count:
        return _so_many(facts, key, members, now)
    event = what_changed(then, now, facts.now)
    if event is None:
        return unverified("the count changed since")
    if len(now) > claim.count:
        return outdated(f"{name(event)} was approved as well {day(event)}", event)
    return outdated(f"{event.says}, {day(event)}", event)


def _so_many(facts: Facts, key: str, members: tuple[str, ...], now: list[Approval]) -> ClaimJudgement:
    group = facts.lexicon.classes.get(key)
    if group is None or not group.complete:
        return unverified(f"{len(now)} are approved in the records at hand, which are not all there are")
    return facts.up_to_data(supported(f"{len(now)} are approved", now[0].event), members, others=True)


def _newest(facts: Facts, own: ClaimJudgement) -> ClaimJudgement:
    claim = facts.claim
    key, members = _group(facts)
    use = _own_use(facts)
    if claim.qualifier or not own.events or not (key or (use and use.condition)):
        return unverified("the newest of what, the records at hand do not tell")
    if claim.anchor.kind is AnchorKind.ON:
        return own
    mine = _begun(facts, own)
    sure, _ = _others(facts, _own_use(facts))
    later = [a for a in sure if a.event.date.earliest() > mine.date.latest() and _is_new(facts, a, sure)]
    if not later and not key:
        return unverified(
            f"{own.reason}; no later drug for it found, but not all there are are at hand", mine
        )
    if not later:
        return _alone(facts, own, key, members)
    then = state_on(later, facts.then)
    event = later[0].event
    if then.approval is not None and event.date.latest() <= _start(facts.then):
        return contradicted(f"{name(event)} had been approved {day(event)}", event)
    return outdated(f"{name(event)} was approved later, {day(event)}", event)


def _is_new(facts: Facts, approval: Approval, found: list[Approval]) -> bool:
    """True for a drug's first approval for the use: a further one makes no newer drug."""
    own = [a for a in found if a.event.drug == approval.event.drug]
    earlier = any(a.event.date.earliest() < approval.event.date.earliest() for a in own)
    return not earlier and not approval.event.seen


def _start(then: PartialDate | None) -> date:
    return then.earliest() if then is not None else date.min
