"""What a browser prints before the entries of a list."""

import pytest

from model.lexicon import Lexicon
from model.page import Document
from pages.read import read


def labels(html: str) -> list[tuple[str, str]]:
    page = read(Document("https://example.org/p", f"<main><h1>Steps</h1>{html}</main>".encode()), Lexicon())
    return [(b.label, page.text[b.span.start : b.span.end]) for b in page.blocks if b.role != "heading"]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<ol><li>Wash</li><li>Dry</li></ol>", ["1.", "2."]),
        ("<ol start='6'><li>Wash</li><li>Dry</li></ol>", ["6.", "7."]),
        ("<ol start='-1'><li>Wash</li><li>Dry</li></ol>", ["-1.", "0."]),
        ("<ol type='a'><li>Wash</li><li>Dry</li></ol>", ["a.", "b."]),
        ("<ol type='A' start='27'><li>Wash</li></ol>", ["AA."]),
        ("<ol type='i' start='4'><li>Wash</li><li>Dry</li></ol>", ["iv.", "v."]),
        ("<ol reversed><li>Wash</li><li>Dry</li></ol>", ["2.", "1."]),
        ("<ol><li value='10'>Wash</li><li>Dry</li></ol>", ["10.", "11."]),
        ("<ol start='²'><li>Wash</li></ol>", ["1."]),
        ("<ol style='list-style: none'><li>Wash</li></ol>", [""]),
        ("<ul><li>Wash</li><li>Dry</li></ul>", ["", ""]),
        ("<ol><li>Wash<ul><li>hands</li></ul></li><li>Dry</li></ol>", ["1.", "", "2."]),
        ("<ol><li><p>Wash</p><p>well</p></li><li>Dry</li></ol>", ["1.", "", "2."]),
        ("<ol><li>Wash</li></ol><p>Then wait.</p><ol start=2><li>Dry</li></ol>", ["1.", "", "2."]),
    ],
)
def test_the_number_of_an_entry(html, told):
    assert [label for label, _ in labels(html)] == told


def test_numbers_are_no_part_of_the_text():
    assert [text for _, text in labels("<ol><li>Wash</li></ol>")] == ["Wash"]
