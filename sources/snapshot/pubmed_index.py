"""A local index of PubMed records in one SQLite file: millions of records without a server.

``build`` makes or extends it from PubMed's own files; ``PubMedIndex`` answers from it what the live service
answers (a Bibliography), at full speed and with the network off.
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from model.errors import SnapshotError
from model.evidence import Evidence, Unanswered
from model.identifiers import DOI, PMCID, PMID
from model.literature import Work
from sources.pubmed import queries
from sources.pubmed.strength import strongest_first
from sources.snapshot.work_codec import decode
from sources.source import Ambiguous, CitationKey

NAME = "PubMed snapshot"
# The layout of the file; a file of another layout is refused and has to be built again.
LAYOUT = 1
_BATCH = 500
# A title is looked for by its rarest words, two of which a record must share.
_RAREST = 5
# A word in more titles than this tells nothing and makes a search slow.
_COMMON = 20_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an index holds. ``as_of``: the newest revision among its records, the day that it vouches for.

    ``complete``: it was built from a whole baseline, so that a PMID which is not in it does not exist.
    ``knows_journals``: False for an index of before journals were counted, until it is refreshed.
    """

    records: int
    as_of: date | None
    built_at: datetime | None
    complete: bool
    newest_pmid: int
    knows_journals: bool = True


class PubMedIndex:
    """The index, opened for reading. Safe for threads (one connection each). Raises SnapshotError when the file
    is missing, is no such index, or has another layout."""

    name = NAME

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        if not path.is_file():
            raise SnapshotError(f"no PubMed snapshot at {path}: build one with `bestbefore refresh pubmed`")
        try:
            meta = dict(self._db.execute("SELECT name, value FROM meta"))
            journals = self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'journal'").fetchone()
            count, newest = self._db.execute("SELECT count(*), max(pmid) FROM work").fetchone()
        except sqlite3.DatabaseError as error:
            raise SnapshotError(f"{path} is not a PubMed snapshot ({error})") from None
        if meta.get("layout") != str(LAYOUT):
            raise SnapshotError(f"{path} has layout {meta.get('layout')}, not {LAYOUT}: build it again")
        revised = meta.get("newest_revision", "")
        self.coverage = Coverage(
            records=count,
            as_of=date.fromisoformat(revised) if revised else None,
            built_at=datetime.fromisoformat(meta["built_at"]) if meta.get("built_at") else None,
            complete=meta.get("complete") == "1",
            newest_pmid=newest or 0,
            knows_journals=journals is not None,
        )
        self.complete = self.coverage.complete

    def reaches(self, year: int) -> bool:
        """The year was over on the day that the index vouches for."""
        as_of = self.coverage.as_of
        return as_of is None or year < as_of.year

    def holds(self, journals: Iterable[tuple[str, int]]) -> dict[tuple[str, int], bool | Unanswered]:
        """Whether it has papers of each journal and year. An index of earlier days does not know; it says no."""
        return {journal: self._papers(*journal) >= queries.TAKEN_IN for journal in dict.fromkeys(journals)}

    def _papers(self, name: str, year: int) -> int:
        if not self.coverage.knows_journals:
            return 0
        rows = self._db.execute(
            "SELECT names, papers FROM journal WHERE year BETWEEN ? AND ?", (year - 1, year + 1)
        ).fetchall()
        # An abbreviation begins with the letter of the name's first word; comparing all would take a second.
        initial = queries.folded_word(re.sub(r"^\W*(?:the\s+)?", "", name, flags=re.IGNORECASE))[:1]
        near = ((n, papers) for n, papers in rows if n[2:3].lower() in (initial, '"'))
        return sum(papers for n, papers in near if queries.may_be_journal(name, json.loads(n)))

    def look_up(self, queries: Iterable[PMID]) -> Mapping[PMID, Evidence[Work | None] | Unanswered]:
        """The same as ``fetch``: the face that all sources have."""
        return self.fetch(queries)

    def fetch(self, pmids: Iterable[PMID]) -> dict[PMID, Evidence[Work | None] | Unanswered]:
        """The records. One that is not here is Unanswered, or None in a complete index that should have it."""
        wanted = list(dict.fromkeys(pmids))
        works = self._works(wanted)
        return {p: self._evidence(works[p]) if p in works else self._absent(p) for p in wanted}

    def find_dois(self, dois: Iterable[DOI]) -> dict[DOI, tuple[PMID, ...] | Unanswered]:
        """The records with each DOI."""
        return self._by_column("doi", {doi: doi.value for doi in dois})

    def find_pmcids(self, pmcids: Iterable[PMCID]) -> dict[PMCID, tuple[PMID, ...] | Unanswered]:
        """The records with each PMCID."""
        return self._by_column("pmcid", {pmcid: pmcid.value for pmcid in pmcids})

    def by_place(
        self, journal: str, year: int, volume: str, page: str, limit: int = 20
    ) -> tuple[PMID, ...] | Unanswered:
        """One place; see ``by_places``."""
        key = CitationKey(journal, year, volume, page)
        return self.by_places((key,), limit)[key]

    def by_places(
        self, places: Iterable[CitationKey], limit: int = 20
    ) -> dict[CitationKey, tuple[PMID, ...] | Unanswered]:
        """Records with that volume, first page and year (give or take one), those of the named journal first.

        Needs two of journal, volume and page; an author narrows it where volume or page is missing.
        """
        return {place: self._at(place, limit) for place in dict.fromkeys(places)}

    def _at(self, place: CitationKey, limit: int) -> tuple[PMID, ...]:
        where: list[str] = []
        values: list[str | int] = []
        for column, text in (("volume", place.volume), ("page", place.first_page)):
            if text.strip():
                where.append(f"{column} = ?")
                values.append(queries.folded(text))
        if len(where) < 2 and not (where and place.year and (place.author or place.journal)):
            return ()
        if len(where) < 2 and place.author:
            where.append("author = ?")
            values.append(queries.folded_family(place.author))
        if place.year:
            where.append("year BETWEEN ? AND ?")
            values += [place.year - 1, place.year + 1]
        rows = self._db.execute(
            f"SELECT pmid, journal FROM work WHERE {' AND '.join(where)} ORDER BY pmid LIMIT 2000", values
        ).fetchall()
        if place.journal.strip():
            named = [row for row in rows if queries.may_be_journal(place.journal, json.loads(row[1]))]
            if named or len(where) < 3:
                rows = named
        return tuple(PMID(str(pmid)) for pmid, _journal in rows[:limit])

    def citation_match(
        self, keys: Mapping[str, CitationKey]
    ) -> dict[str, PMID | Ambiguous | Unanswered | None]:
        """The record at each place in print, by journal, volume and first page."""
        found: dict[str, PMID | Ambiguous | Unanswered | None] = {}
        for name, key in keys.items():
            hits = self._at(key, 20) if key.journal.strip() else ()
            named = tuple(
                p
                for p, w in self._works(hits).items()
                if queries.is_at(key, w)
                and queries.may_be_journal(key.journal, (w.journal_abbrev, w.journal))
            )
            if len(named) == 1:
                found[name] = named[0]
            else:
                found[name] = Ambiguous(named, f"{len(named)} records") if named else None
        return found

    def search_title(self, title: str, limit: int = 20) -> tuple[PMID, ...] | Unanswered:
        """Records that share at least two of a title's rarest words, best first."""
        words = self._rarest(title)
        if not words:
            return ()
        pairs = [f"({_quoted(a)} AND {_quoted(b)})" for i, a in enumerate(words) for b in words[i + 1 :]] or [
            _quoted(words[0])
        ]
        rows = self._db.execute(
            "SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY bm25(titles), rowid LIMIT ?",
            (" OR ".join(pairs), limit),
        )
        return tuple(PMID(str(pmid)) for (pmid,) in rows)

    def search_titles(
        self, titles: Iterable[str], limit: int = 20
    ) -> dict[str, tuple[PMID, ...] | Unanswered]:
        """One answer a title; see ``search_title``."""
        return {title: self.search_title(title, limit) for title in dict.fromkeys(titles)}

    def citing(self, pmids: Iterable[PMID]) -> dict[PMID, tuple[Work, ...]]:
        """Guidelines, reviews and trials in the index that cite each PMID, strongest and newest first."""
        found: dict[PMID, tuple[Work, ...]] = {}
        for pmid in dict.fromkeys(pmids):
            rows = self._db.execute("SELECT citing FROM citation WHERE cited = ?", (int(pmid.value),))
            works = self._works([PMID(str(p)) for (p,) in rows])
            found[pmid] = strongest_first(works.values())
        return found

    def close(self) -> None:
        """Close this thread's connection."""
        if db := getattr(self._local, "db", None):
            db.close()
            self._local.db = None

    # -- inside

    @property
    def _db(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)
            self._local.db = db
        return db

    def _works(self, pmids: Sequence[PMID]) -> dict[PMID, Work]:
        found: dict[PMID, Work] = {}
        for batch in _batches(pmids):
            marks = ",".join("?" * len(batch))
            rows = self._db.execute(
                f"SELECT pmid, record FROM work WHERE pmid IN ({marks})", [int(p.value) for p in batch]
            )
            for number, record in rows:
                pmid = PMID(str(number))
                found[pmid] = decode(record, pmid, NAME)
        return {p: found[p] for p in pmids if p in found}

    def _by_column(self, column: str, wanted: Mapping[T, str]) -> dict[T, tuple[PMID, ...] | Unanswered]:
        hits: dict[str, list[PMID]] = {}
        for batch in _batches(list(wanted.values())):
            marks = ",".join("?" * len(batch))
            for value, pmid in self._db.execute(
                f"SELECT {column}, pmid FROM work WHERE {column} IN ({marks}) ORDER BY pmid", batch
            ):
                hits.setdefault(value, []).append(PMID(str(pmid)))
        return {question: tuple(hits.get(value, ())) for question, value in wanted.items()}

    def _rarest(self, title: str) -> list[str]:
        """The words of a title that fewest titles share, rarest first; words that no title has are left out."""
        counted: list[tuple[int, str]] = []
        for word in queries.telling_words(title):
            row = self._db.execute(
                "SELECT doc FROM word WHERE term = ?", (queries.folded_word(word),)
            ).fetchone()
            if row:
                counted.append((row[0], word))
        counted.sort()
        rare = [(n, w) for n, w in counted if n <= _COMMON]
        return [word for _count, word in (rare or counted)[:_RAREST]]

    def _evidence(self, work: Work) -> Evidence[Work | None]:
        assert work.pmid is not None  # the index is kept by PMID
        where = ", ".join(p for p in (work.journal_abbrev or work.journal, str(work.date or "")) if p)
        says = f"{work.title} {where}".strip()
        at, as_of = self.coverage.built_at, self.coverage.as_of
        return Evidence(NAME, str(work.pmid), work.pmid.url, says, work, as_of, at)

    def _absent(self, pmid: PMID) -> Evidence[Work | None] | Unanswered:
        held = self.coverage
        day = f" of {held.as_of}" if held.as_of else ""
        if held.complete and int(pmid.value) <= held.newest_pmid:
            says = f"the whole of PubMed{day} has no record {pmid.value}"
            return Evidence(NAME, str(pmid), pmid.url, says, None, held.as_of, held.built_at)
        if held.complete:
            reason = f"it is newer than the {NAME}{day}"
        else:
            reason = f"not in the {NAME}, which holds only a part of PubMed"  # as for what has no identifier
        return Unanswered(NAME, pmid.value, reason)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _batches(items: Sequence[T]) -> Iterator[list[T]]:
    distinct = list(dict.fromkeys(items))
    for at in range(0, len(distinct), _BATCH):
        yield distinct[at : at + _BATCH]
