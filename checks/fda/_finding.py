"""From a judged claim to a finding, and from acts since the page's date to notes."""

from __future__ import annotations

from collections.abc import Iterator

from checks._check import Case
from checks._sections import long_date
from checks.fda._facts import ClaimJudgement, name
from checks.fda._judging import judge_claim
from checks.fda._rows import claim_row
from checks.fda._subjects import section_drugs
from model.approval import ENDS, Action, ApprovalEvent
from model.claim import Claim, Exclusivity
from model.dates import PartialDate
from model.evidence import Answers, Evidence
from model.finding import Exhibit, Finding, Severity, Verdict
from model.page import Page

UNCOUNTED = (Exclusivity.NONE, Exclusivity.NO_DRUG)
# The claims of the page last judged: several checks look at the same verdicts.
_LAST: list[tuple[Page, Answers, object, tuple[tuple[Claim, ClaimJudgement], ...]]] = []


def judged_claims(case: Case) -> tuple[tuple[Claim, ClaimJudgement], ...]:
    """The page's claims with their verdicts, in the order of the page."""
    if _LAST and _LAST[0][0] is case.page and _LAST[0][1] is case.answers and _LAST[0][2] == case.today:
        return _LAST[0][3]
    judged = []
    for claim in case.page.claims:
        own = case.page.date_of(claim.section)
        when = own.date if own else None
        judged.append(
            (claim, judge_claim(claim, when, case.today, case.answers.lexicon, case.answers.timelines))
        )
    _LAST[:] = [(case.page, case.answers, case.today, tuple(judged))]
    return _LAST[0][3]


def claims_judged(case: Case, verdict: Verdict) -> Iterator[tuple[Claim, ClaimJudgement]]:
    """The claims with one verdict; of several in one sentence that one act decides, the first."""
    told: set[tuple[object, ...]] = set()
    for claim, judged in judged_claims(case):
        key = (claim.sentence, claim.subject.drugs, judged.events[:1])
        if judged.verdict is verdict and key not in told:
            told.add(key)
            yield claim, judged


def overtaken(case: Case, *, counting: bool) -> Iterator[tuple[Claim, ClaimJudgement]]:
    """The outdated claims that an approval has overtaken, those that count ("the only", "two of") or the others."""
    for claim, judged in claims_judged(case, Verdict.OUTDATED):
        taken_back = bool(judged.events) and judged.events[0].action in ENDS
        if not taken_back and counting == (claim.exclusivity not in UNCOUNTED):
            yield claim, judged


def exhibits(case: Case, events: tuple[ApprovalEvent, ...]) -> tuple[Exhibit, ...]:
    """The deciding acts as evidence, with the date their source vouches for."""
    shown = []
    for event in events:
        answer = case.answers.timelines.get(event.drug)
        held = answer if isinstance(answer, Evidence) else None
        shown.append(
            Exhibit(
                source=event.source,
                id=str(event.application) if event.application else event.drug,
                url=event.url,
                says=f"{event.says} ({long_date(event.date)})",
                as_of=held.facts.as_of if held else None,
                retrieved_at=held.retrieved_at if held else None,
            )
        )
    return tuple(shown)


def claim_finding(
    case: Case, code: str, severity: Severity, claim: Claim, judged: ClaimJudgement, message: str
) -> Finding:
    """One finding for one claim: quote, claim in one line, deciding acts, what to write instead."""
    row = claim_row(claim, judged, case.page.text)
    return Finding(
        code=code,
        severity=severity,
        page_url=case.page.url,
        section=claim.section,
        quote=case.page.quote(claim.sentence),
        span=claim.sentence,
        message=message,
        suggestion=judged.suggestion,
        subject=f"{row['subject']}: {row['status']}",
        verdict=judged.verdict,
        since=judged.since if judged.verdict is Verdict.OUTDATED else None,
        claim=judged.plain,
        evidence=exhibits(case, judged.events),
    )


def since_words(judged: ClaimJudgement) -> str:
    """ "Untrue since 12 January 2018: FDA approved Lynparza (olaparib) for HER2-negative breast cancer."."""
    if judged.since is None:
        return f"{judged.reason}."
    said = judged.events[0].says if judged.events else judged.reason
    return f"Untrue since {long_date(judged.since)}: {said}."


def acts_since(
    case: Case, code: str, actions: frozenset[Action], what: str, suggestion: str
) -> Iterator[Finding]:
    """One note for each section and drug it is about, on acts of FDA since the section's date, less those that an
    error on a statement of the section tells already."""
    page = case.page
    for section in page.sections:
        own = page.date_of(section.index)
        if own is None or own.date is None:
            continue
        told = {
            event
            for claim, judged in judged_claims(case)
            if claim.section == section.index and judged.verdict in (Verdict.OUTDATED, Verdict.CONTRADICTED)
            for event in judged.events
        }
        for drug in section_drugs(page, section.index, case.answers.lexicon):
            events = tuple(e for e in _new(case, drug, actions, own.date) if e not in told)
            if not events:
                continue
            last = events[-1]
            several = f"; {len(events) - 1} more before it" if len(events) > 1 else ""
            span = page.sentence_at(section.span.start)
            yield Finding(
                code=code,
                severity=Severity.NOTE,
                page_url=page.url,
                section=section.index,
                quote=page.quote(span),
                span=span,
                message=(
                    f"{name(last)}: {what} since this was dated {long_date(own.date)}. {last.says} "
                    f"({long_date(last.date)}{several})."
                ),
                suggestion=suggestion,
                subject=f"{drug}: {what}",
                since=last.date.earliest(),
                evidence=exhibits(case, events[-3:]),
            )


def _came_back(gone: ApprovalEvent, events: tuple[ApprovalEvent, ...]) -> bool:
    """True when what was withdrawn or sold no more was approved again later (Tysabri, Blenrep)."""
    if gone.action not in (*ENDS, Action.DISCONTINUED):
        return False
    condition = gone.indication.condition if gone.indication else ""
    return any(
        e.action in (Action.APPROVED, Action.ACCELERATED)
        and e.date.earliest() > gone.date.latest()
        and (not condition or (e.indication is not None and e.indication.condition == condition))
        for e in events
    )


def _new(case: Case, drug: str, actions: frozenset[Action], dated: PartialDate) -> Iterator[ApprovalEvent]:
    answer = case.answers.timelines.get(drug)
    if not isinstance(answer, Evidence):
        return
    for event in answer.facts.events:
        # what a source only shows by a day may be older than the page
        if (
            event.action in actions
            and not event.brand_only
            and not _came_back(event, answer.facts.events)
            and not event.seen
            and dated.latest() < event.date.earliest() <= case.today
        ):
            yield event
