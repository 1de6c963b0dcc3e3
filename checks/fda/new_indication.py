"""FDA approved a further use after the page was dated, for a drug that a section is about."""

from __future__ import annotations

from collections.abc import Iterator

from checks._asks import discussed_drugs
from checks._check import Case, Check
from checks.fda._acts import Drug, more_before, more_since, note, once_a_drug, since_dated
from model.approval import Action, ApprovalEvent
from model.dates import long_date
from model.finding import Finding, Severity
from verdicts import diseases_of, fits_disease, is_there, says_alone
from verdicts.timeline import APPROVALS
from verdicts.words import noted

_ACTIONS = frozenset({Action.APPROVED, Action.ACCELERATED})


def run(case: Case) -> Iterator[Finding]:
    """Yield one note for each drug of the page with an approval since the section's date: of several the one that
    is nearest to the page's disease; none where they are for other diseases, the drug is gone, or the page is a
    record of its day (an article of a journal, news)."""
    if case.page.type.is_record:
        return
    diseases = diseases_of(case.page, case.answers.lexicon)

    def nearest(events: tuple[ApprovalEvent, ...]) -> tuple[ApprovalEvent, ...]:
        fitting = [e for e in events if fits_disease(e, diseases, case.answers.lexicon)]
        if diseases:
            return tuple(fitting)
        return events

    def tell(drug: Drug) -> Finding | None:
        if drug.about.named_only or not is_there(drug.timeline, case.today, case.answers.lexicon):
            return None
        events = nearest(since_dated(case, drug, _ACTIONS))
        if not events or drug.dated is None:
            return None
        last = events[-1]
        first = all(
            e.action not in APPROVALS or e.date.earliest() >= events[0].date.earliest()
            for e in drug.timeline.events
        )
        shown = events[0] if first else last
        what = "its first approval" if first else "a further use"
        several = (more_since if first else more_before)(events)
        act = noted(says_alone(shown, case.answers.lexicon), long_date(shown.date) + several)
        return note(
            case,
            CHECK.code,
            CHECK.severity,
            drug,
            events,
            message=f"{act}, {what}; this was dated {long_date(drug.dated)}.",
            suggestion="Check whether the new use belongs in this section.",
            subject="approved for a further use",
        )

    yield from once_a_drug(case, tell)


CHECK = Check(
    code="FDA008",
    slug="new_indication",
    severity=Severity.NOTE,
    title="FDA approved a further use after the page was dated",
    why="A reader whose disease the new approval covers does not find it on the page.",
    run=run,
    asks=discussed_drugs,
    fires=(
        "today: 2026-11-24\n\n# Olaparib\n\nOlaparib is approved by the FDA for ovarian "
        "cancer.\n\nUpdated June 3, 2016",
    ),
    silent=(
        "today: 2026-11-24\n\n# Lapatinib\n\nLapatinib is approved by the FDA for breast "
        "cancer.\n\nUpdated June 3, 2022",
    ),
)
