"""Four times the page takes about four times the time: no step compares all with all."""

from __future__ import annotations

import gc
import time

import pytest

from model.lexicon import Lexicon
from model.page import Document
from pages.read import read
from pages.read.references import is_bare_list, read_reference_list, remarks_of_list
from sources.snapshot.starter import load_starter
from tests.faults.families import FAMILIES


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    found = load_starter(None).lexicon
    _seconds("<p>The FDA approved olaparib in 2014 [1].", found)  # what is made once is made now
    return found


def _document(body: str) -> Document:
    text = f"<html><body><main><h1>Title</h1>{body}"
    return Document("https://example.org/p", text.encode(), "text/html; charset=utf-8")


def _seconds(body: str, lexicon: Lexicon) -> float:
    """CPU time of this thread: neither what else the machine does is counted, nor the collector's passes."""
    document = _document(body)
    gc.collect()
    gc.disable()
    try:
        started = time.thread_time()
        read(document, lexicon)
        return time.thread_time() - started
    finally:
        gc.enable()


def _growth(family: str, n: int, lexicon: Lexicon, times: int) -> float:
    """How many times as long four times as much takes, the best of several: a cache miss is no growth."""
    make = FAMILIES[family]
    small = min(_seconds(make(n), lexicon) for _ in range(times))
    large = min(_seconds(make(4 * n), lexicon) for _ in range(times))
    return large / max(small, 0.005)


@pytest.mark.parametrize("family", FAMILIES)
def test_four_times_the_page_is_not_sixteen_times_the_work(family: str, lexicon: Lexicon) -> None:
    # All against all is 16, exponent 1.35 is 6.5.
    assert any(_growth(family, 250, lexicon, times) <= 6.5 for times in (1, 3))


@pytest.mark.faults
@pytest.mark.parametrize("family", FAMILIES)
def test_no_family_grows_faster_than_by_exponent_1_2(family: str, lexicon: Lexicon) -> None:
    n = min(2_000, 225_000_000 // len(FAMILIES[family](1_000)))  # four times that is still a page
    assert any(_growth(family, n, lexicon, times) <= 4**1.2 for times in (1, 3, 5))


def test_an_element_keeps_its_first_attributes(lexicon: Lexicon) -> None:
    many = " ".join(f'data-{k}="a > b {k}"' if k % 2 else f"x{k}" for k in range(5_000))
    for body in (
        f'<p class="lead" {many}>Words of it.</p>',
        f'<p title="{"long " * 5_000}">Words of it.</p>',
    ):
        page = read(_document(f"{body}<p>More.</p>"), lexicon)
        assert "Words of it." in page.text
        assert "More." in page.text


# A bare list, with no page around it, as it is pasted into ``bestbefore references -``.
_LISTS = {
    "entries": lambda n: "\n".join(f"{k % 999 + 1}. {_ENTRY}" for k in range(n)),
    "lines that go on": lambda n: "\n".join(["goes on here"] * n),
    "lines that go on and end": lambda n: "\n".join(["- and so it is."] + ["Goes on here."] * n),
    "a group that goes on": lambda n: f"{_ENTRY}\n\n" + "\n".join(["goes on here"] * n),
    "papers in one entry": lambda n: "1. " + "; ".join([_ENTRY] * (n // 4)),
    "remarks": lambda n: f"{_ENTRY}\n" + "\n".join(["* of special interest"] * n),
}
_ENTRY = "Doe JA, Roe B. A study of the thing. N Engl J Med. 2009;361:123-34."


@pytest.mark.parametrize("family", _LISTS)
def test_no_bare_list_compares_all_lines_with_all(family: str) -> None:
    def seconds(n: int) -> float:
        text = _LISTS[family](n)
        started = time.thread_time()
        is_bare_list(text)
        read_reference_list(text)
        remarks_of_list(text)
        return time.thread_time() - started

    assert any(
        min(seconds(800) for _ in range(times)) / max(0.005, min(seconds(200) for _ in range(times))) <= 6.5
        for times in (1, 3)
    )
