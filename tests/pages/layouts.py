"""Helpers for the tests of the layout: pages from a few lines of markup."""

from __future__ import annotations

from model.page import Document
from pages.read.layout import Layout, read_layout

URL = "https://example.org/health/page.html"
#: A sentence long enough to count as prose.
PROSE = "Most people get better within a week or two, but some need to see a doctor because the fever does not go down."


def layout(body: str, head: str = "<title>A page</title>", url: str = URL) -> Layout:
    """The layout of a page with this body."""
    html = f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    return read_layout(Document(url, html.encode(), "text/html; charset=utf-8"))


def plain(text: str, name: str = "page.txt") -> Layout:
    """The layout of a pasted text."""
    return read_layout(Document(f"file:///{name}", text.encode()))


def blocks(page: Layout) -> list[tuple[str, str]]:
    """Role and words of every block."""
    return [(block.role, block.span.of(page.text)) for block in page.blocks]


def outline(page: Layout) -> list[str]:
    """Headings with their level and anchor: ``"2 Uses #uses"``."""
    return [f"{s.level} {s.heading}{f' #{s.anchor}' if s.anchor else ''}" for s in page.sections if s.level]


def outside(page: Layout) -> dict[str, str]:
    """Words outside the main text by region."""
    found: dict[str, str] = {}
    for part in page.outside:
        found[part.region] = f"{found.get(part.region, '')}\n{part.text}".strip()
    return found
