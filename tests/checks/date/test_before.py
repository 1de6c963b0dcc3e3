"""DATE008 and DATE009: a page beside itself before its last change."""

from datetime import date

import pytest

from checks import judge
from checks.date.date_bumped import CHECK as BUMPED
from checks.date.text_changed import CHECK as CHANGED
from model.evidence import Answers
from model.history import Earlier
from model.page import Document
from model.policy import Policy
from pages.read import read

URL = "https://example.org/gout"
TODAY = date(2026, 11, 24)
BODY = "Rest the joint and cool it. Drink water. See a doctor when the pain does not go away within a week."
OTHER = (
    "Allopurinol lowers the acid in the blood and is taken every day for years, also when nothing hurts. Colchicine "
    "helps against a sudden attack when it is taken early, and your doctor may add a steroid for some days."
)


def _page(body, line):
    text = f"# Gout\n\n{body}\n\n{line}\n"
    return read(
        Document(URL, text.encode(), "text/markdown; charset=utf-8", fetched_at="2026-11-24T02:00:00+00:00")
    )


def _codes(before, now):
    page, old = _page(*now), _page(*before)
    earlier = Earlier(old.text, old.dates, date(2026, 11, 20), date(2026, 11, 21))
    found = judge(page, Answers(earlier={URL: earlier}), Policy(), TODAY, (BUMPED, CHANGED)).findings
    return [f.code for f in found]


@pytest.mark.parametrize(
    ("before", "now", "codes"),
    [
        ((BODY, "Updated 3 March 2024"), (BODY, "Updated 21 November 2026"), ["DATE008"]),
        ((BODY, "Last updated: March 2024"), (BODY, "Last updated: November 2026"), ["DATE008"]),
        ((BODY, "Published 3 March 2024"), (BODY, "Published 21 November 2026"), ["DATE008"]),
        ((BODY, "Last reviewed: 3 March 2024"), (BODY, "Last reviewed: 21 November 2026"), []),
        ((BODY, "Updated 3 March 2024"), (BODY.replace("water", "tea"), "Updated 21 November 2026"), []),
        ((BODY, "Updated 21 November 2026"), (BODY, "Updated 3 March 2024"), []),  # put back
        ((BODY, ""), (BODY, "Updated 21 November 2026"), []),
        ((BODY, "Updated 3 March 2024"), (f"{BODY} {OTHER}", "Updated 3 March 2024"), ["DATE009"]),
        (
            (f"{BODY} {OTHER}", "Last reviewed: 3 March 2024"),
            (BODY, "Last reviewed: 3 March 2024"),
            ["DATE009"],
        ),
        ((BODY, "Updated 3 March 2024"), (BODY.replace("doctor", "docter"), "Updated 3 March 2024"), []),
        ((BODY, "Updated 3 March 2024"), (f"{BODY} {OTHER}", "Updated 21 November 2026"), []),
        (
            (BODY, "Updated 20 November 2026"),
            (f"{BODY} {OTHER}", "Updated 20 November 2026"),
            [],
        ),  # still at it
        ((BODY, ""), (f"{BODY} {OTHER}", ""), []),  # no date: DATE001
        (
            (f"{BODY} {OTHER}", "Updated 3 March 2024"),
            (f"{OTHER} {BODY}", "Updated 3 March 2024"),
            [],
        ),  # moved only
    ],
)
def test_a_page_beside_itself(before, now, codes):
    assert _codes(before, now) == codes


def test_without_an_earlier_night_nothing_is_said():
    page = _page(BODY, "Updated 21 November 2026")
    assert judge(page, Answers(), Policy(), TODAY, (BUMPED, CHANGED)).findings == ()
