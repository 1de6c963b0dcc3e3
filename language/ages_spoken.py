"""Ages as people say them, with no "years" beside: "not approved below 18", "anybody under 50", "4- and 5-year-olds".

A number alone is an age only where people or an approval stand right before it ("kids with hepatitis B under 12",
"approved from six to 17"), and no measure does ("patients with an LDL above 100").
"""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a text
from __future__ import annotations

import re
from collections.abc import Mapping

#: Ordinals of birthdays, by the number of years that are over on them.
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "sixth": 6, "twelfth": 12, "eighteenth": 18}
_PLURALS = {
    "twos": 2,
    "threes": 3,
    "fours": 4,
    "fives": 5,
    "sixes": 6,
    "tens": 10,
    "twelves": 12,
    "eighteens": 18,
}
# What is counted or measured, and no person's years.
_MEASURE = re.compile(
    r"\b(?:counts?|levels?|scores?|index|bmi|e?gfr|(?:hb)?a1c|ldl|hdl|iq|mass|rates?|pressures?|weigh\w*|temperatures?|tit(?:er|re)s?|fractions?|"
    r"platelets?|h[a]?emoglobin|cd4|psa|anc|values?|ratios?|dos(?:es?|ing)|alt|ast|fev1|inr|ige|crp|phq|edss|panss|gcs|stage|grade|phase|numbers?|"
    r"percent\w*|prices?|costs?|clearance|creatinine|concentrations?|sales|shares?|stocks?|risks?|odds)\b[^,;]{0,12}\Z"
)
# Right before a number alone: people, with or without their disease, or a word of approval.
_OF_SOMEBODY = (
    r"(?:\b{people}(?: (?:with|who (?:have|are|is)|living with|suffering from|that are|from)\b(?: [\w'-]+){{0,5}})?|"
    r"\b(?:approved|licen[sc]ed|cleared|authori[sz]ed|indicated|recommended|prescribed|permitted|allowed|okayed|given|used?|off[ -]label)"
    r"(?: (?:only|just|solely|for|in|use|now|yet|even|at all|it|them|ages?|there|here))*|\b(?:for|in|not|none|nothing|it)),? \Z"
)
_BOUNDS = r"(?P<side>below|under|over|above|past|younger than|older than|less than)"


class Spoken:
    """The spoken forms. ``number``, ``people``: the patterns of language/ages.py; ``bare``: what may follow a number
    that stands alone; ``values``: number words in years."""

    def __init__(self, number: str, people: str, bare: re.Pattern[str], values: Mapping[str, int]) -> None:
        self._bare, self._values = bare, values
        self._somebody = re.compile(_OF_SOMEBODY.format(people=people))
        self._each = re.compile(
            # "4- and 5-year-olds", "4 and 5 year olds"
            rf"(?<![\w.$-])(?P<one>{number})-?(?: years?)?,? (?:and|or|to) (?P<two>{number})[ -]years?[ -]olds?\b"
        )
        self._patterns = (
            # "older than 18 but younger than 60"
            re.compile(rf"\b(?P<above>older than|over|above|from|at least) (?P<low>{number})(?: years?(?: old| of age)?)?,? (?:but|and|yet)(?: are| still)? (?P<below>younger than|under|below|not yet) (?P<high>{number})(?: years?)?\b"),
            # "no younger than 12", "not below 12"
            re.compile(rf"\b(?:no|not|never) (?:younger than|below|under) (?P<least>{number})\b"),
            # "below 18", "anybody under 50", "people past 65"
            re.compile(rf"\b{_BOUNDS} (?:the age of )?(?P<bound>{number})(?![\d.,]*\d)(?P<years> years)?\b"),
            # "from six to 17", "between 9 and 26", "from 2 through 11"
            re.compile(rf"\b(?:from|between|aged?) (?P<from>{number})(?: to| through| and| until| up to|-) ?(?P<to>{number})(?![\d.,]*\d)\b"),
            # "children as young as 12"
            re.compile(rf"\bas young as (?P<young>{number})\b"),
            # "60-plus"
            re.compile(rf"(?<![\w.$-])(?P<plus>{number})[ -]plus\b"),
            # "12yo and up"
            re.compile(rf"(?<![\w.$-])(?P<yo>{number}) ?y/?o\b(?: (?:and|or) (?P<dir>up|over|older|above|younger|under))?"),
            # "babies of 6 months and more"
            re.compile(rf"\b{people} (?:of |from )(?P<months>{number}) months (?:and|or) (?:more|up|older|over)\b"),
        )  # fmt: skip
        self._birthday = re.compile(
            rf"\b(?P<when>from|after|before|until|past) (?:their|his|her|the|a|one's) (?P<nth>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)) birthday\b"
        )
        self._plural = re.compile(rf"\b(?P<side>under|over)[- ](?P<group>{'|'.join(_PLURALS)})\b")

    def find(self, folded: str, start: int, stop: int) -> list[tuple[int, int, int | None, int | None]]:
        """Where ages are said so in ``folded[start:stop]``: begin, end, and the ages in months, from and below."""
        found: list[tuple[int, int, int | None, int | None]] = []
        for match in self._each.finditer(folded, start, stop):
            one, two = self._year(match["one"]), self._year(match["two"])
            if one < two and (two - one == 1 or " to " in match[0]):
                found.append((match.start(), match.end(), one * 12, (two + 1) * 12))
        for match in self._birthday.finditer(folded, start, stop):
            years = _ORDINALS.get(match["nth"]) or int(re.sub(r"\D", "", match["nth"]))
            low, high = (None, years * 12) if match["when"] in ("before", "until") else (years * 12, None)
            found.append((match.start(), match.end(), low, high))
        for match in self._plural.finditer(folded, start, stop):
            months = _PLURALS[match["group"]] * 12
            found.append((match.start(), match.end(), *((months, None) if match["side"] == "over" else (None, months))))  # fmt: skip
        for pattern in self._patterns:
            for match in pattern.finditer(folded, start, stop):
                ages = self._told(match.groupdict())
                sure = bool(match.groupdict().get("yo") or match.groupdict().get("months"))
                if ages and (sure or self._is_of_people(folded, match)):
                    found.append((match.start(), match.end(), *ages))
        return found

    def _is_of_people(self, folded: str, match: re.Match[str]) -> bool:
        before = folded[max(0, match.start() - 60) : match.start()]
        if not self._bare.match(folded, match.end()) or _MEASURE.search(before):
            return False
        if match.groupdict().get("years") and match["side"] != "below":
            return False  # "approved for over 20 years"
        return "young" in match[0] or "old" in match[0] or bool(self._somebody.search(before))

    def _told(self, said: Mapping[str, str | None]) -> tuple[int | None, int | None] | None:
        low: int | None = None
        high: int | None = None
        if said.get("high"):
            beyond = said["above"] not in ("from", "at least")
            low, high = self._year(said["low"]) + beyond, self._year(said["high"])
        elif said.get("bound"):
            years = self._year(said["bound"])
            grown = said["side"] in ("over", "above", "past", "older than")
            low, high = (years + 1, None) if grown else (None, years)
        elif said.get("to"):
            low, high = self._year(said["from"]), self._year(said["to"]) + 1
        elif said.get("months"):
            return self._values.get(said["months"] or "") or int(said["months"] or 0), None
        elif said.get("yo"):
            years = self._year(said["yo"])
            side = said.get("dir")
            low, high = (
                (None, years + 1) if side in ("younger", "under") else (years, None if side else years + 1)
            )
        else:
            low = self._year(said.get("least") or said.get("young") or said.get("plus"))
        if (low or high or 0) > 110 or (low is not None and high is not None and low >= high):
            return None
        return (low * 12 if low is not None else None), (high * 12 if high is not None else None)

    def _year(self, number: str | None) -> int:
        return int(number) if number and number.isdigit() else self._values[number or ""]
