"""The sentence that a finding is about, in the page's own words."""

from __future__ import annotations

import bisect
from dataclasses import replace

from model.finding import Finding, Place
from model.fragment import directives
from model.page import Block, Page
from model.span import Span


def placed(page: Page, finding: Finding) -> Finding:
    """The finding with its place: with it, what lists findings needs no more than an outline of the page."""
    span = shown_span(page, finding)
    told = directives(page.text, span) if span is not None else ""
    return replace(finding, place=Place(shown_quote(page, finding), told))


def shown_quote(page: Page, finding: Finding) -> str:
    """The words at ``shown_span``; the finding's own where they have no place in the text."""
    if finding.place is not None:
        return finding.place.quote
    span = shown_span(page, finding)
    if span is None or (span == finding.span and finding.quote != page.quote(span)):
        return finding.quote
    return page.as_printed(span)


def said(page: Page, finding: Finding) -> str:
    """The words of the page that the finding is about; empty where it is about none, and only names the page."""
    names_page = finding.span is None and finding.section is None and finding.quote == page.title
    return "" if names_page else shown_quote(page, finding)


def shown_span(page: Page, finding: Finding) -> Span | None:
    """The page's sentence that the finding is about; where that is only a heading, the first sentence below it that
    names the finding's subject."""
    if finding.span is None or finding.section is None:
        return finding.span
    block = block_at(page, finding.span.start)
    if block is None or block.role != "heading":
        return finding.span
    names = {finding.subject.partition(":")[0], *finding.message.partition(":")[0].strip(")").split(" (")}
    wanted = [n.casefold() for n in names if 2 < len(n) < 60]
    body = page.sections[finding.section].span
    first = bisect.bisect_left(page.sentences, body.start, key=lambda s: s.span.start)
    for sentence in page.sentences[first:]:
        if sentence.span.start >= body.end:
            break
        words = page.quote(sentence.span).casefold()
        if sentence.span != finding.span and any(n in words for n in wanted):
            return sentence.span
    return finding.span


def block_at(page: Page, offset: int) -> Block | None:
    """The block that holds the character at ``offset``, None between blocks."""
    at = bisect.bisect_right(page.blocks, offset, key=lambda b: b.span.start) - 1
    return page.blocks[at] if at >= 0 and page.blocks[at].span.end > offset else None
