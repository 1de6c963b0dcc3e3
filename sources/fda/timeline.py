"""From FDA's facts about one drug to its timeline. Pure: the same facts give the same events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.identifiers import ApplicationNumber
from sources.fda.acts import NO_USE_CATEGORIES, grants
from sources.fda.facts import AcceleratedList, Application, DrugFacts, LabelReading, ListReading
from sources.fda.merge import unite
from sources.fda.sale import generics, marketing

LABEL = "FDA label"
LISTS = {
    AcceleratedList.ONGOING: "FDA list of ongoing accelerated approvals",
    AcceleratedList.VERIFIED: "FDA list of verified accelerated approvals",
    AcceleratedList.WITHDRAWN: "FDA list of withdrawn accelerated approvals",
}

# Since about then supplements carry their class; of older ones many have none.
COMPLETE_SUPPLEMENTS_FROM = 2000
_NO_NEW_USE = frozenset({"LABELING", "MANUF (CMC)", "REMS", "BIOEQUIV"})


def timeline(facts: DrugFacts, as_of: date) -> Timeline:
    """Everything that happened to one drug, dated and sourced. ``as_of``: the day the facts vouch for."""
    events: list[ApprovalEvent] = []
    for listed in facts.lists:
        events += _list_events(facts, listed)
    events += grants(facts)
    events += generics(facts)
    events += marketing(facts, as_of)
    for reading in facts.labels:
        events += _label_events(facts, reading)
    return Timeline(facts.drug, unite(events), as_of)


def label_timeline(facts: DrugFacts, as_of: date) -> Timeline:
    """What the labels alone tell; the applications only say since when."""
    events = [event for reading in facts.labels for event in _label_events(facts, reading)]
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


def _label_events(facts: DrugFacts, reading: LabelReading) -> Iterable[ApprovalEvent]:
    """A label lists what is approved now: each use was approved by its day. Where no efficacy supplement came
    since the original approval of its application, the uses are those of that day."""
    label = reading.label
    number = label.applications[0] if label.applications else None
    brand = label.brands[0] if label.brands else ""
    own = next((a for a in facts.applications if number and a.number.value[-6:] == number.value[-6:]), None)
    original = _unchanged_since(own, label.effective) if own else None
    for use in reading.uses:
        how = " under accelerated approval" if use in reading.accelerated else ""
        since = f", with no efficacy supplement since {original}" if original else ""
        yield ApprovalEvent(
            facts.drug,
            Action.ACCELERATED if how else Action.APPROVED,
            PartialDate.of(original or label.effective),
            f"the label of {label.effective} lists this use{how}{since}: {use.words}",
            LABEL,
            label.url,
            number,
            brand,
            use,
            seen=original is None,
        )
    day = PartialDate.of(label.effective)
    if label.boxed_warning:
        says = f"the label of {label.effective} has a boxed warning: {_opening(label.boxed_warning)}"
        yield ApprovalEvent(
            facts.drug, Action.BOXED_WARNING, day, says, LABEL, label.url, number, brand, seen=True
        )


def _unchanged_since(application: Application, day: date) -> date | None:
    """The original approval's day when nothing that could be a new use was approved from then to ``day``."""
    first = application.approved_on
    if first is None or first.year < COMPLETE_SUPPLEMENTS_FROM:
        return None
    for submission in application.submissions:
        if (
            submission.kind == "SUPPL"
            and submission.approved
            and submission.class_code not in _NO_NEW_USE
            and not (submission.categories and set(submission.categories) <= NO_USE_CATEGORIES)
            and (submission.day is None or submission.day <= day)
        ):
            return None
    return first


def _opening(text: str, limit: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def _application_of(applications: tuple[Application, ...], brand: str) -> ApplicationNumber | None:
    wanted = brand.lower()
    found = {a.number for a in applications if any(p.brand.lower() == wanted for p in a.products)}
    return found.pop() if wanted and len(found) == 1 else None
