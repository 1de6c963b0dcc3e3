"""Author–year citations: "(Fong et al., 2009; Tutt 2010)", "Fong and Tutt (2009)"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.page import Reference
from model.span import Span

_NAME = (
    r"(?:(?:[Dd]e|[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]i|[Dd]a|[Ll]a|[Ll]e|[Dd]el|[Dd]os|[Tt]er|[Ee]l|"
    r"[Aa]l)\s)*(?:O['’]|D['’]|Mc|Mac)?[A-ZÀ-ÖØ-ÞŁŠŽČ][a-zß-öø-ÿāăąćčęěłńňőřśşšťůűźżžğı]+"
    r"(?:[-'’ ](?=[A-ZÀ-ÖØ-ÞŁŠŽČ][a-zß-öø-ÿ])[A-ZÀ-ÖØ-ÞŁŠŽČ][a-zß-öø-ÿ]+)?"
)
_AL = r"(?:,?\s(?:et\.?\sal\.?|and\scolleagues|and\sothers|y\scol(?:s|aboradores)?\.?|u\.\s?a\.))"
_PAIR = rf"(?:(?:,\s{_NAME}){{0,4}},?\s(?:and|&|y|und|et)\s{_NAME})"
_YEAR = r"(?:19|20)\d\d[a-h]?"
_YEARS = rf"{_YEAR}(?:\s*,\s*(?:{_YEAR}|[a-h](?!\w)))*"
_WHO = rf"(?P<name>{_NAME})(?P<more>{_AL}|{_PAIR}{_AL}?)?(?:['’]s)?"
# "Fong et al. (2009)": the name stands in the sentence
_NARRATIVE = re.compile(
    rf"\b{_WHO}\s?[(\[]\s?(?P<years>{_YEARS})(?P<place>,\s?pp?\.?\s?\d+(?:[-–]\d+)?)?\s?[)\]]"
)
# one piece of "(…; …)"
_PIECE = re.compile(
    rf"\s*(?:(?:see|e\.g\.,?|cf\.|also|reviewed (?:in|by)|and|from|source:?|data from|adapted "
    rf"from)\s+)*{_WHO}(?:\s?,\s?|\s)(?P<years>{_YEARS})(?:,?\s(?:pp?\.?\s?\d+(?:[-–]\d+)?|for review|"
    rf"in press)|:\s?\d+(?:[-–]\d+)?)?\s*\Z"
)
_ORG_PIECE = re.compile(
    rf"\s*(?:(?:see|e\.g\.,?|source:?)\s+)*(?P<org>[A-Z][\w.&'’\- \[\]]{{1,70}}?)(?:\s?,\s?|"
    rf"\s)(?P<years>{_YEARS})\s*\Z"
)
# "(World Health Organization [WHO], 2019)" has its short name in brackets.
_ENCLOSED = re.compile(
    rf"[(\[](?P<inner>(?:[^()\[\]]|\[[A-Z]{{2,8}}\]){{4,400}}?\b{_YEAR}[^()\[\]]{{0,40}})[)\]]"
)
# "the World Health Organization (2019)": only where the list has it
_ORG_NARRATIVE = re.compile(
    rf"\b(?P<org>(?:[A-Z][\w'’-]+\s(?:(?:of|for|and|the|on|in)\s){{0,2}}){{1,7}}[A-Z][\w'’-]+(?:\s[(\[][A-Z]{{2,8}}[)\]])?|"
    rf"[A-Z]{{2,8}})\s?\((?P<years>{_YEARS})\)"
)
_SHORT_NAME = re.compile(r"\s*[(\[][A-Z]{2,8}[)\]]")
_BARE = re.compile(rf"\b(?P<name>{_NAME})(?P<more>{_AL})(?:['’]s)?,?\s(?P<years>{_YEAR})\b")
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
_CITING_YEAR = re.compile(
    r"(?<=[\s(\[,])(?:19|20)\d\d(?:[a-h]\b|(?!\w))(?=\s?[)\],;])|\bal\.?['’s]{0,2},?\s\(?(?:19|20)\d\d"
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


def _plain(name: str) -> str:
    name = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return re.sub(r"[^a-z]", "", "".join(c for c in name if not unicodedata.combining(c)).lower())


class _Entries:
    """The list's entries by author and year."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._rows: list[tuple[str, tuple[str, ...], int, str, Reference]] = []
        for reference in references:
            if reference.inline:
                continue
            parts = reference.parts
            first = _plain(parts.authors[0]) if parts.authors else ""
            self._rows.append(
                (first, tuple(_plain(a) for a in parts.authors[1:3]), parts.year, reference.text, reference)
            )

    def find(self, name: str, more: str, years: Sequence[str]) -> tuple[int, ...]:
        found: list[int] = []
        wanted = _plain(name)
        if len(wanted) < 2:
            return ()
        for year in years:
            digits, letter = int(year[:4]), year[4:]
            rows = [
                r
                for r in self._rows
                if r[0]
                and (r[0] == wanted or (len(wanted) > 3 and r[0].endswith(wanted)))
                and self._year(r, digits)
            ]
            second = re.search(rf"(?:and|&|y|und|et)\s({_NAME})\Z", more) if more else None
            if second and "et al" not in more:
                # "Johnson & Johnson (2012)" is not Johnson and Lee's paper
                rows = [r for r in rows if not r[1] or _plain(second.group(1)) in r[1]]
            if letter and len(rows) > 1:
                lettered = [r for r in rows if f"{digits}{letter}" in r[3]]
                order = ord(letter) - ord("a")
                rows = lettered or rows[order : order + 1] or rows
            elif len(rows) > 1 and more:
                if second and "et al" not in more:
                    rows = [r for r in rows if r[1][:1] == (_plain(second.group(1)),)] or rows
                elif not second:
                    rows = [r for r in rows if len(r[4].parts.authors) != 2] or rows
            found.extend(r[4].index for r in rows if r[4].index not in found)
        return tuple(found)

    def find_group(self, name: str, years: Sequence[str]) -> tuple[int, ...]:
        """Entries by an organisation, by its name, its beginning or its initials."""
        name = _SHORT_NAME.sub("", name)
        wanted = _plain(name)
        found: list[int] = []
        for first, _, year, text, reference in self._rows:
            head = text[:90]
            initials = _plain("".join(w[0] for w in re.findall(r"\b[A-Z]\w*", head.split(".")[0])))
            if (
                len(wanted) >= 2
                and any(int(y[:4]) == year or y[:4] in text for y in years)
                and (
                    first == wanted
                    or (len(wanted) > 6 and _plain(head).startswith(wanted))
                    or (name.isupper() and len(name) > 2 and (name in head or initials.startswith(wanted)))
                )
            ):
                found.append(reference.index)
        return tuple(found)

    @staticmethod
    def _year(row: tuple[str, tuple[str, ...], int, str, Reference], year: int) -> bool:
        return row[2] == year or (not row[2] and str(year) in row[3])


def _years(text: str) -> list[str]:
    found: list[str] = []
    for piece in re.split(r"\s*,\s*", text):
        found.append(piece if len(piece) > 1 else f"{found[-1][:4]}{piece}")
    return found


def find_author_year(
    text: str, references: Sequence[Reference], areas: Sequence[Span]
) -> Iterator[AuthorYear]:
    """Author–year citations in the ``areas`` of ``text``. What names no entry of the list is given only where it is
    unmistakable: "et al.", or a comma between name and year in parentheses, two authors."""
    entries = _Entries(references)
    taken: list[Span] = []

    def free(span: Span) -> bool:
        return not any(span.overlaps(t) for t in taken)

    for area in _windows(text, areas):
        for match in _NARRATIVE.finditer(text, area.start, area.end):
            if match["name"].split()[0] in _NOT_NAMES:
                continue
            found = entries.find(match["name"], match["more"] or "", _years(match["years"]))
            if found or match["more"]:
                span = Span(match.start(), match.end())
                taken.append(span)
                yield AuthorYear(span, found, True)
        for match in _ENCLOSED.finditer(text, area.start, area.end):
            result = _enclosed(entries, match["inner"])
            span = Span(match.start(), match.end())
            if result is not None and free(span):
                taken.append(span)
                yield AuthorYear(span, *result)
        for match in _ORG_NARRATIVE.finditer(text, area.start, area.end):
            span = Span(match.start(), match.end())
            if free(span) and (hits := entries.find_group(match["org"], _years(match["years"]))):
                taken.append(span)
                yield AuthorYear(span, hits, True)
        for match in _BARE.finditer(text, area.start, area.end):
            span = Span(match.start(), match.end())
            if free(span) and match["name"].split()[0] not in _NOT_NAMES:
                taken.append(span)
                yield AuthorYear(
                    span, entries.find(match["name"], match["more"], _years(match["years"])), True
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


def _enclosed(entries: _Entries, inner: str) -> tuple[tuple[int, ...], bool] | None:
    found: list[int] = []
    sure = False
    pieces = 0
    for piece in re.split(r";", inner):
        match = _PIECE.match(piece)
        if match and match["name"].split()[0] not in _NOT_NAMES:
            pieces += 1
            hits = entries.find(match["name"], match["more"] or "", _years(match["years"]))
            found.extend(h for h in hits if h not in found)
            sure = sure or bool(hits) or bool(match["more"])
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
