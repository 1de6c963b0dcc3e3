"""Dates as machines write them: ISO 8601, RFC 5322, epochs, addresses, headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from model.dates import DateKind, DatePlace, PartialDate
from pages.read.dates.strings import month_number, partial, read_date

_K, _P = DateKind, DatePlace


@dataclass(frozen=True, slots=True)
class MachineDate:
    """One date from markup. ``readings`` as in DateMention; ``name`` is the property that held it.

    ``main`` is False where the object is not the page itself (a comment, a related article, a video).
    ``instant``: the value in UTC when it had a clock time with a zone, else None.
    """

    kind: DateKind
    place: DatePlace
    name: str
    value: str
    readings: tuple[PartialDate, ...]
    main: bool = True
    weak: bool = False
    instant: datetime | None = None


_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?",
    re.I,
)
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|\d{4}|\d{6}|$)")
_EPOCH = re.compile(r"\s*(1\d{9}|9\d{8})(\d{3})?\s*$")
_RFC = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-][A-Za-z]{3}[\s-]\d{2,4}\s+\d{1,2}:\d\d")
# java.util.Date.toString(): "Tue Jul 30 09:35:14 CEST 2019"
_JAVA = re.compile(
    r"[A-Za-z]{3},?\s+([A-Za-z]{3})\s+(\d{1,2})\s+\d{1,2}:\d\d(?::\d\d)?\s+"
    r"(?:[A-Za-z]{1,5}|(?:GMT|UTC)?[+-]\d\d:?\d\d)\s+(\d{4})\b"
)
# Where the clocks of computers begin (Unix, west of Greenwich too; Windows; MS-DOS; the old Macintosh; databases):
# nobody wrote these days, a field was empty.
_NULL_DAYS = frozenset(
    PartialDate(*day)
    for day in ((1970, 1, 1), (1969, 12, 31), (1900, 1, 1), (1980, 1, 1), (1904, 1, 1), (1970, 1), (1900, 1))
)
_YEAR_MONTH = re.compile(r"\s*(\d{4})(?:[-/](\d{1,2}))?\s*$")


def read_value(value: str) -> tuple[tuple[PartialDate, ...], datetime | None]:
    """Readings of a machine value, as the local date printed in it, and its instant in UTC if it has one.

    ``2020-09-21T23:30:00-05:00`` is 21 September: the publisher's own calendar, not Greenwich's.
    """
    value = value.strip()[:80]
    if not value or not any(c.isdigit() for c in value):
        return (), None
    match = _ISO.match(value)
    if match:
        day = partial(int(match[1]), int(match[2]), int(match[3]))
        return ((day,) if day else ()), _instant(match, day)
    match = _COMPACT.match(value)
    if match:
        day = partial(int(match[1]), int(match[2]), int(match[3]))
        return ((day,) if day else ()), None
    match = _EPOCH.match(value)
    if match:
        moment = datetime.fromtimestamp(int(match[1]), UTC)
        return (PartialDate.of(moment.date()),), moment
    match = _YEAR_MONTH.match(value)
    if match:
        month = partial(int(match[1]), int(match[2] or 0))
        return ((month,) if month else ()), None
    match = _JAVA.match(value)
    if match:
        day = partial(int(match[3]), month_number(match[1]), int(match[2]))
        return ((day,) if day else ()), None
    if _RFC.match(value):
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
        else:
            day = partial(moment.year, moment.month, moment.day)
            if day:
                return (day,), moment.astimezone(UTC) if moment.tzinfo else None
    found = read_date(value)
    return (found.readings if found and found.style != "loose" else ()), None


def is_null(readings: tuple[PartialDate, ...]) -> bool:
    """True for the day on which a computer's clock begins: an empty field, not a date."""
    return bool(readings) and readings[0] in _NULL_DAYS


def _instant(match: re.Match[str], day: PartialDate | None) -> datetime | None:
    zone = match[7]
    if not zone or not day or not day.day:
        return None
    try:
        moment = datetime(
            day.year, day.month, day.day, int(match[4]), int(match[5]), int(match[6] or 0), tzinfo=UTC
        )
    except ValueError:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        try:
            moment = moment - shift if zone[0] == "+" else moment + shift
        except OverflowError:
            return None
    return moment


def is_greenwich(value: str) -> bool:
    """True for a value in Greenwich time, whatever zone the publisher lives in."""
    return value.rstrip().lower().endswith(("z", "+00:00", "+0000", "utc", "gmt"))


def machine_dates(
    kind: DateKind, place: DatePlace, name: str, value: str, *, main: bool = True, weak: bool = False
) -> Iterator[MachineDate]:
    """The machine date that a value holds, if it holds one."""
    readings, instant = read_value(value)
    if readings and not is_null(readings):
        yield MachineDate(kind, place, name, value.strip(), readings, main, weak, instant)


_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](1[0-2]|0?[1-9])[/_-](3[01]|[12]\d|0?[1-9])(?!\d)")
_URL_COMPACT = re.compile(r"(?<![\dA-Za-z])((?:199|20[0-3])\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\d+\w*/")  # the day of the copy, not of the page
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(1[0-2]|0[1-9])(?=/)")


def read_url(url: str) -> MachineDate | None:
    """The date in an address: ``/2014/06/24/``, ``-2014-06-24``, ``/2014/06/``."""
    path = _ARCHIVE.sub("", url.split("?", 1)[0].split("#", 1)[0])
    for pattern in (_URL_DAY, _URL_COMPACT, _URL_MONTH):
        match = pattern.search(path)
        if match:
            value = partial(*(int(g) for g in match.groups()))
            if value:
                return MachineDate(_K.PUBLISHED, _P.URL, "URL", match.group().strip("/"), (value,))
    return None


def read_header(value: str, place: DatePlace) -> MachineDate | None:
    """An HTTP ``Last-Modified`` or a sitemap ``lastmod``."""
    if not value:
        return None
    readings, instant = read_value(value)
    if not readings:
        return None
    name = "Last-Modified" if place is _P.HTTP_HEADER else "lastmod"
    return MachineDate(_K.UPDATED, place, name, value.strip(), readings, weak=True, instant=instant)
