"""Author–year citations: "(Fong et al., 2009; Tutt 2010)", "Fong and Tutt (2009)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from language.surnames import ET_AL, NAME, OTHERS
from model.page import Reference
from model.span import Span
from pages.read.citations.by_author import UNDATED_WORDS, Entries, year_of
from pages.read.citations.spans import Taken

_PAIR = rf"(?:(?:,\s{NAME}){{0,4}}(?:,?\s(?:and|&|y|und|et|e|en)\s|\s?/\s?){NAME})"
_YEAR = r"(?:19|20)\d\d[a-h]?"
_YEARS = rf"{_YEAR}(?:\s*[,;]\s*(?:{_YEAR}|[a-h](?!\w)))*"
_DATED = rf"(?P<years>{_YEARS}|(?i:{UNDATED_WORDS}))"
_WHO = rf"(?P<name>{NAME})(?P<more>{OTHERS}|{_PAIR}{OTHERS}?|(?:,\s{NAME}){{1,3}}{OTHERS})?(?:['’]s)?"
# "Fong et al. (2009)": the name stands in the sentence
_NARRATIVE = re.compile(
    rf"\b{_WHO}(?:(?<=['’]s)(?:\s[a-z]+){{1,2}})?,?\s?[(\[]\s?{_DATED}"
    r"(?P<place>(?:,\s?pp?\.?|:)\s?\d+(?:[-–]\d+)?)?\s?[)\]]"
)
# one piece of "(…; …)"
_PIECE = re.compile(
    rf"\s*(?:(?:source:|[a-zà-ÿ][a-zà-ÿ.]{{0,15}}[,:]?)\s+){{0,8}}?{_WHO}(?:\s?,\s?|\s){_DATED}"
    r"(?:,?\s(?:(?:pp?\.?|S\.|s\.|blz\.|pág\.)\s?\d+(?:[-–]\d+)?|for review|in press)|(?P<aside>,\s[a-z][a-z ]{1,60})|"
    r":\s?\d+(?:[-–]\d+)?)?\s*\Z"
)
_ORG_PIECE = re.compile(
    rf"\s*(?:(?:see|e\.g\.,?|source:?)\s+)*(?P<org>[A-Z][\w.&'’\- \[\]]{{1,70}}?)(?:\s?,\s?|"
    rf"\s){_DATED}\s*\Z"
)
_JOINT = re.compile(
    r"(;|,?\s(?:as\s)?(?:cited|quoted|discussed|reviewed|summari[sz]ed|reported)\s(?:in|by)(?=\s))|(?<=\d[\da-h])(?=(,?\s(?:and|&|y|und|et|e|en)\s|,\s)(?:(?:de|van|von|der|den|di|la|le)\s)*[A-ZÀ-Þ])"
)
# "(World Health Organization [WHO], 2019)" has its short name in brackets.
_ENCLOSED = re.compile(
    rf"[(\[](?P<inner>(?:[^()\[\]]|\[[A-Z]{{2,8}}\]){{4,1500}}?\b(?:{_YEAR}|(?i:{UNDATED_WORDS}))[^()\[\]]{{0,40}})[)\]]"
)
# "the World Health Organization (2019)": only where the list has it
_ORG = (
    r"\b(?P<org>(?:[A-Z][\w'’-]+\s(?:(?:of|for|and|the|on|in|de|del|la|los|las|des?|du|et|pour|y|für|und|der|di|per|e|"
    r"da|do)\s){0,2}){1,7}[A-Z][\w'’-]+(?:\s[(\[][A-Z]{2,8}[)\]])?|[A-Z]{2,8})(?:['’]s?)?"
)
_ORG_NARRATIVE = re.compile(rf"{_ORG}\s?\((?P<years>{_YEARS})\)")
# A body with a verb before its year: As the Health Alliance notes (2020).
_ORG_SAYING = re.compile(rf"{_ORG}(?:\s[a-z]+){{1,2}}\s\((?P<years>{_YEARS})\)")
_OWNER = re.compile(r"['’]s?\Z")
# "the WHO's 2019 report"
_ORG_OWNING = re.compile(rf"{_ORG}(?:(?<=['’]s)|(?<=s['’]))\s(?P<years>{_YEAR})\b")
# "the World Health Organization (WHO, 2019)", where the list has the long name alone
_ORG_SHORTENED = re.compile(rf"{_ORG}\s?\([A-Z]{{2,8}},?\s(?P<years>{_YEARS})\)")
# "Smith and Lee's 2015 study", "Smith and Lee, 2015, saw": only where the list has it
_OWNED = re.compile(
    rf"\b(?P<name>{NAME})(?:(?P<more>{OTHERS}|{_PAIR})(?:['’]s?|,)?|['’]s?)\s(?P<years>{_YEAR})\b"
)
_BARE = re.compile(rf"\b(?P<name>{NAME})(?P<more>{OTHERS})(?:['’]s)?,?\s(?P<years>{_YEAR})\b")
_NOT_NAMES = frozenset(
    """
    January February March April May June July August September October November December Spring Summer
    Autumn Fall Winter Since Until In On By Before After During From Published Updated Reviewed Accessed
    Copyright Version Edition Volume Table Figure Study Trial Phase Group Since Early Late Mid Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday Approved Approval The This Year Years Congress
    Olympics Revised Posted Last Lancet Nature Science Cell Cancer Blood Circulation Guidelines
    Guideline Act Law Report Census Survey Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Enero
    Febrero Marzo Abril Mayo Junio Julio Agosto Septiembre Octubre Noviembre Diciembre
    """.split()  # noqa: SIM905
)


# A year as citations have it: before a closing bracket, a comma or a semicolon, or right behind "et al.".
# What may not stand before it is looked for behind it: a pattern that begins with its letters is found faster.
_REST = r"\d\d(?:(?<=[\s(\[,]\d{4})(?:[a-h]\b|(?!\w))(?=\s?[)\],;:])|(?<=['’]s\s\d{4})\b|(?<=['’]\s\d{4})\b)"
_UNDATED_ENDING = "|".join(
    f"{first}(?i:{words[1:]})(?=\\s?[)\\],;])"
    for words in UNDATED_WORDS.removeprefix("(?:").removesuffix(")").split("|")
    for first in (words[0].lower(), words[0].upper())
)
_CITING_YEAR = re.compile(
    rf"19{_REST}|20{_REST}|al(?<!\wal)\.?['’s]{{0,2}},?\s\(?(?:19|20)\d\d|{_UNDATED_ENDING}"
)
# Names and earlier years of one citation stand within so many characters before its year.
_REACH = 200


@dataclass(frozen=True, slots=True)
class AuthorYear:
    """One author–year citation in the text and the entries that it names (none: not in the list).

    ``sure``: it can be nothing else ("et al.", or an entry of the list by author and year).
    """

    span: Span
    entries: tuple[int, ...]
    sure: bool


def _years(text: str) -> list[str]:
    found: list[str] = []
    for piece in re.split(r"\s*[,;]\s*", text):
        found.append(piece if len(piece) > 1 or not found else f"{found[-1][:4]}{piece}")
    return found


def find_author_year(
    text: str, references: Sequence[Reference], areas: Sequence[Span]
) -> Iterator[AuthorYear]:
    """Author–year citations in the ``areas`` of ``text``. What names no entry of the list is given only where it is
    unmistakable: "et al.", or a comma between name and year in parentheses, two authors."""
    entries = Entries(references)
    taken = Taken()

    def free(span: Span) -> bool:
        return not taken.overlaps(span)

    for area in _windows(text, areas):
        for match in _ORG_NARRATIVE.finditer(text, area.start, area.end):
            start, hits = _organisation(entries, match)
            if hits:
                span = Span(start, match.end())
                taken.add(span)
                yield AuthorYear(span, hits, True)
        for match in _NARRATIVE.finditer(text, area.start, area.end):
            if _is_no_name(match["name"]) and not ET_AL.search(match["more"] or ""):
                continue
            start, found = _person(entries, match)
            span = Span(start, match.end())
            if (found or (match["more"] and year_of(match["years"]))) and free(span):
                taken.add(span)
                yield AuthorYear(span, found, True)
        for match in _ENCLOSED.finditer(text, area.start, area.end):
            result = _enclosed(entries, match["inner"])
            span = Span(match.start(), match.end())
            if result is not None and free(span):
                taken.add(span)
                yield AuthorYear(span, *result)
        for pattern, entries_of, listed in _IN_WORDS:
            for match in pattern.finditer(text, area.start, area.end):
                start, found = entries_of(entries, match)
                span = Span(start, match.end())
                if (found or not listed) and free(span):
                    taken.add(span)
                    yield AuthorYear(span, found, True)


def _is_no_name(name: str) -> bool:
    """A month, or a word that begins a sentence, with nothing behind it or another such word: "In March (2013)"."""
    return all(word in _NOT_NAMES for word in (name.split()[0], name.split()[-1]))


def _person(entries: Entries, match: re.Match[str]) -> tuple[int, tuple[int, ...]]:
    """Where a person's name begins and the entries: a first word that only begins the sentence is left out where
    the name is found without it ("As Fong (2009)")."""
    name, more, years = match["name"], match["more"] or "", _years(match["years"])
    found = entries.find(name, more, years)
    if not found and " " in name:
        last = name.split(" ", 1)[1]
        if found := entries.find(last, more, years):
            return match.start("name") + len(name) - len(last), found
    return match.start(), found


def _organisation(entries: Entries, match: re.Match[str]) -> tuple[int, tuple[int, ...]]:
    """Where an organisation's name begins and its entries: words before it that only begin a sentence are left out
    one by one ("In World Health Organization (2011)")."""
    years = _years(match["years"])
    name, start = _OWNER.sub("", match["org"]), match.start("org")
    while name:
        # One capital word and a year is a person's name sooner: that is for the persons' pattern.
        if (" " in name or name.isupper()) and (hits := entries.find_group(name, years)):
            return start, hits
        cut = re.match(r"\S+\s+", name)
        if cut is None:
            break
        name, start = name[cut.end() :], start + cut.end()
    return match.start(), ()


# Names and years outside of brackets: who finds their entries, and whether they are told only where the list has them.
_IN_WORDS = (
    (_ORG_SHORTENED, _organisation, True),
    (_ORG_OWNING, _organisation, True),
    (_ORG_SAYING, _organisation, True),
    (_BARE, _person, False),
    (_OWNED, _person, True),
)


def _windows(text: str, areas: Sequence[Span]) -> Iterator[Span]:
    """The stretches around years that end a bracket or follow "et al.": names are looked for there only."""
    for area in areas:
        low = high = -1
        for match in _CITING_YEAR.finditer(text, area.start, area.end):
            start, end = max(area.start, match.start() - _REACH), min(area.end, match.end() + _REACH // 4)
            if start > high >= 0:
                yield Span(low, high)
                low = start
            elif low < 0:
                low = start
            high = max(high, end)
        if high >= 0:
            yield Span(low, high)


def _pieces(inner: str) -> Iterator[str]:
    """What a bracket holds, one citation each: parted by semicolons, or behind a year by a comma or a word."""
    at = 0
    for joint in _JOINT.finditer(inner):
        group = joint.lastindex or 1
        yield inner[at : joint.start(group)]
        at = joint.end(group)
    yield inner[at:]


def _enclosed(entries: Entries, inner: str) -> tuple[tuple[int, ...], bool] | None:
    found: list[int] = []
    sure = False
    pieces = 0
    for piece in _pieces(inner):
        match = _PIECE.match(piece)
        if match and (match["name"].split()[0] not in _NOT_NAMES or ET_AL.search(match["more"] or "")):
            pieces += 1
            hits = entries.find(match["name"], match["more"] or "", _years(match["years"]))
            found.extend(h for h in hits if h not in found)
            said = match["more"] and not match["aside"] and year_of(match["years"])
            sure = sure or bool(hits) or bool(said)
            continue
        group = _ORG_PIECE.match(piece)
        if group:
            hits = entries.find_group(group["org"].strip(), _years(group["years"]))
            found.extend(h for h in hits if h not in found)
            pieces += bool(hits)
            sure = sure or bool(hits)
    if not pieces or not sure:
        return None
    return tuple(found), True
