"""Which of several dates is believed, what is kept of the others, and what governs."""

from __future__ import annotations

import pytest

from tests.pages.datings import dates_of, page_of, said, told

MODIFIED = '<meta property="article:modified_time" content="2024-09-10">'


def test_visible_words_are_believed_over_markup_and_the_conflict_is_kept() -> None:
    dates = dates_of("<p>Updated 06/24/2014</p>", head=MODIFIED)
    assert told(dates) == "updated 2014-06-24"
    (conflict,) = dates.conflicts
    assert (str(conflict.winner.date), str(conflict.loser.date)) == ("2014-06-24", "2024-09-10")
    assert "visible words" in conflict.why


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("<p>Updated 09/10/2024</p>", "the same day"),
        ("<p>Updated 09/11/2024</p>", "a time zone apart"),
        ("<p>Updated September 2024</p>", "a month that covers it"),
        ("<p>Reviewed 06/24/2014</p>", "another kind"),
    ],
)
def test_what_agrees_is_no_conflict(line: str, why: str) -> None:
    assert dates_of(line, head=MODIFIED).conflicts == (), why


def test_the_main_text_is_believed_over_the_footer() -> None:
    page = page_of(
        "<main><h1>Asthma</h1><p>Page updated May 3, 2012</p></main><footer>Page updated 6/4/2019</footer>"
    )
    assert told(page.dates) == "updated 2012-05-03"
    assert page.dates.conflicts[0].why == "a date in the main text is believed over one around it"


def test_the_later_of_two_equal_places_is_believed() -> None:
    assert told(dates_of("<p>Updated May 3, 2012</p><p>Updated May 3, 2014</p>")) == "updated 2014-05-03"


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("Published May 3, 2010. Updated May 3, 2014. Reviewed May 3, 2016.", "reviewed 2016-05-03"),
        ("Published May 3, 2010. Updated May 3, 2018. Reviewed May 3, 2016.", "updated 2018-05-03"),
        ("Published May 3, 2010. Next review: May 3, 2030.", "published 2010-05-03"),
        ("Next review: May 3, 2030.", "nothing"),
    ],
)
def test_what_governs_is_the_last_time_that_someone_looked_at_the_text(line: str, want: str) -> None:
    own = dates_of(f"<p>{line}</p>").governing
    assert (f"{own.kind} {own.date}" if own else "nothing") == want


def test_a_date_ahead_is_kept_and_not_believed() -> None:
    dates = dates_of("<p>Updated March 3, 2027</p><p>Updated March 3, 2020</p>")
    assert told(dates) == "updated 2020-03-03"
    assert "2027-03-03" in said(dates, "updated")


def test_review_date_is_the_next_one_when_it_lies_ahead() -> None:
    assert told(dates_of("<p>Review date: May 2030</p>")) == "next_review 2030-05"
    assert told(dates_of("<p>Review date: May 2020</p>")) == "reviewed 2020-05"
    assert (
        told(dates_of("<p>Issued: May 2017. Review date: May 2020</p>"))
        == "published 2017-05, next_review 2020-05"
    )


def test_a_day_by_the_headline_is_the_update_when_the_markup_calls_it_that() -> None:
    head = '<meta property="article:published_time" content="2012-01-05">' + MODIFIED
    assert (
        told(dates_of("", top="<p>September 10, 2024</p>", head=head))
        == "published 2012-01-05, updated 2024-09-10"
    )


@pytest.mark.parametrize(
    ("footer", "want", "why"),
    [
        (
            "<footer>Website last updated: November 20, 2026</footer>",
            "reviewed 2012-05-02",
            "the site is no page",
        ),
        (
            "<footer>Page last updated: November 20, 2026</footer>",
            "updated 2026-11-20, reviewed 2012-05-02",
            "the page",
        ),
    ],
)
def test_the_whole_sites_date_does_not_date_a_page_that_has_its_own(footer: str, want: str, why: str) -> None:
    page = page_of(
        f"<main><h1>Asthma</h1><p>Keep calm.</p><p>Article reviewed: May 2, 2012</p></main>{footer}"
    )
    assert told(page.dates) == want, why


def test_the_whole_sites_date_is_no_pages_date() -> None:
    page = page_of(
        "<main><h1>Asthma</h1><p>Keep calm.</p></main><footer>Site last updated: May 2, 2012</footer>"
    )
    assert told(page.dates) == ""  # a site is touched every day: it says nothing of this page


def test_earlier_days_of_a_list_or_a_history_contradict_nothing() -> None:
    assert dates_of("<p>Reviewed: 02/2015, 01/2018</p>").conflicts == ()
    history = "<h2>How we reviewed this article</h2><h3>History</h3><p>Edited by Jo</p><p>Feb 3, 2020</p>"
    dates = dates_of(f"<p>Page updated June 8, 2023</p>{history}")
    assert told(dates) == "updated 2023-06-08"
    assert dates.conflicts == ()


def test_two_reviews_in_markup_are_the_last_and_the_next() -> None:
    json = (
        '{"@type":"MedicalWebPage","lastReviewed":["2021-11-18T10:00:00+00:00","2024-11-18T10:00:00+00:00"]}'
    )
    dates = dates_of("", head=f'<script type="application/ld+json">{json}</script>')
    assert told(dates) == "reviewed 2021-11-18, next_review 2024-11-18"


@pytest.mark.parametrize(
    ("line", "governs", "why"),
    [
        ("<p>Reviewed 06/24/2014</p>", "2014-06-24", "a stamp of the content system is no review"),
        (
            "<p>Published 06/24/2014</p>",
            "2014-06-24",
            "the only day that readers see: a hidden stamp of 2024 would hide how old it is",
        ),
        ("<p>Reviewed 06/24/2025</p>", "2025-06-24", "the review is the later"),
    ],
)
def test_what_readers_see_outranks_a_stamp_in_markup(line: str, governs: str, why: str) -> None:
    own = dates_of(line, head=MODIFIED).governing
    assert own is not None
    assert str(own.date) == governs, why
