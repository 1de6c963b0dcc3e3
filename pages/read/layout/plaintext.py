"""Plain text and Markdown, as editors paste them."""

from __future__ import annotations

import re

from pages.read.layout.raw import Box, Mark, RawBlock

#: A line standing alone that is shorter than this, and does not end like a sentence, may be a heading.
TITLE_LINE = 100
#: A heading right above its paragraph is shorter than this.
HEAD_LINE = 40
#: What follows a heading is at least this long, or a list.
BODY_LINE = 80
#: So many short lines together, before any prose, are a menu.
MENU = 4
_BLANKS = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]+")
_ITEM = re.compile(r"^\s*(?:[-*•·▪◦–]|\d{1,3}[.)]|\[\d{1,3}\])\s+")
_TRAIL = re.compile(r"(?:\S+\s){0,8}\S*\s*[>›»]\s.*[>›»]\s")
#: A heading as Markdown marks it, and one that is typed in capitals.
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+\S.{0,80}[^.,;:!*]\Z")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_CAPITALS = re.compile(r"(?=(?:\W*\w){4})[^a-zß-ÿ]*[^\W\d_a-zß-ÿ]{2}[^a-zß-ÿ]*\Z")
_ADDRESS = re.compile(r"https?://[^\s<>\"'\]]+[^\s<>\"'\].,;:)!?]")
_UNLIKELY = re.compile(
    r"^(updated|last|reviewed|published|posted|copyright|©|page|by|date|source|author|next)\b", re.I
)


def markdown_to_html(text: str) -> str:
    """Markdown (CommonMark with tables) as HTML."""
    from markdown_it import MarkdownIt  # imported late: most pages are HTML

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return str(parser.render(text))


def plain_blocks(text: str) -> tuple[list[RawBlock], list[Box], str]:
    """Blocks of a plain text, and its title.

    A heading is a short line that stands alone, does not end like a sentence and is followed by prose or
    a list. What stands before the title (site name, breadcrumbs) and short lines after the last prose
    (left-over links) are put outside the main text.
    """
    boxes = [Box(-1, "body"), Box(0, "header"), Box(0, "nav"), Box(0, "aside")]
    chunks = [chunk for chunk in _chunks(text) if chunk]
    title = ""
    blocks: list[RawBlock] = []
    prose = [index for index, chunk in enumerate(chunks) if _is_body(chunk)]
    first, last = (prose[0], prose[-1]) if prose else (0, len(chunks) - 1)
    trail = next(
        (_TRAIL_SPLIT.split(line)[-1] for c in chunks[: first + 1] for line in c if _TRAIL.match(line)), ""
    )
    start = _title_at(chunks, first, trail)
    end = len(chunks)
    while end > last + 1 and all(_is_label(line) and not _DATE.search(line) for line in chunks[end - 1]):
        end -= 1
    for index, chunk in enumerate(chunks):
        lone = len(chunk) == 1
        here = 0
        if index < start:
            here = 2 if _TRAIL.match(chunk[0]) else 1
        elif index >= end:
            here = 3
        if index == start and start < len(chunks) and lone and prose and index < first:
            title = chunk[0].lstrip("# ")
            blocks.append(RawBlock(title, "heading", 0, level=1))
            continue
        hashes = _HASHES.match(chunk[0])
        if hashes and not here:
            blocks.append(RawBlock(chunk[0][hashes.end() :], "heading", 0, level=len(hashes[1])))
            continue
        if (
            lone
            and not here
            and index + 1 < len(chunks)
            and (_is_label(chunk[0]) or (_NUMBERED.match(chunk[0]) and _is_body(chunks[index + 1])))
            and _UNLIKELY.match(chunk[0].lstrip("_*([ ")) is None
        ):
            following = chunks[index + 1][0]
            if _is_body(chunks[index + 1]) or _ITEM.match(following) or _SENTENCE.search(following):
                blocks.append(RawBlock(chunk[0], "heading", here, level=2))
                continue
        for line in _unwrap(chunk):
            block = RawBlock(line, "item" if _ITEM.match(line) else "paragraph", here)
            if block.role == "item":
                block.depth, block.group = 1, index
            block.marks.extend(
                Mark("link", m.start(), m.end(), {"href": m.group()}) for m in _ADDRESS.finditer(line)
            )
            block.region = boxes[here].tag if here else ""
            blocks.append(block)
    return blocks, boxes, title


_TRAIL_SPLIT = re.compile(r"\s*[>›»]\s*")
_SENTENCE = re.compile(r"[.!?][\"'”’)*\]]*$")
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d\d\b|\b(?:updated|reviewed|modified|revised)\b", re.I
)


def _chunks(text: str) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in text.splitlines():
        clean = _BLANKS.sub(" ", line).strip()
        if not clean:
            chunks.append([])
        elif set(clean) <= set("=-_*~#") and len(clean) > 2:
            if len(chunks[-1]) > 1:  # an underlined line is a heading
                chunks[-1:] = [chunks[-1][:-1], chunks[-1][-1:]]
            chunks.append([])
        elif _HASHES.match(clean):
            chunks += [[clean], []]
        else:
            chunks[-1].append(clean)
    return [part for chunk in chunks for part in _typed_heading(chunk)]


def _typed_heading(chunk: list[str]) -> list[list[str]]:
    """A line in capitals at the head of a paragraph is its heading, and so is one much shorter than the sentence
    under it."""
    if len(chunk) < 2 or not _is_label(chunk[0]):
        return [chunk]
    capitals = _CAPITALS.match(chunk[0]) and not _CAPITALS.match(chunk[1][:TITLE_LINE])
    sentence = len(chunk[1]) > HEAD_LINE and chunk[1][0].isupper() and _SENTENCE.search(chunk[1])
    short = len(chunk[0]) < HEAD_LINE and 2 * len(chunk[0]) < max(map(len, chunk))
    if capitals or (short and chunk[0][0].isupper() and (sentence or _is_prose(chunk[1]))):
        return [chunk[:1], chunk[1:]]
    return [chunk]


def _is_prose(line: str) -> bool:
    return len(line) >= BODY_LINE and not _TRAIL.match(line) and bool(re.search(r"[.!?:;]", line))


def _is_body(chunk: list[str]) -> bool:
    """True for a paragraph, on one long line or broken into lines by the width of the column."""
    if any(_is_prose(line) for line in chunk):
        return True
    longest = max(map(len, chunk))
    return (
        len(chunk) > 1 and longest >= HEAD_LINE and _is_prose(" ".join(chunk)) and not _ITEM.match(chunk[0])
    )


def _is_label(line: str) -> bool:
    return (
        len(line) < TITLE_LINE
        and line[-1] not in ".,;:!*"
        and not _ITEM.match(line)
        and not _TRAIL.match(line)
        and bool(re.search(r"[^\W\d_]{2}", line))
        and "://" not in line
    )


def _title_at(chunks: list[list[str]], first: int, trail: str) -> int:
    """The chunk that is the title: named by the breadcrumbs, else the lone line behind a menu, else the first
    lone line before the prose."""
    menus = [i for i, c in enumerate(chunks[:first]) if len(c) >= MENU and all(map(_is_label, c))]
    behind = menus[-1] + 1 if menus else 0
    if behind and behind < first and len(chunks[behind]) == 1 and _is_label(chunks[behind][0]):
        return behind
    labels = [i for i, chunk in enumerate(chunks[:first]) if len(chunk) == 1 and _is_label(chunk[0])]
    for index in labels:
        if trail and chunks[index][0].lower() == trail.lower():
            return index
    return labels[0] if labels and labels[0] == 0 else 0


def _unwrap(chunk: list[str]) -> list[str]:
    """Join lines that were broken by the width of the column only."""
    lines: list[str] = []
    for line in chunk:
        broken = (
            lines
            and not _ITEM.match(line)
            and (
                line[:1].islower()
                or (
                    len(lines[-1]) >= 50
                    and len(lines[-1]) < 100
                    and not _SENTENCE.search(lines[-1])
                    and len(chunk) > 2
                )
            )
        )
        if broken:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines
