"""A statement on FDA status that was true when the page was dated and is not today."""

from __future__ import annotations

from collections.abc import Iterator

from checks._check import Case, Check, Need
from checks.fda._finding import claim_finding, overtaken, since_words
from model.finding import Finding, Severity


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each claim that an approval (not a withdrawal, not a rival) has overtaken."""
    for claim, judged in overtaken(case, counting=False):
        yield claim_finding(case, CHECK.code, CHECK.severity, claim, judged, since_words(judged))


CHECK = Check(
    code="FDA001",
    slug="claim_outdated",
    severity=Severity.ERROR,
    title="The page says of a treatment what FDA has changed since",
    why=(
        "A reader who is told that a treatment is only to be had in a trial does not ask for it, though "
        "it may be approved."
    ),
    run=run,
    needs=frozenset({Need.TIMELINES}),
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
