"""Stores of releases before 0.2: SQLite files with ``user_version`` 1. What they knew is taken over."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, text

_TABLES = {"runs", "documents", "findings"}
NEWEST = 1


def is_legacy(connection: Connection, tables: set[str]) -> bool:
    """True for a store of an early release."""
    return stamp(connection) == NEWEST and tables == _TABLES


def stamp(connection: Connection) -> int:
    """The version that an early release wrote into the file, 0 for none."""
    return int(connection.execute(text("PRAGMA user_version")).scalar() or 0)


def take_over(connection: Connection) -> list[dict[str, object]]:
    """The first day of each finding by its former fingerprint; the old tables are dropped."""
    rows = connection.execute(text("SELECT fingerprint, first_seen FROM findings")).all()
    known: list[dict[str, object]] = [
        {"fingerprint": name, "first_seen": date.fromisoformat(day)} for name, day in rows
    ]
    for table in ("documents", "findings", "runs"):
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
    connection.execute(text("PRAGMA user_version = 0"))
    return known
