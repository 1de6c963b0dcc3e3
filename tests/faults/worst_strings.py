"""Strings on which a regular expression works hardest, made from the expression itself.

For every part that may repeat without a bound: what leads up to it, then the part over and over, then something that
does not fit, so that every way of dividing the run is tried. Besides, runs of the expression's own words and of what
texts hold anyway. No proof, but it finds neighbouring blanks, nested repeats and overlapping alternatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# A repeat up to this bound is no danger by itself.
_MANY = 20
_FILL = [
    " ",
    "1",
    "a",
    "A",
    "a ",
    "A ",
    "A. ",
    "1 ",
    "1,",
    ", ",
    ". ",
    ".",
    "-",
    "a-",
    "(",
    "[1]",
    "\n",
    "A, ",
    "and ",
    "1-",
]


@dataclass(frozen=True)
class Worst:
    """A beginning, what is repeated, and an end that does not fit."""

    prefix: str
    body: str
    tail: str = "\x00"

    def text(self, length: int) -> str:
        """About ``length`` characters of it."""
        prefix = self.prefix[-200:]
        return prefix + self.body * max(1, (length - len(prefix)) // len(self.body)) + self.tail


def worst_strings(pattern: str, flags: int) -> list[Worst]:
    """What is worth trying, each once."""
    return list(dict.fromkeys(_candidates(parser.parse(pattern, flags))))


def _candidates(tree: Any) -> Iterator[Worst]:
    words = [w for w in dict.fromkeys(_words(tree)) if w.strip()][:12]
    for prefix, bodies in _repeats(tree, ""):
        for body in dict.fromkeys(bodies):
            if body:
                yield Worst(prefix, body)
                yield Worst(prefix, body, "")
    for fill in _FILL:
        yield Worst("", fill)
    for word in words:
        for fill in _FILL[:4]:
            yield Worst(word, fill)
        yield Worst("", word)
        yield Worst("", word + " ")
        yield Worst("", word + " " * 40)


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, list[str]]]:
    """Every unbounded repeat with a sample of what stands before it, and samples of one turn."""
    for op, value in tree:
        if op in (c.MAX_REPEAT, c.MIN_REPEAT) or str(op) == "POSSESSIVE_REPEAT":
            _, most, body = value
            if most is c.MAXREPEAT or most >= _MANY:
                yield before, [*_samples(body), " "] if _takes_blank(body) else _samples(body)
            yield from _repeats(body, before)
        elif op is c.SUBPATTERN:
            yield from _repeats(value[-1], before)
        elif str(op) == "ATOMIC_GROUP":
            yield from _repeats(value, before)
        elif op is c.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif op in (c.ASSERT, c.ASSERT_NOT):
            yield from _repeats(value[1], before)
        before += (_samples([(op, value)]) or [""])[0]


def _takes_blank(body: Any) -> bool:
    return " " in _samples(body)


def _samples(tree: Iterable[Any]) -> list[str]:
    """A few short strings that the tree matches (roughly: assertions are taken as met)."""
    found = [""]
    for op, value in tree:
        own = _own(op, value)
        found = [a + b for a in found for b in own][:6]
    return found


def _own(op: Any, value: Any) -> list[str]:
    if op is c.LITERAL:
        return [chr(value)]
    if op is c.NOT_LITERAL:
        return [next(x for x in " a1" if ord(x) != value)]
    if op is c.ANY:
        return ["a", " "]
    if op is c.IN:
        return _of_class(value)
    if op in (c.MAX_REPEAT, c.MIN_REPEAT) or str(op) == "POSSESSIVE_REPEAT":
        least, _, body = value
        return [s * max(1, least) for s in _samples(body)] if least else ["", *_samples(body)][:3]
    if op is c.SUBPATTERN:
        return _samples(value[-1])
    if str(op) == "ATOMIC_GROUP":
        return _samples(value)
    if op is c.BRANCH:
        return [s for branch in value[1] for s in _samples(branch)[:2]][:6]
    return [""]


def _of_class(items: Any) -> list[str]:
    negated = items[0][0] is c.NEGATE
    taken = [x for x in ' aA1.,-()[];:/"' if _in_class(items, x) is not negated]
    if negated:
        return taken[:4]
    literal = [chr(v) for op, v in items if op is c.LITERAL][:2]
    literal += [chr(v[0]) for op, v in items if op is c.RANGE][:2]
    return list(dict.fromkeys([*taken[:4], *literal]))[:5] or ["a"]


def _in_class(items: Any, char: str) -> bool:
    tests = {
        c.CATEGORY_DIGIT: char.isdigit(), c.CATEGORY_NOT_DIGIT: not char.isdigit(),
        c.CATEGORY_SPACE: char.isspace(), c.CATEGORY_NOT_SPACE: not char.isspace(),
        c.CATEGORY_WORD: char.isalnum(), c.CATEGORY_NOT_WORD: not char.isalnum(),
    }  # fmt: skip
    code = ord(char)
    for op, value in items:
        if op is c.LITERAL and value == code:
            return True
        if op is c.RANGE and value[0] <= code <= value[1]:
            return True
        if op is c.CATEGORY and tests.get(value):
            return True
    return False


def _words(tree: Any) -> Iterator[str]:
    """The runs of literal characters in a tree."""
    word = ""
    for op, value in tree:
        if op is c.LITERAL:
            word += chr(value)
            continue
        if word:
            yield word
        word = ""
        if op in (c.MAX_REPEAT, c.MIN_REPEAT):
            yield from _words(value[2])
        elif op is c.SUBPATTERN:
            yield from _words(value[-1])
        elif op is c.BRANCH:
            for branch in value[1]:
                yield from _words(branch)
    if word:
        yield word


__all__ = ["Worst", "worst_strings"]
