"""Answers kept on disk with the day they were retrieved, so that the same question is not asked twice."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sources.local_files import set_aside

# How long an answer of each kind is good for. A retraction must be seen within days, a PMCID never changes, and
# what was not there today may be there tomorrow.
GOOD_FOR: Mapping[str, timedelta] = {
    "pubmed-record": timedelta(days=3),
    "pubmed-absent": timedelta(days=1),
    "pubmed-search": timedelta(days=1),
    "pubmed-citation": timedelta(days=7),
    "pubmed-cited-in": timedelta(days=7),
    "crossref-work": timedelta(days=3),
    "crossref-absent": timedelta(days=1),
    "idconv": timedelta(days=30),
    "trial": timedelta(days=3),
    "link": timedelta(days=4),
    "link-silent": timedelta(days=30),
    "link-archived": timedelta(days=7),
}
_DEFAULT = timedelta(days=1)
_BATCH = 500
# Clocks of machines that share a file differ by so much at the most; what is dated later was dated by a wrong one.
_CLOCK_DRIFT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Cached:
    """A raw answer as it came, with its address and the moment it was read."""

    body: bytes
    url: str
    retrieved_at: datetime


class AnswerCache:
    """A SQLite file of raw answers by kind and key. Safe for threads, and for processes that share the file.

    Only answers go in, never failures. Without a path it lives in memory. What cannot be believed any more is
    treated as not there: a body whose checksum does not fit, an answer dated in the future (a clock was wrong).

    It saves questions and nothing more, so no fault of the file stops a run: a damaged file is set aside and begun
    anew, and where that does not help either (read-only, full disk), answers are kept in memory. ``note`` says so
    in one line.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        good_for: Mapping[str, timedelta] = GOOD_FOR,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._good_for = good_for
        self._now = now
        self._lock = threading.Lock()
        self._path = path
        self.note = ""
        self._db = self._opened()

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, Cached]:
        """The answers that are there and still good."""
        now = self._now()
        oldest = now - self._good_for.get(kind, _DEFAULT)
        found: dict[str, Cached] = {}
        for batch in _batches(keys):
            marks = ",".join("?" * len(batch))
            rows = self._asked(
                f"SELECT key, body, sha256, url, retrieved_at FROM answer WHERE kind = ? AND key IN ({marks})",
                (kind, *batch),
            )
            for key, packed, checksum, url, retrieved in rows:
                when = _moment(retrieved)
                if when is None or not oldest <= when <= now + _CLOCK_DRIFT:
                    continue
                if not isinstance(packed, bytes) or hashlib.sha256(packed).hexdigest() != checksum:
                    continue
                found[key] = Cached(zlib.decompress(packed), url, when)
        return found

    def get(self, kind: str, key: str) -> Cached | None:
        """One answer, if it is there and still good."""
        return self.get_many(kind, (key,)).get(key)

    def put_many(self, kind: str, answers: Mapping[str, Cached]) -> None:
        """Keep these, in place of older ones, in one transaction."""
        rows = []
        for key, answer in answers.items():
            packed = zlib.compress(answer.body, 1)
            checksum = hashlib.sha256(packed).hexdigest()
            rows.append((kind, key, packed, checksum, answer.url, answer.retrieved_at.isoformat()))
        with self._lock:
            for _ in range(2):  # what the file did not take goes into memory
                try:
                    self._db.execute("BEGIN IMMEDIATE")
                    self._db.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?)", rows)
                    self._db.execute("COMMIT")
                    return
                except sqlite3.Error as error:
                    self._without_file(error)

    def put(self, kind: str, key: str, answer: Cached) -> None:
        """Keep one."""
        self.put_many(kind, {key: answer})

    def forget_expired(self) -> int:
        """Drop what is no longer good; returns how many."""
        dropped = 0
        for (kind,) in self._asked("SELECT DISTINCT kind FROM answer"):
            oldest = self._now() - self._good_for.get(kind, _DEFAULT)
            dropped += len(
                self._asked(
                    "DELETE FROM answer WHERE kind = ? AND retrieved_at < ? RETURNING 1",
                    (kind, oldest.isoformat()),
                )
            )
        return dropped

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def _opened(self) -> sqlite3.Connection:
        """The file, a new one in place of a damaged one, or memory."""
        if self._path is None:
            return _database(":memory:")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _database(self._path)
        except sqlite3.OperationalError as error:  # cannot be opened, read-only, locked, full
            self._say(error)
        except (sqlite3.DatabaseError, OSError, ValueError) as error:  # is no database, or not ours
            self._say(error)
            try:
                set_aside(self._path)
                return _database(self._path)
            except (sqlite3.Error, OSError, ValueError):
                pass
        return _database(":memory:")

    def _asked(self, statement: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement; none where the file fails."""
        with self._lock:
            try:
                return self._db.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                self._without_file(error)
                return []

    def _without_file(self, error: sqlite3.Error) -> None:
        self._say(error)
        with contextlib.suppress(sqlite3.Error):
            self._db.close()
        self._db = _database(":memory:")

    def _say(self, error: Exception) -> None:
        self.note = self.note or f"{self._path} could not be used ({error}); answers are asked for anew"


def _database(place: Path | str) -> sqlite3.Connection:
    db = sqlite3.connect(place, timeout=60, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(
            "CREATE TABLE IF NOT EXISTS answer (kind TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, "
            "sha256 TEXT NOT NULL, url TEXT NOT NULL, retrieved_at TEXT NOT NULL, PRIMARY KEY (kind, key))"
        )
        db.execute("SELECT kind, key, body, sha256, url, retrieved_at FROM answer LIMIT 1").fetchall()
    except sqlite3.Error:
        db.close()
        raise
    return db


def _moment(text: object) -> datetime | None:
    try:
        when = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return when if when.tzinfo else None


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    distinct = list(dict.fromkeys(keys))
    for at in range(0, len(distinct), _BATCH):
        yield distinct[at : at + _BATCH]
