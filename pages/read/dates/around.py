"""The dates of the main text and of the parts of the page around it."""

from __future__ import annotations

import re
from dataclasses import replace

from model.dates import DateKind, DatePlace
from pages.read.dates.found import AROUND, HIDDEN, MAIN_OTHER, Found, TimeMark
from pages.read.dates.order import Order
from pages.read.dates.scene import Line, Scene, heads_others, lines_of, set_scene
from pages.read.dates.spot import DATING
from pages.read.dates.strings import DateText
from pages.read.dates.visible import read_lines
from pages.read.layout import Layout, Outside

_K = DateKind
_BYLINE_HINTS = re.compile(r"by-?line|meta|post(?:ed)?|entry|article|publish|timestamp|dateline")
_NEWS_HINTS = re.compile(r"latest|recent|news|related|events?|calendar|trending|popular|upcoming|more-")
# Regions whose dates are about other things, with what to say of them.
_ELSEWHERE = {
    "comments": "in a comment",
    "related": "of a related page",
    "nav": "in the navigation",
    "banner": "in a banner",
}


def read_main(layout: Layout, order: Order, dates: list[DateText]) -> list[Found]:
    """The dates of the main text, in its order. ``dates``: ``find_dates(layout.text)``."""
    times = [TimeMark(i.span.start, i.span.end, i.value, i.hints) for i in layout.inlines if i.kind == "time"]
    found = read_lines(layout.text, lines_of(layout), dates, times, order, set_scene(layout))
    return _dated_sections(layout, found)


def _dated_sections(layout: Layout, found: list[Found]) -> list[Found]:
    """A date under the first subheading is that section's when later sections carry their own as well."""
    dated = {f.mention.kind: f.mention.section for f in found if f.mention.governs_section}
    several = _of_several_articles(layout, found)
    out = []
    for one in found:
        mention = one.mention
        if mention.section in several and _opens(layout, one):
            note = "of one of several articles on the page"
            mention = replace(mention, kind=_K.PUBLISHED, governs_page=False, governs_section=True, note=note)
            one = replace(one, mention=mention)
        elif (
            one.labelled
            and mention.governs_page
            and mention.kind in DATING
            and one.rank == MAIN_OTHER
            and mention.section is not None
            and layout.sections[mention.section].level > 1
            and mention.section < (dated.get(mention.kind) or 0)
        ):
            one = replace(one, mention=replace(mention, governs_page=False, governs_section=True))
        out.append(one)
    return out


#: A day within so many characters of a section's heading opens it.
_OPENS = 40


def _of_several_articles(layout: Layout, found: list[Found]) -> set[int]:
    """Sections that are articles of their own: two or more of one level below the page's title open with a day."""
    opened: dict[int, set[int]] = {}
    for one in found:
        at = one.mention.section
        if at is not None and _opens(layout, one):
            opened.setdefault(layout.sections[at].level, set()).add(at)
    return {at for sections in opened.values() if len(sections) > 1 for at in sections}


def _opens(layout: Layout, one: Found) -> bool:
    """True for an unlabelled day, alone in its line, that opens a section below the page's title."""
    mention = one.mention
    if (
        mention.span is None
        or mention.section is None
        or one.labelled
        or len(one.line) > _OPENS
        or mention.note
    ):
        return False
    if mention.kind is not _K.EVENT or not mention.date or not mention.date.day:
        return False
    section = layout.sections[mention.section]
    near = mention.span.start - section.body.start < _OPENS
    return near and section.level > 1 and section.heading != layout.title


def read_outside(outside: Outside, order: Order, dates: list[DateText], more: bool = True) -> list[Found]:
    """The dates of a part of the page around the main text. ``dates``: ``find_dates(outside.text)``; ``more``: see
    ``Scene``."""
    region, text, hints = outside.region, outside.text, outside.hints
    lines: list[Line] = []
    at = 0
    for row in text.split("\n"):
        lines.append(Line(at, at + len(row), None, "paragraph", hints))
        at += len(row) + 1
    marks: list[TimeMark] = []
    seek = 0
    for words, value in outside.times:
        start = text.find(words, seek) if words else -1
        if start >= 0:
            marks.append(TimeMark(start, start + len(words), value, hints))
            seek = start + len(words)
    scene = Scene(headline_end=len(text), more=more)
    found = read_lines(text, lines, dates, marks, order, scene)
    if not found:
        return []
    everywhere = _ELSEWHERE.get(region, "")
    if region == "aside" and _NEWS_HINTS.search(hints):
        everywhere = _ELSEWHERE["related"]
    others = next((line.start for line in lines if heads_others(text[line.start : line.end])), len(text))
    out: list[Found] = []
    for one in found:
        at = one.mention.span.start if one.mention.span else 0
        away = everywhere or (_ELSEWHERE["related"] if at >= others else "")
        mention = replace(one.mention, span=None, section=None, governs_section=False)
        bare = mention.kind is _K.PUBLISHED and not one.labelled
        day = mention.date is not None and bool(mention.date.day)
        lead = outside.lead and day and not everywhere and region in ("aside", "byline")
        headline = bare and (region == "header" or lead)
        if headline and not lead and not _BYLINE_HINTS.search(hints):
            # a site's header prints today's date as often as the article's: it counts, but vouches for nothing
            mention = replace(mention, certain=False)
        if (away and mention.kind is not _K.COPYRIGHT) or (bare and not headline):
            mention = replace(mention, kind=_K.EVENT, governs_page=False, note=away or f"in the {region}")
        rank = AROUND
        if region == "hidden":  # nobody sees it: a template's note to machines, at best
            rank, mention = HIDDEN, replace(mention, place=DatePlace.HIDDEN)
        rank = min(one.rank, rank)
        out.append(replace(one, mention=mention, rank=rank, headline=headline, region=region))
    return out
