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
from model.page import Document
from pages.read import read
from pages.read.references import MOST_REFERENCES
from sources.snapshot.starter import load_starter
from tests.faults.families import FAMILIES, entries


def _page(body: str) -> Document:
    text = f"<html><body><main><h1>Title</h1>{body}"
    return Document("https://example.org/p", text.encode(), "text/html; charset=utf-8")


def test_the_first_references_are_read_and_the_rest_is_told() -> None:
    more = MOST_REFERENCES + 40
    page = read(_page(f"<p>So it is [7]. Not so (Roe et al. 1999).</p>{entries(more)}"))
    assert len(page.references) == MOST_REFERENCES
    assert page.unread == (f"the first 5,000 of {more:,} references were read",)
    # What may point at an entry that was not read points at nothing: no accusation comes of it.
    assert [c.marker for c in page.citations] == ["[7]"]


def test_the_report_names_the_cut(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_bytes(_page(f"<p>So.</p>{entries(MOST_REFERENCES + 1)}").body)
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
        ("<b></b>" * 250_001, "tags are too many for a page (limit 500,000)"),
    ],
)
def test_what_is_too_much_for_a_page_is_refused_with_its_number(body: str, words: str) -> None:
    for document in (_page(body), Document("https://example.org/p", _page(body).body, "text/markdown")):
        with pytest.raises(ReadError) as refused:
            read(document)
        assert words in str(refused.value)
    with pytest.raises(
        ReadError, match=r"1,200,000 characters of text are too many for a page \(limit 800,000\)"
    ):
        read(Document("https://example.org/p", b"Words of it.\n" * 92_307 + b"x" * 9, "text/plain"))


def test_the_first_statements_on_drugs_are_read_and_the_cut_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.read.claims.read.MOST_CLAIMS", 7)
    monkeypatch.setattr("pages.read.MOST_CLAIMS", 7)
    body = "".join(f"<p>The FDA approved olaparib in March {2014 + n}.</p>" for n in range(9))
    lexicon = load_starter(None).lexicon
    page = read(_page(body), lexicon)
    assert len(page.claims) == 7
    assert page.unread == ("the first 7 statements on drugs were read",)


#: Just below the most characters of text, above it, and the largest page, in bytes.
_SIZES = (790_000, 1_000_000, 19_900_000)


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
