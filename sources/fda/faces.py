"""From the facts of each face to its events: Drugs@FDA's files, labels, and FDA's lists. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from model.approval import Action, ApprovalEvent
from model.dates import PartialDate
from model.identifiers import ApplicationNumber
from sources.fda.drugsatfda import DrugsAtFda
from sources.fda.facts import (
    AcceleratedApproval,
    AcceleratedList,
    Application,
    DrugFacts,
    Label,
    ListedApproval,
    ListedProduct,
    Listing,
    ListReading,
    Marketing,
)
from sources.fda.label_history import label_events
from sources.fda.labels import LabelReader, statements
from sources.fda.oncology import OncologyNotice
from sources.fda.snapshot_file import NamedProduct
from sources.fda.timeline import timeline

SOLD = frozenset({Marketing.PRESCRIPTION, Marketing.OTC})
LISTING_SOURCES = {
    Listing.NOVEL: "FDA Novel Drug Approvals",  # both are settle.KINDLESS
    Listing.CBER: "FDA Biological License Application Approvals",
}
PRODUCTS_SOURCE = "FDA list of licensed biological products"
ACCELERATED_FACES = {
    AcceleratedList.ONGOING: "accelerated ongoing",
    AcceleratedList.VERIFIED: "accelerated verified",
    AcceleratedList.WITHDRAWN: "accelerated withdrawn",
}
# States that a list shows without a day: the first list that showed them says "by then".
_STATES = frozenset({Action.DISCONTINUED, Action.OTC})


def drug_events(data: DrugsAtFda, told: Iterable[ApprovalEvent] = ()) -> Iterator[ApprovalEvent]:
    """Events of every drug and combination, and of every ingredient that comes in combinations only. ``told``:
    what the data set before told; a state that it showed already keeps the day on which it was first seen."""
    seen = {_state(e): e.date for e in told if e.seen and e.action in _STATES}
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
                    if product.marketing in SOLD:
                        sold_in.add(ingredient)
    for ingredient, applications in combinations.items():
        groups.setdefault(ingredient, applications)
    for drug in sorted(groups):
        facts = DrugFacts(drug, tuple(groups[drug]), sold_in_combination=drug in sold_in)
        for event in timeline(facts, data.as_of).events:
            first = seen.get(_state(event)) if event.seen and event.action in _STATES else None
            yield replace(event, date=first) if first else event


def _state(event: ApprovalEvent) -> tuple[object, ...]:
    return event.drug, event.action, event.application, event.brand, event.brand_only


def read_labels(
    labels: Iterable[Label],
    reader: LabelReader,
    applications: Iterable[Application],
    before: Iterable[Label] = (),
    told: Iterable[ApprovalEvent] = (),
) -> tuple[list[ApprovalEvent], set[str]]:
    """The events of labels, and the set ids of those whose every use could be read. ``before`` and ``told``: the
    labels of the snapshot before, and what they told."""
    by_number = {a.number.value[-6:]: a for a in applications}
    earlier: dict[str, Label] = {}
    for label in before:
        earlier |= {number.value[-6:]: label for number in label.applications}
    telling: dict[str, list[ApprovalEvent]] = defaultdict(list)
    for event in told:
        telling[event.application.value[-6:] if event.application else ""].append(event)
    events: list[ApprovalEvent] = []
    whole: set[str] = set()
    for label in sorted(labels, key=lambda x: (x.drugs, x.set_id)):
        number = label.applications[0].value[-6:] if label.applications else ""
        reading = reader.read(label)
        if is_whole(label, reader):
            whole.add(label.set_id)
        old = earlier.get(number)
        prior = reader.read(old) if old and old != label else None
        for drug in label.drugs:
            events += label_events(drug, reading, by_number.get(number), prior, telling[number])
    return events, whole


def is_whole(label: Label, reader: LabelReader) -> bool:
    """True when every statement of what the label is for was read: a condition it lacks is not approved on it."""
    found = statements(label.indications)
    return bool(found) and all(reader.uses(s.text, label.drugs) for s in found)


def accelerated_events(
    rows: Iterable[AcceleratedApproval], reader: LabelReader, as_of: date
) -> Iterator[ApprovalEvent]:
    """Grants and outcomes of FDA's lists of accelerated approvals."""
    groups = defaultdict(list)
    for row in rows:
        groups[row.drug].append(ListReading(row, reader.uses(row.use, (row.drug,))))
    for drug in sorted(groups):
        yield from timeline(DrugFacts(drug, lists=tuple(groups[drug])), as_of).events


def notice_events(notices: Iterable[OncologyNotice], reader: LabelReader) -> Iterator[ApprovalEvent]:
    """Grants told by FDA's oncology notifications."""
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


def listed_events(rows: Iterable[ListedApproval], reader: LabelReader) -> Iterator[ApprovalEvent]:
    """First approvals told by a year's list, with their use where it can be read."""
    for row in rows:
        for use in reader.uses(row.use, (row.drug,)) or (None,):
            yield ApprovalEvent(
                row.drug,
                Action.APPROVED,
                PartialDate.of(row.day),
                f"first approval of {row.brand or row.drug} ({row.drug}): {row.use}",
                LISTING_SOURCES[row.listing],
                row.url,
                row.number,
                row.brand,
                use,
            )


def product_events(rows: Iterable[ListedProduct], told: Iterable[ApprovalEvent]) -> Iterator[ApprovalEvent]:
    """That a biological product is licensed: by the day of the first list that names it."""
    known = {(e.drug, e.brand): e for e in told}
    for row in rows:
        if (row.drug, row.brand) in known:
            yield known[row.drug, row.brand]
        elif row.seen:
            says = f"{row.brand or row.drug} is on FDA's list of licensed products of {row.seen}"
            yield ApprovalEvent(
                row.drug,
                Action.APPROVED,
                PartialDate.of(row.seen),
                says,
                PRODUCTS_SOURCE,
                row.url,
                brand=row.brand,
                seen=True,
            )


def named_products(applications: Iterable[Application]) -> Iterator[NamedProduct]:
    """The names of Drugs@FDA's products."""
    for application in applications:
        for product in application.products:
            for ingredient in product.ingredients:
                yield NamedProduct(
                    application.number.value,
                    product.drug,
                    product.brand,
                    ingredient,
                    product.marketing in SOLD,
                )


def other_names(
    known: Iterable[NamedProduct],
    labels: Iterable[Label],
    approvals: Iterable[ListedApproval],
    products: Iterable[ListedProduct],
) -> Iterator[NamedProduct]:
    """The names that labels and lists give and Drugs@FDA's files lack: CBER's products, and what is too new."""
    there = {p.application for p in known}
    for label in labels:
        numbers = [n.value for n in label.applications if n.value not in there]
        if not numbers or len(numbers) < len(label.applications):
            continue
        center = "CBER" if numbers[0].startswith("BLA") else "CDER"
        for drug in label.drugs:
            for brand in label.brands or ("",):
                yield NamedProduct(numbers[0], drug, brand, drug.split(" / ")[0], True, center)
    for row in approvals:
        center = "CBER" if row.listing is Listing.CBER else "CDER"
        number = row.number.value if row.number else ""
        if number not in there:
            yield NamedProduct(number, row.drug, row.brand, row.drug.split(" / ")[0], True, center)
    for item in products:
        yield NamedProduct("", item.drug, item.brand, item.drug, True, "CBER")


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


def numbers_of(products: Iterable[NamedProduct]) -> dict[tuple[str, str], str]:
    """The application of a drug's brand, where there is only one."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for product in products:
        if product.application:
            found[product.drug, product.brand.lower()].add(product.application)
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1}


def with_number(event: ApprovalEvent, numbers: Mapping[tuple[str, str], str]) -> ApprovalEvent:
    """The event with the application of its brand, where the list gave none."""
    number = numbers.get((event.drug, event.brand.lower()))
    if event.application or number is None:
        return event
    return replace(event, application=ApplicationNumber(number))
