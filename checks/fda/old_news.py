"""An approval of years ago that a page without a date tells as recent."""

from __future__ import annotations

from collections.abc import Iterator

from checks._asks import claimed_drugs
from checks._check import Case, Check
from checks.fda._finding import claim_finding, claims_judged, since_words
from model.finding import Finding, Severity, Verdict


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each claim that holds, but is news no more."""
    for item in claims_judged(case, Verdict.OUTDATED):
        if item.judged.old_news:
            yield claim_finding(case, CHECK.code, CHECK.severity, item, since_words(case, item))


CHECK = Check(
    code="FDA010",
    slug="old_news",
    severity=Severity.WARNING,
    title="What the page tells as news is years old",
    why=(
        "“Recently approved”, on a page without a date, is read as of today: a reader takes the drug for new, and "
        "does not look for what came after it."
    ),
    run=run,
    asks=claimed_drugs,
    fires=(
        "today: 2026-11-24\n\n# Lung pressure\n\nRiociguat (Adempas) was recently approved by the FDA "
        "for pulmonary arterial hypertension.",
        "today: 2026-11-24\n\n# Lung pressure\n\nRecently, three medicines were approved by the FDA for "
        "pulmonary arterial hypertension. They include riociguat and macitentan.",
    ),
    silent=(
        "today: 2026-11-24\n\n# Lung pressure\n\nRiociguat (Adempas) is approved by the FDA for pulmonary "
        "arterial hypertension.",
        "today: 2014-02-24\n\n# Lung pressure\n\nRiociguat (Adempas) was recently approved by the FDA for "
        "pulmonary arterial hypertension.",
    ),
)
