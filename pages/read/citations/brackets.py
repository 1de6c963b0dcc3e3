"""Numbers in square brackets beyond a list's end: lost entries, or hours, doses, pages and points of a scale."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pages.read.citations.listed import Listed
from pages.read.citations.markers import Marker

# Two words of a statement, not one that names what is in the bracket: "rose by [6]", "or [300]", "Page [4]".
_STATED = re.compile(
    r"[\w)\]%\"”’'-],?\s(?!(?:by|or|and|of|in|to|at|from|on|for|with|is|are|was|were|than|about|pages?|rooms?|"
    r"call(?: us)?|since|until|us)\b)[^\W\d_]{2,}[)\"”’]?[.,]?\s?\Z",
    re.IGNORECASE,
)
_BEFORE = 40
_DIGITS = re.compile(r"\d+")


def without_strays(page: Listed, markers: Sequence[Marker]) -> list[Marker]:
    """``markers`` without those whose numbers the list has not got and that stand as no citation does.

    Lost entries are cited one after the other behind the list's last number, or behind the words of a statement.
    """
    reach = _reach(page, markers)
    return [m for m in markers if not _is_stray(page, m, reach)]


def _reach(page: Listed, markers: Sequence[Marker]) -> int:
    """The last number of those that go on from the list's end without a gap."""
    cited = {n for m in markers if not _falls(page, m) for n in m.numbers}
    reach = page.last
    while reach + 1 in cited:
        reach += 1
    return reach


def _falls(page: Listed, marker: Marker) -> bool:
    """True for a range whose second number is the lower: "[9–5]"."""
    ends = [int(n) for n in _DIGITS.findall(marker.span.of(page.layout.text))[:2]]
    return len(ends) > 1 and ends[0] > ends[1] and marker.numbers[0] == ends[1]


def _is_stray(page: Listed, marker: Marker, reach: int) -> bool:
    known = [n for n in marker.numbers if n in page.by_number]
    if len(known) == len(marker.numbers):
        return False
    if _falls(page, marker):
        return True
    start = marker.span.start
    return (
        not known
        and max(marker.numbers) > reach
        and _STATED.search(page.layout.text, max(0, start - _BEFORE), start) is None
    )
