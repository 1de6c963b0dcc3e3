"""Claims that something is not approved: not yet, only in trials, under review, experimental, off label, none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from language.lately import lately
from model.claim import Anchor, AnchorKind, Claim, Exclusivity, Status
from model.finding import Verdict
from verdicts.ages import AGE_GROUPS
from verdicts.compare import compare
from verdicts.facts import Facts
from verdicts.judged import ClaimJudgement, contradicted, lapsed, outdated, supported, unverified
from verdicts.said import at_large, of_approval
from verdicts.states import DENIED, Outcome, Standing, State, state_on, state_today
from verdicts.timeline import Approval
from verdicts.weighed import Weighed, is_described, is_new, kind_asked, weigh
from verdicts.words import day, ended, name

# Statuses that wait for something: a day on which it was to come, once past, ages them by itself.
_PENDING = frozenset({Status.UNDER_REVIEW, Status.NOT_APPROVED, Status.NOT_MARKETED})


def judge_denial(facts: Facts) -> ClaimJudgement:
    """Look for the approvals that make the denial untrue, and on which side of the page's date they begin."""
    claim = facts.claim
    dated = claim.anchor.date is not None and claim.status is Status.NOT_APPROVED
    if claim.status is Status.NOT_APPROVED and claim.historic and not (dated and _is_as_of(claim)):
        return _refused(facts)
    cannot = _cannot_tell(facts)
    if cannot:
        return unverified(cannot)
    anyone = claim.exclusivity is Exclusivity.NO_DRUG and not claim.subject.drugs
    drugs = facts.rivals("") if anyone else claim.subject.drugs
    drugs = tuple(d for d in drugs if not _excepted(facts, d))
    if not any(True for _ in facts.known(drugs)):
        return unverified(facts.why_unknown(drugs))
    weighed = weigh(facts, drugs, anyone)
    if dated and (claim.anchor.kind is AnchorKind.ON or (claim.historic and _is_as_of(claim))):
        return _on_a_day(facts, drugs, weighed)
    now, then = state_today(weighed.decisive, facts.now), state_on(weighed.decisive, facts.then)
    outcome = DENIED[then.standing, now.standing]
    if outcome is Outcome.FALSE or (outcome is Outcome.AGED and then.standing is Standing.UNDATED):
        beside = _beside(facts, then if outcome is Outcome.FALSE else now)
        if beside:
            return beside
    if outcome is Outcome.FALSE and then.approval is not None:
        event, fit = then.approval.event, then.approval.fit
        if facts.heard.past and then.approval.ended is None:
            return unverified(f"told of the past; {name(event)} was approved {day(event)}", event)
        return contradicted(
            f"{name(event)} had been approved {day(event)}", event, narrower=fit.narrower, wider=fit.wider
        )
    if outcome is Outcome.AGED:
        return _overtaken(facts, weighed.decisive, then, now)
    decided = _decided_and_gone(facts, then, now)
    if decided is not None:
        return decided
    return _past_due(facts) or _not_found(facts, drugs, weighed, now, anyone)


def _is_as_of(claim: Claim) -> bool:
    """ "As of March 2015, X was not approved": how things stood on that day, no refusal."""
    return (
        claim.anchor.kind is AnchorKind.AS_OF and of_approval(claim) and "refus" not in claim.cue.casefold()
    )


def _refused(facts: Facts) -> ClaimJudgement:
    """ "The FDA refused X": history, which no later approval makes untrue. Where the sentence tells that X cannot be
    had therefore, or tells it as news or as how things stand, an approval of it since then does, as it does with "X is
    not approved"."""
    history = unverified("a refusal is an act in the past, which FDA's approval records do not hold")
    now = facts.claim.anchor.kind is AnchorKind.NOW  # "so far", "still"
    anchor = facts.claim.anchor
    told = lately(anchor.words)
    news = anchor.kind is AnchorKind.RECENT and not (told is not None and told.is_over)
    lasts = facts.heard.lasts or ((now or news) and not facts.heard.overcome)
    if not lasts or not facts.claim.subject.drugs:
        return history
    today = replace(facts.claim, historic=False, anchor=Anchor())
    judged = judge_denial(replace(facts, claim=today))
    untrue = judged.verdict is Verdict.OUTDATED or (now and judged.verdict is Verdict.CONTRADICTED)
    return judged if untrue else history


def _cannot_tell(facts: Facts) -> str:
    """Why approvals cannot decide this denial at all; empty when they can."""
    claim = facts.claim
    research = _is_research(claim)
    if claim.status is Status.SPECIAL_ACCESS and claim.anchor.kind is AnchorKind.ON:
        return "told of the past, when it was to be had by special access"
    if research and claim.subject.excluding:
        return "it says that others of the class are studied, without saying which"
    if claim.status is Status.INVESTIGATIONAL and at_large(claim):
        return "research at large, which an approval for one use does not end"
    if facts.unknown_use and not (is_new(facts) and claim.status is Status.UNDER_REVIEW):
        return f"“{facts.unknown_use}” is no use that the records at hand can be asked for"
    if facts.aspect and not is_new(facts):
        return facts.aspect
    if not claim.subject.drugs and facts.uses and not any(u.condition or u.biomarkers for u in facts.uses):
        return "it does not say for which disease nothing is approved"
    if (
        claim.qualifier
        and kind_asked(facts) is None
        and not is_new(facts)
        and not is_described(claim, facts.lexicon)
    ):
        return f"“{claim.qualifier}”: the records at hand do not tell such treatments apart"
    if claim.status is Status.OFF_LABEL and not facts.uses:
        return "it does not say which use is off label"
    return ""


def _is_research(claim: Claim) -> bool:
    return claim.status is Status.INVESTIGATIONAL and not claim.denies


def _excepted(facts: Facts, drug: str) -> bool:
    """ "No drug other than X": X, and what repackages it, is no answer."""
    excepted = facts.claim.subject.excluding
    return drug in excepted or (bool(excepted) and facts.combines(drug, excepted))


def _on_a_day(facts: Facts, drugs: tuple[str, ...], weighed: Weighed) -> ClaimJudgement:
    """ "In 2010, olaparib was not approved": history, judged on its own day."""
    said = facts.claim.anchor.date
    state = state_on(weighed.decisive, said)
    if state.standing is Standing.IN_FORCE and state.approval is not None:
        event = state.approval.event
        return contradicted(f"{name(event)} had been approved {day(event)}", event)
    if state.standing is Standing.PERHAPS or weighed.doubtful or said is None or not _listed(facts, drugs):
        return unverified("told of the past, and the records at hand do not list every use")
    return supported("no approval for it up to that day")


def _beside(facts: Facts, state: State) -> ClaimJudgement | None:
    """Why an approval that was there when the page spoke does not make the sentence untrue; None when it does."""
    claim = facts.claim
    if state.approval is None:
        return None
    event, dated = state.approval.event, facts.then is not None
    if _is_research(claim) and (dated or claim.subject.drug_class or not facts.uses):
        return unverified(
            "approved for it when the page was dated; research goes on beside an approval"
            if dated
            else "approved for it; research goes on beside an approval",
            event,
        )
    if (
        claim.status is Status.UNDER_REVIEW
        and not facts.uses
        and (dated or not _has_one_use(facts, event.drug))
    ):
        return unverified("approved before; what is under review may be a further use", event)
    if not facts.uses and claim.context.condition and not _fits_context(facts, state.approval):
        return unverified("approved, but perhaps not for what this passage is about", event)
    return None


def _decided_and_gone(facts: Facts, then: State, now: State) -> ClaimJudgement | None:
    """What was awaited came after the page, and was taken back since: the wait is over all the same."""
    awaits = facts.claim.status in (Status.UNDER_REVIEW, Status.INVESTIGATIONAL)
    if not awaits or then.standing is not Standing.NEVER or now.approval is None or now.ended is None:
        return None
    event, end = now.approval.event, now.ended
    if facts.claim.subject.drug_class or facts.then is None or event.date.earliest() <= facts.then.latest():
        return None
    return outdated(f"{name(event)} was approved {day(event)}, and {ended(end)} {day(end)}", event, (end,))


def _has_one_use(facts: Facts, drug: str) -> bool:
    """True when all that the drug was ever approved for is one condition: what was under review was that use."""
    timeline = facts.timeline(drug)
    found = facts.approvals(timeline, None) if timeline else ()
    conditions = {a.event.indication.condition for a in found if a.event.indication}
    return len(conditions) == 1 and "" not in conditions


def _fits_context(facts: Facts, approval: Approval) -> bool:
    return compare(facts.claim.context, approval.event.indication, facts.lexicon).fits


def _overtaken(facts: Facts, decisive: tuple[Approval, ...], then: State, now: State) -> ClaimJudgement:
    """Untrue since the first approval that the page could not know; on a page without a date, since the one that
    is in force."""
    assert now.approval is not None
    begun = now.approval
    if then.standing is Standing.PERHAPS and then.approval is not None:
        begun = then.approval
    elif facts.then is not None:
        end = facts.then.latest()
        begun = next((a for a in decisive if a.event.date.earliest() > end), begun)
    after = [
        a for a in decisive if a.in_force(facts.now) and a.event.date.earliest() > begun.event.date.earliest()
    ]
    return outdated(
        f"{name(begun.event)} was approved {day(begun.event)}",
        begun.event,
        facts.followers(after, begun.event),
        narrower=now.approval.fit.narrower,
        wider=now.approval.fit.wider,
    )


def _past_due(facts: Facts) -> ClaimJudgement | None:
    """ "Expected in 2013", once 2013 is over: what waits for a day ages with it, whatever came of it."""
    claim = facts.claim
    said = claim.anchor.date
    if claim.anchor.kind is not AnchorKind.FUTURE or said is None or claim.status not in _PENDING:
        return None
    return lapsed(said) if said.latest() < facts.now else None


def _not_found(
    facts: Facts, drugs: tuple[str, ...], weighed: Weighed, now: State, anyone: bool
) -> ClaimJudgement:
    claim = facts.claim
    doubtful = next(
        # an old antibiotic "for infection" is no answer to "no drug for hepatitis E"
        (a for a in weighed.doubtful if a.in_force(facts.now) and not (anyone and a.fit.general)),
        None,
    )
    if doubtful is not None:
        reason = weighed.why or (
            f"{name(doubtful.event)} was approved {day(doubtful.event)}, "
            + (f"but {doubtful.fit.no_charge}" if doubtful.fit.no_charge else "perhaps for this too")
        )
        return unverified(reason, doubtful.event)
    if _is_research(claim) or claim.status is Status.UNDER_REVIEW:
        return unverified(
            "no approval for it found; whether it is being studied, FDA's records do not say"
            if claim.status is Status.INVESTIGATIONAL
            else "no approval for it found; what is under review, FDA's records do not say"
        )
    if now.standing is Standing.TAKEN_BACK and not anyone:
        return facts.up_to_data(supported("approved once, and taken back since", now.ended), drugs)
    if anyone:
        return unverified("no approval for it among the drugs at hand, which are not all there are")
    near = next(_for_others(facts, drugs), None)
    if near is not None:
        return unverified(
            f"{name(near.event)} was approved {day(near.event)}, perhaps for this too", near.event
        )
    if facts.heard.broad:
        return unverified(f"“{facts.heard.broad}” is more than the records at hand can be asked for")
    if _listed(facts, drugs) and facts.uses:
        return facts.up_to_data(supported("no approval for it"), drugs)
    return unverified("no approval for it found; the records at hand do not list every use")


def _for_others(facts: Facts, drugs: tuple[str, ...]) -> Iterator[Approval]:
    """Approvals for the use in people of whom a label need not speak (men, women, in pregnancy)."""
    for use in facts.uses:
        if use.population not in AGE_GROUPS:
            for timeline in facts.known(drugs):
                yield from facts.approvals(timeline, replace(use, population=""))


def _listed(facts: Facts, drugs: tuple[str, ...]) -> bool:
    """True when the records list every use of every one of the drugs."""
    timelines = list(facts.known(drugs))
    complete = all(t.indications_complete for t in timelines)
    group = facts.lexicon.classes.get(facts.claim.subject.drug_class)
    return len(timelines) == len(drugs) and complete and (group is None or group.complete)
