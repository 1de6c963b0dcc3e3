"""What an entry names: a journal article, or something that PubMed does not hold and nobody should look for there."""

from __future__ import annotations

import re
from collections.abc import Collection

from model.identifiers import ISBN, NCT, Identifier
from model.page import ReferenceKind, ReferenceParts
from pages.read.references.outlets import (
    closes_with_imprint,
    is_handbook,
    is_news,
    is_site,
    names_news,
    opens_with_body,
    published_in_city,
)

_URL = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:org|gov|com|edu|net|nhs\.uk|int|co\.uk|eu|ca|au)\b", re.IGNORECASE
)
_TRIAL = re.compile(
    r"\bclinicaltrials?\.gov\b|\bNCT\d{8}\b|\bISRCTN\d+|\bEudraCT\b|\bDRKS\d{8}|"
    r"\bACTRN\d+|\bChiCTR|clinical trials regist(?:er|ry)\b|\btrial regist(?:ration|ry)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"prescribing information|package insert|product (?:labell?ing|information|monograph)|\bfull "
    r"prescribing\b|patient information leaflet|package leaflet|"
    r"summary of product characteristics|\bSmPC\b|\[package insert\]|DailyMed|highlights of "
    r"prescribing|\bdrug label\b|ficha técnica|Fachinformation|"
    r"\bUSPI\b|medication guide",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"press release|news release|\bpress announcement|news & events|\bFDA (?:approves|grants|"
    r"announces|news)\b|PR Newswire|Business Wire|"
    r"\bnewsroom\b|media release|(?:company|stock exchange) announcement|comunicado de prensa|"
    r"communiqué de presse|Pressemitteilung|"
    r"fda\.gov/news|approves? [\w-]+ for\b.*fda\.gov",
    re.IGNORECASE,
)
_GUIDELINE = re.compile(
    r"\bscientific statement\b|\bcommittee opinion\b|\bgreen-top\b|\bappropriateness criteria\b|"
    r"\bguidelines?\b|\bNICE\b.{0,20}\b(?:CG|NG|TA|QS)\s?\d+|\bclinical guidance\b|recommendation "
    r"statement|\bpractice (?:parameter|bulletin)\b|"
    r"\bconsensus statement\b|\bNCCN\b|\bSIGN \d+\b|\bstandards of (?:medical )?care\b|"
    r"\bLeitlinien?\b|\bgu[ií]as? (?:de práctica )?clínicas?\b|"
    r"\b[Pp]osition statement\b",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"\b(?:ph\.?\s?d\.?|doctoral|master'?s?|master of science|MSc|M\.?D\.?)\s+(?:thesis|"
    r"dissertation)\b|\[?(?:thesis|dissertation)\]|\bDoktorarbeit\b|\bTesis doctoral\b|\bHabilitation|"
    r"\bunpublished (?:thesis|dissertation)|\bDissertation(?:,| Abstracts)",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"\[abstract[^\]]*\]|\(abstr(?:act)?\.?[^)]*\)|\babstr(?:act)?\.?\s*(?:n[or]\.?|number|#|"
    r"n°)?\s*[A-Z]{0,4}\d|\bpresent(?:ed|ation) at\b|\bposter (?:presented|session|abstract)?|\boral "
    r"presentation|"
    r"\bAnnual Meeting\b.*\b(?:20|19)\d\d\b|\bmeeting abstracts?\b|\bSan Antonio Breast Cancer Symposium\b|"
    r"\b(?:Congress|Conference|Symposium)\b[^.]*;\s*(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)",
    re.IGNORECASE,
)
# "Sage EH", "Thieme S," and "Norton, J." are authors; "Springer, NY" is not.
_NO_INITIALS = r"(?!,?\s(?!(?:NY|PA|MA|CA|UK|NJ|MD|DC|IL|MO|CT|US|USA)\b)[A-Z]{1,3}\b)"
_PUBLISHERS = (
    r"Springer(?:-Verlag)?|Elsevier|Saunders|Mosby|Wiley(?:-Blackwell)?(?! Interdiscip)|McGraw[- ]Hill|Lippincott|"
    r"Williams (?:and|&) Wilkins|Churchill Livingstone|Academic Press|Humana Press|CRC Press|Oxford Univ|"
    r"Cambridge Univ|Thieme|Karger|Routledge|Guilford|Sage(?: Publications)?|Penguin|Harper(?:Collins)?|"
    r"Blackwell(?: Scientific)?|Erlbaum|Plenum|MIT Press|Jones (?:and|&) Bartlett|Norton|Random House|"
    r"National Academ(?:y|ies) Press|Human Kinetics|American Psychiatric (?:Press|Publishing|Association)|"
    r"Simon (?:and|&) Schuster|Macmillan(?! Cancer)|Bloomsbury|Houghton Mifflin|Little,? Brown|Rodale|Hachette|"
    r"Farrar|Knopf|Doubleday|Faber|St\.? Martin's|Prentice Hall|Pharmaceutical Press"
)
_BOOK = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)\s+(?:rev(?:ised)?\.?\s+)?ed(?:ition|n)?\b|\b(?:first|second|third|"
    r"fourth|fifth|sixth|seventh|eighth|ninth|tenth|revised)\s+edition\b|\bISBN\b|"
    r"(?<!International )\b(?:eds?|editors?|Hrsg)\b\.?[\s,):]|\(Eds?\.?\)|\bIn:\s|\bUniversity Press\b|"
    rf"\b(?:{_PUBLISHERS})\b{_NO_INITIALS}|"
    r"[A-Z][a-z]+(?:,\s[A-Z]{2}|,\s[A-Z][a-z]+)?:\s+[A-Z][\w&' -]+(?:Press|Publish\w*|Books?|Verlag|"
    r"Editorial|Inc)\b|\b\d{1,2}\.\s?Aufl|\b[2-9]ª? ed\b|(?<!Blood )\bPress[;,]|"
    r"\b(?:[Tt]echnical|[Ww]hite|[Ww]orking|[Dd]iscussion) (?:[Rr]eport|[Pp]aper)\b|\bReport [Nn]o\.|\bCat\.? [Nn]o\.|"
    r"\bBooks,? (?:19|20)\d\d",
)
# What only the author can look up. It stands in no library, whatever numbers stand beside it.
_PRIVATE = re.compile(
    r"\bpersonal(?:ly)? communicat|\bunpublished\b|\bdata on file\b|\bmanuscript (?:in preparation|submitted)|"
    r"\bsubmitted for publication|\A\W*(?:ibid|op\.? cit|loc\.? cit|see (?:note|ref))|\bcomunicación personal|"
    r"\bpersönliche Mitteilung|\bcommunication personnelle",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\bFed(?:eral|\.)? Reg(?:ister|ist)?\b|\bCode of Federal Regulations\b|\b\d+ (?:CFR|C\.F\.R\.|U\.S\.C\.)|"
    r"\bPublic Law\b|\bOfficial Journal of the European|\bCivil Action\b|\b\d+ (?:U\.S\.|F\.\s?[23]d|S\.\s?Ct\.) \d+"
)
_CHAPTER = re.compile(r"\bIn:?\s+[A-Z][^.]{2,80}\b(?:[Ee]ds?|[Ee]ditors?)\b|\b[Cc]hapter\s+\d+|\bch\.\s?\d+")
_WEB = re.compile(
    r"\b(?:accessed|retrieved|available (?:from|at|online)|last (?:updated|reviewed|modified)|website|"
    r"web ?site|web ?page|homepage|fact ?sheet|\[Internet\]|"
    r"consultado|disponible en|abgerufen|consulté|acessado|\bonline\b\s*\])",
    re.IGNORECASE,
)
_COCHRANE = re.compile(r"\bCochrane (?:Library|Database|Db)\b", re.IGNORECASE)
_IDENTIFIED = re.compile(r"\b(?:pubmed|PMID|PMC\d|doi)\b|10\.\d{4,9}/", re.IGNORECASE)
#: How a paper is named that has no volume yet.
AWAITED = (
    r"(?:in press|in print|forthcoming|to appear|online first|(?:epub )?ahead of print|accepted(?: for publication)?|"
    r"i[mn] druck|erscheint|sous presse|à paraître|en prensa|in stampa|no prelo|in druk)"
)
_AWAITED = re.compile(rf"\b(?:{AWAITED}|epub ahead)\b", re.IGNORECASE)
_JOURNALISH = re.compile(
    r"\b(?:J|Journal|Ann|Annals|Arch|Archives|Am|Br|Eur|Int|Clin|N Engl|Lancet|JAMA|BMJ|Nature|"
    r"Science|PLoS|PLOS|Cochrane|Proc|Rev|Med|Res|Oncol|Cancer|Dis)\b"
)


# Words without which a pattern cannot match: looking for them first costs a tenth of the pattern.
_NEEDS = {
    _THESIS: ("thesis", "dissertation", "doktorarbeit", "tesis", "habilitation"),
    _ABSTRACT: (
        "abstr",
        "present",
        "poster",
        "oral pres",
        "meeting",
        "symposium",
        "congress",
        "conference",
    ),
    _CHAPTER: ("in:", "in ", "chapter", "ch."),
    _LABEL: (
        "prescribing",
        "insert",
        "label",
        "product",
        "leaflet",
        "smpc",
        "dailymed",
        "ficha",
        "fachinfo",
        "uspi",
        "guide",
    ),
    _LAW: (
        "fed",
        "regulations",
        "cfr",
        "c.f.r",
        "u.s.c",
        "public law",
        "official journal",
        "civil action",
        "u.s.",
        "f.",
        "ct.",
    ),
    _PRESS: ("release", "press", "news", "fda", "wire", "comunicado", "communiqu"),
    _GUIDELINE: (
        "guid",
        "nice",
        "recommendation",
        "parameter",
        "bulletin",
        "consensus",
        "nccn",
        "sign ",
        "standards",
        "leitlinie",
        "guía",
        "guia",
        "position",
        "statement",
        "opinion",
        "green-top",
        "criteria",
    ),
}


def _is(pattern: re.Pattern[str], text: str, lower: str) -> bool:
    return any(word in lower for word in _NEEDS[pattern]) and pattern.search(text) is not None


def kind_named(
    kind: ReferenceKind, identifiers: Collection[Identifier], urls: Collection[str]
) -> ReferenceKind:
    """The kind that an entry's identifiers and addresses tell where its words did not."""
    if kind in (ReferenceKind.UNKNOWN, ReferenceKind.WEB) and identifiers:
        if any(isinstance(i, NCT) for i in identifiers):
            return ReferenceKind.TRIAL
        book = any(isinstance(i, ISBN) for i in identifiers)
        return ReferenceKind.BOOK if book else ReferenceKind.ARTICLE
    return ReferenceKind.WEB if kind is ReferenceKind.UNKNOWN and urls else kind


def kind_of(text: str, parts: ReferenceParts) -> ReferenceKind:
    """The kind of one entry from its words and the parts read of it.

    ``text`` is the whole entry on one line. An article needs a journal and a place in it; a guideline in a journal is
    an article too. What fits nothing is UNKNOWN.
    """
    lower = text.lower()
    located = bool(parts.journal and (parts.volume or (parts.year and parts.first_page)))
    if _is(_THESIS, text, lower):
        return ReferenceKind.THESIS
    if _is(_ABSTRACT, text, lower):
        return ReferenceKind.ABSTRACT
    cochrane = _COCHRANE.search(parts.journal) is not None
    if not cochrane and not (parts.volume and parts.issue) and _is(_CHAPTER, text, lower):
        return ReferenceKind.BOOK
    placed = bool(located and parts.volume and parts.first_page)
    if cochrane:
        return ReferenceKind.ARTICLE
    if not placed and _PRIVATE.search(text):
        return ReferenceKind.UNKNOWN
    if is_news(parts.journal, text):
        return ReferenceKind.PRESS if _is(_PRESS, text, lower) else ReferenceKind.WEB
    if _is(_LAW, text, lower):
        return ReferenceKind.GUIDELINE
    journalish = bool(parts.journal) and _JOURNALISH.search(parts.journal) is not None
    imprint = published_in_city(parts.journal or text) or (not parts.volume and closes_with_imprint(text))
    if placed and journalish and not imprint:
        return ReferenceKind.ARTICLE
    # The third edition of a classification can fill a journal's issue: what its title says makes it no book.
    around = text.replace(parts.title, "", 1) if placed and parts.issue and parts.title else text
    bookish = imprint or _BOOK.search(around) is not None or is_handbook(around)
    if placed and not bookish:
        return ReferenceKind.ARTICLE
    return _unplaced(text, lower, parts, located, journalish, bookish)


def _unplaced(
    text: str, lower: str, parts: ReferenceParts, located: bool, journalish: bool, bookish: bool
) -> ReferenceKind:
    """The kind of what has no full place in a journal: its words decide, the plainest first."""
    if _is(_LABEL, text, lower):
        return ReferenceKind.LABEL
    if _TRIAL.search(text):
        return ReferenceKind.TRIAL
    if _is(_PRESS, text, lower):
        return ReferenceKind.PRESS
    identified = "clinicaltrials" not in lower and _IDENTIFIED.search(text) is not None
    online = _URL.search(text) is not None or _WEB.search(text) is not None
    if bookish and not (online and not _BOOK.search(text) and not is_handbook(text)):
        guideline = _is(_GUIDELINE, text, lower) and (not parts.authors or opens_with_body(text))
        return ReferenceKind.GUIDELINE if guideline else ReferenceKind.BOOK
    if located and (parts.volume or journalish):
        return ReferenceKind.ARTICLE
    if journalish and identified and parts.authors:
        return ReferenceKind.ARTICLE
    if _is(_GUIDELINE, text, lower):
        return ReferenceKind.GUIDELINE
    if identified or (parts.authors and _AWAITED.search(text)):
        return ReferenceKind.ARTICLE
    if online or is_site(text) or names_news(text):
        return ReferenceKind.WEB
    if journalish and parts.year and parts.authors:
        return ReferenceKind.ARTICLE
    return ReferenceKind.WEB if opens_with_body(text) else ReferenceKind.UNKNOWN
