"""DATE002: the page's own date is further back than the policy allows."""

import pytest

from model.dates import PartialDate
from model.policy import Policy
from tests.checks.date.conftest import html


def test_the_date_its_age_and_when_the_review_was_due_are_told(judged):
    (finding,) = judged("DATE002", html("<p>Updated 06/24/14</p>"))
    assert finding.quote == "Updated 06/24/14"
    assert "updated on 24 June 2014, 12 years ago" in finding.message
    assert "due in June 2017" in finding.message
    assert finding.since == PartialDate(2017, 6)


@pytest.mark.parametrize(
    ("line", "months", "count", "why"),
    [
        ("Last reviewed: November 25, 2023", 36, 0, "one day short of three years"),
        ("Last reviewed: November 24, 2023", 36, 1, "three years to the day"),
        ("Last reviewed: November 2023", 36, 0, "it can mean the month's last day"),
        ("Last reviewed: 2023", 36, 0, "it can mean 31 December"),
        ("Last reviewed: 2022", 36, 1, "no day of that year is young enough"),
        ("Last reviewed: November 24, 2024", 24, 1, "a stricter policy"),
        ("Last reviewed: November 24, 2020", 120, 0, "a looser policy"),
        ("Updated 2012. Last reviewed: May 4, 2026", 36, 0, "the later of the two counts"),
        ("Published May 4, 2011. Updated May 4, 2025", 36, 0, "an update renews what was published"),
        ("Published May 4, 2011", 36, 1, "nothing but a publication"),
        ("In 2011, the FDA revoked an approval. Updated 1 June 2026", 36, 0, "an event is no page date"),
        ("Updated 1 June 2027", 36, 0, "what lies ahead is not old"),
    ],
)
def test_the_interval_is_measured_from_the_last_day_that_the_date_can_mean(judged, line, months, count, why):
    assert len(judged("DATE002", html(f"<p>{line}</p>"), Policy(review_months=months))) == count, why


def test_a_date_that_readers_do_not_see_is_said_to_be_unseen(judged):
    (finding,) = judged("DATE002", html("", '<meta property="article:modified_time" content="2019-03-04">'))
    assert "where readers do not see it" in finding.message


def test_a_header_never_makes_a_page_young(judged):
    page = html("<p>Updated 06/24/14</p>")
    assert len(judged("DATE002", page, last_modified="Mon, 23 Nov 2026 10:00:00 GMT")) == 1


def test_a_dated_footer_of_the_whole_site_never_makes_a_page_young(judged):
    page = (
        html("<p>Article reviewed: 2 May 2012</p>")
        + "<footer>Website last updated: 20 November 2026</footer>"
    )
    (finding,) = judged("DATE002", page)
    assert "2 May 2012" in finding.message


def test_a_page_without_a_date_is_not_called_old(judged):
    assert judged("DATE002", html("<p>In 2011, the FDA revoked an approval.</p>")) == []


def test_a_review_due_in_december_is_written_with_the_right_year(judged):
    (finding,) = judged("DATE002", html("<p>Updated December 5, 2020</p>"))
    assert "due in December 2023" in finding.message
