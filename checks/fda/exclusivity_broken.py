""" "The only", "two of", "the newest": true when the page was dated, until another drug was approved."""

from __future__ import annotations

from collections.abc import Iterator

from checks._asks import claimed_drugs
from checks._check import Case, Check
from checks.fda._finding import claim_finding, claims_judged, counts, ended, since_words
from model.finding import Finding, Severity, Verdict


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each claim on how many there are that a later approval has broken."""
    for item in claims_judged(case, Verdict.OUTDATED):
        if counts(item) and not ended(item) and not item.judged.old_news:
            yield claim_finding(case, CHECK.code, CHECK.severity, item, since_words(case, item))


CHECK = Check(
    code="FDA003",
    slug="exclusivity_broken",
    severity=Severity.ERROR,
    title="What the page calls the only one, or the newest, no longer is",
    why="“The only approved drug” ends the search of a reader who may have others to choose from.",
    run=run,
    asks=claimed_drugs,
    fires=(
        "today: 2026-11-24\n\n# Tyrosine kinase inhibitors\n\nOf the tyrosine kinase inhibitors, "
        "lapatinib is the only one "
        "approved for breast cancer.\n\nUpdated 06/24/14",
    ),
    silent=(
        "today: 2026-11-24\n\n# PARP inhibitors\n\nOlaparib was the first PARP inhibitor approved by "
        "the FDA.\n\nUpdated March 2, 2015",
    ),
)
