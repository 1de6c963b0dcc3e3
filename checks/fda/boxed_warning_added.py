"""A boxed warning came after the page was dated, for a drug that a section is about."""

from __future__ import annotations

from collections.abc import Iterator

from checks._asks import discussed_drugs
from checks._check import Case, Check
from checks.fda._acts import Drug, note, once_a_drug, since_dated
from model.approval import Action
from model.dates import long_date
from model.finding import Finding, Severity
from verdicts import gone, warning_stands
from verdicts.words import noted

_ACTIONS = frozenset({Action.BOXED_WARNING})


def run(case: Case) -> Iterator[Finding]:
    """Yield one warning for each drug of the page whose boxed warning is younger than the section on it."""

    def tell(drug: Drug) -> Finding | None:
        events = since_dated(case, drug, _ACTIONS)
        events = tuple(e for e in events if warning_stands(e, drug.timeline, case.today))
        # of a drug that is gone its withdrawal is told, not its warning
        if not events or drug.dated is None or gone(drug.timeline, case.today, case.answers.lexicon):
            return None
        last = events[-1]
        several = f"; {len(events) - 1} more before it" if len(events) > 1 else ""
        return note(
            case,
            CHECK.code,
            CHECK.severity,
            drug,
            events,
            message=(
                f"{noted(last.says, long_date(last.date) + several)}; this was dated {long_date(drug.dated)}."
            ),
            suggestion="Add the boxed warning, or link to the current label.",
            subject="boxed warning added",
            harm=True,
        )

    yield from once_a_drug(case, tell)


CHECK = Check(
    code="FDA007",
    slug="boxed_warning_added",
    severity=Severity.WARNING,
    title="A boxed warning came after the page was dated",
    why="FDA’s strongest warning is not on the page, though the section is about that drug.",
    run=run,
    asks=discussed_drugs,
    fires=(
        "today: 2026-11-24\n\n# Tofacitinib\n\nTofacitinib is approved by the FDA for rheumatoid "
        "arthritis.\n\nUpdated June 3, 2018",
    ),
    silent=(
        "today: 2026-11-24\n\n# Olaparib\n\nOlaparib is approved by the FDA for ovarian "
        "cancer.\n\nUpdated June 3, 2022",
    ),
)
