"""From FDA's facts about one drug to its timeline. Pure: the same facts give the same events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.identifiers import ApplicationNumber
from sources.fda.acts import grants
from sources.fda.facts import AcceleratedList, Application, DrugFacts, LabelReading, ListReading
from sources.fda.label_history import label_events
from sources.fda.merge import unite
from sources.fda.sale import generics, marketing

LISTS = {
    AcceleratedList.ONGOING: "FDA list of ongoing accelerated approvals",
    AcceleratedList.VERIFIED: "FDA list of verified accelerated approvals",
    AcceleratedList.WITHDRAWN: "FDA list of withdrawn accelerated approvals",
}


def timeline(facts: DrugFacts, as_of: date) -> Timeline:
    """Everything that happened to one drug, dated and sourced. ``as_of``: the day the facts vouch for."""
    events: list[ApprovalEvent] = []
    for listed in facts.lists:
        events += _list_events(facts, listed)
    events += grants(facts)
    events += generics(facts)
    events += marketing(facts, as_of)
    for reading in facts.labels:
        events += label_events(facts.drug, reading, _own(facts.applications, reading))
    return Timeline(facts.drug, unite(events), as_of)


def _list_events(facts: DrugFacts, reading: ListReading) -> Iterable[ApprovalEvent]:
    """Grant and outcome of one accelerated approval.

    Where the use could not be read, the grant stands without one, and the withdrawal is only told as a
    revision: without its use it would read as the end of the whole drug.
    """
    row = reading.row
    number = _application_of(facts.applications, row.brand)
    source = LISTS[row.listed]
    verified = row.listed is AcceleratedList.VERIFIED
    for use in reading.uses or (None,):
        if row.granted:
            yield ApprovalEvent(
                facts.drug,
                Action.ACCELERATED,
                PartialDate.of(row.granted),
                f"accelerated approval of {row.brand or row.drug}: {row.use}",
                source,
                row.url,
                number,
                row.brand,
                use,
            )
        if row.outcome and row.listed is not AcceleratedList.ONGOING:
            outcome = Action.CONVERTED if verified else Action.WITHDRAWN if use else Action.LABEL
            yield ApprovalEvent(
                facts.drug,
                outcome,
                PartialDate.of(row.outcome),
                f"{'clinical benefit verified' if verified else 'indication withdrawn'}: {row.use}",
                source,
                row.url,
                number,
                row.brand,
                use,
            )


def _own(applications: tuple[Application, ...], reading: LabelReading) -> Application | None:
    """The label's application, by its digits."""
    numbers = reading.label.applications
    wanted = numbers[0].value[-6:] if numbers else ""
    return next((a for a in applications if a.number.value[-6:] == wanted), None)


def _application_of(applications: tuple[Application, ...], brand: str) -> ApplicationNumber | None:
    wanted = brand.lower()
    found = {a.number for a in applications if any(p.brand.lower() == wanted for p in a.products)}
    return found.pop() if wanted and len(found) == 1 else None
