"""Citations by the label that an entry carries in print instead of a number: "[Smi12]", "[a, c]", "(ii)", "†"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.page import Citation, CitationStyle, Reference
from model.span import Span
from pages.read.citations.listed import Listed

# So many entries with a label, each another, are a list by labels.
_FEWEST, _FEWEST_KEYS = 3, 2
_SHORTEST_KEY = 4
# "[Smi12]", "[WHO2016a]", "(Abc+05)" at an entry's head, in its text or in the cell or term before it; "a.", "b)".
_KEY = re.compile(r"[\[({]([A-Z][A-Za-z+]{0,14}:?(?:19|20)?\d\d[a-z]?)[\])}][.:]?\s*\Z")
_LETTER = re.compile(r"(?:(?<=\n)|\A)[\[(]?([a-zA-Z]|[ivx]{2,5})[.)\]]+\s*\Z")
_SIGN = re.compile(r"(?:(?<=\n)|\A)\s*([*†‡§¶‖]{1,3})\s*\Z")
_HEAD = re.compile(
    r"[\[({][A-Z][A-Za-z+]{0,14}:?(?:19|20)?\d\d[a-z]?[\])}][.:]?\s+|"
    r"[\[(]?(?:[a-zA-Z]|[ivx]{2,5})[.)\]]+\s+(?=\S)|[*†‡§¶‖]{1,3}\s*(?=\S)"
)
# A label stands within so many characters before its entry.
_BEFORE = 24
_ENCLOSED = re.compile(r"[\[(]\s?([A-Za-z][\w+:]{0,20}(?:\s?[,;]\s?[A-Za-z][\w+:]{0,20}){0,11})\s?[\])]")
# "help*. More†.": a footnote's sign behind a word.
_SIGNED = re.compile(r"(?<=[\w.,;:)])([*†‡§¶‖]{1,3})(?![*†‡§¶‖\w])")
_PARTS = re.compile(r"\s?[,;]\s?")


def keyed_citations(page: Listed) -> Iterator[Citation]:
    """The citations of a list whose entries carry labels; none where it has numbers, or where fewer than
    ``_FEWEST`` of its labels are cited, two of "[Smi12]": "(a)" and "[A]" are otherwise many things."""
    labels = _labels(page)
    # "[Smi12]" is nothing else, and two are a list
    fewest = _FEWEST if any(len(label) < _SHORTEST_KEY for label in labels) else _FEWEST_KEYS
    if len(labels) < fewest:
        return
    found: list[tuple[Span, CitationStyle, tuple[int, ...]]] = []
    for span, style, words in _candidates(page):
        parts = _PARTS.split(words)
        if all(part in labels for part in parts) and not page.is_listed(span.start):
            found.append((span, style, tuple(dict.fromkeys(labels[part] for part in parts))))
    if len({index for *_, indices in found for index in indices}) < min(fewest, len(labels)):
        return
    for span, style, indices in found:
        yield page.citation(span, style, references=indices)


def _candidates(page: Listed) -> Iterator[tuple[Span, CitationStyle, str]]:
    """What stands in square or round brackets behind a word, and what is set above the line."""
    text = page.layout.text
    raised = [i.span for i in page.layout.inlines if i.kind == "sup"]
    starts = {block.span.start for block in page.layout.blocks}
    for match in _ENCLOSED.finditer(text):
        if match.start() not in starts:  # there it is a list's own letter
            yield Span(match.start(), match.end()), CitationStyle.BRACKET, match.group(1)
    for match in _SIGNED.finditer(text):
        if not any(span.start <= match.start() < span.end for span in raised):
            yield Span(match.start(), match.end()), CitationStyle.SUPERSCRIPT, match.group()
    for span in raised:
        words = span.of(text).strip()
        if words and span.start not in starts and words[0] not in "[(":
            yield span, CitationStyle.SUPERSCRIPT, words


def _labels(page: Listed) -> dict[str, int]:
    """Each label and the index of its entry; empty where entries have numbers, or one label twice."""
    listed = [r for r in page.references if not r.inline and r.span is not None]
    if len(listed) < _FEWEST_KEYS or any(r.number is not None for r in listed):
        return {}
    labels: dict[str, int] = {}
    for reference in listed:
        label = _label(page.layout.text, reference)
        if label in labels:
            return {}
        if label:
            labels[label] = reference.index
    return labels if len(labels) * 5 >= len(listed) * 4 else {}


def _label(text: str, reference: Reference) -> str:
    if reference.span is None:
        return ""
    start = reference.span.start
    head = _HEAD.match(text, start, reference.span.end)
    before = text[start : head.end()] if head else text[max(0, start - _BEFORE) : start]
    match = _KEY.search(before) or _LETTER.search(before) or _SIGN.search(before)
    return match.group(1) if match else ""
