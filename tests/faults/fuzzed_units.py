"""Laws of the small readers that the large ones are made of: tried alone, a million inputs take an hour, not a week.

Each takes bytes and raises what is unforeseen. What a reader may raise is written here, one error each.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from checks.time._ageing_words import ageing
from checks.time._ahead import forecast, told_ahead
from checks.time._editions import outdated_edition
from checks.time._figures import figure_year
from language.ages import ages
from language.days import days
from model.address import place_of
from model.dates import PartialDate
from model.digits import whole_number
from model.errors import FetchError, ReadError, SnapshotError, SourceError
from model.link import link_address
from model.page import Document
from pages.fetch.address import fold, host_of, same_page
from pages.fetch.content import look
from pages.fetch.feed import read_feed
from pages.fetch.listing import read_listing
from pages.fetch.reach import bare, has_userinfo, is_public, origin_of
from pages.fetch.robots import read_robots
from pages.read.citations.markers import expand
from pages.read.dates.json_ld import load_tolerantly
from pages.read.dates.strings import find_dates, find_relative, find_years, read_date
from pages.read.essence import essence
from pages.read.layout import read_layout
from pages.read.layout.decode import decode
from pages.read.layout.front_matter import split_front_matter
from pages.read.references.authors import find_authors
from pages.read.references.identifiers import addresses_in, find_identifiers, identifiers_in_url
from pages.read.references.locator import find_locator
from pages.read.references.numbers import numbered_in_line, own_number
from pages.read.references.parts import parse_reference
from sources.fda import records as openfda_records
from sources.fda.drugsatfda import read_table
from sources.fda.spl import read_spl
from sources.fda.webpages import lists_of
from sources.retractionwatch import read_rows

_TODAY = date(2026, 11, 27)
_KINDS = (
    "text/html",
    "text/html; charset=utf-16",
    "text/html; charset=iso-2022-jp",
    "text/markdown; charset=utf-8",
    "text/plain",
    "application/xhtml+xml",
    "text/html; charset=utf-7",
    "",
)
_URL = "https://example.org/a/page"


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def dates(data: bytes) -> None:
    """A text to its dates, years, spans of time and ages."""
    text = _text(data)
    found = find_dates(text)
    at = 0
    for one in (*found, *find_years(text, 0, len(text), found)):
        assert 0 <= one.start < one.end <= len(text)
    for one in found:
        assert at <= one.start, "in order, and none inside another"
        at = one.end
        assert all(value.earliest() <= value.latest() for value in one.readings)
    for start, end, back, _ in find_relative(text):
        assert 0 <= start < end <= len(text)
        assert back >= 0
    for day in days(text):
        assert 0 <= day.start < day.end <= len(text)
    for age in ages(text):
        assert 0 <= age.start < age.end <= len(text)
    assert read_date(text) is not None or not found
    whole_number(text)


def machine(data: bytes) -> None:
    """JSON-LD and front matter, however they are broken."""
    text = _text(data)
    load_tolerantly(text)
    settings, rest = split_front_matter(text)
    assert not settings or len(rest) < len(text)


def parts(data: bytes) -> None:
    """One entry of a reference list to its parts."""
    text = _text(data)
    expand(text)
    find_authors(text)
    find_locator(text)
    parse_reference(text)
    for identifier in (*find_identifiers(text, (text,)), *identifiers_in_url(text)):
        assert identifier.value
        assert identifier.url
    # (one without a scheme gets its "http://")
    assert all(a.removeprefix("http://") in text for a in addresses_in(text) if a.isascii())
    at, _ = own_number(text, 0, len(text))
    assert 0 <= at <= len(text)
    for _, start, end in numbered_in_line(text, 0, len(text)):
        assert 0 <= start <= end <= len(text)


def lists(data: bytes) -> None:
    """Feeds, lists of addresses, robots.txt, and an address in all that takes one apart."""
    with suppress(FetchError):
        read_listing(data, "text/plain", "https://example.org/")
    with suppress(FetchError):
        read_feed(data, _URL)
    rules = read_robots(data)
    text = _text(data[:256])
    rules.allows(_URL)
    assert rules.delay >= 0
    with suppress(FetchError):
        origin = origin_of(text)
        assert origin.host
        rules.allows(text)
        assert fold(fold(text)) == fold(text)
        assert has_userinfo(text) or bare(text) == text
    is_public(text)
    for take in (fold, same_page, host_of, place_of, link_address, bare):
        with suppress(FetchError):
            take(text) if take is not same_page else same_page(fold(text)) if host_of(text) else None


def raw(data: bytes) -> None:
    """Bytes of any kind to characters, and what they are instead of a page. The first byte chooses the header."""
    kind, body = _KINDS[data[0] % len(_KINDS)] if data else "", data[1:]
    text, name = decode(body, kind)
    assert text.encode("utf-8", "replace").decode("utf-8") is not None
    assert name
    sight = look(Document(_URL, body, kind), {"x-robots-tag": _text(body[:40])}, follow=True)
    assert all(link.startswith(("http://", "https://")) for link in sight.links)
    assert essence(Document(_URL, body, kind)) == essence(Document(_URL, body, kind))


def layout(data: bytes) -> None:
    """A fragment of a page to its text and sections. The first byte chooses the header."""
    kind, body = _KINDS[data[0] % len(_KINDS)] if data else "", data[1:]
    try:
        page = read_layout(Document(_URL, body, kind))
    except ReadError:
        return
    for part in (*page.blocks, *page.sentences, *page.sections):
        assert 0 <= part.span.start <= part.span.end <= len(page.text)


def ageing_words(data: bytes) -> None:
    """A sentence to what of it grows old."""
    text = " ".join(_text(data).split())
    for phrase in ageing(text):
        assert phrase.words in text
    forecast(text)
    figure_year(text, text[::-1])
    told_ahead(text, PartialDate(2019, 5))
    outdated_edition(text, text[:40], _TODAY)


def fda(data: bytes) -> None:
    """FDA's files, pages and labels, and Retraction Watch's table."""
    if data.lstrip()[:1] in (b"{", b"["):
        for value in load_tolerantly(_text(data)):
            for record in value if isinstance(value, list) else [value]:
                if isinstance(record, dict):
                    openfda_records.application(record)
                    openfda_records.label(record)
        return
    if b"<" in data:
        with suppress(SourceError):
            lists_of(data, "list.html", _URL)
        with suppress(SourceError):
            read_spl(data)
        return
    with suppress(SnapshotError):
        read_table(data)
    with suppress(SourceError):
        lists_of(data, "withdrawn.tsv", _URL)
    with suppress(ValueError):
        read_rows(data)


UNITS = {
    "dates": dates,
    "machine": machine,
    "parts": parts,
    "lists": lists,
    "raw": raw,
    "layout": layout,
    "ageing": ageing_words,
    "fda": fda,
}
