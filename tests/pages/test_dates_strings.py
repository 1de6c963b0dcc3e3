"""How a date is written: every form, its precision, and what only looks like one."""

from __future__ import annotations

import pytest

from model.dates import DatePlace
from pages.read.dates.strings import (
    find_dates,
    find_relative,
    full_year,
    month_number,
    read_date,
    short_month,
)
from pages.read.dates.values import read_header, read_url, read_value

FORMS = [
    ("June 24, 2014", "2014-06-24", "US words"),
    ("Jun. 24, 2014", "2014-06-24", "abbreviated with a point"),
    ("Sept. 5, 2013", "2013-09-05", "four letters"),
    ("24 June 2014", "2014-06-24", "day first"),
    ("24th of June, 2014", "2014-06-24", "ordinal and of"),
    ("June 24th 2014", "2014-06-24", "ordinal without a comma"),
    ("24-JUN-14", "2014-06-24", "two-digit year between dashes"),
    ("24/Jun/2014", "2014-06-24", "slashes round a word"),
    ("2014-06-24", "2014-06-24", "ISO"),
    ("2014/06/24", "2014-06-24", "year first with slashes"),
    ("2014.6.24", "2014-06-24", "year first with points"),
    ("2014年6月24日", "2014-06-24", "Japanese"),
    ("06/24/14", "2014-06-24", "only one order is possible"),
    ("24/06/2014", "2014-06-24", "only the other is"),
    ("24.06.14", "2014-06-24", "points"),
    ("05/05/2012", "2012-05-05", "either order is the same day"),
    ("Monday, June 24, 2014", "2014-06-24", "weekday"),
    ("2014 June 24", "2014-06-24", "year first in words"),
    ("June 2014", "2014-06", "month"),
    ("Jun '14", "2014-06", "apostrophe year"),
    ("06/2014", "2014-06", "month in numbers"),
    ("2014-06", "2014-06", "ISO month"),
    ("Spring 2014", "2014", "a season is its year"),
    ("Q3 2014", "2014", "so is a quarter"),
    ("2014", "2014", "year"),
    ("24 de junio de 2014", "2014-06-24", "Spanish"),
    ("1er février 2014", "2014-02-01", "French ordinal"),
    ("1. März 2014", "2014-03-01", "German"),
    ("24 de março de 2014", "2014-03-24", "Portuguese"),
    ("29 February 2016", "2016-02-29", "leap day"),
]


@pytest.mark.parametrize(("text", "value", "why"), FORMS, ids=[f[2] for f in FORMS])
def test_each_form_has_its_value_and_its_precision(text: str, value: str, why: str) -> None:
    found = read_date(text)
    assert found is not None, why
    assert [str(r) for r in found.readings] == [value], why


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("03/04/14", ["2014-03-04", "2014-04-03"]),
        ("3-4-2014", ["2014-03-04", "2014-04-03"]),
        ("12.11.13", ["2013-12-11", "2013-11-12"]),
    ],
)
def test_an_open_order_keeps_both_readings_month_first_first(text: str, readings: list[str]) -> None:
    found = read_date(text)
    assert found is not None
    assert [str(r) for r in found.readings] == readings


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("May 5 of 10 women agreed", "no year"),
        ("31 June 2014", "June has thirty days"),
        ("29 February 2015", "no leap year"),
        ("13/13/2014", "no thirteenth month"),
        ("1,2014 people", "a number"),
        ("NCT01234567", "a trial's number"),
        ("555-12-2014-77", "a file number"),
        ("v2.14.06", "a version"),
        ("10.1056/NEJM201406", "a DOI"),
        ("3 out of 2014 people", "“out” is Portuguese for October only with a day"),
        ("the set 2014 was played", "“set” likewise"),
        ("Mayo 2014", "a clinic's name as often as a month"),
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str, why: str) -> None:
    assert [d for d in find_dates(text) if d.style != "loose"] == [], why


def test_a_version_number_is_loose_and_needs_a_label() -> None:
    (found,) = find_dates("see section 1.2.13")
    assert found.style == "loose"


@pytest.mark.parametrize(
    ("text", "at", "value"),
    [("Rev. 10/14", 5, "2014-10"), ("Rev. Jun-14", 5, "2014-06"), ("Written: 11/94. More", 8, "1994-11")],
)
def test_month_and_two_digit_year_where_a_label_stands(text: str, at: int, value: str) -> None:
    found = short_month(text, at)
    assert found is not None
    assert str(found.readings[0]) == value


@pytest.mark.parametrize("text", ["10/14/2014", "10/14-15", "9/5 pm", "13/14", "10/145"])
def test_what_is_no_month_and_year(text: str) -> None:
    assert short_month(text, 0) is None


def test_two_digit_years_turn_at_1969() -> None:
    assert [full_year(y) for y in ("00", "14", "68", "69", "94", "’14", "2014")] == [
        2000, 2014, 2068, 1969, 1994, 2014, 2014,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "number"),
    [("Jun.", 6), ("juin", 6), ("März", 3), ("marz", 3), ("FÉVRIER", 2), ("Dez", 12), ("Monday", 0), ("", 0)],
)
def test_month_names_with_and_without_accents(word: str, number: int) -> None:
    assert month_number(word) == number


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Updated 3 months ago", 90),
        ("Updated a year ago", 365),
        ("Posted yesterday", 1),
        ("hace 2 semanas", 14),
        ("il y a un mois", 30),
        ("vor 3 Tagen", 3),
        ("há 2 dias", 2),
        ("updated last week", 7),
    ],
)
def test_relative_dates_are_counted_in_days(text: str, days: int) -> None:
    assert [d for _, _, d, _ in find_relative(text)] == [days]


def test_there_is_no_relative_date_in_long_ago() -> None:
    assert list(find_relative("It happened long ago, in the last weekend of May.")) == []


MACHINE = [
    ("2020-09-21T23:30:00-05:00", "2020-09-21", "the publisher's own day, not Greenwich's"),
    ("2020-09-21", "2020-09-21", "a day"),
    ("20200921", "2020-09-21", "compact"),
    ("20200921T1200Z", "2020-09-21", "compact with a time"),
    ("1600732800", "2020-09-22", "seconds since 1970"),
    ("1600732800000", "2020-09-22", "milliseconds"),
    ("2020-09", "2020-09", "a month"),
    ("2020", "2020", "a year"),
    ("Mon, 21 Sep 2020 10:00:00 GMT", "2020-09-21", "RFC 5322"),
    ("September 21, 2020", "2020-09-21", "words in a meta element"),
    ("", "", "nothing"),
    ("true", "", "no date"),
    ("0000-00-00", "", "a database's empty date"),
    ("2020-13-45", "", "no day"),
]


@pytest.mark.parametrize(("value", "want", "why"), MACHINE, ids=[m[2] for m in MACHINE])
def test_values_of_markup(value: str, want: str, why: str) -> None:
    readings, _ = read_value(value)
    assert " ".join(map(str, readings)) == want, why


@pytest.mark.parametrize(
    ("url", "want"),
    [
        ("https://x.org/2014/06/24/asthma", "2014-06-24"),
        ("https://x.org/news/2014-06-24-asthma", "2014-06-24"),
        ("https://x.org/2014/06/asthma", "2014-06"),
        ("https://x.org/20140624.html", "2014-06-24"),
        ("https://web.archive.org/web/20190101000000/https://x.org/asthma", None),
        ("https://x.org/item/20149999", None),
        ("https://x.org/asthma?date=2014-06-24", None),
    ],
)
def test_dates_in_addresses(url: str, want: str | None) -> None:
    found = read_url(url)
    assert (str(found.readings[0]) if found else None) == want


def test_a_header_says_when_the_file_was_touched() -> None:
    found = read_header("Tue, 24 Jun 2014 10:00:00 GMT", DatePlace.HTTP_HEADER)
    assert found is not None
    assert found.weak
    assert read_header("no date", DatePlace.SITEMAP) is None
