"""The pace at which a service is asked, kept by all threads and all processes of a run together."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

from sources.local_files import set_aside

# Requests are sent this much further apart than the limit demands, because they reach the service closer
# together or further apart than they were sent.
MARGIN = 1.05
# A turn noted further ahead than this comes from a clock that was set back since: it is not waited for.
FURTHEST_TURN = 600.0
_LOCK_WAIT = 60.0


class Throttle:
    """Gives out turns, at most ``per_second`` a second, for one service.

    With a ``path`` the next turn is noted in a small SQLite file there, whose lock makes the pace common to
    every process that names the same file and service; without one it is common to this process's threads. A file
    that fails is done without: the pace is then this process's alone.
    """

    def __init__(self, service: str, per_second: float, path: Path | None = None) -> None:
        self._service = service
        self._spacing = MARGIN / per_second
        self._path = path
        self._lock = threading.Lock()
        self._next = 0.0
        if path is not None:
            self._prepare(path)

    def slow_to(self, per_second: float) -> None:
        """Keep a lower pace from now on (a service's own headers said so); never a higher one."""
        if per_second > 0:
            self._spacing = max(self._spacing, MARGIN / per_second)

    def wait(self) -> None:
        """Return when it is this caller's turn."""
        while (pause := self._try()) > 0:
            time.sleep(pause)

    def hold(self, seconds: float) -> None:
        """Give out no turn for so long: the service asked everybody to wait."""
        with self._lock:
            until = time.time() + min(seconds, FURTHEST_TURN)
            self._next = max(self._next, until)
            if self._path is not None:
                try:
                    with closing(self._open(self._path)) as db:
                        db.execute(
                            "INSERT INTO turn VALUES (?, ?) ON CONFLICT (service) "
                            "DO UPDATE SET next = max(next, excluded.next)",
                            (self._service, until),
                        )
                except sqlite3.Error:
                    self._path = None

    def _try(self) -> float:
        """Take the turn (0) or say how many seconds it is away.

        A turn is taken when it is due, not booked ahead, so that a caller who overslept does not come
        right before the next one.
        """
        with self._lock:
            if self._path is not None:
                try:
                    return self._try_in_file(self._path)
                except (sqlite3.Error, TypeError):  # TypeError: a turn that is no number
                    self._path = None
            self._next, pause = self._take(self._next)
            return pause

    def _try_in_file(self, path: Path) -> float:
        with closing(self._open(path)) as db:
            db.execute("BEGIN IMMEDIATE")
            row = db.execute("SELECT next FROM turn WHERE service = ?", (self._service,)).fetchone()
            following, pause = self._take(row[0] if row else 0.0)
            db.execute("INSERT OR REPLACE INTO turn VALUES (?, ?)", (self._service, following))
            db.execute("COMMIT")
            self._next = max(self._next, following)
            return pause

    def _prepare(self, path: Path) -> None:
        """Make the file; set a damaged one aside; without one where neither helps."""
        for last in (False, True):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                with closing(self._open(path)) as db:
                    db.execute(
                        "CREATE TABLE IF NOT EXISTS turn (service TEXT PRIMARY KEY, next REAL NOT NULL)"
                    )
                return
            except (sqlite3.Error, OSError, ValueError) as error:
                if last or isinstance(error, sqlite3.OperationalError):
                    break
                with contextlib.suppress(OSError):
                    set_aside(path)
        self._path = None

    def _take(self, due: float) -> tuple[float, float]:
        now = time.time()
        if due > now + FURTHEST_TURN:
            due = now
        return (now + self._spacing, 0.0) if due <= now else (due, due - now)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        db = sqlite3.connect(path, timeout=_LOCK_WAIT, isolation_level=None)
        # Nothing here outlives a crash of the machine, so nothing waits for the disk.
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA journal_mode = MEMORY")
        return db
