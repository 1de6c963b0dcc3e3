"""A drug that the section is about is no longer sold, for a drug that a section is about."""

from __future__ import annotations

from collections.abc import Iterator

from checks._asks import discussed_drugs
from checks._check import Case, Check
from checks.fda._acts import Drug, more_before, note, once_a_drug, since_dated
from model.approval import Action
from model.dates import long_date
from model.finding import Finding, Severity
from verdicts import gone, tells_of_an_end
from verdicts.words import day, name

_ACTIONS = frozenset({Action.DISCONTINUED})


def run(case: Case) -> Iterator[Finding]:
    """Yield one note for each drug of the page whose sale ended after the section on it was dated, unless the
    page itself says that it ends."""

    def tell(drug: Drug) -> Finding | None:
        events = since_dated(case, drug, _ACTIONS)
        lexicon = case.answers.lexicon
        # of a drug that was withdrawn the withdrawal is told
        if not events or drug.dated is None or gone(drug.timeline, case.today, lexicon):
            return None
        if tells_of_an_end(case.page, drug.about.drug, lexicon):
            return None
        last = events[-1]
        several = more_before(events)
        return note(
            case,
            CHECK.code,
            CHECK.severity,
            drug,
            events,
            message=(
                f"{name(last)} has not been sold since {long_date(last.date)}{several}; "
                f"this was dated {long_date(drug.dated)}."
            ),
            suggestion=f"Say that its sale ended {day(last)}.",
            subject="sale ended",
        )

    yield from once_a_drug(case, tell)


CHECK = Check(
    code="FDA006",
    slug="drug_discontinued",
    severity=Severity.NOTE,
    title="A drug that the section is about is no longer sold",
    why="A reader asks for a drug that no pharmacy can order.",
    run=run,
    asks=discussed_drugs,
    fires=(
        "today: 2026-11-24\n\n# Aducanumab\n\nAducanumab is approved by the FDA for Alzheimer’s "
        "disease.\n\nUpdated June 3, 2022",
    ),
    silent=(
        "today: 2026-11-24\n\n# Olaparib\n\nOlaparib is approved by the FDA for ovarian "
        "cancer.\n\nUpdated June 3, 2022",
    ),
)
