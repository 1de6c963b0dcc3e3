"""Years that a title, a tile of figures or a sentence calls its own (``titles.toml``): "The best of 2025"."""

from __future__ import annotations

from functools import cache

from checks.time._roles import Words, compiled, rows, words_of
from language.days import MONTHS
from language.patterns import Pattern
from model.dates import PartialDate

#: A tile's label is shorter than this (characters), a heading has fewer words than that.
_TILE_CHARS = 80
_HEADING_WORDS = 12
_FIRST = 2000
#: What makes a year part of a name: "2019 guideline".
_RECORDS = frozenset(("guideline", "guidelines", "report", "study", "trial", "census", "act", "law"))
_SPAN = frozenset(("–", "to", "since", "from", "after", "until"))


@cache
def _patterns(kind: str) -> tuple[Pattern, ...]:
    return tuple(compiled(source) for row in rows("titles")[kind] for source in row["words"])


def _year_in(kind: str, words: Words) -> int:
    """The year at the end of the first words of that kind, 0 where there are none."""
    for pattern in _patterns(kind):
        found = pattern.search(words.tokens, 1, len(words.tokens))
        if found:
            return next((int(t.text) for t in words.tokens[slice(*found)] if "*year" in t.lemmas), 0)
    return 0


def present_year(sentence: str) -> int:
    """The year that a sentence speaks of as now, 0 when it speaks of none."""
    return _year_in("now", words_of(sentence)) if "20" in sentence else 0


def tile(words: str) -> PartialDate | None:
    """The year of a label that gives the year's expected cases, None for other words."""
    year = _year_in("tile", words_of(words)) if "20" in words and len(words) <= _TILE_CHARS else 0
    return PartialDate(year) if year else None


def headline_year(title: str) -> int:
    """The year that a title offers its page for, 0 when it is of none."""
    if "20" not in title:
        return 0
    words = words_of(title)
    years = [int(words.tokens[at].text) for at in range(len(words.tokens)) if _is_own(words, at)]
    if not years or not _has("headline", words) or _has("past", words):
        return 0
    return max(years)


def heading_year(label: str) -> int:
    """The year that a heading within a page offers what follows for, 0 for what is a sentence or of no year."""
    text = label.strip()
    is_label = text[-1:] not in '.!?:;,”"' and len(text.split()) <= _HEADING_WORDS
    return headline_year(text) if is_label else 0


def _has(kind: str, words: Words) -> bool:
    return any(pattern.search(words.tokens, 1, len(words.tokens)) for pattern in _patterns(kind))


def _is_own(words: Words, at: int) -> bool:
    """True for a year that is no span's, no record's and no day's."""
    token, before = words.tokens[at], words.tokens[at - 1]
    if (
        "*year" not in token.lemmas
        or int(token.text) < _FIRST
        or before.text in _SPAN | set(MONTHS)
        or before.kind == "n"
    ):
        return False
    behind = words.tokens[at + 1] if at + 1 < len(words.tokens) else None
    return behind is None or not (behind.text in _RECORDS | _SPAN or behind.kind == "n")
