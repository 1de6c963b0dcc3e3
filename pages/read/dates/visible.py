"""The dates that a reader of the page sees, each with its kind and what it speaks for."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace

from language.case import lowered
from model.dates import DateKind, DateMention, DatePlace, PartialDate
from model.span import Span
from pages.read.dates.found import MAIN_OTHER, Found, TimeMark
from pages.read.dates.labels import Label, label_before
from pages.read.dates.naming import find_label
from pages.read.dates.order import Order
from pages.read.dates.scene import Line, Scene
from pages.read.dates.spot import Spot
from pages.read.dates.strings import DateText, find_years, short_month
from pages.read.dates.timed import read_relative, read_wordless

_K = DateKind
# A datetime value shorter than this holds no day.
_DAY_VALUE = 8
_COPYRIGHT_RUN = re.compile(
    r"(?:©|\(c\)(?=\s*(?:copyright\s*)?[\w,. ]{0,30}(?:19|20)\d\d)|℗|\bcopyright\b"
    r"|\bcopr\.)[^\n|©]{0,60}?(?<!\d)((?:19|20)\d\d)(?!\d)"
    r"(?:\s?(?:[-–—/,&]|to|and|bis|à|a)\s?((?:19|20)\d\d)(?!\d))?(?:\s?[-–—,]\s?((?:19|20)\d\d)(?!\d))?",
    re.I,
)
# What joins the dates of a list: "Revised 2008, 2011 and 2014".
_AND_DATE = re.compile(r"\s?(?:[,;&/]|,?\s(?:and|y|et|und|e))\s*")
# One of these is in every match of the pattern above: looking for them first is faster.
_COPYRIGHT_SIGNS = ("©", "(c)", "(C)", "℗", "opyr", "OPYR", "copr.", "Copr.")
# In a text in lower case. What may not stand before a word is looked for behind its first letter: a pattern that begins
# with letters is found faster.
_SHORT_LABEL = re.compile(
    r"[rupwcid](?<!\w\w)(?:(?<=r)ev(?:iewed|ised|iew|ision|\.)?|(?<=u)pdated?|(?<=p)(?:rinted|roduced|ublished)"
    r"|(?<=w)ritten|(?<=c)reated|(?<=i)ssued|(?<=d)ate)\b\s*(?:date|on|due)?\s*[:.]?\s*(?=[a-z0-9])"
)


def read_lines(
    text: str, lines: list[Line], dates: list[DateText], times: list[TimeMark], order: Order, scene: Scene
) -> list[Found]:
    """All dates in the lines of a text, in order. ``dates``: ``find_dates(text)``; ``times``: its time elements."""
    found: list[Found] = []
    runs = _copyrights(text, lines, dates)
    found.extend(f for f, _, _ in runs)
    taken = [(s, e) for _, s, e in runs]
    starts = [line.start for line in lines]
    here = [d for d in dates if not _inside(d.start, taken)]
    years = [y for y in find_years(text, 0, len(text), here) if not _inside(y.start, taken)]
    merged = sorted([*here, *years, *_labelled_short(text, here)], key=lambda d: d.start)
    previous_end, previous_line = 0, -1
    label: Label | None = None
    labelled = False
    used: set[int] = set()
    for number, date in enumerate(merged):
        at = bisect.bisect_right(starts, date.start) - 1
        if at < 0 or date.end > lines[at].end:
            continue
        line = lines[at]
        if at != previous_line:
            previous_end = line.start
        if at != previous_line or not _AND_DATE.fullmatch(text, previous_end, date.start):
            label = None
        time = _over(times, date)
        if time and date.style == "year" and len(time.value) >= _DAY_VALUE:
            continue  # its words hold no more than a year: the datetime is read below
        if time:
            used.add(time.start)
        last = number + 1 == len(merged) or merged[number + 1].start >= line.end
        spot = Spot(text, lines, at, date, previous_end, last, time, order, scene)
        named, label_at = find_label(text, lines, at, date, previous_end, last, scene.more)
        if named and named.joined and at == previous_line and not labelled:
            named = None  # "was issued on … and updated on …": about something else, both
        made = spot.read(named or label, label_at)
        if label and not named and made:  # in a list, the last date counts
            found[-len(made) :] = [_earlier(f) for f in found[-len(made) :]]
        label = named or label
        labelled = bool(label)
        found.extend(made)
        if made or date.style != "year":
            previous_end, previous_line = date.end, at
    found.extend(read_wordless(text, lines, times, used, scene))
    found.extend(read_relative(text, lines, used))
    found.sort(key=lambda f: f.mention.span.start if f.mention.span else 0)
    return found


def _over(times: list[TimeMark], date: DateText) -> TimeMark | None:
    """The time element that a date stands in. ``times`` are in the order of the page."""
    at = bisect.bisect_left(times, date.end, key=lambda time: time.start)
    for time in reversed(times[max(0, at - _NESTED) : at]):
        if date.start < time.end:
            return time
    return None


# Time elements rarely stand in one another.
_NESTED = 3


def _earlier(one: Found) -> Found:
    """A date of a list that a later one follows."""
    if one.mention.kind not in (_K.UPDATED, _K.REVIEWED):
        return one
    note = "an earlier one of a list"
    return replace(one, mention=replace(one.mention, governs_page=False, governs_section=False, note=note))


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """True when one of the spans, which are in order and apart, holds ``at``."""
    found = bisect.bisect_right(spans, at, key=lambda span: span[0]) - 1
    return found >= 0 and at < spans[found][1]


def _copyrights(text: str, lines: list[Line], dates: list[DateText]) -> list[tuple[Found, int, int]]:
    out: list[tuple[Found, int, int]] = []
    if not any(sign in text for sign in _COPYRIGHT_SIGNS):
        return out
    for match in _COPYRIGHT_RUN.finditer(text):
        at = bisect.bisect_left(dates, match.end(), key=lambda date: date.end)
        whole = dates[at] if at < len(dates) and dates[at].start < match.end() else None
        if whole and label_before(text[match.start() : whole.start], ""):
            continue  # "© Society, updated 14 June 2017"
        year = max(int(g) for g in match.groups() if g)
        mention = DateMention(
            _K.COPYRIGHT,
            PartialDate(year),
            DatePlace.VISIBLE,
            match.group(),
            Span(*match.span()),
            _section_at(lines, match.start()),
            governs_page=False,
            readings=(PartialDate(year),),
        )
        out.append((Found(mention, MAIN_OTHER), match.start(), match.end()))
    return out


def _section_at(lines: list[Line], offset: int) -> int | None:
    at = bisect.bisect_right(lines, offset, key=lambda line: line.start) - 1
    return lines[at].section if at >= 0 else None


def _overlaps(taken: list[DateText], date: DateText) -> bool:
    """True when a date of ``taken``, which are in order and apart, shares a character with ``date``."""
    at = bisect.bisect_left(taken, date.end, key=lambda one: one.start) - 1
    return at >= 0 and taken[at].end > date.start


def _labelled_short(text: str, taken: list[DateText]) -> list[DateText]:
    """``Rev. 10/14``: month and two-digit year, right behind a label; ``Rev. 3/02, 8/11``: or behind another."""
    out: list[DateText] = []
    for match in _SHORT_LABEL.finditer(lowered(text)):
        at = match.end()
        short = short_month(text, at)
        while short and not _overlaps(taken, short):
            out.append(short)
            more = _AND_DATE.match(text, short.end)
            short = short_month(text, more.end()) if more else None
    return out
