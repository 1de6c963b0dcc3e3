"""Claims on acts other than approval: withdrawn, discontinued, generic, over the counter, boxed warning."""

from __future__ import annotations

import re
from datetime import timedelta

from language.days import days
from model.approval import Action, ApprovalEvent
from model.claim import AnchorKind, Exclusivity, Status
from model.dates import PartialDate, long_date
from model.finding import Verdict
from verdicts.compare import compare
from verdicts.copies import of_the_named, rivalled
from verdicts.emergency import ended_for_good, overtaken
from verdicts.facts import SELDOM, Facts, same_brand
from verdicts.judged import ClaimJudgement, contradicted, outdated, supported, unverified
from verdicts.partly import is_part, last_of, rest_of
from verdicts.said import first_ever, of_approval, of_sale
from verdicts.scope import narrowing
from verdicts.timeline import APPROVAL_ENDS, gone, is_harm, same_time
from verdicts.words import day, name

_ACTIONS = {
    Status.WITHDRAWN: (Action.WITHDRAWN, Action.LEFT_MARKET, Action.REVOKED, Action.DISCONTINUED),
    Status.DISCONTINUED: (Action.DISCONTINUED, Action.LEFT_MARKET, Action.WITHDRAWN),
    Status.GENERIC: (Action.GENERIC, Action.GENERIC_APPROVED),
    Status.BIOSIMILAR: (Action.BIOSIMILAR,),
    Status.INTERCHANGEABLE: (Action.INTERCHANGEABLE,),
    Status.OTC: (Action.OTC,),
    Status.BOXED_WARNING: (Action.BOXED_WARNING,),
    Status.EMERGENCY: (Action.EMERGENCY,),
    Status.TENTATIVE: (Action.TENTATIVE,),
}
_STRENGTHS = re.compile(r"\b\d+(?:\.\d+)?\s?(?:%|percent|mg|mcg|µg|micrograms?|milligrams?|units|iu)(?!\w)")
_GONE = (Status.WITHDRAWN, Status.DISCONTINUED)
_ON_SALE = (Status.OTC, Status.GENERIC, Status.BIOSIMILAR, Status.INTERCHANGEABLE)
_COUNTED = frozenset(Exclusivity) - {Exclusivity.NONE, Exclusivity.FIRST}
# A withdrawal is announced, published and effective on three days, weeks apart.
WEEKS_APART = timedelta(days=62)


def judge_act(facts: Facts) -> ClaimJudgement:
    """Look for the act; where it is denied, on which side of the page's date it lies. That it is the only one of its
    kind, or the first to come, the acts of one drug do not tell."""
    judged, claim = rivalled(facts) or _judged(facts), facts.claim
    first = claim.exclusivity is Exclusivity.FIRST and claim.status in _ON_SALE
    counted = claim.exclusivity in _COUNTED or (first and not _came_first(facts, judged))
    if judged.verdict is Verdict.SUPPORTED and judged.events and claim.anchor.date is None:
        said = [d.date for d in days(facts.heard.clause) if d.date is not None]
        if said and not any(same_time(judged.events[0], d) for d in said):
            return unverified(f"{judged.reason}; “{long_date(said[0])}” was not weighed", judged.events[0])
    if judged.verdict is Verdict.SUPPORTED and claim.status in _GONE and is_part(facts, judged.events[0]):
        return unverified(f"{judged.reason}; that is one use of it, and others stand", judged.events[0])
    if counted and judged.verdict is Verdict.SUPPORTED:
        more = f"{judged.reason}; “{claim.exclusivity.value}” was not weighed"
        return unverified(more, judged.events[0] if judged.events else None)
    return judged


def _came_first(facts: Facts, judged: ClaimJudgement) -> bool:
    """ "The first generic of ...": the earliest of its kind on record, and by the name that the page gives."""
    brands = facts.claim.subject.brands
    event = judged.events[0] if judged.events else None
    timeline = facts.timeline(event.drug) if event else None
    if event is None or timeline is None or narrowing(facts.claim.qualifier):
        return False
    kind = next((e for e in timeline.events if e.action is event.action), None)
    own = not event.brand or event.action is not Action.BIOSIMILAR or not brands
    return event is kind and (own or any(same_brand(event.brand, b) for b in brands))


def _judged(facts: Facts) -> ClaimJudgement:
    claim = facts.claim
    drugs = claim.subject.drugs
    if not any(True for _ in facts.known(drugs)):
        return unverified(facts.why_unknown(drugs))
    if claim.status is Status.INTERCHANGEABLE and (claim.qualifier or facts.uses):
        narrow = claim.qualifier or claim.indication.words
        return unverified(f"“{narrow}” beside “interchangeable”: the records at hand do not tell")
    if claim.status is Status.OTC and any(u.population for u in facts.uses):
        return unverified(
            "sale without prescription to a part of the public only: the records at hand do not tell"
        )
    if claim.status is Status.BOXED_WARNING and claim.negated and claim.historic:
        return unverified("that a boxed warning was taken off, the records at hand do not tell")
    found = sorted(_found(facts, drugs), key=lambda e: e.date.earliest())
    left = _left(facts, drugs)
    if claim.status in _ON_SALE and not claim.negated and not claim.historic and left is not None:
        return overtaken(facts, left)
    if not found:
        return _no_record(facts, drugs)
    if claim.status in _ON_SALE:
        found, why = _still_so(facts, drugs, found)
        if why:
            return why
    if claim.status is Status.BOXED_WARNING and not claim.historic:
        lifted = _lifted(facts, drugs, found[-1])
        if lifted is not None:
            return lifted
    if claim.negated:
        return _of_strength(facts, _denied(facts, found))
    said = claim.anchor.date if claim.anchor.kind is AnchorKind.ON else None
    if said is not None:
        return _on_a_day(facts, found, said)
    if claim.status in _GONE:
        return _gone(facts, found)
    began = claim.anchor.date if claim.anchor.kind is AnchorKind.SINCE else None
    if began is not None and not found[0].seen and found[0].date.earliest() - began.latest() > WEEKS_APART:
        return unverified(f"no record at hand of it so early: {found[0].says}, {day(found[0])}", found[0])
    if claim.status is Status.EMERGENCY and not claim.historic:
        ended = ended_for_good(facts, found[0])
        if ended is not None:
            return ended
    if claim.status in _ON_SALE and (early := _too_soon(facts, found)):
        return early
    held = supported(f"{found[0].says}, {day(found[0])}", found[0])
    if claim.status is not Status.EMERGENCY or claim.historic:
        return held
    return facts.up_to_data(held, drugs, Action.REVOKED)  # that it was not ended, is known up to a day only


def _still_so(
    facts: Facts, drugs: tuple[str, ...], found: list[ApprovalEvent]
) -> tuple[list[ApprovalEvent], ClaimJudgement | None]:
    """Of the acts that brought a generic, a biosimilar, sale without prescription those that bear on the claim; with
    the reason where none can: the whole drug left since and came back, or what was approved need not be on sale."""
    ends = [e for t in facts.known(drugs) for e in t.events if is_harm(e) and e.date.earliest() <= facts.now]
    if not facts.claim.historic and facts.claim.anchor.kind is not AnchorKind.ON:
        kept = [e for e in found if not any(e.date.latest() < end.date.earliest() for end in ends)]
        if not kept:
            return [], unverified(
                f"{ends[-1].says}, {day(ends[-1])}; whether it is so again is not told", ends[-1]
            )
        found = kept
    sold = [e for e in found if e.action is not Action.GENERIC_APPROVED]
    of_approval_alone = facts.heard.approves and not facts.heard.sells
    if of_approval_alone or facts.claim.status is not Status.GENERIC:
        return found, None
    if not sold:
        told = f"{found[0].says}, {day(found[0])}"
        return [], unverified(
            f"{told}; patents kept it from sale, and since when one is sold is not told", found[0]
        )
    return sold, None


def _too_soon(facts: Facts, found: list[ApprovalEvent]) -> ClaimJudgement | None:
    """A page that tells of a generic, a biosimilar, sale without prescription before it was so: no act that came later
    bears that out. A biosimilar is on sale from its launch on."""
    event = found[0]
    sale = facts.claim.status is Status.BIOSIMILAR and (of_sale(facts.claim) or facts.heard.sells)
    began = _launch(facts, found) if sale else None
    event = began or event
    if (
        facts.then is None
        or facts.claim.historic
        or event.date.earliest() - facts.then.latest() <= WEEKS_APART
    ):
        return None
    told = f"{event.brand}, a biosimilar, is sold since {long_date(event.date)}" if began else ""
    told = told or f"{event.says}, {day(event)}"
    return unverified(f"{told}: after this was dated, and the page says it already", event)


def _launch(facts: Facts, copies: list[ApprovalEvent]) -> ApprovalEvent | None:
    """When the first of these biosimilars came to be sold, None where that is not on record."""
    brands = {e.brand for e in copies if e.brand}
    launches = (
        e
        for timeline in facts.known(facts.claim.subject.drugs)
        for e in timeline.events
        if e.action is Action.LAUNCHED and e.brand in brands and e.date.earliest() <= facts.now
    )
    return next(launches, None)


def _denied(facts: Facts, found: list[ApprovalEvent]) -> ClaimJudgement:
    """ "There is no generic", where there is one. A biosimilar is sold some time after its approval."""
    act = found[0]
    told = overtaken(facts, act)
    sale = facts.claim.status is Status.BIOSIMILAR and (of_sale(facts.claim) or facts.heard.sells)
    began = _launch(facts, found) if sale else None
    if not sale or (began is None and told.verdict is Verdict.OUTDATED and not of_sale(facts.claim)):
        return told
    if began is None:
        return unverified("when a biosimilar came to be sold, the records at hand do not tell", act)
    reason = f"{began.brand}, a biosimilar, is sold since {long_date(began.date)}"
    before = facts.then is not None and began.date.latest() < facts.then.earliest()
    return (contradicted if before else outdated)(reason, began)


def _of_strength(facts: Facts, judged: ClaimJudgement) -> ClaimJudgement:
    """What is said of one strength is not answered by an act on another ("the 0.3% gel is by prescription only")."""
    said = {"".join(m.split()) for m in _STRENGTHS.findall(facts.heard.whole.casefold())}
    event = judged.events[0] if judged.events else None
    told = {"".join(m.split()) for m in _STRENGTHS.findall(event.says.casefold())} if event else set()
    if not (said - told) or event is None:
        return judged
    return unverified(f"{judged.reason}; whether that is so of {min(said - told)}, is not told", event)


def _no_record(facts: Facts, drugs: tuple[str, ...]) -> ClaimJudgement:
    """No such act is known. A use that is said to be gone may stand to this day."""
    claim = facts.claim
    if claim.status is Status.WITHDRAWN and not claim.negated and facts.uses and facts.then is not None:
        for timeline in facts.known(drugs):
            standing = [
                a
                for use in facts.uses
                for a in facts.approvals(timeline, use)
                if a.fit.decisive and a.in_force(facts.now)
            ]
            if standing and timeline.indications_complete and facts.then.earliest() <= timeline.as_of:
                event = standing[0].event
                return contradicted(
                    f"{name(event)} was approved for it {day(event)}, and no withdrawal is on record", event
                )
    return unverified(f"no record at hand of it ({claim.status.value}), which is no proof that there is none")


def _on_a_day(facts: Facts, found: list[ApprovalEvent], said: PartialDate) -> ClaimJudgement:
    first = found[0]
    if first_ever(facts.claim) and not first.seen and not same_time(first, said):
        told = f"{first.says}, {day(first)}"
        far = not _announced(first, said) and abs(first.date.year - said.year) > 1
        return contradicted(told, first) if far else unverified(told, first)
    match = next((e for e in found if same_time(e, said) or _announced(e, said)), None)
    if match:
        back = _came_back(facts, match) if facts.claim.status in _GONE else None
        if back is not None and facts.heard.still and not facts.heard.returned:
            return overtaken(facts, back)
        return _as_told(facts, match)
    near = min(abs(e.date.year - said.year) for e in found)
    named = any(same_time(e, d.date) for d in days(facts.heard.whole) if d.date is not None for e in found)
    if named:  # "pulled in 2010, and back in 2017": of two days that are named, one is the record's
        return unverified(f"{first.says}, {day(first)}; the sentence names that day too", first)
    if near > 1 and facts.claim.status in _GONE and not any(e.seen for e in found):
        return contradicted(f"{first.says}, {day(first)}", first)
    return unverified(f"the record at hand gives another date: {first.says}, {day(first)}", first)


def _as_told(facts: Facts, event: ApprovalEvent) -> ClaimJudgement:
    """Leaving the market is no withdrawal of the approval, and a brand's end none of the drug's."""
    claim = facts.claim
    told = f"{event.says}, {day(event)}"
    if (
        claim.status is Status.WITHDRAWN
        and of_approval(claim)
        and event.action in (Action.LEFT_MARKET, Action.DISCONTINUED)
    ):
        return unverified(
            f"{told}; whether FDA withdrew the approval too, the records at hand do not tell", event
        )
    if event.brand_only and not any(same_brand(event.brand, b) for b in claim.subject.brands):
        return unverified(f"{told}; that is one brand of it", event)
    return supported(told, event)


def _left(facts: Facts, drugs: tuple[str, ...]) -> ApprovalEvent | None:
    """The act by which the whole drug left the market, None when one of the claim's drugs is there; of a class, the
    act by which a member left that is named in one breath with it."""
    ends = [gone(t, facts.now, facts.lexicon) for t in facts.known(drugs)]
    if ends and all(ends):
        return ends[0]
    return next((e for e in ends if e is not None and facts.listed(e.drug)), None)


def _announced(event: ApprovalEvent, said: PartialDate) -> bool:
    return event.action in (*APPROVAL_ENDS, Action.REVOKED, Action.DISCONTINUED) and (
        said.earliest() - WEEKS_APART <= event.date.latest()
        and event.date.earliest() <= said.latest() + WEEKS_APART
    )


def _lifted(facts: Facts, drugs: tuple[str, ...], warned: ApprovalEvent) -> ClaimJudgement | None:
    """What a boxed warning's removal makes of a claim; None when there was none, or it does not bear on it."""
    removals = [
        e
        for t in facts.known(drugs)
        for e in t.events
        if e.action is Action.WARNING_REMOVED and warned.date.latest() < e.date.earliest() <= facts.now
    ]
    if not removals:
        return None
    event, told = removals[-1], f"{removals[-1].says}, {day(removals[-1])}"
    before = facts.then is not None and event.date.earliest() <= facts.then.latest()
    if facts.claim.negated:
        return facts.up_to_data(supported(told, event), drugs)
    return unverified(f"{told}; other warnings may stand", event) if before else outdated(told, event)


def _found(facts: Facts, drugs: tuple[str, ...]) -> list[ApprovalEvent]:
    """The acts of the claim's kind, of its uses where both name any, of its brand where it names one."""
    status, uses, brands = facts.claim.status, facts.uses, facts.claim.subject.brands
    found = []
    for timeline in facts.known(drugs):
        for event in timeline.events:
            if event.action not in _ACTIONS[status] or event.date.earliest() > facts.now:
                continue
            own = event.indication if event.indication and event.indication.condition else None
            if uses and own and not any(compare(u, own, facts.lexicon).fits for u in uses):
                continue
            if (
                own
                and status is Status.DISCONTINUED
                and event.action in APPROVAL_ENDS
                and not last_of(facts, event)
            ):
                continue  # a use taken back is not the drug taken off the market
            if event.brand_only and brands and not any(same_brand(event.brand, b) for b in brands):
                continue
            found.append(event)
    return of_the_named(facts, found) if status is Status.INTERCHANGEABLE else found


def _gone(facts: Facts, found: list[ApprovalEvent]) -> ClaimJudgement:
    """ "No longer approved", "no longer sold": untrue once it came back."""
    last = found[-1]
    told_of_past = facts.claim.historic and not facts.heard.gone
    back = _came_back(facts, last)
    if back is not None and facts.heard.returned:
        return unverified(f"{last.says}, {day(last)}; that it came back, the page tells too", back)
    if back is not None and not told_of_past:
        told = f"{back.says}, {day(back)}"
        if facts.then is not None and back.date.latest() < facts.then.earliest():
            return contradicted(f"it had come back: {told}", back)
        return outdated(f"it came back: {told}", back)
    judged = _as_told(facts, last)
    rest = rest_of(facts) if judged.verdict is Verdict.SUPPORTED and not told_of_past else None
    if rest is not None:
        return unverified(f"{judged.reason}; but {name(rest)} was approved {day(rest)}, which stands", rest)
    return judged if told_of_past else facts.up_to_data(judged, facts.claim.subject.drugs, slack=SELDOM)


def _came_back(facts: Facts, end: ApprovalEvent) -> ApprovalEvent | None:
    """The first approval in force today that was given after an end."""
    use = facts.uses[0] if facts.uses else None
    return next(
        (
            a.event
            for timeline in facts.known(facts.claim.subject.drugs)
            for a in facts.approvals(timeline, use)
            if a.in_force(facts.now) and not a.fit.no_proof and a.event.date.earliest() > end.date.latest()
        ),
        None,
    )
