"""Questions put to a drug's timeline: was it approved for this on that day, since when, until when?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from checks.fda._compare import Fit, compare
from model.approval import Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.indication import Indication
from model.lexicon import Lexicon

APPROVALS = frozenset({Action.APPROVED, Action.ACCELERATED, Action.CONVERTED})
NEAR = timedelta(days=3)  # pages give the day of the news or of the launch


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval that bears on a claim, how it fits, and the act that ended it, if one did."""

    event: ApprovalEvent
    fit: Fit
    ended: ApprovalEvent | None = None

    def began_by(self, day: date) -> bool:
        """True when it had been given by ``day``."""
        return self.event.date.earliest() <= day

    def in_force(self, day: date) -> bool:
        """True when it had been given and not been taken back by ``day``."""
        return self.began_by(day) and (self.ended is None or self.ended.date.earliest() > day)


def approvals(timeline: Timeline, use: Indication | None, lexicon: Lexicon) -> tuple[Approval, ...]:
    """The approvals that fit ``use`` (None: any use), in order of date."""
    found = []
    for event in timeline.events:
        if event.action not in APPROVALS:
            continue
        fit = Fit(True) if use is None else compare(use, event.indication, lexicon)
        if fit.fits:
            found.append(Approval(event, fit, _end(event, timeline, lexicon)))
    return tuple(sorted(found, key=lambda a: (a.event.date.earliest(), a.event.says)))


def _end(approval: ApprovalEvent, timeline: Timeline, lexicon: Lexicon) -> ApprovalEvent | None:
    """The first act after ``approval`` that took it back: of the whole drug, or of that use."""
    for event in timeline.events:
        if (
            event.action not in (Action.WITHDRAWN, Action.LEFT_MARKET)
            or event.date.latest() < approval.date.earliest()
        ):
            continue
        if event.brand_only and event.brand != approval.brand:
            continue
        if event.indication is None or not event.indication.condition:
            return event
        if approval.indication is None:
            continue
        fit = compare(event.indication, approval.indication, lexicon)
        # an act on part of a use leaves the rest of it standing
        if fit.fits and (not fit.wider or fit.narrower) and not fit.general:
            return event
    return None


def of_action(timeline: Timeline, *actions: Action) -> tuple[ApprovalEvent, ...]:
    """The acts of these kinds, in order."""
    return tuple(e for e in timeline.events if e.action in actions)


def same_time(event: ApprovalEvent, said: PartialDate) -> bool:
    """True when the day of ``event`` agrees with the date a page gives, at the page's precision."""
    slack = NEAR if said.day else timedelta(0)
    if event.seen:
        return said.earliest() <= event.date.latest()
    return said.earliest() - slack <= event.date.latest() and event.date.earliest() <= said.latest() + slack


def first(found: Iterable[Approval]) -> Approval | None:
    """The earliest."""
    return min(found, key=lambda a: a.event.date.earliest(), default=None)
