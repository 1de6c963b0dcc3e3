"""A page's reference lists: every entry with its number, identifiers, kind and parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urldefrag, urlsplit

from model.errors import ReadError
from model.limits import DEFAULT, Limits, references_left
from model.page import Document, Reference
from model.span import Span
from pages.read.layout import Layout
from pages.read.references.entries import Entry
from pages.read.references.exports import citation
from pages.read.references.headings import TO_CITE
from pages.read.references.hidden_notes import hidden_notes
from pages.read.references.identifiers import addresses_in, find_identifiers
from pages.read.references.kind import kind_named
from pages.read.references.list_text import one_reference
from pages.read.references.lists import find_entries
from pages.read.references.own import is_own, own_identifiers
from pages.read.references.parts import parse_reference
from pages.read.references.several import papers_in
from pages.read.references.text import (
    join_doi,
    notes_start,
    without_back_links,
    without_link_words,
    without_number,
)

# Pages that only search for the entry's words, and back-links, say nothing about the entry.
_SEARCHES = re.compile(
    r"scholar\.google\.|openurl|/search\?|sfx\.|linkresolver|worldcat\.org/search", re.IGNORECASE
)
# Between the cells of a table's row: of words both (authors, title, journal), and of year, volume and page.
_CELLS = re.compile(r"(?<=[^\W\d_]|\)) \| (?=[^\W\d_])")
_PLACE_CELLS = re.compile(r" \| ((?:19|20)\d\d) \| (\d{1,4}(?: ?\(\d+\))?) \| ([A-Za-z]{0,2}\d[\w–-]*)")
_PAGE_PATH = re.compile(
    r"/(?:[\w-]+-)?(?:references?|sources?|bibliography|citations?|literature-cited|referencias|"
    r"quellen|referencias-bibliograficas)"
    r"(?:-list|-and-[\w-]+)?(?:\.(?:html?|aspx?|php|jsp|cfm))?/?\Z",
    re.IGNORECASE,
)
_PAGE_WORDS = re.compile(
    r"\W*(?:(?:view|see|show|go to|read|click here for|find|full|complete|all|our|the|list of|article|"
    r"page|a|for)\s+)*"
    r"(?:references?|sources?|bibliography|citations?|works cited|literature cited|reference list|"
    r"referencias|bibliograf[íi]a|quellen|"
    r"literaturverzeichnis|r[ée]f[ée]rences|refer[êe]ncias)"
    r"(?:\s+(?:for|used|cited|list|section|page|here|on|in)\b.{0,60})?\W*",
    re.IGNORECASE,
)


def read_references(
    layout: Layout, linked: Mapping[str, Document] | None = None, limits: Limits = DEFAULT
) -> tuple[Reference, ...]:
    """All entries of the page's reference lists, in order, then those of the pages in ``linked``.

    ``linked`` are fetched pages of the same site that hold the page's list, by address (see
    ``reference_page_links``). Their entries have no span here and say where they are listed. A linked page that
    cannot be read brings nothing. Of more than ``limits.references`` entries in one document the first are read.
    """
    found = list(_entries(layout, limits.references))
    for url, document in (linked or {}).items():
        for entry in _from_page(url, document, limits):
            found.append(_moved(entry, len(found), url))
    return tuple(found)


def unread_references(layout: Layout, most: int) -> str:
    """What is to be told of a page whose references were too many to read them all; empty when they were not."""
    return references_left(len(find_entries(layout)), most)


def reference_page_links(layout: Layout) -> tuple[str, ...]:
    """Addresses of pages of the same site that hold this page's reference list, as its links say; each once."""
    here = urlsplit(layout.url)
    own = urldefrag(layout.url).url.rstrip("/")
    found: list[str] = []
    for link in layout.links:
        url = urldefrag(link.url).url
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https", "file") or _site(parts.hostname) != _site(here.hostname):
            continue
        if url.rstrip("/") == own or url in found or url.lower().endswith(".pdf"):
            continue
        words = " ".join(link.text.split())
        if _PAGE_WORDS.fullmatch(words) or (_PAGE_PATH.search(parts.path) and len(words) < 80):
            found.append(url)
    return tuple(found)


def _site(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def _from_page(url: str, document: Document, limits: Limits) -> tuple[Reference, ...]:
    from pages.read.layout import read_layout

    try:
        layout = read_layout(document, limits)
    except ReadError:
        return ()
    return tuple(_entries(layout, limits.references, whole=True))


def _entries(layout: Layout, most: int, whole: bool = False) -> Iterator[Reference]:
    own = own_identifiers(layout)
    index = 0
    numbers: set[int] = set()
    for entry in find_entries(layout, whole)[:most]:
        for part in _papers(layout, entry):
            reference = _reference(layout, part, index)
            told = not reference.parts.authors or TO_CITE.match(reference.text)
            if own and is_own(reference.identifiers, own) and told:
                continue  # "Cite this article: https://doi.org/..." under the heading is no entry
            numbers.add(reference.number or 0)
            yield reference
            index += 1
    for number, words in hidden_notes(layout, numbers):
        yield one_reference(words, index, number)
        index += 1


def _papers(layout: Layout, entry: Entry) -> Iterator[Entry]:
    """The entry once for each paper in it: all have its number."""
    if entry.exported:
        yield entry
        return
    for start, end in papers_in(entry.span.of(layout.text)):
        yield replace(entry, span=Span(entry.span.start + start, entry.span.start + end))


def _moved(entry: Reference, index: int, url: str) -> Reference:
    return replace(entry, index=index, span=None, section=None, listed_on=url)


def _reference(layout: Layout, entry: Entry, index: int) -> Reference:
    words = entry.span.of(layout.text)
    words = citation(words) if entry.exported else words
    # Cells of one row are parted by a bar.
    line = _PLACE_CELLS.sub(r". \1;\2:\3", words) if " | " in words else words
    line = " ".join(_CELLS.sub(". ", line).replace(" | ", " ").split())
    text = without_link_words(without_number(line) if entry.number is None else without_back_links(line))
    joined = join_doi(words)
    # Links of notes behind the entry ("Retraction in: ...") are the notices'.
    before = Span(entry.span.start, entry.span.start + notes_start(words))
    urls = tuple(_urls(layout, before, joined[: notes_start(joined)]))
    identifiers = find_identifiers(joined, urls)
    kind, parts = parse_reference(text)
    kind = kind_named(kind, identifiers, urls)
    return Reference(index, entry.number, text, kind, identifiers, urls, parts, entry.span, entry.section)


def _urls(layout: Layout, span: Span, words: str) -> Iterator[str]:
    own = urldefrag(layout.url).url
    seen: set[str] = set()
    for inline in links_in(layout, span):
        url = inline
        if not url.startswith(("http://", "https://")) or _SEARCHES.search(url):
            continue
        bare, fragment = urldefrag(url)
        if (fragment and bare == own) or url in seen:
            continue
        seen.add(url)
        yield url
    for url in addresses_in(words):
        # The printed address of a link that is there already, perhaps cut short with an ellipsis.
        if url in seen or any(u.rstrip("/").startswith(url.rstrip("/…")) for u in seen):
            continue
        seen.add(url)
        yield url


def links_in(layout: Layout, span: Span) -> Iterator[str]:
    """The addresses of the links that begin inside ``span``, in order."""
    return (inline.value for inline in layout.inlines_in(span.start, span.end) if inline.kind == "link")


__all__ = ["read_references", "reference_page_links"]
