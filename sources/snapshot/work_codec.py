"""A Work as compact JSON and back, for the local index. Pure."""

from __future__ import annotations

import json
from typing import Any

from model.dates import PartialDate
from model.identifiers import DOI, PMCID, PMID
from model.literature import Notice, NoticeKind, Work

# Positions, not names: an index holds millions of these.
_FIELDS = (
    "title",
    "collective",
    "journal",
    "journal_abbrev",
    "issn",
    "volume",
    "issue",
    "first_page",
    "last_page",
    "vernacular_title",
)


def encode(work: Work) -> str:
    """One line of JSON. PMID and source are not in it: the index knows them."""
    return json.dumps(
        [
            [getattr(work, name) for name in _FIELDS],
            work.doi.value if work.doi else 0,
            work.pmcid.value if work.pmcid else 0,
            work.authors,
            _date_out(work.date),
            _date_out(work.electronic_date),
            work.types,
            [_notice_out(n) for n in work.notices],
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def decode(text: str, pmid: PMID, source: str) -> Work:
    """The Work that ``encode`` was given, said by ``source``."""
    plain, doi, pmcid, authors, date, electronic, types, notices = json.loads(text)
    return Work(
        **dict(zip(_FIELDS, plain, strict=True)),
        pmid=pmid,
        doi=DOI(doi) if doi else None,
        pmcid=PMCID(pmcid) if pmcid else None,
        authors=tuple(authors),
        date=_date_in(date),
        electronic_date=_date_in(electronic),
        types=tuple(types),
        notices=tuple(_notice_in(n, source) for n in notices),
        source=source,
    )


def _date_out(date: PartialDate | None) -> str | int:
    return str(date) if date else 0


def _date_in(value: str | int) -> PartialDate | None:
    return PartialDate.parse(value) if isinstance(value, str) else None


def _notice_out(n: Notice) -> list[Any]:
    pmid, doi = (n.pmid.value if n.pmid else 0), (n.doi.value if n.doi else 0)
    return [n.kind.value, int(n.outgoing), pmid, doi, _date_out(n.date), n.citation]


def _notice_in(value: list[Any], source: str) -> Notice:
    kind, outgoing, pmid, doi, date, citation = value
    return Notice(
        kind=NoticeKind(kind),
        outgoing=bool(outgoing),
        source=source,
        pmid=PMID(pmid) if pmid else None,
        doi=DOI(doi) if doi else None,
        date=_date_in(date),
        citation=citation,
    )
