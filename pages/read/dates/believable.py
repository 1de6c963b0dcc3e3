"""Whether htmldate's answer can be the day of publication: what the page itself says of that day.

htmldate takes longer than all the rest of the reading, so the question is put before it is asked, too: ``may_answer``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from model.dates import DateKind, DateMention, PartialDate
from pages.read.dates.found import Found
from pages.read.dates.lines import may_state_day
from pages.read.dates.spot import OF_A_THING, PRINTED, WHOLE_SITE
from pages.read.dates.strings import dates_of_page, find_dates, partial
from pages.read.dates.values import MachineDate
from pages.read.layout import Layout

_K = DateKind

# Attributes that carry a page's date.
CARRIERS = ("content", "datetime", "title", "href", "src", "data-date", "data-datetime", "value", "data-time")
_CARRIED = "|".join(f"//@{name}" for name in CARRIERS)
# How addresses, attributes and file names write a day, year first or last.
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)([-/_.]?)(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)")
# A page with more days than this in its attributes is not looked at day by day.
_MANY = 12


def may_answer(layout: Layout, found: list[Found], machine: list[tuple[DateMention, MachineDate]]) -> bool:
    """False when no day that the page gives could be believed as a guess, so that there is no use in guessing."""
    if any(
        m.kind is _K.PUBLISHED and m.governs_page and any(r.day for r in m.readings)
        for m in (*(f.mention for f in found), *(m for m, _ in machine))
    ):
        return True
    if any(r.month and not r.day for f in found for r in f.mention.readings) or any(
        _states(f) for f in found
    ):
        return True
    days = set(_unshown(layout))
    shown = {r for f in found for r in (*f.mention.readings, *both_orders(f.mention))}
    days -= shown
    return len(days) > _MANY or any(believable(day, layout, found, machine) for day in days)


def _unshown(layout: Layout) -> Iterator[PartialDate]:
    """Days that stand in attributes, in addresses and in the parts around the text."""
    values = "\n".join(layout.tree.xpath(_CARRIED)) if layout.tree is not None else ""
    around = "\n".join(part.text for part in layout.outside)
    for text in (values, around):
        for date in find_dates(text):
            yield from (r for r in date.readings if r.day)
    for text in (values, around, layout.text):
        for match in _YEAR_FIRST.finditer(text):
            day = partial(int(match[1]), int(match[3]), int(match[4]))
            if day:
                yield day
        for match in _YEAR_LAST.finditer(text):
            for month, number in ((match[1], match[3]), (match[3], match[1])):
                day = partial(int(match[4]), int(month), int(number))
                if day:
                    yield day


_SPOKEN_FOR = frozenset({_K.UPDATED, _K.REVIEWED, _K.NEXT_REVIEW, _K.EXPIRES, _K.AS_OF, _K.COPYRIGHT})
# Parts of a page whose dates are about other things.
_OTHER_REGIONS = frozenset({"comments", "related", "banner"})
_OTHER_NOTES = (
    "in a reference", "in a comment", "in a part about", "in a table",
    "labelled with words", "of a related", "today's date", "of an occasion",
    "of the site's", "of a post", WHOLE_SITE, PRINTED, OF_A_THING,
    "the day on which", "of the manuscript", "of one of several", "the markup says that it is of something else",
)  # fmt: skip


def believable(
    day: PartialDate, layout: Layout, found: list[Found], machine: list[tuple[DateMention, MachineDate]]
) -> bool:
    """False when the page shows that the guessed day is something else: an update, a review, a day in prose, a
    year or month whose first day was made up."""
    published = any(
        m.kind is _K.PUBLISHED and m.governs_page and day in m.readings
        for m in (*(f.mention for f in found), *(m for m, _ in machine))
    )
    if published:
        return True
    shown = [f for f in found if day in f.mention.readings or day in both_orders(f.mention)]
    if shown:
        return any(_states(f) for f in shown)
    if any(
        f.mention.kind in _SPOKEN_FOR
        and f.mention.date
        and not f.mention.date.day
        and f.mention.date.covers(day.earliest())
        for f in found
    ):
        return False  # the day behind "Reviewed April 2025"
    if any(day in m.readings and (m.kind in _SPOKEN_FOR or not v.main) for m, v in machine):
        return False
    if f"{day.year}{day.month:02}{day.day:02}" in layout.text:
        return False  # part of a number: a trial's, an order's
    seen = [
        (d, o.region) for o in layout.outside if o.region in ("nav", "banner") for d in find_dates(o.text)
    ]
    seen += [(d, "") for d in dates_of_page(layout.text)]
    regions = {region for d, region in seen if day in d.readings}
    if regions:
        return "nav" in regions  # menus hold the article's own day on some sites; numbers and pop-ups never
    if day.day == 1:
        # a first of the month may be a month that htmldate rounded: then the month must be the page's own
        rough = [f for f in found if PartialDate(day.year, day.month) in f.mention.readings]
        return day.month > 1 and any(_states(f) for f in rough)
    return True


def both_orders(mention: DateMention) -> tuple[PartialDate, ...]:
    """The other reading of a settled numeric date, which a careless reader would take."""
    day = mention.date
    if day is None or not day.day or day.day > 12 or not any(c in mention.quote for c in "/.-"):
        return ()
    return (PartialDate(day.year, day.day, day.month),)


def as_precise_as_shown(guess: DateMention, found: list[Found]) -> DateMention:
    """A first of the month that the page does not print was a month, rounded by htmldate."""
    day = guess.readings[0]
    month = PartialDate(day.year, day.month)
    shown = [f.mention.readings for f in found]
    if (
        day.day != 1
        or any(day in readings for readings in shown)
        or all(month not in readings for readings in shown)
    ):
        return guess
    return replace(guess, date=month, readings=(month,))


def _states(one: Found) -> bool:
    """True when the line can be a statement of the page's own day: short facts, not prose, not others'."""
    mention = one.mention
    if mention.kind is not _K.EVENT or one.region in _OTHER_REGIONS or mention.note.startswith(_OTHER_NOTES):
        return False
    lead, _, tail = one.line.partition(mention.quote)
    return may_state_day(one.line, lead, tail)
