"""What an entry says otherwise than the record of its paper, told only where it is sure. Pure.

The score asks whether a record is the entry's paper and forgives a lot; this asks what an editor should put right, and
forgives what printing does to a reference: abbreviations, years of print and online, initials, article numbers.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from model.identifiers import DOI
from model.literature import Difference, Field, Work
from sources.matching.authors import author_mark, strangers
from sources.matching.journals import same_journal
from sources.matching.normalise import fold, squash, strip_clutter
from sources.matching.places import one_slip
from sources.matching.printed import Printed, number_forms, surname
from sources.matching.score import STRANGERS_VETO, TITLE_EXACT, Score
from sources.matching.titles import LONG_TITLE, SHORT_TITLE, find_title

# Titles less alike than this are not one title shortened or misprinted.
_OTHER_TITLE = 0.75
# So many words in a row that only the entry has, of more than so many letters, are another paper's.
_FOREIGN_RUN, _SHORT_WORD = 3, 3
# Names of journals less alike than this, letter for letter, are not one name misspelt.
_OTHER_JOURNAL = 70
_SAME_NAME = 75
_SHORTEST_JOURNAL = 3
# Cochrane's and preprints' DOIs carry the version behind them.
_VERSION = re.compile(r"(?:\.pub\d+|\.v\d+|v\d+|/v\d+)\Z")
_PREPRINT_DOI = re.compile(r"10\.(?:1101|21203|2139|20944|31234|48550|31219|22541|26434|7287)/")
_PREPRINT = re.compile(r"\b(?:medrxiv|biorxiv|arxiv|research square|ssrn|preprints?)\b")
_COCHRANE = re.compile(r"\bcochrane (?:database|library)\b")
_BOOKS = frozenset({"Book", "Book Chapter"})
# "J, Smith B. ...": a list of authors without its beginning.
_BEHEADED = re.compile(r"\W*(?:\d+\W+)?[A-Z]{1,3}\.?,\s")
# A year of an entry, with what else may stand there than the year of publication.
_NUMBERS = re.compile(r"\d+")
_YEARS = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


def differences(printed: Printed, work: Work, found: Score) -> tuple[Difference, ...]:
    """Where the entry and the record of its paper say different things, the gravest first."""
    told = [_title(printed, work, found), *_authors(printed, work), _doi(printed, work)]
    # A preprint stands elsewhere than its journal's version, and a chapter's book has editions.
    if not _PREPRINT.search(fold(printed.reference.text)) and not _BOOKS & set(work.types):
        told += [_year(printed, work), _journal(printed, work), *_place(printed, work)]
    return tuple(d for d in told if d is not None)


def is_the_paper(printed: Printed, work: Work, found: Score) -> bool:
    """The entry can mean no other paper, whatever differs: it prints the record's title word for word, or the place in
    the journal is the record's and so is the first author, or a short title."""
    if _has_title(printed, work, found):
        return True
    agreed = set(found.agreed)
    if {"title", "journal", "volume", "page"} <= agreed and (found.title or 0.0) >= TITLE_EXACT:
        return len(squash(work.title)) >= SHORT_TITLE
    return {"author", "journal", "volume", "page"} <= agreed and "year" not in found.differed


def _has_title(printed: Printed, work: Work, found: Score) -> bool:
    return (found.title or 0.0) >= TITLE_EXACT and len(squash(work.title)) >= LONG_TITLE


def _title(printed: Printed, work: Work, found: Score) -> Difference | None:
    """Another title at the paper's own place and under its first author's name."""
    parts = printed.reference.parts
    if found.title is None or not parts.title:
        return None
    if found.title >= _OTHER_TITLE and not _half_foreign(parts.title, work):
        return None
    if not {"author", "journal", "volume", "page"} <= set(found.agreed):
        return None
    foreign = work.title.startswith("[") or bool(work.vernacular_title)
    if foreign or min(len(printed.title), len(squash(work.title))) < LONG_TITLE // 2:
        return None
    return Difference(Field.TITLE, parts.title, work.title)


def _half_foreign(title: str, work: Work) -> bool:
    """The title ends, or begins, with words that the record's has not got, in place of some that it has: half of
    another paper's. A shortened title has no such words, and a misspelt word counts as the one meant."""
    own = _telling(title)
    known = _telling(f"{work.title} {work.vernacular_title}")
    # A journal's name may have run into the title.
    around = known + _telling(f"{work.journal} {work.journal_abbrev}")
    strange = [not any(_same_word(w, k) for k in around) for w in own]
    run = max(_lead(strange), _lead(strange[::-1]))
    missing = sum(not any(_same_word(k, w) for w in own) for k in known)
    return run >= _FOREIGN_RUN and missing >= _FOREIGN_RUN and run < len(own)


def _telling(text: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]+", fold(text)) if len(w) > _SHORT_WORD]


def _same_word(one: str, other: str) -> bool:
    return one[:5] == other[:5] or fuzz.ratio(one, other) >= _SAME_NAME


def _lead(marks: list[bool]) -> int:
    return next((i for i, mark in enumerate(marks) if not mark), len(marks))


def _authors(printed: Printed, work: Work) -> tuple[Difference | None, ...]:
    names = printed.reference.parts.authors
    if not names or not work.authors:
        return (None,)
    shown = ", ".join(work.authors[:3]) + (" et al." if len(work.authors) > 3 else "")
    if len(names) > 1 and strangers(printed, work) > STRANGERS_VETO:
        return (Difference(Field.AUTHORS, ", ".join(names[:3]), shown),)
    first, known = surname(names[0]), [surname(a) for a in work.authors]
    if not first or _alike(first, known[0]) or known[0] in first or first in known[0]:
        return (None,)
    if work.collective and squash(work.collective)[:12] in printed.text:
        return (None,)
    place = find_title(printed, work)
    mark = author_mark(printed, work, (place.start, place.end) if place else (0, 0))
    if _BEHEADED.match(printed.reference.text):
        return (None,)  # the names before these were cut off
    another_order = any(_alike(first, k) for k in known[1:])
    if another_order or (mark is not None and mark < 1.0):
        return (Difference(Field.FIRST_AUTHOR, names[0], work.authors[0]),)
    return (None,)


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and fuzz.ratio(one, other) >= _SAME_NAME


def _year(printed: Printed, work: Work) -> Difference | None:
    """A year more than one off, where no other year in the entry could be meant."""
    own = printed.reference.parts.year
    if _COCHRANE.search(fold(f"{work.journal_abbrev} {work.journal}")):
        return None  # reviews appear anew under one title every few years
    years = sorted({d.year for d in (work.date, work.electronic_date) if d})
    if not own or not years or min(abs(own - y) for y in years) <= 1:
        return None
    title = fold(work.title)
    elsewhere = {
        int(y) for y in _YEARS.findall(fold(strip_clutter(printed.reference.text)).replace(title, " "))
    }
    if any(abs(a - b) <= 1 for a in elsewhere for b in years):
        return None
    return Difference(Field.YEAR, str(own), str(years[0]))


def _journal(printed: Printed, work: Work) -> Difference | None:
    """Another journal. Names are compared as abbreviations, and with what stands between title and place."""
    own = printed.reference.parts.journal
    names = [n for n in (work.journal_abbrev, work.journal) if n]
    letters = squash(own)
    if len(letters) < _SHORTEST_JOURNAL or not names or not (printed.reference.parts.year):
        return None
    if any(same_journal(own, n) for n in names):
        return None
    if any(fuzz.ratio(letters, squash(n)) >= _OTHER_JOURNAL for n in names):
        return None
    # A record's name inside the printed one ("Ann Oncol Off J Eur Soc Med Oncol"), or the other way round.
    if any(squash(n) in letters or letters in squash(n) for n in names if len(squash(n)) > _SHORTEST_JOURNAL):
        return None
    if any(len(squash(n)) > 5 and squash(n) in printed.text.replace(squash(work.title), "") for n in names):
        return None
    return Difference(Field.JOURNAL, own, work.journal_abbrev or work.journal)


def _place(printed: Printed, work: Work) -> tuple[Difference | None, ...]:
    """Another volume, or another first page: compared only where both are plain numbers."""
    parts = printed.reference.parts
    volume = page = None
    if _numbers(parts.volume, work.volume) and not number_forms(parts.volume) & number_forms(work.volume):
        volume = Difference(Field.VOLUME, parts.volume, work.volume)
    if _numbers(parts.first_page, work.first_page):
        same = number_forms(parts.first_page) & number_forms(work.first_page)
        if not same and not one_slip(parts.first_page, work.first_page):
            page = Difference(Field.PAGE, parts.first_page, work.first_page)
    if volume and parts.volume == (work.issue or "?"):
        volume = None  # the issue took the volume's place
    if (
        volume
        and page is None
        and work.volume in _NUMBERS.findall(printed.reference.text.replace(parts.title, " "))
    ):
        volume = None  # both are printed: another number was read as the volume
    return volume, page


def _numbers(one: str, other: str) -> bool:
    return one.isascii() and other.isascii() and one.isdigit() and other.isdigit()


def _doi(printed: Printed, work: Work) -> Difference | None:
    """A DOI that is not the record's. Versions are one work, and a preprint has a DOI of its own."""
    if work.doi is None:
        return None
    own = [i for i in printed.reference.identifiers if isinstance(i, DOI)]
    recorded = _VERSION.sub("", work.doi.value)
    if not own or any(_VERSION.sub("", d.value) == recorded for d in own):
        return None
    doi = own[0]
    if _PREPRINT_DOI.match(doi.value) or recorded.startswith(doi.value) or doi.value.startswith(recorded):
        return None
    return Difference(Field.DOI, doi.value, work.doi.value)
