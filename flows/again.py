"""Going on after the database's server cut the connection: what was committed stands, the rest is done again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from flows import opening
from flows.work import Batch, Progress, Runner, Step, Work
from model.errors import StoreError

T = TypeVar("T")
# Seconds before each further try as long as none comes further than those before: five minutes, in which a server is
# started again. (A run lasts hours: a limit on the whole would run out by itself.)
WAITS: tuple[float, ...] = (1, 4, 15, 40, 60, 60, 60, 60)
# As long as the store has not been reached once: its address may be wrong.
_FIRST_WAITS = WAITS[:2]
# A try that lived for so many seconds came further, though no batch of it may be through.
_LIVED = 60


def going_on(attempt: Callable[[Runner, Progress], T], place: str, runner: Runner, progress: Progress) -> T:
    """What ``attempt`` returns, given a runner and where it tells of what is new; begun again whenever the store at
    ``place`` is lost. It must go on where it was. Raises the StoreError when the store stays away."""
    waits, idle, furthest = _FIRST_WAITS, 0, 0
    while True:
        begun, watched = time.monotonic(), _Watched(runner, progress)
        try:
            opening.opened(place)
            waits = WAITS
            return attempt(watched, watched.tell)
        except StoreError as error:
            if watched.told or watched.done > furthest or time.monotonic() - begun > _LIVED:
                idle = 0
            if not error.lost or idle == len(waits):
                raise
            progress(f"{error}; the run goes on in {waits[idle]} s")
        furthest = max(furthest, watched.done)
        opening.close(place)
        time.sleep(waits[idle])
        idle += 1


class _Watched:
    """A runner that counts the batches that were done, with what was told of."""

    def __init__(self, runner: Runner, progress: Progress) -> None:
        self._runner, self._progress = runner, progress
        self.done = self.told = 0

    def __call__(self, step: Step, work: Work, batches: Iterable[Batch]) -> Iterator[Batch]:
        for batch in self._runner(step, work, batches):
            self.done += 1
            yield batch

    def tell(self, line: str) -> None:
        """A page that was met for the first time."""
        self.told += 1
        self._progress(line)
