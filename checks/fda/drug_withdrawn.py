"""An approval was taken back after the page was dated, for a drug that a section is about."""

from __future__ import annotations

from collections.abc import Iterator

from checks._asks import discussed_drugs
from checks._check import Case, Check
from checks.fda._acts import (
    Drug,
    end_told,
    knows_end,
    more_before,
    note,
    once_a_drug,
    since_dated,
    told_already,
)
from model.approval import Action, ApprovalEvent
from model.dates import long_date
from model.finding import Finding, Severity
from verdicts import gone, is_harm, write_today
from verdicts.words import ended, noted, opened

_ACTIONS = frozenset({Action.WITHDRAWN, Action.LEFT_MARKET})


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each drug of the page that is gone, or of which a use was withdrawn since its date.

    A drug that is off the market altogether is told whatever the page's date and words, unless the page itself
    says that it is gone.
    """

    def tell(drug: Drug) -> Finding | None:
        events = since_dated(case, drug, _ACTIONS)
        whole = gone(drug.timeline, case.today, case.answers.lexicon)
        if whole is not None and whole not in told_already(case) and not end_told(case, drug.about.drug):
            before = drug.dated is not None and drug.dated.latest() < whole.date.earliest()
            if before or (drug.about.offered and not knows_end(case, drug, whole)):
                return _finding(case, drug, (whole,))
            return None
        return (
            _finding(case, drug, events) if events and whole is None and not drug.about.named_only else None
        )

    yield from once_a_drug(case, tell)


def _finding(case: Case, drug: Drug, events: tuple[ApprovalEvent, ...]) -> Finding:
    last = events[-1]
    harm = is_harm(last)
    several = more_before(events)
    dated = f"; this was dated {long_date(drug.dated)}" if drug.dated else "; the page gives no date"
    timeline, lexicon = drug.timeline, case.answers.lexicon
    return note(
        case,
        CHECK.code,
        Severity.WARNING if harm else CHECK.severity,
        drug,
        events,
        message=f"{noted(opened(ended(last)), long_date(last.date) + several)}{dated}.",
        suggestion=write_today(timeline, (), case.today, lexicon)
        if harm
        else "Check whether the section still recommends the use.",
        subject="withdrawn",
        harm=harm,
    )


CHECK = Check(
    code="FDA009",
    slug="drug_withdrawn",
    severity=Severity.NOTE,
    title="A drug of the page, or a use of it, was withdrawn",
    why="A reader may take, or ask for, what is no longer sold or no longer approved.",
    run=run,
    asks=discussed_drugs,
    fires=(
        "today: 2026-11-24\n\n# Bevacizumab\n\nBevacizumab is approved by the FDA for colorectal "
        "cancer.\n\nUpdated June 3, 2010",
    ),
    silent=(
        "today: 2026-11-24\n\n# Lapatinib\n\nLapatinib is approved by the FDA for breast "
        "cancer.\n\nUpdated June 3, 2022",
    ),
)
