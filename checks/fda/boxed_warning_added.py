"""A boxed warning came after the page was dated, for a drug that a section is about."""

from __future__ import annotations

from collections.abc import Iterator

from checks._check import Case, Check, Need
from checks.fda._finding import acts_since
from model.approval import Action
from model.finding import Finding, Severity

_ACTIONS = frozenset({Action.BOXED_WARNING})


def run(case: Case) -> Iterator[Finding]:
    """Yield one note for each section and drug with such an act since the section's date."""
    yield from acts_since(case, CHECK.code, _ACTIONS, "boxed warning added", CHECK_SUGGESTION)


CHECK_SUGGESTION = "Add the boxed warning, or link to the current label."
CHECK = Check(
    code="FDA007",
    slug="boxed_warning_added",
    severity=Severity.NOTE,
    title="A boxed warning came after the page was dated",
    why="FDA’s strongest warning is not on the page, though the section is about that drug.",
    run=run,
    needs=frozenset({Need.TIMELINES}),
    fires=(
        "today: 2026-11-24\n\n# Tofacitinib\n\nTofacitinib is approved by the FDA for rheumatoid "
        "arthritis.\n\nUpdated June 3, 2018",
    ),
    silent=(
        "today: 2026-11-24\n\n# Olaparib\n\nOlaparib is approved by the FDA for ovarian "
        "cancer.\n\nUpdated June 3, 2022",
    ),
)
