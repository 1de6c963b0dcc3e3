"""Dates from markup as mentions: their day in the publisher's own calendar, their order, how far they vouch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from model.dates import DateKind, DateMention, DatePlace, PartialDate
from pages.read.dates.found import Found
from pages.read.dates.order import Order
from pages.read.dates.settle import MACHINE_RANK, WEAK_RANK
from pages.read.dates.values import MachineDate, is_greenwich, read_value
from pages.read.layout import Layout

_K, _P = DateKind, DatePlace
# In Greenwich's first hours it is still the day before everywhere in the US (four to ten hours behind) …
_US_BEHIND = 4
# … somewhere it is the day before until this hour, and somewhere the day after from that hour on.
_BEHIND_UNTIL, _AHEAD_FROM = 12, 10


def mentions_of(
    machine: list[MachineDate], found: list[Found], layout: Layout, order: Order, today: date | None
) -> list[tuple[DateMention, MachineDate]]:
    """The mention of each date in the markup. ``found``: the dates that readers see, which settle what the markup
    leaves open: the order of day and month, and on which side of midnight a moment in Greenwich time lies."""
    seen = {
        (f.mention.kind, f.mention.date)
        for f in found
        if f.mention.governs_page and f.mention.date and f.mention.date.day
    }
    american = layout.language.lower().replace("_", "-") == "en-us"
    local = _local_days(layout, machine)
    return [(_mention(m, order, today, seen, american, local), m) for m in machine]


def _local_days(layout: Layout, machine: list[MachineDate]) -> dict[datetime, PartialDate]:
    """The day that each moment is in the publisher's own zone, where one of its values is written in it."""
    days: dict[datetime, PartialDate] = {}
    values = [m.value for m in machine if m.instant is not None]
    values += [i.value for i in layout.inlines if i.kind == "time"]
    values += [value for part in layout.outside for _, value in part.times]
    for value in values:
        if value and not is_greenwich(value):
            readings, instant = read_value(value)
            if instant is not None and len(readings) == 1:
                days[instant.replace(second=0)] = readings[0]
    return days


def _mention(
    found: MachineDate,
    order: Order,
    today: date | None,
    seen: set[tuple[DateKind, PartialDate]],
    american: bool,
    local: dict[datetime, PartialDate],
) -> DateMention:
    # systems print numbers in markup in their own order: what the page shows tells better than its locale
    days = {day for _, day in seen}
    shown = tuple(r for r in found.readings if r in days)
    readings = shown if len(shown) == 1 else order.choose(found.readings)
    kind = found.kind if found.main else _K.EVENT
    note = found.name
    moment = found.instant
    if moment is not None and not shown and is_greenwich(found.value):
        own, why = _own_day(moment, readings, {d for k, d in seen if k is kind}, american, local)
        if own is not None:
            readings, note = (own,), f"{note}; {why}"
    return future(
        DateMention(
            kind,
            readings[0] if len(readings) == 1 else None,
            found.place,
            found.value,
            governs_page=found.main and kind is not _K.COPYRIGHT,
            readings=readings,
            note=note if found.main else f"{found.name} of something else on the page",
            certain=found.place is not _P.URL or bool(readings[0].day),
        ),
        today,
    )


def _own_day(
    moment: datetime,
    readings: tuple[PartialDate, ...],
    seen: set[PartialDate],
    american: bool,
    local: dict[datetime, PartialDate],
) -> tuple[PartialDate | None, str]:
    """The day that a moment in Greenwich time was where the page was written, when that is another."""
    same = local.get(moment.replace(second=0))
    if same is not None:
        return same, "the same moment in the publisher's zone"
    if readings != (PartialDate.of(moment.date()),):
        return None, ""
    before = PartialDate.of(moment.date() - timedelta(days=1))
    after = PartialDate.of(moment.date() + timedelta(days=1))
    if before in seen and moment.hour < _BEHIND_UNTIL:
        return before, "the day that the page shows"
    if after in seen and moment.hour >= _AHEAD_FROM:
        return after, "the day that the page shows"
    # a full hour is a day's placeholder (midnight in some zone), not the moment of a click
    if american and moment.hour < _US_BEHIND and (moment.minute or moment.second):
        return before, "the day it was in the US"
    return None, ""


def rank_of(found: MachineDate) -> int:
    """How far the place of a date in markup vouches for the text."""
    weak = found.weak and found.place not in (_P.HTTP_HEADER, _P.SITEMAP)
    return WEAK_RANK if weak else MACHINE_RANK[found.place]


def future(mention: DateMention, today: date | None) -> DateMention:
    """The mention, with a note when it says of the past what has not come."""
    if (
        today is None
        or mention.date is None
        or mention.kind not in (_K.UPDATED, _K.REVIEWED, _K.PUBLISHED)
        or (mention.date.earliest() - today).days <= 1
    ):
        return mention
    note = "lies after the day the page was fetched"
    return replace(mention, note=f"{mention.note}; {note}" if mention.note else note)
