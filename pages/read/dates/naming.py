"""Where a date's label stands: before it, in the line or cell beside or above it, or right behind it."""

from __future__ import annotations

import re

from pages.read.dates.labels import LEAD_CHARS, Label, label_after, label_around, label_before
from pages.read.dates.lines import only_day_words
from pages.read.dates.scene import LABEL_LINE, Line
from pages.read.dates.strings import DateText, find_dates

# A label can be this many lines above its date: "Reviewed by", a name, the day.
_LINES_ABOVE = 3
# What is looked at on either side of a date (characters): more than any label, and the same work for each of a
# thousand dates in one line.
WINDOW = 300


def find_label(
    text: str, lines: list[Line], at: int, date: DateText, low: int, last: bool, more: bool = True
) -> tuple[Label | None, int]:
    """The label of the date in line ``at``, and the offset in ``text`` where it starts (-1: in another line).

    ``low``: where the words that may label it begin; ``last``: no date follows in the line, so that words
    behind it can be its label; ``more``: see ``label_before``.
    """
    line = lines[at]
    year_only = date.style == "year"
    near = max(low, date.start - WINDOW)
    lead, tail = text[near : date.start], text[date.end : min(line.end, date.end + WINDOW)]
    found = label_before(lead, tail, year_only=year_only, more=more)
    if found:
        return found, near + max(0, len(lead) - LEAD_CHARS) + found.start
    behind = label_after(tail) if last else None
    if behind and not lead.strip():
        return behind, date.start
    if low == line.start and len(lead) < LABEL_LINE and only_day_words(lead):
        above = _label_above(text, lines, at)
        named = label_before(above, tail, year_only=year_only, more=more) if above else None
        below = _label_below(text, lines, at) if not tail.strip() else None
        if below and not (above and label_before(_row(text, lines, at - 1) + ": ", "", more=more)):
            return below, -1
        if named:
            return named, -1
    round_it = label_around(text[max(line.start, date.start - WINDOW) : date.start], tail)
    if round_it:
        return round_it, date.start
    if behind:
        return behind, date.start
    return None, -1


def _row(text: str, lines: list[Line], at: int) -> str:
    return text[lines[at].start : lines[at].end] if at >= 0 else ""


def _label_below(text: str, lines: list[Line], at: int) -> Label | None:
    """The label that opens the line under a day that stands alone: "Jun 1, 2021", "Medically Reviewed By", as the
    version lists of articles have them."""
    row = _row(text, lines, at + 1) if at + 1 < len(lines) else ""
    if not row or len(row) > LABEL_LINE or not _BY_LINE.search(row):
        return None
    return label_after(" " + row.split(" by ")[0].split(" By ")[0].removesuffix(" by").removesuffix(" By"))


_BY_LINE = re.compile(
    r"^\W*(?:last |medically |clinically )*(?:reviewed|fact[ -]checked|updated|revised) by\b", re.I
)


def _label_above(text: str, lines: list[Line], at: int) -> str:
    """The words of the neighbouring lines that may label a date beginning its own line."""
    line = lines[at]
    if line.role == "cell":
        head = _column_head(text, line)
        if head is not None:
            return head
    words: list[str] = []
    for back in range(at - 1, max(-1, at - 1 - _LINES_ABOVE), -1):
        other = lines[back]
        if other.end - other.start > LABEL_LINE:
            break
        row = text[other.start : other.end]
        if find_dates(row):
            break
        words.insert(0, row)
        if other.role == "heading" or label_before(row + ": ", ""):
            break
    if not words:
        return ""
    return "\n".join(words) + ("" if words[-1].rstrip().endswith(":") else ":") + " "


def _column_head(text: str, line: Line) -> str | None:
    """The head of the column that a table cell stands in, when the row above is a row of labels and the
    table has this one row of values; None when the cell's label is its neighbour."""
    row_start = text.rfind("\n", 0, line.start) + 1
    if not row_start:
        return None
    row_end = text.find("\n", line.end)
    row = text[row_start : row_end if row_end >= 0 else len(text)]
    before = text[row_start : line.start]
    column = before.count(" | ")
    if column and label_before(before.rsplit(" | ", 2)[-2] + ": ", ""):
        return None
    above_start = text.rfind("\n", 0, row_start - 1) + 1
    heads = text[above_start : max(above_start, row_start - 1)].split(" | ")
    cells = row.split(" | ")
    if len(heads) < 2 or len(heads) != len(cells) or column >= len(heads):
        return None
    below = text[len(row) + row_start + 1 :].split("\n", 1)[0]
    if below.count(" | ") == len(cells) - 1 and find_dates(below[:200]):
        return ""
    return heads[column] + ": "
