"""Claims on whether a drug can be had: not sold, sold by special access only, in use."""

from __future__ import annotations

import re

from model.approval import Action, ApprovalEvent, Timeline
from model.claim import AnchorKind, Status
from model.dates import long_date
from verdicts.approved import since
from verdicts.facts import SELDOM, Facts
from verdicts.judged import ClaimJudgement, contradicted, lapsed, outdated, supported, unverified
from verdicts.timeline import APPROVALS, gone, off_sale
from verdicts.words import day, name


def judge_availability(facts: Facts) -> ClaimJudgement:
    """A drug that left the market is not in use, and one approved since the page was dated can be had."""
    claim = facts.claim
    drugs = claim.subject.drugs
    if not any(True for _ in facts.known(drugs)):
        return unverified(facts.why_unknown(drugs))
    if facts.heard.copy and not claim.subject.brands:
        return unverified("whether a copy of it is sold, its approvals do not tell")
    ends = [_end(facts, drug) for drug in drugs]
    out = next((e for e in ends if e is not None), None)
    named = [e for e in ends if e is not None and facts.listed(e.drug)]
    sold = claim.status is Status.IN_USE if not claim.negated else claim.status is Status.NOT_MARKETED
    if sold:
        several = bool(claim.subject.drug_class)
        if named:
            return _gone(facts, named[0])
        if out is not None and not (several and not all(ends)):
            return _gone(facts, out)
        brand = next((e for t in facts.known(drugs) if (e := brand_gone(facts, t))), None)
        if brand is not None:
            return _gone(facts, brand)
        return _too_early(facts, drugs) or _still_there(facts, drugs)
    if out is not None and all(ends):
        if facts.then is not None and out.date.earliest() > facts.then.latest():
            return unverified(f"it was sold until later: {out.says}, {day(out)}", out)
        return facts.up_to_data(supported(f"{out.says}, {day(out)}", out), drugs, slack=SELDOM)
    return _not_yet(facts, drugs)


def _end(facts: Facts, drug: str) -> ApprovalEvent | None:
    timeline = facts.timeline(drug)
    if timeline is None:
        return None
    return gone(timeline, facts.now, facts.lexicon) or off_sale(timeline, facts.now)


def brand_gone(facts: Facts, timeline: Timeline) -> ApprovalEvent | None:
    """The act that ended the one brand by which the claim names its drug, while others of the drug stay ("Makena");
    None where it names none, or any approval or sale of the brand stands."""
    brands = facts.claim.subject.brands
    if len(brands) != 1:
        return None
    own = [
        a
        for a in facts.approvals(timeline, None)
        if a.event.brand.casefold() == brands[0].casefold() and a.event.action in APPROVALS
    ]
    if not own or any(a.in_force(facts.now) for a in own):
        return None
    ends = [a.ended for a in own if a.ended is not None]
    return max(ends, key=lambda e: e.date.earliest(), default=None)


def _gone(facts: Facts, out: ApprovalEvent) -> ClaimJudgement:
    told = f"{out.says}, {day(out)}"
    if facts.claim.historic or (facts.claim.anchor.kind is AnchorKind.ON):
        return unverified(f"told of the past; {told}", out)
    if facts.then is not None and out.date.latest() < facts.then.earliest():
        return contradicted(told, out)
    return outdated(told, out)


def _still_there(facts: Facts, drugs: tuple[str, ...]) -> ClaimJudgement:
    for timeline in facts.known(drugs):
        for approval in facts.approvals(timeline, None):
            if approval.in_force(facts.now) and not approval.fit.no_proof:
                event = approval.event
                held = supported(
                    f"{name(event)} was approved {day(event)}, and nothing tells that it left", event
                )
                return facts.up_to_data(held, drugs, Action.DISCONTINUED)
    return unverified("no approval of it in the records at hand, which is no proof that there is none")


def _too_early(facts: Facts, drugs: tuple[str, ...]) -> ClaimJudgement | None:
    """ "Sold since 2011", of one brand: none is sold before its approval. Of a substance it may be: old ones were sold
    without any."""
    brands = facts.claim.subject.brands
    if len(brands) != 1 or facts.claim.negated:
        return None
    for timeline in facts.known(drugs):
        found = [a for a in facts.approvals(timeline, None) if a.event.brand == brands[0]]
        judged = since(facts, timeline, found)
        if judged is not None:
            return judged
    return None


def _not_yet(facts: Facts, drugs: tuple[str, ...]) -> ClaimJudgement:
    """ "Not yet on the market": untrue from its launch on; where that is not on record, an approval since the page was
    dated tells of it."""
    said = facts.claim.anchor.date
    sold = launched(facts)
    if sold is not None:
        return sold
    for timeline in facts.known(drugs):
        found = facts.approvals(timeline, None)
        if facts.then is not None and any(a.in_force(facts.then.latest()) for a in found):
            continue  # a further use brings no drug to the market
        for approval in found:
            event = approval.event
            late = facts.then is not None and event.date.earliest() > facts.then.latest()
            if late and approval.in_force(facts.now) and not approval.fit.no_charge:
                return outdated(f"{name(event)} was approved {day(event)}", event)
    if facts.claim.anchor.kind is AnchorKind.FUTURE and said is not None and said.latest() < facts.now:
        return lapsed(said)
    return unverified("since when it is sold, the records at hand do not tell")


# Words of "not yet" that are of its sale and not of its approval.
_OF_SALE = re.compile(
    r"\b(?:market|sale|sold|shelves|shops|stores|pharmac(?:y|ies)|buy|bought|launch\w*|available|"
    r"to be had)\b"
)


def not_sold_yet(facts: Facts) -> ClaimJudgement | None:
    """ "Not on the market yet", which is said of what is approved as well: judged by its launch where that is known."""
    return launched(facts) if _OF_SALE.search(facts.claim.cue.casefold()) else None


def launched(facts: Facts) -> ClaimJudgement | None:
    """What the launch makes of "it is not sold"; None where that is not on record."""
    begun = _begun(facts)
    if begun is None or facts.claim.historic:
        return None
    told = f"{name(begun)} has been on the market since {long_date(begun.date)}"
    late = facts.then is not None and begun.date.latest() < facts.then.earliest()
    return contradicted(told, begun) if late else outdated(told, begun)


def _begun(facts: Facts) -> ApprovalEvent | None:
    """When what the claim says cannot be had came on sale: the one brand that it names, else the drug's first. None
    where that is not on record, or it is said of one form of what may be sold in others."""
    brands = facts.claim.subject.brands
    if facts.routes or len(facts.claim.subject.drugs) != 1 or len(brands) > 1:
        return None
    for timeline in facts.known(facts.claim.subject.drugs):
        begun = [e for e in timeline.events if e.action is Action.LAUNCHED and e.date.earliest() <= facts.now]
        if brands:
            return next((e for e in begun if e.brand.casefold() == brands[0].casefold()), None)
        lets = [e for e in timeline.events if e.action in APPROVALS]
        if begun and lets and begun[0].brand == lets[0].brand:
            return begun[0]
    return None
