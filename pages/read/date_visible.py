"""The dates that a reader of the page sees, each with its kind and what it speaks for."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from model.dates import DateKind, DateMention, DatePlace, PartialDate
from model.span import Span
from pages.read.date_labels import Label, is_as_of, is_byline, is_copyright, label_after, label_before
from pages.read.date_metadata import read_value
from pages.read.date_order import Order
from pages.read.date_strings import DateText, find_dates, find_relative, find_years, short_month
from pages.read.layout import Layout

_K = DateKind


@dataclass(frozen=True, slots=True)
class Line:
    """One line of visible text. ``time`` are (start, end, datetime value, hints) of its time elements."""

    start: int
    end: int
    section: int | None = None
    role: str = "paragraph"
    hints: str = ""


@dataclass(frozen=True, slots=True)
class TimeMark:
    """One ``<time>`` in a text."""

    start: int
    end: int
    value: str
    hints: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with what settling needs. ``rank``: how much the place says about the content (higher is
    better); ``headline``: a date standing alone by the headline; ``words``: its label."""

    mention: DateMention
    rank: int
    words: str = ""
    headline: bool = False
    labelled: bool = False
    line: str = ""
    region: str = ""


# How far each place vouches for the text (only the order matters).
MAIN_PAGE, MAIN_OTHER, AROUND, HIDDEN, ALONE = 90, 85, 70, 40, 60
# A line this long (characters) is prose: what stands before the first one is the headline's neighbourhood.
PROSE = 110
# … or this long when it ends like a sentence.
_SENTENCE = 70
# Lines this near to the page's title are its headline's.
_NEAR_TITLE = 3
# A line that only labels what follows is not longer than this.
_LABEL_LINE = 90
# A note at the end of a reference list is shorter than this.
_CLOSING_NOTE = 170

_OTHER_HINTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|repl(?:y|ies)|related|teasers?|events?|calendar|weather|forecast|testimonials?|upcoming"
    r")(?:[\s_-]|$)"
)
_BESIDE_HINTS = re.compile(r"(?:^|[\s_-])(?:widget|sidebar|recent|archives?)(?:[\s_-]|$)")
_NEWS_HINTS = re.compile(r"latest|recent|news|related|events?|calendar|trending|popular|upcoming|more-")
_OTHER_SECTION = re.compile(
    r"^\W*(?:\d+\s+)?(?:comments?|responses?|repl(?:y|ies)|leave a|discussion|related|recent(?:ly)?|latest|upcoming|events?|calendar"
    r"|news\b|weather|more (?:from|on|news|stories)|you (?:may|might)|see also|popular|trending|archives?|blog posts|"
    r"visitor|reviews? \(|user reviews|patient stories|kommentare|commentaires|comentarios|comentários|veranstaltungen|"
    r"termine|in the news|what’s on|what's on)\b",
    re.I,
)
_REFERENCE_SECTION = re.compile(
    r"^\W*(?:(?:selected|key|article|main|our|list of|cited|scientific)\s+)?(?:references?|sources?|bibliography|citations?|works cited|literature(?: cited)?|"
    r"foot\s?notes?|end\s?notes?|further reading|quellen(?:angaben)?|literatur(?:verzeichnis)?|einzelnachweise|referencias|fuentes|"
    r"bibliografía|références|bibliographie|referências|fontes|bibliografia)\b.{0,40}$",
    re.I,
)
_HISTORY_SECTION = re.compile(
    r"^\W*(?:(?:update|change|revision|version|page|document|publication|edit|review)\s+(?:history|log|record)|changelog|history of (?:changes|updates|revisions)"
    r"|updates? to this (?:page|article|document|leaflet)|changes to this (?:page|article|document))\W*$",
    re.I,
)
_INFO_SECTION = re.compile(
    r"(?:about|information|details|history) (?:of|on|about)?\s*(?:this|the) (?:page|article|document|leaflet|content|topic|information|fact)"
    r"|^(?:about this|page (?:info|details|history)|document (?:info|details|history|control)|article (?:info|details|history)|publication (?:info|details|history)"
    r"|authors?|credits?|editorial|disclaimers?|contributors?|acknowledg|medical review|reviewed by|review(?: history| information| date)?s?$|contact|feedback"
    r"|copyright|more information|further (?:help|information|support)|useful (?:links|contacts)|get help|legal|version|last (?:updated|reviewed)|update|next review|resources|conflicts? of interest"
    r"|how we|how this|why trust|impressum|über diese|à propos|sobre (?:este|esta)|acerca de)",
    re.I,
)
_REFERENCE_LINE = re.compile(
    r"\bdoi\b|\bPMID|\bPMC\d|\bet al\b|\baccessed\b|\bretrieved\b|\bavailable (?:at|from|online)|\b(?:19|20)\d\d;\s?\d|\d\(\d+\):\s?\w?\d|\bcited \d"
    r"|\babgerufen\b|\bconsulté le\b|\bconsultado\b|\bacess(?:ado|o) em\b|\bEpub\b|\bISBN\b",
    re.I,
)
_EVENT_BY = re.compile(
    r"\b(?:time|location|venue|where|place|cost|register|rsvp|tickets?|registration|doors)\s*:", re.I
)
_HAPPENED = re.compile(
    r"\b(?:approv\w+|revok\w+|launch\w*|withdr\w+|died|born|founded|established|began|start\w*|ended|announced|introduced"
    r"|enrolled|diagnosed|conference|meeting|congress|symposium|trial|study|edition|vol\.?|deadline|recall\w*|effective)\b\W*(?:\w+\W+){0,3}$",
    re.I,
)
_TODAY = re.compile(
    r"\b(?:today(?:\s+is|['’]s\s+date)?|current\s+date|heute\s+ist|hoy\s+es|aujourd['’]hui|hoje\s+é)\b[\s:,]*(?:\w+day,?\s*)?$",
    re.I,
)
_YEAR_LEAD = re.compile(
    r"\b(?:in|since|by|during|until|till|before|after|from|early|late|mid|around|through|of|en|im|seit|depuis|desde|em|dès|bis|ab|vers)[\s-]$",
    re.I,
)
_COPYRIGHT_RUN = re.compile(
    r"(?:©|\(c\)(?=\s*(?:copyright\s*)?[\w,. ]{0,30}(?:19|20)\d\d)|℗|\bcopyright\b|\bcopr\.)[^\n|©]{0,60}?(?<!\d)((?:19|20)\d\d)(?!\d)"
    r"(?:\s?(?:[-–—/,&]|to|and|bis|à|a)\s?((?:19|20)\d\d)(?!\d))?(?:\s?[-–—,]\s?((?:19|20)\d\d)(?!\d))?",
    re.I,
)
_PUBLISHED_HINTS = re.compile(r"publish|entry-?(?:date|time)|post-?date|posted|pub-?date|created|dateposted")
_UPDATED_HINTS = re.compile(r"modified|updated?\b|datemodified|revised")
_REVIEWED_HINTS = re.compile(r"review")
_ONLY_DATE = re.compile(
    r"[\W\d_]*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|[ap]\.?m|[a-z]{2,4}t|utc|gmt|at|um|uhr|à|h|le|am|el|o'clock|min|read|minutes?"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag|segunda|terça|quarta|quinta|sexta|feira|[\W\d_])*[\W\d_]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What reading a line needs to know of the page: computed once."""

    layout: Layout | None
    headline_end: int
    content_end: int
    dated_sections: frozenset[int]
    reference_sections: frozenset[int]
    other_sections: frozenset[int]
    info_sections: frozenset[int]
    first_heading: int
    title_line: int
    history_sections: frozenset[int]


def lines_of(layout: Layout) -> list[Line]:
    """The main text's blocks as lines."""
    return [
        Line(b.span.start, b.span.end, b.section, b.role, layout.block_hints.get(b.index, ""))
        for b in layout.blocks
    ]


def set_scene(layout: Layout) -> Scene:
    """Find the headline's neighbourhood, the end of the content and the sections that are not content."""
    references, others, infos, histories = set(), set(), set(), set()
    for section in layout.sections:
        heading = section.heading
        if section.parent in references:
            references.add(section.index)
        if section.parent in others:
            others.add(section.index)
        if not heading or len(heading) > _LABEL_LINE:
            continue
        if _REFERENCE_SECTION.match(heading):
            references.add(section.index)
        elif section.level > 1 and _HISTORY_SECTION.match(heading):
            histories.add(section.index)
            infos.add(section.index)
        elif section.level > 1 and _OTHER_SECTION.match(heading):
            others.add(section.index)
        elif section.level > 1 and _INFO_SECTION.search(heading):
            infos.add(section.index)
    headline_end = len(layout.text)
    content_end = 0
    for block in layout.blocks:
        size = block.span.end - block.span.start
        if size < _SENTENCE and not (block.role == "item" and size > PROSE // 3):
            continue
        if block.section in references or block.section in others or block.section in infos:
            continue
        if size >= PROSE or (size >= _SENTENCE and layout.text[block.span.end - 1] in ".!?"):
            headline_end = min(headline_end, block.span.start)
        content_end = max(content_end, block.span.start)
    first_heading = next((s.index for s in layout.sections if s.heading), 0)
    return Scene(
        layout,
        headline_end,
        content_end,
        frozenset(),
        frozenset(references),
        frozenset(others),
        frozenset(infos),
        first_heading,
        next((b.index for b in layout.blocks if b.role == "heading" and b.section == first_heading), 0),
        frozenset(histories),
    )


def read_main(layout: Layout, order: Order, dates: list[DateText]) -> list[Found]:
    """The dates of the main text, in its order. ``dates``: ``find_dates(layout.text)``."""
    times = [TimeMark(i.span.start, i.span.end, i.value, i.hints) for i in layout.inlines if i.kind == "time"]
    found = _read(layout.text, lines_of(layout), dates, times, order, set_scene(layout))
    return _dated_sections(layout, found)


def _dated_sections(layout: Layout, found: list[Found]) -> list[Found]:
    """A date under the first subheading is that section's when later sections carry their own as well."""
    dated = {f.mention.kind: f.mention.section for f in found if f.mention.governs_section}
    out = []
    for one in found:
        mention = one.mention
        if (
            one.labelled
            and mention.governs_page
            and mention.kind in _DATING
            and one.rank == MAIN_OTHER
            and mention.section is not None
            and layout.sections[mention.section].level > 1
            and mention.section < (dated.get(mention.kind) or 0)
        ):
            one = replace(one, mention=replace(mention, governs_page=False, governs_section=True))
        out.append(one)
    return out


# Regions whose dates are about other things, with what to say of them.
_ELSEWHERE = {
    "comments": "in a comment",
    "related": "of a related page",
    "nav": "in the navigation",
    "banner": "in a banner",
}


_BYLINE_HINTS = re.compile(r"by-?line|meta|post(?:ed)?|entry|article|publish|timestamp|dateline")


def read_outside(
    region: str,
    text: str,
    hints: str,
    times: Sequence[tuple[str, str]],
    order: Order,
    dates: list[DateText],
) -> list[Found]:
    """The dates of a part of the page around the main text."""
    lines: list[Line] = []
    at = 0
    for row in text.split("\n"):
        lines.append(Line(at, at + len(row), None, "paragraph", hints))
        at += len(row) + 1
    marks: list[TimeMark] = []
    seek = 0
    for words, value in times:
        start = text.find(words, seek) if words else -1
        if start >= 0:
            marks.append(TimeMark(start, start + len(words), value, hints))
            seek = start + len(words)
    scene = Scene(None, len(text), 0, frozenset(), frozenset(), frozenset(), frozenset(), 0, 0, frozenset())
    found = _read(text, lines, dates, marks, order, scene)
    elsewhere = _ELSEWHERE.get(region, "")
    if region == "aside" and _NEWS_HINTS.search(hints):
        elsewhere = _ELSEWHERE["related"]
    out: list[Found] = []
    for one in found:
        mention = replace(one.mention, span=None, section=None, governs_section=False)
        copyright_line = mention.kind is _K.COPYRIGHT
        if (elsewhere and not copyright_line) or (
            mention.kind is _K.PUBLISHED and not one.labelled and region != "header"
        ):
            mention = replace(
                mention, kind=_K.EVENT, governs_page=False, note=elsewhere or f"in the {region}"
            )
        rank = HIDDEN if region == "hidden" else AROUND
        out.append(
            replace(
                one, mention=mention, rank=min(rank, one.rank), headline=one.headline and region == "header"
            )
        )
    return out


def _read(
    text: str, lines: list[Line], dates: list[DateText], times: list[TimeMark], order: Order, scene: Scene
) -> list[Found]:
    found: list[Found] = []
    runs = _copyrights(text, lines, scene)
    found.extend(f for f, _, _ in runs)
    taken = [(s, e) for _, s, e in runs]
    starts = [line.start for line in lines]
    here = [d for d in dates if not _inside(d.start, taken)]
    years = [y for y in find_years(text, 0, len(text), here) if not _inside(y.start, taken)]
    merged = sorted([*here, *years, *_labelled_short(text, here)], key=lambda d: d.start)
    previous_end, previous_line = 0, -1
    used_times: set[int] = set()
    for number, date in enumerate(merged):
        at = bisect.bisect_right(starts, date.start) - 1
        if at < 0 or date.end > lines[at].end:
            continue
        line = lines[at]
        if at != previous_line:
            previous_end = line.start
        following = merged[number + 1].start if number + 1 < len(merged) else line.end
        time = next((t for t in times if t.start < date.end and date.start < t.end), None)
        if time and date.style == "year" and len(time.value) >= 8:
            continue  # its words hold no more than a year: the datetime is read below
        if time:
            used_times.add(time.start)
        one = _one(text, lines, at, date, previous_end, min(following, line.end), time, order, scene)
        if one:
            row = text[line.start : line.end]
            found.extend(replace(f, line=row) for f in one)
            previous_end, previous_line = date.end, at
        elif date.style != "year":
            previous_end, previous_line = date.end, at
    found.extend(_wordless_times(text, lines, starts, times, used_times, scene))
    found.extend(_relative(text, lines, starts, used_times))
    found.sort(key=lambda f: f.mention.span.start if f.mention.span else 0)
    return found


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(s <= at < e for s, e in spans)


def _copyrights(text: str, lines: list[Line], scene: Scene) -> list[tuple[Found, int, int]]:
    out = []
    for match in _COPYRIGHT_RUN.finditer(text):
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


_SHORT_LABEL = re.compile(
    r"\b(?:rev(?:iewed|ised|\.)?|updated?|review|revision|printed|produced|date)\b\s*(?:date|on|due)?\s*[:.]?\s*(?=[A-Za-z0-9])",
    re.I,
)


def _labelled_short(text: str, taken: list[DateText]) -> list[DateText]:
    """``Rev. 10/14``: month and two-digit year, right behind a label."""
    out = []
    for match in _SHORT_LABEL.finditer(text):
        short = short_month(text, match.end())
        if short and not any(t.start < short.end and short.start < t.end for t in taken):
            out.append(short)
    return out


def _one(
    text: str,
    lines: list[Line],
    at: int,
    date: DateText,
    low: int,
    high: int,
    time: TimeMark | None,
    order: Order,
    scene: Scene,
) -> list[Found]:
    """The mentions that one date expression makes: none, one, or two ("Reviewed/Revised")."""
    line = lines[at]
    lead, tail = text[low : date.start], text[date.end : line.end]
    whole_lead = text[line.start : date.start]
    year_only = date.style == "year"
    place = DatePlace.TIME if time else DatePlace.VISIBLE
    readings, why = date.readings, date.note
    if len(readings) == 2:
        if time and read_value(time.value)[0][:1] and read_value(time.value)[0][0] in readings:
            readings, why = read_value(time.value)[0][:1], "order settled by the element's datetime"
        else:
            readings = order.choose(readings)
            why = (
                f"order settled by {order.why}" if len(readings) == 1 else "order of day and month not known"
            )
    value = readings[0] if len(readings) == 1 else None

    def mention(kind: DateKind, start: int, page: bool, section: bool, note: str = "") -> DateMention:
        return DateMention(
            kind,
            value,
            place,
            text[start : date.end],
            Span(start, date.end),
            line.section,
            governs_page=page,
            governs_section=section,
            readings=readings,
            note="; ".join(n for n in (note, why) if n),
        )

    if year_only and (is_copyright(whole_lead, tail) or is_copyright(lead, tail)):
        return [Found(mention(_K.COPYRIGHT, date.start, False, False), MAIN_OTHER)]
    label, label_at = _label(text, lines, at, date, low, high, year_only, scene)
    elsewhere = _elsewhere(text, line, label, label_at, scene)
    if elsewhere:
        if year_only or date.style in ("short", "loose", "season"):
            return []
        return [Found(mention(_K.EVENT, date.start, False, False, elsewhere), MAIN_OTHER)]
    if label:
        if label.in_brackets and _names_another(text, line, label_at, scene):
            return [
                Found(mention(_K.AS_OF, date.start, False, False, "of what it stands behind"), MAIN_OTHER)
            ]
        page, section = _scope(line, label, scene)
        rank = MAIN_PAGE if label.scope == "page" else AROUND if label.scope == "site" else MAIN_OTHER
        kinds = label.kinds
        if kinds[0] is _K.PUBLISHED and _EVENT_BY.search(text[date.end : date.end + 90]):
            return [Found(mention(_K.EVENT, date.start, False, False, "of an occasion"), MAIN_OTHER)]
        start = label_at if line.start <= label_at < date.start else date.start
        return [
            Found(
                mention(kind, start, page and kind is not _K.AS_OF, section and kind in _DATING),
                rank,
                label.words.lower(),
                labelled=True,
            )
            for kind in kinds
        ]
    if date.style in ("short", "loose"):
        return []
    if is_as_of(lead):
        return [Found(mention(_K.AS_OF, date.start, False, False), MAIN_OTHER)]
    if _TODAY.search(lead):
        return [
            Found(
                mention(_K.EVENT, date.start, False, False, "today's date, made when the page is served"),
                MAIN_OTHER,
            )
        ]
    hinted = _hinted(time, line) if time else None
    alone = bool(_ONLY_DATE.fullmatch(whole_lead) and _ONLY_DATE.fullmatch(tail))
    by_headline = line.start < scene.headline_end and _at_top(line, scene)
    if (
        alone
        and (at and low == line.start)
        and text[lines[at - 1].start : lines[at - 1].end].rstrip()[-1:] == ":"
    ):
        note = "labelled with words that say nothing of the page"
        return [Found(mention(_K.EVENT, date.start, False, False, note), MAIN_OTHER)]
    if line.section in scene.history_sections and (alone or not whole_lead.strip(" \t•–—-|*")):
        first = _FIRST_VERSION.search(text[date.end : date.end + _LABEL_LINE])
        kind = _K.PUBLISHED if first else _K.UPDATED
        return [Found(mention(kind, date.start, True, False, "in the page's history"), AROUND, labelled=True)]
    if not year_only and date.style != "season":
        if hinted and (by_headline or alone):
            return [
                Found(mention(hinted, date.start, True, False, "by its markup"), MAIN_OTHER, labelled=True)
            ]
        if by_headline and (
            alone
            or is_byline(lead)
            or _dateline(whole_lead, tail)
            or (
                abs(at - scene.title_line) <= _NEAR_TITLE
                and is_fact_line(text[line.start : line.end], whole_lead, tail)
            )
        ):
            return [
                Found(mention(_K.PUBLISHED, date.start, True, False, "by the headline"), ALONE, headline=True)
            ]
        if line.start == scene.headline_end and _opens_release(whole_lead, tail):
            return [
                Found(mention(_K.PUBLISHED, date.start, True, False, "opens the text"), ALONE, headline=True)
            ]
        if (
            alone
            and line.role != "cell"
            and line.start > scene.content_end > 0
            and scene.layout is not None
            and at == len(lines) - 1
        ):
            return [
                Found(mention(_K.PUBLISHED, date.start, True, False, "alone at the end of the text"), ALONE)
            ]
        if (
            _in_brackets(lead, tail)
            and (_POINTER.match(text, line.start) or not _HAPPENED.search(whole_lead))
            and _is_title(text, line, date, scene)
        ):
            return [
                Found(mention(_K.AS_OF, date.start, False, False, "of what it stands behind"), MAIN_OTHER)
            ]
    elif year_only and not _YEAR_LEAD.search(text[max(0, date.start - 12) : date.start]):
        return []
    note = "in a table" if line.role == "cell" else ""
    return [Found(mention(_K.EVENT, date.start, False, False, note), MAIN_OTHER)]


_FIRST_VERSION = re.compile(
    r"^[\s|:–—-]*(?:first|original|initial|page|document)?\W{0,2}(?:publi(?:shed|cation)|version|created|creation|draft|issue)",
    re.I,
)
_DATING = frozenset({_K.UPDATED, _K.REVIEWED, _K.PUBLISHED})


def _label(
    text: str, lines: list[Line], at: int, date: DateText, low: int, high: int, year_only: bool, scene: Scene
) -> tuple[Label | None, int]:
    """The label of a date, and the offset in the text where it starts (-1: in another line)."""
    line = lines[at]
    lead, tail = text[low : date.start], text[date.end : line.end]
    found = label_before(lead, tail, year_only=year_only)
    if found:
        cut = max(0, len(lead) - 220)
        return found, low + cut + found.start
    if low == line.start and not lead.strip(" \t:–—-|(•*"):
        above = _label_above(text, lines, at, scene)
        if above:
            named = label_before(above, tail, year_only=year_only)
            if named:
                return named, -1
    if high >= line.end:
        behind = label_after(tail)
        if behind:
            return behind, date.start
    return None, -1


def _label_above(text: str, lines: list[Line], at: int, scene: Scene) -> str:
    """The words of the neighbouring lines that may label a date beginning its own line."""
    line = lines[at]
    if line.role == "cell":
        head = _column_head(text, line)
        if head is not None:
            return head
    words: list[str] = []
    for back in range(at - 1, max(-1, at - 4), -1):
        other = lines[back]
        row = text[other.start : other.end]
        if len(row) > _LABEL_LINE or find_dates(row):
            break
        words.insert(0, row)
        if other.role == "heading" or label_before(row + ": ", ""):
            break
    if not words:
        return ""
    return "\n".join(words) + ("" if words[-1].rstrip().endswith(":") else ":") + " "


def _column_head(text: str, line: Line) -> str | None:
    """The head of the column that a table cell stands in, when the row above is a row of labels and the
    table has this one row of values; None when the cell's label is its neighbour."""
    row_start = text.rfind("\n", 0, line.start) + 1
    row_end = text.find("\n", line.end)
    row = text[row_start : row_end if row_end >= 0 else len(text)]
    before = text[row_start : line.start]
    column = before.count(" | ")
    if column and label_before(before.rsplit(" | ", 2)[-2] + ": ", ""):
        return None
    above_start = text.rfind("\n", 0, row_start - 1) + 1
    heads = text[above_start : max(above_start, row_start - 1)].split(" | ")
    cells = row.split(" | ")
    if len(heads) < 2 or len(heads) != len(cells) or column >= len(heads):
        return None
    below = text[len(row) + row_start + 1 :].split("\n", 1)[0]
    if below.count(" | ") == len(cells) - 1 and find_dates(below[:200]):
        return ""
    return heads[column] + ": "


def _elsewhere(text: str, line: Line, label: Label | None, label_at: int, scene: Scene) -> str:
    """Why a date is about something else than the page, empty when it may be about it."""
    if label and label.scope == "page":
        return ""
    if line.hints and _OTHER_HINTS.search(line.hints):
        return "in a part about other things"
    if line.hints and _BESIDE_HINTS.search(line.hints):
        return "beside the text"
    if line.section is not None and line.section in scene.other_sections:
        return "in a part about other things"
    row = text[line.start : line.end]
    cited = bool(_REFERENCE_LINE.search(row))
    if cited or (line.section is not None and line.section in scene.reference_sections):
        # a page's own closing note often stands under the last heading, "References"
        own = (
            label is not None
            and (label_at <= line.start or label_at < 0)
            and line.role != "item"
            and not cited
            and line.end - line.start <= _CLOSING_NOTE
        )
        return "" if own else "in a reference"
    return ""


def _names_another(text: str, line: Line, label_at: int, scene: Scene) -> bool:
    """True when a bracketed label stands behind a link: it dates what the link leads to."""
    if scene.layout is None or label_at <= line.start:
        return False
    return any(
        i.kind == "link"
        and line.start <= i.span.start
        and i.span.end <= label_at
        and label_at - i.span.end < 12
        for i in scene.layout.inlines
    )


def _scope(line: Line, label: Label, scene: Scene) -> tuple[bool, bool]:
    """(speaks for the page, speaks for its section)."""
    if label.scope in ("page", "site") or line.section is None or scene.layout is None:
        return True, False
    section = scene.layout.sections[line.section]
    if section.level <= 1:
        return True, False
    if label.scope == "section":
        return False, True
    if line.section in scene.info_sections or line.section in scene.reference_sections:
        return True, False
    if line.start > scene.content_end:
        return True, False
    if line.start < scene.headline_end and line.role != "heading":
        return True, False
    return False, True


def _at_top(line: Line, scene: Scene) -> bool:
    if scene.layout is None or line.section is None:
        return True
    section = scene.layout.sections[line.section]
    return section.level <= 1 or line.section <= scene.first_heading


def _hinted(time: TimeMark, line: Line) -> DateKind | None:
    hints = time.hints
    if _PUBLISHED_HINTS.search(hints):
        return _K.PUBLISHED
    if _UPDATED_HINTS.search(hints):
        return _K.UPDATED
    if _REVIEWED_HINTS.search(hints):
        return _K.REVIEWED
    return None


def _dateline(lead: str, tail: str) -> bool:
    """A short line of facts by the headline: "Jane Doe | June 24, 2014 | 5 min read"."""
    if len(lead) + len(tail) > _LABEL_LINE:
        return False
    before = lead.rstrip()
    after = _CLOCK_AFTER.sub("", tail).lstrip()
    return (not before or before[-1] in "|•·–—-/,)") and (not after or after[0] in "|•·–—-/,(.")


_CLOCK_AFTER = re.compile(
    r"^[\s,|•·–—-]*(?:at|um|à|a las|às|kl\.?)?\s*\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|Uhr|[A-Z]{2,4}\b)?",
    re.I,
)
# "Karlsruhe, (12.11.2021).", "BOSTON – June 4, 2014 –": the place and day that open a press release.
_PLACE = re.compile(
    r"^\W*[^\W\d_a-zà-ÿ][\w.’'-]*(?:[ /-][^\W\d_a-zà-ÿ][\w.’'-]*){0,3}(?:,\s[A-Z][\w.]*)?(?:\s*[,/(–—-]){0,3}\s*(?:den\s|le\s|,\s*)?$"
)


def _opens_release(lead: str, tail: str) -> bool:
    if not lead.strip(" (["):
        return bool(re.match(r"\s*\)?\s*[–—-]\s", tail))
    return (
        len(lead) < 60
        and bool(_PLACE.match(lead))
        and bool(re.match(r"\s*\)?\s*[.:–—)/-]", tail))
        and bool(re.search(r"[,/(–—-]", lead))
    )


_OCCASION = re.compile(
    r"\b(?:join|register|walk|run|conference|congress|meeting|symposium|webinar|workshop|deadline|tickets?|event|open|closed|"
    r"from|until|starts?|ends?|on sale|termin|anmeld\w*|congreso|congrès|taller)\b",
    re.I,
)


def is_fact_line(row: str, lead: str, tail: str) -> bool:
    """A short line that is no sentence, with the date at its start or end: "Press release 2 November 2021"."""
    after = _CLOCK_AFTER.sub("", tail).strip(" )]|•·")
    if len(row) > _LABEL_LINE or _OCCASION.search(row) or (after and after[-1] in ".!?"):
        return False
    return (
        not lead.strip(" ([|•·")
        or not after
        or bool(_CLOCK_AFTER.match(tail) and after[:3].lower() in ("von", "by ", "par", "por"))
    )


_IN_SENTENCE = re.compile(
    r"(?:^|\s)(?:on|in|by|since|until|till|from|of|before|after|between|and|am|vom|im|bis|seit|le|du|au|en|depuis|el|del|desde|em|de|the)\s*$",
    re.I,
)


def may_state_day(row: str, lead: str, tail: str) -> bool:
    """Weaker than ``is_fact_line``: the date opens the line, has a clock time, or stands in a short line that is
    no sentence."""
    if _OCCASION.search(row[:_LABEL_LINE]) or _IN_SENTENCE.search(lead):
        return False
    if not lead.strip(" ([|•·") or _CLOCK_AFTER.match(tail):
        return True
    return len(row) <= _LABEL_LINE and row.rstrip()[-1:] not in ".!?"


def _in_brackets(lead: str, tail: str) -> bool:
    return lead.rstrip()[-1:] in ("(", "[") and tail.lstrip()[:1] in (")", "]")


def _is_title(text: str, line: Line, date: DateText, scene: Scene) -> bool:
    """True when what stands before a bracketed date names a thing: a link, an item, a heading, or a pointer
    ("Read our …")."""
    row = text[line.start : line.end]
    if line.role in ("heading", "item", "cell", "term", "caption") and len(row) < PROSE * 2:
        return True
    if scene.layout is not None and any(
        i.kind in ("link", "em", "cite") and line.start <= i.span.start and 0 <= date.start - i.span.end < 4
        for i in scene.layout.inlines
    ):
        return True
    rest = text[date.end : line.end].strip(" )].*†‡")
    return not rest and (len(row) < PROSE or bool(_POINTER.match(row)))


_POINTER = re.compile(
    r"\W*(?:read|see|watch|view|download|listen|learn|find|get|lea|lire|ver|leer|siehe|lesen|voir|mehr)\b",
    re.I,
)


def _wordless_times(
    text: str, lines: list[Line], starts: list[int], times: list[TimeMark], used: set[int], scene: Scene
) -> list[Found]:
    """Time elements whose words are no date ("3 months ago") but whose datetime is."""
    out = []
    for time in times:
        if time.start in used:
            continue
        readings, _ = read_value(time.value)
        at = bisect.bisect_right(starts, time.start) - 1
        if not readings or len(readings) > 1 or at < 0 or not readings[0].month:
            continue
        line = lines[at]
        label = label_before(text[line.start : time.start], text[time.end : line.end])
        kind = label.kinds[0] if label else _hinted(time, line)
        if kind is None and line.start < scene.headline_end and _at_top(line, scene):
            kind = _K.PUBLISHED
        elsewhere = _elsewhere(text, line, label, line.start, scene)
        page, section = (True, False) if not label else _scope(line, label, scene)
        if kind is None or elsewhere:
            kind, page, section = _K.EVENT, False, False
        mention = DateMention(
            kind,
            readings[0],
            DatePlace.TIME,
            text[time.start : time.end],
            Span(time.start, time.end),
            line.section,
            page,
            section,
            readings,
            elsewhere or f"datetime {time.value}",
        )
        out.append(Found(mention, MAIN_OTHER if label else ALONE, labelled=bool(label), headline=not label))
        used.add(time.start)
    return out


def _relative(text: str, lines: list[Line], starts: list[int], used: set[int]) -> list[Found]:
    """ "Updated 3 months ago": kept as a mention without a date; ``dates`` fills it in from the fetch time."""
    out = []
    for start, end, days, unit in find_relative(text):
        if any(start <= u < end for u in used):
            continue
        at = bisect.bisect_right(starts, start) - 1
        if at < 0:
            continue
        line = lines[at]
        label = label_before(text[line.start : start], text[end : line.end])
        if label is None or not (label.firm or line.end - line.start < PROSE):
            continue
        label_at = line.start + max(0, start - line.start - 220) + label.start
        for kind in label.kinds:
            mention = DateMention(
                kind,
                None,
                DatePlace.VISIBLE,
                text[label_at:end],
                Span(label_at, end),
                line.section,
                note=f"relative:{days}:{unit}",
            )
            out.append(Found(mention, MAIN_OTHER, label.words.lower(), labelled=True))
    return out
