"""The report that editors open: an overview, lists, and one file a page. No request leaves it.

Everything scraped is hostile: Jinja escapes every value, addresses become links only when they are http(s),
and a content security policy with hashes stands behind that.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from language.once import OfLast
from model.dates import PartialDate, place_word
from model.finding import Exhibit, Severity
from reports.address import Addresses, short_address
from reports.build import grouped_not_verified
from reports.causes import HARM_WORDS
from reports.glossary import WORDS
from reports.headlines import headline
from reports.overview import alarms, changes, overview_data, review_line, site_name, source_lines
from reports.page_view import page_view
from reports.report import Cause, Entry, PageResult, Report
from reports.unchanged import key_of
from reports.words import (
    SEVERITY_WORDS,
    STATE_WORDS,
    VERDICT_WORDS,
    as_read,
    clean,
    date_note,
    first_sentence,
    long_date,
    one_line,
    plain,
    plural,
    safe_url,
    shorten,
    source_name,
)

__all__ = ["SEVERITY_WORDS", "VERDICT_WORDS", "Frame", "Listing", "Names", "clean", "frame_of", "index_html",
           "list_html", "long_date", "page_html", "page_key", "plural", "safe_url", "shorten",
           "words_html"]  # fmt: skip

_TEMPLATES = Path(__file__).parent / "templates"
# Rows of the first table of pages, and of a sheet (a table of 10,000 rows takes a browser seconds).
INDEX_ROWS, SHEET_ROWS = 25, 200
# Causes told in one line each after the cards, and as cards on a sheet.
FURTHER, SHEET_CAUSES = 8, 50


@dataclass(frozen=True, slots=True)
class Names:
    """What the report calls checks: why each matters and what it says, by code."""

    why: Mapping[str, str]
    titles: Mapping[str, str]

    @property
    def mark(self) -> str:
        """All of them, as one text."""
        return _MARK.of(self.why, self.titles, make=self._marked)

    def _marked(self) -> str:
        return repr((sorted(self.why.items()), sorted(self.titles.items())))


_MARK: OfLast[str] = OfLast()  # each page's report asks for it


@dataclass(frozen=True, slots=True)
class Listing:
    """One sheet of a list. ``sheets``: all sheets as (file, label); ``here``: this one's file; ``takes``: files of
    the same in other formats, as (file, label)."""

    heading: str
    intro: str = ""
    causes: tuple[Cause, ...] = ()
    entries: tuple[Entry, ...] = ()
    places: tuple[tuple[Entry, int], ...] = ()
    caption: str = ""
    sheets: tuple[tuple[str, str], ...] = ()
    here: str = ""
    takes: tuple[tuple[str, str], ...] = ()


def index_html(
    report: Report,
    names: Names,
    cause_sheets: tuple[tuple[str, str], ...] = (),
    page_sheets: tuple[tuple[str, str], ...] = (),
    owners: tuple[tuple[str, str], ...] = (),
) -> str:
    """The overview of the site. ``cause_sheets``, ``page_sheets`` and ``owners`` are (name, file) of further lists."""
    return _render(
        "index.html.j2",
        report,
        up="",
        titles=names.titles,
        site=site_name(report),
        needing=len(report.entries) - report.clean,
        alarms=alarms(report),
        changes=changes(report),
        counts=_counts(report),
        sources=source_lines(report),
        reviews=review_line(report),
        further=report.causes[len(report.do_first) :][:FURTHER],
        rows=report.worst_first()[:INDEX_ROWS],
        cause_sheets=cause_sheets,
        page_sheets=page_sheets,
        owners=owners,
        data=overview_data(report, headline(names.titles), cause_href, names.titles),
    )


def list_html(report: Report, names: Names, listing: Listing) -> str:
    """One sheet: the pages of a cause, all causes, all pages, or an owner's work."""
    return _render(
        "list.html.j2", report, up="../", titles=names.titles,
        **{name: getattr(listing, name) for name in Listing.__slots__},
    )  # fmt: skip


def words_html(report: Report) -> str:
    """The glossary."""
    return _render("words.html.j2", report, up="", titles={}, words=WORDS)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page's report shows that is neither the page nor its judgement. With these, the names of the checks and
    the code, that is all a page's template is given: ``page_key`` stands for all of it."""

    entry: Entry
    addresses: Addresses
    address: str
    before: str
    after: str
    shared: tuple[tuple[str, str], ...]
    until: str


def frame_of(
    report: Report,
    result: PageResult,
    entry: Entry | None = None,
    around: tuple[Entry | None, Entry | None] = (None, None),
    shared: Mapping[str, str] | None = None,
) -> Frame:
    """What is around a page. ``entry``: the page's own in the report, looked for when it is not given; ``around``:
    those of the pages before and after it; ``shared``: the lists of causes that other pages have too, by name."""
    own = entry or next(e for e, r in zip(report.entries, report.pages, strict=True) if r is result)
    # what changes every night and is not shown stays out, so that the page's report stays the same
    tonight = own.state in ("examined", "unchanged")
    items = tuple(replace(i, last_checked=None) for i in own.items)
    shown = replace(own, state="", last_examined=None if tonight else own.last_examined, items=items)
    causes = dict.fromkeys(i.cause for i in items)
    return Frame(
        entry=shown,
        addresses=report.addresses,
        address=report.addresses.live(result.page.url, result.page.canonical_url),
        before=around[0].file if around[0] else "",
        after=around[1].file if around[1] else "",
        shared=tuple((c, shared[c]) for c in causes if shared and c in shared),
        until=_until(report),
    )


def page_key(result: PageResult, names: Names, frame: Frame) -> str:
    """What stands for all that a page's report is made of; empty where the page and its judgement have no mark."""
    return key_of(result.mark, names.mark, repr(frame)) if result.mark else ""


def page_html(result: PageResult, names: Names, frame: Frame) -> str:
    """The report on one page."""
    page = result.whole() if result.whole else result.page
    view = page_view(page, result.judgement, frame.entry, frame.addresses)
    counts = [(SEVERITY_WORDS[s], sum(c.severity is s for c in view.cards)) for s in Severity]
    return _filled(
        "page.html.j2",
        up="../",
        result=result,
        page=page,
        entry=frame.entry,
        view=view,
        address=frame.address,
        counts=", ".join(f"{n} to {word}" for word, n in counts if n),
        anchors={c.number: c.lead.item.number for c in view.cards},
        before=frame.before,
        after=frame.after,
        shared=dict(frame.shared),
        why=names.why,
        titles=names.titles,
        unverified=grouped_not_verified(result.judgement.not_verified),
        until=frame.until,
    )


def cause_href(cause: Cause) -> str:
    """Where a cause's link leads: to the list of its pages, or to the one page that it is on."""
    if len(cause.places) > 1:
        return f"causes/{slug(cause.name)}.html"
    return f"pages/{cause.entry.file}#f{cause.shown.number}"


def slug(name: str) -> str:
    """A cause's name as a file's: "c1-9f31c0de"."""
    return name.replace(":", "-")


def _counts(report: Report) -> str:
    """ "9 to fix now, 2 to look at, from 7 causes. "; empty where there is nothing to do."""
    told = [f"{report.count(s):,} to {SEVERITY_WORDS[s]}" for s in Severity if report.count(s)]
    return f"{', '.join(told)}, from {plural(len(report.causes), 'cause')}. " if told else ""


def _alike(exhibits: Sequence[Exhibit]) -> list[list[Exhibit]]:
    """Exhibits that say the same of several drugs (a class gets its warning on one day, in the same words) together,
    in their order."""
    groups: dict[tuple[object, ...], list[Exhibit]] = {}
    for number, exhibit in enumerate(exhibits):
        act, _, told = exhibit.says.partition(": ")
        key = (exhibit.source, *act.split()[:3], told) if told else (number,)
        groups.setdefault(key, []).append(exhibit)
    return list(groups.values())


def _render(template: str, report: Report, **values: Any) -> str:
    titles = values.get("titles", {})
    return _filled(
        template,
        report=report,
        until=_until(report),
        headline_of=headline(titles),
        **values,
    )


def _filled(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values, **_style())


def _until(report: Report) -> str:
    """The day that commands to accept a finding propose: the first of a month, so that a page on which nothing
    changed is the same file on the next night."""
    return report.run.today.replace(year=report.run.today.year + 1, day=1).isoformat()


class _Compiled(FileSystemBytecodeCache):
    """Templates as compiled, kept beside them as Python keeps modules: compiling takes longer than a night's lists.
    Where that folder cannot be written to they are compiled each time."""

    def __init__(self) -> None:
        super().__init__(str(_TEMPLATES / "__pycache__"), "%s.pyc")

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_Compiled(),
    )
    environment.filters |= {
        "safe_url": safe_url,
        "clean": clean,
        "long_date": long_date,
        "one_line": one_line,
        "plain": plain,
        "shorten": shorten,
        "severity_word": lambda s: SEVERITY_WORDS[s],
        "verdict_word": lambda v: VERDICT_WORDS[v],
        "state_word": lambda s: STATE_WORDS[s],
        "harm_word": lambda h: HARM_WORDS[h],
        "place_word": place_word,
        "date_note": date_note,
        "as_read": as_read,
        "source_name": source_name,
        "short_address": short_address,
        "iso_words": lambda iso: long_date(PartialDate.parse(iso)),
        "lower_first": lambda text: text[:1].lower() + text[1:],
        "first_sentence": first_sentence,
        "upper_first": lambda text: text[:1].upper() + text[1:],
        "alike": _alike,
        "plural": plural,
        "slug": slug,
        "cause_href": cause_href,
    }
    environment.globals |= {"Severity": Severity}
    return environment


@cache
def _style() -> dict[str, Any]:
    css = (_TEMPLATES / "style.css").read_text("utf-8")
    script = (_TEMPLATES / "overview.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return {"css": Markup(css), "script": Markup(script), "csp": policy}  # our own files, not scraped


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
