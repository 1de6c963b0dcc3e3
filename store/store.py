"""What we remember from run to run: a SQLite file, migrated when it is opened."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from model.errors import UsageError
from model.finding import Finding
from model.page import Document

_MIGRATIONS = Path(__file__).parent / "migrations"
# Documents of finished runs are only kept for going on after a kill; the reports keep what was said.
_BUSY_SECONDS = 30


class Store:
    """An open store. Use it as a context manager; every method commits what it wrote."""

    def __init__(self, path: Path) -> None:
        """Open the file, making and migrating it as needed; raises UsageError when it is no store of ours."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=_BUSY_SECONDS)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._migrate()
        except (sqlite3.Error, OSError, ValueError) as error:
            raise UsageError(
                f"{path}: cannot be used as the store ({error}); name another with --store"
            ) from error

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def begin_run(self, run_id: str, targets: Iterable[str], today: date) -> str:
        """Note a new run. An unfinished one of the same targets and day is gone on with: its id is returned."""
        wanted = json.dumps(list(targets))
        with self._db:
            row = self._db.execute(
                "SELECT id FROM runs WHERE finished_at = '' AND targets = ? AND today = ? ORDER BY started_at DESC",
                (wanted, today.isoformat()),
            ).fetchone()
            if row:
                return str(row[0])
            self._db.execute(
                "INSERT INTO runs (id, targets, today, started_at) VALUES (?, ?, ?, ?)",
                (run_id, wanted, today.isoformat(), _now()),
            )
        return run_id

    def finish_run(self, run_id: str) -> None:
        """Note that a run is complete, and drop the documents that it kept."""
        with self._db:
            self._db.execute("UPDATE runs SET finished_at = ? WHERE id = ?", (_now(), run_id))
            self._db.execute("DELETE FROM documents WHERE run_id = ?", (run_id,))

    def save_document(self, run_id: str, document: Document) -> None:
        """Keep one fetched document of an unfinished run."""
        with self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    run_id,
                    document.url,
                    document.final_url,
                    document.content_type,
                    document.last_modified,
                    document.sitemap_lastmod,
                    document.fetched_at,
                    document.status,
                    zlib.compress(document.body, 3),
                ),
            )

    def document(self, run_id: str, url: str) -> Document | None:
        """The document that an unfinished run fetched from an address, or None."""
        row = self._db.execute(
            "SELECT url, final_url, content_type, last_modified, sitemap_lastmod, fetched_at, status, body "
            "FROM documents WHERE run_id = ? AND url = ?",
            (run_id, url),
        ).fetchone()
        if row is None:
            return None
        return Document(
            url=row[0],
            final_url=row[1],
            content_type=row[2],
            last_modified=row[3],
            sitemap_lastmod=row[4],
            fetched_at=row[5],
            status=row[6],
            body=zlib.decompress(row[7]),
        )

    def see(self, findings: Iterable[Finding], today: date) -> dict[str, date]:
        """Note the findings of a run; return when each was first seen, by fingerprint."""
        day = today.isoformat()
        findings = tuple(findings)
        with self._db:
            self._db.executemany(
                "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE SET "
                "last_seen = max(last_seen, excluded.last_seen), first_seen = min(first_seen, excluded.first_seen)",
                [(f.fingerprint, f.code, f.page_url, f.quote, f.message, day, day) for f in findings],
            )
        seen = {}
        for finding in findings:
            row = self._db.execute(
                "SELECT first_seen FROM findings WHERE fingerprint = ?", (finding.fingerprint,)
            ).fetchone()
            seen[finding.fingerprint] = date.fromisoformat(row[0])
        return seen

    def _migrate(self) -> None:
        """Run the migration files newer than the store, in order, each in one transaction."""
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        files = sorted(_MIGRATIONS.glob("[0-9]*.sql"))
        if version > len(files):
            raise sqlite3.DatabaseError(f"written by a newer version (schema {version}, ours {len(files)})")
        for number, file in enumerate(files[version:], start=version + 1):
            script = file.read_text("utf-8")
            self._db.executescript(f"BEGIN;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
