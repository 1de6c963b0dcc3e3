"""The page says approved; the approval was taken back since."""

from __future__ import annotations

from collections.abc import Iterator

from checks._asks import claimed_drugs
from checks._check import Case, Check
from checks.fda._finding import claim_finding, claims_judged, ended, since_words
from model.finding import Finding, Severity, Verdict


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each claim that the end of an approval, or of the sale for harm, has made untrue."""
    for item in claims_judged(case, Verdict.OUTDATED):
        if ended(item):
            yield claim_finding(case, CHECK.code, CHECK.severity, item, since_words(case, item))


CHECK = Check(
    code="FDA004",
    slug="approval_withdrawn",
    severity=Severity.ERROR,
    title="The approval that the page tells of, or the drug, is gone",
    why="A reader asks for, or goes on with, a use that is no longer approved or a drug that is no longer to be had.",
    run=run,
    asks=claimed_drugs,
    fires=(
        "today: 2026-11-24\n\n# Bevacizumab\n\nBevacizumab is FDA-approved for metastatic breast "
        "cancer.\n\nUpdated June 3, 2010",
    ),
    silent=(
        "today: 2026-11-24\n\n# Bevacizumab\n\nIn 2011, the FDA revoked its approval of bevacizumab for "
        "metastatic breast "
        "cancer.\n\nUpdated June 3, 2014",
    ),
)
