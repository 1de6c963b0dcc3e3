"""Laws that hold for every page: nothing raises, quotes stand at their offsets, silence changes nothing."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from model.dates import PageDates, PartialDate
from model.errors import ReadError
from model.page import Document
from pages.read import read
from pages.read.dates.labels import label_after, label_before
from pages.read.dates.strings import find_dates, find_relative, find_years, read_date, short_month
from pages.read.dates.values import read_value
from tests.pages.datings import PROSE, page_of, told

YEARS = st.integers(1991, 2026)
DAYS = st.dates(date(1991, 1, 1), date(2026, 11, 23))
#: Pieces that dates are made of, in any order: worse than any page.
PIECES = st.lists(
    st.sampled_from(
        ["Updated", "Last reviewed", ":", " ", "\n", "06/24/14", "2014", "May", "24", "-", "/", ".", "(", ")", "©", "by",
         "June 24, 2014", "and", "<p>", "</p>", "<h2>", "</h2>", "<time datetime='2014-06-24'>", "</time>", "|", "’14",
         "Rev.", "as of", "3 months ago", "\u00a0", "é", "<td>", "<li>", "[1]", "January 0, 2014", "31/02/2013"]
    ),
    max_size=40,
)  # fmt: skip


@given(st.text(max_size=300))
def test_any_text_gives_dates_inside_it(text: str) -> None:
    dates = find_dates(text)
    years = list(find_years(text, 0, len(text), dates))
    for found in (*dates, *years):
        assert 0 <= found.start < found.end <= len(text)
        assert 1 <= len(found.readings) <= 2
    for start, end, days, _ in find_relative(text):
        assert 0 <= start < end <= len(text)
        assert days >= 0
    for index in range(0, len(text), 7):
        short_month(text, index)
    read_value(text)
    label_before(text, text)
    label_after(text)


@settings(deadline=None)
@given(PIECES)
def test_any_page_is_read_and_its_quotes_stand_at_their_offsets(pieces: list[str]) -> None:
    document = Document("https://example.org/x", "".join(pieces).encode(), "text/html; charset=utf-8")
    try:
        page = read(document)
    except ReadError:
        return
    for mention in page.dates.mentions:
        assert mention.quote
        if mention.span is not None:
            assert page.quote(mention.span) == mention.quote
        assert mention.date is None or mention.date in mention.readings
    for conflict in page.dates.conflicts:
        assert conflict.winner.kind == conflict.loser.kind == conflict.kind


def _words(day: date) -> list[tuple[str, PartialDate]]:
    month, full = calendar.month_abbr[day.month], calendar.month_name[day.month]
    whole = PartialDate.of(day)
    return [
        (str(whole), whole),
        (f"{full} {day.day}, {day.year}", whole),
        (f"{day.day} {full} {day.year}", whole),
        (f"{month}. {day.day}, {day.year}", whole),
        (f"{day.day:02d}-{month.upper()}-{day.year % 100:02d}", whole),
        (f"{full} {day.year}", PartialDate(day.year, day.month)),
        (f"{day.month:02d}/{day.year}", PartialDate(day.year, day.month)),
        (str(day.year), PartialDate(day.year)),
    ]


@given(DAYS)
def test_every_way_of_writing_a_day_is_read_back(day: date) -> None:
    for text, value in _words(day):
        found = read_date(text)
        assert found is not None, text
        assert found.readings == (value,), text


@given(DAYS)
def test_numbers_keep_every_reading_that_is_possible(day: date) -> None:
    found = read_date(f"{day.month:02d}/{day.day:02d}/{day.year}")
    assert found is not None
    assert found.readings[0] == PartialDate.of(day)
    assert (len(found.readings) == 2) == (day.day <= 12 and day.day != day.month)


@given(st.builds(PartialDate, YEARS, st.integers(0, 12)) | DAYS.map(PartialDate.of))
def test_a_partial_date_is_read_back_from_its_own_words(value: PartialDate) -> None:
    assert PartialDate.parse(str(value)) == value
    assert value.covers(value.earliest())
    assert value.covers(value.latest())
    assert value.precision == {4: "year", 7: "month", 10: "day"}[len(str(value))]


@given(st.text(max_size=12))
def test_no_other_text_is_a_partial_date(text: str) -> None:
    try:
        value = PartialDate.parse(text)
    except ValueError:
        return
    assert text.isascii() or not text.isascii()
    assert str(value).replace("-", "").isdigit()


BODY = (
    f"<h1>Asthma</h1><p>Posted May 3, 2010 | Updated May 9, 2014</p>{PROSE}<h2>Drugs</h2><p>Updated June 2012</p>{PROSE}"
    f"<p>In 2011, the FDA revoked an approval.</p><h2>Help</h2>{PROSE}<p>Page last reviewed: 7 July 2015</p>"
)
PARTS = [part for part in BODY.replace("><", ">\0<").split("\0") if part]


def _all(dates: PageDates) -> list[str]:
    return [f"{m.kind} {m.date} {m.quote} {m.governs_page} {m.governs_section}" for m in dates.mentions]


PLAIN = page_of(f"<main>{BODY}</main>").dates


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_blanks_comments_and_empty_elements_between_blocks_change_no_date(data: st.DataObject) -> None:
    silence = st.sampled_from(
        ["", "\n\n  ", "<!-- Updated 1/1/2001 -->", "<div></div>", "<script>var d='1/1/2001'</script>"]
    )
    body = "".join(part + data.draw(silence) for part in PARTS)
    dates = page_of(f"<main>{body}</main>").dates
    assert told(dates) == told(PLAIN)
    assert _all(dates) == _all(PLAIN)


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 6), st.sampled_from(["div", "section", "article"]))
def test_wrappers_change_no_date(depth: int, tag: str) -> None:
    body = f"<{tag}>" * depth + BODY + f"</{tag}>" * depth
    assert _all(page_of(f"<main>{body}</main>").dates) == _all(PLAIN)


@settings(deadline=None, max_examples=40)
@given(DAYS, st.sampled_from(["Updated", "Last reviewed:", "Published on", "Page last updated:"]))
def test_a_labelled_day_is_the_pages(day: date, label: str) -> None:
    assume(day.year > 1994)
    dates = page_of(f"<main><h1>Asthma</h1>{PROSE}<p>{label} {day.day} {day:%B %Y}</p></main>").dates
    assert dates.governing is not None
    assert dates.governing.date == PartialDate.of(day)


@pytest.mark.parametrize("day", [date(2000, 2, 29), date(1999, 12, 31)])
def test_edges_of_the_calendar(day: date) -> None:
    assert all(read_date(text) is not None for text, _ in _words(day))
