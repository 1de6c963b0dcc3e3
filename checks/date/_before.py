"""A page beside itself before its last change: its words without its dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from model.dates import DateMention, DatePlace, PageDates
from model.finding import normalise
from model.history import Earlier
from model.page import Page

# What the server, a sitemap or an address says of a page changes without anybody's doing.
_NOT_ITS_OWN = frozenset({DatePlace.HTTP_HEADER, DatePlace.SITEMAP, DatePlace.URL})


def own_date(dates: PageDates) -> DateMention | None:
    """The date that the page itself gives, None where it gives none that is sure."""
    own = dates.governing
    return own if own is not None and own.date is not None and own.place not in _NOT_ITS_OWN else None


def words_now(page: Page) -> Counter[str]:
    """The words of the page, its dates left out."""
    return _words(page.text, page.dates.mentions)


def words_before(earlier: Earlier) -> Counter[str]:
    """The words of the page before it changed, its dates left out."""
    return _words(earlier.text, earlier.dates.mentions)


def different(one: Counter[str], other: Counter[str]) -> int:
    """How many words came and went; one that only moved did neither."""
    return ((one - other) + (other - one)).total()


def _words(text: str, mentions: Iterable[DateMention]) -> Counter[str]:
    pieces, at = [], 0
    for start, end in sorted((m.span.start, m.span.end) for m in mentions if m.span is not None):
        if start >= at:
            pieces.append(text[at:start])
        at = max(at, end)
    pieces.append(text[at:])
    return Counter(normalise(" ".join(pieces)).split())
