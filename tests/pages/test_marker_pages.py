"""Whole article pages in the templates and habits of many sites (tests/labelled/articles/pages-*.txt)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from model.page import Document, Page
from pages.read import read

FOLDER = Path(__file__).resolve().parents[1] / "labelled" / "articles"
_LABEL = re.compile(r"⟦(.*?)\|([\d,]*)⟧", re.DOTALL)
# A sign that no page has, put before each label to see where it stands in the text that is read.
_SIGN = "\ue000"


def articles() -> list[tuple[str, int, str]]:
    found = []
    for path in sorted(FOLDER.glob("pages-*.txt")):
        for part in re.split(r"^=== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            head, html = part.split("\n", 1)
            name, _style, entries = head.split()
            found.append((f"{path.stem}-{name}", int(entries), html))
    return found


def page_of(html: str) -> Page:
    whole = f"<!doctype html><html><head><title>t</title></head><body><main>{html}</main></body></html>"
    return read(Document("https://example.org/p", whole.encode(), "text/html; charset=utf-8"))


def letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


@pytest.mark.parametrize(("name", "entries", "html"), articles(), ids=[a[0] for a in articles()])
def test_a_page_has_the_entries_and_markers_that_it_is_labelled_with(
    name: str, entries: int, html: str
) -> None:
    page = page_of(_LABEL.sub(lambda m: m[1], html))
    assert sum(not r.inline for r in page.references) == entries
    signed = page_of(_LABEL.sub(lambda m: f"{_SIGN}{m[1]}", html)).text
    places = [letters(signed[: m.start()]) for m in re.finditer(_SIGN, signed)]
    labels = _LABEL.findall(html)
    assert len(places) == len(labels)
    left = [(at, n) for at, (_, numbers) in zip(places, labels, strict=True) for n in numbers.split(",") if n]
    for citation in page.citations:
        start, end = letters(page.text[: citation.span.start]), letters(page.text[: citation.span.end])
        numbers = {str(page.references[i].number or i + 1) for i in citation.references}
        for number in numbers | {str(n) for n in citation.dangling}:
            found = next((x for x in left if x[1] == number and start - 30 <= x[0] <= end + 2), None)
            assert found, f"“{citation.marker}” is no marker of {number}"
            left.remove(found)
    assert not left, "markers that were not read"


def test_numbers_that_a_page_raises_are_shown_raised() -> None:
    page = page_of(
        "<p>It may be rare by 2036.<sup>2</sup> Deaths still climb.<sup>1,3</sup></p><h2>References</h2><ol>"
        + "".join(f"<li>Roe A. Paper {n}. BMJ. 201{n};34{n}:1-9.</li>" for n in (1, 2, 3))
        + "</ol>"
    )
    first, second = page.sentences[0].span, page.sentences[1].span
    assert page.as_printed(first) == "It may be rare by 2036.²"
    assert page.as_printed(second) == "Deaths still climb.¹,³"
    assert page.quote(first) == "It may be rare by 2036.2"
