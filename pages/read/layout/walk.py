"""One walk over a page's tree: its text as blocks, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from lxml.html import HtmlElement

from model.digits import whole_number
from pages.read.layout.gather import INVISIBLE, Gatherer
from pages.read.layout.inline import enter_inline, is_icon, is_permalink, leave_inline
from pages.read.layout.numbering import numbering
from pages.read.layout.raw import Box, RawBlock
from pages.read.layout.regions import SURE, opens_on_demand, read_name


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Elements that hold no words of the page.
_SKIPPED = _names(
    """
    script style template noscript svg iframe object embed canvas audio video map head link meta input
    select textarea option datalist progress meter noembed noframes frameset frame applet title base
    param source track picture img area col colgroup annotation annotation-xml basefont rp
    """
)
_INLINE = _names(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rt ruby s
    samp small span strike strong sub sup time tt u var wbr blink math mi mn mo ms mtext mrow msup msub
    mfrac semantics mstyle relative-time time-ago local-time
    """
)
#: Elements of menus that have words.
_WORDED = (
    "a",
    "li",
    "ul",
    "ol",
    "span",
    "div",
    "p",
    "nav",
    "section",
    "button",
    "strong",
    "b",
    "em",
    "h2",
    "h3",
    "h4",
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": -1}
_ROLES = {
    "li": "item",
    "dt": "term",
    "dd": "definition",
    "caption": "caption",
    "figcaption": "caption",
    "blockquote": "quote",
    "pre": "preformatted",
}
_LISTS = frozenset(("ul", "ol", "dl", "menu", "dir"))
#: Elements that get a place in the tree of boxes whatever their class.
_CONTAINERS = _names(
    """
    div section article main header footer nav aside form td center details dialog ul ol dl menu table
    fieldset
    """
)
#: What the classes of these say (``category-news``, ``tag-diet``) is about the article, not about the element.
_OWN = frozenset(("main", "article", "body"))
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Attributes that name what a button or tab opens.
_CONTROLS = ("aria-controls", "data-target", "data-bs-target", "href")
_OPENER = re.compile(r"accordion|collaps|toggle|expand|faq|disclosure|question", re.IGNORECASE)
#: The mean length of a cell (characters) from which on a table without header cells is there for layout.
LAYOUT_CELL = 160

_State = tuple[Any, ...]
#: What an element changes for what is in it, and its end takes back (``_leave_block``: one by one, a quarter of the
#: time that ``setattr`` takes).
_PLACE = ("box", "role", "level", "depth", "group", "cell", "grid", "attributes", "item", "pre", "numbering")
_place_of: Callable[[Gatherer], _State] = attrgetter(*_PLACE)


def walk(
    body: HtmlElement, dirty: bool = True, scripted: bool = True, menus: bool = False
) -> tuple[list[RawBlock], list[Box]]:
    """All blocks of text under ``body`` in order, and the boxes they stand in.

    ``dirty`` is False when the page is known
    to have no invisible characters. ``scripted`` is False to see what a browser without scripts shows. ``menus`` is
    False to take each ``<nav>`` as one block without structure: a quarter of all elements stand in there.
    """
    state = Gatherer(dirty)
    controlled: dict[str, str] = {}
    skipped = _SKIPPED if scripted else _SKIPPED - {"noscript"}
    stack: list[tuple[Iterator[Any], Any, Any]] = []
    children: Iterator[Any] = iter(body)
    owner: Any = body
    undo: Any = None
    if body.text:
        state.text(body.text)
    while True:
        for element in children:
            tag = element.tag
            if tag in skipped or not isinstance(tag, str) or (tag == "a" and is_permalink(element)):
                pass
            elif tag == "br":
                state.line_break()
            elif tag in _INLINE or ":" in tag or (tag == "button" and (state.length or state.level)):
                if (tag == "a" or tag == "button") and _opens(element):
                    _note_control(controlled, element, dict(element.items()))
                if tag == "button":
                    state.space = True
                mark = enter_inline(state, tag, element)
                raw = element.text
                if raw and not (tag == "i" and is_icon(element)):
                    state.text(raw)
                if len(element):
                    stack.append((children, owner, undo))
                    children, owner, undo = iter(element), element, mark
                    break
                if mark is not None:
                    leave_inline(state, mark)
            else:
                attributes = dict(element.items())
                if attributes and (
                    "aria-controls" in attributes
                    or "data-target" in attributes
                    or "data-bs-target" in attributes
                ):
                    _note_control(controlled, element, attributes)
                if (
                    not menus
                    and (tag == "nav" or attributes.get("role") == "navigation")
                    and not _has_tabs(attributes)
                ):
                    _pass_over(state, element, tag, attributes)
                else:
                    saved = _enter_block(state, element, tag, attributes, controlled)
                    raw = element.text
                    if raw and not (raw.isspace() and not state.pre):
                        state.text(raw)
                    stack.append((children, owner, undo))
                    children, owner, undo = iter(element), element, saved
                    break
            raw = element.tail
            if raw:
                if raw.isspace() and not state.pre:
                    state.space = True
                else:
                    state.text(raw)
        else:
            if not stack:
                break
            if undo is None:
                pass
            elif type(undo) is tuple:
                _leave_block(state, undo)
            else:
                leave_inline(state, undo)
            raw = owner.tail
            children, owner, undo = stack.pop()
            if raw:
                if raw.isspace() and not state.pre:
                    state.space = True
                else:
                    state.text(raw)
    state.flush()
    return state.blocks, state.boxes


def _opens(element: HtmlElement) -> bool:
    """True when a link or button says that it opens something. Every link is asked."""
    get = element.get
    return bool(
        get("aria-controls")
        or get("data-toggle")
        or get("data-bs-toggle")
        or get("data-target")
        or get("data-bs-target")
    )


def _note_control(controlled: dict[str, str], element: HtmlElement, attributes: dict[str, str]) -> None:
    """Remember which id a button or tab opens, with the label of a tab: "" for a button over its panel."""
    label = ""
    if attributes.get("role") == "tab" or "tab" in (
        attributes.get("data-toggle"),
        attributes.get("data-bs-toggle"),
    ):
        label = " ".join(element.text_content().split())
    for name in _CONTROLS:
        for target in attributes.get(name, "").split():
            controlled[target.lstrip("#")] = label


def _has_tabs(attributes: Mapping[str, str]) -> bool:
    """True for a menu of tabs, whose labels are the headings of their panels."""
    return attributes.get("role") == "tablist" or "tab" in attributes.get("class", "")


def _pass_over(state: Gatherer, element: HtmlElement, tag: str, attributes: dict[str, str]) -> None:
    """Take a menu as one block."""
    state.flush()
    state.boxes.append(Box(state.box, tag, attributes, "nav", True))
    raw = " ".join(element.itertext(*_WORDED))
    text = " ".join((INVISIBLE.sub("", raw) if state.dirty else raw).split())
    if text:
        state.blocks.append(RawBlock(text, "item", len(state.boxes) - 1, linked=len(text)))


def _enter_block(
    state: Gatherer, element: HtmlElement, tag: str, attributes: dict[str, str], controlled: Mapping[str, str]
) -> _State:
    """Open a block element; returns the state to go back to when it ends."""
    if state.length:
        state.flush()
    else:
        state.space = False
    saved = _place_of(state)
    pending = len(state.ids)
    name = ""
    if attributes:
        name = attributes.get("id", "")
        if name:
            state.ids.append((name, 0))
        _enter_box(state, tag, attributes, controlled)
    elif tag in _CONTAINERS:
        region = "form" if tag == "form" else SURE.get(tag, "")
        state.boxes.append(
            Box(state.box, tag, attributes, region, tag not in ("header", "form"), tag == "main")
        )
        state.box = len(state.boxes) - 1
    level = _HEADINGS.get(tag, 0) or (_aria_level(attributes) if "role" in attributes else 0)
    if level:
        state.role, state.level, state.pending = "heading", level, pending
    elif tag in _ROLES:
        state.role, state.level = _ROLES[tag], 0
        state.items += 1
        state.item = state.items
        if tag == "pre":
            state.pre = True
        elif tag == "li" and state.numbering is not None:
            state.labels[state.item] = state.numbering.label(attributes)
    elif tag in _LISTS:
        state.depth += 1
        state.groups += 1
        state.group = state.groups
        state.numbering = numbering(element, attributes) if tag == "ol" else None
    elif tag == "table":
        state.cell, state.grid = None, None
        if _is_data_table(element, attributes):
            state.groups += 1
            state.group = state.groups
            state.grid = [state.groups, 0, 0]
        else:
            state.role, state.group, state.depth, state.level = "paragraph", -1, 0, 0
    elif tag == "tr":
        if state.grid is not None:
            state.grid[1] += 1
            state.grid[2] = 0
    elif tag == "td" or tag == "th":
        if state.grid is not None:
            state.role, state.level = "cell", 0
            state.items += 1
            state.item = state.items
            state.cell = (state.grid[0], state.grid[1], state.grid[2])
            state.grid[2] += 1
    elif (tag == "button" or attributes.get("role") == "button") and (
        "aria-controls" in attributes
        or "aria-expanded" in attributes
        or (tag == "button" and _OPENER.search(attributes.get("class", "")))
    ):
        # it opens a panel, and is the panel's heading
        state.role, state.level, state.pending = "heading", -1, pending
    if name and controlled.get(name):
        _label(state, controlled[name])
    return saved


def _leave_block(state: Gatherer, saved: _State) -> None:
    if state.length:
        state.flush()
    else:
        state.space = False
    (state.box, state.role, state.level, state.depth, state.group, state.cell, state.grid, state.attributes,
     state.item, state.pre, state.numbering) = saved  # fmt: skip


def _enter_box(state: Gatherer, tag: str, attributes: dict[str, str], controlled: Mapping[str, str]) -> None:
    words = attributes.get("class", "")
    name = attributes.get("id", "")
    region = SURE.get(tag, "")
    sure = bool(region) and tag != "header"
    kept = main = hidden = False
    if words and tag not in _HEADINGS:
        named, kept = read_name(words)
        if not region and tag not in _OWN:
            region = named
    if name and tag in _CONTAINERS and not (region or kept):
        named, kept = read_name(name)
        if tag not in _OWN:
            region = named
    if len(attributes) > bool(words) + bool(name):
        role = attributes.get("role")
        if role and f"role:{role}" in SURE:
            region, sure = SURE[f"role:{role}"], role != "tablist"
        main = role == "main" or attributes.get("itemprop", "").lower() == "articlebody"
        hidden = "hidden" in attributes or (
            "style" in attributes and bool(_HIDDEN_STYLE.search(attributes["style"]))
        )
        if hidden and (kept or name in controlled or opens_on_demand(f"{words} {name}")):
            hidden = False
    if tag == "form" and not region:
        region = "form"
    if tag == "button" and "aria-controls" not in attributes and "aria-expanded" not in attributes:
        region = "" if _OPENER.search(words) else "button"
    if region or hidden or kept or main or tag in _CONTAINERS:
        state.boxes.append(Box(state.box, tag, attributes, region, sure, main or tag == "main", hidden, kept))
        state.box = len(state.boxes) - 1
    else:
        state.attributes = attributes


def _aria_level(attributes: Mapping[str, str]) -> int:
    if attributes["role"] != "heading":
        return 0
    stated = whole_number(attributes.get("aria-level"))
    return 2 if stated is None else min(max(stated, 1), 9)


def _is_data_table(table: HtmlElement, attributes: Mapping[str, str]) -> bool:
    """True for rows and columns of facts, False for tables that only place things on the page."""
    if attributes.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    cells = [*table.iter("td")]
    rows = sum(1 for _ in table.iter("tr"))
    if rows < 2 or len(cells) < 2 * rows or any(True for _ in table.iter("h1", "h2", "h3", "h4", "form")):
        return False
    return sum(len(cell.text_content()) for cell in cells) < LAYOUT_CELL * len(cells)


def _label(state: Gatherer, label: str) -> None:
    """Put a tab's label, which stands in a row of tabs elsewhere, at the head of its panel; where it stands
    there already (an accordion marked up as tabs) it is the panel's heading."""
    if state.blocks and state.blocks[-1].text == label:
        before = state.blocks[-1]
        before.role, before.level = "heading", before.level or -1
        return
    role, level = state.role, state.level
    state.role, state.level, state.pending = "heading", -1, max(len(state.ids) - 1, 0)
    state.words(label)
    state.flush()
    state.role, state.level = role, level
