"""A boxed warning came after the page was dated, for a drug that a section is about."""

from __future__ import annotations

from collections.abc import Iterator

from checks._asks import discussed_drugs
from checks._check import Case, Check
from checks.fda._acts import Drug, more_before, note, once_a_drug, since_dated
from model.approval import Action, ApprovalEvent
from model.dates import long_date
from model.finding import Finding, Severity
from verdicts import gone, warning_stands
from verdicts.words import joined, name, noted

_ACTIONS = frozenset({Action.BOXED_WARNING})
_Warned = tuple[Drug, tuple[ApprovalEvent, ...]]


def run(case: Case) -> Iterator[Finding]:
    """Yield one warning for each boxed warning that is younger than the section on its drug, quoting the first of the
    page's drugs that it was given to: a class gets its warning on one day, in the same words."""

    def warned(drug: Drug) -> _Warned | None:
        events = _warnings(case, drug)
        return (drug, events) if events else None

    alike: dict[tuple[object, ...], list[_Warned]] = {}
    for drug, events in once_a_drug(case, warned):
        last = events[-1]
        alike.setdefault((last.date, _without_name(last), drug.dated), []).append((drug, events))
    for one in alike.values():
        yield _told(case, one)


def _without_name(event: ApprovalEvent) -> str:
    """The words of a warning, without the drug's name."""
    return event.says.replace(_called(event), "") or event.says


def _called(event: ApprovalEvent) -> str:
    """The drug as its record calls it, empty where that does not."""
    return next((n for n in (name(event), event.brand, event.drug) if n and n in event.says), "")


def _warnings(case: Case, drug: Drug) -> tuple[ApprovalEvent, ...]:
    """The boxed warnings of a drug since its section's date that stand; none of one that is gone, whose withdrawal is
    told."""
    events = since_dated(case, drug, _ACTIONS)
    events = tuple(e for e in events if warning_stands(e, drug.timeline, case.today))
    return () if events and gone(drug.timeline, case.today, case.answers.lexicon) else events


def _told(case: Case, warned: list[_Warned]) -> Finding:
    drug, events = warned[0]
    assert drug.dated is not None  # without a date nothing is younger
    last = events[-1]
    several = more_before(events)
    says, suggestion = last.says, "Add the boxed warning, or link to the current label."
    if len(warned) > 1:
        others = f"{len(warned) - 1} more drug{'s' * (len(warned) > 2)} of this page"
        called = _called(last)
        says = says.replace(called, f"{called} and {others}") if called else says
        each = joined([e[-1].brand or e[-1].drug for _, e in warned])
        suggestion = f"Add the boxed warning for {each}, or link to their current labels."
    return note(
        case,
        CHECK.code,
        CHECK.severity,
        drug,
        events,
        message=f"{noted(says, long_date(last.date) + several)}; this was dated {long_date(drug.dated)}.",
        suggestion=suggestion,
        subject="boxed warning added",
        harm=True,
        shown=tuple(e[-1] for _, e in warned) if len(warned) > 1 else (),
    )


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
