"""Which services did not answer in a run, so that an outage is told as one and not only as answers that are missing."""

from __future__ import annotations

import threading
from collections.abc import Mapping


class Outages:
    """Filled by every ``Service`` of a run, from many threads. ``round`` counts how often all were given another
    chance."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._why: dict[str, str] = {}
        self.round = 0

    def note(self, service: str, why: str) -> None:
        """A question stayed without an answer after all attempts; the first reason is kept."""
        with self._lock:
            self._why.setdefault(service, why)

    def told(self) -> Mapping[str, str]:
        """The reason by the service's name ("PubMed"), as far as the run has come."""
        with self._lock:
            return dict(self._why)

    def forgive(self) -> None:
        """Time has passed: every service may be asked again, and what it left unanswered is to be asked again too."""
        with self._lock:
            self._why.clear()
            self.round += 1
