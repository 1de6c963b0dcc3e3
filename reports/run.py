"""One audit as the report tells it: when, of what, against which sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from model.policy import Policy


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source in this run: what its data vouch for, and what it could not do.

    ``trouble``: why it did not answer all it was asked, empty when it did; ``unchecked``: of what kind ("reference",
    "drug", "trial", "newer") and how many the questions are that stay open for that.
    """

    name: str
    face: str  # "snapshot" or "live"
    as_of: date | None = None
    note: str = ""
    trouble: str = ""
    unchecked: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """One audit. Times are UTC. ``base_url``: where saved pages stand on the web, empty when that is not known."""

    id: str
    started_at: datetime
    finished_at: datetime
    today: date
    targets: tuple[str, ...]
    policy: Policy
    version: str
    sources: tuple[SourceState, ...] = ()
    base_url: str = ""

    @property
    def silent(self) -> tuple[SourceState, ...]:
        """The sources that did not answer all they were asked."""
        return tuple(s for s in self.sources if s.trouble)
