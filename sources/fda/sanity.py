"""Is this really FDA's data set, whole? Asked before a new snapshot takes the place of the last one. Pure.

A zip that was cut, emptied or put together wrongly reads as a world in which less was approved. It is refused
with the reason, and the snapshot before stays. The bounds are far from what FDA's own files show: in the files of
July 2019, 13 % of the applications have no submission, 1 % no product, and 3 % of the submissions no application.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from model.errors import SnapshotError
from sources.fda.drugsatfda import DrugsAtFda

# FDA's files grow; what lost more than this since the last time was cut.
_MOST_LOST = 0.05
# Shares of rows that may lack their counterpart, and how many may whatever the share.
_WITHOUT_SUBMISSION = 0.30
_WITHOUT_PRODUCT = 0.10
_ORPHANS = 0.10
_FEW = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a data set holds."""

    applications: int = 0
    products: int = 0
    submissions: int = 0


def counts(data: DrugsAtFda) -> Counts:
    """How much a Drugs@FDA data set holds."""
    applications = data.applications
    return Counts(
        len(applications),
        sum(len(a.products) for a in applications),
        sum(len(a.submissions) for a in applications),
    )


def check(data: DrugsAtFda, before: Counts | None, as_of_before: date | None, today: date) -> None:
    """Raise SnapshotError with the reason when ``data`` can't be the whole data set. ``before`` and
    ``as_of_before``: what the last accepted one held and vouched for; None without one."""
    reason = _reason(data, before, as_of_before, today)
    if reason:
        raise SnapshotError(f"the Drugs@FDA zip is refused: {reason}; the data before it are kept")


def _reason(data: DrugsAtFda, before: Counts | None, as_of_before: date | None, today: date) -> str:
    now = counts(data)
    if data.cut:
        return f"{', '.join(data.cut)} ends within a row"
    for name in ("applications", "products", "submissions"):
        if not getattr(now, name):
            return f"it holds no {name}"
        was = getattr(before, name) if before else 0
        if getattr(now, name) < was * (1 - _MOST_LOST):
            return f"it holds {getattr(now, name):,} {name}, the one before held {was:,}"
    if data.newest is None:
        return "no action in it has a date, so nobody knows of which day it is"
    if data.as_of > today:
        return f"its files are of {data.as_of}, which is yet to come"
    if as_of_before and data.as_of < as_of_before:
        return f"it is of {data.as_of}, older than the one before ({as_of_before})"
    bare = sum(not a.submissions for a in data.applications)
    if _many(bare, now.applications, _WITHOUT_SUBMISSION):
        return f"{bare:,} of {now.applications:,} applications have no submission"
    empty = sum(not a.products for a in data.applications)
    if _many(empty, now.applications, _WITHOUT_PRODUCT):
        return f"{empty:,} of {now.applications:,} applications have no product"
    for name, orphans, known in (
        ("products", data.orphan_products, now.products),
        ("submissions", data.orphan_submissions, now.submissions),
    ):
        if _many(orphans, known + orphans, _ORPHANS):
            return f"{orphans:,} {name} belong to no application in it"
    return ""


def _many(part: int, whole: int, share: float) -> bool:
    return part > _FEW and part > whole * share
