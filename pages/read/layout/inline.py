"""Markup within a line: links, bold type, notes; and what an element draws that is no word."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from pages.read.layout.gather import Gatherer
from pages.read.layout.raw import Mark

_MARKS = {
    "a": "link",
    "sup": "sup",
    "sub": "sub",
    "time": "time",
    "relative-time": "time",
    "time-ago": "time",
    "local-time": "time",
    "cite": "cite",
    "strong": "strong",
    "b": "strong",
    "u": "strong",
    "em": "em",
    "i": "em",
}
#: Type within a word: what touches it belongs to it.
_TIGHT = frozenset(("sup", "sub", "em", "i", "font", "u", "mark", "var", "math", "mi", "mn", "mo"))
_LIGATURE = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")
_DAY = re.compile(r"(?:19|20)\d\d-?\d\d-?\d\d")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_RAISED_CLASS = re.compile(r"(?:^|\s)(?:sup|super|superscript|sup-?ref|ref-?sup)(?:$|\s)", re.IGNORECASE)
_SIGNS = frozenset(("¶", "#", "§", "🔗", "\uf0c1"))


def is_permalink(link: HtmlElement) -> bool:
    """True for the sign behind a heading that links to it: "Uses ¶"."""
    return link.text in _SIGNS and not len(link) and (link.get("href") or "").startswith("#")


def is_icon(element: HtmlElement) -> bool:
    """True for the word that an icon font draws as a picture: ``<i class="icon">schedule</i>``."""
    return bool(_LIGATURE.fullmatch(element.text.strip())) and "icon" in (element.get("class") or "")


def _kind_of_span(style: str | None, words: str | None) -> str | None:
    """What a span stands for by its style or class: bold type, a raised number."""
    if (style and _RAISED_STYLE.search(style)) or (words and "sup" in words and _RAISED_CLASS.search(words)):
        return "sup"
    return "strong" if style and _BOLD_STYLE.search(style) else None


def enter_inline(state: Gatherer, tag: str, element: HtmlElement) -> Mark | None:
    """Open inline markup; returns what closes it."""
    name = element.get("id")
    kind = _MARKS.get(tag)
    if kind is None and tag == "span":
        kind = _kind_of_span(element.get("style"), element.get("class"))
    elif kind is None and tag == "abbr" and _DAY.match(element.get("title") or ""):
        kind = "time"  # microformats: <abbr class="published" title="2014-06-24">
    elif kind == "link":
        name = name or element.get("name")
        if element.get("href") is None:
            kind = None
        else:
            state.links += 1
    if name:
        state.ids.append((name, state.length))
    if tag in _TIGHT or kind == "sup":
        state.tight = True
    if kind is None:
        return None
    mark = Mark(kind, state.length, 0, element)
    state.open.append(mark)
    return mark


def leave_inline(state: Gatherer, mark: Mark) -> None:
    """Close inline markup."""
    state.open.pop()  # marks nest, so it is the last
    if mark.kind == "link":
        state.links -= 1
    elif mark.kind in _TIGHT:
        state.tight = True
    if state.length > mark.start:
        mark.end = state.length
        state.marks.append(mark)
