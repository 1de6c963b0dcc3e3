"""DATE003: a day the page promised, and that nothing answers."""

from datetime import date

import pytest

from tests.checks.date.conftest import html

PAIR = "<p>Page last reviewed: 28 October 2019<br>Next review due: 28 October 2022</p>"


def test_the_promise_and_how_late_it_is_are_told(judged):
    (finding,) = judged("DATE003", html(PAIR, lang="en-GB"))
    assert finding.quote == "Next review due: 28 October 2022"
    assert "passed 4 years ago" in finding.message
    assert finding.since == date(2022, 10, 28)


@pytest.mark.parametrize(
    ("line", "count", "why"),
    [
        ("Last reviewed: October 2025. Next review due: October 2028", 0, "not yet due"),
        (
            "Last reviewed: 5 May 2024. Next review due: 28 October 2022",
            0,
            "reviewed since; the line was forgotten",
        ),
        ("Next review due: November 2026", 0, "the month is not over"),
        ("Next review due: 2026", 0, "nor is the year"),
        ("Next review due: October 2026", 1, "a month that is over"),
        ("Valid until 30 June 2023.", 1, "an expiry that readers see"),
        ("This coupon expires on 30 June 2023.", 0, "something else expires"),
        ("Apply before the offer expires 30 June 2023.", 0, "an offer"),
        ("The next review of the law is due in October 2022.", 0, "the law's review, not the page's"),
    ],
)
def test_only_the_pages_own_promise_counts(judged, line, count, why):
    assert len(judged("DATE003", html(f"<p>{line}</p>", lang="en-GB"))) == count, why


def test_a_stamp_in_markup_does_not_keep_a_promise(judged):
    stamp = '<meta property="article:modified_time" content="2025-02-03">'
    assert len(judged("DATE003", html(PAIR, stamp, "en-GB"))) == 1


def test_a_review_in_markup_keeps_it(judged):
    review = (
        '<script type="application/ld+json">{"@type":"MedicalWebPage","lastReviewed":"2025-02-03"}</script>'
    )
    assert judged("DATE003", html("<p>Next review due: 28 October 2022</p>", review, "en-GB")) == []


def test_a_content_systems_timer_promises_readers_nothing(judged):
    assert judged("DATE003", html("", '<meta name="expires" content="2020-01-01">')) == []
