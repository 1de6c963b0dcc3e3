"""Claims that something is not approved: not yet, only in trials, under review, experimental, off label, none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks.fda._compare import Fit, compare
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
from model.approval import Action, Timeline
from model.claim import Claim, Exclusivity, Status
from model.indication import Indication

# "many types of cancer": a statement on research at large, that one approval does not end.
_AT_LARGE = re.compile(
    r"\b(?:many|several|various|other|numerous|different|a (?:wide |broad )?(?:range|variety|number) of|multiple|"
    r"certain|some|additional|a host of|dozens of|more|further|new|wide range|broad range|all (?:types|kinds)|most)\b",
    re.IGNORECASE,
)


# "has not been given full approval": an accelerated approval does not make that untrue.
_IN_FULL = re.compile(r"\b(?:full|fully|traditional|regular|standard|permanent)\b", re.IGNORECASE)


def judge_denial(facts: Facts) -> ClaimJudgement:
    """Look for the first approval that makes the denial untrue, and on which side of the page's date it lies."""
    claim = facts.claim
    if claim.status is Status.NOT_APPROVED and claim.historic:
        return unverified("a refusal is an act in the past, which FDA's approval records do not hold")
    research = claim.status is Status.INVESTIGATIONAL and not claim.denies
    if research and claim.subject.excluding:
        return unverified("it says that others of the class are studied, without saying which")
    if claim.status is Status.INVESTIGATIONAL and any(
        _AT_LARGE.search(u.words.split(", including")[0]) for u in facts.uses
    ):
        return unverified("research at large, which an approval for one use does not end")
    if facts.unknown_use:
        return unverified(f"“{facts.unknown_use}” is no use that the records at hand can be asked for")
    if facts.aspect:
        return unverified(facts.aspect)
    anyone = claim.exclusivity is Exclusivity.NO_DRUG and not claim.subject.drugs
    drugs = facts.rivals("") if anyone else claim.subject.drugs
    kind = of_kind(claim.qualifier)
    if claim.qualifier and kind is None:
        return unverified(f"“{claim.qualifier}”: the records at hand do not tell such treatments apart")
    if claim.subject.excluding:
        drugs = tuple(d for d in drugs if d not in claim.subject.excluding)
    if not any(True for _ in facts.known(drugs)):
        return unverified(facts.why_unknown(drugs[0]) if drugs else "no drug to ask FDA's records for")
    uses = facts.uses
    if claim.status is Status.OFF_LABEL and not uses:
        return unverified("it does not say which use is off label")
    decisive = sorted(_decisive(facts, drugs, uses), key=lambda a: a.event.date.earliest())
    decisive, untold = sifted(decisive, kind)
    if untold and (not decisive or (facts.then and untold[0].in_force(facts.then.earliest()))):
        return unverified(
            f"how {name(untold[0].event)} is given, the records at hand do not tell", untold[0].event
        )
    if _IN_FULL.search(claim.cue):
        decisive = [a for a in decisive if a.event.action is not Action.ACCELERATED]
    if not decisive:
        return _none_found(facts, drugs, uses, anyone)
    now = [a for a in decisive if a.in_force(facts.now)]
    if not now:
        return supported("approved once, and taken back since", decisive[0].ended)
    if facts.then is None:
        return unverified(
            f"untrue now ({name(now[0].event)} was approved {day(now[0].event)}), but the page has no date "
            f"to tell whether it once was",
            now[0].event,
        )
    then = facts.then.latest()
    begun = now[0].event
    if begun.date.earliest() < facts.then.earliest() < begun.date.latest():
        return unverified(
            f"{name(begun)} was approved {day(begun)}, perhaps before the page's date, perhaps after", begun
        )
    before = [a for a in decisive if a.in_force(facts.then.earliest())]
    narrow = {"narrower": now[0].fit.narrower, "wider": now[0].fit.wider}
    if before:
        if research:
            return unverified(
                "approved for it when the page was dated; research goes on beside an approval",
                before[0].event,
            )
        if claim.status is Status.UNDER_REVIEW and not uses:
            return unverified("approved before; what is under review may be a further use", before[0].event)
        if not uses and claim.context.condition and not _fits_context(facts, before[0]):
            return unverified(
                "approved then, but perhaps not for what this passage is about", before[0].event
            )
        first = before[0]
        return contradicted(
            f"{name(first.event)} had been approved {day(first.event)}",
            first.event,
            narrower=first.fit.narrower,
            wider=first.fit.wider,
        )
    later = next((a for a in decisive if a.event.date.earliest() > then), None) or now[0]
    after = [a for a in now if a.event.date.earliest() > later.event.date.earliest()]
    return outdated(
        f"{name(later.event)} was approved {day(later.event)}",
        later.event,
        facts.followers(after, later.event),
        **narrow,
    )


def _decisive(facts: Facts, drugs: tuple[str, ...], uses: tuple[Indication, ...]) -> Iterator[Approval]:
    claim = facts.claim
    for timeline in facts.known(drugs):
        if uses:
            for use in uses:
                yield from (
                    a
                    for a in facts.approvals(timeline, use)
                    if a.fit.decisive and _as_given(facts, a) and not (a.fit.unmarked and _of_many(claim))
                )
        else:
            yield from _any_use(facts, timeline, claim.context)
        if claim.status is Status.ONLY_IN_TRIALS:  # emergency use is use outside trials
            yield from (
                Approval(e, Fit(True))
                for e in timeline.events
                if e.action is Action.EMERGENCY and e.date.earliest() <= facts.now
            )


def _of_many(claim: Claim) -> bool:
    """True for "no drug" and for classes: that some member is approved without a marker does not answer a denial
    that names one."""
    return bool(claim.subject.drug_class) or not claim.subject.drugs


def _any_use(facts: Facts, timeline: Timeline, context: Indication) -> Iterator[Approval]:
    """A claim that names no use: the approval for what the passage is about, else the drug's first of all."""
    every = [a for a in facts.approvals(timeline, None) if _as_given(facts, a)]
    if context.condition:
        fitting = [a for a in facts.approvals(timeline, context) if a.fit.decisive and _as_given(facts, a)]
        if any(a.in_force(facts.now) for a in fitting):
            yield from fitting
            return
    standing = [a for a in every if a.in_force(facts.now)]
    # the first of all, and where it was taken back since the one that took its place
    yield from dict.fromkeys((*every[:1], *standing[:1]))


def _fits_context(facts: Facts, approval: Approval) -> bool:
    return compare(facts.claim.context, approval.event.indication, facts.lexicon).fits


def _as_given(facts: Facts, approval: Approval) -> bool:
    """A claim on a pair of drugs is met only by an approval of the pair."""
    claim = facts.claim
    pair: tuple[str, ...] = ()
    if claim.subject.together:
        pair = tuple(d for d in claim.subject.drugs if d != approval.event.drug)
    else:
        pair = tuple(p for p in claim.indication.partners if p in facts.lexicon.drugs)
        if claim.subject.drug_class:
            pair = ()
    if not pair:
        return True
    event = approval.event
    known = set(event.indication.partners if event.indication else ()) | set(
        facts.lexicon.drugs[event.drug].ingredients if event.drug in facts.lexicon.drugs else ()
    )
    for partner in list(known):
        if partner in facts.lexicon.classes:
            known |= set(facts.lexicon.classes[partner].members)
    return all(p in known for p in pair)


def _none_found(
    facts: Facts, drugs: tuple[str, ...], uses: tuple[Indication, ...], anyone: bool
) -> ClaimJudgement:
    if anyone:
        return unverified("no approval for it among the drugs at hand, which are not all there are")
    timelines = list(facts.known(drugs))
    ageless = [
        replace(u, population="") for u in uses
    ]  # an approval that names no age leaves children undecided
    near = next((a for t in timelines for u in ageless for a in facts.approvals(t, u)), None)
    if near is not None:
        return unverified(
            f"{name(near.event)} was approved {day(near.event)}, perhaps for this too", near.event
        )
    if len(timelines) == len(drugs) and all(t.indications_complete for t in timelines) and uses:
        return supported("no approval for it to this day")
    if facts.claim.status is Status.INVESTIGATIONAL and not facts.claim.denies:
        return unverified("no approval for it found; whether it is being studied, FDA's records do not say")
    return unverified("no approval for it found; the records at hand do not list every use")
