"""Reading and judging in several processes; what asks the network stays in this one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from types import TracebackType

from flows.work import Batch, Step, Work


class Processes:
    """A runner of the conductor. Use it as a context manager; ``count`` processes are started when first needed."""

    def __init__(self, count: int) -> None:
        self._count = count
        # spawned: a fork would share open databases and sockets
        self._pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=_begun)

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def __call__(self, step: Step, work: Work, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Run the step on each batch. A process that dies costs nothing: its batch is done here, where what was
        committed is not done again."""
        waiting: dict[Future[Batch], Batch] = {}
        for batch in batches:
            if step.asks:
                yield step.run(work, batch)
                continue
            try:
                waiting[self._pool.submit(step.run, work, batch)] = batch
            except BrokenProcessPool:
                yield step.run(work, batch)
            if len(waiting) >= 2 * self._count:
                yield from self._done(step, work, waiting)
        while waiting:
            yield from self._done(step, work, waiting)

    def _done(self, step: Step, work: Work, waiting: dict[Future[Batch], Batch]) -> Iterator[Batch]:
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            batch = waiting.pop(future)
            try:
                yield future.result()
            except BrokenProcessPool:
                yield step.run(work, batch)


def _begun() -> None:
    """In a new process: an interrupt is the parent's to handle, and where the parent dies, this one ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_ended_with, args=(parent.sentinel,), daemon=True).start()


def _ended_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)
