"""A judged claim: the verdict, the reason, and the acts that decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from model.approval import ApprovalEvent
from model.claim import Claim
from model.dates import PartialDate, long_date
from model.finding import Verdict


@dataclass(frozen=True, slots=True)
class ClaimJudgement:
    """A claim, judged.

    ``since``: from when it is untrue (outdated) or, for a supported claim, the day of the act that bears it out;
    a month or a year stays one. ``events``: the deciding acts, the first the one that decides. ``plain``: the
    claim as understood, "The page says: ...". ``suggestion``: what to write instead, true today.
    ``narrower``/``wider``: the approval is limited in a way the page does not say, or the page limits what the
    approval does not. ``old_news``: what it tells holds, but not as the news that it is told as. ``in_stage``: of
    several rivals the first in the stage of which the page speaks, where the one that decides is in another.
    """

    verdict: Verdict
    reason: str
    since: date | PartialDate | None = None
    events: tuple[ApprovalEvent, ...] = ()
    plain: str = ""
    suggestion: str = ""
    narrower: bool = False
    wider: bool = False
    old_news: bool = False
    in_stage: ApprovalEvent | None = None


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """One claim of a page with what was made of it."""

    claim: Claim
    judged: ClaimJudgement


def when(event: ApprovalEvent) -> date | PartialDate:
    """The day of an act; its month or year where no more is known."""
    return event.date.earliest() if event.date.precision == "day" else event.date


def supported(
    reason: str, event: ApprovalEvent | None = None, *, narrower: bool = False, wider: bool = False
) -> ClaimJudgement:
    """It holds on both dates, or is history."""
    return ClaimJudgement(
        Verdict.SUPPORTED,
        reason,
        when(event) if event else None,
        (event,) if event else (),
        narrower=narrower,
        wider=wider,
    )


def outdated(
    reason: str,
    event: ApprovalEvent,
    others: tuple[ApprovalEvent, ...] = (),
    *,
    narrower: bool = False,
    wider: bool = False,
) -> ClaimJudgement:
    """It is untrue today since ``event`` (and was true when the page was dated, if it is); ``others`` followed."""
    return ClaimJudgement(
        Verdict.OUTDATED, reason, when(event), (event, *others), narrower=narrower, wider=wider
    )


def contradicted(
    reason: str, event: ApprovalEvent, *others: ApprovalEvent, narrower: bool = False, wider: bool = False
) -> ClaimJudgement:
    """It did not hold even when the page was dated, as ``event`` shows: no accusation without an exhibit."""
    return ClaimJudgement(
        Verdict.CONTRADICTED, reason, when(event), (event, *others), narrower=narrower, wider=wider
    )


def unverified(reason: str, event: ApprovalEvent | None = None) -> ClaimJudgement:
    """It cannot be told."""
    return ClaimJudgement(Verdict.NOT_VERIFIED, reason, None, (event,) if event else ())


def lapsed(said: PartialDate) -> ClaimJudgement:
    """It waits for a day that has passed: the calendar decides."""
    reason = f"it looks ahead to {long_date(said)}, which has passed"
    since = said.latest() + timedelta(days=1)
    return ClaimJudgement(Verdict.OUTDATED, reason, since if said.day else said, ())
