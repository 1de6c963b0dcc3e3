"""What holds of a subject and a use on one day, folded from all acts; and what two such days make of a claim.

Every family of claims says only which approvals count and by which table it is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from model.approval import ApprovalEvent
from model.dates import PartialDate
from verdicts.timeline import Approval


class Standing(StrEnum):
    """How an approval stands on a day."""

    UNDATED = "the page has no day"
    NEVER = "never approved"
    PERHAPS = "approved in the very month or year that the page gives"
    IN_FORCE = "approved"
    TAKEN_BACK = "approved once, and taken back"


class Outcome(StrEnum):
    """What a pair of states makes of a claim, in the words of verdicts."""

    HOLDS = "holds"
    AGED = "aged"
    FALSE = "false"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class State:
    """On one day: how it stands, by which approval, and by which act it ended."""

    standing: Standing
    approval: Approval | None = None
    ended: ApprovalEvent | None = None


def state_on(found: Iterable[Approval], day: PartialDate | None) -> State:
    """The state of the approvals that count, on the day a page speaks on (None: it gives none).

    Where the page gives a month or year only, what happened within it is *perhaps*.
    """
    if day is None:
        return State(Standing.UNDATED)
    found = sorted(found, key=lambda a: a.event.date.earliest())
    start, end = day.earliest(), day.latest()
    for approval in found:
        if approval.event.date.latest() < start and approval.in_force(start):
            return State(Standing.IN_FORCE, approval)
    for approval in found:
        if approval.event.date.earliest() <= end and (
            approval.ended is None or approval.ended.date.latest() >= start
        ):
            return State(Standing.PERHAPS, approval)
    past = [a for a in found if a.ended is not None and a.ended.date.latest() < start]
    if past:
        last = max(past, key=lambda a: a.ended.date.earliest() if a.ended else date.min)
        return State(Standing.TAKEN_BACK, last, last.ended)
    return State(Standing.NEVER)


def state_today(found: Iterable[Approval], today: date) -> State:
    """The same, today; acts in a month or year that is not over count as done."""
    found = sorted(found, key=lambda a: a.event.date.earliest())
    for approval in found:
        if approval.in_force(today):
            return State(Standing.IN_FORCE, approval)
    past = [a for a in found if a.ended is not None and a.began_by(today)]
    if past:
        last = max(past, key=lambda a: a.ended.date.earliest() if a.ended else date.min)
        return State(Standing.TAKEN_BACK, last, last.ended)
    return State(Standing.NEVER)


Table = Mapping[tuple[Standing, Standing], Outcome]
_THEN = tuple(Standing)


def _column(now: Standing, usual: Outcome, **other: Outcome) -> dict[tuple[Standing, Standing], Outcome]:
    return {(then, now): other.get(then.name, usual) for then in _THEN}


#: "It is not approved": what is in force today makes it untrue, since whenever that began.
DENIED: Table = {
    **_column(Standing.IN_FORCE, Outcome.AGED, IN_FORCE=Outcome.FALSE),
    **_column(Standing.TAKEN_BACK, Outcome.HOLDS),
    **_column(Standing.NEVER, Outcome.UNTOLD),
}
#: "It is approved": what was taken back makes it untrue; that nothing is on record proves nothing.
CLAIMED: Table = {
    **_column(Standing.IN_FORCE, Outcome.HOLDS),
    **_column(Standing.TAKEN_BACK, Outcome.AGED, NEVER=Outcome.FALSE, TAKEN_BACK=Outcome.FALSE),
    **_column(Standing.NEVER, Outcome.UNTOLD),
}
