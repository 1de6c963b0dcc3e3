"""Which blocks are the page's main text, and which stand around it."""

from __future__ import annotations

from pages.read.layout.cited_notes import keep_notes
from pages.read.layout.detours import LINKED, is_linked, prose_of, take_out
from pages.read.layout.raw import Box, RawBlock

#: The least share of a page's prose that must be left when everything named boilerplate is taken away;
#: below it the names are not believed (a wrapper called "has-sidebar" holds the whole page).
LEFT = 0.3
#: The least prose (characters) that a page has even when it is short.
LEAST = 200
#: A part of an article with more than this share of the page's prose is article, whatever it is called.
ARTICLE_SHARE = 0.1
#: A box that holds this share of the prose is where the main text is.
DOMINANT = 0.9
#: A heading at most this many blocks before the main text is a heading of it.
NEAR = 3
#: Lists are parts of a text, however long; these can be the whole of it.
_WHOLES = frozenset(("div", "section", "article", "main", "td", "center", "form", "table", "body"))
#: A <main> or <article> with this share is believed.
BELIEVED = 0.5


def mark_regions(blocks: list[RawBlock], boxes: list[Box], title: str) -> None:
    """Set ``region`` of every block: empty for main text, else the part of the page it stands in."""
    prose = [prose_of(block) for block in blocks]
    keep_notes(blocks, boxes)
    _distrust(blocks, boxes, prose)
    _set_regions(blocks, boxes)
    root = _root(blocks, boxes, prose)
    if root and _welcome(boxes, root, _weights(blocks, boxes, prose)):
        _set_regions(blocks, boxes)
    _outside_root(blocks, boxes, root, " ".join(title.lower().split()))
    take_out(blocks)


def _set_regions(blocks: list[RawBlock], boxes: list[Box]) -> None:
    regions = _box_regions(boxes)
    for block in blocks:
        block.region = regions[block.box]


def _welcome(boxes: list[Box], root: int, weights: list[int]) -> bool:
    """Asides with prose inside the main text are for its readers, also where no ``<article>`` says so."""
    under = _under(boxes, root)
    found = False
    for index, box in enumerate(boxes):
        if index != root and under[index] and box.sure and box.tag in ("aside", "footer") and weights[index]:
            box.region, found = "", True
    return found


def _under(boxes: list[Box], root: int) -> list[bool]:
    """For each box, whether it is ``root`` or inside it."""
    under = [False] * len(boxes)
    for index, box in enumerate(boxes):
        under[index] = index == root or (index > 0 and under[box.parent])
    return under


def _weights(blocks: list[RawBlock], boxes: list[Box], prose: list[int]) -> list[int]:
    weights = [0] * len(boxes)
    for block, size in zip(blocks, prose, strict=True):
        weights[block.box] += size
    for index in range(len(boxes) - 1, 0, -1):
        weights[boxes[index].parent] += weights[index]
    return weights


def _box_regions(boxes: list[Box]) -> list[str]:
    """Each box's region: its own, else that of the box around it."""
    regions = [""] * len(boxes)
    for index, box in enumerate(boxes):
        outer = regions[box.parent] if index else ""
        if (box.kept or box.main) and outer not in ("comments", "related", "cookie"):
            regions[index] = ""
        elif box.hidden and not outer:
            regions[index] = "hidden"
        else:
            regions[index] = outer or (box.region if box.region != "byline" else "")
    return regions


def _distrust(blocks: list[RawBlock], boxes: list[Box], prose: list[int]) -> None:
    """Take back names that cannot be true: see ``ARTICLE_SHARE`` and ``LEFT``."""
    weights = _weights(blocks, boxes, prose)
    total = weights[0]
    inside = [False] * len(boxes)
    titled = _title_boxes(blocks, boxes)
    for index, box in enumerate(boxes):
        inside[index] = box.main or box.tag == "article" or (index > 0 and inside[box.parent])
        if box.region in ("form", "tabs") and (weights[index] or not total):
            box.region = ""
        if not box.region or not index or not inside[box.parent]:
            continue
        if (
            box.region == "header"
            or index in titled
            or (box.tag in ("aside", "footer") and box.sure and weights[index])
        ):
            # the header of an article is its title; what stands in its asides as prose is for its readers
            box.region = ""
        elif not box.sure and box.region in _LOOSE and weights[index] > max(LEAST, ARTICLE_SHARE * total):
            box.region = ""
    while total:
        regions = _box_regions(boxes)
        left = sum(size for block, size in zip(blocks, prose, strict=True) if not regions[block.box])
        left_words = any(not regions[block.box] for block in blocks)
        if left >= max(LEFT * total, min(LEAST, total)):
            return
        best, most = -1, 0
        for index, box in enumerate(boxes):
            named = box.hidden or (box.region and box.region != "byline")
            if not named or weights[index] <= most or (left_words and _is_notice(box)):
                continue
            if left >= LEAST and (box.region in _FIRM or box.hidden or box.sure):
                continue
            best, most = index, weights[index]
        if best < 0:
            return
        boxes[best].region, boxes[best].hidden = "", False


def _is_notice(box: Box) -> bool:
    """True for a notice about cookies or a dialog, which is never the text, however short the page."""
    return box.region == "cookie" or (box.sure and box.region == "banner")


def _title_boxes(blocks: list[RawBlock], boxes: list[Box]) -> set[int]:
    """The boxes around the page's only h1: not boilerplate when they stand in the article."""
    tops = [block for block in blocks if block.level == 1]
    found: set[int] = set()
    if len(tops) == 1:
        at = tops[0].box
        while at > 0:
            if not boxes[at].sure:
                found.add(at)
            at = boxes[at].parent
    return found


#: Class words that also name parts of an article ("banner", "tools", "author").
_LOOSE = frozenset(("nav", "banner", "share", "header", "aside", "footer"))
#: Regions that may hold more text than the article itself.
_FIRM = frozenset(("comments", "cookie"))


def _root(blocks: list[RawBlock], boxes: list[Box], prose: list[int]) -> int:
    """The box that holds the main text."""
    sizes = [0 if block.region else size for block, size in zip(blocks, prose, strict=True)]
    weights = _weights(blocks, boxes, sizes)
    total = weights[0]
    if not total:
        return 0
    for wanted in ("main", "article"):
        found = [
            index
            for index, box in enumerate(boxes)
            if (box.main if wanted == "main" else box.tag == "article") and weights[index] >= BELIEVED * total
        ]
        if found:
            return max(found, key=lambda index: weights[index])
    root = 0
    for index, box in enumerate(boxes):
        if index and box.parent == root and box.tag in _WHOLES and weights[index] >= DOMINANT * total:
            root = index
    return root


def _outside_root(blocks: list[RawBlock], boxes: list[Box], root: int, title: str) -> None:
    if root:
        under = _under(boxes, root)
        for index, box in enumerate(boxes):
            box.kept = box.kept or (index > 0 and boxes[box.parent].kept)
        inside = [under[block.box] for block in blocks]
        if any(inside):
            first = inside.index(True)
            start = _title_at(blocks, first, title)
            for index, block in enumerate(blocks):
                if inside[index] or block.region or boxes[block.box].kept:
                    continue
                if start <= index < first and block.linked <= LINKED * len(block.text):
                    continue
                block.region = boxes[block.box].region or ("header" if index < first else "aside")
    if title and not any(block.level and not block.region and _is_title(block, title) for block in blocks):
        for block in blocks:
            if block.level == 1 and block.region in _HEADS and _is_title(block, title):
                block.region = ""
                break


#: Where the page's own title may stand apart from its text.
_HEADS = frozenset(("header", "banner", "aside", "share"))


def _is_title(block: RawBlock, title: str) -> bool:
    text = " ".join(block.text.lower().split())
    return len(text) > 3 and (text in title or title in text)


def _title_at(blocks: list[RawBlock], first: int, title: str) -> int:
    """Where the headings over the main text begin: the nearest h1 before it, else headings right before it."""
    start = first
    for index in range(first - 1, max(first - 1 - NEAR, -1), -1):
        if blocks[index].level and not blocks[index].region and not is_linked(blocks[index]):
            start = index
    for index in range(first - 1, -1, -1):
        block = blocks[index]
        if block.level == 1 and (not block.region or (block.region in _HEADS and _is_title(block, title))):
            block.region = ""
            return index
    return start
