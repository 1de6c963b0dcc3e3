"""Figures that are told as what is so, and the year that they are of.

The ways of saying are ``figures.toml``: what a figure is, what is counted, and what keeps its year for ever (a study's
result, an event, an organisation's own numbers), by lemma and by the lists of ``roles.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from checks.time._days import written_out
from checks.time._roles import Words, compiled, rows, words_of
from language.patterns import Pattern
from language.tokens import Token

#: Before this year a figure is history, unless the sentence names it as its source.
_HISTORY = 2000
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_TODAY = frozenset(("today", "now"))
_LATE = frozenset(("last", "this"))
_PAST = frozenset(("was", "were", "had", "did"))
#: Between the first and the last year of a span.
_TO = frozenset(("–", "to", "and", "through", "until"))
_TWO_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row of figures.toml: any of ``words`` in a sentence that has none of ``unless``."""

    words: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]

    def holds(self, tokens: Sequence[Token]) -> bool:
        """True when the tokens say it."""
        return found(self.words, tokens) and not found(self.unless, tokens)


@cache
def _rows(kind: str) -> tuple[Row, ...]:
    def patterns(sources: Iterable[str]) -> tuple[Pattern, ...]:
        return tuple(compiled(source) for source in sources)

    return tuple(
        Row(patterns(row["words"]), patterns(row.get("unless", ()))) for row in rows("figures")[kind]
    )


def found(patterns: Iterable[Pattern], tokens: Sequence[Token]) -> bool:
    """True when one of the patterns matches anywhere."""
    return any(pattern.search(tokens, 0, len(tokens)) for pattern in patterns)


def _says(kind: str, tokens: Sequence[Token]) -> bool:
    return any(row.holds(tokens) for row in _rows(kind))


@lru_cache(maxsize=256)  # the same sentence is asked for by several checks, one after the other
def figure_year(sentence: str, source: str = "") -> int:
    """The year of the population's figure that a sentence gives as what is so, 0 where it gives none.

    ``source``: the sentence behind it, where that one tells the year ("These figures are of 2012."). A study's result
    keeps its year for ever and is none; a figure beside one of today is a comparison.
    """
    sentence = written_out(sentence)
    if not _ANY_YEAR.search(sentence):
        return 0 if not _ANY_YEAR.search(source) else _of_next(sentence, source)
    words = words_of(sentence)
    year = max(_years(words), default=0)
    if not year or not _is_figure(words.tokens):
        return 0
    texts = [token.text for token in words.tokens]
    if not _in_brackets(words, year) and (not _TODAY.isdisjoint(texts) or _is_of_late(texts)):
        return 0
    if year < _HISTORY and not (_PAST.isdisjoint(texts) and _has_source(words.tokens)):
        return 0
    return year


def _is_of_late(texts: Sequence[str]) -> bool:
    """True beside "last year", "this year"; not beside "the last year for which there are figures"."""
    return any(
        a in _LATE and b == "year" and before != "the"
        for before, a, b in zip(texts, texts[1:], texts[2:], strict=False)
    )


def _in_brackets(words: Words, year: int) -> bool:
    """True for "(figures for 2011)": whatever is said around it, the figure is of that year."""
    texts = [token.text for token in words.tokens]
    at = texts.index(str(year)) if str(year) in texts else 0
    return "(" in texts[:at] and ")" in texts[at:] and ")" not in texts[texts.index("(") : at]


def _of_next(sentence: str, source: str) -> int:
    words, behind = words_of(sentence), words_of(source)
    if not _says("source", behind.tokens) or not _is_figure(words.tokens):
        return 0
    return max(_years(behind), default=0)


def _is_figure(tokens: Sequence[Token]) -> bool:
    return _says("figure", tokens) and _says("counted", tokens) and not _says("kept", tokens)


@cache
def _source_words() -> Pattern:
    return compiled("@source")


def _has_source(tokens: Sequence[Token]) -> bool:
    return _source_words().search(tokens, 0, len(tokens)) is not None


def _years(words: Words) -> list[int]:
    """The years that figures can be of, of a span its last."""
    tokens = words.tokens
    names = _in_names(tokens)
    years = []
    for at, token in enumerate(tokens):
        if "*year" not in token.lemmas or at in names or _is_glued(tokens, at):
            continue
        years.append(_last(tokens, at))
    return years


def _in_names(tokens: Sequence[Token]) -> set[int]:
    inside: set[int] = set()
    for row in _rows("name"):
        for pattern in row.words:
            for start in range(len(tokens)):
                end = pattern.match(tokens, start)
                if end > start:
                    inside |= set(range(start, end))
    return inside


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """True in "SPRINT-2020", "13485:2016" and "12/03/2011", and for a decade: "2010s"."""
    token, before = tokens[at], tokens[at - 1]
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and behind.text == "s" and behind.start == token.end:
        return True
    if before.kind == ":":
        return before.start == tokens[at - 2].end and before.end == token.start
    if before.text.isdigit() and len(before.text) <= _TWO_DIGITS and before.end == token.start - 1:
        return True
    return token.glued and before.end == token.start - 1 and before.kind in "wX" and before.text != "mid"


def _last(tokens: Sequence[Token], at: int) -> int:
    """The last year of "2010–14", "2016/17" and "from 2010 to 14"; of one year itself."""
    token = tokens[at]
    year = int(token.text)
    for behind in tokens[at + 1 : at + 3]:
        if behind.text in _TO:
            continue
        if len(behind.text) == _TWO_DIGITS and behind.text.isdecimal() and behind.start <= token.end + 3:
            later = year // 100 * 100 + int(behind.text)
            return later if year < later <= year + 20 else year
        break
    return year
