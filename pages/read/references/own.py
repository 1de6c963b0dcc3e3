"""The identifiers that name the page itself: an article's own DOI and PMID, and those of its figures, cite nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from language.once import OfLast
from model.identifiers import DOI, Identifier
from model.page import Block
from pages.read.layout import Layout, elements, flat, linked_data
from pages.read.references.headings import is_reference_heading
from pages.read.references.identifiers import find_identifiers, identifiers_in_url

# Metadata that names the page's own work (Highwire, Dublin Core, PRISM, bepress, Open Graph).
_META = re.compile(
    r"(?:bepress_)?citation_(?:doi|pmid|pmcid|pmc|arxiv_id|(?:abstract|fulltext|full|public|pdf)_?(?:html_)?url)|"
    r"(?:dc|dcterms)\.(?:identifier|source)(?:\.doi)?|prism\.(?:doi|url)|doi|pmid|pmcid|ncbi_(?:pmid|pmcid|article_id)|"
    r"og:url|eprints\.id_number",
    re.IGNORECASE,
)
_LD = ("@id", "identifier", "sameAs", "url", "mainEntityOfPage", "doi")
_LD_TYPES = re.compile(r"Article|Report|Publication|Dataset|Chapter|MedicalWebPage|WebPage", re.IGNORECASE)
# What stands beside an identifier in the masthead of an article, and in no statement.
_MASTHEAD = re.compile(
    r"(?:\b(?:doi|pmid|pmcid|pmc|pubmed(?: id)?|pubmed central|nihms(?:id)?|issn|id|article|number|no|"
    r"cite(?: this)?(?: as| article)?|citation|how to cite|published|online|first|epub|received|accepted|"
    r"version of record|crossref|digital "
    r"object identifier|https?|dx|www|org|com|gov|nih|ncbi|nlm|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|"
    r"january|february|march|april|june|july|august|september|october|november|december|volume|issue|pages?|vol|"
    r"figure|fig|table|supplement(?:ary)?|supporting information|data|file|download|s|g|t)\b|[\W\d_])*",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_IDENTIFIER = re.compile(r"10\.\d{4,9}/\S+|PMC\d+|https?://\S+", re.IGNORECASE)


_OWN: OfLast[frozenset[Identifier]] = OfLast()


def own_identifiers(layout: Layout) -> frozenset[Identifier]:
    """The page's own: from its addresses, its metadata, its JSON-LD, and its masthead. References and citations both
    ask: those of the last page are kept."""
    return _OWN.of(layout, make=lambda: _of_layout(layout))


def _of_layout(layout: Layout) -> frozenset[Identifier]:
    found: set[Identifier] = {*identifiers_in_url(layout.url), *identifiers_in_url(layout.canonical_url)}
    if layout.tree is not None:
        for text in _stated(layout):
            found.update(find_identifiers(text, (text,) if text.startswith("http") else ()))
    found.update(_in_masthead(layout))
    return frozenset(found)


def is_own(identifiers: Iterable[Identifier], own: frozenset[Identifier]) -> bool:
    """True when one of the identifiers is the page's own, or of a figure or supplement that carries its DOI."""
    for one in identifiers:
        if one in own:
            return True
        if isinstance(one, DOI) and any(isinstance(o, DOI) and _part_of(one.value, o.value) for o in own):
            return True
    return False


def _part_of(part: str, whole: str) -> bool:
    return part.startswith(whole) and part[len(whole) :][:1] in (".", "/", "-", "#", "v", "_")


def _stated(layout: Layout) -> Iterator[str]:
    assert layout.tree is not None
    for meta in elements(layout.tree, "meta"):
        name = (meta.get("name") or meta.get("property") or "").strip()
        content = (meta.get("content") or "").strip()
        if not content or not _META.fullmatch(name):
            continue
        if content.isascii() and content.isdigit() and "pmid" in name.lower():
            content = f"PMID: {content}"
        elif content.isascii() and content.isdigit() and "pmc" in name.lower():
            content = f"PMC{content}"
        yield content
    for _, value in linked_data(layout.tree):
        for data in flat(value):
            yield from _in_ld(data, 0)


def _in_ld(data: Any, depth: int) -> Iterator[str]:
    """The identifiers that JSON-LD gives to the page's article: of the top, of a graph, of what the page is about."""
    if not isinstance(data, dict) or depth > 2:
        return
    kinds = data.get("@type", "")
    if _LD_TYPES.search(" ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)):
        for name in _LD:
            for value in flat(data.get(name)):
                yield from _values(value)
    for name in ("@graph", "mainEntity"):
        for inner in flat(data.get(name)):
            yield from _in_ld(inner, depth + 1)


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        kind = str(value.get("propertyID") or value.get("name") or "").lower()
        inner = value.get("value") or value.get("@id") or ""
        yield f"PMID: {inner}" if kind in ("pmid", "pubmed") else str(inner)


def _in_masthead(layout: Layout) -> Iterator[Identifier]:
    """Those in lines that say nothing else, above the text: "DOI: 10.1000/xyz", "PMID: 123 Published May 2020"."""
    for block in _masthead(layout):
        text = block.span.of(layout.text)
        if _DIGIT.search(text) and _MASTHEAD.fullmatch(_IDENTIFIER.sub(" ", text)):
            yield from find_identifiers(text)


def _masthead(layout: Layout) -> Iterator[Block]:
    """The lines under the title, up to the first paragraph of running text or the heading of a list of references."""
    for block in layout.blocks[:40]:
        text = block.span.of(layout.text)
        if block.role == "paragraph" and len(text) > 200:
            return
        if block.role != "heading":
            yield block
        elif is_reference_heading(text):
            return
