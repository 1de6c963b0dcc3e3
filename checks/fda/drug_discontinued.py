"""A drug that the section is about is no longer sold, for a drug that a section is about."""

from __future__ import annotations

from collections.abc import Iterator

from checks._check import Case, Check, Need
from checks.fda._finding import acts_since
from model.approval import Action
from model.finding import Finding, Severity

_ACTIONS = frozenset({Action.DISCONTINUED})


def run(case: Case) -> Iterator[Finding]:
    """Yield one note for each section and drug with such an act since the section's date."""
    yield from acts_since(case, CHECK.code, _ACTIONS, "sale ended", CHECK_SUGGESTION)


CHECK_SUGGESTION = "Say that it is no longer sold, and since when."
CHECK = Check(
    code="FDA006",
    slug="drug_discontinued",
    severity=Severity.NOTE,
    title="A drug that the section is about is no longer sold",
    why="A reader asks for a drug that no pharmacy can order.",
    run=run,
    needs=frozenset({Need.TIMELINES}),
    fires=(
        "today: 2026-11-24\n\n# Aducanumab\n\nAducanumab is approved by the FDA for Alzheimer’s "
        "disease.\n\nUpdated June 3, 2022",
    ),
    silent=(
        "today: 2026-11-24\n\n# Olaparib\n\nOlaparib is approved by the FDA for ovarian "
        "cancer.\n\nUpdated June 3, 2022",
    ),
)
