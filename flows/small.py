"""What the smaller commands do with the same parts: read only, references only, claims only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.reading import not_fetched, read_one
from flows.wall import internal_error
from model.claim import Claim
from model.dates import PartialDate
from model.errors import ReadError, UsageError
from model.evidence import Answers, Evidence, Questions, Unanswered
from model.lexicon import Lexicon
from model.limits import DEFAULT, Limits
from model.literature import Match
from model.page import Document, Page, Reference
from pages.fetch import FetchFailure, scrape
from pages.fetch.session import PageSession
from pages.read.references import (
    Aside,
    asides,
    is_bare_list,
    is_understood,
    one_reference,
    read_reference_list,
    remarks_of_list,
    unread_of_list,
)
from reports.build import Failure
from sources.desk import Desk
from verdicts import ClaimJudgement, claim_row, drugs_of_claims, judge_page

# The names under which a line of JSON may carry its text.
_TEXT_KEYS = ("reference", "text")
# So much of a line that was not understood is told.
_SHOWN = 80
_MARKUP = re.compile(
    r"<(?:!doctype|html|body|head|main|article|section|div|p|ol|ul|li|dl|h[1-6]|table|br)\b", re.I
)
# A line that opens an entry by its number or bullet, and a line that is a list's heading.
_ENTRY_LINE = re.compile(r"^[^\S\n]*+(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]|[-*•·])\s+\S", re.M)
_LIST_LINE = re.compile(
    r"^[^\w\n]*+(?:References|Sources|Bibliography|Works [Cc]ited|REFERENCES|SOURCES)[^\w\n]*+$", re.M
)


@dataclass(frozen=True, slots=True)
class JudgedReference:
    """One entry with its answer; ``id`` is the input line's own (any JSON value), ``url`` the page it stands on."""

    url: str
    reference: Reference
    answer: Evidence[Match] | Unanswered
    id: object = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the settings say to whoever reads pages by hand: ``limits``, and the e-mail address that hosts are told."""

    limits: Limits = DEFAULT
    contact: str = ""

    def session(self) -> PageSession:
        """A session that keeps to them."""
        return PageSession(self.contact, seconds=self.limits.page_seconds, largest=self.limits.page_bytes)


BY_DEFAULT = Bounds()


def cut_of(page: Page) -> list[Failure]:
    """What of a page was too much to read."""
    return [Failure(page.url, f"{page.url}: {line}") for line in page.unread]


def read_targets(
    targets: Iterable[str], lexicon: Lexicon | None = None, bounds: Bounds = BY_DEFAULT
) -> Iterator[tuple[Page | None, Failure | None]]:
    """Every page of the targets as read (see ``cut_of``), or why it could not be; one of the two is None."""
    session = bounds.session()
    for item in scrape(targets, session, bounds.limits):
        if isinstance(item, FetchFailure):
            yield None, not_fetched(item)
            continue
        try:
            yield read_one(item, lexicon or Lexicon(), session, bounds.limits), None
        except ReadError as error:
            yield None, Failure(item.url, f"{item.url}: {error}")
        except Exception as error:
            yield None, Failure(item.url, internal_error(f"reading {item.url}", error))


@dataclass(frozen=True, slots=True)
class JudgedReferences:
    """All entries with their answers, what failed or was not understood, and the lists' remarks as they stand."""

    judged: tuple[JudgedReference, ...]
    failures: tuple[Failure, ...]
    remarks: tuple[str, ...]


def judge_references(targets: Iterable[str], desk: Desk, bounds: Bounds = BY_DEFAULT) -> JudgedReferences:
    """The entries of pages, of bare lists, or of lines of JSON, all looked up together.

    A line of JSON holds one reference, or a page or list (``{"id", "text"}``); its entries carry its id. A line of
    which nothing could be read is judged with the others and named among the failures. Raises UsageError naming a
    line that holds neither.
    """
    failures: list[Failure] = []
    entries: list[tuple[str, object, Reference]] = []
    others: list[tuple[str, Aside]] = []
    session = bounds.session()
    for item in scrape(targets, session, bounds.limits):
        if isinstance(item, FetchFailure):
            failures.append(not_fetched(item))
            continue
        try:
            for own, listed in _references(item, session, bounds.limits):
                entries += [(item.url, own, reference) for reference in listed.references]
                others += [(item.url, aside) for aside in listed.asides]
                failures += [Failure(item.url, f"{item.url}: {line}") for line in listed.unread]
        except ReadError as error:
            failures.append(Failure(item.url, f"{item.url}: {error}"))
        except UsageError:
            raise
        except Exception as error:
            failures.append(Failure(item.url, internal_error(f"reading {item.url}", error)))
    odd = [(url, r.text) for url, _, r in entries if not is_understood(r)]
    odd += [(url, aside.text) for url, aside in others if not aside.understood]
    failures += [
        Failure(url, f"{url}: not understood: {' '.join(text.split())[:_SHOWN]!r}") for url, text in odd
    ]
    distinct = {r.key: r for _, _, r in entries}
    answers = desk.answer(Questions(references=tuple(distinct.values()))).matches
    judged = tuple(JudgedReference(url, r, answers[r.key], own) for url, own, r in entries)
    return JudgedReferences(
        judged, tuple(failures), tuple(aside.text for _, aside in others if aside.understood)
    )


def json_lines(document: Document) -> list[dict[str, Any]] | None:
    """The objects of a file of JSON lines, None when it is none.

    Raises UsageError, naming the line, when only some of it is.
    """
    text = document.body.decode("utf-8-sig", "replace")
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines or not lines[0][1].lstrip().startswith("{"):
        return None
    rows = []
    for number, line in lines:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:  # also a number of 5,000 digits, brackets 100,000 deep
            raise UsageError(f"{document.url}: line {number} is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise UsageError(f"{document.url}: line {number} is not a JSON object")
        rows.append(row)
    return rows


@dataclass(frozen=True, slots=True)
class _Listed:
    references: tuple[Reference, ...]
    asides: tuple[Aside, ...] = ()
    unread: tuple[str, ...] = ()


def _references(document: Document, session: PageSession, limits: Limits) -> list[tuple[object, _Listed]]:
    rows = json_lines(document)
    if rows is None:
        return [(None, _of_text(document, limits, session))]
    found: list[tuple[object, _Listed]] = []
    for number, row in enumerate(rows, start=1):
        text, single = _text(document, number, row)
        inner = Document(document.url, text.encode(), "text/html" if is_markup(text) else "text/plain")
        listed = _Listed((one_reference(text),)) if single or not _is_list(text) else _of_text(inner, limits)
        found.append((row.get("id"), listed))
    return found


def _of_text(document: Document, limits: Limits, session: PageSession | None = None) -> _Listed:
    """The entries of a page's lists and inline links, or of a text that is nothing but a list."""
    text = document.body.decode("utf-8-sig", "replace")
    if not is_markup(text) and "html" not in document.content_type and is_bare_list(text):
        return _of_list(text, limits.references)
    page = read_one(document, Lexicon(), session, limits)
    if is_markup(text) or "html" in document.content_type or any(not r.inline for r in page.references):
        return _Listed(page.references, tuple(asides(page)), page.unread)
    return _of_list(text, limits.references)


def _of_list(text: str, most: int) -> _Listed:
    remarks = tuple(Aside(r, True) for r in remarks_of_list(text))
    return _Listed(
        read_reference_list(text, most), remarks, tuple(filter(None, (unread_of_list(text, most),)))
    )


def is_markup(text: str) -> bool:
    """True when ``text`` is a page or a piece of one, not plain words."""
    return _MARKUP.search(text[:2000]) is not None


def _is_list(text: str) -> bool:
    """True for markup, and for plain text with several entries or a list's heading: not one reference whose
    lines are merely broken."""
    if is_markup(text) or _LIST_LINE.search(text):
        return True
    return _ENTRY_LINE.match(text) is not None and len(_ENTRY_LINE.findall(text)) > 1


def _text(document: Document, number: int, row: dict[str, Any]) -> tuple[str, bool]:
    """A line's text, and whether it is one reference by its name."""
    for key in _TEXT_KEYS:
        if isinstance(row.get(key), str):
            return _whole(row[key]), key == "reference"
    raise UsageError(f"{document.url}: line {number} has neither {' nor '.join(map(repr, _TEXT_KEYS))}")


def _whole(text: str) -> str:
    """A text from JSON, in which half of a surrogate pair can stand alone: such halves become "?"."""
    return text.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """One claim with its verdict; ``row`` is the same as plain values (the ``--jsonl`` contract)."""

    claim: Claim
    judged: ClaimJudgement
    row: dict[str, object]


@dataclass(frozen=True, slots=True)
class ClaimedText:
    """One page, or one input line's text, with its claims. ``id`` is the line's own (any JSON value)."""

    page: Page
    page_date: PartialDate | None
    claims: tuple[JudgedClaim, ...]
    id: object = ""


def judge_claims(
    targets: Iterable[str],
    desk: Desk,
    today: date,
    page_date: PartialDate | None,
    lines: bool = False,
    bounds: Bounds = BY_DEFAULT,
) -> tuple[list[ClaimedText], list[Failure]]:
    """The approval claims of pages, judged on each page's date (``page_date`` overrides) and on ``today``.

    ``lines``: the targets are files of JSON lines ``{"id", "text", "page_date"}``; raises UsageError naming a
    line that is not. All drugs of all pages are asked for at once.
    """
    failures: list[Failure] = []
    texts: list[tuple[object, Page, PartialDate | None]] = []
    session = bounds.session()
    for item in scrape(targets, session, bounds.limits):
        if isinstance(item, FetchFailure):
            failures.append(not_fetched(item))
            continue
        rows = json_lines(item) if lines else None
        if lines and rows is None and item.body.strip():
            raise UsageError(f"{item.url}: is not a file of JSON lines; leave out --jsonl for pages")
        try:
            if rows is None:
                texts.append(("", read_one(item, desk.lexicon, session, bounds.limits), page_date))
            else:
                texts += [
                    _line(item, n, row, desk.lexicon, page_date, bounds.limits)
                    for n, row in enumerate(rows, start=1)
                ]
        except ReadError as error:
            failures.append(Failure(item.url, f"{item.url}: {error}"))
        except UsageError:
            raise
        except Exception as error:
            failures.append(Failure(item.url, internal_error(f"reading {item.url}", error)))
    failures += [failure for _, page, _ in texts for failure in cut_of(page)]
    drugs = frozenset().union(
        *(drugs_of_claims(page.claims, desk.lexicon, page.text) for _, page, _ in texts)
    )
    answers = desk.answer(Questions(drugs=tuple(sorted(drugs))))
    return [_judged(own, page, given, today, answers) for own, page, given in texts], failures


def _judged(own: object, page: Page, given: PartialDate | None, today: date, answers: Answers) -> ClaimedText:
    claims = tuple(
        JudgedClaim(c.claim, c.judged, claim_row(c.claim, c.judged, page.text))
        for c in judge_page(page, today, answers.lexicon, answers.timelines, given)
    )
    mention = page.dates.governing
    return ClaimedText(page, given or (mention.date if mention else None), claims, own)


def _line(
    document: Document,
    number: int,
    row: dict[str, Any],
    lexicon: Lexicon,
    page_date: PartialDate | None,
    limits: Limits,
) -> tuple[object, Page, PartialDate | None]:
    text, day = row.get("text"), row.get("page_date")
    if not isinstance(text, str):
        raise UsageError(f'{document.url}: line {number} has no "text"')
    try:
        given = PartialDate.parse(str(day)[:10]) if day else page_date
    except ValueError as error:
        raise UsageError(f"{document.url}: line {number}: page_date: {error}; use YYYY-MM-DD") from error
    text = _whole(text)
    if not text.strip():
        return row.get("id"), Page(document.url, "", "", ()), given
    page = read_one(
        Document(document.url, text.encode(), "text/plain; charset=utf-8"), lexicon, limits=limits
    )
    return row.get("id"), page, given
