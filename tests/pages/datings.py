"""Helpers for the tests of dates: a line in a short page, and what was read of it in one string."""

from __future__ import annotations

from model.dates import DateMention, PageDates
from model.page import Document, Page
from pages.read.dates import read_dates
from pages.read.layout import read_layout

URL = "https://health.example.org/asthma"
PROSE = (
    "<p>Asthma makes the airways tight and swollen, so that breathing out becomes hard work for some time. It comes "
    "and goes, often at night or after running.</p>"
)
KINDS = ("published", "updated", "reviewed", "next_review", "expires")


def page_of(body: str, head: str = "", lang: str = "en-US", url: str = URL, **more: str) -> Page:
    """A page read, with its dates. ``more``: fields of Document."""
    html = (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Asthma</title>{head}</head>'
        f"<body>{body}</body></html>"
    )
    more.setdefault("fetched_at", "2026-11-24T09:00:00Z")
    document = Document(url, html.encode(), "text/html; charset=utf-8", **more)
    layout = read_layout(document)
    dates = read_dates(document, layout)
    return Page(url, layout.title, layout.text, layout.sections, layout.blocks, dates=dates)


def dates_of(line: str, top: str = "", **more: str) -> PageDates:
    """The dates of a short page that ends with ``line`` and has ``top`` under its title."""
    return page_of(f"<main><h1>Living with asthma</h1>{top}{PROSE}{line}</main>", **more).dates


def told(dates: PageDates) -> str:
    """All that a page says of itself: ``"reviewed 2019-10-28, next_review 2022-10-28"``; ambiguous: ``a|b``."""
    parts = []
    for kind in KINDS:
        mention: DateMention | None = getattr(dates, kind)
        if mention is not None:
            parts.append(f"{kind} {mention.date or '|'.join(map(str, mention.readings)) or '?'}")
    return ", ".join(parts)


def said(dates: PageDates, kind: str) -> list[str]:
    """The values of all mentions of a kind, in order."""
    return [str(m.date) for m in dates.mentions if m.kind == kind]
