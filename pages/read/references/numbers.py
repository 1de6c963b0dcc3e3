"""The numbers that entries carry in print, at their head or one after the other in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_NUMBER = re.compile(
    r"\s*(?:\[\^?\s*(\d{1,4})\s*\][.:]?|\(\s*(\d{1,3})\s*\)\.?|(\d{1,4})\s?(?:[.):\]](?:\s?[-–—](?=\s))?|[-–—](?=\s))(?![\d])|"
    r"\^?\s?(\d{1,3})(?=\s+[A-ZÀ-Þ\"“][^\s.]))\s*"
)
# "¹ Amor A.": the number as a sign of its own.
_RAISED = re.compile(r"\s*([¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})[.):]?\s*(?=[^\W\d_]|[\"“«(\[])")
#: A sign that stands before each entry of a list: "• Amor A.", "– Amor A.".
BULLET = re.compile(r"\s*[-–—•·*▪■►▸‣○●◦→»]\s+(?=\S)")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BARE_NUMBER = re.compile(r"\W*(\d{1,4})\W*\Z")
_NUMBERS_IN_LINE = re.compile(
    r"(?:(?<=\s)|(?<=\A))(?:\[\^?(\d{1,3})\]:?|\((\d{1,3})\)|(\d{1,3})[.)])\s*(?=[A-ZÀ-Þ\"“])"
)

_GLUED = re.compile(r"\s*(\d{1,3})(?=[^\W\d_]|[\"“(\[])")
# A list of so many glued numbers is a list, among blocks longer than link words.
_FEWEST, _SHORTEST = 2, 25
# A paragraph of entries: what stands between two of their numbers ends like an entry.
_ENDS = re.compile(r"[.)\]\d;/’”\"]\s*\Z|https?://\S+\s*\Z")


def own_number(text: str, start: int, end: int) -> tuple[int, int | None]:
    """Where an entry's words begin in ``text[start:end]``, and its own number, None where it has none."""
    if text[start : start + 1].isalpha():
        return start, None  # as most lines begin
    match = _NUMBER.match(text, start, end)
    if raised := _RAISED.match(text, start, end):
        return raised.end(), int(raised.group(1).translate(_LOWERED))
    if bullet := BULLET.match(text, start, end):
        return bullet.end(), None
    if not match or match.end() >= end:
        return start, None
    digits = next(g for g in match.groups() if g)
    if match.group(4) and not 0 < int(digits) < 400:
        return start, None
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return start, None
    return match.end(), int(digits)


def glued_number(text: str, start: int, end: int) -> tuple[int, int | None]:
    """The same for a number that stands right before the first word, as a style sheet's column leaves it."""
    match = _GLUED.match(text, start, end)
    return (match.end(), int(match.group(1))) if match else (start, None)


def glued_numbers(texts: Iterable[str]) -> bool:
    """True when most of a list's blocks begin with such numbers, and they rise: "1Smith J", "2Jones K"."""
    told = [text for text in texts if len(text) > _SHORTEST]
    found = [int(match.group(1)) for text in told if (match := _GLUED.match(text))]
    rising = all(b > a for a, b in pairwise(found))
    return len(found) >= _FEWEST and rising and len(found) * 3 >= len(told) * 2


def bare_number(text: str) -> int | None:
    """The number when the text is nothing else."""
    match = _BARE_NUMBER.match(text)
    return int(match.group(1)) if match else None


def numbered_in_line(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """The entries that follow each other in one paragraph: (number, where its words begin, where they end).

    The numbers rise one by one in one style from the paragraph's first words on, and what stands between them ends
    like an entry. Empty when there are none.
    """
    marks: list[re.Match[str]] = []
    for match in _NUMBERS_IN_LINE.finditer(text, start, end):
        if not marks:
            if match.start() > start + 1:
                return []
            marks.append(match)
        elif (
            match.lastindex == marks[0].lastindex
            and int(match[match.lastindex or 0]) == int(marks[-1][marks[-1].lastindex or 0]) + 1
            and _ENDS.search(text, marks[-1].end(), match.start())
        ):
            marks.append(match)
    if not marks:
        return []
    stops = [m.start() for m in marks[1:]] + [end]
    return list(_pieces(text, marks, stops))


def _pieces(text: str, marks: list[re.Match[str]], stops: list[int]) -> Iterator[tuple[int, int, int]]:
    for match, stop in zip(marks, stops, strict=True):
        while stop > match.end() and text[stop - 1].isspace():
            stop -= 1
        yield int(match[match.lastindex or 0]), match.end(), stop
