"""What was read of a page, as plain values and as text for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from model.dates import DateMention
from model.page import Citation, Page, Reference
from reports.data import dates_to_data, section_name
from reports.html import clean, shorten


def page_to_data(page: Page) -> dict[str, Any]:
    """Everything the reader found, with offsets into ``text``; dates in ISO 8601, as precise as known."""
    dates = dates_to_data(page.dates)
    return {
        "url": page.url,
        "title": page.title,
        "language": page.language or None,
        "canonical_url": page.canonical_url or None,
        "authors": list(page.authors),
        "reviewers": list(page.reviewers),
        "encoding": page.encoding,
        "published": dates["published"],
        "updated": dates["updated"],
        "reviewed": dates["reviewed"],
        "next_review": dates["next_review"],
        "expires": dates["expires"],
        "governing": dates["governing"],
        "mentions": [_mention(m, page) for m in page.dates.mentions],
        "conflicts": dates["conflicts"],
        "sections": [
            {
                "heading": s.heading,
                "level": s.level,
                "path": list(s.path),
                "anchor": s.anchor,
                "start": s.span.start,
                "end": s.span.end,
            }
            for s in page.sections
        ],
        "citations": [citation_to_data(c, page) for c in page.citations],
        "references": [reference_to_data(r) for r in page.references],
        "claims": [page.quote(c.sentence) for c in page.claims],
        "links": [{"url": link.url, "text": link.text} for link in page.links],
        "text": page.text,
    }


def citation_to_data(citation: Citation, page: Page) -> dict[str, Any]:
    """One marker as plain values."""
    return {
        "marker": citation.marker,
        "style": str(citation.style),
        "numbers": list(citation.numbers),
        "references": list(citation.references),
        "dangling": list(citation.dangling),
        "start": citation.span.start,
        "end": citation.span.end,
        "section": section_name(page, citation.section),
        "sentence": page.quote(citation.sentence),
    }


def reference_to_data(reference: Reference) -> dict[str, Any]:
    """One entry as plain values: its text, kind, identifiers and parts (empty where not read)."""
    parts = reference.parts
    return {
        "number": reference.number,
        "text": reference.text,
        "kind": str(reference.kind),
        "inline": reference.inline,
        "identifiers": [{"type": type(i).__name__, "value": i.value} for i in reference.identifiers],
        "urls": list(reference.urls),
        "listed_on": reference.listed_on or None,
        "authors": list(parts.authors),
        "et_al": parts.et_al,
        "title": parts.title,
        "journal": parts.journal,
        "year": parts.year or None,
        "volume": parts.volume,
        "issue": parts.issue,
        "first_page": parts.first_page,
        "last_page": parts.last_page,
    }


def page_to_text(page: Page) -> Iterator[str]:
    """The same for people, line by line."""
    yield clean(page.title or page.url)
    yield f"  {page.url}"
    for name, people in (("by", page.authors), ("reviewed by", page.reviewers)):
        if people:
            yield f"  {name} {clean(', '.join(people))}"
    own = page.dates.governing
    yield ""
    yield f"Dates ({f'the page goes by: {own.kind} {own.date}' if own else 'none that the page can be judged by'})"
    for mention in page.dates.mentions:
        value = str(mention.date) if mention.date else " or ".join(map(str, mention.readings)) or "?"
        mark = "*" if mention is own else " "
        note = f"  ({mention.note})" if mention.note else ""
        yield f" {mark} {mention.kind:<12} {value:<11} {mention.place:<18} “{_line(mention.quote)}”{clean(note)}"
    for conflict in page.dates.conflicts:
        yield f"   {conflict.kind}: {conflict.winner.date}, not {conflict.loser.date} ({clean(conflict.why)})"
    yield ""
    yield "Sections"
    for s in page.sections:
        if s.heading:
            yield f"  {'  ' * max(s.level - 1, 0)}{_line(s.heading)}{f'  #{s.anchor}' if s.anchor else ''}"
    yield ""
    yield f"Markers ({len(page.citations)})"
    for c in page.citations:
        where = f" → {', '.join(str(i + 1) for i in c.references)}" if c.references else ""
        lost = f"  no entry for {', '.join(map(str, c.dangling))}" if c.dangling else ""
        yield f"  {_line(c.marker)}{where}{lost}  “{_line(page.quote(c.sentence))}”"
    yield ""
    yield f"References ({len(page.references)})"
    for r in page.references:
        ids = f"  [{', '.join(map(str, r.identifiers))}]" if r.identifiers else ""
        yield f"  {r.number if r.number is not None else '-'}. {_line(r.text)}  ({r.kind}){ids}"
    yield ""
    yield f"Links ({len(page.links)})"
    for link in page.links:
        yield f"  {_line(link.text) or '-'}  {clean(link.url)}"


def _mention(mention: DateMention, page: Page) -> dict[str, Any]:
    return {
        "kind": str(mention.kind),
        "date": str(mention.date) if mention.date else None,
        "precision": mention.date.precision if mention.date else None,
        "place": str(mention.place),
        "quote": mention.quote,
        "section": section_name(page, mention.section),
        "governs_page": mention.governs_page,
        "governs_section": mention.governs_section,
        "readings": [str(r) for r in mention.readings],
        "start": mention.span.start if mention.span else None,
        "end": mention.span.end if mention.span else None,
        "note": mention.note,
    }


def _line(text: str) -> str:
    return clean(shorten(" ".join(text.split()), 160))
