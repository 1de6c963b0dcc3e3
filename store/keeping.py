"""Backup, restore and prune: the same on both databases. A backup is a SQLite file, so it also moves a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select, text, tuple_

from model.errors import StoreError, UsageError
from store.database import Database
from store.schema import answers, facts, findings, judgements, metadata, names, pages, runs, sites, versions

# Rows that are copied at a time.
_ROWS = 500


@dataclass(frozen=True, slots=True)
class Pruned:
    """How much was dropped."""

    runs: int = 0
    versions: int = 0
    facts: int = 0
    answers: int = 0
    findings: int = 0


def backup(place: str | Path, target: Path) -> int:
    """Copy a store, which may be in use, to a new file; returns how many rows. The file is whole or not there."""
    if target.exists():
        raise UsageError(f"{target}: is there already; name a new file")
    beside = target.with_name(f".{target.name}.new")
    beside.unlink(missing_ok=True)
    source = Database(place)
    try:
        copy = Database(beside)
        try:
            rows = _copied(source, copy)
            with copy.reading() as db:
                db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            copy.close()
        beside.replace(target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror or error})") from error
    finally:
        source.close()
        for tail in ("", "-wal", "-shm"):
            beside.with_name(beside.name + tail).unlink(missing_ok=True)
    return rows


def restore(source: Path, place: str | Path) -> int:
    """Fill an empty store from a backup; returns how many rows. Raises UsageError where the store is not empty."""
    if not source.is_file():
        raise UsageError(f"{source}: no such file")
    old = Database(source)
    try:
        new = Database(place)
        try:
            with new.reading() as db:
                if db.execute(select(func.count()).select_from(sites)).scalar_one():
                    raise UsageError(f"{new.name}: is in use; restore into a new place, then put it there")
            return _copied(old, new)
        finally:
            new.close()
    finally:
        old.close()


def prune(place: str | Path, before: date) -> Pruned:
    """Drop what is older than a day and that no report and no comparison needs: runs (each site's last published one
    stays), versions but a page's present one and that before it, facts that nothing refers to, answers, findings
    resolved."""
    database = Database(place)
    try:
        with database.writing() as db:
            done = Pruned(
                _old_runs(db, before), _old_versions(db, before), _lost_facts(db), _old_answers(db, before),
                _old_findings(db, before),
            )  # fmt: skip
            if not db.execute(select(func.count()).where(runs.c.state == "running")).scalar_one():
                db.execute(delete(names))  # each run brings its own
        if database.path is not None:
            with database.reading() as db:
                db.rollback()
                db.connection.dbapi_connection.executescript(  # type: ignore[union-attr]
                    "PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE);"
                )
        return done
    finally:
        database.close()


def _old_runs(db: Connection, before: date) -> int:
    last = select(func.max(runs.c.number)).where(runs.c.state == "complete").group_by(runs.c.site_id)
    return db.execute(
        delete(runs).where(runs.c.today < before, runs.c.state != "running", runs.c.number.not_in(last))
    ).rowcount


def _old_versions(db: Connection, before: date) -> int:
    present = select(pages.c.version).where(pages.c.version.is_not(None))
    now = versions.alias()
    # the latest one that said something else: what the page is compared with
    former = (
        select(func.max(versions.c.id))
        .join(pages, pages.c.id == versions.c.page_id)
        .join(now, now.c.id == pages.c.version)
        .where(versions.c.id < now.c.id, versions.c.said != now.c.said, versions.c.said != "")
        .group_by(versions.c.page_id)
    )
    kept = {r[0] for r in db.execute(present)} | {r[0] for r in db.execute(former)}
    old = {r[0] for r in db.execute(select(versions.c.id).where(versions.c.until < before))} - kept
    for part in _parts(sorted(old)):
        db.execute(delete(versions).where(versions.c.id.in_(part)))
    return len(old)


def _lost_facts(db: Connection) -> int:
    used = {tuple(r) for r in db.execute(select(pages.c.facts, pages.c.reader))}
    used |= {tuple(r) for r in db.execute(select(judgements.c.facts, judgements.c.reader))}
    contents = {r[0] for r in db.execute(select(versions.c.content))}
    readers = {reader for _, reader in used}
    lost = [
        tuple(r)
        for r in db.execute(select(facts.c.content, facts.c.reader))
        if tuple(r) not in used and not (r[0] in contents and r[1] in readers)
    ]
    for part in _parts(lost):
        db.execute(delete(facts).where(tuple_(facts.c.content, facts.c.reader).in_(part)))
    return len(lost)


def _old_answers(db: Connection, before: date) -> int:
    """What no judgement in force rests on is asked anew when it is needed."""
    return db.execute(delete(answers).where(answers.c.asked < before, answers.c.stale.is_(False))).rowcount


def _old_findings(db: Connection, before: date) -> int:
    return db.execute(
        delete(findings).where(findings.c.state == "resolved", findings.c.resolved_on < before)
    ).rowcount


def _copied(source: Database, target: Database) -> int:
    count = 0
    with source.reading() as old, target.writing() as new:
        if source.path is None:
            old.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for table in metadata.sorted_tables:
            if table.name == "leases":
                continue
            for part in old.execution_options(yield_per=_ROWS).execute(select(table)).partitions():
                rows = [dict(r._mapping) for r in part]
                new.execute(insert(table), rows)
                count += len(rows)
        if target.path is None:
            for name in ("sites.id", "runs.number", "pages.id", "versions.id", "findings.id", "events.id"):
                table_name, column = name.split(".")
                new.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{table_name}', '{column}'), "
                        f"coalesce((SELECT max({column}) FROM {table_name}), 1))"
                    )
                )
    return count


def _parts(rows: Sequence[object]) -> list[Sequence[object]]:
    return [rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS)]
