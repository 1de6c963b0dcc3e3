"""How fast a host is asked: the slower of our pace and its own, and slower when it gets slow."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

# Seconds between two requests to one host: a person reading fast.
PAUSE = 0.5
# Requests leave this much further apart than was asked for: they reach the host closer together, or further apart,
# than they were sent.
MARGIN = 1.02
# A host is busy with us half of the time at the most: one that takes three seconds for a page gets three to itself.
# Not longer than this (seconds) for one slow page.
LONGEST_REST = 30.0


@dataclass
class _Host:
    spacing: float
    due: float = 0.0
    asked_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


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
            one.spacing = max(one.spacing, seconds)
            if one.asked_at:
                one.due = max(one.due, one.asked_at + one.spacing * MARGIN)

    def spacing(self, host: str) -> float:
        """Seconds between two requests to a host."""
        return self._host(host).spacing

    def wait(self, host: str) -> None:
        """Return when it is this caller's turn."""
        one = self._host(host)
        while True:
            with one.lock:
                now = time.monotonic()
                left = one.due - now
                if left <= 0:
                    apart = one.spacing * MARGIN
                    # A turn that came late does not move those after it, as far as the margin allows.
                    late = min(now - one.due, (apart - one.spacing) / 2)
                    one.asked_at, one.due = now, now - late + apart
                    return
            time.sleep(left)

    def done(self, host: str, seconds: float) -> None:
        """A request took so long: the host rests as long again."""
        one = self._host(host)
        with one.lock:
            if one.spacing > 0:
                one.due = max(one.due, time.monotonic() + min(seconds, LONGEST_REST))

    def _host(self, host: str) -> _Host:
        with self._lock:
            if host not in self._hosts:
                self._hosts[host] = _Host(self.pauses.get(host, self.pause))
            return self._hosts[host]
