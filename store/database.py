"""Opening the database: a SQLite file by default, PostgreSQL by URL; made, migrated, and closed again.

Every failure is a StoreError in one line. What is no place for a store at all (another program's file, a URL of a
database that we do not know) is a UsageError.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError, SQLAlchemyError

from model.errors import StoreError, UsageError
from store.legacy import NEWEST, is_legacy, stamp, take_over
from store.schema import metadata

if TYPE_CHECKING:
    from alembic.config import Config

# The revision of ``schema``: the last file of ``migrations/versions``.
HEAD = "bb0002"
VERSIONS = "bestbefore_version"
# Seconds to wait for another process's transaction; ours take milliseconds.
_BUSY_SECONDS = 30
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_OURS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg",
         "postgresql+psycopg": "postgresql+psycopg"}  # fmt: skip
_SQLITE_HEAD = b"SQLite format 3\0"
_DAMAGE = ("malformed", "not a database", "disk image", "corrupt")


def located(place: str | Path) -> URL:
    """The database of a path or a URL. Raises UsageError for a URL of a database that we do not know."""
    if isinstance(place, Path) or not _SCHEME.match(place) or Path(place).exists():
        return URL.create("sqlite", database=str(place))
    scheme = place.split(":", 1)[0].lower()
    if scheme not in _OURS or not place[len(scheme) :].startswith("://"):
        raise UsageError(
            f"{_without_password(place)}: is neither a file nor a database that we know; a store is a path, "
            "sqlite:///path or postgresql://user@host/database"
        )
    try:
        return make_url(place).set(drivername=_OURS[scheme])
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"{_without_password(place)}: is no URL of a database") from error


def _without_password(place: str) -> str:
    return re.sub(r"(//[^:/@]*):[^@/]*@", r"\1:***@", place)


class Database:
    """An open database. ``note``: what was done to be able to open it, in one line, empty for nothing."""

    def __init__(self, place: str | Path, *, may_rebuild: bool = False) -> None:
        """Open it, making or migrating it as needed. ``may_rebuild``: a damaged file is ours to set aside, whatever
        is left of it; otherwise only one that still looks like SQLite's."""
        self.url = located(place)
        self.note = ""
        self._lock = threading.RLock()
        if self.url.database and self.path is not None and self.path.is_dir():
            raise self._unusable("it is a folder")
        self._open()
        try:
            self._made()
        except StoreError as error:
            if not error.damaged or self.path is None or not (may_rebuild or _was_sqlite(self.path)):
                self.close()
                if error.damaged:
                    raise self._unusable("it is no database") from error
                raise
            self.set_aside()

    def _open(self) -> None:
        self._engine = self._opened()
        self._writer = self._engine.execution_options(write=True)

    @property
    def path(self) -> Path | None:
        """The file, None on a server."""
        return Path(self.url.database or "") if self.url.get_backend_name() == "sqlite" else None

    @property
    def name(self) -> str:
        """The place as it may be shown."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)

    def set_aside(self) -> None:
        """Move a damaged file out of the way and begin a new one; ``note`` says where it went."""
        assert self.path is not None
        self.close()
        aside = self.path.with_name(f"{self.path.name}.damaged")
        try:
            self.path.replace(aside)
            for tail in ("-wal", "-shm"):
                self.path.with_name(self.path.name + tail).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{self.name}: is damaged and cannot be set aside ({error.strerror})") from error
        self.note = f"{self.name} was damaged: set aside as {aside.name}, and a new store begun"
        self._open()
        self._made()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with."""
        with self.errors(), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it or nothing. On SQLite it waits for its turn before it reads, never after."""
        with self.errors(), self._writer.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def errors(self) -> Iterator[None]:
        """Failures of the database as StoreError."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, zlib.error, msgspec.MsgspecError, OSError) as error:
            words = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
            damaged = isinstance(error, zlib.error | msgspec.MsgspecError) or any(d in words for d in _DAMAGE)
            lost = isinstance(error, OperationalError | InterfaceError) and self.path is None
            raise StoreError(f"{self.name}: the store failed ({words})", damaged, lost) from error

    def _opened(self) -> Engine:
        with self.errors():
            if self.path is None:
                return create_engine(self.url, pool_pre_ping=True)
            self.path.parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(self.url, connect_args={"timeout": _BUSY_SECONDS})
            event.listen(engine, "connect", _configured)
            event.listen(engine, "begin", _begun)
            return engine

    def _made(self) -> None:
        """Bring the database to ``HEAD``."""
        with self.reading() as connection:
            tables = set(inspect(connection).get_table_names())
            if VERSIONS in tables:
                found = connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalar()
                if found == HEAD:
                    return
                if found not in _known():
                    raise self._unusable("written by a newer version of bestbefore")
            legacy = self.path is not None and is_legacy(connection, tables)
            if self.path is not None and stamp(connection) > NEWEST:
                raise self._unusable("written by a newer version of bestbefore")
        if VERSIONS in tables:
            self._backed_up(str(found))
            self._migrated()
            return
        if legacy:
            self._backed_up("0.1")
        elif tables and self.path is not None:
            raise self._unusable("it is another program's database")
        with self.writing() as connection:
            known = take_over(connection) if legacy else ()
            metadata.create_all(connection)
            connection.execute(
                text(f"CREATE TABLE IF NOT EXISTS {VERSIONS} (version_num VARCHAR(32) PRIMARY KEY)")
            )
            connection.execute(text(f"DELETE FROM {VERSIONS}"))
            connection.execute(text(f"INSERT INTO {VERSIONS} VALUES (:v)"), {"v": HEAD})
            if known:
                connection.execute(metadata.tables["former_findings"].insert(), list(known))

    def _unusable(self, why: str) -> UsageError:
        return UsageError(f"{self.name}: cannot be used as the store ({why}); name another with --store")

    def _migrated(self) -> None:
        from alembic import command  # a third of a second that only a migration pays

        with self.writing() as connection:
            config = _alembic()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def _backed_up(self, version: str) -> None:
        """A copy of the file as it was before a migration, beside it."""
        if self.path is None:
            return  # a server's operator backs it up: docs/operations.md
        copy = self.path.with_name(f"{self.path.name}.before-{HEAD}-from-{version}")
        if not copy.exists():
            copied(self.path, copy)


def copied(source: Path, target: Path) -> None:
    """A whole copy of a SQLite file that may be in use. Raises StoreError."""
    try:
        with (
            contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
            contextlib.closing(sqlite3.connect(target)) as new,
        ):
            old.backup(new)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        damaged = any(d in str(error) for d in _DAMAGE)
        raise StoreError(f"{source}: could not be copied to {target} ({error})", damaged) from error


def _alembic() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("version_table", VERSIONS)
    return config


def _known() -> set[str]:
    from alembic.script import ScriptDirectory

    return {s.revision for s in ScriptDirectory.from_config(_alembic()).walk_revisions()}


def _was_sqlite(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_HEAD)) == _SQLITE_HEAD
    except OSError:
        return False


def _configured(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, see _begun
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begun(connection: Connection) -> None:
    # a transaction that reads first and then writes would fail at once where another one wrote in between
    write = connection.get_execution_options().get("write")
    own = connection.connection.dbapi_connection
    assert isinstance(own, sqlite3.Connection)
    own.execute("BEGIN IMMEDIATE" if write else "BEGIN")
