"""From FDA's files to a snapshot: the facts of every face, drug by drug, into one file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from model.approval import ApprovalEvent
from model.dates import PartialDate
from model.identifiers import ApplicationNumber
from model.lexicon import Lexicon
from sources.fda import snapshot
from sources.fda.drugsatfda import DrugsAtFda
from sources.fda.facts import AcceleratedApproval, Application, DrugFacts, Label, ListReading, Marketing
from sources.fda.labels import LabelReader
from sources.fda.oncology import OncologyNotice
from sources.fda.snapshot import Contents, NamedProduct, Snapshot
from sources.fda.timeline import label_timeline, timeline

_SOLD = frozenset({Marketing.PRESCRIPTION, Marketing.OTC})


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a snapshot is built from. A face that is None or empty is taken over from ``previous``.

    ``labels_as_of`` and ``lists_as_of``: the day the files vouch for.
    """

    drugsatfda: DrugsAtFda | None = None
    labels: Iterable[Label] | None = None
    labels_as_of: date | None = None
    lists: tuple[AcceleratedApproval, ...] = ()
    lists_as_of: date | None = None
    notices: tuple[OncologyNotice, ...] = ()
    lexicon: Lexicon = field(default_factory=Lexicon)
    previous: Snapshot | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built: counts, the day each face vouches for, and faces taken over from the snapshot before."""

    path: Path
    applications: int
    drugs: int
    events: int
    labels: int
    as_of: dict[str, date]
    taken_over: tuple[str, ...] = ()


def build(inputs: Inputs, out: Path) -> BuildReport:
    """Build and write a snapshot; SnapshotError when it cannot be written."""
    contents = assemble(inputs)
    snapshot.write(contents, out)
    given = {
        "drugsatfda": inputs.drugsatfda is not None,
        "label": inputs.labels is not None,
        "lists": bool(inputs.lists or inputs.notices),
    }
    return BuildReport(
        out,
        len(contents.applications),
        len({e.drug for events in contents.events.values() for e in events}),
        sum(map(len, contents.events.values())),
        len(contents.labels),
        dict(contents.as_of),
        tuple(face for face, is_given in given.items() if not is_given and face in contents.as_of),
    )


def assemble(inputs: Inputs) -> Contents:
    """All faces together, not yet written."""
    as_of: dict[str, date] = {}
    events: dict[str, tuple[ApprovalEvent, ...]] = {}
    before = inputs.previous
    if inputs.drugsatfda is not None:
        data = inputs.drugsatfda
        as_of["drugsatfda"] = data.as_of
        applications = tuple((a.number.value, a.sponsor, a.first_approval) for a in data.applications)
        products = tuple(_products(data.applications))
        events["drugsatfda"] = tuple(_drug_events(data))
    else:
        applications = tuple(before.applications()) if before else ()
        products = tuple(before.products()) if before else ()
        _take_over("drugsatfda", before, as_of, events)
    given = inputs.drugsatfda.applications if inputs.drugsatfda else ()
    reader = LabelReader(inputs.lexicon)
    labels: tuple[tuple[str, str, str, str, str, str, str, str], ...] = ()
    if inputs.labels is not None:
        chosen = choose(inputs.labels)
        as_of["label"] = inputs.labels_as_of or max((x.effective for x in chosen), default=date.min)
        labels = tuple(_label_row(label) for label in chosen)
        events["label"] = tuple(_label_events(chosen, reader, as_of["label"], given))
    elif before and "label" in before.as_of_face:
        labels = before.labels()
        as_of["label"] = before.as_of_face["label"]
        stored = [_label(row) for row in labels]  # read again: the lexicon may know more by now
        events["label"] = tuple(_label_events(stored, reader, as_of["label"], given))
    if inputs.lists or inputs.notices:
        days = [d for row in inputs.lists for d in (row.granted, row.outcome) if d]
        days += [notice.day for notice in inputs.notices]
        as_of["lists"] = inputs.lists_as_of or max(days)
        numbers = _numbers(products)
        told = [*_list_events(inputs.lists, reader, as_of["lists"]), *_notice_events(inputs.notices, reader)]
        events["lists"] = tuple(_with_number(event, numbers) for event in told)
    else:
        _take_over("lists", before, as_of, events)
    return Contents(as_of, applications, products, labels, events)


def _take_over(
    face: str, before: Snapshot | None, as_of: dict[str, date], events: dict[str, tuple[ApprovalEvent, ...]]
) -> None:
    if before and face in before.as_of_face:
        as_of[face] = before.as_of_face[face]
        events[face] = before.events(face)


def _products(applications: Iterable[Application]) -> Iterable[NamedProduct]:
    for application in applications:
        for product in application.products:
            for ingredient in product.ingredients:
                yield NamedProduct(
                    application.number.value,
                    product.drug,
                    product.brand,
                    ingredient,
                    product.marketing in _SOLD,
                )


def _drug_events(data: DrugsAtFda) -> Iterable[ApprovalEvent]:
    """Events of every drug and combination, and of every ingredient that comes in combinations only."""
    groups: dict[str, list[Application]] = defaultdict(list)
    combinations: dict[str, list[Application]] = defaultdict(list)
    sold_in: set[str] = set()
    for application in data.applications:
        for drug in application.drugs:
            groups[drug].append(application)
        for product in application.products:
            if len(product.ingredients) > 1:
                for ingredient in product.ingredients:
                    if not combinations[ingredient] or combinations[ingredient][-1] is not application:
                        combinations[ingredient].append(application)
                    if product.marketing in _SOLD:
                        sold_in.add(ingredient)
    for ingredient, applications in combinations.items():
        groups.setdefault(ingredient, applications)
    for drug in sorted(groups):
        facts = DrugFacts(drug, tuple(groups[drug]), sold_in_combination=drug in sold_in)
        yield from timeline(facts, data.as_of).events


def choose(labels: Iterable[Label]) -> list[Label]:
    """The labels that speak for a drug: of an NDA or BLA, by the one who makes it, the newest of each
    application. Generics' labels carve uses out and repackagers' lag behind."""
    best: dict[str, Label] = {}
    for label in labels:
        if not label.original_packager or not label.drugs:
            continue
        for number in label.applications:
            if number.value.startswith("ANDA"):
                continue
            known = best.get(number.value)
            if known is None or (label.effective, label.version, label.set_id) > (
                known.effective,
                known.version,
                known.set_id,
            ):
                best[number.value] = label
    return sorted({label.set_id: label for label in best.values()}.values(), key=lambda x: x.set_id)


def _label_events(
    labels: Iterable[Label], reader: LabelReader, as_of: date, applications: Iterable[Application]
) -> Iterable[ApprovalEvent]:
    by_number = {a.number.value[-6:]: a for a in applications}
    groups = defaultdict(list)
    for label in labels:
        reading = reader.read(label)
        for drug in label.drugs:
            groups[drug].append(reading)
    for drug in sorted(groups):
        numbers = {n.value[-6:] for reading in groups[drug] for n in reading.label.applications}
        own = tuple(by_number[n] for n in sorted(numbers) if n in by_number)
        yield from label_timeline(DrugFacts(drug, own, tuple(groups[drug])), as_of).events


def _list_events(
    rows: Iterable[AcceleratedApproval], reader: LabelReader, as_of: date
) -> Iterable[ApprovalEvent]:
    groups = defaultdict(list)
    for row in rows:
        groups[row.drug].append(ListReading(row, reader.uses(row.use, (row.drug,))))
    for drug in sorted(groups):
        yield from timeline(DrugFacts(drug, lists=tuple(groups[drug])), as_of).events


def _notice_events(notices: Iterable[OncologyNotice], reader: LabelReader) -> Iterable[ApprovalEvent]:
    for notice in notices:
        for use in reader.uses(notice.use, (notice.drug,)) or (None,):
            yield ApprovalEvent(
                notice.drug,
                notice.action,
                PartialDate.of(notice.day),
                f"{notice.action} {notice.brand} ({notice.drug}) {notice.use}",
                "FDA oncology approval notifications",
                notice.url,
                brand=notice.brand,
                indication=use,
            )


def _numbers(products: Iterable[NamedProduct]) -> dict[tuple[str, str], str]:
    """The application of a drug's brand, where there is only one."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for product in products:
        found[product.drug, product.brand.lower()].add(product.application)
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1}


def _with_number(event: ApprovalEvent, numbers: dict[tuple[str, str], str]) -> ApprovalEvent:
    number = numbers.get((event.drug, event.brand.lower()))
    if event.application or number is None:
        return event
    return replace(event, application=ApplicationNumber(number))


def _label_row(label: Label) -> tuple[str, str, str, str, str, str, str, str]:
    return (
        label.set_id,
        label.effective.isoformat(),
        json.dumps(label.drugs),
        json.dumps([n.value for n in label.applications]),
        json.dumps(label.brands),
        json.dumps(label.classes),
        label.indications,
        label.boxed_warning,
    )


def _label(row: tuple[str, str, str, str, str, str, str, str]) -> Label:
    set_id, effective, drugs, applications, brands, classes, indications, boxed = row
    return Label(
        set_id,
        date.fromisoformat(effective),
        tuple(ApplicationNumber(n) for n in json.loads(applications)),
        tuple(json.loads(drugs)),
        tuple(json.loads(brands)),
        indications,
        boxed,
        tuple(json.loads(classes)),
    )
