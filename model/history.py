"""What became of findings from run to run, as the report is handed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from model.dates import PageDates


class State(StrEnum):
    """Of a finding, on the day of a report."""

    NEW = "new"
    OPEN = "open"
    REOPENED = "reopened"
    NOT_RECHECKED = "not_rechecked"  # its page or its source was not reached: as it was on ``last_checked``
    ACCEPTED = "accepted"  # an editor decided that it stays as it is


@dataclass(frozen=True, slots=True)
class Past:
    """What is remembered of one finding. Dates are None where nothing is known."""

    state: State = State.OPEN
    first_seen: date | None = None
    last_checked: date | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A finding of the run before that this run no longer has. ``reason``: in an editor's words (text changed, page
    gone, source changed, policy changed, claim no longer read)."""

    fingerprint: str
    code: str
    url: str
    quote: str
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class PagePast:
    """``state``: examined, unchanged, not_reached, gone or excluded."""

    state: str = "examined"
    last_examined: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Everything a report needs of earlier runs. ``previous`` is None on a first run: nothing is new then."""

    findings: Mapping[str, Past] = field(default_factory=dict)  # by fingerprint
    resolved: tuple[Resolved, ...] = ()
    pages: Mapping[str, PagePast] = field(default_factory=dict)  # by address
    previous: date | None = None

    @classmethod
    def from_first_seen(cls, first_seen: Mapping[str, date], today: date) -> History:
        """From the first day of each finding alone: new is what today saw first, if an earlier day saw anything."""
        previous = max((day for day in first_seen.values() if day < today), default=None)

        def state(day: date) -> State:
            return State.NEW if previous is not None and day == today else State.OPEN

        return cls({key: Past(state(day), day, today) for key, day in first_seen.items()}, previous=previous)

    def of(self, fingerprint: str, today: date) -> Past:
        """The past of one finding; without any, it is open since today."""
        return self.findings.get(fingerprint) or Past(State.OPEN, today, today)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A page as it was read before its last change. ``until``: the last day on which it was met like that;
    ``since``: the first day of how it is now."""

    text: str
    dates: PageDates
    until: date
    since: date
