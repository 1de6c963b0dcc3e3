"""An open store: everything that is remembered, by noun."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection

from store.answers import Answers
from store.database import Database
from store.findings import Findings
from store.nights import Nights
from store.pages import Pages
from store.runs import Runs


class Store:
    """An open store. Use it as a context manager, or close it. Raises StoreError wherever it fails, UsageError on a
    place that cannot be one. ``note``: what had to be done to open it, in one line."""

    def __init__(self, place: str | Path, *, may_rebuild: bool = False) -> None:
        self.database = Database(place, may_rebuild=may_rebuild)
        self.runs = Runs(self.database)
        self.pages = Pages(self.database)
        self.nights = Nights(self.database)
        self.findings = Findings(self.database)

    @property
    def note(self) -> str:
        """What had to be done to open it."""
        return self.database.note

    def answers(self, site: int, mode: str) -> Answers:
        """The answers kept for a site, by the sources that are asked."""
        return Answers(self.database, site, mode)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction over all nouns."""
        with self.database.writing() as connection:
            yield connection

    def leave_out(self, db: Connection, run: int, page: int, reason: str) -> None:
        """Note that a page that was met could not be examined after all: it keeps its findings."""
        self.nights.failed(db, run, page, reason)
        self.pages.change(db, page, state="not_reached", reason=reason)

    def close(self) -> None:
        """Close it."""
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
