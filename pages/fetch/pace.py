"""How fast a host is asked: the slower of our pace and its own, and slower when it gets slow."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field

# Seconds between two requests to one host: a person reading fast.
PAUSE = 0.5
# A host is busy with us half of the time at the most: one that takes three seconds for a page gets three to itself.
# Not longer than this (seconds) for one slow page.
LONGEST_REST = 30.0


# A turn that came late moves those after it, but for this part of the pause: it is made up for.
_MADE_UP = 0.25


@dataclass
class _Host:
    """``answered``: when the last answers came, as many as requests are allowed in a second (at least one). A request
    has reached the host at some moment before its answer came, so a turn is given no sooner than so many pauses after
    the answer so many requests ago: the host's own log never shows more in a second, however late ours left."""

    spacing: float
    due: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)
    answered: deque[float] = field(default_factory=deque)

    @property
    def in_a_second(self) -> int:
        """How many requests a second the pause allows, at least one."""
        return max(1, int(1.0 / self.spacing + 1e-9)) if self.spacing > 0 else 1

    def turn(self) -> float:
        """When the next turn is."""
        many = self.in_a_second
        while len(self.answered) > many:
            self.answered.popleft()  # also of a host that got its pause later: by its robots.txt
        if self.spacing > 0 and len(self.answered) == many:
            return max(self.due, self.answered[0] + many * self.spacing)
        return self.due


class Pace:
    """Turns for each host, ``pause`` seconds apart from start to start; ``pauses`` are those of single hosts.

    Used by all threads of a run. With a pause of 0 a host is asked as fast as it answers.
    """

    def __init__(self, pause: float = PAUSE) -> None:
        self.pause = pause
        self.pauses: dict[str, float] = {}
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def slow_to(self, host: str, seconds: float) -> None:
        """Ask a host no more often than every so many seconds: its robots.txt says so. Never makes it faster."""
        one = self._host(host)
        with one.lock:
            one.due += max(0.0, seconds - one.spacing) if one.due else 0.0
            one.spacing = max(one.spacing, seconds)

    def spacing(self, host: str) -> float:
        """Seconds between two requests to a host."""
        return self._host(host).spacing

    def wait(self, host: str) -> None:
        """Return when it is this caller's turn."""
        one = self._host(host)
        while True:
            with one.lock:
                now = time.monotonic()
                left = one.turn() - now
                if left <= 0:
                    late = min(now - one.due, one.spacing * _MADE_UP)
                    one.due = now - late + one.spacing
                    return
            time.sleep(left)

    def done(self, host: str, seconds: float) -> None:
        """A request took so long: the host rests as long again."""
        one = self._host(host)
        with one.lock:
            now = time.monotonic()
            one.answered.append(now)
            if one.spacing > 0:
                one.due = max(one.due, now + min(seconds, LONGEST_REST))

    def _host(self, host: str) -> _Host:
        with self._lock:
            if host not in self._hosts:
                self._hosts[host] = _Host(self.pauses.get(host, self.pause))
            return self._hosts[host]
