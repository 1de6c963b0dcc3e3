"""What every reader of a page looks for in its markup, found once: a few elements, and the scripts of linked data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from language.once import OfLast

_SOUGHT = ("meta", "link", "base", "title", "script", "h1", "ol")
_FOUND: OfLast[Mapping[str, Sequence[HtmlElement]]] = OfLast()


def elements(tree: HtmlElement, tag: str) -> Sequence[HtmlElement]:
    """All elements of a tag, one of those sought, in the order of the page. Those of the last tree are kept: a walk
    costs as much as all that is done with what it finds."""
    return _FOUND.of(tree, make=lambda: _all(tree))[tag]


class LinkedData(NamedTuple):
    """A script of JSON-LD: its text, and its value as it stands; None where the text is no JSON as it stands."""

    text: str
    value: Any


_LINKED: OfLast[Sequence[LinkedData]] = OfLast()


def linked_data(tree: HtmlElement) -> Sequence[LinkedData]:
    """The scripts of JSON-LD, in the order of the page. Several readers ask, and none changes a value."""
    return _LINKED.of(tree, make=lambda: [*map(_loaded, filter(_is_linked, elements(tree, "script")))])


def _is_linked(script: HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _loaded(script: HtmlElement) -> LinkedData:
    text = script.text or ""
    try:
        return LinkedData(text, json.loads(text, strict=False))
    except (ValueError, RecursionError):
        return LinkedData(text, None)


def _all(tree: HtmlElement) -> Mapping[str, Sequence[HtmlElement]]:
    found: dict[str, list[HtmlElement]] = {tag: [] for tag in _SOUGHT}
    for element in tree.iter(*_SOUGHT):
        found[element.tag].append(element)
    return found
