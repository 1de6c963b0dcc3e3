"""A dated local copy of FDA's facts in one SQLite file: built in seconds, asked in microseconds.

Every event keeps the face that told it (``drugsatfda``, ``label``, ``lists``), so that one face can be
refreshed while the others are taken over from the snapshot before. What a look-up reads (``kept``) is
settled when the file is built.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.errors import SnapshotError
from model.identifiers import ApplicationNumber
from model.indication import Indication
from sources.fda.merge import unite

SCHEMA_VERSION = 1
FILE_PATTERN = "fda-*.sqlite"
# The most trusted first: lists and labels say what for, Drugs@FDA does not.
FACES = ("lists", "label", "drugsatfda")

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE application (number TEXT PRIMARY KEY, sponsor TEXT NOT NULL, first_approval TEXT) WITHOUT ROWID;
CREATE TABLE product (application TEXT NOT NULL, drug TEXT NOT NULL, brand TEXT NOT NULL,
    ingredient TEXT NOT NULL, sold INTEGER NOT NULL,
    PRIMARY KEY (application, drug, brand, ingredient)) WITHOUT ROWID;
CREATE INDEX product_brand ON product (brand COLLATE NOCASE);
CREATE INDEX product_drug ON product (drug);
CREATE INDEX product_ingredient ON product (ingredient);
CREATE TABLE label (set_id TEXT PRIMARY KEY, effective TEXT NOT NULL, drugs TEXT NOT NULL,
    applications TEXT NOT NULL, brands TEXT NOT NULL, classes TEXT NOT NULL,
    indications TEXT NOT NULL, boxed_warning TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE event (drug TEXT NOT NULL, seq INTEGER NOT NULL, kept INTEGER NOT NULL, face TEXT NOT NULL,
    action TEXT NOT NULL, date TEXT NOT NULL, says TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL,
    application TEXT, brand TEXT NOT NULL, indication TEXT, seen INTEGER NOT NULL, brand_only INTEGER NOT NULL,
    PRIMARY KEY (drug, kept, seq)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class NamedProduct:
    """One row of the product table. ``ingredient`` is one key of ``drug``."""

    application: str
    drug: str
    brand: str
    ingredient: str
    sold: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a snapshot. ``as_of`` by face, only for the faces that are there; ``applications``:
    (number, sponsor, first approval or None); ``labels``: rows of the label table; ``events`` by face."""

    as_of: Mapping[str, date]
    applications: tuple[tuple[str, str, date | None], ...]
    products: tuple[NamedProduct, ...]
    labels: tuple[tuple[str, str, str, str, str, str, str, str], ...]
    events: Mapping[str, tuple[ApprovalEvent, ...]]


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
    db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    db.executemany(
        "INSERT INTO application VALUES (?, ?, ?)",
        ((n, s, d.isoformat() if d else None) for n, s, d in contents.applications),
    )
    db.executemany(
        "INSERT OR REPLACE INTO product VALUES (?, ?, ?, ?, ?)",
        # sorted by "sold", so that the one that is sold is written last and stays
        sorted((p.application, p.drug, p.brand, p.ingredient, int(p.sold)) for p in contents.products),
    )
    db.executemany("INSERT OR REPLACE INTO label VALUES (?, ?, ?, ?, ?, ?, ?, ?)", contents.labels)
    db.executemany(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _event_rows(contents)
    )


def _event_rows(contents: Contents) -> Iterator[tuple[object, ...]]:
    told: dict[str, list[tuple[str, ApprovalEvent]]] = defaultdict(list)
    for face in FACES:
        for event in contents.events.get(face, ()):
            told[event.drug].append((face, event))
    for drug in sorted(told):
        faces = {id(event): face for face, event in told[drug]}
        kept = unite(event for _, event in told[drug])
        kept_ids = {id(event) for event in kept}
        rest = [event for _, event in told[drug] if id(event) not in kept_ids]
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
    )


def _pack(use: Indication | None) -> str | None:
    if use is None:
        return None
    fields = (
        use.condition,
        use.stage,
        use.setting,
        use.biomarkers,
        use.population,
        use.partners,
        use.words,
    )
    return json.dumps(fields, ensure_ascii=False)


@lru_cache(maxsize=20_000)
def _unpack(text: str | None) -> Indication | None:
    if text is None:
        return None
    condition, stage, setting, biomarkers, population, partners, words = json.loads(text)
    return Indication(condition, stage, setting, tuple(biomarkers), population, tuple(partners), words)


_COLUMNS = "drug, action, date, says, source, url, application, brand, indication, seen, brand_only"


# Days and numbers repeat among a drug's events: parsed once.
_day = lru_cache(maxsize=20_000)(PartialDate.parse)
_number = lru_cache(maxsize=30_000)(ApplicationNumber)
_action = {action.value: action for action in Action}


def _event(row: tuple[str, str, str, str, str, str, str | None, str, str | None, int, int]) -> ApprovalEvent:
    drug, action, day, says, source, url, number, brand, use, seen, brand_only = row
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
    )


class Snapshot:
    """One built snapshot, opened for reading. Safe to share between threads (SQLite serialises)."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; SnapshotError when it is missing, not a snapshot, or of another schema."""
        if not path.is_file():
            raise SnapshotError(f"no FDA snapshot at {path}: run `bestbefore refresh fda`")
        self.path = path
        try:
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            meta = dict(self._db.execute("SELECT key, value FROM meta").fetchall())
        except sqlite3.Error as err:
            raise SnapshotError(f"{path} is not a readable FDA snapshot ({err})") from err
        if meta.get("schema") != str(SCHEMA_VERSION):
            raise SnapshotError(
                f"{path} has schema {meta.get('schema')}, this program reads {SCHEMA_VERSION}: "
                "run `bestbefore refresh fda`"
            )
        self.as_of_face = {
            key.removeprefix("as_of."): date.fromisoformat(value)
            for key, value in meta.items()
            if key.startswith("as_of.")
        }

    @property
    def as_of(self) -> date:
        """The newest day that any of its faces vouches for."""
        return max(self.as_of_face.values(), default=date.min)

    def timeline(self, drug: str) -> Timeline | None:
        """The timeline of a drug key of this snapshot, or None when it has no event."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM event WHERE drug = ? AND kept = 1 ORDER BY seq", (drug,)
        ).fetchall()
        return Timeline(drug, tuple(map(_event, rows)), self.as_of) if rows else None

    def drugs_of_brand(self, brand: str) -> tuple[str, ...]:
        """Keys of the drugs sold under a brand name, whatever its case."""
        rows = self._db.execute(
            "SELECT DISTINCT drug FROM product WHERE brand = ? COLLATE NOCASE ORDER BY drug", (brand,)
        )
        return tuple(drug for (drug,) in rows)

    def products(self) -> Iterator[NamedProduct]:
        """All rows of the product table, in order."""
        for row in self._db.execute("SELECT application, drug, brand, ingredient, sold FROM product"):
            yield NamedProduct(row[0], row[1], row[2], row[3], bool(row[4]))

    def applications(self) -> Iterator[tuple[str, str, date | None]]:
        """Number, sponsor and first approval of every application, in order."""
        for number, sponsor, day in self._db.execute("SELECT * FROM application"):
            yield number, sponsor, date.fromisoformat(day) if day else None

    def labels(self) -> tuple[tuple[str, str, str, str, str, str, str, str], ...]:
        """All rows of the label table: set id, day, drugs, applications, brands, classes, uses, boxed warning."""
        return tuple(self._db.execute("SELECT * FROM label"))

    def members_of_class(self, words: str) -> tuple[str, ...]:
        """Drug keys whose label gives an established pharmacologic class containing ``words``."""
        rows = self._db.execute(
            "SELECT drugs FROM label WHERE classes LIKE ? ORDER BY drugs", (f"%{words}%",)
        )
        return tuple(dict.fromkeys(key for (drugs,) in rows for key in json.loads(drugs)))

    def events(self, face: str) -> tuple[ApprovalEvent, ...]:
        """All that one face told, also what a better-informed telling replaced."""
        return tuple(map(_event, self._db.execute(f"SELECT {_COLUMNS} FROM event WHERE face = ?", (face,))))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def newest(folder: Path) -> Path | None:
    """The snapshot file of the latest date in a folder, None when there is none."""
    return max(folder.glob(FILE_PATTERN), key=lambda p: p.name, default=None)


def rows_of(products: Iterable[NamedProduct]) -> dict[str, list[NamedProduct]]:
    """Products by drug key."""
    out: dict[str, list[NamedProduct]] = defaultdict(list)
    for product in products:
        out[product.drug].append(product)
    return out
