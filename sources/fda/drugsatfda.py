"""Drugs@FDA data files: the zip that FDA publishes every week, read into applications.

Format (seen in the zip of 2019-07-02, described at
https://www.fda.gov/drugs/drug-approvals-and-databases/drugsfda-data-files): tab-separated, CRLF, cp1252, no
quoting; SubmissionType padded with blanks in some files; a few rows with a field too many or a line break
inside a field; dates "2007-03-13 00:00:00", sometimes empty; "Null" as a word. Vaccines, cell and gene
therapies are regulated by CBER and are not in it.
"""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from model.digits import whole_number
from model.errors import SnapshotError
from model.identifiers import ApplicationNumber, NotAnIdentifier
from sources.fda.facts import Application, Marketing, Product, Submission
from sources.fda.moiety import ingredient_keys

FILES_PATH = "media/89850/download?attachment"
ENCODING = "cp1252"
# cp1252 leaves five byte values undefined; one such byte must not cost the whole file.
_ON_BAD_BYTE = "replace"

_MARKETING = {
    "1": Marketing.PRESCRIPTION,
    "2": Marketing.OTC,
    "3": Marketing.DISCONTINUED,
    "4": Marketing.NONE,
}
# The files come out weekly: older actions under a newer time stamp mean that somebody packed them again.
_FRESH = timedelta(days=7)
# Four times the largest table of 2019 (Submissions.txt, 7.5 MB and 157,000 rows): what is larger is a bomb.
_LARGEST_TABLE = 32 * 1024 * 1024
_MOST_ROWS = 640_000
# What a zip carries for a day when its maker gave none.
_NO_STAMP = date(1980, 1, 1)
_NULLS = frozenset({"", "Null", "NULL", "null"})
_NEEDED = ("Applications.txt", "Products.txt", "Submissions.txt")


@dataclass(frozen=True, slots=True)
class Table:
    """One file of the zip: names of its columns and its rows, blanks stripped, "Null" made empty.

    ``repaired``: rows that were put together or cut; ``dropped``: rows that could not be read; ``cut``: the file
    ends within a row.
    """

    columns: tuple[str, ...]
    rows: list[list[str]]
    repaired: int = 0
    dropped: int = 0
    cut: bool = False

    def column(self, name: str) -> int:
        """The index of a column; SnapshotError when the file has none of that name."""
        try:
            return self.columns.index(name)
        except ValueError:
            raise SnapshotError(
                f"Drugs@FDA: a column {name!r} was expected, the file has {', '.join(self.columns)}"
            ) from None


@dataclass(frozen=True, slots=True)
class DrugsAtFda:
    """The whole data set: applications in order of their number, the day it vouches for, and what was wrong.

    ``as_of`` is the day the files were made (their time stamps in the zip), at most a week after the newest
    action and never before it. ``newest``: the newest action's day, None when no action has one; ``cut``: tables
    that end within a row; ``orphan_submissions``, ``orphan_products``: rows without an application.
    """

    applications: tuple[Application, ...]
    as_of: date
    newest: date | None = None
    cut: tuple[str, ...] = ()
    orphan_submissions: int = 0
    orphan_products: int = 0
    undated_submissions: int = 0
    repaired_rows: int = 0
    dropped_rows: int = 0


def read_table(data: bytes) -> Table:
    """Read one tab-separated file. A row with too few fields is joined with the next (a stray line break in a
    field); fields beyond the header are cut. Raises SnapshotError for a file without a header."""
    if max(data.count(b"\n"), data.count(b"\r")) > _MOST_ROWS:
        raise SnapshotError(f"Drugs@FDA: a table of more than {_MOST_ROWS:,} rows is none of FDA's")
    text = data.decode(ENCODING, _ON_BAD_BYTE).lstrip("\ufeffï»¿")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if "\t" not in lines[0]:
        raise SnapshotError("Drugs@FDA: a file without a tab-separated header")
    columns = tuple(name.strip() for name in lines[0].split("\t"))
    width = len(columns)
    rows: list[list[str]] = []
    repaired = dropped = 0
    pending = ""
    for line in lines[1:]:
        whole = f"{pending} {line.strip(' ')}" if pending else line
        fields = whole.split("\t")
        if len(fields) < width:
            if pending and line.count("\t") == width - 1:  # the broken row had no rest: this one is whole
                dropped += 1
                fields, pending = line.split("\t"), ""
            else:
                pending = whole if whole.strip() else ""
                continue
        if len(fields) > width:
            if pending and line.count("\t") == width - 1:
                dropped += 1
                fields = line.split("\t")
            else:
                repaired += 1
                fields = fields[:width]
        elif pending:
            repaired += 1
        pending = ""
        # Days, numbers and names repeat: one copy of each is kept.
        rows.append(["" if (f := field.strip()) in _NULLS else sys.intern(f) for field in fields])
    cut = bool(pending) or bool(lines[-1].strip())
    return Table(columns, rows, repaired, dropped + (1 if pending else 0), cut)


def read_zip(source: Path | bytes) -> DrugsAtFda:
    """Read the weekly zip from a file or from its bytes. SnapshotError says what is wrong with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
            infos = {Path(info.filename).name: info for info in archive.infolist() if not info.is_dir()}
            missing = [name for name in _NEEDED if name not in infos]
            if missing:
                raise SnapshotError(f"not the Drugs@FDA zip: {', '.join(missing)} missing")
            wanted = {name: info for name, info in infos.items() if name in _WANTED}
            for name, info in wanted.items():
                if info.file_size > _LARGEST_TABLE:
                    raise SnapshotError(
                        f"not the Drugs@FDA zip: {name} would be {info.file_size >> 20} MB, "
                        f"FDA's own is less than {_LARGEST_TABLE >> 20} MB"
                    )
            made = max(date(*info.date_time[:3]) for info in infos.values())
            tables = {name: read_table(archive.read(info)) for name, info in wanted.items()}
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as err:
        raise SnapshotError(f"the Drugs@FDA zip cannot be read: {err}") from err
    return assemble(tables, made)


_WANTED = frozenset(
    (
        *_NEEDED,
        "MarketingStatus.txt",
        "SubmissionClass_Lookup.txt",
        "SubmissionPropertyType.txt",
        "ActionTypes_Lookup.txt",
        "Join_Submission_ActionTypes_Lookup.txt",  # not in the zips of 2019
    )
)


def assemble(tables: dict[str, Table], made: date) -> DrugsAtFda:
    """Join the tables into applications. ``made``: the day the files carry."""
    kinds, sponsors = _applications(tables["Applications.txt"])
    orphans = _orphans(tables.get("SubmissionPropertyType.txt"))
    classes = _lookup(
        tables.get("SubmissionClass_Lookup.txt"), "SubmissionClassCodeID", "SubmissionClassCode"
    )
    categories = _categories(tables)
    submissions, undated = _submissions(tables["Submissions.txt"], classes, orphans, categories)
    products, without = _products(tables["Products.txt"], tables.get("MarketingStatus.txt"), kinds)
    applications = []
    for digits in sorted(kinds):
        try:
            number = ApplicationNumber(kinds[digits] + digits)
        except NotAnIdentifier:
            continue
        applications.append(
            Application(
                number,
                sponsors[digits],
                tuple(products.get(digits, ())),
                tuple(submissions.get(digits, ())),
            )
        )
    # A day after the files were made is a slip of the pen, not news from the future.
    latest = made if made > _NO_STAMP else date.max
    days = (s.date for a in applications for s in a.submissions if s.date and s.date <= latest)
    newest = max(days, default=None)
    owner = tables["Submissions.txt"].column("ApplNo")
    return DrugsAtFda(
        tuple(applications),
        max(newest, min(made, newest + _FRESH)) if newest else made,
        newest,
        tuple(sorted(name for name, table in tables.items() if table.cut)),
        sum(row[owner].zfill(6) not in kinds for row in tables["Submissions.txt"].rows),
        orphan_products=without,
        undated_submissions=undated,
        repaired_rows=sum(t.repaired for t in tables.values()),
        dropped_rows=sum(t.dropped for t in tables.values()),
    )


def _applications(table: Table) -> tuple[dict[str, str], dict[str, str]]:
    number, kind, sponsor = (table.column(c) for c in ("ApplNo", "ApplType", "SponsorName"))
    kinds: dict[str, str] = {}
    sponsors: dict[str, str] = {}
    for row in table.rows:
        digits = row[number].zfill(6)  # tools that read the file as numbers drop the leading zeros
        kinds[digits], sponsors[digits] = row[kind].upper(), row[sponsor]
    return kinds, sponsors


def _lookup(table: Table | None, key: str, value: str) -> dict[str, str]:
    if table is None:
        return {}
    k, v = table.column(key), table.column(value)
    return {row[k]: row[v] for row in table.rows}


def _orphans(table: Table | None) -> set[tuple[str, str, str]]:
    if table is None:
        return set()
    a, t, n, code = (
        table.column(c) for c in ("ApplNo", "SubmissionType", "SubmissionNo", "SubmissionPropertyTypeCode")
    )
    return {(r[a].zfill(6), r[t], r[n]) for r in table.rows if r[code].lower() == "orphan"}


def _categories(tables: dict[str, Table]) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """What efficacy supplements were about, by application, type and number."""
    join = tables.get("Join_Submission_ActionTypes_Lookup.txt")
    names = tables.get("ActionTypes_Lookup.txt")
    if join is None or names is None:
        return {}
    i, level1, level2 = (
        names.column(c)
        for c in ("ActionTypes_LookupID", "SupplCategoryLevel1Code", "SupplCategoryLevel2Code")
    )
    efficacy = {r[i]: r[level2] for r in names.rows if r[level1] == "EFFICACY" and r[level2]}
    a, t, n, ref = (
        join.column(c) for c in ("ApplNo", "SubmissionType", "SubmissionNo", "ActionTypes_LookupID")
    )
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in join.rows:
        if row[ref] in efficacy:
            found[row[a].zfill(6), row[t], row[n]].add(efficacy[row[ref]])
    return {key: tuple(sorted(codes)) for key, codes in found.items()}


def _submissions(
    table: Table,
    classes: dict[str, str],
    orphans: set[tuple[str, str, str]],
    categories: dict[tuple[str, str, str], tuple[str, ...]],
) -> tuple[dict[str, list[Submission]], int]:
    a, cls, kind, number, status, day, note, priority = (
        table.column(c)
        for c in (
            "ApplNo",
            "SubmissionClassCodeID",
            "SubmissionType",
            "SubmissionNo",
            "SubmissionStatus",
            "SubmissionStatusDate",
            "SubmissionsPublicNotes",
            "ReviewPriority",
        )
    )
    out: dict[str, list[Submission]] = defaultdict(list)
    undated = 0
    for row in table.rows:
        when = _day(row[day])
        undated += when is None
        digits = row[a].zfill(6)
        code = classes.get(row[cls], "")
        out[digits].append(
            Submission(
                row[kind],
                whole_number(row[number]) or 0,
                row[status],
                when,
                "" if code in ("UNKNOWN", "Unspecified", "N/A") else code,
                row[priority] == "PRIORITY",
                (digits, row[kind], row[number]) in orphans,
                row[note],
                categories.get((digits, row[kind], row[number]), ()),
            )
        )
    for group in out.values():  # the file's order means nothing
        group.sort(key=lambda s: (s.date or date.max, s.kind, s.number))
    return out, undated


def _products(
    table: Table, marketing: Table | None, kinds: dict[str, str]
) -> tuple[dict[str, list[Product]], int]:
    status: dict[tuple[str, str], str] = {}
    if marketing is not None:
        s, a, p = (marketing.column(c) for c in ("MarketingStatusID", "ApplNo", "ProductNo"))
        status = {(row[a].zfill(6), row[p]): row[s] for row in marketing.rows}
    a, p, form, strength, brand, ingredient = (
        table.column(c) for c in ("ApplNo", "ProductNo", "Form", "Strength", "DrugName", "ActiveIngredient")
    )
    out: dict[str, list[Product]] = defaultdict(list)
    without = 0
    for row in table.rows:
        digits = row[a].zfill(6)
        if digits not in kinds:
            without += 1
            continue
        keys, suffixes = ingredient_keys(row[ingredient], kinds[digits] == "BLA")
        out[digits].append(
            Product(
                row[p],
                row[brand],
                keys,
                row[form],
                row[strength],
                _MARKETING.get(status.get((digits, row[p]), ""), Marketing.UNKNOWN),
                suffixes,
            )
        )
    return out, without


@lru_cache(maxsize=30_000)  # 157,000 rows share some 15,000 days
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def by_drug(applications: Iterable[Application]) -> Iterator[tuple[str, tuple[Application, ...]]]:
    """Group applications by drug key, in alphabetical order; an application of two drugs stands under both."""
    groups: dict[str, list[Application]] = defaultdict(list)
    for application in applications:
        for drug in application.drugs:
            groups[drug].append(application)
    for drug in sorted(groups):
        yield drug, tuple(groups[drug])
