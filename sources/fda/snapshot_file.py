"""The file of a snapshot: its tables, what goes into them, and how events and labels are packed."""

from __future__ import annotations

import dataclasses
import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from model.approval import Action, ApprovalEvent
from model.dates import PartialDate
from model.errors import SnapshotError
from model.identifiers import ApplicationNumber
from model.indication import Indication
from sources.fda.facts import Label
from sources.fda.merge import unite_matched
from sources.fda.settle import match_outcomes

SCHEMA_VERSION = 2
# What tells of a drug, the most trusted first: lists say what for and how, labels what for, Drugs@FDA neither.
LISTS = (
    "accelerated withdrawn",
    "accelerated verified",
    "accelerated ongoing",
    "oncology",
    "novel",
    "cber",
    "cber products",
)
FACES = (*LISTS, "label", "drugsatfda")

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE application (number TEXT PRIMARY KEY, sponsor TEXT NOT NULL, first_approval TEXT,
    digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE due (number TEXT PRIMARY KEY, since TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE product (application TEXT NOT NULL, drug TEXT NOT NULL, brand TEXT NOT NULL,
    ingredient TEXT NOT NULL, sold INTEGER NOT NULL, center TEXT NOT NULL,
    PRIMARY KEY (application, drug, brand, ingredient)) WITHOUT ROWID;
CREATE INDEX product_brand ON product (brand COLLATE NOCASE);
CREATE INDEX product_drug ON product (drug);
CREATE INDEX product_ingredient ON product (ingredient);
CREATE TABLE label (set_id TEXT PRIMARY KEY, whole INTEGER NOT NULL, facts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE event (drug TEXT NOT NULL, seq INTEGER NOT NULL, kept INTEGER NOT NULL, face TEXT NOT NULL,
    action TEXT NOT NULL, date TEXT NOT NULL, says TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL,
    application TEXT, brand TEXT NOT NULL, indication TEXT, seen INTEGER NOT NULL, brand_only INTEGER NOT NULL,
    routes TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (drug, kept, seq)) WITHOUT ROWID;
"""
COLUMNS = (
    "drug, action, date, says, source, url, application, brand, indication, seen, brand_only, routes, by"
)


@dataclass(frozen=True, slots=True)
class NamedProduct:
    """One row of the product table. ``ingredient`` is one key of ``drug``; ``application`` is empty for a name
    that a list gives without a number; ``center`` is "CDER" or "CBER"."""

    application: str
    drug: str
    brand: str
    ingredient: str
    sold: bool
    center: str = "CDER"


@dataclass(frozen=True, slots=True)
class StoredApplication:
    """One application. ``digest`` changes when a submission or a product of it does: what moved is seen by it."""

    number: str
    sponsor: str
    first_approval: date | None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class StoredLabel:
    """A label, and whether every statement of its uses could be read (so that a use it lacks is not approved on
    its applications)."""

    label: Label
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a snapshot. ``as_of`` by face, only for the faces that are there; ``events`` by face;
    ``due``: applications that moved, with the day, and whose label has not been read since; ``notes``: what the
    next refresh wants to know of this one."""

    as_of: Mapping[str, date]
    applications: tuple[StoredApplication, ...]
    products: tuple[NamedProduct, ...]
    labels: tuple[StoredLabel, ...]
    events: Mapping[str, tuple[ApprovalEvent, ...]]
    due: Mapping[str, date] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


def write(contents: Contents, out: Path) -> None:
    """Write the file whole or not at all: a build that fails leaves the one before in place."""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as db:
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
            with db:
                _fill(db, contents)
            db.execute("ANALYZE")
        draft.replace(out)
    except (sqlite3.Error, OSError) as err:
        raise SnapshotError(f"the FDA snapshot {out} could not be written: {err}") from err
    finally:
        draft.unlink(missing_ok=True)


def _fill(db: sqlite3.Connection, contents: Contents) -> None:
    meta = {"schema": str(SCHEMA_VERSION)}
    meta |= {f"as_of.{face}": day.isoformat() for face, day in contents.as_of.items()}
    meta |= {f"note.{name}": value for name, value in contents.notes.items()}
    db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    db.executemany(
        "INSERT INTO application VALUES (?, ?, ?, ?)",
        (
            (a.number, a.sponsor, a.first_approval.isoformat() if a.first_approval else None, a.digest)
            for a in contents.applications
        ),
    )
    db.executemany("INSERT INTO due VALUES (?, ?)", ((n, d.isoformat()) for n, d in contents.due.items()))
    db.executemany(
        "INSERT OR REPLACE INTO product VALUES (?, ?, ?, ?, ?, ?)",
        # sorted by "sold", so that the one that is sold is written last and stays
        sorted(
            (p.application, p.drug, p.brand, p.ingredient, int(p.sold), p.center) for p in contents.products
        ),
    )
    db.executemany(
        "INSERT OR REPLACE INTO label VALUES (?, ?, ?)",
        ((stored.label.set_id, int(stored.whole), pack_label(stored.label)) for stored in contents.labels),
    )
    marks = ", ".join("?" * 16)
    db.executemany(f"INSERT INTO event VALUES ({marks})", _event_rows(contents))


def _event_rows(contents: Contents) -> Iterator[tuple[object, ...]]:
    told: dict[str, list[tuple[str, ApprovalEvent]]] = defaultdict(list)
    for face in FACES:
        for event in contents.events.get(face, ()):
            told[event.drug].append((face, event))
    for drug in sorted(told):
        events = match_outcomes([event for _, event in told[drug]])
        faces = {id(event): face for event, (face, _) in zip(events, told[drug], strict=True)}
        kept = unite_matched(events)
        kept_ids = {id(event) for event in kept}
        rest = [event for event in events if id(event) not in kept_ids]
        for flag, group in ((1, kept), (0, tuple(rest))):
            for seq, event in enumerate(group):
                yield (drug, seq, flag, faces[id(event)], *_row(event))


def _row(event: ApprovalEvent) -> tuple[object, ...]:
    return (
        event.action.value,
        str(event.date),
        event.says,
        event.source,
        event.url,
        event.application.value if event.application else None,
        event.brand,
        _pack(event.indication),
        int(event.seen),
        int(event.brand_only),
        ";".join(event.routes),
        event.by,
    )


def _pack(use: Indication | None) -> str | None:
    """A use as JSON, of each field only what it says."""
    if use is None:
        return None
    said = {f.name: getattr(use, f.name) for f in dataclasses.fields(use)}
    return json.dumps({k: v for k, v in said.items() if v not in ("", (), None)}, ensure_ascii=False)


@lru_cache(maxsize=20_000)
def _unpack(text: str | None) -> Indication | None:
    if text is None:
        return None
    said: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(text).items()}
    return Indication(**said)


def pack_label(label: Label) -> str:
    """A label as JSON."""
    facts = dataclasses.asdict(label)
    facts["effective"] = label.effective.isoformat()
    facts["applications"] = [number.value for number in label.applications]
    return json.dumps(facts, ensure_ascii=False)


def unpack_label(text: str) -> Label:
    """The label that was packed."""
    facts: dict[str, Any] = json.loads(text)
    facts = {k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()}
    facts["effective"] = date.fromisoformat(facts["effective"])
    facts["applications"] = tuple(map(ApplicationNumber, facts["applications"]))
    return Label(**facts)


# Days and numbers repeat among a drug's events: parsed once.
_day = lru_cache(maxsize=20_000)(PartialDate.parse)
_number = lru_cache(maxsize=30_000)(ApplicationNumber)
_action = {action.value: action for action in Action}


def unpack_event(row: tuple[Any, ...]) -> ApprovalEvent:
    """An event from a row of COLUMNS."""
    drug, action, day, says, source, url, number, brand, use, seen, brand_only, routes, by = row
    return ApprovalEvent(
        drug,
        _action[action],
        _day(day),
        says,
        source,
        url,
        _number(number) if number else None,
        brand,
        _unpack(use),
        bool(seen),
        bool(brand_only),
        tuple(routes.split(";")) if routes else (),
        by,
    )
