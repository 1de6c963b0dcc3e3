"""The page says approved, without the limits of the approval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks._check import Case, Check, Need
from checks._sections import long_date
from checks.fda._finding import claim_finding, judged_claims
from checks.fda._timeline import approvals
from model.claim import Claim, Exclusivity, Status
from model.evidence import Evidence
from model.finding import Finding, Severity, Verdict


def run(case: Case) -> Iterator[Finding]:
    """Yield one note for each claim of approval for a disease of which FDA approved a part only."""
    for claim, judged in judged_claims(case):
        if judged.verdict is not Verdict.SUPPORTED or not judged.narrower or not judged.events:
            continue
        if (
            claim.status is not Status.APPROVED
            or claim.anchor.date is not None
            or claim.exclusivity is not Exclusivity.NONE
        ):
            continue
        if claim.subject.drug_class or len(claim.subject.drugs) != 1 or not _limited(case, claim):
            continue
        event = judged.events[0]
        words = event.indication.words if event.indication else ""
        told = replace(judged, suggestion=f"Name the limit of the approval: {words}.")
        message = f"FDA's approval is narrower than “{claim.indication.condition}”: {words} ({long_date(event.date)})."
        yield claim_finding(case, CHECK.code, CHECK.severity, claim, told, message)


def _limited(case: Case, claim: Claim) -> bool:
    """True when every approval in force asks for one and the same marker, and the page names none: an approval
    that does not ask for it, or asks for another, may well cover what the page says."""
    answer = case.answers.timelines.get(claim.subject.drugs[0])
    use = claim.indication
    if not isinstance(answer, Evidence) or not use.condition or use.biomarkers:
        return False
    lexicon = case.answers.lexicon
    standing = [a for a in approvals(answer.facts, use, lexicon) if a.in_force(case.today)]
    asked = [set(a.event.indication.biomarkers) if a.event.indication else set() for a in standing]
    return bool(asked) and all(a.fit.narrower for a in standing) and bool(set.intersection(*asked))


CHECK = Check(
    code="FDA005",
    slug="indication_narrower",
    severity=Severity.NOTE,
    title="The approval is narrower than the page says",
    why=(
        "A reader whose disease lacks the marker that the approval asks for expects a treatment that is "
        "not meant for them."
    ),
    run=run,
    needs=frozenset({Need.TIMELINES}),
    fires=(
        "today: 2026-11-24\n\n# Lapatinib\n\nLapatinib is approved by the FDA for breast "
        "cancer.\n\nUpdated June 3, 2019",
    ),
    silent=(
        "today: 2026-11-24\n\n# Lapatinib\n\nLapatinib is approved by the FDA for HER2-positive breast "
        "cancer.\n\nUpdated June 3, 2019",
    ),
)
