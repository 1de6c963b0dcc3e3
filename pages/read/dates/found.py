"""A date found in visible text, with what settling it needs to know beside the mention itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.dates import DateKind, DateMention

# How far each visible place vouches for the text (only the order matters; markup is below: ``settle``).
MAIN_PAGE, MAIN_OTHER, AROUND, ALONE, HIDDEN = 90, 85, 70, 60, 40

_PUBLISHED_HINTS = re.compile(r"publish|entry-?(?:date|time)|post-?date|posted|pub-?date|created|dateposted")
_MODIFIED_HINTS = re.compile(r"(?:^|[\s_-])(?:modified|last-?updated)(?:[\s_-]|$)")
_UPDATED_HINTS = re.compile(r"modified|updated?\b|datemodified|revised")
_REVIEWED_HINTS = re.compile(r"review")


@dataclass(frozen=True, slots=True)
class TimeMark:
    """One ``<time>`` in a text, with its datetime value and its class and id words."""

    start: int
    end: int
    value: str
    hints: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with its place's ``rank`` (higher vouches more for the content) and label ``words``.

    ``headline``: it stands alone by the headline; ``labelled``: words or markup name its kind; ``line``: the
    whole line; ``region``: where it stands outside the main text, empty inside.
    """

    mention: DateMention
    rank: int
    words: str = ""
    headline: bool = False
    labelled: bool = False
    line: str = ""
    region: str = ""


def hinted_kind(hints: str) -> DateKind | None:
    """The kind that an element's class and id words name. "published updated" is WordPress's word for the
    publication of a page that was never updated."""
    if _MODIFIED_HINTS.search(hints) and "published" not in hints:
        return DateKind.UPDATED  # "post-date post-date__modified-date"
    if _PUBLISHED_HINTS.search(hints):
        return DateKind.PUBLISHED
    if _UPDATED_HINTS.search(hints):
        return DateKind.UPDATED
    if _REVIEWED_HINTS.search(hints):
        return DateKind.REVIEWED
    return None
