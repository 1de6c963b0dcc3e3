"""The store as an audit uses it: trouble with it in mid-run costs the memory of the run, not the run."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from model.finding import Finding
from model.page import Document
from store.store import Store

T = TypeVar("T")


class Memory:
    """A store, or none. After a failure (disk full, locked, damaged) nothing more is asked of it, and ``trouble``
    says why in one line."""

    def __init__(self, store: Store | None, path: Path | None) -> None:
        self._store = store
        self._path = path
        self.trouble = ""

    def begin_run(self, run_id: str, targets: Iterable[str], today: date) -> str:
        """See ``Store.begin_run``; without a store the id is as given."""
        wanted = tuple(targets)
        return self._try(lambda store: store.begin_run(run_id, wanted, today), run_id)

    def document(self, run_id: str, url: str) -> Document | None:
        """See ``Store.document``."""
        return self._try(lambda store: store.document(run_id, url), None)

    def save_document(self, run_id: str, document: Document) -> None:
        """See ``Store.save_document``."""
        self._try(lambda store: store.save_document(run_id, document), None)

    def see(self, findings: Iterable[Finding], today: date) -> dict[str, date]:
        """See ``Store.see``; empty without a store: nothing is known of earlier runs."""
        wanted = tuple(findings)
        return self._try(lambda store: store.see(wanted, today), {})

    def finish_run(self, run_id: str) -> None:
        """See ``Store.finish_run``."""
        self._try(lambda store: store.finish_run(run_id), None)

    def _try(self, ask: Callable[[Store], T], otherwise: T) -> T:
        if self._store is None or self.trouble:
            return otherwise
        try:
            return ask(self._store)
        except (sqlite3.Error, zlib.error, OSError, ValueError) as error:
            self.trouble = f"{self._path}: the store failed ({error}); this run is not remembered"
            return otherwise


@contextmanager
def opened(path: Path | None) -> Iterator[Memory]:
    """The memory of a run; with ``path`` None nothing is remembered.

    Raises UsageError for a file that cannot be opened as a store: that is for the operator to put right first.
    """
    if path is None:
        yield Memory(None, None)
        return
    with Store(path) as store:
        yield Memory(store, path)
