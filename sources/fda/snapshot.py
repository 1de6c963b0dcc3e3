"""A dated local copy of FDA's facts in one SQLite file: built in seconds, asked in microseconds.

Every event keeps the face that told it (``drugsatfda``, ``label``, one for each of FDA's lists), so that one face
can be refreshed while the others are taken over from the snapshot before. What a look-up reads (``kept``) is
settled when the file is built.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from model.approval import Action, ApprovalEvent, Timeline
from model.errors import SnapshotError
from sources.fda.snapshot_file import (
    COLUMNS,
    SCHEMA_VERSION,
    NamedProduct,
    StoredApplication,
    StoredLabel,
    unpack_event,
    unpack_label,
)

FILE_PATTERN = "fda-*.sqlite"


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
        self.schema = str(meta.get("schema", ""))
        if self.schema != str(SCHEMA_VERSION):
            raise SnapshotError(
                f"{path} has schema {self.schema}, this program reads {SCHEMA_VERSION}: "
                "run `bestbefore refresh fda`"
            )
        self.as_of_face = {
            key.removeprefix("as_of."): date.fromisoformat(value)
            for key, value in meta.items()
            if key.startswith("as_of.")
        }
        self._whole: dict[str, date] | None = None
        self.notes = {k.removeprefix("note."): v for k, v in meta.items() if k.startswith("note.")}

    @property
    def as_of(self) -> date:
        """The day it vouches for: that of Drugs@FDA's files, which list every act; else its newest face's."""
        return self.as_of_face.get("drugsatfda") or max(self.as_of_face.values(), default=date.min)

    def timeline(self, drug: str) -> Timeline | None:
        """The timeline of a drug key of this snapshot, or None when it has no event.

        It is vouched for until the day of Drugs@FDA's files where the drug is in them. What only lists and
        labels tell of (CBER's products) is known to the day of its newest event: no face lists all of its acts.
        Of kinds of acts that only lists or labels tell, until the day of those (``Timeline.until``); of what none of
        FDA's files tells, only to the drug's first day.
        """
        rows = self._db.execute(
            f"SELECT {COLUMNS}, face FROM event WHERE drug = ? AND kept = 1 ORDER BY seq", (drug,)
        ).fetchall()
        if not rows:
            return None
        events = tuple(unpack_event(row[:-1]) for row in rows)
        first = min(e.date.earliest() for e in events)
        as_of = self.as_of
        if not self._listed(drug):
            as_of = min(as_of, max(e.date.latest() for e in events))
        labelled = any(row[-1] == "label" for row in rows)
        known = {
            Action.WITHDRAWN: self.as_of_face.get("accelerated withdrawn", first),
            Action.CONVERTED: self.as_of_face.get("accelerated verified", first),
            Action.BOXED_WARNING: self.as_of_face["label"] if labelled else first,
            Action.WARNING_REMOVED: self.as_of_face["label"] if labelled else first,
            **dict.fromkeys((Action.LEFT_MARKET, Action.EMERGENCY, Action.REVOKED), first),
        }
        limits = tuple(sorted((act, min(as_of, max(first, day))) for act, day in known.items()))
        return Timeline(drug, events, as_of, limits=limits)

    def _listed(self, drug: str) -> bool:
        """True when Drugs@FDA's files hold the drug."""
        asked = "SELECT 1 FROM event WHERE drug = ? AND face = 'drugsatfda' LIMIT 1"
        return self._db.execute(asked, (drug,)).fetchone() is not None

    def drugs_of_brand(self, brand: str) -> tuple[str, ...]:
        """Keys of the drugs sold under a brand name, whatever its case."""
        rows = self._db.execute(
            "SELECT DISTINCT drug FROM product WHERE brand = ? COLLATE NOCASE ORDER BY drug", (brand,)
        )
        return tuple(drug for (drug,) in rows)

    def products(self) -> Iterator[NamedProduct]:
        """All rows of the product table, in order."""
        asked = "SELECT application, drug, brand, ingredient, sold, center FROM product"
        for number, drug, brand, ingredient, sold, center in self._db.execute(asked):
            yield NamedProduct(number, drug, brand, ingredient, bool(sold), center)

    def applications(self) -> Iterator[StoredApplication]:
        """All applications, in order of their number."""
        for number, sponsor, day, digest in self._db.execute("SELECT * FROM application"):
            yield StoredApplication(number, sponsor, date.fromisoformat(day) if day else None, digest)

    def due(self) -> dict[str, date]:
        """Applications that moved, with the day, and whose labels have not been read since."""
        return {n: date.fromisoformat(d) for n, d in self._db.execute("SELECT number, since FROM due")}

    def labels(self) -> tuple[StoredLabel, ...]:
        """All labels."""
        rows = self._db.execute("SELECT whole, facts FROM label")
        return tuple(StoredLabel(unpack_label(facts), bool(whole)) for whole, facts in rows)

    def events(self, face: str) -> tuple[ApprovalEvent, ...]:
        """All that one face told, also what a better-informed telling replaced."""
        return tuple(
            map(unpack_event, self._db.execute(f"SELECT {COLUMNS} FROM event WHERE face = ?", (face,)))
        )

    def all_events(self) -> Iterator[ApprovalEvent]:
        """Every event that a look-up would read, drug by drug."""
        for row in self._db.execute(f"SELECT {COLUMNS} FROM event WHERE kept = 1 ORDER BY drug, seq"):
            yield unpack_event(row)

    def first_approvals(self) -> Iterator[tuple[str, str, date]]:
        """Every drug with a dated approval, the brand and the day of its first one; biosimilars and generics are
        none."""
        asked = (
            "SELECT drug, brand, MIN(date) FROM event WHERE kept = 1 AND seen = 0 "
            "AND action IN ('approved', 'accelerated') AND length(date) = 10 GROUP BY drug"
        )
        for drug, brand, day in self._db.execute(asked):
            yield drug, brand, date.fromisoformat(day)

    def new_uses(self, since: date) -> set[tuple[str, str]]:
        """Drug and condition of the uses approved after a day, or first seen on a label after it."""
        asked = (
            f"SELECT {COLUMNS} FROM event WHERE kept = 1 AND indication IS NOT NULL AND date > ? "
            "AND action IN ('approved', 'accelerated')"
        )
        events = map(unpack_event, self._db.execute(asked, (since.isoformat(),)))
        return {(e.drug, e.indication.condition) for e in events if e.indication and e.indication.condition}

    def read_whole(self, numbers: Iterable[str]) -> dict[str, date]:
        """Of these applications (six digits each) those whose label was read whole, with the label's day."""
        if self._whole is None:
            self._whole = {
                number.value[-6:]: stored.label.effective
                for stored in self.labels()
                if stored.whole
                for number in stored.label.applications
            }
        return {n: self._whole[n] for n in numbers if n in self._whole}

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


def openable(folder: Path) -> Snapshot | None:
    """The newest snapshot of a folder that this program can read; None when there is none: it is built anew."""
    for path in sorted(folder.glob(FILE_PATTERN), key=lambda p: p.name, reverse=True):
        try:
            return Snapshot(path)
        except SnapshotError:
            continue
    return None
