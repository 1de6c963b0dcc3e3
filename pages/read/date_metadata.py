"""Dates in a page's machine-readable parts: JSON-LD at any nesting, meta elements, microdata, RDFa, ``<time>``.

Every value is kept with its kind and place. JSON-LD is read tolerantly (comments, trailing commas, several
objects in one script, HTML comment fences), because publishers' templates break it often.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from model.dates import DateKind, DatePlace, PartialDate
from pages.read.date_strings import partial, read_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_K, _P = DateKind, DatePlace


@dataclass(frozen=True, slots=True)
class MachineDate:
    """One date from markup. ``readings`` as in DateMention; ``name`` is the property that held it.

    ``main`` is False where the object is not the page itself (a comment, a related article, a video).
    ``instant``: the value in UTC when it had a clock time with a zone, else None.
    """

    kind: DateKind
    place: DatePlace
    name: str
    value: str
    readings: tuple[PartialDate, ...]
    main: bool = True
    weak: bool = False
    instant: datetime | None = None


# ---- values ----------------------------------------------------------------------------------------------
_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?",
    re.I,
)
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|\d{4}|\d{6}|$)")
_EPOCH = re.compile(r"\s*(1\d{9}|9\d{8})(\d{3})?\s*$")
_RFC = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-][A-Za-z]{3}[\s-]\d{2,4}\s+\d{1,2}:\d\d")
_YEAR_MONTH = re.compile(r"\s*(\d{4})(?:[-/](\d{1,2}))?\s*$")


def read_value(value: str) -> tuple[tuple[PartialDate, ...], datetime | None]:
    """Readings of a machine value, as the local date printed in it, and its instant in UTC if it has one.

    ``2020-09-21T23:30:00-05:00`` is 21 September: the publisher's own calendar, not Greenwich's.
    """
    value = value.strip()[:80]
    if not value or not any(c.isdigit() for c in value):
        return (), None
    match = _ISO.match(value)
    if match:
        day = partial(int(match[1]), int(match[2]), int(match[3]))
        return ((day,) if day else ()), _instant(match, day)
    match = _COMPACT.match(value)
    if match:
        day = partial(int(match[1]), int(match[2]), int(match[3]))
        return ((day,) if day else ()), None
    match = _EPOCH.match(value)
    if match:
        moment = datetime.fromtimestamp(int(match[1]), UTC)
        return (PartialDate.of(moment.date()),), moment
    match = _YEAR_MONTH.match(value)
    if match:
        month = partial(int(match[1]), int(match[2] or 0))
        return ((month,) if month else ()), None
    if _RFC.match(value):
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
        else:
            day = partial(moment.year, moment.month, moment.day)
            if day:
                return (day,), moment.astimezone(UTC) if moment.tzinfo else None
    found = read_date(value)
    return (found.readings if found and found.style != "loose" else ()), None


def _instant(match: re.Match[str], day: PartialDate | None) -> datetime | None:
    zone = match[7]
    if not zone or not day or not day.day:
        return None
    try:
        moment = datetime(
            day.year, day.month, day.day, int(match[4]), int(match[5]), int(match[6] or 0), tzinfo=UTC
        )
    except ValueError:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        try:
            moment = moment - shift if zone[0] == "+" else moment + shift
        except OverflowError:
            return None
    return moment


# ---- JSON-LD ---------------------------------------------------------------------------------------------
# schema.org properties: https://schema.org/CreativeWork, https://schema.org/WebPage (lastReviewed)
_SCHEMA = {
    "datepublished": _K.PUBLISHED,
    "datecreated": _K.PUBLISHED,
    "uploaddate": _K.PUBLISHED,
    "dateposted": _K.PUBLISHED,
    "dateissued": _K.PUBLISHED,
    "datemodified": _K.UPDATED,
    "dateupdated": _K.UPDATED,
    "lastreviewed": _K.REVIEWED,
    "reviewdate": _K.REVIEWED,
    "datereviewed": _K.REVIEWED,
    "expires": _K.EXPIRES,
    "copyrightyear": _K.COPYRIGHT,
}
_WEAK_SCHEMA = frozenset({"datecreated", "uploaddate"})
# Objects that are never the page itself, and properties whose objects are about something else.
_OTHER_TYPES = frozenset(
    [
        "comment",
        "usercomments",
        "review",
        "claimreview",
        "aggregaterating",
        "rating",
        "person",
        "organization",
        "newsmediaorganization",
        "imageobject",
        "videoobject",
        "audioobject",
        "mediaobject",
        "event",
        "medicaltrial",
        "medicalstudy",
        "offer",
        "product",
        "breadcrumblist",
        "listitem",
        "itemlist",
        "clip",
        "podcastepisode",
        "datafeed",
        "dataset",
        "answer",
        "jobposting",
        "specialannouncement",
        "website",
        "broadcastevent",
        "musicrecording",
        "place",
        "localbusiness",
        "hospital",
        "physician",
        "sitenavigationelement",
    ]
)
_OTHER_PROPERTIES = frozenset(
    [
        "comment",
        "comments",
        "review",
        "reviews",
        "citation",
        "isbasedon",
        "ispartof",
        "relatedlink",
        "significantlink",
        "mentions",
        "image",
        "video",
        "audio",
        "thumbnail",
        "associatedmedia",
        "itemlistelement",
        "author",
        "publisher",
        "creator",
        "editor",
        "reviewedby",
        "hasevent",
        "event",
        "subjectof",
        "recordedat",
        "acceptedanswer",
        "suggestedanswer",
        "aggregaterating",
        "breadcrumb",
        "logo",
        "sponsor",
        "provider",
        "study",
        "isrelatedto",
        "workexample",
        "exampleofwork",
        "translationofwork",
        "sourceorganization",
        "contributor",
        "about",
        "potentialaction",
    ]
)
_PAGE_TYPES = (
    "webpage",
    "article",
    "posting",
    "report",
    "medicalentity",
    "condition",
    "drug",
    "creativework",
    "qapage",
)
# Deep enough for any template; bounds hostile nesting.
_MAX_DEPTH = 12
_FENCE = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*\Z"
)
_STRINGS_OR_COMMENTS = re.compile(r'"(?:[^"\\\n]|\\.)*"|/\*.*?\*/|(?<!:)//[^\n"]*$', re.S | re.M)
_STRINGS_OR_COMMAS = re.compile(r'"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])', re.S)
_PAIR = re.compile(
    r'["\'](datePublished|dateModified|lastReviewed|dateCreated|expires)["\']\s*:\s*["\']([^"\'<>]{4,40})["\']',
    re.I,
)
_RAW_CONTROL = re.compile(r"[\x00-\x1f]")


def read_json_ld(tree: HtmlElement) -> Iterator[MachineDate]:
    """The dates of every JSON-LD script, those of the page's own object marked ``main``."""
    for script in tree.iter("script"):
        kind = script.get("type", "").lower()
        if "ld+json" not in kind:
            continue
        text = script.text_content() if script.text is None else script.text
        if not text or not _mentions_date(text):
            continue
        objects = load_tolerantly(text)
        if objects:
            for thing in objects:
                yield from _walk(thing, True, 0)
        else:
            for name, value in _PAIR.findall(text):
                yield from _machine(_SCHEMA[name.lower()], _P.JSON_LD, name, value, weak=True)


def _mentions_date(text: str) -> bool:
    folded = text.lower()
    return "date" in folded or "lastreviewed" in folded or "expires" in folded or "copyrightyear" in folded


def load_tolerantly(text: str) -> list[Any]:
    """The JSON values in a script, as many as can be had; empty when it is beyond repair."""
    text = _FENCE.sub("", _FENCE.sub("", text)).strip().rstrip(";")
    try:
        return [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        pass
    text = _STRINGS_OR_COMMENTS.sub(lambda m: m.group() if m.group().startswith('"') else " ", text)
    text = _STRINGS_OR_COMMAS.sub(lambda m: m.group() if m.group().startswith('"') else "", text)
    text = _RAW_CONTROL.sub(" ", text)
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    at = 0
    while at < len(text):
        opening = next((i for i in range(at, len(text)) if text[i] in "{["), -1)
        if opening < 0:
            break
        try:
            value, at = decoder.raw_decode(text, opening)
        except (ValueError, RecursionError):
            break
        values.append(value)
    return values


def _types(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type") or thing.get("type") or ()
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [str(k).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for k in kinds]


def _walk(thing: Any, main: bool, depth: int) -> Iterator[MachineDate]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(thing, list):
        for item in thing:
            yield from _walk(item, main, depth + 1)
        return
    if not isinstance(thing, dict):
        return
    types = _types(thing)
    own = main and not any(t in _OTHER_TYPES for t in types)
    page_like = not types or any(part in t for t in types for part in _PAGE_TYPES)
    for key, value in thing.items():
        name = str(key).rsplit(":", 1)[-1].rsplit("/", 1)[-1]
        folded = name.lower()
        kind = _SCHEMA.get(folded)
        if kind is not None:
            for text in _texts(value):
                weak = folded in _WEAK_SCHEMA or not page_like
                yield from _machine(kind, _P.JSON_LD, name, text, main=own, weak=weak)
        elif isinstance(value, dict | list):
            yield from _walk(value, own and folded not in _OTHER_PROPERTIES, depth + 1)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list):
        for item in value[:5]:
            yield from _texts(item)
    elif isinstance(value, dict) and isinstance(value.get("@value"), str):
        yield value["@value"]


def _machine(
    kind: DateKind, place: DatePlace, name: str, value: str, *, main: bool = True, weak: bool = False
) -> Iterator[MachineDate]:
    readings, instant = read_value(value)
    if readings:
        yield MachineDate(kind, place, name, value.strip(), readings, main, weak, instant)


# ---- meta elements ---------------------------------------------------------------------------------------
_PUBLISHED_NAMES = """article:published_time article:published article:published_date article:publicationdate
 article:post_date article:created article_date_original article.published article.created articledate
 analyticsattributes.articledate bt:pubdate citation_date citation_publication_date citation_online_date
 content_create_date created cxenseparse:recs:publishtime cxenseparse:recs:articlefirstpublished date date-published
 date_created date_published datecreated dateposted datepublished date-creation date-created creation_date
 dc.date dc.created dc.date.created dc.date.issued dc.date.publication dc.issued dc.date.x-publication
 dcterms.created dcterms.date dcterms.issued dcterms.dateaccepted dcsext.articlefirstpublished displaydate doc_date
 field-name-post-date firstpublished first_published gentime issue_date issued mediator_published_time
 og:article:published og:article:published_time og:datepublished og:pubdate og:publish_date og:published_time
 og:question:published_time og:regdate originalpublicationdate original-publish-date parsely-pub-date pdate post_date
 prism.publicationdate ptime pub_date pubdate publication-date publication_date publicationdate publish-date
 publish_date publish_time publishdate published published-date published_at published_date published_time
 publisheddate pubyear rbpubdate release_date releasedate rnews:datepublished sailthru.date
 shareaholic:article_published_time twt-published-at video:release_date vr:published_time wt.pubdate
 publishedat first_publication_date content-date story_date timestamp"""
_UPDATED_NAMES = """article:modified_time article:modified article:modified_date article:post_modified article:updated_time
 article.updated bt:moddate changed content_modified_date date-modified date-revised date.modified date_modified
 date_updated datemodified dateupdate dateupdated dc.date.modified dc.date.updated dc.date.revised dc.modified
 dcterms.modified dcterms.updated last-modified last-update last-updated last_modified last_revised last_update
 last_updated lastdate lastmod lastmodified lastupdate lastupdated lastrevised mod_date moddate modificationdate
 modification_date modified modified-date modified_date modified_time og:article:modified_time og:modified_time
 og:updated_time prism.modificationdate revised revision_date revision-date update_date updated updated-date
 updated_at updated_date updated_time updateddate utime x-last-modified content-updated lastupdatedate
 page_last_updated pagelastupdated cxenseparse:recs:articlelastmodified"""
_REVIEWED_NAMES = """date-reviewed date_reviewed datereviewed dc.date.reviewed dcterms.reviewed dc.reviewed last-reviewed
 last_reviewed lastreviewed medical-review-date medical_review_date medicalreviewdate review-date review_date
 reviewdate reviewed reviewed-date reviewed_date revieweddate lastrevieweddate last-review last_review lastreview
 page_last_reviewed dc.date.lastreviewed article:reviewed_time last-medical-review medically-reviewed-date
 lastmedicalreview"""
_NEXT_NAMES = """next-review next_review nextreview next-review-date next_review_date nextreviewdate dc.date.nextreview
 review-due review_due reviewdue review-by reviewby dcterms.review dc.date.reviewby page_next_review"""
_EXPIRES_NAMES = """article:expiration_time dc.date.expires dcterms.valid dc.date.valid expiration-date expiration_date
 expirationdate expiry-date expiry_date expirydate expires_on unavailable_after dc.date.expiry og:expiration_time"""
_COPYRIGHT_NAMES = (
    "copyright dc.rights dcterms.rights rights copyrightyear dc.date.copyrighted dcterms.datecopyrighted"
)
_META: dict[str, DateKind] = {
    **dict.fromkeys(_COPYRIGHT_NAMES.split(), _K.COPYRIGHT),
    **dict.fromkeys(_PUBLISHED_NAMES.split(), _K.PUBLISHED),
    **dict.fromkeys(_UPDATED_NAMES.split(), _K.UPDATED),
    **dict.fromkeys(_REVIEWED_NAMES.split(), _K.REVIEWED),
    **dict.fromkeys(_NEXT_NAMES.split(), _K.NEXT_REVIEW),
    **dict.fromkeys(_EXPIRES_NAMES.split(), _K.EXPIRES),
}
# Names that some systems fill with the time of serving or of a crawl.
_WEAK_META = frozenset(
    [
        "date",
        "timestamp",
        "dc.date",
        "dcterms.date",
        "created",
        "creation_date",
        "gentime",
        "ptime",
        "video:release_date",
        "release_date",
    ]
)
_ITEMPROPS = {**_SCHEMA, "dateupdate": _K.UPDATED, "pubdate": _K.PUBLISHED, "pubyear": _K.PUBLISHED}


_DIGIT = re.compile(r"\d")


def read_meta(tree: HtmlElement) -> Iterator[MachineDate]:
    """The dates of the meta elements, wherever they stand."""
    for meta in tree.iter("meta"):
        value = meta.get("content") or meta.get("datetime") or meta.get("value")
        if not value or len(value) > 200 or not _DIGIT.search(value):
            continue
        name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip()
        if not name:
            prop = meta.get("itemprop", "").strip()
            kind = _ITEMPROPS.get(prop.lower())
            if kind:
                yield from _machine(
                    kind, _P.MICRODATA, prop, value, main=_own_item(meta), weak=prop.lower() in _WEAK_SCHEMA
                )
            elif "pubdate" in meta.attrib:
                yield from _machine(_K.PUBLISHED, _P.META, "pubdate", value)
            continue
        folded = name.lower().replace("dc:", "dc.").replace("dcterms:", "dcterms.")
        kind = _META.get(folded)
        if kind is None:
            continue
        place = _P.META
        if folded.startswith(("dc.", "dcterms.")):
            place = _P.DUBLIN_CORE
        elif folded.startswith(("og:", "article:")):
            place = _P.OPEN_GRAPH
        if kind is _K.COPYRIGHT:
            years = [int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", value)]
            if years:
                yield MachineDate(kind, place, name, value, (PartialDate(max(years)),))
            continue
        yield from _machine(kind, place, name, value, weak=folded in _WEAK_META)


# ---- microdata, RDFa and time elements -------------------------------------------------------------------
_OTHER_ITEM = re.compile(
    r"comment|review\b|event|videoobject|imageobject|audioobject|person|organization|offer|product|rating|listitem|answer",
    re.I,
)


def read_microdata(tree: HtmlElement) -> Iterator[MachineDate]:
    """``itemprop`` and RDFa ``property`` dates on elements other than meta."""
    for element in tree.xpath("//*[@itemprop or @property][not(self::meta)]"):
        for prop in (element.get("itemprop") or element.get("property") or "").split():
            name = prop.rsplit(":", 1)[-1].rsplit("/", 1)[-1].lower()
            kind = _ITEMPROPS.get(name)
            if kind is None:
                continue
            value = element.get("datetime") or element.get("content") or element.get("title") or ""
            if not any(c.isdigit() for c in value):
                value = " ".join(element.text_content().split())
            if kind is _K.COPYRIGHT or len(value) > 80:
                continue
            yield from _machine(
                kind, _P.MICRODATA, prop, value, main=_own_item(element), weak=name in _WEAK_SCHEMA
            )


def _own_item(element: HtmlElement) -> bool:
    """False when the nearest item that holds the element is a comment, an event, a video or the like."""
    for ancestor in element.iterancestors():
        if "itemtype" in ancestor.attrib or "typeof" in ancestor.attrib:
            kind = ancestor.get("itemtype") or ancestor.get("typeof") or ""
            return not _OTHER_ITEM.search(kind.rsplit("/", 1)[-1])
    return True


# ---- addresses and headers -------------------------------------------------------------------------------
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](1[0-2]|0?[1-9])[/_-](3[01]|[12]\d|0?[1-9])(?!\d)")
_URL_COMPACT = re.compile(r"(?<![\dA-Za-z])((?:199|20[0-3])\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\d+\w*/")  # the day of the copy, not of the page
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(1[0-2]|0[1-9])(?=/)")


def read_url(url: str) -> MachineDate | None:
    """The date in an address: ``/2014/06/24/``, ``-2014-06-24``, ``/2014/06/``."""
    path = _ARCHIVE.sub("", url.split("?", 1)[0].split("#", 1)[0])
    for pattern in (_URL_DAY, _URL_COMPACT, _URL_MONTH):
        match = pattern.search(path)
        if match:
            value = partial(*(int(g) for g in match.groups()))
            if value:
                return MachineDate(_K.PUBLISHED, _P.URL, "URL", match.group().strip("/"), (value,))
    return None


def read_header(value: str, place: DatePlace) -> MachineDate | None:
    """An HTTP ``Last-Modified`` or a sitemap ``lastmod``."""
    if not value:
        return None
    readings, instant = read_value(value)
    if not readings:
        return None
    name = "Last-Modified" if place is _P.HTTP_HEADER else "lastmod"
    return MachineDate(_K.UPDATED, place, name, value.strip(), readings, weak=True, instant=instant)
