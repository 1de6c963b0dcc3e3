"""Small questions that several checks ask about a page's sections and dates."""

from __future__ import annotations

from datetime import date

from model.dates import DateKind, DateMention, long_date, place_word

__all__ = ["age_in_words", "long_date", "months_between", "place_word", "told"]

_VERBS = {
    DateKind.PUBLISHED: "published",
    DateKind.UPDATED: "updated",
    DateKind.REVIEWED: "reviewed",
    DateKind.NEXT_REVIEW: "next review due",
    DateKind.EXPIRES: "expires",
    DateKind.AS_OF: "as of",
}
_DONE = (DateKind.PUBLISHED, DateKind.UPDATED, DateKind.REVIEWED)


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


def told(mention: DateMention) -> str:
    """A date mention in words: "updated on 24 June 2014", "reviewed in June 2014"."""
    verb = _VERBS.get(mention.kind, str(mention.kind))
    if mention.date is None:
        return verb
    if mention.kind not in _DONE:
        return f"{verb} {long_date(mention.date)}"
    return f"{verb} {'on' if mention.date.day else 'in'} {long_date(mention.date)}"
