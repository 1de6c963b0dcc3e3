"""What is still to be asked, host by host, each page once."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from model.visit import Validators
from pages.fetch.address import host_of, same_page


@dataclass(slots=True)
class Task:
    """One address to ask. ``typed``: the operator named it; ``listed``: a list did, which stands ``nested`` lists
    deep. ``depth``: so many links from a start. ``via``: the addresses that sent on to it, and whether for good.
    ``other``: another way of writing it, asked where this one is gone. ``counted``: as one of the site's pages.
    ``is_list``: it was named as a list of pages, and is none itself. ``again``: it is asked a second time, and
    ``why``."""

    url: str
    lastmod: str = ""
    typed: bool = False
    listed: bool = False
    nested: int = 0
    depth: int = 0
    via: tuple[tuple[str, bool], ...] = ()
    other: str = ""
    known: Validators | None = None
    seconds: float = 0.0
    again: bool = False
    why: str = ""
    counted: bool = False
    is_list: bool = False

    @property
    def key(self) -> int:
        """Of the page, however its address is written."""
        return key_of(self.url)

    @property
    def named(self) -> str:
        """The address under which the page was come upon."""
        return self.via[0][0] if self.via else self.url


def key_of(url: str) -> int:
    """A folded address as a number, the same for ways of writing it that mean one page: 100,000 pages are a few MB."""
    return hash(same_page(url))


@dataclass
class Frontier:
    """Queues of tasks, one a host; ``open``: tasks by key that are queued or being asked."""

    open: dict[int, Task] = field(default_factory=dict)
    _seen: set[int] = field(default_factory=set)
    _gone: dict[int, str] = field(default_factory=dict)
    _queues: dict[str, deque[Task]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(map(len, self._queues.values()))

    def is_new(self, url: str) -> bool:
        """Whether a page was not come upon before. Another way of writing one that is gone is worth a question; of
        one that is still to be asked it is kept in case that this one is gone."""
        key = key_of(url)
        if (task := self.open.get(key)) is not None:
            if task.url != url:
                task.other = task.other or url
            return False
        if key in self._gone:
            if self._gone[key] in (url, ""):
                return False
            self._gone[key] = ""
            return True
        return key not in self._seen

    def mark(self, url: str) -> None:
        """Come upon, and nothing to be asked of it."""
        self._seen.add(key_of(url))

    def add(self, task: Task, front: bool = False) -> None:
        """Put a task at the end of its host's queue, or in front."""
        self._seen.add(task.key)
        self.open[task.key] = task
        waiting = self._queues.setdefault(host_of(task.url), deque())
        if front:
            waiting.appendleft(task)
        else:
            waiting.append(task)

    def hosts(self) -> tuple[str, ...]:
        """The hosts that have tasks."""
        for host in [host for host, waiting in self._queues.items() if not waiting]:
            del self._queues[host]
        return tuple(self._queues)

    def take(self, host: str) -> Task | None:
        """The next task of a host."""
        waiting = self._queues.get(host)
        return waiting.popleft() if waiting else None

    def put_back(self, task: Task) -> None:
        """The task goes on under another address, or at another time."""
        self.add(task, front=not task.again)

    def done(self, task: Task, gone: bool = False) -> None:
        """Nothing more is asked of a task."""
        self.open.pop(task.key, None)
        if gone:
            self._gone.setdefault(task.key, task.url)
