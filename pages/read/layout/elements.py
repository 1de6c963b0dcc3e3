"""What every reader of a page looks for in its markup, found once: a few elements, and the scripts of linked data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
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


def unseen_size(tree: HtmlElement) -> int:
    """How many characters a page has of what no reader sees and is read all the same: its title, metadata, and
    scripts of linked data (of a megabyte of empty lists there, a reader makes twenty)."""
    scripts = (script for script in elements(tree, "script") if _is_linked(script))
    texts = sum(len(element.text or "") for element in (*scripts, *elements(tree, "title")))
    return texts + sum(len(meta.get("content") or "") for meta in elements(tree, "meta"))


def flat(value: Any) -> Iterator[Any]:
    """The items of a list and of the lists in it, in order, however deep; what is no list as it is."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        else:
            yield item


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
