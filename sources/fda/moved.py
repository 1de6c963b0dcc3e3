"""Which applications moved since the last refresh, and whose labels are therefore due to be read. Pure.

A label changes when a supplement of its application is approved, and comes to openFDA some days later: an
application stays due until a label of it is dated about the day on which it moved, or for a quarter of a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sources.fda.build import digest
from sources.fda.facts import Application, Label, ListedApproval, Submission
from sources.fda.label_history import LABEL_DAYS
from sources.fda.snapshot_file import StoredApplication

# What changes a label; manufacturing supplements do not.
_LABELLED = frozenset({"EFFICACY", "LABELING", "REMS"})
# Some supplements are entered weeks after their day.
_LATE = timedelta(days=60)
_WAIT = timedelta(days=90)


def moved(
    applications: Iterable[Application],
    before: Mapping[str, StoredApplication] | None,
    since: date,
) -> dict[str, date]:
    """NDAs and BLAs whose label may have changed, with the day of the newest act that changed it. ``before``: the
    applications of the last refresh by number, None for the first; ``since``: the day until which all is known."""
    out: dict[str, date] = {}
    for application in applications:
        if application.kind == "ANDA":
            continue
        known = before.get(application.number.value) if before else None
        if known and known.digest and known.digest == digest(application):
            continue
        from_day = since - _LATE if before else since
        days = [s.day for s in application.submissions if s.day and s.day > from_day and _changes_label(s)]
        if days:
            out[application.number.value] = max(days)
    return out


def _changes_label(submission: Submission) -> bool:
    return submission.approved and (submission.kind == "ORIG" or submission.class_code in _LABELLED)


def licensed(rows: Iterable[ListedApproval], since: date) -> dict[str, date]:
    """CBER's new licenses: their labels are asked by the number that the list gives."""
    return {row.number.value: row.day for row in rows if row.number and row.day > since - _LATE}


def due(
    earlier: Mapping[str, date],
    new: Mapping[str, date],
    asked: frozenset[str],
    read: Iterable[Label],
    today: date,
) -> dict[str, date]:
    """What is still due: the earlier and the new, less those of which a label has come, and of those ``asked`` for
    the ones that moved so long ago that none will come."""
    wanted = dict(earlier) | dict(new)
    newest: dict[str, date] = {}
    for label in read:
        for number in label.applications:
            newest[number.value] = max(label.effective, newest.get(number.value, label.effective))
    return {
        number: day
        for number, day in sorted(wanted.items())
        if (number not in newest or newest[number] + LABEL_DAYS < day)
        and (number not in asked or day + _WAIT >= today)
    }
