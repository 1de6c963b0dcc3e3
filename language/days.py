"""Days in English text, as precise as they are said: "June 25, 2011", "early May 2018", "'10", "(2010)".

A day that is none ("31 February 2019") is found and told apart: it is never a date, and never a shorter one. The dates
of pages themselves (many languages, markup, orders settled by what else is known) are pages/read/dates' work.
"""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a text
from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.names import fold
from model.dates import PartialDate

#: Numbers of the months by their names and abbreviations, lower case.
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:19[0-9]\d|20\d\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PART = r"(?:early|mid|late|the (?:beginning|start|middle|end) of|(?:the )?(?:spring|summer|autumn|fall|winter)(?: of)?)"
_QUANTITY = r"(?! ?(?:mg|mcg|ml|iu|units?|patients|people|persons|women|men|adults|children|participants|kcal|calories|cases|%|steps|euros|dollars))"
_DATE = re.compile(
    rf"(?<![\w/.$£€-])(?<!\d,)(?:"
    rf"(?P<iso>{_YEAR})-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d))?(?![\w-])"
    rf"|(?P<first>\d{{1,2}})(?P<mark>[/.])(?P<second>\d{{1,2}})(?P=mark)(?P<short>{_YEAR}|\d\d)(?![\w/])"
    rf"|(?:(?P<part>{_PART})[ -](?:in )?)?(?:"
    rf"(?P<month>{_MONTH}) (?P<day>{_DAY})(?:(?:,| of)? (?P<y1>{_YEAR})|, ?'(?P<s1>\d\d))(?!\d)"
    rf"|(?P<day2>{_DAY})(?: of)?[ -](?P<month2>{_MONTH}),?[ -](?P<y2>{_YEAR})(?!\d)"
    rf"|(?P<month3>{_MONTH}),? (?:of )?(?:(?P<y3>{_YEAR})(?![\d-]|,\d)|'(?P<s3>\d\d)(?!\w))"
    rf"|(?P<y4>{_YEAR})(?![\w/]|[.,]\d|'s\b|-\d){_QUANTITY})"
    rf"|'(?P<s5>\d\d)(?![\w'])"
    rf")"
)  # fmt: skip
# A year behind a full stop: "by the U.S. F.D.A. in 2010" ends no sentence; "(p. 2010)" is no year.
_BEFORE_SHORT = re.compile(
    r"\b(?:in|since|by|from|until|of|before|after|early|late|mid|during|through|back in|fall|spring|summer|winter|and|to)\s*\Z"
)
_LOOKS_BACK = 49  # a year of two digits up to here is of the 2000s


@dataclass(frozen=True, slots=True)
class Day:
    """A date that ``text[start:end]`` names. ``date`` is None for a day that is none: 31 February, a 13th month.

    ``open``: another reading of figures whose order the text does not tell (3/4/2014: 4 March); None when settled.
    ``part``: the part of the month or year that is meant ("early", "winter"), as written.
    """

    start: int
    end: int
    date: PartialDate | None
    open: PartialDate | None = None
    part: str = ""


def days(text: str, start: int = 0, end: int | None = None) -> tuple[Day, ...]:
    """All dates in ``text[start:end]``, in order. Figures with strokes are month first, as in the United States, where
    they can be."""
    folded = fold(text)
    return tuple(_days(folded, start, len(text) if end is None else end))


def day_in(text: str) -> PartialDate | None:
    """The first date that ``text`` names; None when it names none, or one that is none."""
    return next((d.date for d in days(text)), None)


def impossible(text: str) -> bool:
    """True when ``text`` names a day that is none, as 31 February: what is said of it can't be so."""
    return any(d.date is None for d in days(text))


def _days(folded: str, start: int, end: int) -> Iterator[Day]:
    for match in _DATE.finditer(folded, start, end):
        if match["s5"] and not _BEFORE_SHORT.search(folded, max(0, match.start() - 12), match.start()):
            continue  # "the '90 kg" and "rock '10": only behind a word of time
        yield _day(match)


def _day(match: re.Match[str]) -> Day:
    said = match.groupdict()
    part = said["part"] or ""
    if said["iso"]:
        date = _partial(int(said["iso"]), int(said["iso_month"]), int(said["iso_day"] or 0))
        return Day(match.start(), match.end(), date)
    if said["first"]:
        one, two, year = int(said["first"]), int(said["second"]), _year(said["short"])
        month_first, day_first = _partial(year, one, two), _partial(year, two, one)
        if said["mark"] == ".":
            month_first, day_first = day_first, None  # 25.6.2011: only Europeans write points
        both = month_first is not None and day_first is not None and month_first != day_first
        return Day(match.start(), match.end(), month_first or day_first, day_first if both else None)
    year = _year(next(said[k] for k in ("y1", "s1", "y2", "y3", "s3", "y4", "s5") if said[k]))
    month = said["month"] or said["month2"] or said["month3"] or ""
    number = MONTHS[month.rstrip(".")] if month else 0
    digits = re.match(r"\d+", said["day"] or said["day2"] or "")
    date = _partial(year, number, int(digits[0])) if digits else _partial(year, number)
    if digits and int(digits[0]) == 0:
        date = None
    return Day(match.start(), match.end(), date, part=part)


def _year(digits: str) -> int:
    number = int(digits)
    return number if number > 99 else 2000 + number if number <= _LOOKS_BACK else 1900 + number


def _partial(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    if month > 12 or (day and (not month or day > calendar.monthrange(year, month)[1])):
        return None
    return PartialDate(year, month, day)
