"""Small questions that several checks ask about a page's sections and dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from model.dates import DateKind, DateMention, long_date, place_word
from model.page import Page, Sentence

__all__ = ["age_in_words", "ago_in_words", "long_date", "months_between", "place_word", "prose", "told"]

_VERBS = {
    DateKind.PUBLISHED: "published",
    DateKind.UPDATED: "updated",
    DateKind.REVIEWED: "reviewed",
    DateKind.NEXT_REVIEW: "next review due",
    DateKind.EXPIRES: "expires",
    DateKind.AS_OF: "as of",
}
_DONE = (DateKind.PUBLISHED, DateKind.UPDATED, DateKind.REVIEWED)


def prose(page: Page) -> Iterator[Sentence]:
    """The page's sentences that are no entries of a reference list, in order."""
    spans = sorted((r.span for r in page.references if r.span), key=lambda span: span.start)
    starts = [span.start for span in spans]
    reach = list(accumulate((span.end for span in spans), max))
    for sentence in page.sentences:
        at = bisect_right(starts, sentence.span.start) - 1
        if at < 0 or reach[at] < sentence.span.end:
            yield sentence


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to a later one; negative when it is earlier."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (1 if later.day < earlier.day else 0)


def age_in_words(months: int) -> str:
    """ "7 months", "2 years", "12 years and 5 months"."""
    years, rest = divmod(max(months, 0), 12)
    parts = []
    if years:
        parts.append(f"{years} year{'s' if years != 1 else ''}")
    if rest or not years:
        parts.append(f"{rest} month{'s' if rest != 1 else ''}")
    return " and ".join(parts)


def ago_in_words(months: int) -> str:
    """How long ago something was whose day is told beside it: "7 months", "1 year and 5 months"; from two years on in
    whole years, "12 years". So what is told of an old page changes once a year, not every month."""
    return age_in_words(months if months < 24 else months // 12 * 12)


def told(mention: DateMention) -> str:
    """A date mention in words: "updated on 24 June 2014", "reviewed in June 2014"."""
    verb = _VERBS.get(mention.kind, str(mention.kind))
    if mention.date is None:
        return verb
    if mention.kind not in _DONE:
        return f"{verb} {long_date(mention.date)}"
    return f"{verb} {'on' if mention.date.day else 'in'} {long_date(mention.date)}"
