"""What an editor can write instead of an untrue claim: always from what is in force today."""

from __future__ import annotations

from model.approval import Action, ApprovalEvent
from model.claim import AnchorKind, Claim, Exclusivity
from model.dates import long_date
from model.finding import Verdict
from model.indication import Indication
from verdicts.facts import Facts
from verdicts.judged import ClaimJudgement
from verdicts.timeline import APPROVAL_ENDS, approvals
from verdicts.today import MOST_USES, NOTHING, any_fits, in_force, is_there, status_today, write_today
from verdicts.words import day, ended, joined, name, noted, opened

_ALONE = (Exclusivity.ONLY, Exclusivity.FIRST_AND_ONLY)
_COUNTED = (Exclusivity.COUNT, Exclusivity.NEWEST)
_GENERIC = {
    Action.GENERIC: "Say that generic {} is sold: the first came {}.",
    Action.GENERIC_APPROVED: "Say that FDA approved the first generic of {} {}.",
}
# Of several drugs so many uses of each are named: a suggestion is one that is read.
_USES_OF_EACH = 1
_APPROVALS = frozenset({Action.APPROVED, Action.ACCELERATED, Action.CONVERTED})


def suggest(facts: Facts, judged: ClaimJudgement) -> str:
    """One or two sentences; empty when there is nothing to change."""
    if judged.verdict not in (Verdict.OUTDATED, Verdict.CONTRADICTED):
        return ""
    claim = facts.claim
    if not judged.events:
        return "Say what became of it, or take the date out."
    event = judged.events[0]
    if event.action is Action.NOT_LISTED:
        return _today(facts, judged.events[1]) if judged.events[1:] else f"Take it out: {judged.reason}."
    if (
        claim.anchor.kind is AnchorKind.ON
        and judged.verdict is Verdict.CONTRADICTED
        and event.action in _APPROVALS
    ):
        return f"Correct the date: {name(event)} was approved {day(event)}."
    if claim.exclusivity is Exclusivity.FIRST:
        return f"Check “the first”: {name(event)} was approved {day(event)}."
    if claim.exclusivity in _ALONE and event.drug not in claim.subject.drugs:
        return _rivals(facts, judged.events)
    if claim.exclusivity in _COUNTED and event.action in _APPROVALS:
        return _rivals(facts, judged.events, "Count")
    if event.action in APPROVAL_ENDS or event.action is Action.REVOKED:
        return _after_an_end(facts, event)
    if event.action not in _APPROVALS:
        return _of_an_act(facts, event)
    if not claim.subject.drugs or claim.subject.drug_class:
        return _members(facts, judged.events)
    return _today(facts, event)


def _about(claim: Claim) -> tuple[Indication, ...]:
    """The page's disease: the claim's own uses, else what the passage is about."""
    uses = tuple(u for u in (claim.indication, *claim.also) if u.condition)
    return uses or ((claim.context,) if claim.context.condition else ())


def _today(facts: Facts, event: ApprovalEvent) -> str:
    timeline = facts.timeline(event.drug)
    if timeline is None:
        return NOTHING
    own = facts.routes or any(
        u.population or u.age_from is not None or u.age_to is not None for u in facts.uses
    )
    brands = facts.brands_of(facts.claim.subject.brands, event.drug)
    return write_today(
        timeline, _about(facts.claim), facts.now, facts.lexicon, event if own else None, brands
    )


def _there(facts: Facts, events: tuple[ApprovalEvent, ...]) -> list[ApprovalEvent]:
    """Of the drugs that can be had today, the first act of each."""
    out: dict[str, ApprovalEvent] = {}
    for event in events:
        timeline = facts.timeline(event.drug)
        if timeline is not None and is_there(timeline, facts.now, facts.lexicon):
            out.setdefault(event.drug, event)
    return list(out.values())


def _rivals(facts: Facts, events: tuple[ApprovalEvent, ...], verb: str = "Name") -> str:
    named = [noted(name(e), f"approved {e.date.year}") for e in _there(facts, events)]
    if not named:
        return "Say as of when the statement holds: it is not so today."
    return f"{verb} {joined(named)} as well, or say as of when the statement holds."


def _after_an_end(facts: Facts, end: ApprovalEvent) -> str:
    """The use, or the drug, is gone; what is left of the drug is told beside it."""
    timeline = facts.timeline(end.drug)
    if timeline is None:
        return NOTHING
    about = _about(facts.claim)
    if not is_there(timeline, facts.now, facts.lexicon):
        return write_today(timeline, about, facts.now, facts.lexicon)
    standing = in_force(timeline, facts.now, facts.lexicon)
    left = status_today(standing, about, facts.lexicon) if any_fits(standing, about, facts.lexicon) else ""
    still = left or f"{name(end)} is still approved for other uses"
    return (
        f"Say that {ended(end)} {day(end)}, and that people who take it for that should speak to their doctor; "
        f"or take the sentence out. {opened(still)}."
    )


def _of_an_act(facts: Facts, event: ApprovalEvent) -> str:
    """A generic came, a warning was added, sale ended: the act itself, while the drug is there."""
    timeline = facts.timeline(event.drug)
    told = _GENERIC[event.action].format(event.drug, day(event)) if event.action in _GENERIC else ""
    told = told or f"Correct it: {noted(event.says, long_date(event.date))}."
    if timeline is None or not approvals(timeline, None, facts.lexicon):
        return told
    if event.action is Action.DISCONTINUED or is_there(timeline, facts.now, facts.lexicon):
        return told
    return write_today(timeline, _about(facts.claim), facts.now, facts.lexicon)


def _members(facts: Facts, events: tuple[ApprovalEvent, ...]) -> str:
    """Of a class or of any drug: each of those that decided, as it stands today."""
    there = _there(facts, events)
    most = MOST_USES if len(there) == 1 else _USES_OF_EACH
    lines = []
    for event in there:
        timeline = facts.timeline(event.drug)
        if timeline is not None:
            standing = in_force(timeline, facts.now, facts.lexicon)
            lines.append(status_today(standing, _about(facts.claim), facts.lexicon, most=most))
    return f"Say what holds now: {'. '.join(lines)}." if lines else _today(facts, events[0])
