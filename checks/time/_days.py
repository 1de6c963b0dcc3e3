"""The days that a sentence names: by their year, or from the day of writing ("next spring")."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import functools
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checks.time._roles import Words, compiled, rows
from language.days import MONTHS
from language.patterns import Pattern
from model.dates import PartialDate

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
#: Spellings of a part of a year, and the one in which it is read: "FY2024", "H1 '23", "3Q22".
_SHORT = (
    (r"\b(?:FY|(?:fiscal|financial|calendar|school|academic|tax)(?: year)?)\s?['’]?(?:20)?(\d\d)(?:\s?[/–-]\s?(?:20)?\d\d)?\b(?!\d)", r"20\1"),
    (r"\b(?:Q([1-4])|([1-4])Q)(?:[\s/-]|of)*['’]?(?:20)?(\d\d)\b(?!\d)", r"Q\1\2 20\3"),
    (r"\b(20\d\d)[\s-]?Q([1-4])\b", r"Q\2 \1"),
    (r"\b(?:H1|1H)[\s/-]*['’]?(?:20)?(\d\d)\b(?!\d)", r"first half 20\1"),
    (r"\b(?:H2|2H)[\s/-]*['’]?(?:20)?(\d\d)\b(?!\d)", r"second half 20\1"),
    (r"\b(?i:(?:Christmas|Thanksgiving|Hanukkah)(?: of)?),? (20\d\d)\b", r"December \1"),
    (r"\b(?i:(?:Easter|Passover)(?: of)?),? (20\d\d)\b", r"April \1"),
    (r"\b((?i:in|of|for|during|since|by|until|before|from))\s['’](\d\d)\b(?!['’]|s)", r"\1 20\2"),
    (r"\b(?i:coming |next |new )?20\d\d\s?[/–-]\s?(?:20)?(\d\d)(?= (?:\w+ )?(?i:season)\b)", r"20\1"),
    (rf"\b((?i:spring|summer|autumn|fall|winter|{_MONTH}))[\s,]*['’](\d\d)\b", r"\1 20\2"),
)  # fmt: skip
_SPELLINGS = tuple((re.compile(pattern), form) for pattern, form in _SHORT)
_TWO_DIGITS = re.compile(r"\d\d")
_DAYS_IN_MONTH = 31
_YEAR_MONTHS = 12
_FIRST = 2000


@dataclass(frozen=True, slots=True)
class Named:
    """A day at tokens ``start`` to ``end`` with the ``preposition`` before it; ``month``: it has one, or a part of a
    year."""

    start: int
    end: int
    day: PartialDate
    preposition: str
    month: bool = False


@functools.lru_cache(maxsize=64)  # the same sentence is asked for by several checks, one after the other
def written_out(sentence: str) -> str:
    """The sentence with short forms of a part of a year in the form that is read: "in Q3 2022"."""
    if not _TWO_DIGITS.search(sentence):
        return sentence  # all of them have a year's digits
    for pattern, form in _SPELLINGS:
        sentence = pattern.sub(form, sentence)
    return sentence


@cache
def closed() -> dict[str, frozenset[str]]:
    """The closed lists of ahead.toml by name."""
    return {name: frozenset(words) for name, words in rows("ahead")["closed"].items()}  # type: ignore[attr-defined]


@cache
def _table(name: str) -> dict[str, int]:
    return dict(rows("ahead")[name])  # type: ignore[arg-type]


def named_years(words: Words) -> Iterator[Named]:
    """The days that are named by their year, but for years that are part of a name, and numbers."""
    tokens = words.tokens
    for at, token in enumerate(tokens):
        if "*year" not in token.lemmas or int(token.text) < _FIRST or _is_number(words, at):
            continue
        low, day = _spelt(words, at)
        if at + 1 < len(tokens) and "event" in words.roles[at + 1]:
            yield Named(at, at + 1, day, "in")
            continue
        before = tokens[low - 1].text if low > 1 else "^"
        has_month = bool(day.month)
        span = tokens[at - 1].text in ("–", "-") or (at > 1 and tokens[at - 1].text == "to")
        if before in closed()["firm"] | closed()["loose"] or tokens[low].text in closed()["firm"]:
            yield Named(low, at + 1, day, before if before != "^" else tokens[low].text, has_month)
        elif has_month or span:
            yield Named(low, at + 1, day, "", has_month)


def _is_number(words: Words, at: int) -> bool:
    """True for "2020 nurses", "the 2019 form" and "2019s": a number, or part of a name."""
    tokens = words.tokens
    token, behind = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        token.glued
        and tokens[at - 1].end >= token.start - 1
        and tokens[at - 1].kind in "wX"
        and tokens[at - 1].text != "mid"
    ):
        return True
    if behind is None or behind.kind != "w":
        return False
    if behind.text == "s" and behind.start == token.end:
        return True
    return behind.text in closed()["counted"]


def _spelt(words: Words, at: int) -> tuple[int, PartialDate]:
    """Where the spelling of a day begins that ends with the year, and the day."""
    tokens, inside, parts = words.tokens, closed()["within"], _table("parts")
    year, month, day, part = int(tokens[at].text), 0, 0, -1
    low = at
    while low > 1:
        before = tokens[low - 1]
        if before.text in MONTHS and (before.text != "may" or tokens[low].kind == "n"):
            month = month or MONTHS[before.text]
        elif (
            before.kind == "n"
            and before.text.isdigit()
            and int(before.text) <= _DAYS_IN_MONTH
            and (month or low < at)
        ):
            day = day or int(before.text)
        elif re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", before.text):
            day = day or int(before.text[:-2])
        else:
            both = f"{tokens[low - 2].text} {before.text}"
            known = parts.get(both, parts.get(before.text, -1))
            if known < 0 and before.text not in inside:
                break
            if before.text in closed()["loose"] and before.text != "of" and known < 0:
                break
            part = known if part < 0 else part
        low -= 1
    while low < at and tokens[low].kind == ",":
        low += 1
    month = month or max(part, 0)
    if not (month and 1 <= day <= monthrange(year, month)[1]):
        day = 0
    return low, PartialDate(year, month, day)


# ---- from the day of writing -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Relative:
    """One way to tell a day from the day of writing; ``unless``: what does not stand before it, ``stop``: nor
    behind."""

    means: str
    unless: frozenset[str]
    stop: frozenset[str]
    pattern: Pattern


@cache
def _relatives() -> tuple[_Relative, ...]:
    return tuple(
        _Relative(
            row["means"], frozenset(row.get("unless", ())), frozenset(row.get("stop", ())), compiled(source)
        )
        for row in rows("ahead")["relative"]
        for source in row["words"]
    )


def named_from(words: Words, sentence: str, written: PartialDate) -> Iterator[Named]:
    """The days that are told from the day of writing, and that they mean."""
    tokens = words.tokens
    for way in _relatives():
        if any(map(words.lemmas.isdisjoint, way.pattern.needs)):
            continue
        for start in range(1, len(tokens)):
            end = way.pattern.match(tokens, start)
            stopped = end < len(tokens) and tokens[end].text in way.stop
            if end > start and tokens[start - 1].text not in way.unless and not stopped:
                unit = _unit(words, sentence, start, end)
                if unit and not (way.means == "so many on" and _is_vague(words, start, end)):
                    day = _meant(way.means, unit, _count(words, start, end), written)
                    yield Named(start, end, day, tokens[start].text)


def _unit(words: Words, sentence: str, start: int, end: int) -> str:
    """The unit that the words count by; "" for "may" and "march" that are no months."""
    for token in reversed(words.tokens[start:end]):
        for unit in ("year", "month", "week", "decade", *_table("seasons"), *MONTHS):
            if token.text in (unit, f"{unit}s"):
                small = token.text in ("may", "march") and sentence[token.start].islower()
                return "" if small else unit
    return ""


def _is_vague(words: Words, start: int, end: int) -> bool:
    """True for "in the coming years": no number, and more than one."""
    inside = words.tokens[start:end]
    counted = any(token.text in _table("numbers") or token.text.isdigit() for token in inside)
    return not counted and any(token.text in ("years", "months", "weeks", "decades") for token in inside)


def _count(words: Words, start: int, end: int) -> int:
    numbers = _table("numbers")
    for token in words.tokens[start:end]:
        if token.text.isdigit():
            return min(int(token.text), 99)
        if token.text in numbers and token.text != "a":
            return numbers[token.text]
    return 1


def _meant(means: str, unit: str, count: int, written: PartialDate) -> PartialDate:
    if means == "end of the year":
        return PartialDate(written.year, _YEAR_MONTHS)
    if means == "end of the decade":
        return PartialDate((written.year // 10 + 1) * 10)
    add = count if means == "so many on" else int(means == "next")
    seasons = _table("seasons")
    if unit in seasons:
        return PartialDate(written.year + add + (unit == "winter"), seasons[unit])
    if unit in MONTHS:
        return PartialDate(written.year + add, MONTHS[unit])
    if unit == "decade":
        return PartialDate(written.year + 10 * max(add, 1))
    if unit == "month":
        return _months(written, add)
    return PartialDate(written.year + (add if unit == "year" else 0))


def _months(written: PartialDate, count: int) -> PartialDate:
    """So many months on; of a year alone, its last month counts."""
    at = written.year * _YEAR_MONTHS + (written.month or _YEAR_MONTHS) - 1 + count
    return PartialDate(at // _YEAR_MONTHS, at % _YEAR_MONTHS + 1)
