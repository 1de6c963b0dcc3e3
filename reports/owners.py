"""What one person has to do: the causes on their pages, and a mail of at most twelve items."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from reports.gathering import NAMED
from reports.report import Cause, Entry, Report
from reports.words import SEVERITY_WORDS, long_date, one_line, plural

# A mail with more is not read (shared vocabulary, digests).
MAIL_ITEMS = 12


def owner_file(owner: str) -> str:
    """A file name for an owner: readable, unique, safe."""
    words = re.sub(r"[^a-z0-9]+", "-", owner.lower()).strip("-")[:40]
    return f"{words or 'owner'}-{hashlib.sha256(owner.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def causes_of(report: Report, owner: str) -> tuple[Cause, ...]:
    """The causes on the pages of one owner, each as it is on those pages: in no list stands another's sentence."""
    own = []
    for cause in report.causes:
        shown = cause.of_owner.get(owner)
        if shown is None:
            continue
        places = tuple((i, n) for i, n in cause.places if report.entries[i].owner == owner)
        entries = [(report.entries[i], n) for i, n in places]
        found = [i for e, _ in entries for i in e.items if i.cause == cause.name and i.open]
        own.append(
            replace(
                cause,
                shown=shown,
                severity=shown.finding.severity,
                places=places,
                worst=tuple(sorted(entries, key=lambda e: e[0] is not shown.entry)[:NAMED]),
                states=frozenset(i.state for i in found),
            )
        )
    return tuple(own)


def pages_of(report: Report, owner: str) -> tuple[Entry, ...]:
    """The owner's pages that need something, those with most to fix first."""
    return tuple(e for e in report.worst_first() if e.owner == owner and any(i.open for i in e.items))


def mail_of(report: Report, owner: str, headline: Callable[[Cause], str]) -> str:
    """The body of a mail to one owner: what comes first, in one line each."""
    causes, pages = causes_of(report, owner), pages_of(report, owner)
    lines = [f"Content audit of {long_date(report.run.today)}: {plural(len(pages), 'page')} of yours "
             f"{'needs' if len(pages) == 1 else 'need'} something.", ""]  # fmt: skip
    for number, cause in enumerate(causes[:MAIL_ITEMS], start=1):
        first = cause.worst[0][0]
        more = f" and {plural(len(cause.places) - 1, 'more page')}" if len(cause.places) > 1 else ""
        lines.append(f"{number}. {SEVERITY_WORDS[cause.severity]}: {one_line(headline(cause), 200)}")
        lines.append(f"   {one_line(first.title, 120)}{more}: {one_line(first.url, 200)}")
    if len(causes) > MAIL_ITEMS:
        lines.append(f"… and {len(causes) - MAIL_ITEMS} more in the report: owners/{owner_file(owner)}.html")
    return "\n".join(lines) + "\n"
