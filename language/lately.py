"""Words of time that are read from the day of the page: "last spring", "this year", "last June"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from language.days import MONTHS
from model.dates import PartialDate

#: The first month of each season and of a year's quarter of that name, on the northern half of the earth.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# How far back "last week" and "last month" reach in a page that stood a while before it was dated.
_BACK = {"week": timedelta(days=45), "month": timedelta(days=75)}
# Seasons are no dates: so many days before the first and behind the last are meant as well.
_BLUR = timedelta(days=31)
_SAID = re.compile(
    rf"\b(?P<which>this past|this|last|past|previous) (?P<what>year|week|month|{'|'.join(SEASONS)}|"
    rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b)\b"
)


@dataclass(frozen=True, slots=True)
class Lately:
    """``what`` of words (year, week, month, a season's or month's name), and whether the ``last`` one is meant."""

    what: str
    last: bool

    @property
    def is_over(self) -> bool:
        """True for what is history by then: "last year", "last spring", "last June"; not "last week"."""
        return self.last and self.what not in _BACK


def lately(words: str) -> Lately | None:
    """What ``words`` (in any letters) say so; None when they say nothing of the kind."""
    match = _SAID.search(words.casefold())
    return Lately(match["what"], match["which"] != "this") if match else None


def meant(words: str, said: PartialDate) -> tuple[date, date] | None:
    """From when until when what is told by ``words`` on the day ``said`` happened; None where they say nothing of the
    kind. A day that is only a month or a year gives the widest."""
    told = lately(words)
    if told is None:
        return None
    (first, _), (_, last) = _seen_from(told, said.earliest()), _seen_from(told, said.latest())
    return first, last


def _seen_from(told: Lately, day: date) -> tuple[date, date]:
    if told.what == "year":
        year = day.year - told.last
        return date(year, 1, 1), date(year, 12, 31)
    if told.what in _BACK:
        return day - _BACK[told.what], day
    spans = [s for s in _spans(told.what, day.year) if s[0] <= day]
    first, last = spans[-1]
    if told.last and told.what in SEASONS and day <= last:
        first, last = spans[-2]  # "last spring", said in spring
    elif told.last and told.what in MONTHS and day <= last:
        first, last = spans[-2]
    return first - _BLUR, min(last + _BLUR, day)


def _spans(what: str, year: int) -> Iterator[tuple[date, date]]:
    """The days of a season or a month, of the years up to ``year``, in order."""
    begin, months = (SEASONS[what], 3) if what in SEASONS else (MONTHS[what], 1)
    for of in range(year - 2, year + 1):
        end = begin + months - 1
        over, end_month = of + (end > 12), (end - 1) % 12 + 1
        yield date(of, begin, 1), date(over, end_month, calendar.monthrange(over, end_month)[1])
