"""The page says approved, without the limits of the approval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks._asks import claimed_drugs
from checks._check import Case, Check
from checks.fda._finding import claim_finding
from model.claim import Claim, Exclusivity, Status
from model.dates import long_date
from model.evidence import Evidence
from model.finding import Finding, Severity, Verdict
from verdicts import Approval, in_force_for
from verdicts.words import joined, noted, use_of_event


def run(case: Case) -> Iterator[Finding]:
    """Yield one note for each claim of approval for a disease of which FDA approved a part only."""
    for item in case.claims:
        claim, judged = item.claim, item.judged
        if judged.verdict is not Verdict.SUPPORTED or not judged.narrower or not _is_plain(claim):
            continue
        standing = _limited(case, claim)
        if not standing:
            continue
        uses = joined(
            [noted(use_of_event(a.event), long_date(a.event.date)) for a in standing if use_of_event(a.event)]
        )
        told = replace(
            item,
            judged=replace(
                judged,
                suggestion=f"Say that it covers only {uses}.",
                events=tuple(a.event for a in standing),
            ),
        )
        message = f"FDA's approval is narrower than “{claim.indication.condition}”."
        yield claim_finding(case, CHECK.code, CHECK.severity, told, message)


def _is_plain(claim: Claim) -> bool:
    """ "X is approved for Y", and no more."""
    return (
        claim.status is Status.APPROVED
        and claim.anchor.date is None
        and claim.exclusivity is Exclusivity.NONE
        and not claim.subject.drug_class
        and len(claim.subject.drugs) == 1
        and bool(claim.indication.condition)
        and not claim.indication.biomarkers
    )


def _limited(case: Case, claim: Claim) -> tuple[Approval, ...]:
    """All approvals in force, where every one asks for one and the same marker and the page names none: an approval
    that does not ask for it, or asks for another, may well cover what the page says. None where they are for several
    diseases: the page then names a category ("an oncology drug"), no use."""
    answer = case.answers.timelines.get(claim.subject.drugs[0])
    if not isinstance(answer, Evidence):
        return ()
    standing = in_force_for(answer.facts, claim.indication, case.today, case.answers.lexicon)
    asked = [set(a.event.indication.biomarkers) if a.event.indication else set() for a in standing]
    diseases = {a.event.indication.condition for a in standing if a.event.indication}
    if len(diseases) > 1 or not asked or not all(a.fit.narrower and not a.fit.general for a in standing):
        return ()
    return standing if set.intersection(*asked) else ()


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
    asks=claimed_drugs,
    fires=(
        "today: 2026-11-24\n\n# Lapatinib\n\nLapatinib is approved by the FDA for breast "
        "cancer.\n\nUpdated June 3, 2019",
    ),
    silent=(
        "today: 2026-11-24\n\n# Lapatinib\n\nLapatinib is approved by the FDA for HER2-positive breast "
        "cancer.\n\nUpdated June 3, 2019",
    ),
)
