"""Makes and extends the local PubMed index from PubMed's own files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from model.errors import SnapshotError
from model.literature import Work
from sources.pubmed import queries
from sources.snapshot.pubmed_files import Deletion, Record, file_number, read_file
from sources.snapshot.pubmed_index import LAYOUT
from sources.snapshot.work_codec import encode

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, records INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS work (
    pmid INTEGER PRIMARY KEY, version INTEGER NOT NULL, revised INTEGER NOT NULL, doi TEXT, pmcid TEXT,
    year INTEGER, volume TEXT, page TEXT, author TEXT, journal TEXT NOT NULL, record TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS gone (pmid INTEGER PRIMARY KEY, file INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS citation (cited INTEGER NOT NULL, citing INTEGER NOT NULL, PRIMARY KEY (cited, citing))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS journal (year INTEGER NOT NULL, names TEXT NOT NULL, papers INTEGER NOT NULL,
    PRIMARY KEY (year, names)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS work_doi ON work (doi) WHERE doi IS NOT NULL;
CREATE INDEX IF NOT EXISTS work_pmcid ON work (pmcid) WHERE pmcid IS NOT NULL;
CREATE INDEX IF NOT EXISTS work_place ON work (volume, page, year);
CREATE INDEX IF NOT EXISTS work_author ON work (author, year);
CREATE INDEX IF NOT EXISTS citation_citing ON citation (citing);
CREATE VIRTUAL TABLE IF NOT EXISTS titles USING fts5 (
    words, content = '', columnsize = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5vocab (titles, 'row');
"""


@dataclass(frozen=True, slots=True)
class Built:
    """What one file brought."""

    file: str
    added: int
    replaced: int
    deleted: int
    older: int  # records that were here already in a newer form
    skipped: bool = False  # the whole file was here already


def build(
    index: Path,
    files: Iterable[Path],
    *,
    now: datetime,
    complete: bool = False,
    progress: Callable[[Built], None] = lambda _built: None,
) -> list[Built]:
    """Read files into the index at ``index`` (made when missing), in NLM's order, each one wholly or not at all.

    Of records with one PMID the newest stays: higher PMID version, then later DateRevised, then later file.
    Records that a file takes back leave. Files that were read before (same name and size) are passed over, so
    that a stopped build goes on where it was. ``complete``: these files together are all of PubMed.
    Raises SnapshotError at the first file that can't be read; what was read before stays.
    """
    ordered = sorted(files, key=lambda path: (file_number(path), path.name))
    index.parent.mkdir(parents=True, exist_ok=True)
    results: list[Built] = []
    try:
        with closing(_open(index)) as db:
            for path in ordered:
                results.append(_read_in(db, path))
                progress(results[-1])
            _note(db, now, complete)
    except sqlite3.DatabaseError as error:
        raise SnapshotError(f"{index} can't be built: {error}") from None
    return results


def _open(index: Path) -> sqlite3.Connection:
    db = sqlite3.connect(index, timeout=60, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("PRAGMA cache_size = -65536")  # 64 MB, whatever the index grows to
        known = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'journal'").fetchone()
        db.executescript(_SCHEMA)
        if not known:
            # Indexes of before journals were counted get them from their records; a new one has none.
            db.execute(
                "INSERT INTO journal SELECT coalesce(year, 0), journal, count(*) FROM work GROUP BY 1, 2"
            )
        layout = db.execute("SELECT value FROM meta WHERE name = 'layout'").fetchone()
        if layout is None:
            db.execute("INSERT INTO meta VALUES ('layout', ?)", (str(LAYOUT),))
        elif layout[0] != str(LAYOUT):
            raise SnapshotError(f"{index} has layout {layout[0]}, not {LAYOUT}: remove it and build it again")
    except BaseException:
        db.close()
        raise
    return db


def _read_in(db: sqlite3.Connection, path: Path) -> Built:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SnapshotError(f"{path}: cannot be read ({error.strerror})") from None
    before = db.execute("SELECT bytes FROM file WHERE name = ?", (path.name,)).fetchone()
    if before and before[0] == size:
        return Built(path.name, 0, 0, 0, 0, skipped=True)
    number = file_number(path)
    added = replaced = deleted = older = 0
    newest = 0
    db.execute("BEGIN IMMEDIATE")
    try:
        for item in read_file(path):
            if isinstance(item, Deletion):
                deleted += _delete(db, int(item.pmid.value), number)
                continue
            newest = max(newest, item.revised)
            match _put(db, item, number):
                case "added":
                    added += 1
                case "replaced":
                    replaced += 1
                case _:
                    older += 1
        db.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", (path.name, size, added + replaced))
        _note_revision(db, newest)
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    return Built(path.name, added, replaced, deleted, older)


def _put(db: sqlite3.Connection, item: Record, number: int) -> str:
    work = item.work
    assert work.pmid is not None  # read_file gives no others
    pmid = int(work.pmid.value)
    taken_back = db.execute("SELECT file FROM gone WHERE pmid = ?", (pmid,)).fetchone()
    if taken_back and number and number < taken_back[0]:
        return "older"
    before = db.execute("SELECT version, revised, record FROM work WHERE pmid = ?", (pmid,)).fetchone()
    if before:
        # A record without a date of revision is taken to be as new as the one it meets.
        if (item.version, item.revised or before[1]) < (before[0], before[1]):
            return "older"
        _forget_title(db, pmid, before[2])
        db.execute("DELETE FROM citation WHERE citing = ?", (pmid,))
    db.execute(
        "INSERT OR REPLACE INTO work VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (pmid, item.version, item.revised, *_columns(work), encode(work)),
    )
    db.execute("INSERT INTO titles (rowid, words) VALUES (?, ?)", (pmid, _searched(work)))
    if not before:
        _, _, year, *_, names = _columns(work)
        db.execute(
            "INSERT INTO journal VALUES (?, ?, 1) ON CONFLICT (year, names) DO UPDATE SET papers = papers + 1",
            (year or 0, names),
        )
    if item.cites:
        db.executemany(
            "INSERT OR IGNORE INTO citation VALUES (?, ?)", [(int(c.value), pmid) for c in item.cites]
        )
    return "replaced" if before else "added"


def _columns(work: Work) -> tuple[str | int | None, ...]:
    date = work.date or work.electronic_date
    return (
        work.doi.value if work.doi else None,
        work.pmcid.value if work.pmcid else None,
        date.year if date else None,
        queries.folded(work.volume) or None,
        queries.folded(work.first_page) or None,
        queries.folded_family(work.authors[0] if work.authors else work.collective) or None,
        json.dumps([work.journal_abbrev, work.journal], ensure_ascii=False),
    )


def _searched(work: Work) -> str:
    return f"{work.title} {work.vernacular_title}".strip()


def _forget_title(db: sqlite3.Connection, pmid: int, record: str) -> None:
    """Take a title out of the full text: a table without content has to be told what stood there."""
    plain = json.loads(record)[0]
    title, vernacular = plain[0], plain[-1]
    db.execute(
        "INSERT INTO titles (titles, rowid, words) VALUES ('delete', ?, ?)",
        (pmid, f"{title} {vernacular}".strip()),
    )


def _delete(db: sqlite3.Connection, pmid: int, number: int) -> int:
    before = db.execute("SELECT record FROM work WHERE pmid = ?", (pmid,)).fetchone()
    db.execute("INSERT OR REPLACE INTO gone VALUES (?, ?)", (pmid, number))
    if not before:
        return 0
    _forget_title(db, pmid, before[0])
    db.execute("DELETE FROM work WHERE pmid = ?", (pmid,))
    db.execute("DELETE FROM citation WHERE citing = ?", (pmid,))
    return 1


def _note_revision(db: sqlite3.Connection, newest: int) -> None:
    text = str(newest)
    if len(text) == 8:
        day = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        db.execute(
            "INSERT INTO meta VALUES ('newest_revision', ?) ON CONFLICT (name) "
            "DO UPDATE SET value = max(value, excluded.value)",
            (day,),
        )


def _note(db: sqlite3.Connection, now: datetime, complete: bool) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES ('built_at', ?)", (now.isoformat(),))
    if complete:
        db.execute("INSERT OR REPLACE INTO meta VALUES ('complete', '1')")
    db.execute("PRAGMA optimize")
