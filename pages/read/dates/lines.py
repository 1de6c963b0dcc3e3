"""What the shape of a line says about a date in it: a bare day, a byline, the opening of a press release."""

from __future__ import annotations

import re

from pages.read.dates.scene import LABEL_LINE

_WORD = re.compile(r"[^\W\d_]+")
# Words that go with a day without making it a statement: weekdays, clocks, prepositions, reading times.
_DAY_WORDS = frozenset(
    [
        "mon",
        "monday",
        "tue",
        "tues",
        "tuesday",
        "wed",
        "wednesday",
        "thu",
        "thur",
        "thurs",
        "thursday",
        "fri",
        "friday",
        "sat",
        "saturday",
        "sun",
        "sunday",
        "am",
        "pm",
        "a",
        "p",
        "m",
        "est",
        "edt",
        "cst",
        "cdt",
        "mst",
        "mdt",
        "pst",
        "pdt",
        "gmt",
        "utc",
        "bst",
        "cet",
        "cest",
        "et",
        "pt",
        "at",
        "um",
        "uhr",
        "à",
        "h",
        "le",
        "el",
        "on",
        "o",
        "clock",
        "min",
        "mins",
        "minutes",
        "read",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "segunda",
        "terça",
        "quarta",
        "quinta",
        "sexta",
        "feira",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
    ]
)
_CLOCK_AFTER = re.compile(
    r"^[\s,|•·–—-]*(?:at|um|à|a las|às|kl\.?)?\s*\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|Uhr"
    r"|[A-Z]{2,4}\b)?",
    re.I,
)
# "Karlsruhe, (12.11.2021).", "BOSTON – June 4, 2014 –": the place and day that open a press release.
_PLACE = re.compile(
    r"^\W*[^\W\d_a-zà-ÿ][\w.’'-]*(?:[ /-][^\W\d_a-zà-ÿ][\w.’'-]*){0,3}(?:,\s[A-Z][\w.]*)?;?"
    r"(?:\s*(?:--|[–—-])\s*\([A-Z][A-Z &.-]{2,30}\)\s*(?:--|[–—-])|(?:\s*[,/(–—-]){0,3})\s*(?:den\s|le\s|,\s*)?$"
)
_OCCASION = re.compile(
    r"\b(?:photo|image|version|source|survey|dose|surgery|join|register|walk|run|conference|congress|meeting|symposium|webinar|workshop|deadline"
    r"|tickets?|event|open|closed|"
    r"from|until|starts?|ends?|on sale|termin|anmeld\w*|congreso|congrès|taller)\b",
    re.I,
)
_IN_SENTENCE = re.compile(
    r"(?:^|\s)(?:on|in|by|since|until|till|from|of|before|after|between|and|am|vom|im|bis|seit|le|du"
    r"|au|en|depuis|el|del|desde|em|de|the)\s*$",
    re.I,
)
# Things with dates of their own that stand on pages about something else.
_THINGS = (
    r"(?:hours|opening times?|prices?|pricing|price list|fees?|charges|tariffs?|cost|batch|lot|stock|supply|vaccines?"
    r"|app|software|firmware|release notes|map(?: data)?|menus?|timetables?|schedules?|rota|parking|bus(?:es)?|forecast"
    r"|weather|exchange rates?|rates|coupons?|vouchers?|offers?|sale|listings?|vacanc(?:y|ies)|jobs?|licen[cs]es?"
    r"|certificates?|certification|accreditation|registration|insurance|polic(?:y|ies)|terms(?: of use)?|privacy notice"
    r"|cookies?|statement|web ?sites?|site|catalog(?:ue)?|directory|inventory|waiting times?|wait times?"
    r"|availability|dashboard|feed|live data|leaderboard|scores?)"
)
_OF_A_THING = re.compile(
    rf"\b{_THINGS}\b[\w\s'’.,()/&-]{{0,24}}?\b(?:updated?|changed?|revised|amended|released?|effective|valid|expir\w+"
    rf"|checked|correct|current|accurate|from|as of|refreshed|renewed)\b|^\W*{_THINGS}\s*[:–—-]"
    r"|\b(?:slides?|recordings?|webinars?|videos?|podcasts?|transcripts?|PDF|minutes|agenda)\b[\w\s'’.,()/&-]{0,16}?"
    r"\b(?:posted|published|uploaded|recorded|updated|revised|added)\b"
    r"|\b(?:date of birth|d\.?o\.?b\.?|born|died|birthday|use[ -]by|sell[ -]by|baked on|best before|lot (?:no|number)"
    r"|batch (?:no|number))\b",
    re.I,
)


def of_a_thing(lead: str) -> bool:
    """True when the words before a date speak of something else that has dates: opening hours, prices, a batch."""
    return bool(_OF_A_THING.search(lead))


POINTER = re.compile(
    r"\W*(?:read|see|watch|view|download|listen|learn|find|get|lea|lire|ver|leer|siehe|lesen|voir|mehr)\b",
    re.I,
)
HAPPENED = re.compile(
    r"\b(?:approv\w+|revok\w+|launch\w*|withdr\w+|died|born|founded|established|began|start\w*|ended"
    r"|announced|introduced"
    r"|enrolled|diagnosed|conference|meeting|congress|symposium|trial|study|edition|vol\.?|deadline"
    r"|recall\w*|effective)\b\W*(?:\w+\W+){0,3}$",
    re.I,
)


def is_alone(lead: str, tail: str) -> bool:
    """True when nothing stands in the line but the day, its weekday and a clock time."""
    if len(lead) + len(tail) > LABEL_LINE:
        return False
    return only_day_words(lead) and only_day_words(tail)


def only_day_words(text: str) -> bool:
    """True when the only words in it are a weekday's, a clock time's or a preposition's."""
    return all(word.lower() in _DAY_WORDS for word in _WORD.findall(text))


def is_dateline(lead: str, tail: str) -> bool:
    """A short line of facts by the headline: "Jane Doe | June 24, 2014 | 5 min read"."""
    if len(lead) + len(tail) > LABEL_LINE or of_a_thing(lead):
        return False
    before = lead.rstrip()
    after = _CLOCK_AFTER.sub("", tail).lstrip()
    return (not before or before[-1] in "|•·–—-/,)") and (not after or after[0] in "|•·–—-/,(.")


#: The agency that sends it out, and the dash behind: "May 9, 2023 (GLOBE NEWSWIRE) -- ".
_AGENCY = re.compile(r"\s*\([A-Z][\w ./&-]{2,30}\)\s*(?:--|[–—/-]\s)")


def opens_release(lead: str, tail: str) -> bool:
    """True when place and day, or the day and a dash, open the text."""
    if not lead.strip(" (["):
        return bool(re.match(r"\s*\)?\s*[–—-]\s", tail))
    return (
        len(lead) < 60
        and bool(_PLACE.match(lead))
        and bool(_AGENCY.match(tail) or re.match(r"\s*\)?\s*[.:–—)/-]", tail))
        and bool(re.search(r"[,;/(–—-]", lead))
    )


def is_fact_line(row: str, lead: str, tail: str) -> bool:
    """A short line that is no sentence, with the date at its start or end: "Press release 2 November 2021"."""
    after = _CLOCK_AFTER.sub("", tail).strip(" )]|•·")
    if len(row) > LABEL_LINE or of_a_thing(lead) or _OCCASION.search(row) or (after and after[-1] in ".!?"):
        return False
    return (
        not lead.strip(" ([|•·")
        or not after
        or bool(_CLOCK_AFTER.match(tail) and after[:3].lower() in ("von", "by ", "par", "por"))
    )


def may_state_day(row: str, lead: str, tail: str) -> bool:
    """Weaker than ``is_fact_line``: the date opens the line, has a clock time, or stands in a short line that is
    no sentence."""
    if of_a_thing(lead) or _OCCASION.search(row[:LABEL_LINE]) or _IN_SENTENCE.search(lead):
        return False
    if not lead.strip(" ([|•·") or _CLOCK_AFTER.match(tail):
        return True
    return len(row) <= LABEL_LINE and row.rstrip()[-1:] not in ".!?"


def in_brackets(lead: str, tail: str) -> bool:
    """True when the date fills a pair of brackets."""
    return lead.rstrip()[-1:] in ("(", "[") and tail.lstrip()[:1] in (")", "]")
