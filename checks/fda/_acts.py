"""What FDA or a maker did with the drugs that a page's sections are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from checks._check import Case
from checks.fda._finding import exhibits, told_of_its_drug
from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.evidence import Evidence
from model.finding import Finding, Severity, Verdict
from verdicts import About, came_back, is_harm, row_of, tells_of_an_end

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug that a section is about, with its history and the section's date (None: it gives none)."""

    about: About
    timeline: Timeline
    dated: PartialDate | None


def drugs_of_sections(case: Case) -> Iterator[Drug]:
    """The drugs that the page's sections are about, those without a record left out."""
    for item in case.about:
        answer = case.answers.timelines.get(item.drug)
        own = case.page.date_of(item.section)
        if isinstance(answer, Evidence):
            yield Drug(item, answer.facts, own.date if own else None)


def since_dated(case: Case, drug: Drug, actions: frozenset[Action]) -> tuple[ApprovalEvent, ...]:
    """The acts of some kinds since the section's date, none where it has no date: of the drug and not of one brand,
    not undone since, less those that an error on a claim of the page tells already."""
    if drug.dated is None:
        return ()
    told = told_already(case)
    return tuple(
        event
        for event in drug.timeline.events
        # what a source only shows by a day may be older than the page
        if event.action in actions
        and not event.brand_only
        and not event.seen
        and drug.dated.latest() < event.date.earliest() <= case.today
        and event not in told
        and not came_back(event, drug.timeline)
    )


def told_already(case: Case) -> set[ApprovalEvent]:
    """The acts that decide a claim of the page that is untrue."""
    untrue = (Verdict.OUTDATED, Verdict.CONTRADICTED)
    told = (c for c in case.claims if c.judged.verdict in untrue and not told_of_its_drug(case, c))
    return {e for c in told for e in c.judged.events}


def knows_end(case: Case, drug: Drug, end: ApprovalEvent) -> bool:
    """True where the page tells of the end, or names its year beside the drug: "gone since 2010"."""
    named = str(end.date.year) in case.page.quote(drug.about.place)
    return named or tells_of_an_end(case.page, drug.about.drug, case.answers.lexicon)


def end_told(case: Case, drug: str) -> bool:
    """True when a claim of the page is told already as untrue because the drug is gone."""
    return any(e.drug == drug and is_harm(e) for e in told_already(case))


def note(
    case: Case,
    code: str,
    severity: Severity,
    drug: Drug,
    events: tuple[ApprovalEvent, ...],
    *,
    message: str,
    suggestion: str,
    subject: str,
    harm: bool = False,
    shown: tuple[ApprovalEvent, ...] = (),
) -> Finding:
    """One finding on a drug of a section, quoting the sentence, or the row of a table, that names it. ``shown``: the
    acts that are its exhibits, where those are not the last of ``events``."""
    last = events[-1]
    place = row_of(case.page, drug.about.place)
    return Finding(
        code=code,
        severity=severity,
        page_url=case.page.url,
        section=drug.about.section,
        quote=case.page.quote(place),
        span=place,
        message=message,
        suggestion=suggestion,
        subject=f"{drug.about.drug}: {subject}",
        since=last.date.earliest() if last.date.day else last.date,
        evidence=exhibits(case, shown or events[-3:]),
        harm=harm,
    )


def more_before(events: tuple[ApprovalEvent, ...]) -> str:
    """ "; 2 more before it" of three acts of which the last is told; empty of one."""
    return f"; {len(events) - 1} more before it" if len(events) > 1 else ""


def more_since(events: tuple[ApprovalEvent, ...]) -> str:
    """ "; 2 more since" of three acts of which the first is told; empty of one."""
    return f"; {len(events) - 1} more since" if len(events) > 1 else ""


def once_a_drug(case: Case, tell: Callable[[Drug], T | None]) -> Iterator[T]:
    """What ``tell`` makes of each drug of the page, once a drug: where it is spoken of first."""
    told: set[str] = set()
    for drug in drugs_of_sections(case):
        found = tell(drug) if drug.about.drug not in told else None
        if found is not None:
            told.add(drug.about.drug)
            yield found
