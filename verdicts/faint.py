"""Signs beside a name (``Claim.faint``): told only where the record has moved under them since the page's day.

"American men must join a study to have it" says little. Of a drug that had no approval when the page was dated, and has
one today, it can be no more than what was so then: any sign that it was to be had in no other way is overtaken. So the
record is the judge of what was read, and what it does not bear out is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.approval import Action, ApprovalEvent, Timeline
from model.claim import Status
from model.finding import Verdict
from verdicts.facts import Facts
from verdicts.judged import ClaimJudgement, contradicted, outdated, unverified
from verdicts.timeline import APPROVALS
from verdicts.words import day, name

#: What lets a drug be given at all.
_LETS = APPROVALS | {Action.EMERGENCY, Action.TENTATIVE}
_NOTHING = unverified("a word beside the name, which the record does not bear out")


def borne_out(facts: Facts, judged: ClaimJudgement) -> ClaimJudgement:
    """``judged`` (as if the page had said it outright) where the record moved from what it is a sign of to the
    contrary after the page's day; that a drug is not to be had any more, and was gone by then, where it is told as
    one to be had; that it was approved before it ever was. Else *not verified*."""
    claim = facts.claim
    if claim.status is Status.APPROVED:
        return _too_early(facts)
    if claim.status is Status.IN_USE:
        if not _was_there(facts):
            return _NOTHING
        judged = _use_ended(facts) or _authority_ended(facts) or judged
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


def _first(timeline: Timeline) -> ApprovalEvent | None:
    return min(
        (e for e in timeline.events if e.action in _LETS), key=lambda e: e.date.earliest(), default=None
    )


def _use_ended(facts: Facts) -> ClaimJudgement | None:
    """The withdrawal of all that the drug was approved for in the disease that the sentence names."""
    ends = list(_ends(facts))
    if not ends or None in ends:
        return None
    last = max((e for e in ends if e is not None), key=lambda e: e.date.earliest())
    if facts.then is None or last.date.earliest() > facts.then.latest():
        return outdated(f"{last.says}, {day(last)}", last)
    return contradicted(f"{last.says}, {day(last)}", last)


def _ends(facts: Facts) -> Iterator[ApprovalEvent | None]:
    """Of each approval for the claim's own use the act that ended it by today, None of one that stands."""
    if not facts.claim.indication.condition:
        return
    for timeline in facts.known(facts.claim.subject.drugs):
        for approval in facts.approvals(timeline, facts.claim.indication):
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
        told = f"{last.says}, {day(last)}"
        late = facts.then is not None and last.date.latest() < facts.then.earliest()
        return contradicted(told, last) if late else outdated(told, last)
    return None
