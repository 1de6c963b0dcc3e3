"""Rows of tables as the statements that they are: a drug in one cell, what is said of it in the others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from language.names import Kind, fold, names_of
from language.once import OfLast
from model.lexicon import Lexicon
from model.page import Page
from model.span import Span
from verdicts.said import is_offered, tells_an_end

#: What heads a column in which a drug is told as one to be had.
_OFFERS = re.compile(
    r"\b(?:approv\w+|licen[cs]ed|dos(?:e|es|age|ing)|how (?:\w+ ){0,4}(?:taken|given|used|works?)|used for|uses?|treats"
    r"|brand(?: names?)?|year)\b",
    re.IGNORECASE,
)
#: A longer row (characters) is no row of facts but a page that is laid out as a table.
_LONGEST = 400
_ROWS: OfLast[dict[tuple[int, int], Span]] = OfLast()


def row_of(page: Page, span: Span) -> Span:
    """The whole row of a table for what stands in one of its cells; else ``span`` itself."""
    at = bisect_right(page.blocks, span.start, key=lambda block: block.span.start) - 1
    cell = page.blocks[at].cell if at >= 0 else None
    row = _rows(page).get(cell[:2], span) if cell is not None else span
    return row if row.end - row.start <= _LONGEST else span


def offered_in_rows(page: Page, lexicon: Lexicon) -> Iterator[tuple[str, int, Span]]:
    """Drug, section and row, for each drug that a row's first cell names and that the row or its table offers."""
    rows = _rows(page)
    heads: dict[int, str] = {}
    for (table, _), span in rows.items():
        heads.setdefault(table, page.quote(span))
    for block in page.blocks:
        if block.cell is None or block.cell[2] != 0:
            continue
        row = rows[block.cell[:2]]
        told = page.quote(row)
        head = heads[block.cell[0]]
        if tells_an_end(told) or tells_an_end(head) or not (is_offered(told) or _OFFERS.search(head)):
            continue
        first = page.quote(block.span)
        for mention in names_of(lexicon).find(first, fold(first)):
            if mention.kind is Kind.DRUG and len(mention.keys) == 1 and mention.key in lexicon.drugs:
                yield mention.key, block.section, row


def _rows(page: Page) -> dict[tuple[int, int], Span]:
    """Table and row → the row's span."""
    return _ROWS.of(page, make=lambda: _rows_found(page))


def _rows_found(page: Page) -> dict[tuple[int, int], Span]:
    found: dict[tuple[int, int], Span] = {}
    for block in page.blocks:
        if block.cell is not None:
            key = block.cell[:2]
            start = found[key].start if key in found else block.span.start
            found[key] = Span(start, block.span.end)
    return found
