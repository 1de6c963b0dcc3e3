"""DATE007: a section whose own date is old on a page that claims to be fresh."""

import pytest

from model.policy import Policy
from tests.checks.date.conftest import PROSE, html


def page(section_line: str, page_line: str = "Page last updated: May 3, 2026", rest: str = "") -> str:
    return html(
        f"<h2>Drugs</h2><p>{section_line}</p><p>{PROSE}</p>{rest}<h2>Help</h2><p>{PROSE}</p><p>{page_line}</p>"
    )


def test_the_section_and_both_dates_are_told(judged):
    (finding,) = judged("DATE007", page("Updated June 24, 2014"))
    assert finding.quote == "Updated June 24, 2014"
    for words in ("“Drugs”", "24 June 2014", "3 May 2026", "12 years"):
        assert words in finding.message


@pytest.mark.parametrize(
    ("section", "whole", "why"),
    [
        ("Updated June 24, 2025", "Page last updated: May 3, 2026", "young enough"),
        ("Updated June 24, 2014", "Page last updated: May 3, 2015", "all of it is old: DATE002 says so once"),
        ("Updated June 24, 2014", "", "no date of the page to be older than"),
        (
            "Since June 2014, the drug has been sold.",
            "Page last updated: May 3, 2026",
            "an event in the section",
        ),
        (
            "Updated June 24, 2014. Updated May 3, 2025.",
            "Page last updated: May 3, 2026",
            "its newest date counts",
        ),
    ],
)
def test_silent_when(judged, section, whole, why):
    assert judged("DATE007", page(section, whole)) == [], why


def test_each_old_section_is_told(judged):
    more = f"<h2>Surgery</h2><p>Last reviewed: March 2012</p><p>{PROSE}</p>"
    found = judged("DATE007", page("Updated June 24, 2014", rest=more))
    assert [f.quote for f in found] == ["Updated June 24, 2014", "Last reviewed: March 2012"]


def test_the_policy_sets_the_interval(judged):
    assert judged("DATE007", page("Updated June 24, 2014"), Policy(review_months=240)) == []
