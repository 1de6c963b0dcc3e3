"""The laws of the nouns."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.address import place_of
from model.dates import DateKind, DateMention, DatePlace, PageDates, PartialDate
from model.finding import Finding, Severity
from model.identifiers import DOI, ISBN, NCT, PMCID, PMID, ApplicationNumber, NotAnIdentifier
from model.span import Span


@given(st.dates(), st.sampled_from(["day", "month", "year"]))
def test_a_partial_date_survives_being_written(day, precision):
    own = PartialDate(day.year, 0 if precision == "year" else day.month, day.day if precision == "day" else 0)
    assert PartialDate.parse(str(own)) == own
    assert own.precision == precision
    assert own.earliest() <= day <= own.latest()
    assert own.covers(day)


@pytest.mark.parametrize(
    "text", ["2014-13", "2014-02-30", "14-06-24", "2014-6-24", "", "0000", "2014-06-24T00:00"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  (any ValueError: the message names the text)
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PMID, "0123"), (PMID, "123456789"), (PMCID, "123"), (DOI, "11.1000/x"), (DOI, "10.1000/"),
        (NCT, "NCT123"), (ISBN, "9780306406158"), (ApplicationNumber, "NDA22059"),
    ],
)  # fmt: skip
def test_what_is_no_identifier_is_refused(kind, text):
    with pytest.raises(NotAnIdentifier):
        kind(text)


def test_identifiers_know_their_page():
    assert PMID("9500320").url == "https://pubmed.ncbi.nlm.nih.gov/9500320/"
    assert DOI("10.1016/S0140-6736(97)11096-0").url == "https://doi.org/10.1016/s0140-6736(97)11096-0"
    assert ISBN("9780306406157").value == "9780306406157"
    assert ApplicationNumber("BLA125085").url.endswith("ApplNo=125085")


def test_a_fingerprint_stays_while_the_sentence_is_only_reflowed():
    def finding(quote, subject="PMID 1", message="m", since=None):
        return Finding(
            "REF001", Severity.NOTE, "https://e.org/", 3, quote, message, "s", subject, since=since
        )

    one = finding("Lapatinib is  the only\none.")
    assert (
        one.fingerprint
        == finding("lapatinib is the only one.", message="other", since=date(2020, 1, 1)).fingerprint
    )
    assert one.fingerprint != finding("Lapatinib is the only one.", subject="PMID 2").fingerprint


def test_a_servers_date_never_speaks_for_the_page_where_the_page_speaks_itself():
    header = DateMention(DateKind.UPDATED, PartialDate(2026, 1, 1), DatePlace.HTTP_HEADER, "x")
    visible = DateMention(DateKind.PUBLISHED, PartialDate(2014, 6, 24), DatePlace.VISIBLE, "y")
    assert PageDates(published=visible, updated=header).governing is visible


def test_a_span_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)


@pytest.mark.parametrize(
    "moved",
    [
        "https://example.org/a/b?x=1",
        "http://www.example.org/a/b?x=1",
        "https://WWW.example.org:443/a/b/?x=1",
        "http://example.org:80/%61/b?x=1",
    ],
)
def test_the_place_of_a_page_outlives_a_move_of_its_site(moved):
    assert place_of(moved) == place_of("http://example.org/a/b?x=1")


@pytest.mark.parametrize(
    "other", ["http://example.org/a/b", "http://example.org:8080/a/b?x=1", "http://blog.example.org/a/b?x=1"]
)
def test_another_page_has_another_place(other):
    assert place_of(other) != place_of("http://example.org/a/b?x=1")
