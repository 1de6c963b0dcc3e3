"""FDA approved a further use after the page was dated, for a drug that a section is about."""

from __future__ import annotations

from collections.abc import Iterator

from checks._check import Case, Check, Need
from checks.fda._finding import acts_since
from model.approval import Action
from model.finding import Finding, Severity

_ACTIONS = frozenset({Action.APPROVED, Action.ACCELERATED})


def run(case: Case) -> Iterator[Finding]:
    """Yield one note for each section and drug with such an act since the section's date."""
    yield from acts_since(case, CHECK.code, _ACTIONS, "approved for a further use", CHECK_SUGGESTION)


CHECK_SUGGESTION = "Check whether the new use belongs in this section."
CHECK = Check(
    code="FDA008",
    slug="new_indication",
    severity=Severity.NOTE,
    title="FDA approved a further use after the page was dated",
    why="A reader whose disease the new approval covers does not find it on the page.",
    run=run,
    needs=frozenset({Need.TIMELINES}),
    fires=(
        "today: 2026-11-24\n\n# Olaparib\n\nOlaparib is approved by the FDA for ovarian "
        "cancer.\n\nUpdated June 3, 2016",
    ),
    silent=(
        "today: 2026-11-24\n\n# Lapatinib\n\nLapatinib is approved by the FDA for breast "
        "cancer.\n\nUpdated June 3, 2022",
    ),
)
