"""What the conductor hands to the steps. Everything is small and can be sent to another process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from model.policy import Policy
from model.site import Site
from reports.address import Addresses

# Numbers of pages in the store.
Batch = tuple[int, ...]
Progress = Callable[[str], None]
# Pages in a batch: what a task of a scheduler is worth, and little enough to do again after a kill.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Work:
    """One run, as its steps know it. ``store``: where it is; ``reader`` and ``names``: what pages are read with;
    ``data``: what the local data are; ``roots``: folders of saved pages that the operator named."""

    store: str
    run: int
    site_id: int
    site: Site
    today: date
    sources: str = "auto"
    contact: str = ""
    folder: Path | None = None
    base_url: str = ""
    reader: str = ""
    names: str = ""
    data: str = ""
    roots: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The folder that holds all saved pages of the run, and that ``base_url`` stands for; empty without any."""
        return os.path.commonpath(self.roots) if self.roots else ""

    def policy_of(self, url: str) -> Policy:
        """The demands on a page: of a saved one, by its path on the web where ``base_url`` tells it, else by its
        path below the folder that was named."""
        return self.site.policy_of(self.address_of(url))

    def address_of(self, url: str) -> str:
        """The address by which a page's path is told."""
        if not url.startswith("file:") or not self.root:
            return url
        return Addresses(f"{self.root.rstrip('/')}/", self.base_url or "file://").shown(url)


@dataclass(frozen=True, slots=True)
class Step:
    """One step over a batch of pages: takes their numbers and gives back those that go on to the next one.

    ``asks``: it uses the network, so one process does it for all.
    """

    name: str
    run: Callable[[Work, Batch], Batch]
    asks: bool = False


class Runner(Protocol):
    """Runs one step over batches as they come, and yields what each gives back. Order does not matter."""

    def __call__(self, step: Step, work: Work, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Run the step on each batch."""


def one_by_one(step: Step, work: Work, batches: Iterable[Batch]) -> Iterator[Batch]:
    """In this process, one batch after the other."""
    for batch in batches:
        yield step.run(work, batch)
