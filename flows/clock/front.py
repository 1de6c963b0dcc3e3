"""The first page of the report server: what each report holds, and the single pages that were asked for."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.clock.names import address_of
from model.dates import long_date
from model.errors import UsageError
from model.finding import Severity
from reports.published import published
from reports.words import SEVERITY_WORDS, plural

# Reports of single pages that are named, the newest ones.
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class _Summary:
    """What the first line of a report's findings says."""

    today: date
    counts: Mapping[str, int]
    examined: int
    target: str


def front_page(sites: Mapping[str, Path], single: tuple[str, Path] | None = None) -> str:
    """The page as HTML. ``sites``: report folders by name; ``single``: the name and the folder of the reports of
    single pages, one below it for each."""
    rows = "".join(_site(name, folder) for name, folder in sites.items())
    pages = "".join(_pages(*single)) if single else ""
    return _FRAME.replace("ROWS", rows or "<li>bestbefore.toml names no site yet.</li>").replace(
        "PAGES", f"<h2>Single pages</h2><ul>{pages}</ul>" if pages else ""
    )


def _site(name: str, folder: Path) -> str:
    shown = html.escape(name)
    if not (folder / "index.html").is_file():
        return f"<li>{shown}: no report yet; its first audit makes one</li>"
    told = _summary(folder)
    return (
        f'<li><a href="/{address_of(name)}/">{shown}</a><br><small>{_told(told)}{_held(folder)}</small></li>'
    )


def _told(told: _Summary | None) -> str:
    if told is None:
        return ""
    parts = [
        f"{told.counts.get(s.value, 0):,} to {SEVERITY_WORDS[s]}"
        for s in Severity
        if told.counts.get(s.value)
    ]
    found = ", ".join(parts) or "nothing to do"
    return f"{found}; {plural(told.examined, 'page')}, judged as of {long_date(told.today)}"


def _held(folder: Path) -> str:
    """A later night that was not published, in words."""
    later = folder.with_name(f"{folder.name}-incomplete")
    try:
        if (later / "index.html").stat().st_mtime <= (folder / "index.html").stat().st_mtime:
            return ""
    except OSError:
        return ""
    told = _summary(later)
    when = f" of {long_date(told.today)}" if told else ""
    return f"<br><b>The audit{when} lost too many pages to be published: this is the report before it.</b>"


def _pages(name: str, folder: Path) -> Iterable[str]:
    found = sorted(folder.glob("*/index.html"), key=lambda index: index.stat().st_mtime, reverse=True)
    for index in found[:_MOST_PAGES]:
        if told := _summary(index.parent):
            address = f"/{address_of(name)}/{index.parent.name}/"
            yield f'<li><a href="{address}">{html.escape(told.target)}</a><br><small>{_told(told)}</small></li>'


def _summary(folder: Path) -> _Summary | None:
    try:
        with published(folder) as (head, _):
            run = head["run"]
            target = str(next(iter(run.get("targets", ())), folder.name))
            counts = dict(head.get("counts", {}))
            return _Summary(date.fromisoformat(run["today"]), counts, int(run.get("examined", 0)), target)
    except UsageError:
        return None


_FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Reports: Bestbefore</title>
<meta name="viewport" content="width=device-width"><style>body{font:1rem/1.5 system-ui,sans-serif;max-width:45rem;
margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}li{margin:.8rem 0}small{color:#505050}b{color:#8a1c00}
h2{margin-top:2.5rem;font-size:1.2rem}a{overflow-wrap:anywhere}</style></head><body><main><h1>Reports</h1><ul>ROWS</ul>PAGES
</main></body></html>"""
