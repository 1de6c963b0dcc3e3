"""Read the labelled cases and score a reader of dates on them. See README.md for the fields."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.dates import PageDates
from model.page import Document, Page
from pages.read.dates import read_dates
from pages.read.layout import read_layout

HERE = Path(__file__).parent
SETTLED = ("published", "updated", "reviewed", "next_review", "expires")
#: Files written unseen whose misses were all looked at afterwards.
MENDED = frozenset(
    {
        "whole_pages",
        "more_pages",
        "third_pages",
        "fourth_pages",
        "closing_lines",
        "siblings",
        "odd",
        "odd_again",
        "systems",
        "unseen_systems",
    }
)
# What stands around a case's line: a short page without any date.
_TITLE = "Living with asthma"
_PROSE = (
    "<p>Asthma makes the airways tight and swollen, so that breathing out becomes hard work for some time. It comes "
    "and goes, often at night or after running.</p><p>Most people can do all they want when they take their inhaler "
    "every day. A nurse can show you how to use it well.</p>"
)


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled page. ``held_out``: in the half that is not looked at while tuning."""

    name: str
    file: str
    document: Document
    expected: dict[str, Any]

    @property
    def held_out(self) -> bool:
        """Chosen by the name alone, so that a case never changes sides; none of the files that were mended as a
        whole (their first scores stand in README.md)."""
        if self.file in MENDED:
            return False
        return hashlib.md5(self.name.encode(), usedforsecurity=False).digest()[0] % 2 == 1


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a case asks: what was wanted, what was read."""

    case: Case
    wanted: str
    got: str

    @property
    def right(self) -> bool:
        """True when the reader said what was wanted."""
        return self.wanted == self.got


def load_cases() -> list[Case]:
    """All cases, file by file."""
    cases = []
    for path in sorted(HERE.glob("*.toml")):
        for raw in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            cases.append(_case(path.stem, raw))
    names = [case.name for case in cases]
    assert len(names) == len(set(names)), "two cases have one name"
    return cases


def _case(file: str, raw: dict[str, Any]) -> Case:
    lang = raw.get("lang", "en")
    if "text" in raw:
        body, kind = raw["text"], "text/plain"
    elif "html" in raw:
        body, kind = raw["html"], "text/html"
    else:
        html = f'<html lang="{lang}">' if lang else "<html>"
        top, line = raw.get("top", ""), raw.get("line", "")
        body = (
            f"<!doctype html>{html}<head><meta charset='utf-8'><title>{_TITLE}</title></head><body><main>"
            f"<h1>{_TITLE}</h1>{top}{_PROSE}{line}</main></body></html>"
        )
        kind = "text/html"
    document = Document(
        raw.get("url", "https://health.example.org/asthma"),
        body.encode(),
        f"{kind}; charset=utf-8",
        last_modified=raw.get("last_modified", ""),
        sitemap_lastmod=raw.get("lastmod", ""),
        fetched_at=f"{raw.get('fetched', '2026-11-24')}T09:00:00Z",
    )
    return Case(raw["name"], file, document, raw)


def judge(case: Case) -> Iterator[Point]:
    """One point for each settled kind that is wanted or wrongly given, each mention, section, riddle and conflict."""
    layout = read_layout(case.document)
    dates = read_dates(case.document, layout)
    wanted = case.expected
    riddles = wanted.get("ambiguous", {})
    for kind in SETTLED:
        mention = getattr(dates, kind)
        got = str(mention.date) if mention and mention.date else "none"
        want = wanted["settled"].get(kind, "none")
        if (want, got) != ("none", "none"):
            yield Point(case, f"{kind} {want}", f"{kind} {got}")
        if kind in riddles:
            read = [str(r) for r in mention.readings] if mention and not mention.date else []
            yield Point(case, f"{kind} {' or '.join(riddles[kind])}", f"{kind} {' or '.join(read)}")
    if not wanted["settled"] and all(getattr(dates, kind) is None for kind in SETTLED):
        yield Point(case, "no page date", "no page date")
    said = {f"{m.kind} {m.date}" for m in dates.mentions}
    for mention in wanted.get("mentions", ()):
        yield Point(case, mention, mention if mention in said else f"only {sorted(said)}")
    if wanted.get("sections"):
        page = Page("", layout.title, layout.text, layout.sections, dates=dates)
        yield from _sections(case, page)
    if "conflict" in wanted:
        told = {f"{c.kind} {c.winner.date} {c.loser.date}" for c in dates.conflicts}
        yield Point(
            case, wanted["conflict"], wanted["conflict"] if wanted["conflict"] in told else str(sorted(told))
        )
    for mention in dates.mentions:
        if mention.span is not None and mention.span.of(layout.text) != mention.quote:
            yield Point(case, f"quote {mention.quote!r}", f"text {mention.span.of(layout.text)!r}")


def _sections(case: Case, page: Page) -> Iterator[Point]:
    for heading, want in case.expected["sections"].items():
        section = next((s for s in page.sections if s.heading == heading), None)
        mention = page.date_of(section.index) if section else None
        got = str(mention.date) if mention else "none"
        yield Point(case, f"“{heading}” {want}", f"“{heading}” {got}")


def read(case: Case) -> PageDates:
    """What the reader makes of a case."""
    return read_dates(case.document, read_layout(case.document))
