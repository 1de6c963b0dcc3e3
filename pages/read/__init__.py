"""Reading: a fetched document to everything that the rest of the program knows of it.

::

    bytes ── decode ── tree ── walk ── boilerplate ── assemble ──►  Layout        (read_layout)
    Layout ──►  dates · references · citations · claims  ──►  Page                 (read)

Pure: no network, no clock, no files. The tree is parsed once; only the reader of dates looks at it again.
"""

from __future__ import annotations

from collections.abc import Mapping

from model.lexicon import Lexicon
from model.page import Document, Page
from pages.read.citations import read_citations
from pages.read.claims import MOST_CLAIMS, read_claims
from pages.read.dates import read_dates
from pages.read.layout import read_layout
from pages.read.references import MOST_REFERENCES, read_references, unread_references
from pages.read.references import reference_page_links as _links

__all__ = ["read", "read_layout", "reference_page_links"]


def read(
    document: Document, lexicon: Lexicon | None = None, linked: Mapping[str, Document] | None = None
) -> Page:
    """All that a page says: text, sections, dates, citations, references, links, and claims on drugs.

    ``lexicon`` are the names of drugs and conditions; without it no claims are read. ``linked`` are fetched
    pages of the same site that hold this page's reference list, by address: see ``reference_page_links``.
    Raises ReadError, with one line that says why, for a document that is no readable page.
    """
    layout = read_layout(document)
    references = read_references(layout, linked=linked)
    citations, references = read_citations(layout, references)
    unread = unread_references(layout) if len(references) >= MOST_REFERENCES else ""
    if unread:
        # A name and a year without an entry may well have one behind the last that was read. (Numbers end at 999.)
        citations = tuple(c for c in citations if c.references or c.dangling)
    claims = read_claims(layout, lexicon) if lexicon is not None else ()
    cut = f"the first {MOST_CLAIMS:,} statements on drugs were read" if len(claims) >= MOST_CLAIMS else ""
    return Page(
        url=document.url,
        title=layout.title,
        text=layout.text,
        sections=layout.sections,
        blocks=layout.blocks,
        sentences=layout.sentences,
        language=layout.language,
        canonical_url=layout.canonical_url,
        authors=layout.authors,
        reviewers=layout.reviewers,
        dates=read_dates(document, layout),
        citations=citations,
        references=references,
        claims=claims,
        links=layout.links,
        encoding=layout.encoding,
        type=layout.type,
        unread=tuple(filter(None, (unread, cut))),
    )


def reference_page_links(document: Document) -> tuple[str, ...]:
    """Addresses of pages of the same site that hold the page's reference list, as its links say; each once."""
    return _links(read_layout(document))
