"""Dates as pages give them: of unequal precision, of a kind, found in a place."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from model.span import Span

# So many days has every month: of the others the calendar is asked.
_IN_EVERY_MONTH = 28
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year of the Gregorian calendar. Equal when equally precise and the same."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999 or not 0 <= self.month <= 12 or (self.day and not self.month):
            raise ValueError(f"not a date: {self.year}-{self.month}-{self.day}")
        if not 0 <= self.day <= _IN_EVERY_MONTH and not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            raise ValueError(f"not a day: {self.year}-{self.month}-{self.day}")

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The same day, with day precision."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, iso: str) -> PartialDate:
        """Read ``2014``, ``2014-06`` or ``2014-06-24``; raises ValueError on anything else."""
        match = _ISO.match(iso)
        if not match:
            raise ValueError(f"not an ISO date: {iso!r}")
        return cls(*(int(part) for part in match.groups() if part))

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``."""
        return "day" if self.day else "month" if self.month else "year"

    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def covers(self, day: date) -> bool:
        """True when ``day`` is one of the days it can mean."""
        return self.earliest() <= day <= self.latest()

    def __str__(self) -> str:
        """ISO 8601, as precise as known."""
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text


def long_date(day: date | PartialDate) -> str:
    """As people write it, unambiguous in any country: "24 June 2014", "June 2014", "2014"."""
    if isinstance(day, date):
        day = PartialDate.of(day)
    if day.precision == "year":
        return str(day.year)
    month = day.earliest().strftime("%B")
    return f"{month} {day.year}" if day.precision == "month" else f"{day.day} {month} {day.year}"


class DateKind(StrEnum):
    """What a date on a page says about the page."""

    PUBLISHED = "published"
    UPDATED = "updated"
    REVIEWED = "reviewed"
    NEXT_REVIEW = "next_review"
    EXPIRES = "expires"
    COPYRIGHT = "copyright"
    AS_OF = "as_of"
    EVENT = "event"


class DatePlace(StrEnum):
    """Where a date stood."""

    VISIBLE = "visible text"
    TIME = "time element"
    META = "meta"
    JSON_LD = "JSON-LD"
    MICRODATA = "microdata"
    FRONT_MATTER = "front matter"
    HIDDEN = "hidden text"
    OPEN_GRAPH = "Open Graph"
    DUBLIN_CORE = "Dublin Core"
    HTTP_HEADER = "HTTP Last-Modified"
    SITEMAP = "sitemap lastmod"
    URL = "URL"


#: Where a reader of the page sees a date.
SEEN_BY_READERS = frozenset({DatePlace.VISIBLE, DatePlace.TIME})


_UNSEEN = {
    DatePlace.HTTP_HEADER: "told by the server",
    DatePlace.SITEMAP: "in the site’s map",
    DatePlace.URL: "in the address",
}


def place_word(place: DatePlace) -> str:
    """Where a date stands, as an editor knows it."""
    return "shown to readers" if place in SEEN_BY_READERS else _UNSEEN.get(place, "in the page’s code")


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date on a page.

    ``span`` is None for dates that are not in the page's text (meta, header, URL); ``quote`` is then
    the raw value. ``readings`` holds every reading of an ambiguous order (03/04/14): one value when
    settled, two when not, and ``date`` is None then. ``section`` is the index of the section it stands
    in; ``governs_page`` is False where it speaks for that section, or for nothing (an event), only.
    ``certain`` is False for a guess that no words or markup of the page vouch for: good enough to show,
    never a reason to call a page old.
    """

    kind: DateKind
    date: PartialDate | None
    place: DatePlace
    quote: str
    span: Span | None = None
    section: int | None = None
    governs_page: bool = True
    governs_section: bool = False
    readings: tuple[PartialDate, ...] = ()
    note: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class DateConflict:
    """Two places that give different dates of one kind: the one believed, the other, and why."""

    kind: DateKind
    winner: DateMention
    loser: DateMention
    why: str


@dataclass(frozen=True)
class PageDates:
    """All dates of a page, and the ones the reader settled on, kind by kind (None: not given)."""

    mentions: tuple[DateMention, ...] = ()
    published: DateMention | None = None
    updated: DateMention | None = None
    reviewed: DateMention | None = None
    next_review: DateMention | None = None
    expires: DateMention | None = None
    conflicts: tuple[DateConflict, ...] = ()

    @cached_property
    def of_sections(self) -> dict[int, DateMention]:
        """Section → the latest date that stands in it and speaks for it."""
        latest: dict[int, DateMention] = {}
        for mention in self.mentions:
            if not mention.governs_section or mention.section is None or mention.date is None:
                continue
            best = latest.get(mention.section)
            if best is None or best.date is None or mention.date.latest() > best.date.latest():
                latest[mention.section] = mention
        return latest

    @property
    def governing(self) -> DateMention | None:
        """The date the page's text vouches for: the latest of updated and reviewed, else published.

        A review that only stands in machine-readable markup counts as well as a visible one. A change that only
        stands there does not outrank what readers see ("Reviewed 2014", a day by the headline): content systems
        stamp every touch. An
        HTTP header or sitemap date never outranks one that the page itself gives.
        """
        own = [
            m
            for m in (self.updated, self.reviewed)
            if m and m.date and m.certain and m.place not in (DatePlace.HTTP_HEADER, DatePlace.SITEMAP)
        ]
        first = self.published
        shown = (
            first is not None and first.date is not None and first.certain and first.place in SEEN_BY_READERS
        )
        if shown or any(m.place in SEEN_BY_READERS for m in own):
            own = [m for m in own if m.place in SEEN_BY_READERS or m.kind is DateKind.REVIEWED]
        if own:
            return max(own, key=lambda m: m.date.latest() if m.date else date.min)
        if self.published and self.published.date and self.published.certain:
            return self.published
        return next((m for m in (self.updated, self.reviewed) if m and m.date and m.certain), None)
