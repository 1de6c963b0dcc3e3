"""Reading: a fetched document to everything that the rest of the program knows of it.

::

    bytes ── decode ── tree ── walk ── boilerplate ── assemble ──►  Layout        (read_layout)
    Layout ──►  dates · references · citations · claims  ──►  Page                 (read)

Pure: no network, no clock, no files. The tree is parsed once; only the reader of dates looks at it again.
"""

from __future__ import annotations

from collections.abc import Mapping

from model.lexicon import Lexicon
from model.limits import DEFAULT, Limits
from model.page import Document, Page
from pages.read.citations import read_citations
from pages.read.claims import read_claims
from pages.read.dates import read_dates
from pages.read.layout import read_layout
from pages.read.references import read_references, unread_references
from pages.read.references import reference_page_links as _links
from pages.read.unsearched import unsearched

__all__ = ["read", "read_layout", "reference_page_links"]


@unsearched
def read(
    document: Document,
    lexicon: Lexicon | None = None,
    linked: Mapping[str, Document] | None = None,
    limits: Limits = DEFAULT,
) -> Page:
    """All that a page says: text, sections, dates, citations, references, links, and claims on drugs.

    ``lexicon`` are the names of drugs and conditions; without it no claims are read. ``linked`` are fetched
    pages of the same site that hold this page's reference list, by address: see ``reference_page_links``.
    ``limits``: how much of a page is read; what is cut stands in ``Page.unread``.
    Raises ReadError, with one line that says why, for a document that is no readable page.
    """
    layout = read_layout(document, limits)
    references = read_references(layout, linked=linked, limits=limits)
    citations, references = read_citations(layout, references)
    unread = unread_references(layout, limits.references) if len(references) >= limits.references else ""
    if unread:
        # A name and a year without an entry may well have one behind the last that was read. (Numbers end at 999.)
        citations = tuple(c for c in citations if c.references or c.dangling)
    claims = read_claims(layout, lexicon, limits.claims) if lexicon is not None else ()
    cut = ""
    if len(claims) >= limits.claims:
        cut = f"the first {limits.claims:,} statements on drugs were read (limits.claims)"
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
        dates=read_dates(document, layout, limits.dates),
        citations=citations,
        references=references,
        claims=claims,
        links=layout.links,
        encoding=layout.encoding,
        type=layout.type,
        unread=tuple(filter(None, (unread, cut))),
    )


def reference_page_links(document: Document, limits: Limits = DEFAULT) -> tuple[str, ...]:
    """Addresses of pages of the same site that hold the page's reference list, as its links say; each once."""
    return _links(read_layout(document, limits))
