"""One date expression where it stands, and what it makes of it: which kind, for the page, a section or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.dates import DateKind, DateMention, DatePlace, PartialDate
from model.span import Span
from pages.read.dates.found import ALONE, AROUND, MAIN_OTHER, MAIN_PAGE, Found, TimeMark, hinted_kind
from pages.read.dates.labels import Label, is_as_of, is_byline, is_copyright
from pages.read.dates.lines import (
    HAPPENED,
    POINTER,
    in_brackets,
    is_alone,
    is_dateline,
    is_fact_line,
    of_a_thing,
    opens_release,
)
from pages.read.dates.naming import WINDOW
from pages.read.dates.order import Order
from pages.read.dates.scene import (
    LABEL_LINE,
    PROSE,
    Line,
    Scene,
    at_top,
    elsewhere,
    names_another,
    of_what_is_linked,
    scope,
    stands_behind,
)
from pages.read.dates.settle import IN_HISTORY
from pages.read.dates.strings import DateText
from pages.read.dates.values import is_null, read_value
from pages.read.dates.weekdays import weekday

_K = DateKind
# Kinds that can speak for a section: the others speak for the page or for nothing.
DATING = frozenset({_K.UPDATED, _K.REVIEWED, _K.PUBLISHED})
# The bracket of a date stands this near behind the title of the thing it dates.
_BEHIND_TITLE = 4
# Lines this near to the page's title are its headline's.
_NEAR_TITLE = 3
_NEXT_TO_TITLE = 2
# A class or appointment has its time and place within this many characters behind its date.
_OCCASION_CHARS = 90
# The name of a weekday stands within this many characters of its date.
_DAY_NAME = 16
# The history of a paper is shorter than this, and has these words.
_HISTORY_CHARS = 400
_RECEIVED = re.compile(r"\b(?:received|submitted|eingereicht)\b", re.I)
_ACCEPTED = re.compile(r"\baccepted\b", re.I)
_EVENT_BY = re.compile(
    r"\b(?:(?<!reading )(?<!read )time|location|venue|where|place|cost|register|rsvp|tickets?|registration|doors)\s*:",
    re.I,
)
_TODAY = re.compile(
    r"\b(?:today(?:\s+is|['’]s\s+date)?|current\s+date|heute\s+ist|hoy\s+es|aujourd['’]hui"
    r"|hoje\s+é)\b[\s:,]*(?:\w+day,?\s*)?$",
    re.I,
)
_YEAR_LEAD = re.compile(
    r"\b(?:in|since|by|during|until|till|before|after|from|early|late|mid|around|through|of|en|im"
    r"|seit|depuis|desde|em|dès|bis|ab|vers)[\s-]$",
    re.I,
)
#: What expires on a page about something else.
_GOODS = re.compile(
    r"\b(?:lots?|batch\w*|manufactur\w+|serial|NDC|coupons?|vouchers?|offers?|sale|codes?|points|licen[cs]es?|certificates?)\b",
    re.I,
)
_POLICY = re.compile(r"\b(?:privacy|cookies?|terms|polic(?:y|ies)|accessibility|conditions of use)\b", re.I)
# How templates name the line of facts about an article.
_META_HINTS = re.compile(
    r"(?:^|[\s_-])(?:(?:article|post|entry|page|story|news)[_-]?(?:meta(?:data)?|date|info)|pagedate|dateline"
    r"|pub[_-]?date|publi(?:sh|cation)[_-]?(?:ed)?[_-]?date)(?:[\s_-]|$)"
)
# What forums print under a post that its writer changed.
_EDITS = re.compile(r".{0,20}?\bedited \d+ times?\b", re.I)
_FIRST_VERSION = re.compile(
    r"^[\s|:–—-]*(?:first|original|initial|page|document)?\W{0,2}(?:publi(?:shed|cation)|version"
    r"|created|creation|draft|issue)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """One date expression in its line. ``low``: where the words that may label it begin (the line's start or the
    end of the date before); ``last``: no other date follows in the line."""

    text: str
    lines: list[Line]
    at: int
    date: DateText
    low: int
    last: bool
    time: TimeMark | None
    order: Order
    scene: Scene

    @property
    def line(self) -> Line:
        return self.lines[self.at]

    @property
    def row(self) -> str:
        """The line, or what of a long one is near the date."""
        line = self.line
        return self.text[max(line.start, self.date.start - WINDOW) : min(line.end, self.date.end + WINDOW)]

    @property
    def lead(self) -> str:
        """The words before, from the line's start or nearer."""
        return self.text[max(self.line.start, self.date.start - WINDOW) : self.date.start]

    @property
    def tail(self) -> str:
        return self.text[self.date.end : min(self.line.end, self.date.end + WINDOW)]

    def read(self, label: Label | None, label_at: int) -> tuple[Found, ...]:
        """The mentions it makes: none, one, or two ("Reviewed/Revised"). ``label``: as ``find_label`` tells, or that
        of the date before in a list of dates."""
        date, line, scene = self.date, self.line, self.scene
        near = self.text[max(self.low, date.start - WINDOW) : date.start]
        year_only = date.style == "year"
        changed = label is not None and label.kinds[0] in (_K.UPDATED, _K.REVIEWED, _K.NEXT_REVIEW)
        if (
            year_only
            and not changed
            and (is_copyright(self.lead, self.tail) or is_copyright(near, self.tail))
        ):
            return self._make(_K.COPYRIGHT)
        if year_only and not label and not (is_as_of(near) or self._said()):
            return ()
        if is_null(date.readings):
            return self._make(_K.EVENT, note="the day on which a computer's clock begins")
        away = elsewhere(self.row, line, label, label_at, scene)
        if away and not self._under_title():
            vague = year_only or date.style in ("short", "loose", "season")
            return () if vague else self._make(_K.EVENT, note=away)
        if label:
            return self._labelled(label, label_at, near)
        if date.style in ("short", "loose"):
            return ()
        if is_as_of(near):
            return self._make(_K.AS_OF)
        if _TODAY.search(near):
            return self._make(_K.EVENT, note="today's date, made when the page is served")
        if year_only or date.style == "season":
            return self._make(_K.EVENT)
        return self._unlabelled(near)

    def _under_title(self) -> bool:
        """True for a day that stands alone right by the page's own title, whatever its template calls the place."""
        scene = self.scene
        if scene.layout is None or not scene.layout.title or not is_alone(self.lead, self.tail):
            return False
        title = scene.layout.blocks[scene.title_line].span.of(self.text)
        return 0 < abs(self.at - scene.title_line) <= _NEXT_TO_TITLE and title == scene.layout.title

    def _said(self) -> bool:
        """True for a year that a sentence speaks of: "in 2011", "since 2011"."""
        return bool(_YEAR_LEAD.search(self.text[max(0, self.date.start - 12) : self.date.start]))

    def _of_manuscript(self) -> bool:
        """True beside "Received … Accepted …", the history of a paper before it was published."""
        first, last = max(0, self.at - _NEAR_TITLE), min(len(self.lines), self.at + _NEAR_TITLE + 1)
        words = self.text[self.lines[first].start : self.lines[last - 1].end]
        if len(words) > _HISTORY_CHARS:
            words = self.text[max(0, self.date.start - _HISTORY_CHARS) : self.date.end + _HISTORY_CHARS]
        return bool(_RECEIVED.search(words) and _ACCEPTED.search(words))

    def _of_item(self, label_at: int) -> bool:
        """True for a bracketed label that closes a list item: it dates what the item names."""
        line = self.line
        return line.role == "item" and not self.tail.strip(" )].") and line.start < label_at

    def _labelled(self, label: Label, label_at: int, near: str) -> tuple[Found, ...]:
        date, line, scene = self.date, self.line, self.scene
        if label.kinds[0] is _K.EVENT:
            return self._make(_K.EVENT, note=PRINTED)
        if label.scope == "site" or (label.scope != "page" and of_a_thing(near)):
            return self._make(_K.EVENT, note=WHOLE_SITE if label.scope == "site" else OF_A_THING)
        if label.kinds[0] is _K.EXPIRES and _GOODS.search(self.row):
            return self._make(_K.EVENT, note=OF_A_THING)
        if label.kinds[0] in (_K.UPDATED, _K.REVIEWED) and self._of_manuscript():
            return self._make(_K.EVENT, note="of the manuscript, before it was published")
        if label.in_brackets and (names_another(line, label_at, scene) or self._of_item(label_at)):
            return self._make(_K.AS_OF, note=_OF_ANOTHER)
        if label.scope != "page" and of_what_is_linked(line, label_at, date.end, scene):
            return self._make(_K.AS_OF, note=_OF_ANOTHER)
        if scene.layout is None and _POLICY.search(self.text[line.start : max(label_at, line.start)]):
            return self._make(_K.EVENT, note="of the site's terms")
        if _EDITS.match(self.tail):
            return self._make(_K.EVENT, note="of a post")
        if label.kinds[0] is _K.PUBLISHED and _EVENT_BY.search(
            self.text[date.end : date.end + _OCCASION_CHARS]
        ):
            return self._make(_K.EVENT, note="of an occasion")
        page, section = scope(line, label, scene)
        rank = MAIN_PAGE if label.scope == "page" else MAIN_OTHER
        note = IN_HISTORY if line.section in scene.histories else ""
        start = label_at if line.start <= label_at < date.start else date.start
        return tuple(
            found
            for kind in label.kinds
            for found in self._make(
                kind,
                start,
                page=page and kind is not _K.AS_OF,
                section=section and kind in DATING,
                rank=rank,
                note=note,
                words=label.words.lower(),
                labelled=True,
            )
        )

    def _unlabelled(self, near: str) -> tuple[Found, ...]:
        """A day without a label: the publication when it stands by the headline or closes the text, else as of
        (in brackets behind a title) or an event."""
        line, scene, lead, tail = self.line, self.scene, self.lead, self.tail
        if line.end - line.start <= 2 * LABEL_LINE and of_a_thing(near):
            return self._make(_K.EVENT, note=OF_A_THING)
        alone = is_alone(lead, tail)
        above = self.lines[self.at - 1].end if self.at else 0
        if alone and self.low == line.start and self.text[max(0, above - 3) : above].rstrip().endswith(":"):
            return self._make(_K.EVENT, note=_OF_WORDS)
        if line.section in scene.histories and (alone or not lead.strip(" \t•–—-|*")):
            first = _FIRST_VERSION.search(self.text[self.date.end : self.date.end + LABEL_LINE])
            kind = _K.PUBLISHED if first else _K.UPDATED
            return self._make(kind, page=True, rank=AROUND, labelled=True, note=IN_HISTORY)
        by_headline = line.start < scene.headline_end and at_top(line, scene) and not self._has_neighbour()
        marked = hinted_kind(self.time.hints) if self.time else None
        if marked and (by_headline or alone):
            return self._make(marked, page=True, labelled=True, note="by its markup")
        if alone and self.low == line.start and _META_HINTS.search(line.hints) and line.role == "paragraph":
            return self._make(_K.PUBLISHED, page=True, rank=ALONE, headline=True, note="by its markup")
        near_title = abs(self.at - scene.title_line) <= _NEAR_TITLE
        if by_headline and (
            alone
            or is_byline(near)
            or is_dateline(lead, tail)
            or (near_title and is_fact_line(self.row, lead, tail))
        ):
            return self._make(_K.PUBLISHED, page=True, rank=ALONE, headline=True, note="by the headline")
        if line.start == scene.headline_end and opens_release(lead, tail):
            return self._make(_K.PUBLISHED, page=True, rank=ALONE, headline=True, note="opens the text")
        closes = self.at == len(self.lines) - 1 and line.start > scene.content_end > 0
        if alone and closes and line.role != "cell" and scene.layout is not None:
            return self._make(_K.PUBLISHED, page=True, rank=ALONE, note="alone at the end of the text")
        if in_brackets(near, tail) and self._names_a_thing():
            return self._make(_K.AS_OF, note=_OF_ANOTHER)
        return self._make(
            _K.EVENT, note=_OF_A_FACT.get(line.role, _OF_WORDS if lead.rstrip().endswith(":") else "")
        )

    def _has_neighbour(self) -> bool:
        """True for the date of a fact: another cell of its row, or a term, says which."""
        if self.line.role in ("definition", "term"):
            return True
        line, bar = self.line, " | "
        beside = self.text.startswith(bar, line.end) or self.text.endswith(bar, 0, line.start)
        return line.role == "cell" and beside

    def _names_a_thing(self) -> bool:
        """True when what stands before a bracketed date names a thing: a link, an item, a heading, or a pointer
        ("Read our …")."""
        line, row = self.line, self.row
        pointer = bool(POINTER.match(row))
        if not pointer and HAPPENED.search(self.lead):
            return False
        if line.role in ("heading", "item", "cell", "term", "caption") and len(row) < PROSE * 2:
            return True
        layout = self.scene.layout
        titles = ("link", "em", "cite")
        if layout is not None and stands_behind(layout, titles, line, self.date.start, _BEHIND_TITLE):
            return True
        return not self.tail.strip(" )].*†‡") and (len(row) < PROSE or pointer)

    def _make(
        self,
        kind: DateKind,
        start: int = -1,
        *,
        page: bool = False,
        section: bool = False,
        rank: int = MAIN_OTHER,
        note: str = "",
        words: str = "",
        labelled: bool = False,
        headline: bool = False,
    ) -> tuple[Found, ...]:
        date = self.date
        start = date.start if start < 0 else start
        readings, why = self._settled()
        mention = DateMention(
            kind,
            readings[0] if len(readings) == 1 else None,
            DatePlace.TIME if self.time else DatePlace.VISIBLE,
            self.text[start : date.end],
            Span(start, date.end),
            self.line.section,
            governs_page=page,
            governs_section=section,
            readings=readings,
            note="; ".join(n for n in (note, why) if n),
        )
        return (Found(mention, rank, words, headline, labelled, self.row),)

    def _settled(self) -> tuple[tuple[PartialDate, ...], str]:
        """The readings left by the element's datetime and the page's order, and what settled them."""
        readings = self.date.readings
        stated = read_value(self.time.value)[0] if self.time else ()
        if len(readings) == 1 and len(stated) == 1 and _misread(readings[0], stated[0]):
            return stated, "the element's datetime, which its words agree with but for the year"
        if len(readings) != 2:
            return readings, self.date.note
        if len(stated) == 1 and stated[0] in readings:
            return stated, "order settled by the element's datetime"
        named = weekday(self.text[self.low : self.date.start][-_DAY_NAME:], self.tail[:_DAY_NAME])
        fitting = tuple(r for r in readings if named is not None and r.earliest().weekday() == named)
        if len(fitting) == 1:
            return fitting, "order settled by the weekday"
        left = readings if self.date.style == "year first" else self.order.choose(readings)
        if len(left) == 1:
            return left, f"order settled by {self.order.why}"
        return readings, "order of day and month not known"


def _misread(shown: PartialDate, stated: PartialDate) -> bool:
    """True when words and datetime agree but for the year: digits of something else were taken for it."""
    same = shown.month == stated.month and (not shown.day or shown.day == stated.day)
    return bool(shown.month and stated.day and same and shown.year != stated.year)


_OF_WORDS = "labelled with words that say nothing of the page"
# Roles whose dates belong to what stands beside them.
_OF_A_FACT = {"cell": "in a table", "term": "in a table of terms", "definition": "in a table of terms"}
_OF_ANOTHER = "of what it stands behind"
# What a date is of that is not the page's: none of them is ever the page's date.
WHOLE_SITE = "said of the whole site"
PRINTED = "the day of printing"
OF_A_THING = "of something else that is named before it"
