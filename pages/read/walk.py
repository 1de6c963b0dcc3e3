"""One walk over a page's tree: its text as blocks, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from lxml.html import HtmlElement

from pages.read.raw import Box, Mark, RawBlock
from pages.read.regions import SURE, keeps, opens_on_demand, region_of

#: Elements that hold no words of the page.
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "link",
        "meta",
        "input",
        "select",
        "textarea",
        "option",
        "datalist",
        "progress",
        "meter",
        "noembed",
        "noframes",
        "frameset",
        "frame",
        "applet",
        "title",
        "base",
        "param",
        "source",
        "track",
        "picture",
        "img",
        "area",
        "col",
        "colgroup",
        "annotation",
        "annotation-xml",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "math",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "mrow",
        "msup",
        "msub",
        "mfrac",
        "semantics",
        "mstyle",
        "blink",
        "basefont",
    ]
)
_MARKS = {
    "a": "link",
    "sup": "sup",
    "sub": "sub",
    "time": "time",
    "cite": "cite",
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
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
_CONTAINERS = frozenset(
    [
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "form",
        "ul",
        "ol",
        "dl",
        "table",
        "td",
        "center",
        "details",
        "dialog",
        "menu",
    ]
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e]")
#: A layout table has more than this many characters in a cell, on average; data tables stay below.
_DATA_CELL = 160
_ACCORDION = re.compile(r"accordion|collaps|toggle|expand|faq|disclosure|question", re.IGNORECASE)
_ITEM_START = re.compile(r"(?:\[?\d{1,3}[\].)]|[•·▪◦*–-])\s")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
#: A line shorter than this was broken on purpose, not because the column ended.
_SHORT_LINE = 60


class _Walker:
    """The state of one walk. ``blocks`` and ``boxes`` are what it finds."""

    def __init__(self, controlled: Mapping[str, str]) -> None:
        self.blocks: list[RawBlock] = []
        self.boxes: list[Box] = [Box(-1, "body")]
        self.box = 0
        self.parts: list[str] = []
        self.length = 0
        self.space = False
        self.linked = 0
        self.marks: list[Mark] = []
        self.open: list[Mark] = []
        self.breaks: list[tuple[int, int]] = []
        self.ids: list[tuple[str, int]] = []
        self.role = "paragraph"
        self.level = 0
        self.depth = 0
        self.group = -1
        self.cell: tuple[int, int, int] | None = None
        self.hints = ""
        self.links = 0
        self.pre = False
        self.pending = 0
        self.grid: list[int] | None = None
        self.groups = 0
        self.tables = 0
        self.controlled = controlled

    def text(self, raw: str) -> None:
        """Add a text node: blanks collapse to one space, as on screen."""
        if not raw.isascii():
            raw = _INVISIBLE.sub("", raw)
        if self.pre and "\n" in raw:
            lines = raw.split("\n")
            for number, line in enumerate(lines):
                if number:
                    self.line_break()
                self._add(line)
            return
        self._add(raw)

    def _add(self, raw: str) -> None:
        words = raw.split()
        if not words:
            if raw:
                self.space = True
            return
        if self.length and (self.space or raw[0].isspace()):
            self.parts.append(" ")
            self.length += 1
        joined = " ".join(words)
        self.parts.append(joined)
        self.length += len(joined)
        if self.links:
            self.linked += len(joined)
        self.space = raw[-1].isspace()

    def line_break(self) -> None:
        """``<br>``: remembered; whether it parts blocks is decided when the block is whole."""
        if self.breaks and self.breaks[-1][0] == self.length:
            self.breaks[-1] = (self.length, self.breaks[-1][1] + 1)
        elif self.length:
            self.breaks.append((self.length, 1))
        self.space = True

    def flush(self) -> None:
        """End the present block."""
        if not self.length:
            self.space = False
            self.breaks.clear()
            for mark in self.open:
                mark.start = 0
            return
        text = "".join(self.parts)
        marks = self.marks
        for mark in self.open:
            if self.length > mark.start:
                marks.append(Mark(mark.kind, mark.start, self.length, mark.value, mark.hints, mark.rel))
            mark.start = 0
        for mark in marks:
            if mark.start < mark.end and text[mark.start] == " ":
                mark.start += 1
        block = RawBlock(
            text,
            self.role,
            self.box,
            marks,
            self.ids,
            self.level,
            self.depth,
            self.group,
            self.cell,
            self.linked,
            self.hints,
        )
        if self.level:
            inside = self.ids[self.pending :] or self.ids
            block.anchor = inside[0][0] if inside is not self.ids else inside[-1][0] if inside else ""
        if self.breaks:
            self.blocks.extend(_split(block, self.breaks))
        else:
            self.blocks.append(block)
        self.parts = []
        self.length = 0
        self.space = False
        self.linked = 0
        self.marks = []
        self.ids = []
        self.breaks = []


def _split(block: RawBlock, breaks: list[tuple[int, int]]) -> Iterator[RawBlock]:
    """Part a block at those of its line breaks that end a line on purpose."""
    text = block.text
    edges = [0, *(at for at, _ in breaks if 0 < at < len(text)), len(text)]
    counts = [count for at, count in breaks if 0 < at < len(text)]
    lines = list(pairwise(edges))
    words = [text[a:b].strip() for a, b in lines]
    wrapped = any(line[:1].islower() for line in words[1:])
    cuts = [0]
    for number, count in enumerate(counts):
        before, after = words[number], words[number + 1]
        fresh = after[:1].isupper() or after[:1].isdigit() or not after[:1].isalnum()
        if (
            count > 1
            or _ITEM_START.match(after)
            or (fresh and _SENTENCE_END.search(before))
            or (fresh and not wrapped and len(before) < _SHORT_LINE)
            or block.role == "preformatted"
        ):
            cuts.append(edges[number + 1])
    cuts.append(len(text))
    if len(cuts) == 2:
        yield block
        return
    for number, (start, end) in enumerate(pairwise(cuts)):
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        if start == end:
            continue
        part = RawBlock(
            text[start:end], block.role, block.box, [], [], block.level, block.depth, block.group, block.cell
        )
        part.hints = block.hints
        for mark in block.marks:
            low, high = max(mark.start, start), min(mark.end, end)
            if low < high:
                part.marks.append(
                    Mark(mark.kind, low - start, high - start, mark.value, mark.hints, mark.rel)
                )
                if mark.kind == "link":
                    part.linked += high - low
        last = number == len(cuts) - 2
        for name, at in block.ids:
            if (
                (at <= end and not any(name == n for n, _ in part.ids))
                and (at >= cuts[number])
                and (at < cuts[number + 1] or last)
            ):
                part.ids.append((name, max(0, min(at - start, end - start))))
        yield part


def _hints(attributes: dict[str, str]) -> str:
    found = [
        attributes[name]
        for name in ("class", "id", "role", "epub:type", "aria-label", "itemprop")
        if name in attributes
    ]
    return " ".join(found).lower() if found else ""


def _is_data_table(table: HtmlElement, attributes: dict[str, str]) -> bool:
    if attributes.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    cells = [*table.iter("td")]
    rows = sum(1 for _ in table.iter("tr"))
    if rows < 2 or len(cells) < 2 * rows or table.find(".//h2") is not None:
        return False
    size = sum(len(cell.text_content()) for cell in cells)
    return size / len(cells) < _DATA_CELL


def walk(body: HtmlElement, controlled: Mapping[str, str] | None = None) -> tuple[list[RawBlock], list[Box]]:
    """All blocks of text under ``body`` in order, and the boxes they stand in.

    ``controlled`` are the ids that buttons and links of the page open (accordions, tabs), each with the
    label to put over it ("" when its button stands there itself).
    """
    state = _Walker(controlled or {})
    _run(state, body)
    state.flush()
    return state.blocks, state.boxes


def _run(state: _Walker, body: HtmlElement) -> None:
    stack: list[tuple[Iterator[Any], Any, Any]] = []
    current: Iterator[Any] = iter(body)
    leave: Any = None
    owner: Any = body
    if body.text:
        state.text(body.text)
    while True:
        for element in current:
            tag = element.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                tail = element.tail
                if tail:
                    state.text(tail)
                continue
            if tag == "br" or tag == "hr":
                if tag == "br":
                    state.line_break()
                else:
                    state.flush()
                # old parsers hang text under <br>; libxml2 does not
                tail = element.tail
                if tail:
                    state.text(tail)
                continue
            attributes = dict(element.items())
            if tag in _INLINE or ":" in tag or (tag == "button" and (state.length or state.level)):
                undo = _enter_inline(state, tag, attributes)
            else:
                undo = _enter_block(state, element, tag, attributes)
                if undo is None:
                    tail = element.tail
                    if tail:
                        state.text(tail)
                    continue
            text = element.text
            if text:
                state.text(text)
            stack.append((current, owner, leave))
            current, owner, leave = iter(element), element, undo
            break
        else:
            if not stack:
                return
            done, undo = owner, leave
            if type(undo) is _Saved:
                _leave_block(state, undo)
            else:
                _leave_inline(state, undo)
            current, owner, leave = stack.pop()
            tail = done.tail
            if tail:
                state.text(tail)


def _enter_inline(state: _Walker, tag: str, attributes: dict[str, str]) -> Any:
    """Open inline markup; returns what closes it."""
    mark = None
    if attributes:
        name = attributes.get("id") or (attributes.get("name") if tag == "a" else None)
        if name:
            state.ids.append((name, state.length))
    kind = _MARKS.get(tag)
    if kind == "link":
        href = attributes.get("href")
        if href is not None:
            mark = Mark("link", state.length, 0, href, _hints(attributes), attributes.get("rel", ""))
            state.links += 1
    elif kind:
        mark = Mark(kind, state.length, 0, attributes.get("datetime", ""), _hints(attributes))
    elif tag == "span" and "datetime" in attributes:
        mark = Mark("time", state.length, 0, attributes["datetime"], _hints(attributes))
    if mark is not None:
        state.open.append(mark)
    return mark


def _leave_inline(state: _Walker, mark: Any) -> None:
    if mark is None:
        return
    state.open.pop()  # marks nest, so it is the last
    if mark.kind == "link":
        state.links -= 1
    if state.length > mark.start:
        mark.end = state.length
        state.marks.append(mark)


class _Saved:
    __slots__ = ("box", "cell", "depth", "grid", "group", "hints", "level", "pre", "role", "was_open")

    def __init__(self, state: _Walker) -> None:
        self.box = state.box
        self.role = state.role
        self.level = state.level
        self.depth = state.depth
        self.group = state.group
        self.cell = state.cell
        self.hints = state.hints
        self.pre = state.pre
        self.grid = state.grid


def _enter_block(state: _Walker, element: HtmlElement, tag: str, attributes: dict[str, str]) -> _Saved | None:
    """Open a block element; returns the state to go back to, None when its content is to be passed over."""
    if tag == "button":
        return _enter_button(state, element, attributes)
    state.flush()
    saved = _Saved(state)
    name = attributes.get("id")
    pending = len(state.ids)
    if name:
        state.ids.append((name, 0))
    if attributes or tag in _CONTAINERS:
        _enter_box(state, tag, attributes)
    level = _HEADINGS.get(tag, 0)
    role = attributes.get("role", "") if attributes else ""
    if role == "heading" and not level:
        stated = attributes.get("aria-level", "2").strip()
        level = min(max(int(stated), 1), 9) if stated.isascii() and stated.isdigit() else 2
    if level:
        state.role, state.level, state.pending = "heading", level, pending
    elif tag == "summary":
        state.role, state.level, state.pending = "heading", -1, pending
    elif tag in _ROLES:
        state.role, state.level = _ROLES[tag], 0
        if tag == "pre":
            state.pre = True
        elif tag == "dt" or tag == "dd":
            state.hints = attributes.get("class", "")
    elif tag in _LISTS:
        state.depth += 1
        state.groups += 1
        state.group = state.groups
    elif tag == "table":
        state.grid = None
        state.cell = None
        if _is_data_table(element, attributes):
            state.tables += 1
            state.groups += 1
            state.group = state.groups
            state.grid = [state.tables, 0, 0]
        else:
            state.role, state.group, state.depth = "paragraph", -1, 0
    elif tag == "tr" and state.grid is not None:
        state.grid[1] += 1
        state.grid[2] = 0
    elif (tag == "td" or tag == "th") and state.grid is not None:
        state.role, state.level = "cell", 0
        state.cell = (state.grid[0], state.grid[1], state.grid[2])
        state.grid[2] += 1
    if name and name in state.controlled and state.controlled[name]:
        _label(state, state.controlled[name])
    return saved


def _enter_box(state: _Walker, tag: str, attributes: dict[str, str]) -> None:
    hints = _hints(attributes) if attributes else ""
    role = attributes.get("role", "")
    words = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()
    region, sure = SURE.get(tag, ""), True
    if not region and role:
        region = SURE.get(f"role:{role}", "")
    kept = bool(words) and keeps(words)
    if not region:
        sure = False
        if tag == "header":
            region = "header"
        elif words and tag not in ("main", "article") and not _HEADINGS.get(tag):
            region = region_of(words)
    hidden = "hidden" in attributes or (
        "style" in attributes and bool(_HIDDEN_STYLE.search(attributes["style"]))
    )
    if hidden and (
        attributes.get("id", "") in state.controlled or (words and opens_on_demand(words)) or kept
    ):
        hidden = False
    main = tag == "main" or role == "main" or "articlebody" in attributes.get("itemprop", "").lower()
    state.boxes.append(Box(state.box, tag, hints, region, sure, main, hidden, attributes.get("id", ""), kept))
    state.box = len(state.boxes) - 1


def _enter_button(state: _Walker, element: HtmlElement, attributes: dict[str, str]) -> _Saved | None:
    """A button that opens a panel is the panel's heading; one inside a line is a word; others are no content."""
    saved = _Saved(state)
    opens = "aria-controls" in attributes or "aria-expanded" in attributes
    if opens or _ACCORDION.search(attributes.get("class", "")):
        state.flush()
        state.role, state.level, state.pending = "heading", -1, len(state.ids)
        if "id" in attributes:
            state.ids.append((attributes["id"], 0))
        return saved
    state.boxes.append(Box(state.box, "button", _hints(attributes), "button", True))
    state.box = len(state.boxes) - 1
    return saved


def _label(state: _Walker, label: str) -> None:
    """Put a tab's label, which stands in a row of tabs elsewhere, at the head of its panel."""
    role, level = state.role, state.level
    state.role, state.level, state.pending = "heading", -1, len(state.ids)
    state.text(label)
    state.flush()
    state.role, state.level = role, level


def _leave_block(state: _Walker, saved: _Saved) -> None:
    state.flush()
    state.box = saved.box
    state.role = saved.role
    state.level = saved.level
    state.depth = saved.depth
    state.group = saved.group
    state.cell = saved.cell
    state.hints = saved.hints
    state.pre = saved.pre
    state.grid = saved.grid
