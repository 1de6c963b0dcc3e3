"""A statement on FDA status that was untrue already when the page was dated."""

from __future__ import annotations

from collections.abc import Iterator

from checks._asks import claimed_drugs
from checks._check import Case, Check
from checks.fda._finding import claim_finding, claims_judged
from model.dates import long_date
from model.finding import Finding, Severity, Verdict
from verdicts.words import told_after


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each claim that FDA's records contradict on the page's date and today."""
    for item in claims_judged(case, Verdict.CONTRADICTED):
        own = case.page.date_of(item.claim.section)
        dated = own.date if own else None
        how = "on" if dated and dated.day else "in"
        then = f" already {how} {long_date(dated)}, the page's own date" if dated else ""
        message = f"Untrue{then}: {told_after(item.judged.reason)}."
        yield claim_finding(case, CHECK.code, CHECK.severity, item, message)


CHECK = Check(
    code="FDA002",
    slug="claim_contradicted",
    severity=Severity.ERROR,
    title="What the page says of an approval was not true when it was dated",
    why="It was not so when the page was written: a reader who checks it loses trust, one who does not is misled.",
    run=run,
    asks=claimed_drugs,
    fires=(
        "today: 2026-11-24\n\n# Olaparib\n\nOlaparib has not yet been approved by the FDA for ovarian "
        "cancer.\n\nUpdated June 3, 2019",
    ),
    silent=(
        "today: 2026-11-24\n\n# Olaparib\n\nThe FDA approved olaparib for ovarian cancer in "
        "2014.\n\nUpdated June 3, 2019",
    ),
)
