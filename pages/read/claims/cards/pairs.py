"""Labels and their values in a page's layout: headings, terms, cards of two boxes, "Label: value", table columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from language.names import Kind, Mention, Names, fold
from model.page import Block
from model.span import Span
from pages.read.claims.cards.labels import LONGEST, Label, label_of, may_be_label, value_of
from pages.read.layout import Layout

#: Blocks under one label that are read at most; a longer section is an article, not a card.
MOST = 40
#: "Label: value", "Label - value".
_SPLIT = re.compile(rf"(?P<before>[^:\n]{{2,{LONGEST}}}?)(?:\s*:| [-–—] )\s*")
_FIRST_WORDS = re.compile(r"[^;,.]+")
_PROSE = frozenset({"paragraph", "item", "definition", "quote"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and one block of its value. ``row``: the words that name the row's subject, None outside tables;
    ``words``: the label as printed. ``lead_in``: the block that introduces the list it stands in. ``use``: the words
    that name what a status is for, where the label is a disease ("Urticaria: investigational"). ``quote``: what to
    quote, where the value alone would tell an editor nothing."""

    label: Label
    words: str
    value: Span
    section: int
    row: str | None = None
    lead_in: int | None = None
    use: str = ""
    quote: Span | None = None


def pairs(layout: Layout, names: Names) -> Iterator[Pair]:
    """Every labelled value of the page, in no certain order."""
    blocks = layout.blocks
    for block in blocks:
        if block.role == "cell" or block.span.end == block.span.start:
            continue
        text = block.span.of(layout.text)
        label = _label(text, names)
        if label is not None:
            for value in _values(layout, block, names):
                yield Pair(label, text, value.span, value.section)
        elif block.role in _PROSE and (split := _SPLIT.match(text)):
            before, after = split["before"], text[split.end() :]
            label = _label(before, names)
            if label is None and _is_a(Kind.DRUG, before, names) and value_of("status", after) is not None:
                start = block.span.start + split.end()
                yield Pair(
                    Label("status"), before, Span(start, block.span.end), block.section, before, block.lead_in
                )
                continue
            told = _FIRST_WORDS.match(after)
            if (
                label is None
                and told
                and value_of("status", told[0])
                and _is_a(Kind.CONDITION, before, names)
            ):
                start = block.span.start + split.end()
                end = start + told.end()
                quote = Span(block.span.start, end)
                yield Pair(Label("status"), before, Span(start, end), block.section, use=before, quote=quote)
                continue
            if label is not None and after.strip():
                start = block.span.start + split.end()
                yield Pair(label, before, Span(start, block.span.end), block.section)
    yield from _of_tables(layout, names)


def _is_a(kind: Kind, text: str, names: Names) -> bool:
    """True for a label that is the name of a drug (or a disease) and nothing else: "Ubrogepant: phase 3"."""
    if len(text) > LONGEST:
        return False
    rest = fold(text)
    named = [m for m in names.find(text, rest) if m.kind is kind]
    for mention in named:
        rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
    return bool(named) and not rest.strip(" ()*•-–—")


def _label(text: str, names: Names) -> Label | None:
    if text.endswith((".", ",", ";")) or not may_be_label(text):
        return None
    mentions: list[Mention] = names.find(text) if len(text.split()) > 1 else []
    return label_of(text, mentions)


def _values(layout: Layout, block: Block, names: Names) -> Iterator[Block]:
    """The blocks that the label in ``block`` is the label of."""
    blocks = layout.blocks
    behind = blocks[block.index + 1 : block.index + 1 + MOST]
    if block.role == "heading":
        for other in behind:
            if other.section != block.section:
                break
            if other.role in _PROSE:
                if _label(other.span.of(layout.text), names) is not None:
                    break
                yield other
        return
    if block.role == "term":
        for other in behind:
            if other.role != "definition":
                break
            yield other
        return
    listed = False
    number = 0
    for other in behind:
        if other.section != block.section or other.role not in _PROSE:
            break
        if other.role == "item" and block.role != "item":
            listed = True
        elif number or listed or (block.role == "item" and other.item != block.item):
            break
        text = other.span.of(layout.text)
        if _label(text, names) is not None:
            break
        if not number and text.endswith(":"):
            continue  # "It is approved for the following types:" leads in to the value
        number += 1
        yield other


def _of_tables(layout: Layout, names: Names) -> Iterator[Pair]:
    tables: dict[int, dict[int, dict[int, Block]]] = defaultdict(lambda: defaultdict(dict))
    for block in layout.blocks:
        if block.cell is not None:
            table, row, column = block.cell
            tables[table][row].setdefault(column, block)
    for rows in tables.values():
        yield from _of_table(layout, names, [rows[number] for number in sorted(rows)])


def _of_table(layout: Layout, names: Names, rows: list[dict[int, Block]]) -> Iterator[Pair]:
    head = {column: cell.span.of(layout.text) for column, cell in rows[0].items()}
    labels = {column: label for column, text in head.items() if (label := _label(text, names)) is not None}
    if labels and len(rows) > 1 and len(head) > 1:
        for row in rows[1:]:
            subject = " ".join(
                cell.span.of(layout.text) for column, cell in sorted(row.items()) if column not in labels
            )
            use = subject if _is_a(Kind.CONDITION, subject, names) else ""  # a table of one drug's uses
            for column, label in labels.items():
                if column in row and not (use and label.kind == "uses"):
                    named = None if use else subject
                    yield Pair(label, head[column], row[column].span, row[column].section, named, use=use)
        return
    for row in rows:  # a card of two columns: label and value
        columns = sorted(row)
        label = _label(row[columns[0]].span.of(layout.text), names) if len(columns) == 2 else None
        if label is not None:
            value = row[columns[1]]
            yield Pair(label, row[columns[0]].span.of(layout.text), value.span, value.section)
