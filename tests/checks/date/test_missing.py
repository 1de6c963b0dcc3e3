"""DATE001: a page of some length owes its reader a date."""

import pytest

from model.finding import Severity
from tests.checks.date.conftest import PROSE, html

LONG = f"<p>{PROSE}</p>" * 5


def test_a_long_page_without_a_date_is_told_once_with_its_title(judged):
    (finding,) = judged("DATE001", html(LONG))
    assert finding.quote == "Asthma"
    assert "does not say when" in finding.message


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("<p>In 2011, the FDA revoked an approval.</p>", "an event dates nothing"),
        ("<footer>© 2009–2026 Asthma Society</footer>", "a copyright is no date of the text"),
        ("<p>As of 2015, 300 million people had asthma.</p>", "a figure's year is not the page's"),
        ("<p>Next review due: March 2030</p>", "a promise does not say when it was written"),
        ("<h2>References</h2><ol><li>Ho T. Cough. Lung J. 2011;4:2-9.</li></ol>", "a reference's year"),
        ("<div id='comments'><p>Posted on May 3, 2019: thank you!</p></div>", "a comment's date"),
        ("<h2>Upcoming events</h2><ul><li>March 3, 2027: Walk</li></ul>", "an event's date"),
    ],
)
def test_other_dates_on_the_page_do_not_make_up_for_it(judged, line, why):
    assert len(judged("DATE001", html(LONG + line))) == 1, why


@pytest.mark.parametrize(
    ("body", "head", "why"),
    [
        ("<p>Updated 06/24/14</p>", "", "an old date is a date: how old is DATE002's matter"),
        ("<p>Last reviewed: 2014</p>", "", "a year"),
        ("<p>Last reviewed: 03/04/14</p>", "", "read in two ways or one: it is there"),
        ("<p>Last reviewed: March 3, 2031</p>", "", "a future date is DATE005's matter"),
    ],
)
def test_any_date_of_the_page_will_do(judged, body, head, why):
    assert judged("DATE001", html(LONG + body, head)) == [], why


def test_a_date_that_no_reader_sees_is_a_note(judged):
    head = '<meta property="article:published_time" content="2019-03-04">'
    (finding,) = judged("DATE001", html(LONG, head))
    assert finding.severity is Severity.NOTE
    assert (
        finding.message
        == "Readers see no date: that the page was published on 4 March 2019 stands in the page’s code only."
    )


def test_a_guess_is_told_as_one(judged):
    (finding,) = judged("DATE001", html(LONG + "<ul><li>3 March 2015</li><li>Home</li></ul>"))
    assert "Perhaps it is from 3 March 2015" in finding.message


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("<meta name=citation_journal_title content='J Asthma'>", "a journal article"),
        ("<meta property=article:section content=News>", "news"),
    ],
)
def test_dated_records_owe_no_review_date(judged, head, why):
    assert judged("DATE001", html(LONG, head)) == [], why
    for code in ("DATE002", "DATE003", "DATE004", "DATE007"):
        page = html(LONG + "<p>Updated 06/24/14</p><p>Next review: June 2015</p>", head)
        assert judged(code, page) == [], (code, why)


def test_a_short_page_with_advice_owes_a_date(judged):
    text = "<p>Take the inhaler every day. You should see your doctor if symptoms return. Avoid smoke. </p>"
    assert len(judged("DATE001", html(text))) == 1


def test_a_guess_that_nothing_on_the_page_vouches_for_is_no_date(judged):
    page = html(LONG + "<p>See our fair on 12.3.2019 in the hall.</p>")
    assert len(judged("DATE001", page)) == 1


def test_an_ambiguous_date_is_not_called_missing(judged):
    assert judged("DATE001", html(LONG + "<p>Last updated: 05/06/2012</p>", lang="")) == []


def test_a_stub_owes_no_date(judged):
    assert judged("DATE001", html("")) == []


def test_answers_that_are_dated_one_by_one_date_the_page(judged):
    answers = "".join(f"<h3>Question {n}?</h3><p>{PROSE} (Updated 4/{n}/2024)</p>" for n in range(1, 6))
    assert judged("DATE001", html(answers)) == []


def test_a_stub_with_a_stray_day_says_that_it_is_a_guess(judged):
    (finding,) = judged(
        "DATE001",
        "<html lang=en><body><main><h1>Gout</h1><p>It hurts at night, and goes.</p><ul><li>3 March 2015</li><li>Home</li>"
        "</ul></main></body></html>",
    )
    assert "Perhaps it is from 3 March 2015" in finding.message
