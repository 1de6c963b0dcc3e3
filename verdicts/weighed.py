"""The approvals that bear on a denial: which make it untrue, and of which that cannot be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from model.approval import Action, Timeline
from model.claim import AnchorKind, Claim, Exclusivity, Status
from model.dates import PartialDate
from model.lexicon import Lexicon
from verdicts.compare import prior_of
from verdicts.facts import Facts
from verdicts.fit import Fit
from verdicts.kin import complaints_of
from verdicts.kinds import OfKind, of_kind, routes_named, sifted
from verdicts.said import in_full
from verdicts.schedule import is_schedule
from verdicts.timeline import Approval, brand_followed, off_sale
from verdicts.words import name

# What is said of a drug as a whole before its first approval; "not approved for ..." may be said of one use alone.
_YOUNG = frozenset(
    {Status.INVESTIGATIONAL, Status.ONLY_IN_TRIALS, Status.UNDER_REVIEW, Status.SPECIAL_ACCESS}
)
_LETS = frozenset({Action.APPROVED, Action.ACCELERATED, Action.EMERGENCY, Action.TENTATIVE})
# Words of a form that need another beside them.
# A kind of treatment by what it does: "that bring", "to bring".
_THAT_DOES = re.compile(r"(?:that|which|to) (\w+)")
_STEM = 5
_DEVICES = frozenset({"spray", "sprays", "powder", "powders", "drop", "drops", "inhaler", "inhalers"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """The approvals that bear on a denial: those that make it untrue, and those of which that cannot be told."""

    decisive: tuple[Approval, ...]
    doubtful: tuple[Approval, ...]
    why: str = ""


def is_new(facts: Facts) -> bool:
    """True when the claim calls named drugs unapproved as such, of which none had been approved for anything.

    What a page calls experimental before the drug's first approval was so for every use: words about the disease that
    were not understood cannot set apart a use that was approved then from one that was not. A page without a date
    says as much with words that exclude every approval ("an investigational drug for ...").
    """
    claim = facts.claim
    if claim.status not in _YOUNG or claim.negated or claim.historic:
        return False
    return (facts.then is not None or claim.denies) and unknown_then(facts)


def unknown_then(facts: Facts) -> bool:
    """True when the claim is about named drugs of which none had been approved for anything when the page was dated:
    what stands beside the use ("Esperion's unapproved ...") then narrows nothing."""
    claim = facts.claim
    subject = claim.subject
    if not subject.drugs or subject.drug_class or subject.excluding:
        return False
    if claim.exclusivity is not Exclusivity.NONE:
        return False
    timelines = [facts.timeline(drug) for drug in subject.drugs]
    return all(t is not None and _began_after(t, facts.then) for t in timelines)


def _began_after(timeline: Timeline, day: PartialDate | None) -> bool:
    """True when the first act on record that let the drug be used was after the day (None: any); a date only seen
    tells nothing."""
    first = next((e for e in timeline.events if e.action in _LETS), None)
    if first is None or first.seen:
        return False
    return day is None or first.date.earliest() > day.latest()


def kind_asked(facts: Facts) -> OfKind | None:
    """The kind that the claim narrows itself to: by its qualifier, or where that is one word of a form, by the form
    that the subject names ("no nasal spray")."""
    claim = facts.claim
    own = of_kind(claim.qualifier)
    if own is not None or not claim.subject.words:
        return own
    named = routes_named(claim.subject.words.casefold())
    return of_kind(named[0]) if len(named) == 1 and claim.qualifier.casefold() in _DEVICES else None


def is_described(claim: Claim, lexicon: Lexicon) -> bool:
    """ "Twice-yearly X", "no drug that brings the colour back" in vitiligo: how the one drug that is named is taken, or
    what the disease does. Both are weighed with the record that decides, word by word."""
    mended = {w[:_STEM] for u in (claim.indication, *claim.also) for w in complaints_of(u.condition, lexicon)}
    verb = _THAT_DOES.fullmatch(claim.qualifier)
    if verb and verb[1][:_STEM] in mended:
        return True
    return len(claim.subject.drugs) == 1 and not claim.subject.drug_class and is_schedule(claim.qualifier)


def weigh(facts: Facts, drugs: Iterable[str], anyone: bool) -> Weighed:
    claim = facts.claim
    many, new = anyone or bool(claim.subject.drug_class), is_new(facts)
    decisive: list[Approval] = []
    doubtful: list[Approval] = []
    why = ""
    for approval in _bearing(facts, drugs):
        if not _is_asked(facts, approval) or _is_before(claim, approval):
            continue
        if approval.ended is None and (timeline := facts.timeline(approval.event.drug)):
            whole = off_sale(timeline, facts.now) if many else None
            ended = whole or brand_followed(timeline, approval.event, facts.now)
            approval = replace(approval, ended=ended)
        fit = approval.fit
        counts = fit.decisive or (new and fit.loose and not fit.general)
        if counts and not (fit.unmarked and many):
            decisive.append(approval)
        else:
            doubtful.append(approval)
    decisive.sort(key=lambda a: a.event.date.earliest())
    kind = kind_asked(facts) if claim.qualifier else None
    decisive, untold = sifted(decisive, kind)
    doubtful, unknown = sifted(doubtful, kind)
    doubtful += unknown
    if untold and not any(a.in_force(facts.now) for a in decisive):
        why = f"how {name(untold[0].event)} is given, the records at hand do not tell"
    return Weighed(
        tuple(decisive), tuple(sorted((*untold, *doubtful), key=lambda a: a.event.date.earliest())), why
    )


def _is_before(claim: Claim, approval: Approval) -> bool:
    """ "No drug has been approved since 2003": what was approved before is no answer."""
    said = claim.anchor.date if claim.anchor.kind is AnchorKind.SINCE else None
    none = claim.exclusivity is Exclusivity.NO_DRUG
    return none and said is not None and approval.event.date.latest() < said.earliest()


def _bearing(facts: Facts, drugs: Iterable[str]) -> Iterator[Approval]:
    claim, uses = facts.claim, facts.uses
    for timeline in facts.known(drugs):
        if uses:
            for use in uses:
                yield from facts.approvals(timeline, use)
        else:
            yield from _any_use(facts, timeline)
        if claim.status is Status.ONLY_IN_TRIALS:  # emergency use is use outside trials
            revoked = [e for e in timeline.events if e.action is Action.REVOKED]
            yield from (
                Approval(
                    e, Fit(True), next((r for r in revoked if r.date.earliest() > e.date.latest()), None)
                )
                for e in timeline.events
                if e.action is Action.EMERGENCY and e.date.earliest() <= facts.now
            )


def _any_use(facts: Facts, timeline: Timeline) -> Iterator[Approval]:
    """A claim that names no use: the approval for what the passage is about, else the drug's first of all."""
    context = facts.claim.context
    every = [
        replace(a, ended=a.ended or brand_followed(timeline, a.event, facts.now))
        for a in facts.approvals(timeline, None)
        if _is_asked(facts, a)
    ]
    if context.condition:
        fitting = [a for a in facts.approvals(timeline, context) if a.fit.decisive and _is_asked(facts, a)]
        if any(a.in_force(facts.now) for a in fitting):
            yield from fitting
            return
    if facts.heard.earlier:
        yield from _after_fewer(facts, every)
        return
    asked = facts.routes
    if asked:  # "an implant of ...": those of that form, of all uses, the first of which counts
        every = [a for a in every if asked & set(a.event.routes)] or every
        every = [a for a in every if not a.fit.no_charge] or every
    standing = [a for a in every if a.in_force(facts.now)]
    # the first of all, and where it was taken back since the one that took its place
    yield from dict.fromkeys((*every[:1], *standing[:1]))


def _after_fewer(facts: Facts, every: list[Approval]) -> Iterator[Approval]:
    """ "Not any earlier": the approvals after fewer treatments than those that stood when the page spoke."""
    day = facts.then.latest() if facts.then is not None else None
    lines = [(a, p.least) for a in every if (p := prior_of(a.event.indication)) is not None and not p.vague]
    before = [n for a, n in lines if day is None or a.event.date.earliest() <= day]
    limit = max(before, default=0) if day is None else min(before, default=0)
    yield from (a for a, n in lines if n < limit)


def _is_asked(facts: Facts, approval: Approval) -> bool:
    """ "No full approval" is not answered by an accelerated one."""
    return approval.event.action is not Action.ACCELERATED or not in_full(facts.claim)
