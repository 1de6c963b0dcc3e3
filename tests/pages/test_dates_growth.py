"""The work for dates grows with their number, not with its square, also when all stand in one paragraph."""

from __future__ import annotations

import tracemalloc

import pytest

from model.page import Document
from pages.read.dates import read_dates
from pages.read.layout import read_layout

FAMILIES = {
    "sentences": "The agency cleared the drug for many people in 2014. ",
    "days": "June 3, 2001; ",
    "ambiguous": "seen 3/4/2012 and ",
    "labelled": "Updated May 3, 2012. ",
    "time elements": "<time datetime=2012-03-04>March 4, 2012</time> and ",
    "copyrights": "© 2012 x ",
}


def _peak(piece: str, count: int) -> int:
    body = f"<html lang=en><body><main><h1>X</h1><p>{piece * count}</p></main></body></html>"
    document = Document("https://example.org/x", body.encode(), "text/html")
    layout = read_layout(document)
    tracemalloc.start()
    try:
        read_dates(document, layout)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("family", FAMILIES)
def test_memory_grows_with_the_number_of_dates(family: str) -> None:
    _peak(FAMILIES[family], 10)  # what is imported and compiled once is not the dates'
    few, many = _peak(FAMILIES[family], 250), _peak(FAMILIES[family], 1000)
    assert many < 6 * few, (few, many)  # four times as many dates: twice two is four, its square sixteen
