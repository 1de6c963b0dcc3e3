"""Putting one page before the checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from checks._asks import OF_DRUGS, all_of
from checks._check import Case, Check
from model.evidence import Answers, Evidence, Questions, Unanswered
from model.finding import Finding, Held, Judgement, NotVerified, Severity, Verdict, named, normalise
from model.identifiers import PMID
from model.literature import Match, MatchVerdict
from model.page import Page, Reference
from model.policy import Policy
from verdicts import JudgedClaim, about, judge_page

K = TypeVar("K")
T = TypeVar("T")


def judge(
    page: Page, answers: Answers, policy: Policy, today: date, checks: Iterable[Check], place: str = ""
) -> Judgement:
    """Run the checks on one page.

    Each check is handed the answers to its own questions. What a source left unanswered becomes *not verified*
    here, once, and no check sees it. The result is in the order of the page, and the same for the same page,
    whatever else was asked in the run. Findings of one cause at one place are told once. ``place``: what stays of
    the page's address when it moves, for the names of its findings; "" for that of the address.
    """
    checks = tuple(checks)
    asked = {ask: ask(page, answers.lexicon) for ask in dict.fromkeys(check.asks for check in checks)}
    own = _narrowed(answers, all_of(asked.values()), page.url)
    of_drugs = any(ask in OF_DRUGS for ask in asked)
    claims = judge_page(page, today, own.lexicon, own.timelines) if of_drugs else ()
    spoken = about(page, own.lexicon) if of_drugs else ()
    cases = {
        ask: Case(page, _answered(_narrowed(own, questions, page.url)), policy, today, claims, spoken)
        if ask in OF_DRUGS
        else Case(page, _answered(_narrowed(own, questions, page.url)), policy, today)
        for ask, questions in asked.items()
    }
    findings: dict[tuple[str, ...], Finding] = {}
    for check in checks:
        for finding in check.run(cases[check.asks]):
            severity = policy.severities.get(check.code, finding.severity)
            once = (finding.code, normalise(finding.quote), normalise(finding.subject))
            findings.setdefault(once, replace(finding, severity=severity))
    told = _without_echoes(findings.values(), {c.code for c in checks if not c.beside_errors})
    held = (*_claims_held(page, claims), *_references_held(page, own))
    return Judgement(
        page_url=page.url,
        findings=tuple(named(sorted(told, key=_order), place)),
        not_verified=(*_not_verified(page, own), *_claims_not_verified(page, claims)),
        supported=len(held),
        held=held,
    )


def _without_echoes(findings: Iterable[Finding], quiet: set[str]) -> list[Finding]:
    """The findings without those of ``quiet`` checks on words that an error, or a louder finding of the same family, is
    told of."""
    findings = tuple(findings)
    loud = [f for f in findings if f.span and f.code not in quiet]
    return [
        f
        for f in findings
        if not (
            f.code in quiet
            and f.span
            and any(
                f.span.overlaps(other.span)
                for other in loud
                if other.span and (other.severity is Severity.ERROR or other.code[:-3] == f.code[:-3])
            )
        )
    ]


def _order(finding: Finding) -> tuple[int, str, str, str]:
    start = finding.span.start if finding.span else -1
    return start, finding.code, finding.quote, finding.subject


def _narrowed(answers: Answers, asked: Questions, url: str) -> Answers:
    """The answers to what was asked for the page at ``url``, and no others."""
    matches = _only(answers.matches, (r.key for r in asked.references))
    return Answers(
        lexicon=answers.lexicon,
        matches=matches,
        newer=_only(answers.newer, _papers(matches.values())) if asked.newer else {},
        timelines=_only(answers.timelines, asked.drugs),
        trials=_only(answers.trials, asked.trials),
        links=_only(answers.links, asked.links),
        earlier=_only(answers.earlier, (url,)) if asked.earlier else {},
    )


def _only(answers: Mapping[K, T], keys: Iterable[K]) -> dict[K, T]:
    return {key: answers[key] for key in dict.fromkeys(keys) if key in answers}


def _papers(matches: Iterable[Evidence[Match] | Unanswered]) -> Iterator[PMID]:
    """The papers that references mean: what newer works are asked by."""
    for match in matches:
        work = match.facts.work if isinstance(match, Evidence) else None
        if work is not None and work.pmid is not None:
            yield work.pmid


def _answered(answers: Answers) -> Answers:
    return Answers(
        lexicon=answers.lexicon,
        matches=_only_evidence(answers.matches),
        newer=_only_evidence(answers.newer),
        timelines=_only_evidence(answers.timelines),
        trials=_only_evidence(answers.trials),
        links=_only_evidence(answers.links),
        earlier=answers.earlier,
    )


def _only_evidence(answers: Mapping[K, Evidence[T] | Unanswered]) -> dict[K, Evidence[T] | Unanswered]:
    return {key: answer for key, answer in answers.items() if isinstance(answer, Evidence)}


def _not_verified(page: Page, answers: Answers) -> Iterator[NotVerified]:
    for reference in page.references:
        yield from _reference_not_verified(page, reference, answers)
    for nct, answer in answers.trials.items():
        if isinstance(answer, Unanswered):
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


def _claims_held(page: Page, claims: Iterable[JudgedClaim]) -> Iterator[Held]:
    for claim, judged in ((c.claim, c.judged) for c in claims):
        if judged.verdict is Verdict.SUPPORTED:
            event = judged.events[0] if judged.events else None
            source, url = (event.source, event.url) if event else ("FDA", "")
            yield Held(claim.section, "claim", page.quote(claim.sentence), judged.reason, source, url)


def _claims_not_verified(page: Page, claims: Iterable[JudgedClaim]) -> Iterator[NotVerified]:
    for claim, judged in ((c.claim, c.judged) for c in claims):
        if judged.verdict is Verdict.NOT_VERIFIED:
            quote = page.quote(claim.sentence)
            yield NotVerified(page.url, claim.section, "claim", quote, judged.reason, "FDA")
