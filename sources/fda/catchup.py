"""What moved since the local data's day, asked of openFDA before an audit: one small snapshot of a day.

One question by date (``OpenFDA.moved``) gives every application that moved, names unknown here included; then the
labels of those that may be new uses. What openFDA does not show (uses taken back, accelerated approvals made regular,
CBER's products) FDA's small pages tell, nine of them, where fda.gov lets programs read.
The result is a snapshot file like a built one, less what a part of the
applications cannot tell (that all products of a drug are gone, that there was no generic before), and is kept for
the day where nothing is missing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from model.approval import Action, ApprovalEvent
from model.errors import BestbeforeError
from model.lexicon import Lexicon
from sources.fda import moved, snapshot_file
from sources.fda.acts import BIOSIMILAR_YEARS
from sources.fda.build import Inputs, Lists, assemble
from sources.fda.drugsatfda import DrugsAtFda
from sources.fda.facts import Application
from sources.fda.openfda import OpenFDA
from sources.fda.snapshot import Snapshot

# Local data of this age are current: Drugs@FDA's files are renewed once a week.
CURRENT = timedelta(days=7)
# Labels asked for before an audit: those of first approvals and new uses, 20 a week.
_NUMBERS = 600
# Some supplements are entered weeks after their day.
_OVERLAP = timedelta(days=14)

_log = logging.getLogger("bestbefore.errors")

FirstApproved = Callable[[str], date | None]
# What FDA's small pages of a day list, and a line for each page that could not be had.
SmallPages = Callable[[date], tuple[Lists, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """The outcome: a snapshot of what moved ``since`` a day, or why there is none; ``lacks``: FDA's small pages are
    not all in it."""

    snapshot: Snapshot | None = None
    since: date = date.max
    trouble: str = ""
    lacks: bool = False


def catch_up(
    openfda: OpenFDA,
    lexicon: Lexicon,
    since: date,
    today: date,
    folder: Path,
    first_approved: FirstApproved = lambda drug: None,
    pages: SmallPages = lambda today: (Lists(), ()),
) -> CaughtUp:
    """What moved from ``since`` (the local data's day) to ``today``; nothing is asked when that is a week or less.
    ``folder``: where the day's file is kept. ``first_approved``: when the local data say that a drug was first
    approved, by its key. ``pages``: FDA's small pages as of a day. Never raises: a service in
    trouble is told in ``trouble``."""
    if since + CURRENT >= today:
        return CaughtUp()
    path = folder / f"fda-moved-{since}-{today}.sqlite"
    lacks = False
    try:
        if not path.is_file():
            path, lacks = _fetch(openfda, lexicon, since, today, path, first_approved, pages)
        return CaughtUp(Snapshot(path), since, lacks=lacks)
    except BestbeforeError as error:
        return CaughtUp(since=since, trouble=str(error))
    except Exception as error:  # the night goes on with the data at hand
        _log.error("internal error while asking what FDA did since %s", since, exc_info=error)
        trouble = f"internal error while asking what FDA did ({type(error).__name__})"
        return CaughtUp(since=since, trouble=trouble)


def _fetch(
    openfda: OpenFDA,
    lexicon: Lexicon,
    since: date,
    today: date,
    path: Path,
    first_approved: FirstApproved,
    pages: SmallPages,
) -> tuple[Path, bool]:
    """The file, under another name than ``path`` where a page is missing: the next run then asks again."""
    found = openfda.moved(since - _OVERLAP, today)
    as_of = found.as_of or max(
        (s.date for a in found.applications for s in a.submissions if s.date), default=since
    )
    data = DrugsAtFda(found.applications, as_of)
    lists, missing = pages(today)
    # CBER's new licences are in none of openFDA's applications: their labels are asked by the list's numbers
    wanted = moved.licensed(lists.approvals, since) | {
        a.number.value: day
        for a in found.applications
        if a.kind != "ANDA" and (day := _new_use(a, since - _OVERLAP))
    }
    numbers = sorted(wanted, key=lambda n: (wanted[n], n), reverse=True)[:_NUMBERS]
    labels = openfda.labels(numbers) if numbers else None
    contents, _ = assemble(
        Inputs(
            data,
            labels.labels if labels else (),
            labels.as_of if labels else as_of,
            lists=lists,
            lexicon=lexicon,
            due=moved.due({}, wanted, frozenset(numbers), labels.labels if labels else (), today),
        )
    )
    events = {
        face: tuple(_part(told, since - _OVERLAP, first_approved)) if face == "drugsatfda" else told
        for face, told in contents.events.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("fda-moved-*.sqlite"):
        old.unlink(missing_ok=True)
    if missing:
        path = path.with_stem(f"{path.stem}-part")
    snapshot_file.write(replace(contents, events=events), path)
    return path, bool(missing)


def _new_use(application: Application, since: date) -> date | None:
    """The newest day on which the application was approved or may have got a new use; None for other changes."""
    days = [
        s.day
        for s in application.submissions
        if s.day and s.day > since and s.approved and (s.kind == "ORIG" or s.class_code == "EFFICACY")
    ]
    return max(days, default=None)


def _part(
    events: Iterable[ApprovalEvent], since: date, first_approved: FirstApproved
) -> Iterable[ApprovalEvent]:
    """Of what these applications alone seem to tell, what they can: acts since the day, that a product is sold
    without a prescription by now, and of a biologic with a suffix, whose reference product did not move, that it is a
    biosimilar."""
    for event in events:
        if event.seen and event.action is Action.OTC:
            yield event  # how one product is sold, its own application tells
            continue
        if event.date.latest() <= since or event.seen:
            if first_approved(event.drug) is None and event.action in (Action.APPROVED, Action.ACCELERATED):
                yield replace(event, seen=True)  # an older application may have come before
            continue
        if event.action is Action.DISCONTINUED:
            continue  # other applications of the drug may be sold
        first = first_approved(event.drug)
        if (
            event.action is Action.APPROVED
            and event.says.startswith("original approval")
            and event.application
            and event.application.value.startswith("BLA")
            and first
            and event.date.earliest()
            >= first.replace(year=first.year + BIOSIMILAR_YEARS, day=min(first.day, 28))
        ):
            says = event.says.replace("first approval of the drug", "a later license of the same proper name")
            yield replace(event, action=Action.BIOSIMILAR, says=says)
        else:
            yield event
