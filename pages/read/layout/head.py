"""What a page's head says of it: title, language, address, who wrote and who reviewed it."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml.html import HtmlElement

from model.address import is_address
from pages.read.layout.elements import elements, flat, linked_data

_SITE_SUFFIX = re.compile(r"\s+(?:[|·•»›:—–-]|&mdash;)\s+")

#: After a dash, more words than this are part of the title; a site's name is shorter.
SITE_WORDS = 4
#: What these properties hold is not the page itself: the papers it cites have authors too.
_OTHERS = frozenset(
    (
        "citation",
        "comment",
        "mentions",
        "review",
        "itemListElement",
        "hasPart",
        "isBasedOn",
        "isPartOf",
        "relatedLink",
    )
)


class Head(NamedTuple):
    """``title`` is the head's own, without the site's name; ``site`` that name. ``metas``: content by lower-case name;
    ``types``: lower-case schema.org types of the page's own objects; ``headline``: what its JSON-LD calls it."""

    title: str = ""
    site: str = ""
    language: str = ""
    canonical_url: str = ""
    base: str = ""
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    metas: Mapping[str, list[str]] = {}
    types: tuple[str, ...] = ()
    headline: str = ""


def read_head(tree: HtmlElement, url: str) -> Head:
    """Read the head of a page that was found at ``url``."""
    metas: dict[str, list[str]] = {}
    title = canonical = base = ""
    language = (
        tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or tree.get("xml:lang")
        or ""
    )
    for meta in elements(tree, "meta"):
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv") or meta.get("itemprop")
        content = meta.get("content")
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content.strip())
    for link in elements(tree, "link"):
        if "canonical" in (link.get("rel") or "").lower().split() and not canonical:
            canonical = (link.get("href") or "").strip()
    for element in elements(tree, "base"):
        base = base or (element.get("href") or "").strip()
    for element in elements(tree, "title"):
        title = title or " ".join((element.text or "").split())
    base = _join(url, base) if base and is_address(base) else url
    canonical = canonical or next(iter(metas.get("og:url", ())), "")
    site = next(iter(metas.get("og:site_name", ())), "")
    named = next(iter(metas.get("og:title", ())), "")
    if not language:
        for name in ("content-language", "language", "dc.language", "dcterms.language", "og:locale"):
            if name in metas:
                language = metas[name][0].split(",")[0]
                break
    linked = _scripts(tree)
    authors, reviewers = _people(linked, metas)
    types, headline = _own_types(linked, tree)
    return Head(
        _without_site(title, named, site),
        site,
        language.strip().replace("_", "-"),
        _join(base, canonical) if canonical and is_address(canonical) else "",
        base,
        authors,
        reviewers,
        metas,
        types,
        headline,
    )


def _scripts(tree: HtmlElement) -> list[Any]:
    """The JSON-LD values of a page, those that are JSON."""
    loaded = (_load(text) if value is None else value for text, value in linked_data(tree))
    return [value for value in loaded if value is not None]


def _own_types(linked: list[Any], tree: HtmlElement) -> tuple[tuple[str, ...], str]:
    """The schema.org types of the page's own objects, and the headline of the first that has one."""
    types: dict[str, None] = {}
    headline = ""
    queue = deque(linked)
    while queue and len(types) < LARGEST_GRAPH:
        item = queue.popleft()
        if isinstance(item, list):
            queue.extend(item if len(item) < LARGEST_GRAPH else ())
        elif isinstance(item, dict):
            queue.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)
            kinds = item.get("@type") or ()
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                types.setdefault(str(kind).rsplit("/", 1)[-1].lower())
            if not headline and isinstance(item.get("headline"), str):
                headline = " ".join(item["headline"].split())
    for top in elements(tree, "h1"):
        for element in top.iterancestors():
            kind = element.get("itemtype")
            if kind:
                types.setdefault(kind.rsplit("/", 1)[-1].strip().lower())
    return tuple(types), headline


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _without_site(title: str, named: str, site: str) -> str:
    """``<title>`` without the site's name, which stands after (or before) a bar or a dash."""
    if named and named != site and named in title and len(named) > 3:
        return " ".join(named.split())
    if not title:
        return " ".join(named.split())
    parts = _SITE_SUFFIX.split(title)
    if len(parts) < 2:
        return title
    if site:
        kept = [part for part in parts if part.lower() != site.lower()]
        if kept and len(kept) < len(parts):
            return title[title.index(kept[0]) : title.rindex(kept[-1]) + len(kept[-1])]
    last = parts[-1]
    bar = title[: title.rindex(last)].rstrip()[-1:] in "|·•»›"
    if bar or len(last.split()) <= SITE_WORDS:
        return title[: title.rindex(last)].rstrip(" |·•»›:—–-")
    return title


def _people(linked: list[Any], metas: dict[str, list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    authors: dict[str, None] = {}
    reviewers: dict[str, None] = {}
    for name in (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "parsely-author",
        "byl",
    ):
        for value in metas.get(name, ()):
            if "://" not in value and len(value) < 200:
                authors.setdefault(value)
    for value in linked:
        for node in _nodes(value):
            for key, into in (("author", authors), ("creator", authors), ("reviewedBy", reviewers)):
                for person in _names(node.get(key)):
                    into.setdefault(person)
    return tuple(authors), tuple(reviewers)


#: Objects looked at in one script.
LARGEST_GRAPH = 500


def _load(text: str) -> Any:
    text = (
        text.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip()
    )
    if not text:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> list[dict[str, Any]]:
    """The objects of a JSON-LD value that speak of the page, outermost first."""
    found: list[dict[str, Any]] = []
    queue = deque([value])
    while queue and len(found) < LARGEST_GRAPH:
        item = queue.popleft()
        if isinstance(item, dict):
            found.append(item)
            queue.extend(v for k, v in item.items() if isinstance(v, dict | list) and k not in _OTHERS)
        elif isinstance(item, list):
            queue.extend(v for v in item if isinstance(v, dict | list))
    return found


def _names(value: Any) -> Iterator[str]:
    """The names in a person, a name, or a list of them. (A name of a name is none.)"""
    for item in flat(value):
        for name in flat(item.get("name") if isinstance(item, dict) else item):
            if isinstance(name, str) and name.strip(" ,;") and "://" not in name:
                yield name.strip(" ,;")
