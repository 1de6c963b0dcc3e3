"""Fixed ways of saying as data: phrases of a few words, found in a row of words in one pass.

A phrase is words with blanks between. ``a|b`` is either, ``treat*`` any word that begins so, ``#`` a number,
``word?`` may be missing, ``…`` up to four words of any kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_GAP = "…"
_LONGEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a table: its elements, each a tuple of alternatives, and what it means."""

    elements: tuple[tuple[str, ...], ...]
    kind: str
    value: str


@dataclass(slots=True)
class Phrases:
    """Many phrases, by their first word. Built once, asked for the longest that begins at a word."""

    _whole: dict[str, list[Phrase]] = field(default_factory=dict)
    _prefixes: dict[str, list[Phrase]] = field(default_factory=dict)
    _lengths: tuple[int, ...] = ()

    def add(self, kind: str, value: str, words: Iterable[str]) -> None:
        """``words``: the phrases that mean ``value``. The first of a phrase must be a word, not a gap."""
        for written in words:
            for elements in _forms(written.split()):
                phrase = Phrase(elements, kind, value)
                for first in elements[0]:
                    if first.endswith("*"):
                        self._prefixes.setdefault(first[:-1], []).append(phrase)
                    else:
                        self._whole.setdefault(first, []).append(phrase)
        self._lengths = tuple(sorted({len(p) for p in self._prefixes}))

    def longest(self, words: Sequence[str], at: int) -> tuple[Phrase, int] | None:
        """The phrase that takes in most words from ``words[at]`` on, and the place behind it."""
        word = words[at]
        best: tuple[Phrase, int] | None = None
        for phrase in self._starting(word):
            end = _end(phrase.elements, 1, words, at + 1)
            if end is not None and (best is None or end > best[1]):
                best = (phrase, end)
        return best

    def _starting(self, word: str) -> Iterator[Phrase]:
        yield from self._whole.get(word, ())
        if word.isdigit():
            yield from self._whole.get("#", ())
        for length in self._lengths:
            if length <= len(word):
                yield from self._prefixes.get(word[:length], ())


def _forms(written: Sequence[str]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """A phrase with each of its optional words and without."""
    forms: list[tuple[tuple[str, ...], ...]] = [()]
    for element in written:
        alternatives = tuple(element.rstrip("?").split("|"))
        longer = [(*form, alternatives) for form in forms]
        forms = longer + forms if element.endswith("?") else longer
    yield from forms


def _end(elements: Sequence[tuple[str, ...]], element: int, words: Sequence[str], at: int) -> int | None:
    if element == len(elements):
        return at
    if elements[element] == (_GAP,):
        for place in range(at, at + _LONGEST_GAP + 1):
            if at < place <= len(words) and not words[place - 1][:1].isalnum():
                return None  # no phrase reaches over a comma
            end = _end(elements, element + 1, words, place)
            if end is not None:
                return end
        return None
    if at >= len(words) or not _is_one(words[at], elements[element]):
        return None
    return _end(elements, element + 1, words, at + 1)


def _is_one(word: str, wanted: Sequence[str]) -> bool:
    if word in wanted:
        return True
    for one in wanted:
        if one[-1] == "*":
            if word.startswith(one[:-1]):
                return True
        elif one == "#" and word.isdigit():
            return True
    return False
