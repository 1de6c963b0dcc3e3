"""DATE005: a thing done on a day that has not come."""

from datetime import date

import pytest

from tests.checks.date.conftest import html


@pytest.mark.parametrize(
    ("line", "count", "why"),
    [
        ("Last updated: March 3, 2027", 1, "next year"),
        ("Last reviewed: November 25, 2026", 0, "tomorrow: it is tomorrow already in Auckland"),
        ("Last reviewed: November 26, 2026", 1, "nowhere is it that day yet"),
        ("Last reviewed: December 2026", 1, "a month that has not begun"),
        ("Last reviewed: November 2026", 0, "the month that runs"),
        ("Last reviewed: 2026", 0, "the year that runs"),
        ("Next review due: March 3, 2029", 0, "a review that is planned"),
        ("Valid until March 3, 2029", 0, "an expiry"),
        ("The hospital will open on March 3, 2029.", 0, "an event"),
    ],
)
def test_only_done_things_cannot_lie_ahead(judged, line, count, why):
    assert len(judged("DATE005", html(f"<p>{line}</p>"))) == count, why


def test_the_same_day_in_words_and_in_markup_is_one_mistake(judged):
    head = '<meta property="article:modified_time" content="2027-03-03">'
    (finding,) = judged("DATE005", html("<p>Last updated: March 3, 2027</p>", head))
    assert finding.quote == "Last updated: March 3, 2027"


def test_an_event_in_the_sidebar_is_no_page_date(judged):
    page = (
        html("<p>Updated May 3, 2026</p>") + "<aside><h3>Events</h3><p>Posted for March 3, 2027</p></aside>"
    )
    assert judged("DATE005", page) == []


def test_the_day_of_the_audit_decides(judged):
    page = html("<p>Last updated: March 3, 2027</p>")
    assert judged("DATE005", page, today=date(2027, 3, 4)) == []
