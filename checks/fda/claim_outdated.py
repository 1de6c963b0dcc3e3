"""A statement on FDA status that was true when the page was dated and is not today."""

from __future__ import annotations

from collections.abc import Iterator

from checks._asks import claimed_drugs
from checks._check import Case, Check
from checks.fda._finding import claim_finding, claims_judged, counts, ended, since_words
from model.finding import Finding, Severity, Verdict


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each claim that an approval (not a withdrawal, not a rival) has overtaken."""
    for item in claims_judged(case, Verdict.OUTDATED):
        if not counts(item) and not ended(item) and not item.judged.old_news:
            yield claim_finding(case, CHECK.code, CHECK.severity, item, since_words(case, item))


CHECK = Check(
    code="FDA001",
    slug="claim_outdated",
    severity=Severity.ERROR,
    title="What the page says of an approval is no longer true",
    why="A reader who is told that a treatment is not approved, or not to be had yet, stops asking for it.",
    run=run,
    asks=claimed_drugs,
    fires=(
        "today: 2026-11-24\n\n# PARP inhibitors\n\nFor now, PARP inhibitors are only offered in "
        "clinical trials to people "
        "with metastatic breast cancer.\n\nUpdated 06/24/14",
    ),
    silent=(
        "today: 2026-11-24\n\n# PARP inhibitors\n\nPARP inhibitors are being studied in many kinds of "
        "cancer.\n\nUpdated 06/24/14",
    ),
)
