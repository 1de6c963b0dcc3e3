"""Threads that ask hosts side by side: one a host, or a few where its pace allows."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# So many hosts at once, so many threads for a host that may be asked without a pause, and so many tasks handed
# to each thread ahead: what is fetched while nobody takes it is held in memory.
HOSTS = 8
LANES = 4
AHEAD = 3


@dataclass(slots=True)
class _Lane(Generic[T]):
    tasks: queue.SimpleQueue[T | None] = field(default_factory=queue.SimpleQueue)
    threads: int = 1
    under_way: int = 0


class Lanes(Generic[T, R]):
    """Runs ``work`` on tasks in threads of their host; what came of them is taken by ``result``, one by one."""

    def __init__(self, work: Callable[[T], R]) -> None:
        self._work = work
        self._lanes: dict[str, _Lane[T]] = {}
        self._results: queue.SimpleQueue[tuple[str, T, R]] = queue.SimpleQueue()
        self._stopped = threading.Event()

    @property
    def under_way(self) -> int:
        """How many tasks were given and not taken."""
        return sum(lane.under_way for lane in self._lanes.values())

    def has_room(self, host: str) -> bool:
        """Whether a host can be given another task now."""
        lane = self._lanes.get(host)
        if lane is None:
            return len(self._lanes) < HOSTS
        return lane.under_way < lane.threads * AHEAD

    def give(self, host: str, task: T, threads: int = 1) -> None:
        """Have a task worked on; ``threads`` counts when the host is new."""
        if host not in self._lanes:
            self._lanes[host] = _Lane(threads=threads)
            for _ in range(threads):
                threading.Thread(target=self._run, args=(host, self._lanes[host]), daemon=True).start()
        self._lanes[host].under_way += 1
        self._lanes[host].tasks.put(task)

    def result(self) -> tuple[T, R]:
        """What came of one task; waits for it."""
        host, task, result = self._results.get()
        self._lanes[host].under_way -= 1
        return task, result

    def close_idle(self, keep: Collection[str]) -> None:
        """End the threads of hosts that have nothing under way, but for those to keep."""
        for host, lane in list(self._lanes.items()):
            if lane.under_way == 0 and host not in keep:
                del self._lanes[host]
                for _ in range(lane.threads):
                    lane.tasks.put(None)

    def stop(self) -> None:
        """Take up no further task; what is being asked comes to its end and is dropped."""
        self._stopped.set()
        for lane in self._lanes.values():
            for _ in range(lane.threads):
                lane.tasks.put(None)

    def _run(self, host: str, lane: _Lane[T]) -> None:
        while (task := lane.tasks.get()) is not None and not self._stopped.is_set():
            self._results.put((host, task, self._work(task)))
