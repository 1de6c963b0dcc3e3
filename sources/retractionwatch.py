"""The Retraction Watch database, from its CSV file (Crossref gives it away, about 70,000 rows)."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from model.dates import PartialDate
from model.errors import SnapshotError
from model.evidence import Evidence
from model.identifiers import DOI, PMID
from model.literature import Notice, NoticeKind
from sources.pubmed import fields

NAME = "Retraction Watch"
URL = "https://gitlab.com/crossref/retraction-watch-data"
_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "expression of concern": NoticeKind.EXPRESSION_OF_CONCERN,
    "correction": NoticeKind.ERRATUM,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
# Some ten times what the list of 70,000 rows needs: a packed file may claim any size.
LARGEST = 512 * 1024 * 1024
_NEEDED = (
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
)
# See sources.crossref_work: a Cochrane review that a newer one replaces is listed as if it were retracted.
_COCHRANE = "10.1002/14651858."
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a notice about a paper, which has a DOI, a PMID, or both."""

    paper_doi: DOI | None
    paper_pmid: PMID | None
    notice: Notice


class RetractionWatch:
    """The file, read once. Raises SnapshotError when it is missing or is not this file.

    It only lists papers with a notice: that a paper is not listed says no more than that.
    """

    name = NAME

    def __init__(self, path: Path) -> None:
        try:
            rows = read_rows(_unpacked(path))
            modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except (OSError, EOFError, zlib.error) as error:
            raise SnapshotError(f"{path}: the Retraction Watch file cannot be read ({error})") from None
        except (ValueError, csv.Error) as error:  # csv.Error: a field longer than any of the list's
            raise SnapshotError(f"{path}: not the Retraction Watch file ({error})") from None
        self._retrieved_at = modified
        self._by_doi: dict[DOI, list[Notice]] = {}
        self._by_pmid: dict[PMID, list[Notice]] = {}
        for row in rows:
            if row.paper_doi is not None:
                self._by_doi.setdefault(row.paper_doi, []).append(row.notice)
            if row.paper_pmid is not None:
                self._by_pmid.setdefault(row.paper_pmid, []).append(row.notice)
        days = (row.notice.date for row in rows if row.notice.date)
        self.as_of: date | None = min(max(days).latest(), modified.date()) if rows else None
        self.rows = len(rows)

    def look_up(self, queries: Iterable[DOI | PMID]) -> Mapping[DOI | PMID, Evidence[tuple[Notice, ...]]]:
        """The notices about each paper, oldest first; empty where it is not listed. What a reinstatement undid
        is left out."""
        found: dict[DOI | PMID, Evidence[tuple[Notice, ...]]] = {}
        for query in dict.fromkeys(queries):
            listed = self._by_doi.get(query) if isinstance(query, DOI) else self._by_pmid.get(query)
            notices = standing(listed or ())
            kinds = ", ".join(f"{n.kind.value} {n.date or ''}".strip() for n in notices)
            says = f"{NAME} lists: {kinds}" if notices else f"{NAME} does not list it"
            found[query] = Evidence(NAME, str(query), URL, says, notices, self.as_of, self._retrieved_at)
        return found


def _unpacked(path: Path) -> bytes:
    """The file's bytes, unpacked where it is packed. Raises ValueError above ``LARGEST``."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    with gzip.open(path) if packed else path.open("rb") as stream:
        body = stream.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise ValueError(f"it holds more than {LARGEST >> 20} MB")
    return body


def standing(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Distinct notices, oldest first (undated ones before all), without those that a later reinstatement undid."""
    ordered = sorted(dict.fromkeys(notices), key=lambda n: n.date.earliest() if n.date else date.min)
    last = max((i for i, n in enumerate(ordered) if n.kind is NoticeKind.REINSTATEMENT), default=-1)
    undone = (NoticeKind.RETRACTION, NoticeKind.PARTIAL_RETRACTION, NoticeKind.EXPRESSION_OF_CONCERN)
    return tuple(n for i, n in enumerate(ordered) if i >= last or n.kind not in undone)


def read_rows(body: bytes) -> list[Row]:
    """The file's rows that name a paper and say what happened to it. Raises ValueError on another file. Pure.

    Facts of the file: dates are m/d/yyyy 0:00, an unknown one is "0:00"; a missing PMID is 0, a missing DOI is
    empty or "unavailable"; 190 of 71,496 rows have no nature; the header ends with a comma.
    """
    reader = csv.DictReader(io.StringIO(body.decode("utf-8-sig", "replace"), newline=""))
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise ValueError(f"no column {missing[0]}")
    rows: list[Row] = []
    for line in reader:
        kind = _KINDS.get((line["RetractionNature"] or "").strip().lower())
        doi = fields.doi_of(line["OriginalPaperDOI"] or "")
        pmid = fields.pmid_of(line["OriginalPaperPubMedID"] or "")
        if kind is None or (doi is None and pmid is None):
            continue
        if kind is NoticeKind.RETRACTION and doi is not None and doi.value.startswith(_COCHRANE):
            kind = NoticeKind.UPDATE
        notice = Notice(
            kind=kind,
            outgoing=False,
            source=NAME,
            pmid=fields.pmid_of(line["RetractionPubMedID"] or ""),
            doi=fields.doi_of(line["RetractionDOI"] or ""),
            date=_day(line["RetractionDate"] or ""),
            citation=(line.get("Reason") or "").strip("; "),
        )
        rows.append(Row(doi, pmid, notice))
    return rows


def _day(text: str) -> PartialDate | None:
    match = _DAY.search(text)
    return fields.partial_date(match.group(3), match.group(1), match.group(2)) if match else None
