"""An approval was taken back after the page was dated, for a drug that a section is about."""

from __future__ import annotations

from collections.abc import Iterator

from checks._check import Case, Check, Need
from checks.fda._finding import acts_since
from model.approval import ENDS
from model.finding import Finding, Severity

_ACTIONS = ENDS


def run(case: Case) -> Iterator[Finding]:
    """Yield one note for each section and drug with such an act since the section's date."""
    yield from acts_since(case, CHECK.code, _ACTIONS, "an approval taken back", CHECK_SUGGESTION)


CHECK_SUGGESTION = "Check whether the section still recommends the use that was taken back."
CHECK = Check(
    code="FDA009",
    slug="drug_withdrawn",
    severity=Severity.NOTE,
    title="An approval was taken back after the page was dated",
    why="The section is about a drug of which FDA took back a use, or all.",
    run=run,
    needs=frozenset({Need.TIMELINES}),
    fires=(
        "today: 2026-11-24\n\n# Bevacizumab\n\nBevacizumab is approved by the FDA for colorectal "
        "cancer.\n\nUpdated June 3, 2010",
    ),
    silent=(
        "today: 2026-11-24\n\n# Lapatinib\n\nLapatinib is approved by the FDA for breast "
        "cancer.\n\nUpdated June 3, 2022",
    ),
)
