"""The dates in a page's JSON-LD, at any nesting.

Read tolerantly (comments, trailing commas, several objects in one script, HTML comment fences), because
publishers' templates break it often. Dates of what the page only mentions (comments, videos, events, related
articles) are kept apart from the page's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from model.dates import DateKind, DatePlace
from pages.read.dates.names import SCHEMA, WEAK_SCHEMA
from pages.read.dates.values import MachineDate, machine_dates
from pages.read.layout import linked_data

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_K, _P = DateKind, DatePlace
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
        "webpageelement",
        "wpheader",
        "wpfooter",
        "wpsidebar",
        "wpadblock",
        "question",
        "howtostep",
        "howtosection",
        "collectionpage",
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
        "haspart",
        "blogpost",
        "mainentityofblog",
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


def read_json_ld(tree: HtmlElement, titles: tuple[str, ...] = (), address: str = "") -> Iterator[MachineDate]:
    """The dates of every JSON-LD script, those of the page's own object marked ``main``.

    ``titles``: the page's, as heading and head give it; ``address``: its canonical one. Of several posts in the
    scripts the page is the one of that title or address.
    """
    loaded: list[Any] = []
    for text, value in linked_data(tree):
        if not _mentions_date(text):
            continue
        objects = load_tolerantly(text) if value is None else [value]
        if objects:
            loaded += objects
        else:
            for name, day in _PAIR.findall(text):
                yield from machine_dates(SCHEMA[name.lower()], _P.JSON_LD, name, day, weak=True)
    foreign = _other_posts(loaded, titles, address)
    for thing in loaded:
        yield from _walk(thing, True, 0, foreign)


_POST_TYPES = ("article", "posting", "report")
_WORD = re.compile(r"[^\W_]+")
# Headline and title are one when they share this part of the shorter one's words.
_SAME_TITLE = 0.6


def _other_posts(loaded: list[Any], titles: tuple[str, ...], address: str) -> frozenset[int]:
    """The identities of objects that are posts other than the page: teasers, a widget's."""
    posts = [thing for value in loaded for thing in _posts(value, 0)]
    alike = {id(p): _is_page(p, titles, address) for p in posts}
    if not posts:
        return frozenset()
    if any(same for same in alike.values()):
        return frozenset(at for at, same in alike.items() if same is False)
    headlines = {str(p.get("headline") or p.get("name") or "") for p in posts}
    if len(headlines) > _POSTS_OF_ONE:
        return frozenset(alike)  # a list of posts
    return frozenset(id(p) for p in posts if alike[id(p)] is False and _leads_away(p, address))


# A page is marked up as one post, or as two (an Article and a NewsArticle); more are a list.
_POSTS_OF_ONE = 2


def _posts(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _posts(item, depth + 1)
    elif isinstance(value, dict):
        if any(part in kind for kind in _types(value) for part in _POST_TYPES):
            yield value
        for key in ("@graph", "mainEntity"):
            yield from _posts(value.get(key), depth + 1)


def _is_page(post: dict[str, Any], titles: tuple[str, ...], address: str) -> bool | None:
    """Whether a post is the page; None when it has no headline and no address to tell by."""
    path = _path(_address(post))
    if path and address.startswith("http") and path == _path(address):
        return True
    own = {w.lower() for w in _WORD.findall(str(post.get("headline") or post.get("name") or ""))}
    if not own or not any(titles):
        return None
    for title in titles:
        words = {w.lower() for w in _WORD.findall(title)}
        if words and len(own & words) >= _SAME_TITLE * min(len(own), len(words)):
            return True
    return False


def _leads_away(post: dict[str, Any], address: str) -> bool:
    path = _path(_address(post))
    return bool(path and address.startswith("http") and path != _path(address))


def _address(post: dict[str, Any]) -> str:
    main = post.get("mainEntityOfPage")
    found = post.get("url") or (main.get("@id") if isinstance(main, dict) else main) or post.get("@id") or ""
    return found if isinstance(found, str) else ""


def _path(address: str) -> str:
    if not address.startswith("http"):
        return ""
    return (
        address.split("#", 1)[0].split("?", 1)[0].split("://", 1)[-1].removeprefix("www.").rstrip("/").lower()
    )


def _mentions_date(text: str) -> bool:
    return any(name in text for name in _NAMES)


# A property's name holds one of these, in every spelling that is met.
_NAMES = ("date", "Date", "DATE", "eviewed", "expires", "Expires", "opyright")


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


def _walk(
    thing: Any, main: bool, depth: int, foreign: frozenset[int], asked: bool = False
) -> Iterator[MachineDate]:
    """``asked``: the thing is the one question that a page of questions and answers is about (schema.org/QAPage)."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(thing, list):
        for item in thing:
            yield from _walk(item, main, depth + 1, foreign)
        return
    if not isinstance(thing, dict):
        return
    types = _types(thing)
    own = main and id(thing) not in foreign and (asked or not any(t in _OTHER_TYPES for t in types))
    page_like = asked or not types or any(part in t for t in types for part in _PAGE_TYPES)
    for key, value in thing.items():
        name = str(key).rsplit(":", 1)[-1].rsplit("/", 1)[-1]
        folded = name.lower()
        kind = SCHEMA.get(folded)
        if kind is not None:
            weak = folded in WEAK_SCHEMA or not page_like
            for number, text in enumerate(sorted(_texts(value)) if kind is _K.REVIEWED else _texts(value)):
                # a list of two reviews is the last one and the one that is due (so the NHS marks it up)
                said = _K.NEXT_REVIEW if number and kind is _K.REVIEWED else kind
                yield from machine_dates(said, _P.JSON_LD, name, text, main=own, weak=weak)
        elif isinstance(value, dict | list):
            question = "qapage" in types and folded == "mainentity" and isinstance(value, dict)
            yield from _walk(value, own and folded not in _OTHER_PROPERTIES, depth + 1, foreign, question)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list):
        for item in value[:5]:
            yield from _texts(item)
    elif isinstance(value, dict) and isinstance(value.get("@value"), str):
        yield value["@value"]
