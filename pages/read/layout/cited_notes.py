"""Lists of notes that the text's own numbers lead to: part of the text wherever a page puts them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pages.read.layout.raw import Box, RawBlock

# "[3]", "12": what stands in a link to a note.
_NUMBER = re.compile(r"[\[(]?\d{1,3}[\])]?")
# So many notes make a list; so many more blocks in the box around it are its heading and its buttons.
_FEWEST, _AROUND = 2, 3
_WHOLE = frozenset(("body", "main"))


def keep_notes(blocks: list[RawBlock], boxes: list[Box]) -> None:
    """Mark as kept the box with the notes that numbers link to, where it stands in an aside, a footer or the like."""
    wanted = set(_fragments(blocks))
    if not wanted:
        return
    noted = [block.box for block in blocks if any(name in wanted for name, _ in block.ids)]
    aside = [box for box in noted if any(boxes[b].region for b in _around(boxes, box))]
    if len(aside) < _FEWEST:
        return
    common = next(b for b in _around(boxes, aside[0]) if all(b in _around(boxes, box) for box in aside))
    while boxes[common].parent >= 0:
        outer = boxes[common].parent
        held = sum(1 for block in blocks if outer in _around(boxes, block.box))
        if boxes[outer].tag in _WHOLE or held > len(aside) + _AROUND:
            break
        common = outer
    if common and boxes[common].tag not in _WHOLE:
        boxes[common].kept = True


def _fragments(blocks: list[RawBlock]) -> Iterator[str]:
    """The places in the page that links of nothing but a number lead to."""
    for block in blocks:
        for mark in block.marks:
            if mark.kind == "link" and mark.end - mark.start <= len("[123]"):
                value = mark.value
                if (
                    value[:1] == "#"
                    and len(value) > 1
                    and _NUMBER.fullmatch(block.text[mark.start : mark.end].strip())
                ):
                    yield value[1:]


def _around(boxes: list[Box], box: int) -> list[int]:
    """A box and those around it, the innermost first."""
    found = []
    while box >= 0:
        found.append(box)
        box = boxes[box].parent
    return found
