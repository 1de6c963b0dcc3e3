"""DATE006: 03/04/14 on a page that does not show which number is the month."""

import pytest

from tests.checks.date.conftest import html

AMBIGUOUS = "<p>Last updated: 05/06/2012</p>"


def test_both_readings_are_told(judged):
    (finding,) = judged("DATE006", html(AMBIGUOUS, lang=""))
    assert finding.quote == "Last updated: 05/06/2012"
    assert "6 May 2012 or 5 June 2012" in finding.message


@pytest.mark.parametrize(
    ("body", "lang", "why"),
    [
        (AMBIGUOUS, "en-US", "the page's language"),
        (AMBIGUOUS, "en-GB", "the page's language"),
        ("<p>Published 21/02/2011</p>" + AMBIGUOUS, "", "another date of the page"),
        ("<p>Last updated: 06/24/2012</p>", "", "24 is no month"),
        ("<p>Last updated: 05/05/2012</p>", "", "both are the same day"),
        ("<p>Last updated: 5 June 2012</p>", "", "a month in words"),
        ("<p>The trial ran from 05/06/2012.</p>", "", "an event: no page depends on it"),
    ],
)
def test_what_settles_the_order_keeps_it_silent(judged, body, lang, why):
    assert judged("DATE006", html(body, lang=lang)) == [], why


def test_a_date_printed_twice_is_told_once(judged):
    assert len(judged("DATE006", html(AMBIGUOUS + "<h2>Help</h2>" + AMBIGUOUS, lang=""))) == 1


def test_markup_that_nothing_depends_on_is_left_alone(judged):
    head = '<meta name="last-modified" content="05/06/2012">'
    assert judged("DATE006", html("<p>Last updated: 7 June 2019</p>", head, lang="")) == []
