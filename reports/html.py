"""The report that editors open: ``index.html`` and one file a page. No request leaves it.

Everything scraped is hostile: Jinja escapes every value, addresses become links only when they are http(s),
and a content security policy with hashes stands behind that.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from model.dates import PartialDate
from model.finding import Finding, NotVerified, Severity, Verdict
from model.page import Page
from reports.build import PageResult, Report, page_file, short_address
from reports.data import live_link, section_name

_TEMPLATES = Path(__file__).parent / "templates"
# Longest text of a page shown in its report (characters): beyond it only the sections with findings.
PAGE_TEXT_LIMIT = 60_000
# The first table of pages; every page is in the CSV (a table of 10,000 rows takes a browser seconds).
INDEX_ROWS = 200
QUOTE_LIMIT = 600

SEVERITY_WORDS = {Severity.ERROR: "fix now", Severity.WARNING: "fix soon", Severity.NOTE: "look at"}
VERDICT_WORDS = {
    Verdict.SUPPORTED: "supported",
    Verdict.OUTDATED: "no longer true",
    Verdict.CONTRADICTED: "the source says otherwise",
    Verdict.NOT_VERIFIED: "not verified",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the page's text, with the numbers of the findings that quote it (none: plain text).

    ``starts``: the findings whose quote begins here, which a link from their card jumps to.
    """

    text: str
    numbers: tuple[int, ...] = ()
    severity: str = ""
    starts: tuple[int, ...] = ()


def index_html(report: Report, why: dict[str, str]) -> str:
    """The overview of the site. ``why``: what each check's failing costs a reader, by code."""
    return (
        _environment()
        .get_template("index.html.j2")
        .render(
            report=report,
            why=why,
            rows=report.pages[:INDEX_ROWS],
            more=max(0, len(report.pages) - INDEX_ROWS),
            **_style(),
        )
    )


def page_html(report: Report, result: PageResult, why: dict[str, str], titles: dict[str, str]) -> str:
    """The report on one page: every finding with its evidence, what is open, the dates, the text."""
    numbered = list(enumerate(result.judgement.findings, start=1))
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            report=report,
            result=result,
            page=result.page,
            numbered=numbered,
            paragraphs=list(_marked_text(result.page, numbered)),
            why=why,
            titles=titles,
            unverified=_grouped(result.judgement.not_verified),
            **_style(),
        )
    )


def _grouped(items: tuple[NotVerified, ...]) -> list[tuple[str, list[NotVerified]]]:
    """Not verified, by reason: one reason is told once with all it holds for."""
    ordered = sorted(items, key=lambda n: (n.what, n.reason))
    return [
        (reason, list(group)) for (_, reason), group in groupby(ordered, key=lambda n: (n.what, n.reason))
    ]


def _marked_text(page: Page, numbered: list[tuple[int, Finding]]) -> Iterator[tuple[str, list[Piece]]]:
    """The page's blocks as (role, pieces); text far from any finding is left out of very long pages."""
    spans = [(f.span, n, f.severity) for n, f in numbered if f.span is not None]
    long = len(page.text) > PAGE_TEXT_LIMIT
    wanted = (
        {page.blocks[i].section for i in range(len(page.blocks)) if _touched(page, i, spans)}
        if long
        else None
    )
    for block in page.blocks:
        if wanted is not None and block.section not in wanted:
            continue
        cuts = {block.span.start, block.span.end}
        for span, _, _ in spans:
            if span.overlaps(block.span):
                cuts.add(max(span.start, block.span.start))
                cuts.add(min(span.end, block.span.end))
        ordered = sorted(cuts)
        pieces = []
        for start, end in pairwise(ordered):
            over = [(n, s) for span, n, s in spans if span.start <= start and end <= span.end]
            worst = max((s for _, s in over), key=lambda s: s.rank, default=None)
            begins = tuple(n for span, n, _ in spans if span.start == start)
            pieces.append(Piece(page.text[start:end], tuple(n for n, _ in over), str(worst or ""), begins))
        yield block.role, pieces


def _touched(page: Page, index: int, spans: list[tuple[Any, int, Severity]]) -> bool:
    return any(span.overlaps(page.blocks[index].span) for span, _, _ in spans)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "safe_url": safe_url,
        "clean": clean,
        "long_date": long_date,
        "shorten": shorten,
        "severity_word": lambda s: SEVERITY_WORDS[s],
        "verdict_word": lambda v: VERDICT_WORDS[v],
        "page_file": page_file,
        "short_address": short_address,
        "plural": plural,
    }
    environment.globals |= {"live_link": live_link, "section_name": section_name, "Severity": Severity}
    return environment


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 page", "2 pages"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def safe_url(url: str) -> str:
    """The address when a click on it is harmless (http, https with a host; file), else an empty text."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and parts.netloc:
        return url.strip()
    return url.strip() if parts.scheme == "file" and parts.path.startswith("/") else ""


# Characters that change the order or hide text, which a hostile page can use to make a quote read otherwise.
_INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """Scraped text for showing: control characters out, invisible ones shown by their number."""
    return _INVISIBLE.sub(lambda m: f"[U+{ord(m[0]):04X}]", _CONTROL.sub("", text))


def shorten(text: str, limit: int = QUOTE_LIMIT) -> str:
    """At most ``limit`` characters, cut at a word, with an ellipsis."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def long_date(value: Any) -> str:
    """ "24 June 2014", "June 2014" or "2014" from a date, a datetime or a PartialDate."""
    if isinstance(value, PartialDate):
        if value.precision == "year":
            return str(value.year)
        month = value.earliest().strftime("%B")
        return f"{month} {value.year}" if value.precision == "month" else f"{value.day} {month} {value.year}"
    return f"{value.day} {value.strftime('%B %Y')}"


@cache
def _style() -> dict[str, str]:
    css = (_TEMPLATES / "style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return {"css": Markup(css), "csp": policy}  # our own file, not scraped
