"""Putting one page before the checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from checks._check import Case, Check, Need
from checks.fda._facts import ClaimJudgement
from model.claim import Claim
from model.evidence import Answers, Evidence, Unanswered
from model.finding import Finding, Held, Judgement, NotVerified, Verdict
from model.literature import MatchVerdict
from model.page import Page, Reference
from model.policy import Policy

K = TypeVar("K")
T = TypeVar("T")


def needs_of(checks: Iterable[Check]) -> frozenset[Need]:
    """What has to be looked up for these checks, and no more."""
    return frozenset(need for check in checks for need in check.needs)


def judge(page: Page, answers: Answers, policy: Policy, today: date, checks: Iterable[Check]) -> Judgement:
    """Run the checks on one page.

    What a source left unanswered becomes *not verified* here, once, and no check sees it. The result is in
    the order of the page, and the same for the same inputs. Findings of one cause at one place (same
    fingerprint) are told once.
    """
    checks = tuple(checks)
    case = Case(page, _answered(answers), policy, today)
    findings: dict[str, Finding] = {}
    for check in checks:
        for finding in check.run(case):
            severity = policy.severities.get(check.code, finding.severity)
            findings.setdefault(finding.fingerprint, replace(finding, severity=severity))
    needs = needs_of(checks)
    not_verified = tuple(_not_verified(page, answers, needs))
    claims, claims_held = _judged_claims(case, answers) if Need.TIMELINES in needs else ((), ())
    held = (*claims_held, *_references_held(page, case.answers))
    return Judgement(
        page_url=page.url,
        findings=tuple(sorted(findings.values(), key=_order)),
        not_verified=(*not_verified, *claims),
        supported=len(held),
        held=held,
    )


def _order(finding: Finding) -> tuple[int, str, str, str]:
    start = finding.span.start if finding.span else -1
    return start, finding.code, finding.quote, finding.subject


def _answered(answers: Answers) -> Answers:
    return Answers(
        lexicon=answers.lexicon,
        matches=_only_evidence(answers.matches),
        newer=_only_evidence(answers.newer),
        timelines=_only_evidence(answers.timelines),
        trials=_only_evidence(answers.trials),
    )


def _only_evidence(answers: Mapping[K, Evidence[T] | Unanswered]) -> dict[K, Evidence[T] | Unanswered]:
    return {key: answer for key, answer in answers.items() if isinstance(answer, Evidence)}


def _not_verified(page: Page, answers: Answers, needs: frozenset[Need]) -> Iterator[NotVerified]:
    if Need.MATCHES in needs:
        for reference in page.references:
            yield from _reference_not_verified(page, reference, answers)
    if Need.TRIALS in needs:
        cited = {i for r in page.references for i in r.identifiers}
        for nct, answer in answers.trials.items():
            if nct in cited and isinstance(answer, Unanswered):
                yield NotVerified(page.url, None, "trial", str(nct), answer.reason, answer.source)


def _reference_not_verified(page: Page, reference: Reference, answers: Answers) -> Iterator[NotVerified]:
    answer = answers.matches.get(reference.key)
    where = (page.url, reference.section, "reference", reference.text)
    if isinstance(answer, Unanswered):
        yield NotVerified(*where, reason=answer.reason, source=answer.source)
    elif answer is not None and answer.facts.verdict is MatchVerdict.AMBIGUOUS:
        yield NotVerified(*where, reason=answer.facts.says or answer.says, source=answer.source)


def _references_held(page: Page, answers: Answers) -> Iterator[Held]:
    for reference in page.references:
        answer = answers.matches.get(reference.key)
        if isinstance(answer, Evidence) and answer.facts.verdict is MatchVerdict.MATCHED:
            work = answer.facts.work
            says = f"found: “{work.title.rstrip('. ')}”" if work else "found"
            yield Held(
                reference.section,
                "reference",
                reference.text,
                says,
                answer.source,
                work.url if work else answer.url,
                answer.as_of,
            )


def _judged_claims(case: Case, answers: Answers) -> tuple[tuple[NotVerified, ...], tuple[Held, ...]]:
    from checks.fda._judging import judge_claim

    open_: list[NotVerified] = []
    held: list[Held] = []
    for claim in case.page.claims:
        own = case.page.date_of(claim.section)
        judged = judge_claim(claim, own.date if own else None, case.today, answers.lexicon, answers.timelines)
        if judged.verdict is Verdict.SUPPORTED:
            held.append(_claim_held(case.page, claim, judged))
        elif judged.verdict is Verdict.NOT_VERIFIED:
            open_.append(
                NotVerified(
                    case.page.url,
                    claim.section,
                    "claim",
                    case.page.quote(claim.sentence),
                    judged.reason,
                    "FDA",
                )
            )
    return tuple(open_), tuple(held)


def _claim_held(page: Page, claim: Claim, judged: ClaimJudgement) -> Held:
    event = judged.events[0] if judged.events else None
    source, url = (event.source, event.url) if event else ("FDA", "")
    return Held(claim.section, "claim", page.quote(claim.sentence), judged.reason, source, url)
