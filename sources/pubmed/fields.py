"""The parts of a PubMed record, each read from its text. Pure; shared by the live client and the bulk reader."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from model.dates import PartialDate
from model.digits import whole_number
from model.identifiers import DOI, PMCID, PMID, NotAnIdentifier
from model.literature import Notice, NoticeKind

SOURCE = "PubMed"

# PublicationType UIs (MeSH). The words changed once ("Retraction of Publication" is now "Retraction Notice"),
# the UIs never did, so the old words are kept for them.
RETRACTED_PUBLICATION = "Retracted Publication"
RETRACTION_OF_PUBLICATION = "Retraction of Publication"
_TYPE_OF_UI = {"D016441": RETRACTED_PUBLICATION, "D016440": RETRACTION_OF_PUBLICATION}

# RefType of CommentsCorrections -> what it says, and whether the record that carries it is the notice itself.
# Left out because they say nothing of the paper's standing: Cites, AssociatedDataset, AssociatedPublication,
# SummaryForPatientsIn, OriginalReportIn, ReprintIn/Of and the plain RepublishedIn/From (the same text again
# in another journal).
_KINDS: dict[str, tuple[tuple[NoticeKind, ...], bool]] = {
    "retractionin": ((NoticeKind.RETRACTION,), False),
    "retractionof": ((NoticeKind.RETRACTION,), True),
    "partialretractionin": ((NoticeKind.PARTIAL_RETRACTION,), False),
    "partialretractionof": ((NoticeKind.PARTIAL_RETRACTION,), True),
    "expressionofconcernin": ((NoticeKind.EXPRESSION_OF_CONCERN,), False),
    "expressionofconcernfor": ((NoticeKind.EXPRESSION_OF_CONCERN,), True),
    "erratumin": ((NoticeKind.ERRATUM,), False),
    "erratumfor": ((NoticeKind.ERRATUM,), True),
    "correctedandrepublishedin": ((NoticeKind.REPUBLISHED,), False),
    "correctedandrepublishedfrom": ((NoticeKind.REPUBLISHED,), True),
    # The cited version was withdrawn and another stands in its place: both are true of it.
    "retractedandrepublishedin": ((NoticeKind.RETRACTION, NoticeKind.REPUBLISHED), False),
    "retractedandrepublishedfrom": ((NoticeKind.REPUBLISHED,), True),
    "updatein": ((NoticeKind.UPDATE,), False),
    "updateof": ((NoticeKind.UPDATE,), True),
    "commentin": ((NoticeKind.COMMENT,), False),
    "commenton": ((NoticeKind.COMMENT,), True),
}
_PARTIAL = re.compile(r"\bpartial(?:ly)?\s+retract|\bretract\w*\s+(?:in|of)\s+part\b", re.IGNORECASE)
# Journals of preprints as NLM abbreviates them, beside the publication type "Preprint".
PREPRINT = "Preprint"

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_MEDLINE = re.compile(r"^\s*(1[5-9]\d\d|20\d\d)(?:\s+([A-Za-z]{3})[a-z]*\.?(?:\s+(\d{1,2}))?)?(.*)$")
# The date in the likes of: Lancet. 2010 Feb 6;375(9713):445.
_REF_SOURCE_DATE = re.compile(
    r"(?:^|[.?)\]]\s*|\s)(1[89]\d\d|20\d\d)(?:[ /-]([A-Z][a-z]{2})[a-z]*)?(?:[ ](\d{1,2}))?(?=\s*[;:.,(-]|\s*$)"
)
_REF_SOURCE_DOI = re.compile(r"\bdoi:?\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PAGES = re.compile(r"^\s*([^\s,;-]+)(?:\s*[-–]\s*([^\s,;]+))?")


def month_number(text: str) -> int:
    """1 to 12 from ``Feb``, ``February``, ``02`` or ``2``; 0 for anything else (a season, nothing)."""
    text = text.strip()
    if (number := whole_number(text)) is not None:
        return number if 1 <= number <= 12 else 0
    return _MONTHS.get(text[:3].lower(), 0)


def partial_date(year: str, month: str = "", day: str = "", medline: str = "") -> PartialDate | None:
    """A date as precise as given. ``medline`` is a MedlineDate ("2015 Oct-Dec", "1998 Dec-1999 Jan"): its first
    month counts when the range stays in one year, else the year alone. None when there is no year."""
    number, month_no = whole_number(year), month_number(month)
    if number is None:
        return _medline_date(medline)
    for parts in (
        (number, month_no, whole_number(day) or 0),
        (number, month_no),
        (number,),
    ):
        try:
            return PartialDate(*parts)
        except ValueError:
            continue
    return None


def _medline_date(text: str) -> PartialDate | None:
    if match := _MEDLINE.match(text):
        year, month, day, rest = match.groups()
        other_year = _YEAR.search(rest)
        if other_year and other_year.group(1) != year:
            return PartialDate(int(year))
        # "2015 Oct-Dec" spans months: its day, if any ("Oct 5-11"), is where it starts.
        spans_months = re.match(r"\s*[-/]\s*[A-Za-z]", rest)
        return partial_date(year, month or "", "" if spans_months else (day or ""))
    found = _YEAR.search(text)
    return PartialDate(int(found.group(1))) if found else None


def pages(medline_pgn: str, start: str = "", end: str = "") -> tuple[str, str]:
    """First and last page, the last written out in full: ``637-41`` is ("637", "641")."""
    match = _PAGES.match(medline_pgn)
    first = start.strip() or (match.group(1) if match else "")
    last = end.strip() or ((match.group(2) or "") if match else "")
    if whole_number(first) is not None and whole_number(last) is not None and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    elif last and first and len(last) < len(first) and last[-1:].isdigit():
        # "S12-5", "e101-9": the common beginning was left out.
        head = first[: len(first) - len(last)]
        if head and not last[0].isalpha():
            last = head + last
    return first, last if last != first else ""


def publication_types(named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """PubMed's words for each (UI, words), the two that matter most under their lasting names."""
    return tuple(_TYPE_OF_UI.get(ui, words) for ui, words in named if words)


def notices(
    ties: Iterable[tuple[str, str, str, str]], types: tuple[str, ...], title: str
) -> tuple[Notice, ...]:
    """What the CommentsCorrections, each as (RefType, RefSource, PMID, Note), say about the record.

    ``types`` and ``title`` are the record's own. A record typed "Retracted Publication" is retracted even where
    no tie names the notice; one typed as a retraction is a notice even where it does not say of what.
    """
    found: list[Notice] = []
    for ref_type, ref_source, pmid, note in ties:
        kinds, outgoing = _KINDS.get(ref_type.lower(), ((), False))
        for kind in kinds:
            found.append(_notice(kind, outgoing, ref_source, pmid, note, types, title))
    said = {(n.kind, n.outgoing) for n in found}
    retraction = (NoticeKind.RETRACTION, NoticeKind.PARTIAL_RETRACTION)
    if RETRACTED_PUBLICATION in types and not said & {(k, False) for k in retraction}:
        found.append(Notice(NoticeKind.RETRACTION, outgoing=False, source=SOURCE))
    if RETRACTION_OF_PUBLICATION in types and not said & {(k, True) for k in retraction}:
        found.append(Notice(NoticeKind.RETRACTION, outgoing=True, source=SOURCE))
    return tuple(dict.fromkeys(found))


def _notice(
    kind: NoticeKind,
    outgoing: bool,
    ref_source: str,
    pmid: str,
    note: str,
    types: tuple[str, ...],
    title: str,
) -> Notice:
    ref_source = " ".join(ref_source.split())
    # Since 2016 NLM files partial retractions as errata (NLM Tech Bull 2016;(412):e3): only the words tell.
    if kind in (NoticeKind.RETRACTION, NoticeKind.ERRATUM) and _PARTIAL.search(
        f"{ref_source} {note} {title if outgoing else ''}"
    ):
        kind = NoticeKind.PARTIAL_RETRACTION
    if kind is NoticeKind.UPDATE and not outgoing and PREPRINT in types:
        kind = NoticeKind.PUBLISHED_VERSION
    return Notice(
        kind=kind,
        outgoing=outgoing,
        source=SOURCE,
        pmid=pmid_of(pmid),
        doi=ref_source_doi(ref_source),
        date=ref_source_date(ref_source),
        citation=" ".join(f"{ref_source} {note}".split()),
    )


def ref_source_date(text: str) -> PartialDate | None:
    """The date in a RefSource ("Lancet. 2010 Feb 6;375(9713):445."), as precise as it is."""
    if match := _REF_SOURCE_DATE.search(re.split(r"\bdoi:", text, maxsplit=1)[0]):
        return partial_date(match.group(1), match.group(2) or "", match.group(3) or "")
    return None


def ref_source_doi(text: str) -> DOI | None:
    """The DOI in a RefSource, None when there is none."""
    match = _REF_SOURCE_DOI.search(text)
    return doi_of(match.group(1).rstrip(".;,")) if match else None


def pmid_of(text: str) -> PMID | None:
    """A PMID, None for what is none (NCBI puts other things where PMIDs stand)."""
    try:
        return PMID(text.strip().lstrip("0"))
    except NotAnIdentifier:
        return None


def doi_of(text: str) -> DOI | None:
    """A DOI, None for what is none."""
    try:
        return DOI(text.strip())
    except NotAnIdentifier:
        return None


def pmcid_of(text: str) -> PMCID | None:
    """A PMCID; the map sometimes has ``PMCPMC123`` or ``PMC123.1``."""
    match = re.fullmatch(r"(?:PMC)*(\d+)(?:\.\d+)?", text.strip(), re.IGNORECASE)
    try:
        return PMCID(f"PMC{match.group(1)}") if match else None
    except NotAnIdentifier:
        return None


def plain(text: str) -> str:
    """The words of escaped XML text: without inline tags, entities resolved, with single blanks."""
    return tidy(html.unescape(re.sub(r"<[^<>]*>", "", text)))


def tidy(text: str) -> str:
    """Single blanks, and no tags that were escaped once too often (``&lt;i&gt;`` in the record itself)."""
    if "<" in text:
        text = re.sub(r"</?(?:i|b|u|em|strong|sub|sup)>", "", text, flags=re.IGNORECASE)
    return " ".join(text.split())


_ARTICLE_NUMBER = re.compile(r"[A-Za-z]{0,3}\d{2,9}(?:\.\d{1,4})?")


def is_article_number(text: str) -> bool:
    """True for ``e1000097``, ``CD005296``, ``12345``; False for a publisher's item number (S0140-6736(10)60175-4)."""
    return bool(_ARTICLE_NUMBER.fullmatch(text))
