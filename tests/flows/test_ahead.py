"""On which nights a page of which nothing changed is judged again: only when the day changes what is told of it."""

from datetime import date, timedelta

import pytest

from flows.judging import _turns
from tests.flows.conftest import page

PATH = "/old.html"
PROMISED, STATISTIC = "DATE003", "TIME003"
WORDS = "At this time, researchers are studying whether it helps."


def _old(nights, dated: str, *sentences: str) -> list[date]:
    """A site of one page of that date; what is returned gathers the days by which it is judged."""
    nights.site.pages = {PATH: page("Old", *sentences, dated=dated)}
    return []


def _watch(monkeypatch, days: list[date]) -> None:
    from flows import judging

    real = judging.judge
    monkeypatch.setattr(judging, "judge", lambda *told: days.append(told[3]) or real(*told))


def _told(nights, code: str) -> str:
    return next(f["message"] for f in nights.page(PATH)["findings"] if f["code"] == code)


def test_what_is_told_of_an_old_page_changes_once_a_year(nights, monkeypatch):
    days = _old(nights, "3 March 2020", WORDS)
    _watch(monkeypatch, days)
    nights.audit(date(2026, 11, 2))
    assert "6 years ago" in _told(nights, "TIME001")
    days.clear()
    for day in (date(2026, 11, 3), date(2026, 12, 3), date(2027, 1, 1), date(2027, 3, 2)):
        nights.audit(day)
        assert days == [], day
    nights.audit(date(2027, 3, 3))
    assert days[0] == date(2027, 3, 3)
    assert "7 years ago" in _told(nights, "TIME001")
    days.clear()
    nights.audit(date(2028, 3, 2))
    assert days == []


def test_what_is_told_of_a_younger_date_changes_every_month(nights, monkeypatch):
    days = _old(nights, "10 January 2024", "Next review: 10 January 2026")
    _watch(monkeypatch, days)
    nights.audit(date(2026, 11, 2))
    assert "9 months ago" in _told(nights, PROMISED)
    days.clear()
    nights.audit(date(2026, 11, 9))
    assert days == []
    nights.audit(date(2026, 11, 10))
    assert "10 months ago" in _told(nights, PROMISED)


def test_a_new_year_is_not_missed(nights):
    _old(nights, "3 March 2020", "In 2013, an estimated 232,340 new cases will be diagnosed.")
    for day, years in ((date(2026, 11, 2), 13), (date(2026, 12, 31), 13), (date(2027, 1, 1), 14)):
        nights.audit(day)
        assert f"{years} years ago" in _told(nights, STATISTIC)


@pytest.mark.parametrize("dated", [date(2016, 2, 29), date(2020, 12, 31), date(2019, 11, 2), None])
def test_turns_are_days_to_come_the_furthest_first(dated):
    for today in (date(2026, 1, 31), date(2026, 2, 28), date(2026, 11, 2), date(2027, 12, 31)):
        turns = list(_turns(dated, 7, today))
        assert all(today < turn <= today + timedelta(days=366) for turn in turns)
        assert turns[:-1] == sorted(turns[:-1], reverse=True)
