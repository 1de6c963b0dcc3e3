"""PubMed records from lxml elements: the bulk files of millions, and shapes that Biopython does not know. Pure.

Biopython reads 2,000 records a second and must be told a file's structure by a DTD; lxml reads 15,000 and needs
none, so files of every year can be read. Both readers share ``fields`` and a test holds them to the same facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from model.dates import PartialDate
from model.errors import SourceError
from model.identifiers import PMID
from model.literature import Work
from sources.pubmed import fields

Element = etree._Element


def read_set(body: bytes) -> dict[PMID, Work]:
    """All records of one answer, by PMID. Raises SourceError when it is not well-formed XML."""
    # Entities are neither resolved nor loaded; ``huge_tree`` lifts limits of depth and length that real files pass.
    try:
        root = etree.fromstring(
            body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        )
    except etree.XMLSyntaxError as error:
        raise SourceError(f"answered XML that is broken ({error.msg})") from None
    works = [work_of(element) for element in root]
    return {work.pmid: work for work in works if work is not None and work.pmid is not None}


def work_of(element: Element) -> Work | None:
    """The record in a PubmedArticle, PubmedBookArticle or (before 2017) bare MedlineCitation; None for others."""
    if element.tag == "PubmedArticle":
        citation = element.find("MedlineCitation")
        return None if citation is None else _article(citation, element.find("PubmedData"))
    if element.tag == "MedlineCitation":
        return _article(element, None)
    if element.tag == "PubmedBookArticle":
        document = element.find("BookDocument")
        return None if document is None else _book(document)
    return None


def _article(citation: Element, data: Element | None) -> Work:
    nothing = etree.Element("none")
    found = citation.find("Article")
    article = nothing if found is None else found
    title, vernacular = _text(article, "ArticleTitle"), _text(article, "VernacularTitle")
    types = fields.publication_types(
        (t.get("UI", ""), _words(t)) for t in article.iterfind("PublicationTypeList/PublicationType")
    )
    first, last = fields.pages(
        _text(article, "Pagination/MedlinePgn"),
        _text(article, "Pagination/StartPage"),
        _text(article, "Pagination/EndPage"),
    )
    authors, collective = _authors(article.iterfind("AuthorList/Author"))
    dois = [] if data is None else _ids(data, "doi")
    locations = [e for e in article.iterfind("ELocationID") if e.get("EIdType") == "doi"]
    dois += [_words(e) for e in locations if e.get("ValidYN", "Y") == "Y"]
    numbers = (_words(e) for e in article.iterfind("ELocationID") if e.get("EIdType") == "pii")
    return Work(
        title=title or vernacular,
        pmid=fields.pmid_of(_text(citation, "PMID")),
        doi=next((found for found in map(fields.doi_of, dois) if found), None),
        pmcid=None
        if data is None
        else next((found for found in map(fields.pmcid_of, _ids(data, "pmc")) if found), None),
        authors=authors,
        collective=collective,
        journal=_text(article, "Journal/Title"),
        journal_abbrev=_text(citation, "MedlineJournalInfo/MedlineTA")
        or _text(article, "Journal/ISOAbbreviation").replace(".", ""),
        issn=_text(citation, "MedlineJournalInfo/ISSNLinking") or _text(article, "Journal/ISSN"),
        date=_date(article.find("Journal/JournalIssue/PubDate")),
        electronic_date=next((d for d in map(_date, article.iterfind("ArticleDate")) if d), None),
        volume=_text(article, "Journal/JournalIssue/Volume"),
        issue=_text(article, "Journal/JournalIssue/Issue"),
        first_page=first or next((n for n in numbers if fields.is_article_number(n)), ""),
        last_page=last,
        types=types,
        notices=fields.notices(_ties(citation), types, title),
        vernacular_title=vernacular,
    )


def _book(document: Element) -> Work:
    title, book_title = _text(document, "ArticleTitle"), _text(document, "Book/BookTitle")
    groups: dict[str, Element] = {}
    for group in (*document.iterfind("AuthorList"), *document.iterfind("Book/AuthorList")):
        groups.setdefault(group.get("Type", ""), group)
    people = groups.get("authors", groups.get("editors"))
    authors, collective = _authors(() if people is None else people.iterfind("Author"))
    contributed = document.find("ContributionDate")
    return Work(
        title=title or book_title,
        pmid=fields.pmid_of(_text(document, "PMID")),
        doi=next((d for d in map(fields.doi_of, _ids(document, "doi")) if d), None),
        pmcid=next((p for p in map(fields.pmcid_of, _ids(document, "pmc")) if p), None),
        authors=authors,
        collective=collective,
        journal=book_title if title else "",
        date=_date(document.find("Book/PubDate") if contributed is None else contributed),
        volume=_text(document, "Book/Volume"),
        types=fields.publication_types(
            (t.get("UI", ""), _words(t)) for t in document.iterfind("PublicationType")
        )
        or ("Book Chapter" if title else "Book",),
    )


def _words(element: Element) -> str:
    if not len(element):
        return fields.tidy(element.text or "")
    return fields.tidy("".join(str(t) for t in element.itertext()))


def _text(where: Element, path: str) -> str:
    element = where.find(path)
    return "" if element is None else _words(element)


def _date(element: Element | None) -> PartialDate | None:
    if element is None:
        return None
    return fields.partial_date(
        _text(element, "Year"), _text(element, "Month"), _text(element, "Day"), _text(element, "MedlineDate")
    )


def _authors(people: Iterator[Element] | tuple[()]) -> tuple[tuple[str, ...], str]:
    names, groups = [], []
    for person in people:
        if person.get("ValidYN") == "N":
            continue
        if name := _text(person, "LastName"):
            names.append(name)
        elif group := _text(person, "CollectiveName"):
            groups.append(group)
    return tuple(names), "; ".join(groups)


def _ids(where: Element, kind: str) -> list[str]:
    return [_words(i) for i in where.iterfind("ArticleIdList/ArticleId") if i.get("IdType") == kind]


def _ties(citation: Element) -> Iterator[tuple[str, str, str, str]]:
    for tie in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        kind = tie.get("RefType", "")
        if kind != "Cites":
            yield kind, _text(tie, "RefSource"), _text(tie, "PMID"), _text(tie, "Note")
