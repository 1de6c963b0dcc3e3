"""What kind of answer an answer is: a page with content, or one of the many things that are sent in its place.

Pure: headers and bytes in, a Sight out. What is taken for no content is data: ``walls.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

from lxml import etree
from requests.utils import parse_header_links

from model.address import is_address
from model.page import Document
from model.visit import VisitState
from pages.fetch.robots import AGENT
from pages.fetch.walls import Running, plain, running_text, text_of, wall_of

# First bytes of what is no text, and what it is. From the formats' own descriptions.
_MAGIC = (
    (b"%PDF-", "a PDF"), (b"MZ", "a program"), (b"\x7fELF", "a program"),
    (b"PK\x03\x04", "a packed file"), (b"\x1f\x8b", "a packed file"), (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"RIFF", "a picture, sound or film"),
    (b"\xd0\xcf\x11\xe0", "an Office file"), (b"ID3", "a sound"), (b"{\\rtf", "an RTF file"), (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)  # fmt: skip
_NO_PAGES = re.compile(
    r"(?:image|audio|video|font|model)/|text/(?:css|csv|javascript|calendar|vcard)|application/(?!xhtml|xml|octet-stream|x-download)",
)
_LOOKS_LIKE_HTML = re.compile(rb"\s*+(?:<!doctype html|<html|<head|<body|<!--)", re.IGNORECASE)
# Bytes that no text needs. What is no text has many kinds of them; a page that a program spoilt has one or two.
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
_BINARY_KINDS = 4
_UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# A shell has fewer words than this, menus and all.
_SHELL_WORDS, _SHELL_TEXT = 60, 15
_ROOTS = frozenset(
    {"root", "app", "__next", "__nuxt", "___gatsby", "react-root", "app-root", "main-app", "svelte"}
)
# A page that sends its reader on within so many seconds is not there to be read.
_AT_ONCE = 5.0
_REFRESH = re.compile(
    r"\s*(\d{1,6}(?:\.\d*)?)?\s*(?:[;,\s]\s*(?:url\s*=\s*)?(.*))?", re.IGNORECASE | re.DOTALL
)
# The home page of a site, or of one of its languages: "/ms" is Malay, and the section on multiple sclerosis as well.
_HOME = re.compile(
    r"/?(?:(?P<language>[a-z]{2})(?:-[a-z]{2,4})?/?)?(?:(?:index|default|home)(?:\.\w{2,5})?)?/?",
    re.IGNORECASE,
)
# Languages (ISO 639-1) that a path of two letters is taken for by itself: those of most of the web's pages, without the
# ones that are a disease, a department or a country's usual name as well (cs, et, hr, id, ms, pt).
_LANGUAGES = frozenset(
    """ar bg da de el en es fa fi fr he hi hu it ja ko nl no pl ro ru sv th tr uk vi zh""".split()  # noqa: SIM905
)
# A path from the root, with nothing in it that joining it to an address would change.
_PLAIN_PATH = re.compile(r"/(?:[\w~%-][\w.~%-]*+(?:/|(?=\?|\Z)))*+(?:\?[\w=&%.,+~-]+)?\Z", re.ASCII)
# The menus of a site are on every page: so many links are taken apart once.
_REMEMBERED = 10_000
_LONGEST_HEADER = 8_000
# Links that lead to no page.
_NO_PAGE_NAMES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|epub|csv|json|xml|rss|atom|ics|vcf|jpe?g|png|gif|svg|webp|avif|bmp|tiff?|ico|mp[34]|m4[av]|wav"
    r"|ogg|og[av]|webm|avi|mov|wmv|zip|gz|tgz|bz2|xz|7z|rar|dmg|exe|msi|apk|iso|css|m?js|woff2?|ttf|eot)$",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sight:
    """What an answer was seen to be.

    ``refresh``: the address that the page itself sends its reader on to at once. ``canonical``: the address that it
    calls its own. ``links``: absolute addresses of the pages that it links to and lets programs follow.
    """

    state: VisitState = VisitState.FETCHED
    reason: str = ""
    title: str = ""
    noindex: bool = False
    refresh: str = ""
    canonical: str = ""
    links: tuple[str, ...] = ()


def look(document: Document, headers: Mapping[str, str], follow: bool = False) -> Sight:
    """What a document is. ``headers`` by lower-case name; ``follow``: its links are wanted too."""
    challenge = headers.get("cf-mitigated", "") or headers.get("x-amzn-waf-action", "")
    if challenge.lower() in ("challenge", "captcha"):
        return Sight(VisitState.NO_CONTENT, "a bot challenge stands in front of it")
    body = document.body
    if other := no_page(body, document.content_type):
        return Sight(VisitState.NO_CONTENT, other)
    if not body.strip():
        return Sight(VisitState.NO_CONTENT, "it is empty")
    kind = document.content_type.partition(";")[0].strip().lower()
    if b"<" not in body[:4096] or (kind.startswith("text/") and kind not in ("text/html", "text/xml")):
        return Sight(noindex=_header_says(headers, "noindex"))
    tree = _tree(body, document.content_type)
    if tree is None:
        return Sight(noindex=_header_says(headers, "noindex"))
    base = document.final_url or document.url
    return _of_tree(tree, base, headers, follow)


def no_page(body: bytes, content_type: str) -> str:
    """What it is instead of a page, in words; empty for what may be one."""
    for magic, what in _MAGIC:
        if body.startswith(magic):
            return f"it is {what}, not a page"
    kind = content_type.partition(";")[0].strip().lower()
    if _NO_PAGES.match(kind) and not _LOOKS_LIKE_HTML.match(body[:500]):
        return f"it is no page, but {kind}" if kind.isprintable() else "it is no page"
    begin = body[:1000]
    if (
        b"\0" in begin
        and len(_CONTROLS.intersection(begin)) >= _BINARY_KINDS
        and not body.startswith(_UTF16_OR_32)
        and begin.count(b"\0") * 4 < len(begin)
    ):
        return "it is binary, not text"
    return ""


def is_home(path: str, of: str = "") -> bool:
    """Whether a path is that of a site's home page, or of one of its languages. ``of``: the path of a page that it may
    be the home of, which tells the site's own languages."""
    found = _HOME.fullmatch(path)
    if found is None or found["language"] is None:
        return found is not None
    language = found["language"].lower()
    return language in _LANGUAGES or "-" in path or of.lower().startswith(f"/{language}/")


def is_no_page_name(address: str) -> bool:
    """Whether an address is by its name a document to download, a picture, a film or the like."""
    return _NO_PAGE_NAMES.search(address.partition("?")[0].partition("#")[0]) is not None


def _of_tree(tree: etree._Element, base: str, headers: Mapping[str, str], follow: bool) -> Sight:
    title = canonical = refresh = ""
    noindex, nofollow = _header_says(headers, "noindex"), _header_says(headers, "nofollow")
    headings: list[etree._Element] = []
    for element in tree.iter("title", "meta", "link", "base", "h1", "h2"):
        tag = element.tag
        if tag == "title":
            title = title or _words(text_of(element))
        elif tag in ("h1", "h2"):
            headings.append(element)
        elif tag == "base":
            base = _absolute(base, element.get("href") or "") or base
        elif tag == "link" and "canonical" in (element.get("rel") or "").lower().split():
            canonical = canonical or _absolute(base, element.get("href") or "")
        elif tag == "meta":
            content = element.get("content") or ""
            if (element.get("name") or "").strip().lower() in ("robots", AGENT):
                told = set(re.split(r"[\s,]+", content.lower()))
                noindex, nofollow = (
                    noindex or bool(told & {"noindex", "none"}),
                    nofollow or bool(told & {"nofollow", "none"}),
                )
            elif (element.get("http-equiv") or "").strip().lower() == "refresh":
                refresh = refresh or _refreshed(base, content)
    canonical = canonical or _header_canonical(headers, base)
    running = running_text(tree)
    state, reason = wall_of(title, headings, running)
    if state is VisitState.FETCHED:
        state, reason = _shell(tree, running)
    links = tuple(dict.fromkeys(_links(tree, base))) if follow and not nofollow else ()
    return Sight(
        state,
        reason,
        title or (_words(text_of(headings[0])) if headings else ""),
        noindex,
        refresh,
        canonical,
        links,
    )


def _shell(tree: etree._Element, running: Running) -> tuple[VisitState, str]:
    """Whether a page has no words, or none but those around a place that a script fills."""
    scripted = next(tree.iter("script"), None) is not None
    if running.all_words == 0:
        return VisitState.NO_CONTENT, "it is empty without JavaScript" if scripted else "it has no text"
    if scripted and running.words < _SHELL_TEXT and running.all_words < _SHELL_WORDS:
        told = plain(" ".join(text_of(e) for e in tree.iter("noscript")))
        empty_root = any(
            (e.get("id") or "").lower() in _ROOTS and not text_of(e).strip()
            for e in tree.iter("div", "main", "app-root")
        )
        if "javascript" in told or empty_root:
            return VisitState.NO_CONTENT, "it is empty without JavaScript"
    return VisitState.FETCHED, ""


def _links(tree: etree._Element, base: str) -> Iterator[str]:
    root = _root_of(base)
    for element in tree.iter("a", "area"):
        href = (element.get("href") or "").strip()
        if not href or href[0] == "#":
            continue
        if (rel := element.get("rel")) and "nofollow" in rel.lower().split():
            continue
        # what does not depend on the page is worked out once for all pages of a site
        whole = href[0] == "/" or "://" in href[:8]
        if address := _page_at(root if whole and root else base, href):
            yield address


@lru_cache(_REMEMBERED)
def _page_at(base: str, href: str) -> str:
    """The absolute address of the page that a link leads to; empty for what leads to none."""
    address = _absolute(base, href)
    return "" if is_no_page_name(address) else address


def _refreshed(base: str, content: str) -> str:
    """The address that a meta refresh leads to at once; empty when it leads nowhere, or later."""
    found = _REFRESH.match(content)
    if not found or not found[2] or float(found[1] or 0) > _AT_ONCE:
        return ""
    return _absolute(base, found[2].strip().strip("'\""))


def _absolute(base: str, address: str) -> str:
    address = address.strip()
    if _PLAIN_PATH.match(address) and (root := _root_of(base)):
        return root + address  # as most links of a site are written, and a tenth of the work
    if not address or not is_address(address):
        return ""
    try:
        found = urljoin(base, address)
    except ValueError:
        return ""
    return found if found[:8].lower().startswith(("http://", "https://")) and is_address(found) else ""


@lru_cache(4096)
def _root_of(base: str) -> str:
    """Where the paths of an address's host begin; empty for what is no address of the web."""
    try:
        root = urljoin(base, "/").removesuffix("/")
    except ValueError:
        return ""
    return root if root[:8].lower().startswith(("http://", "https://")) and is_address(root) else ""


def _header_says(headers: Mapping[str, str], word: str) -> bool:
    """Whether X-Robots-Tag says a word to all programs, or to ours."""
    agent, told = "", False
    for part in headers.get("x-robots-tag", "").lower().split(","):
        name, colon, rest = part.strip().partition(":")
        if colon and name not in (
            "unavailable_after",
            "max-snippet",
            "max-image-preview",
            "max-video-preview",
        ):
            agent, part = name.strip(), rest
        told = told or (agent in ("", AGENT) and part.strip() in (word, "none"))
    return told


def _header_canonical(headers: Mapping[str, str], base: str) -> str:
    """The address that a Link header calls the page's own (RFC 6596, RFC 8288); empty where there is none."""
    for link in parse_header_links(headers.get("link", "")[:_LONGEST_HEADER]):
        if "canonical" in link.get("rel", "").lower().split():
            return _absolute(base, link["url"])
    return ""


def _tree(body: bytes, content_type: str) -> etree._Element | None:
    """The tree of a page; None when there is none in it."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", content_type, re.IGNORECASE)
    for encoding in (found[1], None) if found else (None,):
        try:
            # plain elements: those of lxml.html look up a class of Python for each
            tree = etree.fromstring(body, etree.HTMLParser(encoding=encoding, huge_tree=True))
        except (etree.XMLSyntaxError, ValueError, LookupError, AssertionError):
            continue
        if tree is not None:
            return tree
    return None


def _words(text: str) -> str:
    return " ".join(text.split())[:500]


__all__ = ["Sight", "is_home", "is_no_page_name", "look", "no_page"]
