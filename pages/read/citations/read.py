"""In-text citations: which numbers, names and links of a page point at which references."""

from __future__ import annotations

from model.page import Citation, CitationStyle, Reference
from pages.read.citations.author_year import find_author_year
from pages.read.citations.inline_links import Cited, inline_citations
from pages.read.citations.keyed import keyed_citations
from pages.read.citations.listed import Listed
from pages.read.citations.numeric import Numeric
from pages.read.citations.spans import Taken
from pages.read.layout import Layout


def read_citations(
    layout: Layout, references: tuple[Reference, ...]
) -> tuple[tuple[Citation, ...], tuple[Reference, ...]]:
    """All in-text citations in order, and ``references`` with the papers that inline links cite put behind them.

    Numbers are mapped to the entries; those without one are dangling. On a page without any list every
    bracketed number is. References to an unnumbered list that the page cites by number get their place in it
    as their number.
    """
    page = Listed(layout, references)
    citations = list(Numeric(page).citations())
    references = page.references
    if not citations:
        citations = list(keyed_citations(page))
    taken = Taken(c.span for c in citations)
    for found in find_author_year(layout.text, references, page.areas):
        if not taken.overlaps(found.span):
            citations.append(page.citation(found.span, CitationStyle.AUTHOR_YEAR, references=found.entries))
            taken.add(found.span)
    cited = Cited(references)
    for span, indices in inline_citations(layout, cited, taken, page.is_listed):
        citations.append(page.citation(span, CitationStyle.LINK, references=indices))
    citations.sort(key=lambda c: (c.span.start, c.span.end))
    return tuple(citations), tuple(cited.references)
