"""What reading dates needs to know of a page as a whole: where its headline, content, references and notes are."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from model.page import Section
from pages.read.dates.labels import Label, label_before
from pages.read.dates.strings import find_dates
from pages.read.layout import Layout

# A line this long (characters) is prose: what stands before the first one is the headline's neighbourhood.
PROSE = 110
# … or this long when it ends like a sentence.
_SENTENCE = 70
# … and this long on pages that have nothing longer.
_SHORT_SENTENCE = 12
# A list item this long is content.
_ITEM = 36
# A line that only labels what follows, and a heading that names a kind of section, is not longer than this.
LABEL_LINE = 90
# A note at the end of a reference list is shorter than this.
_CLOSING_NOTE = 170
# A bracketed label this near behind a link dates what the link leads to.
_BEHIND_LINK = 12
# The words of a link, a title in italics or the like are no longer than this.
_LONGEST_LINK = 1000

_OTHER_HINTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|repl(?:y|ies)|related|teasers?|events?|calendar|weather|forecast"
    r"|testimonials?|upcoming"
    r")(?:[\s_-]|$)"
)
_REFERENCE_HINTS = re.compile(
    r"(?:^|[\s_-])(?:references?|ref-?list|citations?|bibliography|footnotes?)(?:[\s_-]|$)"
)
_BESIDE_HINTS = re.compile(r"(?:^|[\s_-])(?:widget|sidebar|recent|archives?)(?:[\s_-]|$)")
_OTHER_SECTION = re.compile(
    r"^\W*(?:\d+\s+)?(?:comments?|responses?|repl(?:y|ies)|leave a|discussion|related|recent(?:ly)?"
    r"|latest|upcoming|events?|calendar"
    r"|news\b|weather|more (?:from|on|news|stories)|you (?:may|might)|see also|popular|trending"
    r"|archives?|blog posts|"
    r"visitor|reviews? \(|user reviews|patient stories|kommentare|commentaires|comentarios"
    r"|comentários|veranstaltungen|"
    r"termine|in the news|what’s on|what's on)\b",
    re.I,
)
_REFERENCE_SECTION = re.compile(
    r"^\W*(?:(?:selected|key|article|main|our|list of|cited|scientific)\s+)?(?:references?|sources?"
    r"|bibliography|citations?|works cited|literature(?: cited)?|"
    r"foot\s?notes?|end\s?notes?|further reading|quellen(?:angaben)?|literatur(?:verzeichnis)?"
    r"|einzelnachweise|referencias|fuentes|"
    r"bibliografía|références|bibliographie|referências|fontes|bibliografia)\b.{0,40}$",
    re.I,
)
_HISTORY_SECTION = re.compile(
    r"^\W*(?:(?:update|change|revision|version|page|document|publication|edit|review)\s+(?:history"
    r"|log|record)|changelog|history of (?:changes|updates|revisions)"
    r"|updates? to this (?:page|article|document|leaflet)|changes to this (?:page|article|document))\W*$",
    re.I,
)
_INFO_SECTION = re.compile(
    r"(?:about|information|details|history) (?:of|on|about)?\s*(?:this|the) (?:page|article|document"
    r"|leaflet|content|topic|information|fact)"
    r"|^(?:about this|page (?:info|details|history)|document (?:info|details|history|control)"
    r"|article (?:info|details|history)|publication (?:info|details|history)"
    r"|authors?|credits?|editorial|disclaimers?|contributors?|acknowledg|medical review|reviewed by"
    r"|review(?: history| information| date)?s?$|contact|feedback"
    r"|copyright|more information|further (?:help|information|support)|useful (?:links|contacts)"
    r"|get help|legal|version|last (?:updated|reviewed)|update|next review|resources|conflicts? of interest"
    r"|how we|how this|why trust|impressum|über diese|à propos|sobre (?:este|esta)|acerca de)",
    re.I,
)
# In lower case, as the line is then: a pattern for both cases takes three times as long.
_OF_REFERENCES = (
    r"doi\b", "pmid", r"pmc\d", r"et al\b", r"accessed\b",
    r"visited\s+(?:on\s+)?[\da-z]", r"viewed\s+(?:on\s+)?[\da-z]",
    r"retrieved\b", r"available (?:at|from|online)", r"19\d\d;\s?\d", r"20\d\d;\s?\d", r"cited \d",
    r"abgerufen\b", r"consulté le\b", r"consultado\b", r"acess(?:ado|o) em\b", r"epub\b", r"isbn\b",
)  # fmt: skip
# Each begins with a letter of its own, and only then looks back for another word's: so it is found three times as fast.
_REFERENCE_LINE = re.compile(
    "|".join(f"{word[0]}(?<!\\w{word[0]}){word[1:]}" for word in _OF_REFERENCES)
    + r"|\((?<=\d\()\d+\):\s?\w?\d"
)


#: A paper's own line: "First published: 17 May 2019 | https://doi.org/…".
_OWN_LINE = re.compile(
    r"\W*(?:first|originally|published)\s+(?:published|online)\b|\W*(?:published|posted)(?: online)?:", re.I
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of visible text. ``time`` are (start, end, datetime value, hints) of its time elements."""

    start: int
    end: int
    section: int | None = None
    role: str = "paragraph"
    hints: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A page's parts, by offsets into its text and by section index. ``layout`` is None for text around the main
    text, whose lines all speak for the page. ``more``: labels may be in another language than the commonest five."""

    layout: Layout | None = None
    headline_end: int = 0
    content_end: int = 0
    title_line: int = 0
    first_heading: int = 0
    references: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()
    infos: frozenset[int] = frozenset()
    histories: frozenset[int] = frozenset()
    more: bool = True


#: The languages whose labels are looked for on every page.
_COMMON = frozenset({"en", "es", "fr", "de", "pt"})


def in_other_language(language: str) -> bool:
    """True for a page that does not say that it is in one of the five commonest languages."""
    return language[:2].lower() not in _COMMON


def lines_of(layout: Layout) -> list[Line]:
    """The main text's blocks as lines."""
    return [
        Line(b.span.start, b.span.end, b.section, b.role, layout.block_hints.get(b.index, ""))
        for b in layout.blocks
    ]


def set_scene(layout: Layout) -> Scene:
    """Find the headline's neighbourhood, the end of the content and the sections that are not content."""
    references: set[int] = set()
    others: set[int] = set()
    infos: set[int] = set()
    histories: set[int] = set()
    for section in layout.sections:
        heading = section.heading
        if section.parent in references:
            references.add(section.index)
        if section.parent in others:
            others.add(section.index)
        if not heading or len(heading) > LABEL_LINE:
            continue
        if _REFERENCE_SECTION.match(heading):
            references.add(section.index)
        elif section.level > 1 and (
            _HISTORY_SECTION.match(heading)
            or (section.parent in infos and heading.strip(" :").lower() == "history")
        ):
            histories.add(section.index)
            infos.add(section.index)
        elif section.level > 1 and _OTHER_SECTION.match(heading):
            others.add(section.index)
        elif section.level > 1 and (
            _INFO_SECTION.search(heading) or (section.level < 3 and _is_note(heading))
        ):
            infos.add(section.index)
    aside = references | others | infos
    headline_end, content_end = _prose(layout, aside, _SENTENCE, _ITEM)
    if not content_end:  # a page of short answers: whatever ends like a sentence is its text
        headline_end, content_end = _prose(layout, aside, _SHORT_SENTENCE, _SHORT_SENTENCE)
    first_heading = next((s.index for s in layout.sections if s.heading), 0)
    headings = [b for b in layout.blocks if b.role == "heading"]
    title_line = next(
        (b.index for b in headings if b.span.of(layout.text) == layout.title),
        next((b.index for b in headings if b.section == first_heading), 0),
    )
    return Scene(
        layout,
        headline_end,
        content_end,
        title_line,
        first_heading,
        frozenset(references),
        frozenset(others),
        frozenset(infos),
        frozenset(histories),
        in_other_language(layout.language),
    )


def _prose(layout: Layout, aside: set[int], sentence: int, item: int) -> tuple[int, int]:
    """Where the first prose begins, and the last block of content. ``sentence`` and ``item``: how long (characters)
    what ends like a sentence, and an item, must be to count."""
    first, last = len(layout.text), 0
    for block in layout.blocks:
        size = block.span.end - block.span.start
        if block.section in aside or (size < sentence and not (block.role == "item" and size > item)):
            continue
        if block.role == "heading" and block.span.of(layout.text) == layout.title:
            continue
        ends = layout.text[block.span.end - 1] in ".!?"
        if size >= PROSE or (ends and size >= sentence):
            first = min(first, block.span.start)
        elif sentence < _SENTENCE:
            continue
        last = max(last, block.span.start)
    return first, last


def _is_note(heading: str) -> bool:
    """True for a heading that only dates the page: "Review Date 8/15/2018"."""
    dates = find_dates(heading)
    if len(dates) != 1 or heading[dates[0].end :].strip(" .)"):
        return False
    label = label_before(heading[: dates[0].start], "")
    return label is not None and not heading[: label.start].strip(" :-–—(")


def heads_others(line: str) -> bool:
    """True for a line that heads news, events or other pages."""
    return len(line) <= LABEL_LINE and bool(_OTHER_SECTION.match(line)) and not find_dates(line)


def elsewhere(row: str, line: Line, label: Label | None, label_at: int, scene: Scene) -> str:
    """Why a date is about something else than the page, empty when it may be about it. ``row``: the line around it."""
    if label and label.scope == "page":
        return ""
    away = _hinted_elsewhere(line.hints) if line.hints else ""
    if away:
        return away
    if line.section is not None and line.section in scene.others:
        return "in a part about other things"
    cited = _is_cited(row) or (line.role == "item" and bool(line.hints) and _in_references(line.hints))
    if cited or (line.section is not None and line.section in scene.references):
        # a page's own closing note often stands under the last heading, "References"
        own = (
            label is not None
            and (label_at <= line.start or label_at < 0 or _opens_with_label(row, line, label_at))
            and line.role != "item"
            and (not cited or (_OWN_LINE.match(row) is not None and line.section not in scene.references))
            and line.end - line.start <= _CLOSING_NOTE
        )
        return "" if own else "in a reference"
    return ""


def _opens_with_label(row: str, line: Line, label_at: int) -> bool:
    """True when a line begins with a labelled day and the label follows: "Created 3/4/2016. Last changed …"."""
    before = row[: label_at - line.start]
    dates = find_dates(before)
    if not dates:
        return False
    label = label_before(before[: dates[0].start], "")
    return label is not None and not before[: label.start].strip()


@lru_cache(maxsize=2048)
def _hinted_elsewhere(hints: str) -> str:
    if _OTHER_HINTS.search(hints):
        return "in a part about other things"
    return "beside the text" if _BESIDE_HINTS.search(hints) else ""


@lru_cache(maxsize=2048)
def _in_references(hints: str) -> bool:
    return bool(_REFERENCE_HINTS.search(hints))


@lru_cache(maxsize=64)
def _is_cited(row: str) -> bool:
    # a line with many dates is asked about once for each
    return bool(_REFERENCE_LINE.search(row.lower()))


def names_another(line: Line, label_at: int, scene: Scene) -> bool:
    """True when a bracketed label stands behind a link: it dates what the link leads to."""
    if scene.layout is None or label_at <= line.start:
        return False
    return stands_behind(scene.layout, ("link",), line, label_at, _BEHIND_LINK)


def stands_behind(layout: Layout, kinds: Collection[str], line: Line, at: int, near: int) -> bool:
    """True when markup of one of the ``kinds`` ends in the line, fewer than ``near`` characters before ``at``."""
    inlines = layout.inlines_in(max(line.start, at - _LONGEST_LINK), at + 1)
    return any(i.kind in kinds and 0 <= at - i.span.end < near for i in inlines)


def of_what_is_linked(line: Line, label_at: int, date_end: int, scene: Scene) -> bool:
    """True when a link's words name a thing, with label and day behind it: "TB form (PDF, rev. 01/2025)"."""
    if scene.layout is None or label_at <= line.start:
        return False
    return any(
        i.kind == "link"
        and date_end <= i.span.end
        and any(c.isalpha() for c in scene.layout.text[i.span.start : label_at])
        for i in scene.layout.inlines_in(label_at - _LONGEST_LINK, label_at)
    )


def scope(line: Line, label: Label, scene: Scene) -> tuple[bool, bool]:
    """(speaks for the page, speaks for its section)."""
    if label.scope in ("page", "site") or line.section is None or scene.layout is None:
        return True, False
    section = scene.layout.sections[line.section]
    if section.level <= 1 or _is_title(section, scene) or _is_subtitle(section, scene.layout):
        return True, False
    if label.scope == "section":
        return False, True
    if (
        len(section.heading) <= LABEL_LINE
        and label_before(section.heading.rstrip(" :") + ": ", "") is not None
    ):
        return True, False  # the heading is the label: "Date", in a column of facts
    if line.section in scene.infos or line.section in scene.references:
        return True, False
    if line.start > scene.content_end:
        return True, False
    if line.start < scene.headline_end and line.role != "heading":
        return True, False
    return False, True


def _is_title(section: Section, scene: Scene) -> bool:
    """True for the page's title, and for a first heading above all others, whatever its level: a template without an
    h1."""
    if scene.layout is not None and section.heading and section.heading == scene.layout.title:
        return True
    if section.index != scene.first_heading or scene.layout is None:
        return False
    return all(s.level > section.level for s in scene.layout.sections if s.heading and s is not section)


def _is_subtitle(section: Section, layout: Layout) -> bool:
    """True for the only heading under a title with nothing between them: the whole page stands under it."""
    parent = layout.sections[section.parent] if section.parent is not None else None
    return (
        parent is not None
        and parent.level == 1
        and not parent.body.of(layout.text).strip()
        and not any(s.parent == parent.index and s is not section for s in layout.sections)
    )


def at_top(line: Line, scene: Scene) -> bool:
    if scene.layout is None or line.section is None:
        return True
    section = scene.layout.sections[line.section]
    return section.level <= 1 or line.section <= scene.first_heading
