"""NCBI's XML: read without the network and without a home, refused when it is not what was asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.errors import SourceError
from sources.pubmed import xml
from sources.session import RetryableError
from tests.services.pubmed_xml import article, article_set

ROOT = "PubmedArticleSet"


def test_a_dtd_of_a_year_to_come_is_not_downloaded() -> None:
    body = article_set([article("1")]).replace(b"260101", b"990101")
    assert b"pubmed_990101.dtd" in body
    assert len(xml.read(body, ROOT)["PubmedArticle"]) == 1  # sockets are shut but for the loopback


def test_a_schema_is_not_downloaded() -> None:
    attributes = (
        b'<PubmedArticleSet xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:noNamespaceSchemaLocation="https://example.org/x.xsd">'
    )
    body = article_set([article("1")]).replace(b"<PubmedArticleSet>", attributes)
    with pytest.raises(SourceError, match="not known here"):
        xml.read(body, ROOT)


def test_an_element_that_biopython_does_not_know_is_passed_over() -> None:
    body = article_set([article("1")]).replace(b"<Language>", b"<NewIn2027>x</NewIn2027><Language>")
    assert len(xml.read(body, ROOT)["PubmedArticle"]) == 1


def test_biopython_needs_no_home(tmp_path: Path) -> None:
    code = "from sources.pubmed.records import read_records"
    environment = {**os.environ, "HOME": "/proc/1/none", "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=tmp_path)


PASSING = [
    (b"", "nothing"),
    (b"   \n", "nothing"),
    (b'{"error":"API rate limit exceeded","count":"11"}', "rate limit exceeded"),
    (
        b'{"error":"API rate limit exceeded","api-key":"1.2.3.4","count":"4","limit":"3"}',
        "rate limit exceeded",
    ),
    (b"<!DOCTYPE html>\n<html><title>NCBI - WWW Error Blocked Diagnostic</title></html>", "HTML page"),
    (b"\xef\xbb\xbf<html><body>Service unavailable</body></html>", "HTML page"),
    (
        b"<?xml version='1.0'?><eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>",
        "obtain query",
    ),
    (
        b"<eSearchResult><ERROR>Search Backend failed: read request has failed</ERROR></eSearchResult>",
        "Backend",
    ),
    (b"<?xml version='1.0'?><PubmedArticleSet><PubmedArticle>", "cut off"),
    (b"<?xml version='1.0'?><Other/>", "something else"),
    (b"plain words", "something else"),
    (b"\xff\xfe\x00\x01", "something else"),
]


@pytest.mark.parametrize(("body", "words"), PASSING)
def test_what_may_pass_is_worth_another_attempt(body: bytes, words: str) -> None:
    with pytest.raises(RetryableError, match=words):
        xml.read(body, ROOT)


LASTING = [
    (
        b"<eSummaryResult><ERROR>Neither query_key nor id specified</ERROR></eSummaryResult>",
        "Neither query_key",
    ),
    (
        b"<ePostResult>\n\t<ERROR>Invalid db name specified: nothing</ERROR>\n</ePostResult>",
        "Invalid db name",
    ),
    (b'{"error":"API key invalid","api-key":"x","type":"api key","status":"unknown"}', "API key invalid"),
]


@pytest.mark.parametrize(("body", "words"), LASTING)
def test_a_wrong_question_is_not(body: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words) as error:
        xml.read(body, ROOT)
    assert not isinstance(error.value, RetryableError)


def test_real_errors_are_recognised(shared: Path) -> None:
    for name, words in (("epost2.xml", "Invalid db name"), ("esummary8.xml", "Neither query_key")):
        body = (shared / "data/pubmed-biopython/Entrez" / name).read_bytes()
        assert words in str(xml.error_in(body))
    fine = (shared / "data/pubmed-biopython/Entrez/esearch8.xml").read_bytes()
    assert xml.error_in(fine) is None, "no hits is no error"
