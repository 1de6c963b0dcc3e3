"""The entries of a list by their authors and years, found by bisection."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from model.page import Reference

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What stands in a year's place where there is none, in the text and in the list. All count as the year UNDATED.
UNDATED_WORDS = (
    r"(?:in (?:the )?press|forthcoming|submitted|accepted|unpublished|under review|in preparation|in review|undated|"
    r"no date|n\.?\s?d\.|s\.\s?f\.|o\.\s?J\.|z\.\s?d\.|sous presse|en prensa|im Druck)"
)
UNDATED = 0
_UNDATED_WORDS = re.compile(rf"(?<!\w){UNDATED_WORDS}(?!\w)", re.IGNORECASE)
# "U.S." as one word.
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_WORDS = re.compile(r"[\s\-‐‑'’]+")
_PARTICLES = frozenset(
    """
    de van von der den di da la le del della dos do du ter ten el al bin ibn st zu
    """.split()  # noqa: SIM905
)
_CAPITALS = re.compile(r"\b[A-Z]{2,8}\b")
_INITIAL_WORD = re.compile(r"\b[A-Z]\w*")
# Countries that stay whole in a body's initials: USPSTF, UKHSA.
_COUNTRIES = ("US", "UK", "EU", "UN")
_SHORT_NAME = re.compile(r"\s*[(\[][A-Z]{2,8}[)\]]")
# Characters of an entry's beginning in which an organisation's name stands.
_HEAD = 110
# Shorter beginnings of an organisation's name, and shorter acronyms, could be anybody's.
_SHORTEST_HEAD, _SHORTEST_ACRONYM = 7, 3
# Where the second of two authors stands in an entry's list, one place further for a name that was read as two.
_SECOND = 3
# A name of so many words is an organisation's.
_LONG_NAME = 3
# Of more papers of one name and one year the first are looked at: a citation cannot mean hundreds.
_MOST_ALIKE, _MOST_HEADS = 20, 200


@dataclass(frozen=True, slots=True)
class _Row:
    reference: Reference
    authors: tuple[str, ...]
    years: frozenset[int]


def plain(name: str) -> str:
    """Small letters without accents and signs."""
    name = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return re.sub(r"[^a-z]", "", "".join(c for c in name if not unicodedata.combining(c)).lower())


class _Prefixes:
    """Strings in order, so that those with a beginning lie side by side."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        self._pairs = sorted(pairs)

    def starting(self, head: str) -> set[int]:
        at = bisect.bisect_left(self._pairs, (head, -1))
        found: set[int] = set()
        while at < len(self._pairs) and self._pairs[at][0].startswith(head) and len(found) < _MOST_HEADS:
            found.add(self._pairs[at][1])
            at += 1
        return found


class Entries:
    """One list's entries, asked for by name and years."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._rows: list[_Row] = []
        self._by_family: dict[tuple[str, int], list[int]] = {}
        self._acronyms: dict[str, set[int]] = {}
        self._bodies: list[tuple[str, int]] = []  # organisations' initials
        heads: list[tuple[str, int]] = []
        initials: list[tuple[str, int]] = []
        for reference in references:
            if reference.inline:
                continue
            at = len(self._rows)
            parts = reference.parts
            stated = frozenset(map(int, _YEARS.findall(reference.text)))
            years = frozenset((parts.year,)) if parts.year else stated
            if not parts.year and _UNDATED_WORDS.search(reference.text):
                years |= {UNDATED}
            row = _Row(reference, tuple(plain(a) for a in parts.authors), years)
            self._rows.append(row)
            for family in _forms(parts.authors[0]) if parts.authors else ():
                for year in years:
                    self._by_family.setdefault((family, year), []).append(at)
            head = _DOTTED.sub(lambda m: m.group().replace(".", ""), reference.text[:_HEAD])
            heads.append((plain(head), at))
            words = _INITIAL_WORD.findall(head.split(".")[0].split("(")[0])
            short = plain("".join(w if w in _COUNTRIES else w[0] for w in words))
            initials.append((short, at))
            if parts.authors and len(parts.authors[0].split()) >= _LONG_NAME:
                self._bodies.append((short, at))
            for word in _CAPITALS.findall(head):
                self._acronyms.setdefault(word, set()).add(at)
        self._heads, self._initials = _Prefixes(heads), _Prefixes(initials)

    def find(self, name: str, more: str, years: Sequence[str]) -> tuple[int, ...]:
        """The entries by a person: ``more`` is what stands behind the name ("et al.", "and Jones"), ``years`` may
        carry letters ("2010a")."""
        wanted = plain(name)
        if len(wanted) < 2:
            return ()
        # Lists have "Berg, J. van den" where the text has "Van den Berg".
        words = _WORDS.split(name)
        bare = plain("".join(dropwhile(lambda w: w.lower() in _PARTICLES, words)))
        found: list[int] = []
        second = (
            re.search(
                r"(?:(?:\b(?:and|y|und|et|e|en)|&)\s|/\s?)(?!al\b|col|others|co-?workers|Mitarb|Kolleg|altri)(\S.*)\Z",
                more,
            )
            if more
            else None
        )
        et_al = (bool(more) and second is None) or "et al" in more
        for year in years:
            digits, letter = year_of(year), year[4:] if year[:1].isdigit() else ""
            alike = self._by_family.get((wanted, digits)) or self._by_family.get((bare, digits), [])
            alike = alike[:_MOST_ALIKE]
            rows = [self._rows[i] for i in alike]
            if second and not et_al:
                # "Johnson & Johnson (2012)" is not Johnson and Lee's paper
                mate = plain(second.group(1))
                last = None if "," in more[1:] else _SECOND  # of "Fox, Hall and Lee" Lee may be any of them
                rows = [r for r in rows if len(r.authors) < 2 or mate in r.authors[1:last]]
            rows = (
                _lettered(rows, digits, letter) if letter and len(rows) > 1 else _likest(rows, second, et_al)
            )
            found.extend(r.reference.index for r in rows if r.reference.index not in found)
        return tuple(found)

    def find_group(self, name: str, years: Sequence[str]) -> tuple[int, ...]:
        """The entries by an organisation: by its name, its beginning or its initials."""
        name = _SHORT_NAME.sub("", name)
        wanted = plain(name)
        if len(wanted) < 2:
            return ()
        rows: set[int] = set()
        for year in years:
            rows.update(self._by_family.get((wanted, year_of(year)), ()))
        if len(wanted) >= _SHORTEST_HEAD:
            rows |= self._heads.starting(wanted)
        if name.isupper() and len(name) >= _SHORTEST_ACRONYM:
            rows |= self._acronyms.get(name, set()) | self._initials.starting(wanted)
        numbers = {year_of(y) for y in years}
        found = [i for i in sorted(rows) if self._of_year(i, numbers)]
        if not found and name.isupper() and len(name) >= _SHORTEST_ACRONYM:
            # NICE has not all initials of the National Institute for Health and Care Excellence.
            alike = [i for short, i in self._bodies if _within(wanted, short) and self._of_year(i, numbers)]
            found = alike if len(alike) == 1 else []
        return tuple(self._rows[i].reference.index for i in found)

    def _of_year(self, row: int, years: set[int]) -> bool:
        told = self._rows[row]
        return bool(years & told.years) or any(str(y) in told.reference.text for y in years if y)


def year_of(text: str) -> int:
    """The year of "2010a"; ``UNDATED`` for "in press" and the like."""
    return int(text[:4]) if text[:4].isdigit() else UNDATED


def _within(acronym: str, initials: str) -> bool:
    """True when the acronym's letters come in this order among the initials, the first and the last with them."""
    rest = iter(initials)
    return acronym[:1] == initials[:1] and acronym[-1:] == initials[-1:] and all(c in rest for c in acronym)


def _forms(author: str) -> list[str]:
    """A family name whole and without its particles or first halves: "van der Berg" is cited as "Berg" as well. An
    organisation's name only whole."""
    words = [w for w in _WORDS.split(author) if w]
    forms = [plain(author)]
    small = all(w.lower() in _PARTICLES for w in words[:-1])
    if 1 < len(words) <= 3 and (small or "-" in author):
        forms += [plain("".join(words[i:])) for i in range(1, len(words))]
    return [f for f in dict.fromkeys(forms) if f]


def _lettered(rows: list[_Row], year: int, letter: str) -> list[_Row]:
    """Of papers of one year those with the letter, else the one in its place."""
    marked = [r for r in rows if f"{year}{letter}" in r.reference.text]
    order = ord(letter) - ord("a")
    return marked or rows[order : order + 1] or rows


def _likest(rows: list[_Row], second: re.Match[str] | None, et_al: bool) -> list[_Row]:
    """Of several papers of one name and year those with as many authors as the citation says."""
    if len(rows) < 2:
        return rows
    if et_al:
        many = [r for r in rows if len(r.authors) > 2 or r.reference.parts.et_al]
        return many or [r for r in rows if len(r.authors) > 1] or rows
    if second:
        mate = plain(second.group(1))
        return [r for r in rows if r.authors[1:2] == (mate,)] or rows
    return [r for r in rows if len(r.authors) == 1 and not r.reference.parts.et_al] or rows
