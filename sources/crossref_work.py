"""One work as Crossref describes it, with what publishers and Retraction Watch say of its standing. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from model.dates import PartialDate
from model.identifiers import DOI
from model.literature import Notice, NoticeKind, Work
from sources.pubmed import fields

NAME = "Crossref"
# Crossref's update types (its "Crossmark" list and Retraction Watch's natures). A withdrawal or removal is a
# retraction for who cites the paper, except of Cochrane reviews.
_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "removal": NoticeKind.RETRACTION,
    "withdrawal": NoticeKind.RETRACTION,
    "partial_retraction": NoticeKind.PARTIAL_RETRACTION,
    "expression_of_concern": NoticeKind.EXPRESSION_OF_CONCERN,
    "correction": NoticeKind.ERRATUM,
    "corrigendum": NoticeKind.ERRATUM,
    "erratum": NoticeKind.ERRATUM,
    "reinstatement": NoticeKind.REINSTATEMENT,
    "new_version": NoticeKind.UPDATE,
    "new_edition": NoticeKind.UPDATE,
    "update": NoticeKind.UPDATE,
    "addendum": NoticeKind.COMMENT,
    "clarification": NoticeKind.COMMENT,
}
_GRAVITY = (
    NoticeKind.RETRACTION,
    NoticeKind.PARTIAL_RETRACTION,
    NoticeKind.EXPRESSION_OF_CONCERN,
    NoticeKind.REINSTATEMENT,
    NoticeKind.ERRATUM,
    NoticeKind.UPDATE,
    NoticeKind.COMMENT,
)
_RETRACTIONS = frozenset({NoticeKind.RETRACTION, NoticeKind.PARTIAL_RETRACTION})
# Cochrane withdraws a review when a newer version takes its place: technical, not a retraction. Taking it for one
# stopped Wikipedia's RetractionBot (Signpost 2024-06-08).
_COCHRANE = "10.1002/14651858."
_RETRACTED_TITLE = re.compile(r"\s*+\[?(?:retracted|withdrawn)\b(?:\s+article)?\s*[\]:.\-–—]", re.IGNORECASE)
_PLAINLY_RETRACTED = re.compile(r"\s*+\[?retracted\b(?:\s+article)?\s*[\]:.\-–—]", re.IGNORECASE)
_NOTICE_TITLE = re.compile(
    r"\s*(?:(?:notice|statement|announcement)\s+of\s+)?(?:retraction|withdrawal)\b", re.IGNORECASE
)
_TYPES = {
    "journal-article": "Journal Article",
    "posted-content": "Preprint",
    "book-chapter": "Book Chapter",
    "book": "Book",
    "monograph": "Book",
    "proceedings-article": "Proceedings Article",
    "report": "Report",
    "dissertation": "Dissertation",
    "dataset": "Dataset",
}
_WATCH = "retraction-watch"


def read_work(item: Mapping[str, Any]) -> Work:
    """One ``message`` (or list item) of Crossref to facts. Pure."""
    title = fields.plain(_first(item.get("title")))
    doi = fields.doi_of(str(item.get("DOI", "")))
    first, last = fields.pages(str(item.get("page") or ""))
    authors = item.get("author") or ()
    return Work(
        title=title,
        doi=doi,
        pmid=fields.pmid_of(str(item.get("PMID") or "")),
        authors=tuple(fields.plain(str(a["family"])) for a in authors if a.get("family") and a.get("given")),
        collective="; ".join(
            fields.plain(str(a.get("name") or a.get("family")))
            for a in authors
            if a.get("name") or (a.get("family") and not a.get("given"))
        ),
        journal=fields.plain(_first(item.get("container-title"))),
        journal_abbrev=fields.plain(_first(item.get("short-container-title"))).replace(".", ""),
        issn=_first(item.get("ISSN")),
        date=_date(item.get("published-print") or item.get("issued") or item.get("published")),
        electronic_date=_date(item.get("published-online")),
        volume=str(item.get("volume") or ""),
        issue=str(item.get("issue") or ""),
        first_page=first or str(item.get("article-number") or ""),
        last_page=last,
        types=(_TYPES.get(str(item.get("type", "")), str(item.get("type", ""))),),
        notices=_notices(item, doi, title),
        source=NAME,
    )


def _notices(item: Mapping[str, Any], own: DOI | None, title: str) -> tuple[Notice, ...]:
    """What the record's updates say, each event once.

    The same event comes from the publisher and from Retraction Watch; publishers get the direction and the date
    wrong at times (the Surgisphere papers "retract" their own retraction notices), so where the two differ
    Retraction Watch is believed, and then the title.
    """
    incoming = _updates(item.get("updated-by"), own, title)
    outgoing = {doi: u for doi, u in _updates(item.get("update-to"), own, title).items() if doi != own}
    if _RETRACTED_TITLE.match(title):
        outgoing = {d: u for d, u in outgoing.items() if u[0] not in _RETRACTIONS}
    for doi in incoming.keys() & outgoing.keys():
        said_in, said_out = incoming[doi], outgoing[doi]
        if not {said_in[0], said_out[0]} & _RETRACTIONS:
            continue
        in_backed, out_backed = said_in[2] == _WATCH, said_out[2] == _WATCH
        is_notice = out_backed if in_backed != out_backed else bool(_NOTICE_TITLE.match(title))
        (incoming if is_notice else outgoing).pop(doi)
    found = [
        Notice(kind, out, NAME if source != _WATCH else f"{NAME} (Retraction Watch)", doi=doi, date=date)
        for out, updates in ((False, incoming), (True, outgoing))
        for doi, (kind, date, source) in updates.items()
    ]
    if _is_retracted_by_title(title, own) and not any(
        n.kind in _RETRACTIONS and not n.outgoing for n in found
    ):
        found.append(Notice(NoticeKind.RETRACTION, False, NAME, citation=title))
    for relation in (item.get("relation") or {}).get("is-preprint-of", ()):
        if published := fields.doi_of(str(relation.get("id", ""))):
            found.append(Notice(NoticeKind.PUBLISHED_VERSION, False, NAME, doi=published))
    return tuple(found)


def _updates(
    updates: Any, own: DOI | None, title: str
) -> dict[DOI, tuple[NoticeKind, PartialDate | None, str]]:
    """By the other record's DOI: its gravest kind, with Retraction Watch's date before the publisher's."""
    found: dict[DOI, tuple[NoticeKind, PartialDate | None, str]] = {}
    for update in updates or ():
        doi = fields.doi_of(str(update.get("DOI", "")))
        kind = _KINDS.get(str(update.get("type", "")).lower().replace(" ", "_").replace("-", "_"))
        if doi is None or kind is None:
            continue
        if kind in _RETRACTIONS and _is_cochrane(own, doi) and not _PLAINLY_RETRACTED.match(title):
            kind = NoticeKind.UPDATE
        said = (kind, _date(update.get("updated")), str(update.get("source", "")))
        before = found.get(doi)
        if before is None or _rank(said) < _rank(before):
            found[doi] = said
    return found


def _rank(said: tuple[NoticeKind, PartialDate | None, str]) -> tuple[int, bool]:
    return _GRAVITY.index(said[0]), said[2] != _WATCH


def _is_cochrane(*dois: DOI | None) -> bool:
    return any(doi is not None and doi.value.startswith(_COCHRANE) for doi in dois)


def _is_retracted_by_title(title: str, own: DOI | None) -> bool:
    return bool((_PLAINLY_RETRACTED if _is_cochrane(own) else _RETRACTED_TITLE).match(title))


def _first(value: Any) -> str:
    if isinstance(value, list):
        return str(value[0]) if value else ""
    return str(value or "")


def _date(value: Any) -> PartialDate | None:
    parts = ((value or {}).get("date-parts") or [[]])[0]
    numbers = [str(p) for p in parts if p]
    return fields.partial_date(*numbers[:3]) if numbers else None
