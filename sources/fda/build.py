"""From FDA's files to a snapshot: the facts of every face, drug by drug, into one file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from model.approval import ApprovalEvent
from model.lexicon import Lexicon
from sources.fda import faces, sanity, snapshot_file
from sources.fda.drugsatfda import DrugsAtFda
from sources.fda.facts import AcceleratedApproval, Application, Label, ListedApproval, ListedProduct, Listing
from sources.fda.labels import LabelReader
from sources.fda.oncology import OncologyNotice
from sources.fda.snapshot import Snapshot
from sources.fda.snapshot_file import Contents, NamedProduct, StoredApplication, StoredLabel

# Lists that only grow: what an earlier page told is kept when a new year's page begins empty.
_GROWING = frozenset({"oncology", "novel", "cber", "cber products"})
_COUNTS = ("applications", "products", "submissions")


@dataclass(frozen=True, slots=True)
class Lists:
    """What FDA's small pages gave. ``current``: the day that a page gives itself, by face."""

    accelerated: tuple[AcceleratedApproval, ...] = ()
    notices: tuple[OncologyNotice, ...] = ()
    approvals: tuple[ListedApproval, ...] = ()
    products: tuple[ListedProduct, ...] = ()
    current: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a snapshot is built from. A face that is None or empty is taken over from ``previous``.

    ``labels_as_of``: the day the labels vouch for. ``all_labels``: these are all labels there are; else they
    renew those of the same applications. ``due``: see Contents. ``applications``: Drugs@FDA's, where
    ``drugsatfda`` itself has not changed.
    """

    drugsatfda: DrugsAtFda | None = None
    labels: Iterable[Label] | None = None
    labels_as_of: date | None = None
    all_labels: bool = True
    lists: Lists = field(default_factory=Lists)
    lexicon: Lexicon = field(default_factory=Lexicon)
    previous: Snapshot | None = None
    applications: tuple[Application, ...] = ()
    due: Mapping[str, date] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built: counts, the day each face vouches for, faces taken over from the snapshot before, what could
    not be had (``troubles``, one line each), and the acts that the snapshot before did not know (``news``)."""

    path: Path
    applications: int
    drugs: int
    events: int
    labels: int
    as_of: dict[str, date]
    taken_over: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()


def build(inputs: Inputs, out: Path) -> BuildReport:
    """Build and write a snapshot; SnapshotError when it cannot be written."""
    contents, given = assemble(inputs)
    snapshot_file.write(contents, out)
    return BuildReport(
        out,
        len(contents.applications),
        len({e.drug for events in contents.events.values() for e in events}),
        sum(map(len, contents.events.values())),
        len(contents.labels),
        dict(contents.as_of),
        tuple(face for face in contents.as_of if face not in given),
    )


def assemble(inputs: Inputs) -> tuple[Contents, frozenset[str]]:
    """All faces together, not yet written, and which of them were given."""
    before = inputs.previous
    reader = LabelReader(inputs.lexicon)
    as_of: dict[str, date] = {}
    events: dict[str, tuple[ApprovalEvent, ...]] = {}
    notes = dict(before.notes if before else {}) | dict(inputs.notes)
    given: set[str] = set()
    if inputs.drugsatfda is not None:
        data = inputs.drugsatfda
        as_of["drugsatfda"] = data.as_of
        stored = tuple(map(_stored, data.applications))
        names = list(faces.named_products(data.applications))
        events["drugsatfda"] = tuple(faces.drug_events(data, before.events("drugsatfda") if before else ()))
        held = sanity.counts(data)
        notes |= {name: str(getattr(held, name)) for name in _COUNTS}
        given.add("drugsatfda")
    else:
        stored = tuple(before.applications()) if before else ()
        numbers = {a.number for a in stored}
        names = [p for p in before.products() if p.application in numbers] if before else []
        _take_over("drugsatfda", before, as_of, events)
    applications = inputs.drugsatfda.applications if inputs.drugsatfda else inputs.applications
    labels = _labels(inputs, reader, applications, as_of, events)
    if inputs.labels is not None:
        given.add("label")
    given |= _lists(inputs, reader, names, as_of, events)
    others = list(
        faces.other_names(names, (s.label for s in labels), inputs.lists.approvals, inputs.lists.products)
    )
    if before:
        listed = {p.application for p in names}
        others += [p for p in before.products() if p.application not in listed]
    return (
        Contents(as_of, stored, tuple(dict.fromkeys((*names, *others))), labels, events, inputs.due, notes),
        frozenset(given),
    )


def _labels(
    inputs: Inputs,
    reader: LabelReader,
    applications: tuple[Application, ...],
    as_of: dict[str, date],
    events: dict[str, tuple[ApprovalEvent, ...]],
) -> tuple[StoredLabel, ...]:
    """The labels and their events; those of the snapshot before are read again: the lexicon may know more by now."""
    before = inputs.previous
    earlier = [s.label for s in before.labels()] if before and "label" in before.as_of_face else []
    if inputs.labels is None and not earlier:
        return ()
    fresh = faces.choose(inputs.labels or ())
    kept = [] if inputs.all_labels and inputs.labels is not None else earlier
    chosen = faces.choose((*fresh, *kept))
    day = inputs.labels_as_of if inputs.labels is not None else None
    known = before.as_of_face.get("label") if before else None
    as_of["label"] = max(
        filter(None, (day, known)), default=max((x.effective for x in chosen), default=date.min)
    )
    told = before.events("label") if before else ()
    found, whole = faces.read_labels(chosen, reader, applications, earlier, told)
    events["label"] = tuple(found)
    return tuple(StoredLabel(label, label.set_id in whole) for label in chosen)


def _lists(
    inputs: Inputs,
    reader: LabelReader,
    names: list[NamedProduct],
    as_of: dict[str, date],
    events: dict[str, tuple[ApprovalEvent, ...]],
) -> set[str]:
    """The events of FDA's small pages, each page a face of its own; returns the faces that were given."""
    lists, before = inputs.lists, inputs.previous
    told: dict[str, tuple[ApprovalEvent, ...]] = {}
    for listed, face in faces.ACCELERATED_FACES.items():
        rows = [row for row in lists.accelerated if row.listed is listed]
        if rows:
            told[face] = tuple(faces.accelerated_events(rows, reader, date.max))
    if lists.notices:
        told["oncology"] = tuple(faces.notice_events(lists.notices, reader))
    for listing, face in ((Listing.NOVEL, "novel"), (Listing.CBER, "cber")):
        approvals = [row for row in lists.approvals if row.listing is listing]
        if approvals or face in lists.current:  # a new year's list is empty, and says so of its day
            told[face] = tuple(faces.listed_events(approvals, reader))
    if lists.products:
        earlier = before.events("cber products") if before else ()
        told["cber products"] = tuple(faces.product_events(lists.products, earlier))
    numbers = faces.numbers_of(names)
    for face in snapshot_file.LISTS:
        if face not in told:
            _take_over(face, before, as_of, events)
            continue
        found = tuple(faces.with_number(event, numbers) for event in told[face])
        if face in _GROWING and before:
            there = {(e.drug, e.action, e.date) for e in found}
            found += tuple(e for e in before.events(face) if (e.drug, e.action, e.date) not in there)
        events[face] = tuple(dict.fromkeys(found))
        days = [e.date.latest() for e in found]
        current = lists.current.get(face)
        known = before.as_of_face.get(face) if before else None
        if day := max(filter(None, (current, known, *days)), default=None):
            as_of[face] = day
    return set(told)


def _take_over(
    face: str, before: Snapshot | None, as_of: dict[str, date], events: dict[str, tuple[ApprovalEvent, ...]]
) -> None:
    if before and face in before.as_of_face:
        as_of[face] = before.as_of_face[face]
        events[face] = before.events(face)


def _stored(application: Application) -> StoredApplication:
    return StoredApplication(
        application.number.value, application.sponsor, application.first_approval, digest(application)
    )


def digest(application: Application) -> str:
    """Some letters that change when a submission of the application, or how a product of it is sold, does."""
    acts = sorted((s.kind, s.number, s.status, str(s.date), s.class_code) for s in application.submissions)
    sold = sorted((p.number, p.brand, p.marketing.value) for p in application.products)
    return hashlib.sha256(repr((acts, sold)).encode()).hexdigest()[:12]
