"""A guess at the day of publication where the page states none: htmldate's, held to what stands in the page.

htmldate looks at a page as text, scripts and server's comments included, and where it finds a month it fills in the
day of its own clock. So it is given the page without scripts, and its answer counts only as far as the page bears it
out: the same page gives the same guess on every day.
"""

from __future__ import annotations

import copy
import logging
import re
from dataclasses import replace
from datetime import date, datetime, time

from lxml import etree
from lxml.html import HtmlElement

from model.dates import DateKind, DateMention, DatePlace, PartialDate
from pages.read.dates.believable import CARRIERS
from pages.read.dates.found import Found
from pages.read.dates.spot import OF_A_THING, PRINTED, WHOLE_SITE
from pages.read.dates.strings import dates_of_page, find_dates
from pages.read.dates.values import read_value
from pages.read.layout import Layout, elements

# What readers do not see and no markup of a date stands in.
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe")
# The latest day that htmldate may answer where the day of fetching is not known: any, so that its clock is not asked.
_ANY_DAY = datetime(2099, 12, 31)
# Of a page with more characters of text, what htmldate cannot read itself is not asked of its reader of all languages:
# a hundred such questions take ten seconds.
MOST_ASKED = 150_000


def guess_of(layout: Layout, today: date | None) -> DateMention | None:
    """What htmldate's extensive search says, as a mention that vouches for nothing; None without one, or with one
    that does not stand in the page."""
    if layout.tree is None:
        return None
    tree = copy.deepcopy(layout.tree)
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    value = _answer(tree, today, len(layout.text) <= MOST_ASKED)
    if value is None:
        return None
    value, place = _borne_out(value, layout, tree)
    return None if value is None else _guessed(value, place, str(value), "guessed by htmldate")


def source_guess(layout: Layout, today: date | None) -> DateMention | None:
    """What htmldate finds in the source of a page that shows nothing: in a script's values, not in its comments. No
    reader sees it."""
    if layout.tree is None:
        return None
    tree = copy.deepcopy(layout.tree)
    scripts = []
    for script in tree.iter("script"):
        # JSON-LD has been read, and read with what each of its dates is of
        linked = "ld+json" in (script.get("type") or "").lower()
        script.text = "" if linked else _SCRIPT_COMMENT.sub(" ", script.text or "")
        scripts.append(script.text)
    if not any(_DAY_IN_SCRIPT.search(text) for text in scripts):
        return None
    value = _answer(tree, today, len(layout.text) <= MOST_ASKED)
    if value is None or not any(form in text for text in scripts for form in _forms(value)):
        return None
    return _guessed(value, DatePlace.HIDDEN, str(value), "guessed by htmldate from the page's source")


# Every one of ``_forms`` has one of these.
_DAY_IN_SCRIPT = re.compile(r"(?:19|20)\d\d(?:[-/_.]\d|\d{4})|\d[-/.](?:19|20)\d\d")
_SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.S)


def _answer(tree: HtmlElement, today: date | None, widely: bool) -> PartialDate | None:
    from htmldate import find_date  # imported late: it costs half a second and most pages do not need it

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    # a datetime: htmldate hands a string to a reader of dates in any language
    latest = datetime.combine(today, time.max) if today else _ANY_DAY
    try:
        answer = find_date(tree, original_date=True, extensive_search=widely, max_date=latest)
    except Exception:  # htmldate raises assorted errors on odd trees; a guess is not worth a page
        return None
    return PartialDate.parse(answer) if answer else None


def _guessed(day: PartialDate, place: DatePlace, quote: str, note: str) -> DateMention:
    return DateMention(
        DateKind.PUBLISHED, day, place, quote, governs_page=True, readings=(day,), note=note, certain=False
    )


# How scripts keep the day of the page that they draw: "publishedDate":"2016-11-04T20:37:27Z".
_IN_SCRIPT = re.compile(
    r"[\"'](?:date_?published|published_?(?:date|at|time|on)?|publish_?(?:date|time)|pub_?date|first_?published(?:_?at)?"
    r"|publication_?date|display_?date)\\?[\"']\s*:\s*\\?[\"']((?:19|20)\d\d-\d\d-\d\d)",
    re.I,
)


def day_in_scripts(layout: Layout) -> DateMention | None:
    """The day that the page's scripts keep as its publication, when they keep one only."""
    if layout.tree is None:
        return None
    days = {
        day
        for script in elements(layout.tree, "script")
        if script.text and "ub" in script.text and "ld+json" not in (script.get("type") or "")
        for day in _IN_SCRIPT.findall(script.text)
    }
    if len(days) != 1:
        return None
    day = days.pop()
    readings, _ = read_value(day)
    return _guessed(readings[0], DatePlace.HIDDEN, day, "in a script") if readings else None


# What makes an unlabelled day the page's: see ``lone_day``.
_SHORT, _EARLY = 2, 2
_LONELY = 2
# A line shorter than this is no sentence; a day this near to the start (characters) stands by the headline.
_SHORT_LINE, _START = 70, 600
_NOT_THE_PAGES = (
    "in a comment",
    "of a related",
    "today's",
    "of the site's",
    "of a post",
    "in the navigation",
)


def lone_day(found: list[Found]) -> DateMention | None:
    """The only day that is marked up as one on a page without any other sign, as a guess: in a short line, early on
    the page. None where two days are as good."""
    best: dict[PartialDate, tuple[int, DateMention]] = {}
    for one in found:
        mention = one.mention
        day = mention.date
        if (
            day is None
            or not day.day
            or mention.kind is not DateKind.EVENT
            or mention.place is not DatePlace.TIME
            or one.region in ("comments", "related", "banner", "hidden")
            or mention.note.startswith((*_NOT_THE_PAGES, WHOLE_SITE, PRINTED, OF_A_THING))
            or "begins" in mention.note
        ):
            continue
        score = _SHORT if len(one.line) <= _SHORT_LINE and one.line.rstrip()[-1:] not in ".!?:" else 0
        score += _EARLY if one.region == "header" or (mention.span and mention.span.start < _START) else 0
        if score > best.get(day, (0, mention))[0]:
            best[day] = score, mention
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < _LONELY or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    mention = ranked[0][1]
    assert mention.date is not None
    return replace(
        _guessed(mention.date, mention.place, mention.quote, "the only day that is marked up"),
        span=mention.span,
    )


def _borne_out(day: PartialDate, layout: Layout, tree: HtmlElement) -> tuple[PartialDate | None, DatePlace]:
    """The guess, when the page gives that day, and where: in its words, else in an attribute. A first of the month
    may be a month or a year that htmldate rounded: what uses the guess sees to that. Any other day that the page
    does not give is htmldate's own filling."""
    forms, year = _forms(day), str(day.year)
    texts = [text for text in _texts(layout) if year[2:] in text]
    dates = (date for text in texts for date in (dates_of_page if text is layout.text else find_dates)(text))
    if any(day in date.readings for date in dates):
        return day, DatePlace.VISIBLE
    if any(form in text for text in texts for form in forms):
        return day, DatePlace.VISIBLE
    for element in tree.iter(etree.Element):
        for name in CARRIERS:
            value = element.get(name)
            if not value or year[2:] not in value or len(value) > _LONGEST:
                continue
            if any(form in value for form in forms) or any(
                day in found.readings for found in find_dates(value)
            ):
                return day, DatePlace.META
    return (day if day.day == 1 else None), DatePlace.VISIBLE


# Longer attribute values are data.
_LONGEST = 300


def _texts(layout: Layout) -> list[str]:
    return [layout.text, *(part.text for part in layout.outside)]


def _forms(day: PartialDate) -> tuple[str, ...]:
    """How addresses, attributes and file names write a day."""
    year, month = day.year, day.month
    pairs = ((f"{month:02}", f"{day.day:02}"), (str(month), str(day.day)))
    return (
        f"{year}{month:02}{day.day:02}",
        *(f"{year}{sep}{m}{sep}{d}" for sep in "-/_." for m, d in pairs),
        *(f"{d}{sep}{m}{sep}{year}" for sep in "-/." for m, d in pairs),
    )
