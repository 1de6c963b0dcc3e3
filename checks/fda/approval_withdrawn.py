"""The page says approved; the approval was taken back since."""

from __future__ import annotations

from collections.abc import Iterator

from checks._check import Case, Check, Need
from checks.fda._finding import claim_finding, claims_judged, since_words
from model.approval import ENDS
from model.finding import Finding, Severity, Verdict


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each claim of approval that a withdrawal after the page's date has ended."""
    for claim, judged in claims_judged(case, Verdict.OUTDATED):
        if judged.events and judged.events[0].action in ENDS:
            yield claim_finding(case, CHECK.code, CHECK.severity, claim, judged, since_words(judged))


CHECK = Check(
    code="FDA004",
    slug="approval_withdrawn",
    severity=Severity.ERROR,
    title="The approval that the page tells of was withdrawn",
    why="A reader asks for, or goes on with, a use that FDA no longer holds to be safe or to work.",
    run=run,
    needs=frozenset({Need.TIMELINES}),
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
