"""Days in English text: how they are written, what is none, and what only looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.days import day_in, days, impossible

DAYS = [
    ("It was cleared on June 25, 2011.", "2011-06-25", "month, day, year"),
    ("It was cleared on June 25th 2011.", "2011-06-25", "an ordinal, no comma"),
    ("It was cleared on 25 June 2011.", "2011-06-25", "day, month, year"),
    ("It was cleared on the 3rd of March, 2012.", "2012-03-03", "in full"),
    ("It was cleared on Sept. 3, 2015.", "2015-09-03", "an abbreviation"),
    ("It was cleared on 6/25/2011.", "2011-06-25", "strokes, month first"),
    ("It was cleared on 25/6/2011.", "2011-06-25", "strokes, which can only be day first"),
    ("It was cleared on 25.6.2011.", "2011-06-25", "points: day first"),
    ("It was cleared on 6/25/11.", "2011-06-25", "a short year"),
    ("It was cleared on 2011-06-25.", "2011-06-25", "ISO 8601"),
    ("It was cleared in 2011-06.", "2011-06", "ISO 8601, a month"),
    ("It was cleared in June 2011.", "2011-06", "a month"),
    ("It was cleared in June of 2011.", "2011-06", "a month, with of"),
    ("It was cleared in early May 2018.", "2018-05", "a part of a month"),
    ("It was cleared in mid-2015.", "2015", "a part of a year"),
    ("It was cleared in winter 2019.", "2019", "a season"),
    ("It was cleared by the U.S. F.D.A. in 2010.", "2010", "behind full stops"),
    ("Cleared by the FDA (2010), it sold well.", "2010", "in brackets"),
    ("In '10 it was cleared.", "2010", "two digits"),
    ("It was cleared in '97.", "1997", "two digits of the last century"),
    ("It was cleared on June 25, '11.", "2011-06-25", "a day and two digits"),
    ("It was cleared in May 2018 and sold in June.", "2018-05", "May is a month here"),
]  # fmt: skip
NONE = [
    ("It may be cleared soon.", "may is a verb"),
    ("They studied 2010 patients.", "a count"),
    ("A dose of 2000 mg is too much.", "a dose"),
    ("It cost $2010.", "a price"),
    ("It sold well in the 1990s.", "a decade"),
    ("See 10.1056/2010.1234.", "an identifier"),
    ("Call 555-2010.", "a telephone number"),
    ("Over 2,010 people took it.", "a number with a comma"),
    ("The '90s were different.", "a decade, short"),
    ("She weighs '10 stone.", "no word of time before it"),
    ("It costs 12/18 of that.", "a fraction"),
]
IMPOSSIBLE = ["31 February 2019", "February 30, 2019", "June 31, 2011", "13/13/2013", "2014-13-01", "29 February 2011", "0 June 2011"]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), DAYS)
def test_a_day_is_read_as_precisely_as_said(text, wanted, why):
    assert str(day_in(text)) == wanted, why
    assert not impossible(text)


@pytest.mark.parametrize(("text", "why"), NONE)
def test_what_is_no_day(text, why):
    assert days(text) == (), why


@pytest.mark.parametrize("words", IMPOSSIBLE)
def test_a_day_that_is_none_is_told_and_never_a_date(words):
    (day,) = days(f"It was cleared on {words}.")
    assert day.date is None
    assert impossible(words)
    assert day_in(words) is None


def test_an_open_order_keeps_the_other_reading():
    (day,) = days("It was cleared on 3/4/2014.")
    assert (str(day.date), str(day.open)) == ("2014-03-04", "2014-04-03")
    (day,) = days("It was cleared on 4/4/2014.")
    assert day.open is None


def test_the_part_is_kept():
    assert [d.part for d in days("in early 2018, in the fall of 2019 and in 2020")] == [
        "early",
        "the fall of",
        "",
    ]


PIECES = ["2010", "June", "25", "'10", "in ", ",", "/", ".", "-", "31 February", "early ", "the fall of ", "(", "1990s", " "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=100))
def test_days_stand_where_they_say_in_order(text):
    last = 0
    for day in days(text):
        assert last <= day.start < day.end <= len(text)
        last = day.end


@pytest.mark.parametrize("piece", PIECES)
def test_long_hostile_texts_take_no_time(piece):
    text = (f"{piece} " * 2000)[:2000]
    begin = time.process_time()
    days(text)
    assert time.process_time() - begin < 0.05
