"""All formats into one folder, whole or not at all; what has not changed since the last report is not written."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from model.errors import UsageError
from reports.data import head_to_data, json_parts, page_to_json
from reports.feeds import calendar, feed
from reports.headlines import headline
from reports.html import (
    SHEET_CAUSES,
    SHEET_ROWS,
    Frame,
    Listing,
    Names,
    frame_of,
    index_html,
    list_html,
    page_html,
    page_key,
    slug,
    words_html,
)
from reports.owners import causes_of, mail_of, owner_file, pages_of
from reports.published import DATA
from reports.report import Entry, PageResult, Report
from reports.sarif import SARIF_END, codes_of, sarif_head, sarif_rows
from reports.table import header, rows_of
from reports.unchanged import sealed, still_good
from reports.words import long_date, plural

# A folder that holds this file was written by us and may be replaced.
_OURS = "findings.json"
# A report is made in a folder beside its own whose name begins so; the one before is moved to ``OLD`` in it and put
# back by the next run where a kill came between (flows/standing.py).
BESIDE, OLD = ".report-", "old"
# An owner's list shows so many causes as cards; all of them are in the owner's spreadsheet.
_OWNER_CAUSES = 60


def write_report(report: Report, folder: Path, why: Mapping[str, str], titles: Mapping[str, str]) -> Path:
    """Write the overview, lists, one file a page, data and feeds; return the overview's path.

    It is written beside ``folder`` and then moved there, so that a half-written report is never seen; files that
    are as they were are linked, not written. Raises UsageError when the folder holds something else, or cannot be
    written.
    """
    check_place(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f"{BESIDE}{folder.name}-", dir=folder.parent) as temporary:
            new = Path(temporary) / "new"
            _Writer(new, folder).all_of(report, Names(why, titles))
            if folder.exists():
                folder.rename(Path(temporary) / OLD)
            shutil.move(new, folder)
    except OSError as error:
        raise UsageError(f"{folder}: the report could not be written: {error.strerror or error}") from error
    return folder / "index.html"


def check_place(folder: Path) -> None:
    """Raise UsageError where a report may not be written: in place of a file, or of what is no earlier report."""
    try:
        other = folder.exists() and (
            not folder.is_dir() or (any(folder.iterdir()) and not (folder / _OURS).exists())
        )
    except OSError as error:
        raise UsageError(f"{folder}: the report could not be written: {error.strerror or error}") from error
    if other:
        raise UsageError(f"{folder}: is not an earlier report; choose another folder with --out")


class _Writer:
    """Writes into ``new`` what differs from ``old``, and links the rest."""

    def __init__(self, new: Path, old: Path) -> None:
        self._new, self._old = new, old
        for name in ("pages", "causes", "lists", "owners"):
            (new / name).mkdir(parents=True)

    def all_of(self, report: Report, names: Names) -> None:
        self._pages_and_data(report, names)
        self.lists(report, names)

    def lists(self, report: Report, names: Names) -> None:
        """Everything that does not need the pages themselves: the overview, lists and feeds."""
        causes = self._causes(report, names)
        pages = self._page_sheets(report, names)
        owners = self._owners(report, names)
        self._put("words.html", words_html(report))
        self._put_bytes("due.ics", calendar(report))
        self._put_bytes("changes.atom", feed(report, names.titles))
        self._put("index.html", index_html(report, names, causes, pages, owners))

    def _pages_and_data(self, report: Report, names: Names) -> None:
        """The second pass over the pages: each is laid out, counted in every format, and let go."""
        shared = {c.name: f"causes/{slug(c.name)}.html" for c in report.causes if len(c.places) > 1}
        with ExitStack() as stack:
            table = stack.enter_context(_open(self._new / "findings.csv"))
            lines = stack.enter_context(_open(self._new / DATA))
            table.write(header())
            lines.write(json.dumps(head_to_data(report), ensure_ascii=False) + "\n")
            sarif = stack.enter_context(_open(self._new / "findings.sarif"))
            sarif.write(sarif_head(report, names.why, names.titles))
            codes, told = codes_of(report), 0
            own: dict[str, IO[str]] = {}

            def written() -> Iterator[str]:
                nonlocal told
                for index, (entry, result) in enumerate(zip(report.entries, report.pages, strict=True)):
                    around = (_at(report.entries, index - 1), _at(report.entries, index + 1))
                    self._page(result, names, frame_of(report, result, entry, around, shared))
                    rows = rows_of(report, entry, result)
                    table.write(rows)
                    if entry.owner:
                        if entry.owner not in own:
                            path = self._new / "owners" / f"{owner_file(entry.owner)}.csv"
                            own[entry.owner] = stack.enter_context(_open(path))
                            own[entry.owner].write(header())
                        own[entry.owner].write(rows)
                    for row in sarif_rows(report, entry, result, codes):
                        sarif.write(f"{',' if told else ''}\n{row}")
                        told += 1
                    line = page_to_json(report, entry, result)
                    lines.write(f"{line}\n")
                    yield line

            self._put_parts(_OURS, json_parts(report, written()))
            sarif.write(SARIF_END)

    def _page(self, result: PageResult, names: Names, frame: Frame) -> None:
        """One page's report; that of the last night where it would be the same."""
        name, key = f"pages/{frame.entry.file}", page_key(result, names, frame)
        try:
            before = (self._old / name).read_bytes() if key else b""
        except OSError:
            before = b""
        if still_good(before, key):
            self._put_same(name, before)
        else:
            self._put_bytes(name, sealed(page_html(result, names, frame).encode("utf-8", "replace"), key))

    def _causes(self, report: Report, names: Names) -> tuple[tuple[str, str], ...]:
        told = headline(names.titles)
        for cause in report.causes:
            if len(cause.places) < 2:
                continue
            places = [(report.entries[index], number) for index, number in cause.places]
            sheets = _sheets(f"{slug(cause.name)}", len(places), SHEET_ROWS)
            for number, (file, _) in enumerate(sheets):
                listing = Listing(
                    heading=told(cause),
                    causes=(cause,) if number == 0 else (),
                    places=tuple(places[number * SHEET_ROWS : (number + 1) * SHEET_ROWS]),
                    sheets=sheets,
                    here=file,
                )
                self._put(f"causes/{file}", list_html(report, names, listing))
        sheets = _sheets("causes", len(report.causes), SHEET_CAUSES)
        for number, (file, label) in enumerate(sheets):
            part = report.causes[number * SHEET_CAUSES : (number + 1) * SHEET_CAUSES]
            listing = Listing(f"All causes, {label}", causes=part, sheets=sheets, here=file)
            self._put(f"lists/{file}", list_html(report, names, listing))
        return tuple((f"lists/{file}", label) for file, label in sheets)

    def _page_sheets(self, report: Report, names: Names) -> tuple[tuple[str, str], ...]:
        ordered = sorted(report.entries, key=lambda e: e.url)
        sheets = _sheets("pages", len(ordered), SHEET_ROWS)
        for number, (file, label) in enumerate(sheets):
            part = tuple(ordered[number * SHEET_ROWS : (number + 1) * SHEET_ROWS])
            listing = Listing(
                f"All pages, {label}", entries=part, caption="By address", sheets=sheets, here=file
            )
            self._put(f"lists/{file}", list_html(report, names, listing))
        return tuple((f"lists/{file}", label) for file, label in sheets)

    def _owners(self, report: Report, names: Names) -> tuple[tuple[str, str], ...]:
        found = []
        for owner in report.owners:
            causes, pages = causes_of(report, owner), pages_of(report, owner)
            file = owner_file(owner)
            listing = Listing(
                heading=f"Work list of {owner}",
                intro=f"{plural(len(pages), 'page')} to look after, {plural(len(causes), 'cause')}. "
                f"Content audit of {long_date(report.run.today)}.",
                causes=causes[:_OWNER_CAUSES],
                entries=pages[:SHEET_ROWS],
                caption="Those with most to fix first",
                takes=(
                    (f"{file}.csv", "Spreadsheet (CSV)"),
                    (f"{file}.txt", "Text for a mail"),
                    (f"{file}.ics", "Calendar of reviews due"),
                    (f"{file}.atom", "Feed of new findings"),
                ),
            )
            self._put(f"owners/{file}.html", list_html(report, names, listing))
            self._put(f"owners/{file}.txt", mail_of(report, owner, headline(names.titles)))
            self._put_bytes(f"owners/{file}.ics", calendar(report, owner))
            self._put_bytes(f"owners/{file}.atom", feed(report, names.titles, owner, "../"))
            found.append((owner, f"owners/{file}.html"))
        return tuple(found)

    def _put(self, name: str, text: str) -> None:
        # a lone surrogate from a hostile page must not stop the report
        self._put_bytes(name, text.encode("utf-8", "replace"))

    def _put_bytes(self, name: str, data: bytes) -> None:
        before = self._old / name
        try:
            same = before.stat().st_size == len(data) and before.read_bytes() == data
        except OSError:
            same = False
        if same:
            self._put_same(name, data)
        else:
            (self._new / name).write_bytes(data)

    def _put_same(self, name: str, data: bytes) -> None:
        """A file that is as it was."""
        try:
            os.link(self._old / name, self._new / name)
        except OSError:  # another disk, or one that knows no links
            (self._new / name).write_bytes(data)

    def _put_parts(self, name: str, parts: Iterable[str]) -> None:
        with _open(self._new / name) as file:
            for part in parts:
                file.write(part)


def _open(path: Path) -> IO[str]:
    # newline="" keeps the CSV's CRLF
    return path.open("w", encoding="utf-8", errors="replace", newline="")


def _at(entries: tuple[Entry, ...], index: int) -> Entry | None:
    return entries[index] if 0 <= index < len(entries) else None


def _sheets(stem: str, count: int, size: int) -> tuple[tuple[str, str], ...]:
    """The files of a list and their labels: "1–200". The first keeps the plain name where it is a cause's."""
    found = []
    for number, start in enumerate(range(0, count, size)):
        plain = stem.startswith("c1-") and number == 0
        file = f"{stem}.html" if plain else f"{stem}-{number + 1}.html"
        found.append((file, f"{start + 1:,}–{min(start + size, count):,}"))
    return tuple(found)
