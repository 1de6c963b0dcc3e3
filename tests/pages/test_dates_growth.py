"""The work for dates grows with their number, not with its square, also when all stand in one paragraph."""

from __future__ import annotations

import timeit
import tracemalloc

import pytest

from model.page import Document
from pages.read.dates import read_dates
from pages.read.dates.labels import has_cue, label_before
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


@pytest.mark.parametrize("lead", [" (Doe 1987)" * 27, "по (Иванов 1987) " * 18, "the table of the 12 "])
def test_a_date_without_a_label_is_soon_passed(lead: str) -> None:
    # 100,000 of them in one paragraph are a page of a megabyte: each millisecond here is a minute and a half there.
    best = min(timeit.repeat(lambda: label_before(lead, ")", year_only=True), number=50, repeat=7)) / 50
    assert best < 0.0003, best


@pytest.mark.parametrize(
    "word", ["Reviewed", "Ref", "UPDATED", "проверено", "ÚPRAVA", "更新", "Prochaine", "nächste"]
)
def test_a_part_of_a_label_is_seen_in_any_case(word: str) -> None:
    assert has_cue(f"{'x ' * 90}{word}: ", more=True)
    assert not has_cue("by the reference hospital of Doe and Roe (Doe ", more=True)
