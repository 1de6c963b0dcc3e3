"""The few elements that every reader of a page looks for, found in one walk over its tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from language.once import OfLast

_SOUGHT = ("meta", "link", "base", "title", "script", "h1", "ol")
_FOUND: OfLast[Mapping[str, Sequence[HtmlElement]]] = OfLast()


def elements(tree: HtmlElement, tag: str) -> Sequence[HtmlElement]:
    """All elements of a tag, one of those sought, in the order of the page. Those of the last tree are kept: a walk
    costs as much as all that is done with what it finds."""
    return _FOUND.of(tree, make=lambda: _all(tree))[tag]


def _all(tree: HtmlElement) -> Mapping[str, Sequence[HtmlElement]]:
    found: dict[str, list[HtmlElement]] = {tag: [] for tag in _SOUGHT}
    for element in tree.iter(*_SOUGHT):
        found[element.tag].append(element)
    return found
