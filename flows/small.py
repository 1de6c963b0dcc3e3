"""What the smaller commands do with the same parts: read only, references only, claims only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from flows.steps import read_one
from model.errors import ReadError, UsageError
from model.evidence import Evidence, Questions, Unanswered
from model.lexicon import Lexicon
from model.literature import Match
from model.page import Document, Page, Reference
from pages.fetch import FetchFailure, scrape
from pages.read.reference_list_text import one_reference, read_reference_list
from reports.build import Failure
from sources.desk import Desk

# The names under which a line of JSON may carry its text.
_TEXT_KEYS = ("reference", "text")


@dataclass(frozen=True, slots=True)
class JudgedReference:
    """One entry with its answer; ``id`` is the input line's own, else empty; ``url`` the page it stands on."""

    url: str
    reference: Reference
    answer: Evidence[Match] | Unanswered
    id: str = ""


def read_targets(
    targets: Iterable[str], lexicon: Lexicon | None = None
) -> Iterator[tuple[Page | None, Failure | None]]:
    """Every page of the targets as read, or why it could not be; one of the two is None."""
    for item in scrape(targets):
        if isinstance(item, FetchFailure):
            yield None, Failure(item.url, item.reason)
            continue
        try:
            yield read_one(item, lexicon or Lexicon()), None
        except ReadError as error:
            yield None, Failure(item.url, f"{item.url}: {error}")


def judge_references(targets: Iterable[str], desk: Desk) -> tuple[list[JudgedReference], list[Failure]]:
    """The entries of pages, of bare lists, or of lines of JSON, all looked up together."""
    failures: list[Failure] = []
    entries: list[tuple[str, str, Reference]] = []
    for item in scrape(targets):
        if isinstance(item, FetchFailure):
            failures.append(Failure(item.url, item.reason))
            continue
        try:
            entries += [(item.url, own, reference) for own, reference in _references(item)]
        except ReadError as error:
            failures.append(Failure(item.url, f"{item.url}: {error}"))
    distinct = {r.key: r for _, _, r in entries}
    answers = desk.answer(Questions(references=tuple(distinct.values()))).matches
    return [JudgedReference(url, r, answers[r.key], own) for url, own, r in entries], failures


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
        except json.JSONDecodeError as error:
            raise UsageError(f"{document.url}: line {number} is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise UsageError(f"{document.url}: line {number} is not a JSON object")
        rows.append(row)
    return rows


def _references(document: Document) -> list[tuple[str, Reference]]:
    rows = json_lines(document)
    if rows is not None:
        return [
            (str(row.get("id", "")), one_reference(str(_text(document, number, row)), number - 1))
            for number, row in enumerate(rows, start=1)
        ]
    page = read_one(document, Lexicon())
    is_markup = b"<" in document.body[:200] or "html" in document.content_type
    if is_markup or any(not r.inline for r in page.references):
        return [("", r) for r in page.references]
    text = document.body.decode("utf-8-sig", "replace")
    return [("", replace(r, index=i)) for i, r in enumerate(read_reference_list(text))]


def _text(document: Document, number: int, row: dict[str, Any]) -> Any:
    for key in _TEXT_KEYS:
        if row.get(key):
            return row[key]
    raise UsageError(f"{document.url}: line {number} has neither {' nor '.join(map(repr, _TEXT_KEYS))}")
