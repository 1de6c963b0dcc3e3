"""How well a printed reference and a bibliographic record agree: pure, and robust against a misread entry.

The idea is Crossref's search-based matching with validation (Tkaczyk, crossref.org/blog/
reference-matching-for-real-this-time): compare each field of the *record* with the whole printed string, weigh
what agrees against what could have agreed, and require support from several fields. Ours differs where that was
seen to go wrong: the title counts in the score itself, an author, a page or a title that plainly differs is a
veto, and what the entry does not give is not counted as a difference.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from model.literature import Work
from model.page import Reference
from sources.matching.authors import author_mark, strangers
from sources.matching.normalise import squash
from sources.matching.places import SLIP, journal_mark, locator_marks, year_mark
from sources.matching.printed import Printed, prepare
from sources.matching.titles import ABOUT_LEAD, LONG_TITLE, SHORT_TITLE, find_title, is_about

# What each field is worth. The title and the first page tell papers apart best; volumes and years repeat.
WEIGHTS = {"title": 0.40, "author": 0.15, "journal": 0.10, "volume": 0.12, "page": 0.15, "year": 0.08}
# What the entry leaves out counts a little, so that a fuller agreement always beats a thinner one.
SILENT = 0.15
TITLE_AGREES = 0.85  # similarity from which two titles are one, printer's slips included
TITLE_DIFFERS = 0.70  # below it they are two
TITLE_EXACT = 0.96  # from here they are the same word for word
STRANGERS_SHOWN = 0.34  # share of the entry's authors unknown to the record that is worth a word
STRANGERS_VETO = 0.5  # ... and that makes it another paper, whoever comes first
FRAGMENT = 0.95  # share of a cut title that must stand in the entry word for word
UNIQUE_TITLE = 60  # from here a title printed word for word stands for one paper by itself
SUPPORT = 3  # fields that must agree (Crossref's support rule)
CAP_DOUBT = 0.49  # highest score with one plain contradiction: never confirmed
CAP_OTHER = 0.30  # highest score of what is another paper


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` 0 to 1. ``agreed`` and ``differed`` name fields (title, author, journal, volume, page, year,
    authors); a field that either side does not give is in neither. ``title`` is the titles' similarity, None
    when they could not be compared."""

    value: float
    agreed: tuple[str, ...] = ()
    differed: tuple[str, ...] = ()
    title: float | None = None
    support: int = 0


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score."""

    work: Work
    score: Score


def score(reference: Reference | Printed, work: Work) -> Score:
    """Compare one entry with one record."""
    printed = reference if isinstance(reference, Printed) else prepare(reference)
    title = find_title(printed, work)
    similarity = title.similarity if title else None
    title_found = title is not None and max(title.similarity, title.inside) >= TITLE_DIFFERS
    window = (title.start, title.end) if title is not None and title_found else (0, 0)
    marks: dict[str, float | None] = {
        "title": similarity if printed.has_title or title_found else None,
        "author": author_mark(printed, work, window),
        "year": year_mark(printed, work),
    }
    sure = title is not None and max(title.similarity, title.inside) >= TITLE_AGREES
    marks["volume"], marks["page"] = locator_marks(printed, work, window if sure else (0, 0))
    # A journal's name tells nothing about a record with another title and another volume.
    worth_asking = title_found or marks["volume"] or marks["page"]
    marks["journal"] = journal_mark(printed, work, window) if worth_asking else None
    if title is not None and title.inside >= FRAGMENT and _same_place(marks):
        # A record whose title was cut (at markup, or before its subtitle) is no other paper when it appeared
        # in the very same place.
        informative = len(squash(work.title)) >= SHORT_TITLE
        marks["title"] = max(title.similarity, TITLE_AGREES) if informative else None
    elif _is_shortened(printed, work) and _same_place(marks):
        marks["title"] = TITLE_AGREES
    found = _weigh(printed, work, marks)
    if title_found and is_about(printed, window[0]) and not ABOUT_LEAD.match(work.title):
        return replace(found, value=min(found.value, CAP_DOUBT))
    return found


def _is_shortened(printed: Printed, work: Work) -> bool:
    """The entry gives the beginning of the record's title, and leaves out the rest."""
    return len(printed.title) >= SHORT_TITLE and squash(work.title).startswith(printed.title)


def _same_place(marks: dict[str, float | None]) -> bool:
    """Volume and page agree, and neither journal, author nor year differs."""
    return marks["volume"] == marks["page"] == 1.0 and all(
        mark is None or mark >= 0.5 for mark in (marks["journal"], marks["author"], marks["year"])
    )


def _weigh(printed: Printed, work: Work, marks: dict[str, float | None]) -> Score:
    title = marks["title"]
    agreed = [f for f, m in marks.items() if m is not None and m >= _threshold(f)]
    differed = [f for f, m in marks.items() if m is not None and f not in agreed and m < 0.5]
    got = possible = 0.0
    for field, weight in WEIGHTS.items():
        mark = marks[field]
        if mark is None:
            possible += weight * SILENT
            continue
        worth = weight
        if field == "title":
            worth *= min(1.0, 0.4 + len(squash(work.title)) / LONG_TITLE)
        got += worth * mark
        possible += worth
    value = got / possible if possible else 0.0
    long_title = "title" in agreed and len(squash(work.title)) >= LONG_TITLE
    support = len(agreed) + long_title
    if (title or 0.0) >= TITLE_EXACT and len(squash(work.title)) >= UNIQUE_TITLE:
        support += 1
    unknown = strangers(printed, work)
    if unknown >= STRANGERS_SHOWN:
        differed.append("authors")
    nameless = title is None and "journal" not in agreed
    if support < SUPPORT or nameless:
        # Year, volume and page are those of some paper in every journal: without a title the journal must agree.
        value = min(value, CAP_OTHER)
    elif title is not None and title < TITLE_DIFFERS:
        near = (title >= 0.5 or "page" in agreed) and "author" not in differed
        value = min(value, CAP_DOUBT if near else CAP_OTHER)
    elif (
        # "Part I" and "Part II" stand on pages a digit apart.
        (marks["page"] == SLIP and (title or 0.0) < TITLE_EXACT)
        or {"page", "author"} & set(differed)
        or unknown > STRANGERS_VETO
        or _places_differ(differed)
        or ("title" not in agreed and not {"page", "volume"} <= set(agreed))
    ):
        value = min(value, CAP_DOUBT)
    return Score(round(value, 4), tuple(agreed), tuple(differed), title, support)


def _threshold(field: str) -> float:
    return {"title": TITLE_AGREES, "author": 0.7}.get(field, 0.5)


def _places_differ(differed: list[str]) -> bool:
    """Two of journal, volume and year are others: not a slip, another paper or another version."""
    return sum(f in differed for f in ("journal", "volume", "year")) >= 2
