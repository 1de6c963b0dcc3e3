"""PubMed's records, bytes to facts: the XML of efetch, through Biopython. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from model.dates import PartialDate
from model.identifiers import DOI, PMCID, PMID
from model.literature import Work
from sources.pubmed import elements, fields, xml

_SET = re.compile(rb"<(PubmedArticle|PubmedBookArticle)\b[^>]*>.*?</\1>", re.DOTALL)
_PMID = re.compile(rb"<PMID\b[^>]*>\s*(\d+)\s*</PMID>")


def read_records(body: bytes) -> dict[PMID, Work]:
    """The articles and book chapters of a PubmedArticleSet, by PMID; the last one where a PMID comes twice.

    Raises RetryableError when the set is cut off or is something else, SourceError when NCBI refused.
    """
    try:
        answer = xml.read(body, "PubmedArticleSet")
    except xml.UnknownShape:
        # Biopython refuses elements in places that its DTD does not know (older and newer years of PubMed).
        return elements.read_set(body)
    works = [_article(record) for record in answer.get("PubmedArticle", ())]
    works += [_book(record) for record in answer.get("PubmedBookArticle", ())]
    return {work.pmid: work for work in works if work.pmid is not None}


def split_records(body: bytes) -> dict[PMID, bytes]:
    """The set's records as they came, each by itself, for keeping. The first PMID in a record is its own."""
    found: dict[PMID, bytes] = {}
    for match in _SET.finditer(body):
        own = _PMID.search(match.group())
        pmid = fields.pmid_of(own.group(1).decode()) if own else None
        if pmid is not None:
            found[pmid] = match.group()
    return found


def join_records(records: Sequence[bytes]) -> bytes:
    """Records that were kept one by one, as one set that ``read_records`` reads."""
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>'
        + b"\n".join(records)
        + b"</PubmedArticleSet>"
    )


def _article(record: Mapping[str, Any]) -> Work:
    citation = record.get("MedlineCitation", {})
    article = citation.get("Article", {})
    journal = article.get("Journal", {})
    issue = journal.get("JournalIssue", {})
    info = citation.get("MedlineJournalInfo", {})
    title = _text(article, "ArticleTitle")
    vernacular = _text(article, "VernacularTitle")
    types = fields.publication_types(
        (t.attributes.get("UI", ""), fields.plain(t)) for t in article.get("PublicationTypeList", ())
    )
    authors, collective = _authors(article.get("AuthorList", ()))
    pagination = article.get("Pagination", {})
    first, last = fields.pages(
        _text(pagination, "MedlinePgn"), _text(pagination, "StartPage"), _text(pagination, "EndPage")
    )
    doi, pmcid = _identifiers(article, record.get("PubmedData", {}))
    return Work(
        title=title or vernacular,
        pmid=fields.pmid_of(_text(citation, "PMID")),
        doi=doi,
        pmcid=pmcid,
        authors=authors,
        collective=collective,
        journal=_text(journal, "Title"),
        journal_abbrev=_text(info, "MedlineTA") or _text(journal, "ISOAbbreviation").replace(".", ""),
        issn=_text(info, "ISSNLinking") or _text(journal, "ISSN"),
        date=_date(issue.get("PubDate", {})),
        electronic_date=_electronic(article.get("ArticleDate", ())),
        volume=_text(issue, "Volume"),
        issue=_text(issue, "Issue"),
        first_page=first or _article_number(article),
        last_page=last,
        types=types,
        notices=fields.notices(_ties(citation), types, title),
        vernacular_title=vernacular,
    )


def _book(record: Mapping[str, Any]) -> Work:
    """A book or a chapter of one (GeneReviews, StatPearls): its book stands where a journal would."""
    document = record.get("BookDocument", {})
    book = document.get("Book", {})
    title, book_title = _text(document, "ArticleTitle"), _text(book, "BookTitle")
    people = [
        group
        for group in (*document.get("AuthorList", ()), *book.get("AuthorList", ()))
        if not isinstance(group, Mapping)
    ]
    by_type = {getattr(group, "attributes", {}).get("Type", ""): group for group in reversed(people)}
    authors, collective = _authors(by_type.get("authors") or by_type.get("editors") or ())
    pmcid = next((i for i in map(fields.pmcid_of, _ids(document, "pmc")) if i), None)
    return Work(
        title=title or book_title,
        pmid=fields.pmid_of(_text(document, "PMID")),
        doi=next((i for i in map(fields.doi_of, _ids(document, "doi")) if i), None),
        pmcid=pmcid,
        authors=authors,
        collective=collective,
        journal=book_title if title else "",
        date=_date(document.get("ContributionDate") or book.get("PubDate", {})),
        volume=_text(book, "Volume"),
        types=fields.publication_types(
            (t.attributes.get("UI", ""), fields.plain(t)) for t in document.get("PublicationType", ())
        )
        or ("Book Chapter" if title else "Book",),
    )


def _text(where: Any, name: str) -> str:
    value = where.get(name, "") if isinstance(where, Mapping) else ""
    return fields.plain(str(value)) if isinstance(value, str) else ""


def _date(date: Any) -> PartialDate | None:
    return fields.partial_date(
        _text(date, "Year"), _text(date, "Month"), _text(date, "Day"), _text(date, "MedlineDate")
    )


def _electronic(dates: Sequence[Any]) -> PartialDate | None:
    return next((found for found in map(_date, dates) if found), None)


def _authors(people: Any) -> tuple[tuple[str, ...], str]:
    names, groups = [], []
    for person in people:
        if not isinstance(person, Mapping) or getattr(person, "attributes", {}).get("ValidYN") == "N":
            continue
        if name := _text(person, "LastName"):
            names.append(name)
        elif group := _text(person, "CollectiveName"):
            groups.append(group)
    return tuple(names), "; ".join(groups)


def _identifiers(article: Mapping[str, Any], data: Mapping[str, Any]) -> tuple[DOI | None, PMCID | None]:
    """The DOI and PMCID: those of PubmedData first, for a publisher's ELocationID may be marked invalid."""
    dois = _ids(data, "doi")
    dois += [
        str(e)
        for e in article.get("ELocationID", ())
        if e.attributes.get("EIdType") == "doi" and e.attributes.get("ValidYN", "Y") == "Y"
    ]
    doi = next((found for found in map(fields.doi_of, map(fields.plain, dois)) if found), None)
    pmcid = next((found for found in map(fields.pmcid_of, _ids(data, "pmc")) if found), None)
    return doi, pmcid


def _ids(where: Mapping[str, Any], kind: str) -> list[str]:
    return [
        fields.plain(str(i))
        for i in where.get("ArticleIdList", ())
        if getattr(i, "attributes", {}).get("IdType") == kind
    ]


def _article_number(article: Mapping[str, Any]) -> str:
    """What stands in place of a page in electronic journals: the publisher's item number, if it looks like one."""
    for e in article.get("ELocationID", ()):
        value = fields.plain(str(e))
        if e.attributes.get("EIdType") == "pii" and fields.is_article_number(value):
            return value
    return ""


def _ties(citation: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for tie in citation.get("CommentsCorrectionsList", ()):
        if isinstance(tie, Mapping):
            kind = getattr(tie, "attributes", {}).get("RefType", "")
            yield kind, _text(tie, "RefSource"), _text(tie, "PMID"), _text(tie, "Note")
