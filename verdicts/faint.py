"""Signs beside a name (``Claim.faint``): told only where the record has moved under them since the page's day.

"American men must join a study to have it" says little. Of a drug that had no approval when the page was dated, and has
one today, it can be no more than what was so then: any sign that it was to be had in no other way is overtaken. So the
record is the judge of what was read, and what it does not bear out is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from model.approval import Action, ApprovalEvent, Timeline
from model.claim import DENIALS, Claim, Exclusivity, Status
from model.finding import Verdict
from model.indication import ADULT
from model.lexicon import Lexicon
from verdicts.compare import compare
from verdicts.emergency import overtaken
from verdicts.facts import Facts, same_brand
from verdicts.judged import ClaimJudgement, JudgedClaim, contradicted, outdated, unverified
from verdicts.timeline import APPROVALS, Approval
from verdicts.words import day, name

_OF_THE_YOUNG = re.compile(
    r"\b(?:ages?|aged|under|below|younger|child\w*|kids?|bab(?:y|ies)|infants?|newborns?|teen\w*|adolescents?|p(?:a)?ediatric\w*|"
    r"boys?|girls?|years?[ -]olds?|pregnan\w+)\b",
    re.IGNORECASE,
)
_UNTRUE = (Verdict.OUTDATED, Verdict.CONTRADICTED)
#: What lets a drug be given at all.
_LETS = APPROVALS | {Action.EMERGENCY, Action.TENTATIVE}
#: What brings a brand to the market, and what takes it away.
_SOLD_OR_NOT = APPROVALS | {Action.LAUNCHED, Action.DISCONTINUED}
_NOTHING = unverified("a word beside the name, which the record does not bear out")


def borne_out(facts: Facts, judged: ClaimJudgement) -> ClaimJudgement:
    """``judged`` (as if the page had said it outright) where the record moved from what it is a sign of to the
    contrary after the page's day; that a drug is not to be had any more, and was gone by then, where it is told as
    one to be had; that it was approved before it ever was. Else *not verified*."""
    claim = facts.claim
    if claim.restrictive:
        return _widened(facts)
    if claim.status is Status.APPROVED and claim.exclusivity is Exclusivity.NONE:
        return _too_early(facts)
    if claim.status is Status.IN_USE:
        if not _was_there(facts):
            return _NOTHING
        judged = _use_ended(facts) or _authority_ended(facts) or _brand_ended(facts) or judged
    if facts.then is None:
        outright = claim.status is Status.IN_USE and claim.cue != claim.subject.words
        return judged if outright and judged.verdict is Verdict.OUTDATED and judged.events else _NOTHING
    if claim.status is Status.IN_USE and judged.verdict is Verdict.CONTRADICTED:
        return judged if claim.cue != claim.subject.words else _NOTHING
    moved = bool(judged.events) and judged.events[0].date.earliest() > facts.then.latest()
    return judged if moved and judged.verdict is Verdict.OUTDATED else _NOTHING


def _was_there(facts: Facts) -> bool:
    """True where something had let the drug be used by the page's day."""
    timelines = list(facts.known(facts.claim.subject.drugs))
    day = facts.then.latest() if facts.then else facts.now
    return all((e := _first(t)) is not None and e.date.earliest() <= day for t in timelines)


def _too_early(facts: Facts) -> ClaimJudgement:
    """ "The FDA passed it in 2016", of a drug that nothing let be used before 2020."""
    said = facts.claim.anchor.date
    timelines = list(facts.known(facts.claim.subject.drugs))
    if said is None or len(timelines) != 1:
        return _NOTHING
    first = _first(timelines[0])
    if first is None or first.seen or first.date.year <= said.year:
        return _NOTHING
    return contradicted(f"{name(first)} was first approved {day(first)}", first)


def _widened(facts: Facts) -> ClaimJudgement:
    """ "From twelve years on", of a drug that was approved from that age on when the page was dated, and for younger
    ones since, in the same disease."""
    use, then = facts.claim.indication, facts.then
    timelines = list(facts.known(facts.claim.subject.drugs))
    if then is None or use.age_from is None or len(timelines) != 1:
        return _NOTHING
    bare = replace(use, age_from=None) if use.condition else None
    found = [a for a in facts.approvals(timelines[0], bare) if a.event.indication and not a.fit.no_charge]
    by: dict[str, list[Approval]] = {}
    for approval in found:
        by.setdefault(_condition(approval), []).append(approval)
    spoken = {c: own for c, own in by.items() if own[0].began_by(then.latest())}
    if len(spoken) != 1:
        return _NOTHING  # of which use it is said is not told
    ((own),) = spoken.values()
    floors = [f for a in own if a.began_by(then.latest()) and (f := _floor(a)) is not None]
    if _floor(own[0]) is None or min(floors) != use.age_from:
        return _NOTHING
    later = (a for a in own if a.event.date.earliest() > then.latest() and a.in_force(facts.now))
    lower = next((a for a in later if (f := _floor(a)) is not None and f < use.age_from), None)
    if lower is None:
        return _NOTHING
    return outdated(f"{name(lower.event)} was approved for younger ones {day(lower.event)}", lower.event)


def _condition(approval: Approval) -> str:
    return approval.event.indication.condition if approval.event.indication else ""


def _floor(approval: Approval) -> int | None:
    """From which age, in months; None where the record does not tell."""
    use = approval.event.indication
    if use is None or approval.event.seen:
        return None
    return ADULT if use.age_from is None and use.population == "adults" else use.age_from


def _first(timeline: Timeline) -> ApprovalEvent | None:
    return min(
        (e for e in timeline.events if e.action in _LETS), key=lambda e: e.date.earliest(), default=None
    )


def _use_ended(facts: Facts) -> ClaimJudgement | None:
    """The withdrawal of all that the drug was approved for in the disease that is meant, else for anything."""
    ends = list(_ends(facts))
    if not ends or None in ends:
        return None
    last = max((e for e in ends if e is not None), key=lambda e: e.date.earliest())
    if facts.then is None or last.date.earliest() > facts.then.latest():
        return outdated(f"{last.says}, {day(last)}", last)
    return contradicted(f"{last.says}, {day(last)}", last)


def _brand_ended(facts: Facts) -> ClaimJudgement | None:
    """The end of the one brand that is named, while its drug is sold under other names."""
    brands = facts.claim.subject.brands
    if facts.then is None or len(brands) != 1:
        return None  # a page without a date may tell by what name it is known
    if facts.claim.subject.words.casefold() != brands[0].casefold():
        return None  # one brand in brackets, of a drug that others sell
    for timeline in facts.known(facts.claim.subject.drugs):
        own = [
            e
            for e in timeline.events
            if e.brand.casefold() == brands[0].casefold() and e.action in _SOLD_OR_NOT
        ]
        others = (e for e in timeline.events if e not in own and e.action in APPROVALS)
        if any(same_brand(e.brand, brands[0]) for e in others):
            return None  # "Gardasil 9" is what "Gardasil" is called today
        last = own[-1] if own else None
        if last is None or last.action is not Action.DISCONTINUED or last.date.earliest() > facts.now:
            return None
        return overtaken(facts, last)
    return None


def _ends(facts: Facts) -> Iterator[ApprovalEvent | None]:
    """Of each approval for the claim's own use, or any, the act that ended it by today, None of one that stands."""
    use = facts.claim.indication if facts.claim.indication.condition else None
    for timeline in facts.known(facts.claim.subject.drugs):
        for approval in facts.approvals(timeline, use):
            if approval.began_by(facts.now):
                yield None if approval.in_force(facts.now) else approval.ended


def _authority_ended(facts: Facts) -> ClaimJudgement | None:
    """The end of an emergency authorisation, of what was never approved."""
    for timeline in facts.known(facts.claim.subject.drugs):
        acts = [e for e in timeline.events if e.date.earliest() <= facts.now]
        if any(e.action in APPROVALS for e in acts) or not acts:
            return None
        last = acts[-1]
        if last.action is not Action.REVOKED:
            return None
        return overtaken(facts, last)
    return None


def told_once(judged: Sequence[JudgedClaim], lexicon: Lexicon) -> Iterator[JudgedClaim]:
    """All that was said, and of signs those that the record bears out: each act once a page, where no statement is
    untrue by it, and none beside it is true or denies another use; by its best sign, which is more than the name."""
    plain = [item for item in judged if not item.claim.faint]
    told = {e for item in plain if item.judged.verdict in _UNTRUE for e in item.judged.events[:1]}
    best: dict[ApprovalEvent, JudgedClaim] = {}
    for item in judged:
        if not item.claim.faint or item.judged.verdict not in _UNTRUE:
            continue
        if _borne_out_otherwise(item, plain) or _of_another_use(item, plain, lexicon):
            continue
        act = item.judged.events[0]
        held = best.get(act)
        if act not in told and (held is None or (_by_name(held) and not _by_name(item))):
            best[act] = item
    kept = {id(item) for item in best.values()}
    yield from (item for item in judged if not item.claim.faint or id(item) in kept)


def _by_name(item: JudgedClaim) -> bool:
    return item.claim.cue == item.claim.subject.words


def _borne_out_otherwise(item: JudgedClaim, plain: Sequence[JudgedClaim]) -> bool:
    """True where the sentence states of the same drug what is true; that it was approved, and now can be had, are two
    things."""
    return any(
        other.judged.verdict is Verdict.SUPPORTED
        and not (_says_more(item.claim) and other.claim.status is Status.APPROVED)
        for other in _of_the_same(item, plain)
    )


def _of_the_same(item: JudgedClaim, plain: Sequence[JudgedClaim]) -> Iterator[JudgedClaim]:
    """What the sentence of a sign states of a drug of the sign."""
    for other in plain:
        shared = not set(other.claim.subject.drugs).isdisjoint(item.claim.subject.drugs)
        if shared and other.claim.sentence == item.claim.sentence:
            yield other


def _says_more(claim: Claim) -> bool:
    """True for what may be untrue of a drug that is approved: that it can be had, is the only one."""
    return claim.status is Status.IN_USE or claim.exclusivity is Exclusivity.ONLY


def _of_another_use(item: JudgedClaim, plain: Sequence[JudgedClaim], lexicon: Lexicon) -> bool:
    """True where the sentence denies the drug for a use which the act of the sign is not ("not approved for children",
    then approved for adults), or together with another. What no field holds of a use makes no other of it."""
    if item.claim.exclusivity is Exclusivity.NO_DRUG:  # "no systemic drug", "no vaccine": then a cream came
        beside = (o.claim for o in plain if o.claim.sentence == item.claim.sentence)
        return any(claim.exclusivity is Exclusivity.NO_DRUG for claim in beside)
    approved = item.judged.events[0].indication
    if item.claim.status not in DENIALS or approved is None:
        return False
    denied = [o.claim for o in _of_the_same(item, plain) if o.claim.status in DENIALS]
    if any(claim.subject.together for claim in denied):
        return True
    fits = (compare(use, approved, lexicon) for claim in denied for use in (claim.indication, *claim.also))
    return any(not fit.fits or (fit.no_charge and not fit.loose) for fit in fits)


def is_unnarrowed(facts: Facts) -> bool:
    """True for a sign of whose drugs none had been let on the market by the page's day: whatever else the sentence says
    narrows nothing, but for whom it is (children). So of a sign that there is none at all, which the record has to bear
    out."""
    claim = facts.claim
    if not claim.faint or claim.exclusivity is Exclusivity.NO_DRUG:
        return claim.faint
    if (
        facts.then is None
        or claim.status is not Status.NOT_APPROVED
        or _OF_THE_YOUNG.search(facts.heard.whole)
    ):
        return False
    timelines = [facts.timeline(drug) for drug in claim.subject.drugs]
    firsts = [_first(t) if t is not None else None for t in timelines]
    return bool(firsts) and all(
        e is not None and not e.seen and e.date.earliest() > facts.then.latest() for e in firsts
    )
