"""``findings.csv``: one finding a row, what could not be verified and clean pages too; for a spreadsheet and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date

from model.decision import Decision, Ruling
from model.errors import UsageError
from model.finding import Finding, NotVerified
from reports.causes import HARM_WORDS, harm_of
from reports.data import section_name
from reports.page_view import live_link
from reports.quotes import shown_quote
from reports.report import Entry, Item, PageResult, Report
from reports.words import SEVERITY_WORDS, STATE_WORDS, VERDICT_WORDS, plain, source_name

# For editing; `bestbefore decisions --from FILE` reads them back.
_EDITED = ("status", "assignee", "until", "note")
COLUMNS = (
    *_EDITED, "row", "priority", "harm", "code", "state", "first_seen", "page", "title",
    "page_date", "owner", "section", "quote", "message", "what_to_do", "verdict", "since", "evidence", "link",
    "report", "cause", "fingerprint",
)  # fmt: skip
# Excel, LibreOffice and Google Sheets run a cell that begins with one of these, full-width forms too (OWASP).
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_STATUS = {"": None, "open": None, **{r.value: r for r in Ruling}}
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$")
_KEPT_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_SEPARATOR = re.compile(r'"?sep=(.)"?\n', re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_MOST = 32_000  # a cell of Excel holds 32,767 characters


def report_to_csv(report: Report) -> str:
    """All rows as CSV text (RFC 4180, CRLF), with the byte-order mark that Excel needs to see UTF-8."""
    return header() + "".join(
        rows_of(report, e, r) for e, r in zip(report.entries, report.pages, strict=True)
    )


def header() -> str:
    """The mark and the first row."""
    return "\ufeff" + _text([COLUMNS])


def rows_of(report: Report, entry: Entry, result: PageResult) -> str:
    """The rows of one page; one row that says so for a page without findings."""
    rows: list[dict[str, str]] = []
    for finding, item in zip(result.judgement.findings, entry.items, strict=True):
        rows.append(_finding(report, result, finding, item))
    rows += [_open(result, n) for n in result.judgement.not_verified]
    if not rows:
        rows.append({"row": "page without findings"})
    page = _safe(_page(entry))
    cells = (page | _safe(row) for row in rows)
    return _text([row.get(column, "") for column in COLUMNS] for row in cells)


def _safe(row: dict[str, str]) -> dict[str, str]:
    return {column: safe_cell(cell) for column, cell in row.items()}


def read_back(text: str, today: date, where: str) -> list[Decision]:
    """The decisions that an edited spreadsheet holds: each row with a status or an assignee.

    Raises UsageError, naming the row, for a status or a day that is none, for what is decided on a row that is no
    finding, and for two rows that decide differently on the same one.
    """
    found: dict[str, tuple[int, Decision]] = {}
    for number, row in _rows(text, where):
        decision = _decision(row, today, f"{where}: row {number}")
        if decision is None:
            continue
        before, known = found.setdefault(decision.on, (number, decision))
        if known != decision:
            raise UsageError(f"{where}: rows {before} and {number} decide differently on {decision.on}")
    return [decision for _, decision in found.values()]


def open_names(text: str, where: str) -> set[str]:
    """The findings whose status an edited spreadsheet gives as open, and nobody as assignee."""
    return {
        row["fingerprint"]
        for _, row in _rows(text, where)
        if row["status"].lower() == "open" and not row["assignee"]
    }


def _rows(text: str, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a sheet with their numbers, whatever program saved it: its columns by name in any order and case,
    its cells without what a spreadsheet puts around them."""
    body = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    told = _SEPARATOR.match(body)  # Excel's own first line, which says what stands between cells
    body = body[told.end() :] if told else body
    try:
        reader = csv.reader(io.StringIO(body), dialect=_dialect(body, told[1] if told else ""))
        columns = [_cell(c).lower() for c in next(reader, [])]
        if not {"fingerprint", "status"} <= set(columns):
            raise UsageError(f"{where}: has no columns fingerprint and status; is it a findings.csv?")
        for number, cells in enumerate(reader, start=2):
            row = dict(zip(columns, map(_cell, cells), strict=False))
            yield number, {name: row.get(name, "") for name in ("fingerprint", *_EDITED, "row")}
    except csv.Error as error:
        raise UsageError(f"{where}: is not CSV: {error}") from error


def _cell(text: str) -> str:
    """A cell's words: without the spaces and line breaks in it, the apostrophe that keeps it from being a formula, and
    the ="..." that keeps it a text."""
    flat = " ".join(text.split())
    kept = _KEPT_TEXT.fullmatch(flat)
    return (kept[1].replace('""', '"') if kept else flat).removeprefix("'").strip()


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula, and on one line."""
    if not text:
        return text
    flat = " ".join(text.replace("\x00", "").split())[:_MOST]
    return f"'{flat}" if flat.startswith(_FORMULA) else flat


def _dialect(body: str, told: str) -> type[csv.Dialect]:
    head = body.split("\n", 1)[0]

    class Sheet(csv.excel):
        delimiter = told or max(",;\t|", key=head.count)

    return Sheet


def _decision(row: dict[str, str], today: date, where: str) -> Decision | None:
    status, assignee, name, note, until = (
        row[c] for c in ("status", "assignee", "fingerprint", "note", "until")
    )
    status = status.lower()
    if status not in _STATUS:
        raise UsageError(f"{where}: status {status!r} is none of {', '.join(s for s in _STATUS if s)}")
    ruling = _STATUS[status] or (Ruling.TO_DO if assignee else None)
    if ruling is None:
        return None
    if not name:
        what = row["row"] or "it has no fingerprint"
        raise UsageError(f"{where}: {ruling} stands on a row that is no finding ({what}); clear its cell")
    if ruling is not Ruling.TO_DO and not note:
        raise UsageError(f"{where}: {status} needs a note that says why")
    return Decision(
        name, ruling, note, _day(until, where) if until else None, decided=today, assignee=assignee
    )


def _day(written: str, where: str) -> date:
    """A day as a spreadsheet writes it when it saves: 2027-05-27, 27.05.2027, 27/05/2027, 5/27/2027; also with the
    midnight that some add."""
    written = _MIDNIGHT.sub("", written)
    parts = _DAY.fullmatch(written)
    try:
        if parts is None:
            return date.fromisoformat(written)
        first, second, year = int(parts[1]), int(parts[3]), int(parts[4])
        readings = {(second, first)} if parts[2] == "." else {(second, first), (first, second)}
        days = sorted(date(year, month, day) for month, day in readings if month <= 12)
        (day,) = days or (date.fromisoformat(written),)
    except ValueError:
        raise UsageError(f"{where}: until {written!r} is not one day; write it like 2027-05-27") from None
    return day


def _finding(report: Report, result: PageResult, finding: Finding, item: Item) -> dict[str, str]:
    decision = item.ruled.decision
    evidence = (
        " ".join(
            f"{source_name(e.source)} {e.id}: {e.says} {e.url} {f'(data to {e.as_of})' if e.as_of else ''}".split()
        )
        for e in finding.evidence
    )
    return {
        "status": str(decision.ruling) if decision else "open",
        "assignee": decision.assignee if decision else "",
        "until": str(decision.until) if decision and decision.until else "",
        "note": decision.reason if decision else item.ruled.note,
        "row": "finding",
        "priority": SEVERITY_WORDS[finding.severity],
        "harm": HARM_WORDS[harm_of(finding)],
        "code": finding.code,
        "state": STATE_WORDS[item.state],
        "first_seen": str(item.first_seen or ""),
        "section": section_name(result.page, finding.section),
        "quote": shown_quote(result.page, finding),
        "message": finding.message,
        "what_to_do": finding.suggestion,
        "verdict": VERDICT_WORDS[finding.verdict] if finding.verdict and finding.claim else "",
        "since": str(finding.since or ""),
        "evidence": " | ".join(evidence),
        "link": live_link(result.page, finding, report.addresses),
        "cause": item.cause,
        "fingerprint": item.fingerprint,
    }


def _open(result: PageResult, item: NotVerified) -> dict[str, str]:
    return {
        "row": "not verified",
        "section": section_name(result.page, item.section),
        "quote": item.quote,
        "message": f"{item.what}: {plain(item.reason)}",
        "evidence": source_name(item.source),
    }


def _page(entry: Entry) -> dict[str, str]:
    return {
        "page": entry.url,
        "title": entry.title,
        "page_date": entry.day,
        "owner": entry.owner,
        "report": f"pages/{entry.file}",
    }


def _text(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
