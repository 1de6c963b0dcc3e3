"""Ages in English text: "12 years and older", "aged 6 to under 18", "children under 6", "from 6 months"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a text
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from language.ages_spoken import Spoken
from language.names import fold

_UP_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_WORDS = {word: number for number, word in enumerate(_UP_TO_TWENTY.split(" "), start=1)} | {
    "birth": 0, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "sixty-five": 65, "seventy": 70,
}  # fmt: skip
_DECADES = {word: tens * 10 for tens, word in enumerate(["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], 2)}  # fmt: skip
_MONTHS_IN = {"year": 12.0, "yr": 12.0, "month": 1.0, "week": 12 / 52, "day": 12 / 365}
_NUMBER = rf"(?:\d{{1,3}}(?![\d.,]*\d)|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_UNIT = r"(?:years?|yrs?|months?|weeks?|days?)"
_OF_AGE = r"(?:[ -](?:of age|olds?))"
_OLDER = r"(?:older|over|up|above|upwards?|beyond|greater|more)"
_YOUNGER = r"(?:younger|under|below|less)"
_LESS = r"(?:under|below|less than|younger than|not yet)"
_AGED = r"(?:aged?|ages|age group|between|from)"
_PEOPLE = (
    r"(?:adults?|people|patients?|persons?|individuals?|child(?:ren)?|kids?|infants?|bab(?:y|ies)|toddlers?|adolescents?|teen(?:s|agers?)|"
    r"boys?|girls?|wom[ae]n|m[ae]n|males?|females?|those|any(?:one|body)|every(?:one|body)|no(?:body| one)|some(?:one|body)|youths?|minors?|seniors?|youngsters?)"
)
# After a number without a unit: what would make it a count, a dose or a score rather than an age.
_NO_NOUN = (
    r"(?= ?(?:[.,;:)?!\u2013\u2014]|\Z)| (?:with|who|whose|for|in|at|and|or|but|is|are|was|were|has|have|to treat|by|as|on|"
    r"that|which|living|when|if|after|because|suffering|affected|unless|until|since|from|taking)\b)"
)
_PATTERNS = tuple(
    re.compile(rf"(?<![\w.$-])(?:{pattern})(?!\w)")
    for pattern in (
        # "aged 6 to under 18 years", "6 months through 4 years", "5- to 11-year-olds", "between 2 and 5 years"
        rf"(?P<lead>{_AGED} (?:(?:the )?ages? (?:of )?)?)?(?P<from>{_NUMBER})(?:[ -](?P<unit>{_UNIT}))?{_OF_AGE}?"
        rf"(?:-? ?(?:to|through|and|up to|until|but)(?: (?P<under>{_LESS}))?|-)[ -]?(?P<to>{_NUMBER})"
        rf"(?:[ -](?P<last>{_UNIT}))?(?P<of>{_OF_AGE})?",
        # "12 years and older", "ages 12 and up", "12+", "65 or over"
        rf"(?:(?P<lead2>{_AGED}|{_PEOPLE}) )?(?P<floor>{_NUMBER})(?:[ -](?P<unit2>{_UNIT}))?{_OF_AGE}?"
        rf"(?:,? (?:and|or) (?P<dir>{_OLDER}|{_YOUNGER})|\+)(?: in age)?(?! (?:than|prior|previous|lines?)\b)",
        # "under 6", "younger than 18 years", "under the age of 12"
        rf"(?P<who>{_PEOPLE} (?:who are |that are |aged? |ages |of )?)?(?:{_LESS}|up to|before|<) ?"
        rf"(?P<age>(?:the )?ages? (?:of )?)?(?P<ceiling>{_NUMBER})(?P<unit3>[ -]{_UNIT})?(?P<of3>{_OF_AGE})?",
        # "at least 2 years of age", "from 6 months", "over 65", "older than 12", "starting at age 45", "as young as 6"
        rf"(?P<who4>{_PEOPLE} (?:who are |that are |aged? |ages |of )?)?"
        rf"(?P<say>at least|from|starting (?:at|from)|beginning (?:at|from)|as young as|over|above|older than|greater than|>=?|\u2265|aged|not younger than) ?"
        rf"(?P<age4>(?:the )?ages? (?:of )?)?(?P<least>{_NUMBER})(?P<unit4>[ -]{_UNIT})?(?P<of4>{_OF_AGE})?(?: (?:and )?(?:onwards?|on|upwards?|up))?",
        # "over-65s", "the under-12s", "over 65s"
        rf"(?:the )?(?P<side>under|over)[- ](?P<bound>{_NUMBER})s",
        # "in their fifties", "people in their late 60s"
        rf"in their (?:(?:early|mid|late)[- ])?(?P<decade>{'|'.join(_DECADES)}|[2-9]0s)",
        # "12-year-olds", "a 6-month-old"
        rf"(?P<exactly>{_NUMBER})-(?P<unit5>{_UNIT})-olds?",
    )
)  # fmt: skip
_BARE = re.compile(_NO_NOUN)
_SPOKEN = Spoken(_NUMBER, _PEOPLE, _BARE, _WORDS)
_MAY_TELL = re.compile(
    r"\d|\b(?:age|old|year|month|birth|young|in their |(?:under|over|below|above|past|from|between)\b)"
)
_OF_TREATMENT = re.compile(r" (?:of|after|before|into|later|post) (?!age\b)")
# "Older than 26" begins where 26 ends; what is said of children counts in whole years only where it says so.
_BEYOND = frozenset({"older than", "over", "above", "greater than", ">"})


@dataclass(frozen=True, slots=True)
class Age:
    """The ages that ``text[start:end]`` names, in months: ``low`` and older, younger than ``high``; None: open."""

    start: int
    end: int
    low: int | None = None
    high: int | None = None


def ages(text: str, start: int = 0, end: int | None = None) -> tuple[Age, ...]:
    """All ages named in ``text[start:end]``, in order. A number alone is an age only beside a word that says so
    ("years", "aged", "children under"): never "at least 2 prior therapies" or "over 30 mg"."""
    folded = fold(text)
    stop = len(text) if end is None else end
    if not _MAY_TELL.search(folded, start, stop):
        return ()
    found = _apart(Age(*one) for one in _SPOKEN.find(folded, start, stop))
    for pattern in _PATTERNS:  # an earlier pattern takes in more: what overlaps with it is part of it
        for match in pattern.finditer(folded, start, stop):
            age = _age(match, folded)
            if age and not any(a.start < age.end and age.start < a.end for a in found):
                found.append(age)
    return tuple(sorted(found, key=lambda a: a.start))


def _apart(spoken: Iterable[Age]) -> list[Age]:
    """Those that overlap with none before them."""
    found: list[Age] = []
    for age in spoken:
        if not any(a.start < age.end and age.start < a.end for a in found):
            found.append(age)
    return found


def _age(match: re.Match[str], folded: str) -> Age | None:
    said = match.groupdict()
    if said.get("from"):
        return _between(match, folded)
    if said.get("floor"):
        return _and_older(match, folded)
    if said.get("ceiling"):
        unit = (match["unit3"] or "").strip(" -")
        if not (unit or match["age"] or match["who"] or "younger" in match[0]) or (
            not unit and not _BARE.match(folded, match.end())
        ):
            return None
        if unit and not (
            match["of3"]
            or match["age"]
            or match["who"]
            or "younger" in match[0]
            or _after_people(match, folded)
        ):
            return None  # "up to 2 years" of treatment
        inclusive = bool(re.search(r"up to", match[0]))
        high = _months(match["ceiling"], unit, after=inclusive)
        return Age(_numbers_start(match, "who"), match.end(), None, high) if high else None
    if said.get("least"):
        unit = (match["unit4"] or "").strip(" -")
        sure = bool(
            match["of4"]
            or match["age4"]
            or match["who4"]
            or match["say"].startswith("older")
            or _after_people(match, folded)
        )
        if not unit and ((match["say"] != "aged" and not sure) or not _BARE.match(folded, match.end())):
            return None
        if unit and not (sure or match["say"] in ("from", "aged") or match["say"].startswith(("as ", "start", "begin"))):  # fmt: skip
            return None  # "at least 6 months of earlier treatment"
        if unit and not match["of4"] and re.match(r" (?:of|after|before|to|ago|into|later|post)\b", folded[match.end() :]):  # fmt: skip
            return None
        low = _months(match["least"], unit, after=match["say"] in _BEYOND)
        return Age(_numbers_start(match, "who4"), match.end(), low, None)
    if said.get("side"):
        months = _months(match["bound"], "")
        return Age(
            match.start("side"), match.end(), *((months, None) if match["side"] == "over" else (None, months))
        )
    if decade := said.get("decade"):
        first = _DECADES.get(decade) or int(decade.rstrip("s"))
        return Age(match.start(), match.end(), first * 12, (first + 10) * 12)
    if said.get("exactly"):
        unit = match["unit5"]
        return Age(
            match.start(), match.end(), _months(match["exactly"], unit), _months(match["exactly"], unit, True)
        )
    return None


def _between(match: re.Match[str], folded: str) -> Age | None:
    lead = (match["lead"] or "").split(" ")[0]
    if " and " in match[0] and "between" not in lead and not match["under"]:
        return None  # "ages 5 and 11" are two ages; "12 and older" is the next pattern's
    unit, last = match["unit"] or match["last"] or "", match["last"] or match["unit"] or ""
    named = "age" in (match["lead"] or "") or _after_people(match, folded)
    sure = named or (unit and (match["of"] or lead or "through" in match[0] or match["under"]))
    if not sure and not (unit and re.match(r" (?:with|who|for|,|\.)|[.,;)]|\Z", folded[match.end() :])):
        return None  # "2 to 4 weeks of treatment"
    if not unit and not _BARE.match(folded, match.end()):
        return None
    if unit and not (named or match["of"]) and _OF_TREATMENT.match(folded, match.end()):
        return None  # "from six to 17 weeks of therapy"
    low = _months(match["from"], unit)
    high = _months(match["to"], last, after=not match["under"])
    if low is None or high is None or low >= high:
        return None
    start = match.start() if named or lead in ("between", "from") else match.start("from")
    return Age(start, match.end(), low, high)


def _and_older(match: re.Match[str], folded: str) -> Age | None:
    unit = match["unit2"] or ""
    if match["dir"] is None and not (unit or match["lead2"] or _after_people(match, folded)):
        return None
    if (
        not unit
        and match["dir"] in ("more", "greater", "less", "below", "above", "beyond")
        and not match["lead2"]
    ):
        return None  # "2 or more"
    if match["dir"] in ("more", "greater", "less") and not match["lead2"] and "age" not in match[0]:
        return None  # "two years or more"
    if match["dir"] in ("younger", "under", "below", "less"):
        return Age(match.start("floor"), match.end(), None, _months(match["floor"], unit, after=True))
    return Age(match.start("floor"), match.end(), _months(match["floor"], unit), None)


def _after_people(match: re.Match[str], folded: str) -> bool:
    before = folded[max(0, match.start() - 30) : match.start()]
    return (
        re.search(rf"\b{_PEOPLE}(?: who are| that are|,| \(| \(ages?|,? aged?| ages| of)? ?\Z", before)
        is not None
    )


def _numbers_start(match: re.Match[str], group: str) -> int:
    return match.end(group) if match[group] else match.start()


def _months(number: str, unit: str, after: bool = False) -> int | None:
    """A number of ``unit`` (years where unsaid) in whole months; ``after``: the end of that year, month, week."""
    value = int(number) if number.isdigit() else _WORDS[number]
    size = _MONTHS_IN[unit.rstrip("s") or "year"]
    months = (value + (1 if after else 0)) * size
    return round(months) if value <= 120 or size < 12 else None
