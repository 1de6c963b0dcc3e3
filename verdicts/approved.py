"""Claims that something is, or was on a day, approved."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from model.approval import Action, Timeline
from model.claim import AnchorKind, Exclusivity, Status
from model.dates import PartialDate
from model.evidence import GRACE
from model.finding import Verdict
from model.indication import Indication
from verdicts.compare import prior_of
from verdicts.emergency import emergency_only
from verdicts.extent import beyond_extent, widened
from verdicts.facts import Facts
from verdicts.judged import ClaimJudgement, contradicted, outdated, supported, unverified
from verdicts.off_label import lacking_for
from verdicts.partly import ended_as_pair
from verdicts.said import first_ever, in_full, in_full_beside, received
from verdicts.states import CLAIMED, Outcome, state_on, state_today
from verdicts.timeline import Approval, approvals, first, gone, same_time
from verdicts.words import day, ended, name

RANK = {Verdict.CONTRADICTED: 0, Verdict.OUTDATED: 1, Verdict.NOT_VERIFIED: 2, Verdict.SUPPORTED: 3}
NO_PROOF = "no approval of it in the records at hand, which is no proof that there is none"
# Days that news, letters and labels lie apart: less is no wrong day or month. A wrong year is wrong.
_WEEKS = timedelta(days=31)
_SEASON = timedelta(days=92)
_FDA = re.compile(r"\b(?:FDA|F\.D\.A|Food and Drug)")
# In a sentence that looks ahead an approval may be hoped for.
_AHEAD = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|may|might|will|would|could|should|expect\w*|await\w*|wait\w*|if|once|until|before|soon|"
    r"plan\w*|set to|due|panel|last|ask\w*|appl\w+|fil(?:e|ed|ing)|review\w*|decision|decide\w*)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:who|with|also|despite|besides|having|have|has|when|during|after)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def judge_approved(facts: Facts) -> ClaimJudgement:
    """Every drug and every use that the claim names must hold; of a class or a pair, one is enough."""
    claim = facts.claim
    drugs = claim.subject.drugs
    if not any(True for _ in facts.known(drugs)):
        return unverified(facts.why_unknown(drugs))
    if facts.aspect:
        return unverified(facts.aspect)
    uses: tuple[Indication | None, ...] = facts.uses or (None,)
    some = bool(claim.subject.drug_class) or claim.subject.together
    results = [_one_drug(facts, drug, uses) for drug in drugs]
    best = (max if some else min)(results, key=lambda r: RANK[r.verdict])
    if not claim.subject.together or best.verdict is not Verdict.NOT_VERIFIED:
        return best
    # what was approved for the pair is on the record of one of the two
    return next((r for r in results if ended_as_pair(facts, r)), best)


def _one_drug(facts: Facts, drug: str, uses: tuple[Indication | None, ...]) -> ClaimJudgement:
    timeline = facts.timeline(drug)
    if timeline is None:
        return unverified(facts.why_unknown((drug,)))
    return min((_one_use(facts, timeline, use) for use in uses), key=lambda r: RANK[r.verdict])


def _one_use(facts: Facts, timeline: Timeline, use: Indication | None) -> ClaimJudgement:
    claim = facts.claim
    found = facts.approvals(timeline, use)
    if claim.status is Status.APPROVED and (in_full(claim) or in_full_beside(facts.heard.clause, claim.cue)):
        found = tuple(_unless_accelerated(a) for a in found)
    sure = [a for a in found if not a.fit.no_proof]
    if claim.status is Status.ACCELERATED:
        return _accelerated(facts, timeline, sure)
    if claim.anchor.kind is AnchorKind.ON:
        if claim.anchor.date is not None:
            return _on_a_day(facts, timeline, found, use)
        if sure:  # told as history, without a date
            return supported(f"{name(sure[0].event)} was approved {day(sure[0].event)}", sure[0].event)
    standing = [a for a in sure if a.in_force(facts.now)]
    if any(a.ended and not a.fit.general for a in sure) and all(a.fit.general for a in standing):
        standing = []  # an approval for every tumour of some kind does not bring back the one that was taken back
    if (said := prior_of(use)) and not said.vague and any(a.ended and _line(a) == said.least for a in sure):
        # "after four other treatments", where the approval in those words was taken back: one after two, with a partner
        # that the page does not name, is another approval
        other = [a for a in standing if _line(a) != said.least and a.fit.narrower]
        if other and facts.then is not None and other[0].event.date.earliest() <= facts.then.latest():
            event = other[0].event
            return unverified(
                f"{name(event)} was approved {day(event)} in other words than the page's", event
            )
        standing = [a for a in standing if a not in other]
        sure = [a for a in sure if a not in other]
    if claim.restrictive:
        beyond = beyond_extent(facts, timeline, use, standing)
        if beyond:
            return beyond
    if facts.unknown_use and standing:
        return unverified(
            f"approved, but “{facts.unknown_use}” is no use that the records at hand can be asked for"
        )
    if standing:
        return (
            since(facts, timeline, sure)
            or _too_soon(facts, timeline, sure)
            or widened(facts, timeline, use, standing)
            or _holds(facts, timeline, standing)
        )
    return _ended(facts, timeline, found, sure) or _absent(facts, timeline, use, found)


def _unless_accelerated(approval: Approval) -> Approval:
    """ "Fully approved" is not borne out by an accelerated approval."""
    if approval.event.action is not Action.ACCELERATED:
        return approval
    return replace(approval, fit=approval.fit.unsure("that is an accelerated approval"))


def _too_soon(facts: Facts, timeline: Timeline, sure: list[Approval]) -> ClaimJudgement | None:
    """The page calls approved what was not until after its day, of which no later approval bears anything out. Where
    it names FDA, and the records hold every use of the drug, that was untrue."""
    if facts.then is None:
        return None
    first = min(sure, key=lambda a: a.event.date.earliest(), default=None)
    if first is None or first.event.seen or first.event.date.earliest() <= facts.then.latest():
        return None
    early = first.event.date.earliest() - facts.then.latest()
    if facts.claim.exclusivity is not Exclusivity.NONE and early <= _WEEKS:
        return None  # "the two approved are ...": who lists it knew of it, whatever day the page gives
    plain = not (facts.claim.unread or facts.unknown_use or _AHEAD.search(facts.heard.whole))
    names_fda = _FDA.search(facts.heard.clause) and plain
    if names_fda and timeline.indications_complete and early > _SEASON and not first.fit.no_charge:
        return contradicted(f"{name(first.event)} was approved for it only {day(first.event)}", first.event)
    return unverified(
        f"{name(first.event)} was approved {day(first.event)}, after this was dated, and the page says it already",
        first.event,
    )


def _line(approval: Approval) -> int | None:
    """After how many treatments at least an approval is, None where it does not say."""
    prior = prior_of(approval.event.indication)
    return prior.least if prior is not None and not prior.vague else None


def _holds(facts: Facts, timeline: Timeline, standing: list[Approval]) -> ClaimJudgement:
    best = min(standing, key=lambda a: (a.fit.general, a.fit.narrower + a.fit.wider, a.event.date.earliest()))
    told = f"{name(best.event)} was approved {day(best.event)}"
    begun = first(facts.approvals(timeline, None))
    if (
        first_ever(facts.claim)
        and facts.uses
        and begun
        and begun.event.date.latest() < best.event.date.earliest()
    ):
        return unverified(f"{told}; {name(begun.event)} was first approved {day(begun.event)}", best.event)
    held = supported(told, best.event, narrower=best.fit.narrower, wider=best.fit.wider)
    if facts.claim.restrictive:
        return facts.up_to_data(held, (timeline.drug,))
    return held


def while_accelerated(facts: Facts, judged: ClaimJudgement) -> ClaimJudgement:
    """An accelerated approval stands until it is taken back: that it was not, is known up to a day only."""
    claim = facts.claim
    if judged.verdict is not Verdict.SUPPORTED or claim.historic or claim.anchor.kind is AnchorKind.ON:
        return judged
    event = judged.events[0] if judged.events else None
    timeline = facts.timeline(event.drug) if event else None
    if event is None or timeline is None or event.action is not Action.ACCELERATED:
        return judged
    same = facts.approvals(timeline, event.indication)
    full = any(
        a.in_force(facts.now) and a.event.action is not Action.ACCELERATED and not a.fit.narrower
        for a in same
    )
    return judged if full else facts.up_to_data(judged, (event.drug,), Action.WITHDRAWN)


def since(facts: Facts, timeline: Timeline, found: list[Approval]) -> ClaimJudgement | None:
    """ "Approved since 2010": untrue where the first approval came later."""
    claim = facts.claim
    begun = first(found)
    if claim.anchor.kind is not AnchorKind.SINCE or claim.anchor.date is None or begun is None:
        return None
    if begun.event.date.earliest() - claim.anchor.date.latest() <= _WEEKS:
        return None
    told = f"{name(begun.event)} was first approved {day(begun.event)}"
    if len(claim.subject.drugs) > 1 and len(set(_YEAR.findall(facts.heard.clause))) > 1:
        return unverified(f"which year is said of which drug could not be told; {told}", begun.event)
    if _certain(timeline, begun) and not begun.fit.no_charge:
        return contradicted(told, begun.event)
    return unverified(f"no approval of that date at hand; {told}", begun.event)


def _ended(
    facts: Facts, timeline: Timeline, found: tuple[Approval, ...], sure: list[Approval]
) -> ClaimJudgement | None:
    """What an end makes of the claim: of the use, or of the whole drug, which ends every use; None without one."""
    whole = gone(timeline, facts.now, facts.lexicon)
    # an approval for every tumour of some kind does not bring back the one that was taken back
    own = any(a.ended and not a.fit.general for a in sure)
    unsure = [a for a in found if a.fit.no_proof and a.in_force(facts.now) and not (own and a.fit.general)]
    if whole is None and (unsure or not any(a.ended for a in sure)):
        return None
    if not any(a.ended for a in sure):
        if whole is None:
            return None
        sure = [Approval(e.event, e.fit, whole) for e in facts.approvals(timeline, None)] or [
            Approval(whole, found[0].fit, whole) for _ in found[:1]
        ]
        if not sure:
            return unverified(f"{whole.says}, {day(whole)}", whole)
    now = state_today(sure, facts.now)
    then = state_on(sure, facts.then)
    end = now.ended
    if end is None or now.approval is None:
        return None
    outcome = CLAIMED[then.standing, now.standing]
    if outcome is Outcome.AGED:
        return outdated(f"{ended(end)} {day(end)}", end)
    begun = now.approval.event
    if then.ended is None and begun is not end:
        return contradicted(
            f"{name(begun)} was approved only {day(begun)}, and {ended(end)} {day(end)}", end, begun
        )
    return contradicted(f"{ended(end, had=True)} {day(end)}", end)


def _absent(
    facts: Facts, timeline: Timeline, use: Indication | None, found: tuple[Approval, ...]
) -> ClaimJudgement:
    """Nothing that is on record bears the claim out."""
    unsure = next((a for a in found if a.fit.no_proof and a.in_force(facts.now)), None)
    if unsure is not None:
        return unverified(
            f"{name(unsure.event)} was approved {day(unsure.event)}, but {unsure.fit.no_proof}", unsure.event
        )
    lacking = lacking_for(facts, timeline, use)
    if use is None:
        return lacking or unverified(NO_PROOF)
    revoked = emergency_only(facts, timeline, use)
    if revoked is not None:
        return contradicted(f"{revoked.says}, {day(revoked)}, and no approval for it is on record", revoked)
    if lacking is not None:
        return lacking
    known = [a for a in facts.approvals(timeline, None) if a.in_force(facts.now) and not a.fit.no_charge]
    if known and _never_for_this(facts, timeline, use):
        return contradicted("FDA has not approved it for this use", *(a.event for a in known[:3]))
    return unverified("approved for other uses; the records at hand do not list every use")


def _never_for_this(facts: Facts, timeline: Timeline, use: Indication) -> bool:
    """True when the records list every use of the drug up to the page's day, and this one disease is none of them.
    Of several diseases in one breath some say for whom, not for what ("who also have high blood pressure")."""
    spoken = facts.then.earliest() if facts.then is not None else facts.now - GRACE
    bare = Indication(condition=use.condition)
    forms = [a for a in approvals(timeline, bare, facts.lexicon) if a.event.brand]
    if any(a.event.brand.startswith(f"{brand} ") for a in forms for brand in facts.claim.subject.brands):
        return False  # Effexor XR is what pages call Effexor
    return (
        timeline.indications_complete
        and (len(facts.uses) == 1 or not _ALSO.search(facts.heard.clause))
        and spoken <= timeline.as_of
        and bool(use.condition)
        and not use.unread
        and not facts.approvals(timeline, bare)
        and not any(_is_kind_of(a.event.indication, use) for a in facts.approvals(timeline, None))
    )


def _is_kind_of(approved: Indication | None, use: Indication) -> bool:
    """True when the name of what is approved holds that of the use: rheumatoid arthritis is an arthritis."""
    return approved is not None and f" {use.condition}" in f" {approved.condition}"


def _certain(timeline: Timeline, approval: Approval) -> bool:
    """True when nothing came before this approval: it is the drug's first, or every use is listed."""
    earliest = min((e.date.earliest() for e in timeline.events), default=None)
    return not approval.event.seen and (
        timeline.indications_complete or approval.event.date.earliest() == earliest
    )


def _is_brands_first(facts: Facts, timeline: Timeline, approval: Approval) -> bool:
    """True when this approval is the first of the one brand that the claim names, on an application of its own (a
    new name for an old application is no new approval)."""
    event, brands = approval.event, facts.claim.subject.brands
    return (
        len(brands) == 1
        and event.brand.casefold() == brands[0].casefold()
        and event.application is not None
        and not event.seen
        and not any(
            e.application == event.application and e.date.earliest() < event.date.earliest()
            for e in timeline.events
        )
    )


def _apart(approval: Approval, said: PartialDate) -> bool:
    """True when the date that a page gives is wrong: the year, or the day or month by more than weeks."""
    event = approval.event
    slack = _WEEKS if said.month else timedelta(0)
    return event.date.earliest() - said.latest() > slack or said.earliest() - event.date.latest() > slack


def _on_a_day(
    facts: Facts, timeline: Timeline, found: tuple[Approval, ...], use: Indication | None
) -> ClaimJudgement:
    claim = facts.claim
    said = claim.anchor.date
    assert said is not None
    match = next((a for a in found if same_time(a.event, said)), None)
    begun = first(facts.approvals(timeline, None))
    lacking = lacking_for(facts, timeline, use) if not found else None
    if begun is None:
        return lacking or unverified(NO_PROOF)
    told = f"{name(begun.event)} was first approved {day(begun.event)}"
    late = begun.event.seen and said.earliest() > begun.event.date.latest()
    first_of_all = _certain(timeline, begun) or late or _is_brands_first(facts, timeline, begun)
    sure = not begun.fit.no_charge and first_of_all
    formed = facts.heard.formed or bool(claim.subject.routes)
    begins = use is None and (facts.heard.introduced or (first_ever(claim) and not formed))
    wrong_first = begins and not same_time(begun.event, said)
    if match and sure and use is None and not same_time(begun.event, said) and not wrong_first:
        told_of_more = formed or claim.context.condition or match.event.action is Action.CONVERTED
        if not (told_of_more or facts.heard.still):
            return unverified(
                f"{name(match.event)} was approved for more {day(match.event)}; {told}", match.event
            )
    if match and not (sure and wrong_first):
        if match.fit.no_proof:
            return unverified(f"an approval of that date is on record, but {match.fit.no_proof}", match.event)
        return supported(
            f"{name(match.event)} was approved {day(match.event)}",
            match.event,
            narrower=match.fit.narrower,
            wider=match.fit.wider,
        )
    if sure and _apart(begun, said) and (begun.event.date.earliest() > said.latest() or wrong_first):
        return contradicted(told, begun.event)
    if lacking is not None:
        return lacking
    if not found and use is not None and _never_for_this(facts, timeline, use):
        return contradicted("FDA has not approved it for this use", begun.event)
    own = next((a for a in found if not a.fit.no_charge), None)
    listed = use is not None and timeline.indications_complete
    if listed and own and own is found[0] and not own.event.seen and _apart(own, said):
        return contradicted(f"{name(own.event)} was approved for it {day(own.event)}", own.event)
    return unverified(f"no approval of that date at hand; {told}", begun.event)


def _as_combined(facts: Facts, found: list[Approval]) -> list[Approval]:
    """Of the approvals of one drug of a combination those given for the combination, where there are such."""
    mates = set(facts.claim.subject.drugs) | set(facts.claim.indication.partners)
    together = facts.claim.subject.together or bool(facts.claim.indication.partners)
    paired = [a for a in found if a.event.indication and mates & set(a.event.indication.partners)]
    return paired if together and paired else found


def _accelerated(facts: Facts, timeline: Timeline, found: list[Approval]) -> ClaimJudgement:
    claim = facts.claim
    found = _as_combined(facts, found)
    given = [a for a in found if a.event.action is Action.ACCELERATED]
    if not given:
        return unverified("no accelerated approval for it in the records at hand")
    said = claim.anchor.date if claim.anchor.kind is AnchorKind.ON and not facts.heard.still else None
    if said is not None:
        match = next((a for a in given if same_time(a.event, said)), None)
        if match:
            return supported(f"accelerated approval {day(match.event)}", match.event)
        earliest = first(given)
        if earliest is not None and earliest.event.date.earliest() - said.latest() > _WEEKS:
            told = f"{name(earliest.event)} was given accelerated approval {day(earliest.event)}"
            if _certain(timeline, earliest):
                return contradicted(told, earliest.event)
        return unverified(f"accelerated approval was given {day(given[0].event)}", given[0].event)
    now, then = state_today(given, facts.now), state_on(given, facts.then)
    if now.ended is not None:
        end = now.ended
        of = "the accelerated approval"
        if CLAIMED[then.standing, now.standing] is Outcome.AGED:
            return outdated(f"{of} was withdrawn {day(end)}", end)
        return contradicted(f"{of} had been withdrawn {day(end)}", end)
    converted = [a for a in found if a.event.action is Action.CONVERTED and not a.fit.general]
    if converted and (facts.heard.still or not (claim.historic or received(claim))):
        event = converted[0].event
        if facts.heard.converts:
            return unverified(f"it tells of the conversion itself: a regular approval {day(event)}", event)
        if facts.then is None or event.date.earliest() > facts.then.latest():
            return outdated(f"it became a regular approval {day(event)}", event)
    standing = [a for a in given if a.in_force(facts.now)]
    held = supported(f"accelerated approval {day(standing[0].event)}", standing[0].event)
    if received(claim) and not facts.heard.still:
        return held  # an act, which stays true
    return facts.up_to_data(held, (timeline.drug,), Action.CONVERTED, Action.WITHDRAWN)
