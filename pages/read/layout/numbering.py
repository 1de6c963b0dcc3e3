"""The numbers that a browser prints before the entries of an ``<ol>`` (HTML Standard, "The ol element")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from model.digits import whole_number

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_ROMAN = 3999


@dataclass(slots=True)
class Numbering:
    """How the entries of one list are numbered, and the number of the next."""

    next: int
    step: int
    type: str

    def label(self, entry: Mapping[str, str]) -> str:
        """What stands before the next entry: "3.", "c.", "iii."."""
        own = _number(entry.get("value", ""))
        number = self.next if own is None else own
        self.next = number + self.step
        return f"{_written(number, self.type)}."


def numbering(element: HtmlElement, attributes: Mapping[str, str]) -> Numbering | None:
    """Of an ``<ol>``; None where its style shows no numbers."""
    style = attributes.get("style", "").replace(" ", "").lower()
    if "list-style:none" in style or "list-style-type:none" in style:
        return None
    backwards = "reversed" in attributes
    first = _number(attributes.get("start", ""))
    if first is None:
        first = sum(1 for child in element if child.tag == "li") if backwards else 1
    return Numbering(first, -1 if backwards else 1, attributes.get("type", "1"))


def _number(text: str) -> int | None:
    sign = -1 if text.strip().startswith("-") else 1
    found = whole_number(text.strip().lstrip("-"))
    return None if found is None else sign * found


def _written(number: int, kind: str) -> str:
    if kind in ("a", "A") and number > 0:
        text = ""
        while number:
            number, rest = divmod(number - 1, 26)
            text = chr(ord("a") + rest) + text
    elif kind in ("i", "I") and 0 < number <= _MOST_ROMAN:
        text = ""
        for value, letters in _ROMAN:
            times, number = divmod(number, value)
            text += letters * times
    else:
        return str(number)
    return text.upper() if kind.isupper() else text
