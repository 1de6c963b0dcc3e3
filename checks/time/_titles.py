"""Years that a title, a tile of figures or a sentence calls its own: "The best of 2025", "here in 2024"."""

from __future__ import annotations

import re

from model.dates import PartialDate

#: A year that a sentence calls its own: "here in 2024", "as we enter 2025".
_PRESENT_YEAR = re.compile(
    r"\b(?:here|now|today|currently|so far|already|right now),? in (20\d\d)\b(?!\s?[-–/]\s?\d)"
    r"|\bas we (?:enter|head into|begin|start|approach|move (?:in)?to|go into|near) (20\d\d)\b"
    r"|\bthis year,? \(?(20\d\d)\b|\b(20\d\d) is (?:here|shaping up|set to be|the year (?:to|of|in which|when))\b",
    re.IGNORECASE,
)


def present_year(sentence: str) -> int:
    """The year that a sentence speaks of as now, 0 when it speaks of none."""
    match = _PRESENT_YEAR.search(sentence) if "20" in sentence else None
    return int(next(year for year in match.groups() if year)) if match else 0


#: A tile of figures: "New US Cases (2024)", "Est. deaths, 2025".
_TILE = re.compile(
    r"\b(?:est(?:imated|\.)?|projected|expected)\b.{0,30}\b(?:cases|deaths|diagnoses)\b\W{0,3}(?:in )?\(?(20\d\d)\b"
    r"|\bnew (?:\w+\.? ){0,2}(?:cases|diagnoses)\W{0,3}\(?(?:est\.? )?(20\d\d)\)",
    re.IGNORECASE,
)
#: A tile's label is shorter than this (characters).
_TILE_CHARS = 80


def tile(words: str) -> PartialDate | None:
    """The year of a label that gives the year's expected cases, None for other words."""
    match = _TILE.search(words) if len(words) <= _TILE_CHARS else None
    return PartialDate(int(match[1] or match[2])) if match else None


#: A headline that is of a year: "Trends in 2025", "The best … of 2025", "2025 guide to …".
_OF_A_YEAR = re.compile(
    r"\b(?:trends?|best|top|guide|resolutions?|tips|know|watch|outlook|prices|costs?|changes|season|updates?"
    r"|lists?|ranking"
    r"|deals|ways|things|foods|diets?|predictions?|what to expect|new year|deadlines?|limits|rates|coverage"
    r"|enrollment"
    r"|vaccines?|shots?|picks|reviews?|plans?|schedule|calendar)\b",
    re.IGNORECASE,
)
_HEADLINE_YEAR = re.compile(
    r"(?:\b(?:in|for|of)\s+|^\W*|[(|:–—-]\s*)(20\d\d)\b(?!\s?[-–/]\s?\d|\s+(?:guideline|report|study|trial|census))"
)
_PAST_HEADLINE = re.compile(
    r"\b(?:was|were|history|looking back|review of|recap|study|trial|outbreak|survey|report)\b", re.I
)


def headline_year(title: str) -> int:
    """The year that a title offers its page for, 0 when it is of none."""
    years = [int(year) for year in _HEADLINE_YEAR.findall(title)]
    if not years or not _OF_A_YEAR.search(title) or _PAST_HEADLINE.search(title):
        return 0
    return max(years)
