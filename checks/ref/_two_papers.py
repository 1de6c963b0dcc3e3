"""Two entries of a list by their own words: one paper, or two."""

from __future__ import annotations

import re

from model.page import Reference

_CHAPTER = re.compile(r"\bIn:?\s+[A-Z]|\b[Cc]hapter\b|\b[Ee]d(?:s|itors?)?\b[.,:)]")
_SHORT_WORD = 3


def tell_apart(one: Reference, other: Reference) -> bool:
    """The entries' own words name two papers, though they share an identifier: one of the two has it wrong, or they are
    parts of one book."""
    a, b = one.parts, other.parts
    if a.volume and b.volume and a.first_page and b.first_page:
        return (a.volume, a.first_page) != (b.volume, b.first_page)
    if not (a.volume or b.volume) and a.first_page and b.first_page and a.first_page != b.first_page:
        return True  # chapters of one book share its DOI
    if a.authors and b.authors and a.authors[0] != b.authors[0] and _CHAPTER.search(one.text):
        return True
    return _titles_differ(one, other)


def are_two_articles(one: Reference, other: Reference) -> bool:
    """True beyond doubt: titles, first authors and places all differ, and neither is a part of a book."""
    a, b = one.parts, other.parts
    told = all((p.volume and p.first_page and p.title and p.authors) for p in (a, b))
    return bool(
        told
        and (a.volume, a.first_page) != (b.volume, b.first_page)
        and a.authors[0].casefold() != b.authors[0].casefold()
        and _titles_differ(one, other)
        and not any(_CHAPTER.search(r.text) for r in (one, other))
    )


def _titles_differ(one: Reference, other: Reference) -> bool:
    mine, theirs = _words(one.parts.title), _words(other.parts.title)
    return bool(mine and theirs) and len(mine & theirs) * 2 < min(len(mine), len(theirs))


def _words(title: str) -> set[str]:
    return {w for w in re.findall(r"\w+", title.casefold()) if len(w) > _SHORT_WORD}
