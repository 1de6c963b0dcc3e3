"""DATE004: two places that give different dates of one kind."""

import pytest

from tests.checks.date.conftest import html


def modified(day: str) -> str:
    return f'<meta property="article:modified_time" content="{day}">'


def test_both_dates_their_places_and_the_choice_are_told(judged):
    (finding,) = judged("DATE004", html("<p>Updated 06/24/2014</p>", modified("2024-09-10")))
    assert finding.quote == "Updated 06/24/2014"
    for words in (
        "updated on 24 June 2014 (shown to readers)",
        "10 September 2024 (in the page’s code)",
        "We went by the first",
    ):
        assert words in finding.message


@pytest.mark.parametrize(
    ("line", "head", "why"),
    [
        ("Updated 06/24/2014", modified("2014-06-25"), "a time zone apart"),
        ("Updated 06/24/2014", modified("2014-09-30"), "a stamp within half a year misleads nobody"),
        ("Updated June 2014", modified("2014-06-24"), "the month covers the day"),
        ("Last reviewed 06/24/2014", modified("2024-09-10"), "reviewed and updated are two things"),
        ("Posted May 3, 2010 | Updated May 3, 2014", "", "published and updated are two things"),
    ],
)
def test_dates_that_can_both_be_true_are_no_conflict(judged, line, head, why):
    assert judged("DATE004", html(f"<p>{line}</p>", head)) == [], why


def test_what_a_header_says_is_no_conflict(judged):
    assert (
        judged("DATE004", html("<p>Updated 06/24/2014</p>"), last_modified="Mon, 23 Nov 2026 10:00:00 GMT")
        == []
    )


def test_one_finding_a_kind(judged):
    head = modified("2024-09-10") + '<meta name="dcterms.modified" content="2020-01-02">'
    assert len(judged("DATE004", html("<p>Updated 06/24/2014</p>", head))) == 1


def test_two_visible_dates_are_a_conflict_too(judged):
    page = (
        html("<p>This page was last updated on May 3, 2019.</p>")
        + "<footer>Page last updated: June 4, 2012</footer>"
    )
    (finding,) = judged("DATE004", page)
    assert "3 May 2019" in finding.message
    assert "4 June 2012" in finding.message
