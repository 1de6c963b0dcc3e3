"""Laws of all that reads bytes from outside, whatever the bytes: what is foreseen is one error, nothing else is raised;
spans lie inside the text; the same bytes give the same.

The same laws are tried by Hypothesis in ``make check`` and by a fuzzer that looks into the code in ``make fuzz``
(``benchmarks/fuzz.py``). Those of the small readers that these are made of stand in ``fuzzed_units``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from model.errors import FetchError, ReadError, SourceError
from model.lexicon import Lexicon
from model.page import Document, Page, Reference
from model.span import Span
from pages.fetch.sitemap import is_sitemap, read_sitemap, read_url_list
from pages.read import read, reference_page_links
from pages.read.references import one_reference, read_reference_list
from sources import crossref_work, idconv, trials
from sources.pubmed import eutils, records
from sources.session import Answer
from sources.snapshot.starter import load_starter
from tests.faults.fuzzed_units import UNITS

CORPUS = Path(__file__).with_name("corpus")
_THEN = datetime(2026, 1, 1, tzinfo=UTC)
_BLANKS = re.compile(r"\s{3}")  # an empty line stands before a heading

# What random bytes would not hit upon: words and marks that the readers look for, and what thought found.
WORDS = (
    "<h2>References</h2>", "<ol>", "<li>", "<ol start=", "<li value=", "</li></ol>", "<sup>", "</sup>", "<p>", "<br>",
    "<table><tr><td>", "<a href='#r1'>", "<a href='http://[::1'>", "<a href='file:///etc/hosts'>References</a>",
    "<time datetime=", "<meta name='citation_pmid' content='", "<script type='application/ld+json'>", "</script>",
    '{"@type":"MedicalWebPage","dateModified":"', "[1]", "[1-3]", "[2, 4–6]", "(1)", "［１］", "[9-1]", "¹²", "1,2",
    "Doe JA, Roe B.", "A study of things.", "N Engl J Med.", "2012;367(3):123-9.", "et al.", "(Doe et al., 2012)",
    "doi:10.1000/xyz", "10.1002/14651858.CD012345", "PMID: 12345678", "PMC1234567", "PMC", "doi", "NCT01234567",
    "Retraction in:", "Erratum in:", "Last reviewed: ", "March 3, 2014", "3/4/2012", "2012", "٣", "²", "9" * 5000, "1" * 40,
    "The FDA approved olaparib for ovarian cancer in December 2014.", "olaparib", "not approved", "the only",
    "\u202e", "\u200b", "\x00", "\ufeff", "\u00a0", "\u0301", "\u2028", " " * 300, "\n", "\r\n", "&nbsp;", "&#0;", "&#x1F600;",
    "References", "1. ", "- ", "## ", "|---|", "---\n", "<!--", "-->", "<![CDATA[", "]]>", "<div>" * 100, "(" * 200,
    "<?xml version='1.0'?>", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", "<url><loc>",
    "</loc></url>", "<lastmod>", "</urlset>", "<sitemapindex>", "http://[::1", "http://e.org/" + "a" * 70 + ".b",
    "<PubmedArticleSet>", "<PubmedArticle><MedlineCitation><PMID>", "</PMID>", "<Article>", "<ArticleTitle>",
    "</PubmedArticleSet>", "<eSearchResult><Count>", "</Count>", "<IdList><Id>", "</eSearchResult>", "<eLinkResult>",
    '{"message":', '"status":"ok"', '"items":[', '"records":[', '"pmid":', '"studies":[', '"protocolSection":{', "null",
    '"title":["', '"DOI":"10.1000/x"', '"author":5', '"issued":{"date-parts":[[', "|2012|1|2|Doe|k1|", "NOT_FOUND",
    "AMBIGUOUS (3 citations)", "[" * 300, '{"a":' * 100, "NaN", "\ud7ff", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
)  # fmt: skip


@cache
def _lexicon() -> Lexicon:
    return load_starter(None).lexicon


def _spans(page: Page) -> Iterator[Span]:
    for part in (*page.blocks, *page.sentences, *page.sections, *page.citations):
        yield part.span
    for claim in page.claims:
        yield claim.sentence
    for reference in page.references:
        if reference.span is not None:
            yield reference.span
    for mention in page.dates.mentions:
        if mention.span is not None:
            yield mention.span


def _page(data: bytes, kind: str, lexicon: Lexicon | None) -> None:
    document = Document("https://example.org/a/page", data, kind)
    try:
        page = read(document, lexicon)
    except ReadError:
        return
    assert not _BLANKS.search(page.text)  # patterns on a page's text need not fear a run of blanks
    for span in _spans(page):
        assert 0 <= span.start <= span.end <= len(page.text), span
    for citation in page.citations:
        assert all(0 <= i < len(page.references) for i in citation.references)
    assert [r.index for r in page.references] == list(range(len(page.references)))
    assert read(document, lexicon) == page


def reader(data: bytes) -> None:
    """A web page to all that is read of it but claims."""
    _page(data, "text/html", None)
    try:
        reference_page_links(Document("https://example.org/a/page", data, "text/html"))
    except ReadError:
        return


def claims(data: bytes) -> None:
    """A text to its claims."""
    _page(data, "text/plain; charset=utf-8", _lexicon())


def references(data: bytes) -> None:
    """A bare list, and one entry of it."""
    text = data.decode("utf-8", "replace")
    read_reference_list(text)
    entry = one_reference(text)
    assert entry is None or isinstance(entry, Reference)
    assert one_reference(text) == entry


def sitemap(data: bytes) -> None:
    """A sitemap or a list of addresses."""
    read_url_list(data.decode("utf-8", "replace"))
    try:
        is_sitemap(data)
        found = read_sitemap(data)
    except FetchError:
        return
    assert found == read_sitemap(data)


def _answer(data: bytes) -> Answer:
    return Answer("https://example.org/api", 200, data, _THEN)


def _trials(data: bytes) -> None:
    answer = _answer(data)
    trials._accept(answer)
    for study in answer.json()["studies"]:
        trials.read_trial(study)


def _ids(data: bytes) -> None:
    answer = _answer(data)
    idconv._accept(answer)
    for record in answer.json()["records"]:
        idconv._names(record)


def _crossref(data: bytes) -> None:
    value = _answer(data).json()
    if isinstance(value, dict):
        # Fields of another type are for the wall around the source (sources/wall.py); it must end all the same.
        with suppress(TypeError, AttributeError, KeyError, ValueError):
            crossref_work.read_work(value)


_PARSERS: tuple[Callable[[bytes], object], ...] = (
    records.read_records,
    records.split_records,
    eutils.read_hits,
    eutils.read_citations,
    eutils.read_summaries,
    eutils.read_stored,
    lambda data: eutils.read_links(data, "pubmed_pubmed_citedin"),
    _trials,
    _ids,
    _crossref,
)


def sources(data: bytes) -> None:
    """An answer of PubMed, Crossref, ClinicalTrials.gov or the ID converter, before each of their readers."""
    for parse in _PARSERS:
        try:
            parse(data)
        except SourceError:
            continue


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reader": reader,
    "claims": claims,
    "references": references,
    "sitemap": sitemap,
    "sources": sources,
    **UNITS,
}


def kept(target: str) -> list[bytes]:
    """What once broke a law, or came near it."""
    return [file.read_bytes() for file in sorted((CORPUS / target).glob("*")) if file.is_file()]


def dictionary() -> str:
    """``WORDS`` as libFuzzer reads them, at most 64 bytes each."""
    lines = []
    for word in WORDS:
        escaped = "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "replace")[:64])
        lines.append(f'"{escaped}"')
    return "\n".join(lines) + "\n"


__all__ = ["CORPUS", "TARGETS", "WORDS", "dictionary", "kept"]
