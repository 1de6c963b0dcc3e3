"""More than anybody prints is cut, and the cut is told."""

from __future__ import annotations

import contextlib
import resource
import time
from datetime import date
from pathlib import Path

import pytest

from flows.conductor import AuditRequest, run_audit
from model.errors import ReadError
from model.limits import DEFAULT, Limits
from model.page import Document
from pages.read import read
from sources.snapshot.starter import load_starter
from tests.faults.families import FAMILIES, entries


def _page(body: str) -> Document:
    text = f"<html><body><main><h1>Title</h1>{body}"
    return Document("https://example.org/p", text.encode(), "text/html; charset=utf-8")


def test_the_first_references_are_read_and_the_rest_is_told() -> None:
    more = DEFAULT.references + 40
    page = read(_page(f"<p>So it is [7]. Not so (Roe et al. 1999).</p>{entries(more)}"))
    assert len(page.references) == DEFAULT.references
    assert page.unread == (f"the first 5,000 of {more:,} references were read (limits.references)",)
    # What may point at an entry that was not read points at nothing: no accusation comes of it.
    assert [c.marker for c in page.citations] == ["[7]"]


def test_the_report_names_the_cut(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_bytes(_page(f"<p>So.</p>{entries(DEFAULT.references + 1)}").body)
    request = AuditRequest(
        (str(tmp_path / "p.html"),), date(2026, 11, 27), tmp_path / "out", sources="snapshot"
    )
    report = run_audit(request).report
    assert any("the first 5,000 of 5,001 references were read" in f.reason for f in report.failures)
    assert len(report.pages) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>Words of it.</p>" * 90_000, "1,080,0"),
        ("<b></b>" * 100_001, "tags are too many for a page (limit 200,000; limits.tags)"),
    ],
)
def test_what_is_too_much_for_a_page_is_refused_with_its_number(body: str, words: str) -> None:
    for document in (_page(body), Document("https://example.org/p", _page(body).body, "text/markdown")):
        with pytest.raises(ReadError) as refused:
            read(document)
        assert words in str(refused.value)
    with pytest.raises(
        ReadError,
        match=r"1,200,000 characters of text are too many for a page \(limit 700,000; limits.characters\)",
    ):
        read(Document("https://example.org/p", b"Words of it.\n" * 92_307 + b"x" * 9, "text/plain"))


def test_the_first_statements_on_drugs_are_read_and_the_cut_is_told() -> None:
    body = "".join(f"<p>The FDA approved olaparib in March {2014 + n}.</p>" for n in range(9))
    lexicon = load_starter(None).lexicon
    page = read(_page(body), lexicon, limits=Limits(claims=7))
    assert len(page.claims) == 7
    assert page.unread == ("the first 7 statements on drugs were read (limits.claims)",)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(page_bytes=500), "588 bytes is too large for a page (limit 500 bytes; limits.page_bytes)"),
        (Limits(characters=99), "characters of text are too many for a page (limit 99; limits.characters)"),
        (Limits(tags=20), "tags are too many for a page (limit 20; limits.tags)"),
        (Limits(dates=9), "12 dates are too many for a page (limit 9; limits.dates)"),
    ],
)
def test_a_limit_of_the_operator_refuses_a_page_that_the_default_takes(limits: Limits, words: str) -> None:
    document = _page("".join(f"<p>The ward opened on {n} May 2019.</p>" for n in range(10, 22)) + " " * 100)
    assert not read(document).unread
    with pytest.raises(ReadError) as refused:
        read(document, limits=limits)
    assert words in str(refused.value)


def test_at_its_limit_a_page_is_read_whole() -> None:
    document = _page("".join(f"<p>The ward opened on {n} May 2019.</p>" for n in range(10, 22)))
    assert read(document, limits=Limits(dates=12)) == read(document)


def test_a_site_of_a_limit_of_its_own_is_read_anew_and_says_so(tmp_path: Path) -> None:
    """What was read under one limit is not taken for what another would read; back at the first, it is known again."""
    (tmp_path / "p.html").write_bytes(_page(f"<p>So it is [2].</p>{entries(9)}").body)

    def night(limits: Limits) -> list[str]:
        request = AuditRequest(
            (str(tmp_path / "p.html"),), date(2026, 11, 27), tmp_path / "out", sources="snapshot",
            store=tmp_path / "store.sqlite", limits=limits,
        )  # fmt: skip
        return [f.reason for f in run_audit(request).report.failures]

    assert night(DEFAULT) == []
    (told,) = night(Limits(references=4))
    assert told.endswith("p.html: the first 4 of 9 references were read (limits.references)")
    assert any(
        "is too large for a page (limit 100 bytes; limits.page_bytes)" in t
        for t in night(Limits(page_bytes=100))
    )
    assert night(DEFAULT) == []


#: Just below the most characters of text, above it, and the largest page, in bytes.
_SIZES = (690_000, 1_000_000, 19_900_000)


@pytest.mark.faults
@pytest.mark.parametrize("size", _SIZES)
@pytest.mark.parametrize("family", FAMILIES)
def test_whatever_the_size_it_takes_ten_seconds_and_a_gigabyte_at_most(family: str, size: int) -> None:
    make = FAMILIES[family]
    page = _page(make(1_000 * size // len(make(1_000))))
    lexicon = load_starter(None).lexicon
    read(_page("<p>The FDA approved olaparib in 2014 [1].</p>"), lexicon)  # what is made once is made now
    started = time.process_time()
    with contextlib.suppress(ReadError):  # which is the message
        read(page, lexicon)
    assert time.process_time() - started <= 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss <= 1_000_000
