"""Answers kept on disk with the day they were retrieved, so that the same question is not asked twice."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

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
    "trial-absent": timedelta(days=1),
}
_DEFAULT = timedelta(days=1)
# Clocks of two machines differ by minutes; an answer further ahead was written under a wrong clock.
_SKEW = timedelta(hours=1)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Cached:
    """A raw answer as it came, with its address and the moment it was read."""

    body: bytes
    url: str
    retrieved_at: datetime


class AnswerCache:
    """A SQLite file of raw answers by kind and key. Safe for threads, and for processes that share the file.

    Only answers go in, never failures. Without a path it lives in memory. A body whose checksum does not
    fit any more is treated as not there.
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
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(
            path or ":memory:", timeout=60, isolation_level=None, check_same_thread=False
        )
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS answer (kind TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, "
            "sha256 TEXT NOT NULL, url TEXT NOT NULL, retrieved_at TEXT NOT NULL, PRIMARY KEY (kind, key))"
        )

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, Cached]:
        """The answers that are there and still good."""
        now = self._now()
        oldest = now - self._good_for.get(kind, _DEFAULT)
        found: dict[str, Cached] = {}
        with self._lock:
            for batch in _batches(keys):
                marks = ",".join("?" * len(batch))
                rows = self._db.execute(
                    f"SELECT key, body, sha256, url, retrieved_at FROM answer WHERE kind = ? AND key IN ({marks})",
                    (kind, *batch),
                )
                for key, packed, checksum, url, retrieved in rows:
                    when = datetime.fromisoformat(retrieved)
                    if not oldest <= when <= now + _SKEW or hashlib.sha256(packed).hexdigest() != checksum:
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
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._db.execute("COMMIT")

    def put(self, kind: str, key: str, answer: Cached) -> None:
        """Keep one."""
        self.put_many(kind, {key: answer})

    def forget_expired(self) -> int:
        """Drop what is no longer good; returns how many."""
        with self._lock:
            dropped = 0
            for (kind,) in self._db.execute("SELECT DISTINCT kind FROM answer").fetchall():
                oldest = self._now() - self._good_for.get(kind, _DEFAULT)
                dropped += self._db.execute(
                    "DELETE FROM answer WHERE kind = ? AND retrieved_at < ?", (kind, oldest.isoformat())
                ).rowcount
            return dropped

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    distinct = list(dict.fromkeys(keys))
    for at in range(0, len(distinct), _BATCH):
        yield distinct[at : at + _BATCH]
