"""Judging a claim on FDA status: was it true when the page was dated, is it true today, what changed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from language.days import impossible
from language.lately import lately, meant
from language.markers import without_markers
from model.approval import ApprovalEvent, Timeline
from model.claim import GRANTS, AnchorKind, Claim, Exclusivity, Status
from model.dates import PartialDate
from model.evidence import Evidence, Unanswered
from model.finding import Verdict
from model.lexicon import Lexicon
from model.page import Page
from model.span import Span
from verdicts.acts import judge_act
from verdicts.approved import judge_approved, while_accelerated
from verdicts.available import judge_availability, not_sold_yet
from verdicts.brands import as_branded
from verdicts.copies import as_interchangeable
from verdicts.counted import judge_group
from verdicts.denied import judge_denial
from verdicts.each import of_each
from verdicts.excepted import as_excepting
from verdicts.facts import Facts
from verdicts.faint import borne_out, is_unnarrowed, told_once
from verdicts.heard import as_heard, contrasted, heard
from verdicts.judged import ClaimJudgement, JudgedClaim, contradicted, outdated, supported, unverified
from verdicts.left import left_of, less_own, unlike
from verdicts.off_label import never_approved, never_decided
from verdicts.plain import plain_line
from verdicts.said import authorised
from verdicts.schedule import is_one_product, is_schedule, scheduled
from verdicts.scope import beyond_record, described, is_neutral, uncovered
from verdicts.suggest import suggest
from verdicts.timeline import APPROVALS, off_sale
from verdicts.turns import denied_within, turned
from verdicts.weighed import is_new, unknown_then
from verdicts.words import day, name

_NEGATIVE = frozenset({Status.NOT_APPROVED, Status.OFF_LABEL, Status.ONLY_IN_TRIALS, Status.SPECIAL_ACCESS})
_ACTS = frozenset(
    {
        Status.GENERIC,
        Status.BIOSIMILAR,
        Status.INTERCHANGEABLE,
        Status.OTC,
        Status.EMERGENCY,
        Status.BOXED_WARNING,
    }
)
#: How long an approval is told as recent.
_NEWS = timedelta(days=730)
#: From when on it is news no more in anybody's eyes; between the two it cannot be told.
_LONG_PAST = timedelta(days=5 * 365)
#: Words of an anchor that are news and nothing else ("new" and "last" have another sense).
_AS_NEWS = frozenset(
    {"recent", "recently", "newly", "lately", "just", "in recent years", "in the last few years"}
)
_UNCOUNTED = frozenset({Exclusivity.NONE, Exclusivity.NO_DRUG})


def judge_page(
    page: Page,
    today: date,
    lexicon: Lexicon,
    timelines: Mapping[str, Evidence[Timeline] | Unanswered],
    page_date: PartialDate | None = None,
) -> tuple[JudgedClaim, ...]:
    """All claims of a page, each judged once, in the order of the page.

    Each on the date of its section, or of the page (``page_date`` overrides both), and on ``today``.
    """
    beside: dict[Span, list[Claim]] = {}
    for claim in page.claims:
        if not claim.faint:  # a sign accounts for no word
            beside.setdefault(claim.sentence, []).append(claim)
    behind = {one.span: following for one, following in pairwise(page.sentences)}
    stages = _stages(page, lexicon)
    judged = []
    for claim in page.claims:
        own = page.date_of(claim.section)
        day = page_date or (own.date if own else None)
        said = page.quote(claim.sentence)
        verdict = judge_claim(claim, day, today, lexicon, timelines, said, _only_stage(claim, stages))
        if verdict.verdict is Verdict.SUPPORTED and not claim.faint:
            claims, following = beside[claim.sentence], behind.get(claim.sentence)
            alike = (
                following is not None and following.section == claim.section and following.span not in beside
            )
            rest = page.quote(following.span) if following is not None and alike else ""
            plain = without_markers(said)
            verdict = _unless_heard(verdict, turned(plain, claims, rest))
            verdict = _unless_heard(verdict, contrasted(plain)) if len(claims) == 1 else verdict
        judged.append(JudgedClaim(claim, verdict))
    return tuple(told_once(judged, lexicon))


def _unless_heard(judged: ClaimJudgement, words: str) -> ClaimJudgement:
    """What was not read of a sentence (a word that turns it round, its other half) keeps it from being supported."""
    if not words:
        return judged
    return replace(
        judged, verdict=Verdict.NOT_VERIFIED, reason=f"{judged.reason}; but “{words}” was not weighed"
    )


def _stages(page: Page, lexicon: Lexicon) -> dict[str, set[str]]:
    """The stages of which a page's claims speak, by condition: "metastatic breast cancer" is one of breast cancer."""
    found: dict[str, set[str]] = {}
    for use in (c.indication for c in page.claims if c.indication.stage):
        entry = lexicon.conditions.get(use.condition)
        for condition in (use.condition, *(entry.parents if entry else ())):
            found.setdefault(condition, set()).add(use.stage)
    return found


def _only_stage(claim: Claim, stages: Mapping[str, set[str]]) -> str:
    """The stage of which the page speaks of a claim's condition, where it is one."""
    condition = claim.indication.condition or claim.context.condition
    told = stages.get(condition, set()) if condition else set()
    return next(iter(told)) if len(told) == 1 else ""


def judge_claim(
    claim: Claim,
    page_date: PartialDate | None,
    today: date,
    lexicon: Lexicon,
    timelines: Mapping[str, Evidence[Timeline] | Unanswered],
    sentence: str = "",
    stage: str = "",
) -> ClaimJudgement:
    """Judge one claim on the page's date and today. ``sentence``: the words of ``claim.sentence``, where at hand;
    ``stage``: the one of which the page speaks elsewhere: of several rivals the one in it is shown.

    ``timelines`` by drug key: those named by ``drugs_of``. Never raises; what cannot be told is *not verified*
    with the reason. A page without a date speaks today: what is untrue today is outdated since the act.
    """
    claim, sentence = _unmarked(claim, sentence)
    beyond = heard(claim, sentence)
    claim = as_excepting(as_heard(claim, beyond), lexicon)
    claim = as_branded(as_interchangeable(_as_authorised(claim), beyond), beyond, lexicon)
    facts = replace(Facts.of(claim, page_date, today, lexicon, timelines), heard=beyond, stage=stage)
    judged = _if_recent(facts, _within_scope(facts, _verdict(facts)))
    judged = _for_its_aim(facts, judged)
    denied = denied_within(claim, sentence) or unlike(claim, judged, sentence)
    if denied and judged.verdict is not Verdict.NOT_VERIFIED:
        judged = unverified(f"{judged.reason}; but “{denied}” stands beside it", *judged.events[:1])
    limited = _excludes(claim) and not is_new(facts) and not is_unnarrowed(facts)
    if limited and judged.verdict in (Verdict.OUTDATED, Verdict.CONTRADICTED):
        # its own use was held against the record, word by word
        unread = (u for u in left_of(claim) if not is_neutral(less_own(claim, u), beyond.clause))
        claim = replace(claim, unread=tuple(unread))
        if judged.events and is_one_product(facts, judged.events[0]):
            claim = replace(claim, unread=tuple(u for u in claim.unread if not is_schedule(u)))
    if claim.unread and (judged.verdict is Verdict.SUPPORTED or limited):
        judged = unverified(
            f"{judged.reason}; but “{', '.join(claim.unread)}” could not be weighed", *judged.events[:1]
        )
    elif beyond.untold and judged.verdict is Verdict.SUPPORTED and claim.status in GRANTS:
        judged = unverified(
            f"{judged.reason}; “{', '.join(beyond.untold)}” is not in FDA's records", *judged.events[:1]
        )
    if judged.verdict is Verdict.SUPPORTED and claim.status in GRANTS and judged.events:
        strange = described(claim, beyond, judged.events[0], lexicon)
        if strange:
            told = f"{judged.reason}; whether it is “{', '.join(strange)}”, the records at hand do not tell"
            judged = unverified(told, judged.events[0])
    if claim.loose and judged.verdict is Verdict.SUPPORTED:
        told = f"{judged.reason}; but the sentence was read only by its words, not as a whole"
        judged = unverified(told, *judged.events[:1])
    return replace(judged, plain=plain_line(claim), suggestion=suggest(facts, judged))


def _unmarked(claim: Claim, sentence: str) -> tuple[Claim, str]:
    """Both without the markers of references, which limit nothing ("the only drug for breast cancer [1]")."""
    plain = without_markers(sentence)
    if plain == sentence:
        return claim, sentence
    uses = tuple(replace(u, words=without_markers(u.words)) for u in (claim.indication, *claim.also))
    return replace(claim, cue=without_markers(claim.cue), indication=uses[0], also=uses[1:]), plain


def _as_authorised(claim: Claim) -> Claim:
    """ "Has been authorised for emergency use" tells of that act, which the reader calls special access."""
    emergency = claim.status is Status.SPECIAL_ACCESS and authorised(claim) and "emergency" in claim.cue
    return replace(claim, status=Status.EMERGENCY) if emergency else claim


def _for_its_aim(facts: Facts, judged: ClaimJudgement) -> ClaimJudgement:
    """ "Approved to increase milk supply": what was not laid to a disease has to stand in the record."""
    if judged.verdict is not Verdict.SUPPORTED or facts.claim.status not in GRANTS or not judged.events:
        return judged
    event = judged.events[0]
    strange = beyond_record(facts.claim, facts.heard, event, facts.lexicon)
    if not strange:
        return judged
    timeline = facts.timeline(event.drug)
    end = facts.then.latest() if facts.then else facts.now
    for other in (a for u in facts.uses for a in (facts.approvals(timeline, u) if timeline else ())):
        early = other.event.date.earliest() <= end and other.in_force(facts.now) and not other.fit.no_proof
        if early and not beyond_record(facts.claim, facts.heard, other.event, facts.lexicon):
            return supported(f"{name(other.event)} was approved {day(other.event)}", other.event)
    told = f"{judged.reason}, but its record does not tell about “{', '.join(strange)}”"
    return unverified(told, event)


def _in_its_time(facts: Facts, event: ApprovalEvent) -> bool:
    """False where a page says "this year", "last month", "last spring", and the act lies in another."""
    if facts.then is None or facts.claim.anchor.kind is not AnchorKind.RECENT:
        return True
    span = meant(facts.claim.anchor.words, facts.then)
    return span is None or (span[0] <= event.date.latest() and event.date.earliest() <= span[1])


def _if_recent(facts: Facts, judged: ClaimJudgement) -> ClaimJudgement:
    """Told as news: only an approval of the two years before bears that out. A page without a date speaks today, of
    which the data know up to their day."""
    positive = facts.claim.status in GRANTS or facts.claim.status in _ACTS
    anchor = facts.claim.anchor
    dated = anchor.kind is AnchorKind.RECENT and anchor.words.casefold() in _AS_NEWS
    told = facts.heard.recent or dated or lately(anchor.words) is not None
    if judged.verdict is not Verdict.SUPPORTED or not (told and positive and judged.events):
        return judged
    event = judged.events[0]
    timeline = facts.timeline(event.drug)
    end = facts.then.latest() if facts.then else (timeline.as_of if timeline else facts.now)
    if end - _NEWS <= event.date.latest() and event.date.earliest() <= end and _in_its_time(facts, event):
        return judged
    uses = facts.uses or (None,)
    found = [a for u in uses for a in facts.approvals(timeline, u)] if timeline else []
    new = [
        a.event
        for a in found
        if facts.claim.status in GRANTS and not a.fit.no_proof and a.in_force(facts.now)
        if end - _NEWS <= a.event.date.latest() and a.event.date.earliest() <= end
        if _in_its_time(facts, a.event)
    ]
    if new:
        return supported(f"{name(new[-1])} was approved {day(new[-1])}", new[-1])
    last = max((a.event for a in found), key=lambda e: e.date.latest(), default=event)
    if facts.then is None and dated and not last.seen and last.date.latest() < facts.now - _LONG_PAST:
        reason = f"the page tells as news that {name(last)} was approved {day(last)}"
        return ClaimJudgement(Verdict.OUTDATED, reason, events=(last,), old_news=True)
    return unverified(f"{judged.reason}, which the page tells as news", event)


def _excludes(claim: Claim) -> bool:
    """True for what says "not", "none" or "only": words that were not understood may limit what is excluded."""
    return claim.exclusivity is not Exclusivity.NONE or claim.status in _NEGATIVE


def _within_scope(facts: Facts, judged: ClaimJudgement) -> ClaimJudgement:
    """What excludes is called untrue only by an approval whose record covers every word of what is excluded."""
    accused = judged.verdict in (Verdict.OUTDATED, Verdict.CONTRADICTED)
    young = is_new(facts) or (facts.then is not None and unknown_then(facts))
    excludes = _excludes(facts.claim) and not young and not is_unnarrowed(facts)
    if not (accused and excludes and judged.events and judged.events[0].action in APPROVALS):
        return judged
    strange = _uncovered(facts, judged.events[0])
    if not strange:
        return judged
    other = _covering(facts) if facts.claim.status is Status.NOT_APPROVED else None
    if other is not None:
        return other
    return unverified(
        f"{judged.reason}, but its record does not tell about “{', '.join(strange)}”", judged.events[0]
    )


def _uncovered(facts: Facts, event: ApprovalEvent) -> tuple[str, ...]:
    """The words of a denial that the record does not cover; how often the one product there is is taken, narrows
    nothing."""
    plain = scheduled if is_one_product(facts, event) else None
    return uncovered(facts.claim, facts.heard, event, facts.lexicon, plain=plain)


def _covering(facts: Facts) -> ClaimJudgement | None:
    """The first approval of the drug or class whose record covers every word of a denial that an earlier
    one does not ("before taxane chemotherapy")."""
    claim = facts.claim
    if facts.then is None or not (claim.subject.drug_class or len(claim.subject.drugs) == 1):
        return None
    uses = facts.uses or (None,)
    timelines = facts.known(claim.subject.drugs)
    found = [a for timeline in timelines for u in uses for a in facts.approvals(timeline, u)]
    found = [a for a in found if not a.fit.no_charge and not a.fit.general]
    exact = [a for a in found if not _uncovered(facts, a.event)]
    exact.sort(key=lambda a: a.event.date.earliest())
    if not exact or not exact[0].in_force(facts.now):
        return None
    event = exact[0].event
    if event.date.earliest() <= facts.then.latest():
        return contradicted(f"{name(event)} had been approved {day(event)}", event)
    return outdated(f"{name(event)} was approved {day(event)}", event)


def _verdict(facts: Facts) -> ClaimJudgement:
    claim = facts.claim
    if claim.mode != "asserted":
        return unverified(f"not asserted ({claim.mode})")
    if claim.agency != "FDA":
        return unverified("said of another country's regulator, which FDA's records cannot judge")
    if facts.then is not None and facts.then.earliest() > facts.now:
        return unverified("the page's date lies in the future")
    if impossible(claim.anchor.words):
        return unverified(f"“{claim.anchor.words}” is no day of the calendar")
    judged = _JUDGES[claim.status](facts)
    return borne_out(facts, judged) if claim.faint else judged


def _judge_approval(facts: Facts) -> ClaimJudgement:
    claim = facts.claim
    if claim.exclusivity not in _UNCOUNTED:
        return judge_group(facts)
    if authorised(claim) and not any(facts.approvals(t, None) for t in facts.known(claim.subject.drugs)):
        return judge_act(replace(facts, claim=replace(claim, status=Status.EMERGENCY)))
    return _unless_off_sale(facts, while_accelerated(facts, judge_approved(facts)))


def _unless_off_sale(facts: Facts, judged: ClaimJudgement) -> ClaimJudgement:
    """What is told as approved is no good news where its sale ended since, whatever became of the approval."""
    claim = facts.claim
    if judged.verdict is not Verdict.SUPPORTED or claim.historic or claim.anchor.kind is AnchorKind.ON:
        return judged
    ends = [off_sale(t, facts.now) for t in facts.known(claim.subject.drugs)]
    if not ends or not all(ends) or ends[0] is None:
        return judged
    told = f"{ends[0].says}, {day(ends[0])}: whether the approval stands is not told"
    return unverified(f"{judged.reason}; but {told}", ends[0])


def _judge_act(facts: Facts) -> ClaimJudgement:
    return of_each(facts, judge_act)


def _designated(facts: Facts) -> ClaimJudgement:
    return unverified("a designation is not an approval, and the records at hand do not list designations")


_JUDGES: Mapping[Status, Callable[[Facts], ClaimJudgement]] = {
    Status.APPROVED: _judge_approval,
    Status.ACCELERATED: _judge_approval,
    Status.NOT_APPROVED: lambda facts: never_approved(facts) or not_sold_yet(facts) or judge_denial(facts),
    Status.INVESTIGATIONAL: judge_denial,
    Status.ONLY_IN_TRIALS: judge_denial,
    Status.UNDER_REVIEW: lambda facts: never_decided(facts) or judge_denial(facts),
    Status.OFF_LABEL: judge_denial,
    Status.SPECIAL_ACCESS: judge_denial,
    Status.NOT_MARKETED: lambda facts: never_approved(facts) or judge_availability(facts),
    Status.IN_USE: judge_availability,
    Status.WITHDRAWN: _judge_act,
    Status.DISCONTINUED: _judge_act,
    Status.GENERIC: _judge_act,
    Status.BIOSIMILAR: _judge_act,
    Status.INTERCHANGEABLE: _judge_act,
    Status.OTC: _judge_act,
    Status.BOXED_WARNING: _judge_act,
    Status.EMERGENCY: _judge_act,
    Status.TENTATIVE: _judge_act,
    Status.DESIGNATED: _designated,
}
