"""Signs that a printed reference was made up, or mixed from several: leads for people, never proofs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.digits import whole_number
from model.literature import Work
from sources.matching.normalise import squash
from sources.matching.printed import Printed
from sources.matching.score import TITLE_EXACT, Score, Scored
from sources.matching.titles import LONG_TITLE

# Fields of a paper's place in print that must differ before its title counts as taken from elsewhere.
_PLACE = frozenset({"journal", "volume", "page"})

# Titles less alike than this have nothing in common but words that all have.
_ALIEN = 0.5
# A record that runs over so many further pages shares its first page with no other full paper.
_SHARES_NO_PAGE = 2
# Page numbers of so many digits are article numbers; from _BEYOND_AN_ISSUE on, no single issue reaches them.
_ARTICLE_NUMBER = 5
_BEYOND_AN_ISSUE = 300


def taken_place(printed: Printed, ranked: list[Scored]) -> str:
    """Why the entry's place in print is another paper's, empty when it is not known to be."""
    if not printed.has_title:
        return ""
    for found in ranked:
        agreed, differed = set(found.score.agreed), set(found.score.differed)
        if "year" in differed or "author" in agreed or not {"journal", "volume"} <= agreed:
            continue
        if _stands_at(printed, found.work) and "title" in differed:
            return f"its journal, volume and page are those of {title_of(found.work)}"
        if _stands_inside(printed, found.work):
            return f"its page lies inside {title_of(found.work)} in the same journal and volume"
    return ""


def _stands_at(printed: Printed, work: Work) -> bool:
    """The entry's volume and first page are the record's, and no second paper is to be expected there: letters and
    news share pages, so the record must run over three, or go by an article number."""
    parts = printed.reference.parts
    if not (parts.journal and parts.volume and parts.first_page):
        return False
    if _plain(parts.volume) != _plain(work.volume) or _plain(parts.first_page) != _plain(work.first_page):
        return False
    numbered = whole_number(parts.first_page) is None or len(parts.first_page) >= _ARTICLE_NUMBER
    long = _span(work) >= _SHARES_NO_PAGE
    return (numbered or long) and _same_issue(printed, work)


def _stands_inside(printed: Printed, work: Work) -> bool:
    parts = printed.reference.parts
    page, first, last = (whole_number(p) for p in (parts.first_page, work.first_page, work.last_page))
    if _plain(parts.volume) != _plain(work.volume) or page is None or first is None or last is None:
        return False
    return first < page < last and _same_issue(printed, work)


def _same_issue(printed: Printed, work: Work) -> bool:
    """Both are of one issue. Some journals begin every issue with page 1: where the issue is not known, only a high
    page number is of one volume."""
    parts = printed.reference.parts
    mine, other = _plain(parts.issue), _plain(work.issue)
    if mine and other:
        return mine == other
    page = whole_number(parts.first_page)
    return page is None or page >= _BEYOND_AN_ISSUE


def _span(work: Work) -> int:
    """How many pages the record runs over behind its first; 0 when it is not known."""
    first, last = whole_number(work.first_page), whole_number(work.last_page)
    return max(0, last - first) if first is not None and last is not None else 0


def _plain(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", text.lower()).lstrip("0")


def mixed(printed: Printed, ranked: Iterable[Scored]) -> str:
    """Why the entry is made of several papers, empty when it is not known to be: the title of one at the place of
    another, or a title and its place under the names of strangers."""
    here: Scored | None = None
    elsewhere: Scored | None = None
    for found in ranked:
        agreed, differed = set(found.score.agreed), set(found.score.differed)
        titled = (found.score.title or 0.0) >= TITLE_EXACT and len(squash(found.work.title)) >= LONG_TITLE
        if titled and {"volume", "page"} <= agreed and {"author", "authors"} <= differed:
            return f"its authors are not those of {title_of(found.work)}, whose title and place it gives"
        if titled and len(_PLACE & differed) >= 2:
            elsewhere = elsewhere or found
        if (
            "journal" in agreed
            and "year" not in differed
            and _other_title(found.score)
            and _stands_at(printed, found.work)
        ):
            here = here or found
    if here is None or elsewhere is None:
        return ""
    place = f"its journal, volume and page are those of {title_of(here.work)}"
    return f"its title is that of {title_of(elsewhere.work)}, {place}"


def _other_title(found: Score) -> bool:
    return found.title is not None and found.title < _ALIEN


def title_of(work: Work) -> str:
    """A record in a few words: its title in quotation marks, its first author, journal and year."""
    title = work.title.rstrip(". ")
    title = title if len(title) <= 120 else title[:117].rsplit(" ", 1)[0] + "…"
    who = work.authors[0] if work.authors else work.collective
    where = work.journal_abbrev or work.journal
    tail = ", ".join(x for x in (who, where, str(work.date.year) if work.date else "") if x)
    return f"“{title}” ({tail})" if tail else f"“{title}”"
