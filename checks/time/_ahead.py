"""Days to come that are told from the day of writing: "next year" on a page of 2021 is 2022."""

# ruff: noqa: E501 - a pattern and a list of words stay on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Callable

from checks.time._roles import words_of
from language.days import MONTHS
from model.dates import PartialDate

_NUMBER = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "couple of": 2, "twelve": 12, "eighteen": 18,
}  # fmt: skip
_N = rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBER)})"
#: The last month of a season; winter ends in the next year.
_SEASON = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
#: The months by their whole names, in order.
_MONTHS = tuple(next(name for name, at in MONTHS.items() if at == month) for month in range(1, 13))
_TIME = rf"(?P<unit>year|month|week|{'|'.join(_SEASON)}|{'|'.join(_MONTHS)})"
#: What opens a look ahead in the clause; told in the past it is history.
_LOOKS = re.compile(
    r"\b(?:will|shall|should|could|may|might|(?<!was )(?<!were )(?<!been )(?<!they )(?<!he )(?<!she )(?<!we )(?<!who )(?<!I )(?<!it )(?:expected|due|set|scheduled|slated|planned|likely|hoped"
    r"|anticipated|poised|forecast|projected|predicted|tipped|promised|pencilled|penciled)|plans?|hopes?|aims?|intends?|expects?|wants?|begins?|starts?|opens?|ends?|expires?|lapses?|runs? out|comes? into|takes? effect"
    r"|(?:is|are) (?:now |still |also |not )?to|(?:is|are) (?:\w+ )?(?:planning|hoping|aiming|opening|launching|starting|coming|expecting|rolling|moving|introducing"
    r"|preparing|publishing))\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:was|were|had|did|would|once|(?:each|every) (?:\w+ )?(?:year|month|week|day|spring|summer|autumn|fall|winter|season|time|visit|patient|child|person|pregnancy|morning)|usually|always|normally|typically|often|(?<!, )if(?! all| things| the (?:results?|plan|board|vote|money|funds?))|if (?:you|your|it|they|she|he)|unless|whenever)\b",
    re.IGNORECASE,
)


def _year(written: PartialDate, match: re.Match[str], add: int) -> PartialDate:
    unit = match["unit"].lower()
    if unit == "year" or unit == "week":
        return PartialDate(written.year + (add if unit == "year" else 0))
    if unit == "month":
        return _months(written, add)
    if unit in _SEASON:
        return PartialDate(written.year + add + (unit == "winter"), _SEASON[unit])
    return PartialDate(written.year + add, _MONTHS.index(unit) + 1)


def _months(written: PartialDate, count: int) -> PartialDate:
    """So many months on; of a year alone, its last month counts."""
    at = written.year * 12 + (written.month or 12) - 1 + count
    return PartialDate(at // 12, at % 12 + 1)


def _number(match: re.Match[str]) -> int:
    told = match["n"].lower()
    return int(told) if told.isdigit() else _NUMBER[told]


def _ahead(written: PartialDate, match: re.Match[str]) -> PartialDate:
    count = _number(match)
    unit = match.groupdict().get("units") or match["unit"]
    return PartialDate(written.year + count) if unit.lower() == "year" else _months(written, count)


_Reads = Callable[[PartialDate, re.Match[str]], PartialDate]
#: Words for a day to come, and the day that they mean on the day of writing.
_WAYS: tuple[tuple[re.Pattern[str], _Reads], ...] = (
    (re.compile(rf"(?<!the )\bnext (?-i:(?!may\b|march\b)){_TIME}\b(?!['’])", re.I), lambda w, m: _year(w, m, 1)),
    (re.compile(rf"\b(?:early |late |later |sometime )?this (?:coming )?(?-i:(?!may\b|march\b)){_TIME}\b(?!['’](?!s (?:games|olympics|conference|election|season|campaign|vote|meeting|congress)))", re.I), lambda w, m: _year(w, m, 0)),
    (re.compile(r"\b(?:by|before|at|until|towards?) the (?:end|turn|close) of (?:the|this) year\b|\bby year[- ]end\b|\bbefore the (?:year is (?:out|over)|year ends|year['’]s end)\b", re.I), lambda w, _: PartialDate(w.year, 12)),
    (re.compile(r"\b(?:by|before|at|until|towards?) the (?:end|turn|close) of (?:the|this) decade\b", re.I), lambda w, _: PartialDate((w.year // 10 + 1) * 10)),
    (re.compile(r"\b(?:by|before|at|until|towards?) the end of next year\b", re.I), lambda w, _: PartialDate(w.year + 1, 12)),
    (re.compile(rf"\b(?:in|within|inside) (?:about |around |roughly |some |under )?{_N} (?P<unit>year|month)s?['’]? time\b", re.I), _ahead),
    (re.compile(rf"\b(?:in|within|over|during) the (?:next|coming) (?:{_N} (?P<units>year|month)s?|(?P<unit>year|month|decade))\b(?!s)", re.I),
     lambda w, m: _ahead(w, m) if m["n"] else PartialDate(w.year + (1 if m["unit"].lower() == "year" else 10))),
    (re.compile(rf"\b(?:within|inside) (?:about |around |roughly |some |a matter of )?{_N} (?P<unit>year|month)s?\b(?! (?:of|after|from))", re.I), _ahead),
    (re.compile(rf"\bin (?:about |around |roughly |some |another ){_N} (?P<unit>year|month)s?\b", re.I), _ahead),
    (re.compile(rf"\bit (?:will|could|may|might|should) (?:well )?(?:be|take) (?:about |another |at least |up to |over )*{_N} (?P<unit>year|month)s? (?:before|until)\b(?![^.;]*\byou\b)", re.I), _ahead),
    (re.compile(r"\b(?:later|before the end of) (?:this|the) year\b", re.I), lambda w, _: PartialDate(w.year, 12)),
)  # fmt: skip
_CLAUSE = re.compile(r"[;:]\s|\.\s|, (?:and|but|so)\b")
#: What begins on a day begins for everybody.
_FROM = re.compile(
    r"^\W*(?:from|starting|beginning|as of|as from|effective|(?:in|within|inside) (?:about |around )?\w+ years?['’]? time|by the end of)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(?:coming|next) (?:few |several )?(?:years|months|decades)\b", re.IGNORECASE)
#: What all of ``_WAYS`` have one of.
_DAY_WORD = re.compile(r"\b(?:next|this|years?|months?|decade)\b", re.IGNORECASE)
_LIVES = frozenset(("you", "he", "person", "body"))


def told_ahead(sentence: str, written: PartialDate) -> PartialDate | None:
    """The last day to come that a clause names from the day of writing, where it looks ahead; None for what a reader or
    a patient has before them, for what is so every year, and for history."""
    if not _DAY_WORD.search(sentence):
        return None
    for clause in _CLAUSE.split(sentence):
        look = _LOOKS.search(clause)
        if (
            not look
            or _TOLD.search(clause)
            or (not _FROM.match(clause) and _speaks_of_a_life(clause, look.start()))
        ):
            continue
        days = [day(written, match) for words, day in _WAYS for match in words.finditer(clause)]
        if days:
            return max(days, key=lambda d: d.latest())
    return None


def _speaks_of_a_life(clause: str, until: int) -> bool:
    words = words_of(clause)
    for at, token in enumerate(words.tokens):
        if token.start >= until:
            return False
        if words.roles[at] & _LIVES and not (
            at + 1 < len(words.roles) and words.roles[at + 1] & {"matter", "world"}
        ):
            return words.tokens[at - 1].text not in ("of", "for", "in", "with", "among")
    return False
