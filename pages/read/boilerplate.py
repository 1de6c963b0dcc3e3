"""Which blocks are the page's main text, and which stand around it."""

from __future__ import annotations

import re

from pages.read.raw import Box, RawBlock

#: A block this long (characters) outside links is prose, not a label.
PROSE = 80
#: A block is made of links when more than this share of it is inside them.
LINKED = 0.6
#: The least share of a page's prose that must be left when everything named boilerplate is taken away;
#: below it the names are not believed (a wrapper called "has-sidebar" holds the whole page).
LEFT = 0.3
#: The least prose (characters) that a page has even when it is short.
LEAST = 200
#: A part of an article with more than this share of the page's prose is article, whatever it is called.
ARTICLE_SHARE = 0.1
#: A box that holds this share of the prose is where the main text is.
DOMINANT = 0.9
#: A <main> or <article> with this share is believed.
BELIEVED = 0.5

_REFERENCES = re.compile(
    r"\b(references?|sources?|bibliography|citations?|works cited|literature|further reading|foot ?notes?"
    r"|resources?|notes|fuentes|referencias|r[ée]f[ée]rences|quellen|literatur|refer[êe]ncias)\b",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"^(related|you (may|might) (also )?(like|be interested)|more (on|from|in|stories|news)|see also|read (more|next)"
    r"|recommended|popular|most (read|popular|viewed)|trending|share (this)?|follow us|latest|recent (posts|articles)"
    r"|visited by others|comments?|leave a (reply|comment)|\d+ (comments|responses)|post navigation|tags"
    r"|newsletter|sign up|subscribe|advertisement|contents|on this page|in this (section|article))\b",
    re.IGNORECASE,
)


def _prose(block: RawBlock) -> int:
    size = len(block.text)
    if block.level or size < PROSE or block.linked > LINKED * size:
        return 0
    return size - block.linked


def mark_regions(blocks: list[RawBlock], boxes: list[Box], title: str) -> None:
    """Set ``region`` of every block: empty for main text, else the part of the page it stands in."""
    prose = [_prose(block) for block in blocks]
    _distrust(blocks, boxes, prose)
    regions = _box_regions(boxes)
    for block in blocks:
        block.region = regions[block.box]
    root = _root(blocks, boxes, prose)
    _outside_root(blocks, boxes, root, title)
    _link_lists(blocks)


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
    for index, box in enumerate(boxes):
        inside[index] = box.main or box.tag == "article" or (index > 0 and inside[box.parent])
        if not box.region or not index or not inside[box.parent]:
            continue
        if box.region == "header" or (box.tag in ("aside", "footer") and box.sure and weights[index]):
            # the header of an article is its title; what stands in its asides as prose is for its readers
            box.region = ""
        elif not box.sure and box.region in _LOOSE and weights[index] > max(LEAST, ARTICLE_SHARE * total):
            box.region = ""
    while total:
        regions = _box_regions(boxes)
        left = sum(size for block, size in zip(blocks, prose, strict=True) if not regions[block.box])
        if left >= max(LEFT * total, min(LEAST, total)):
            return
        best, most = -1, 0
        for index, box in enumerate(boxes):
            named = box.hidden or (box.region and box.region != "byline")
            if not named or weights[index] <= most:
                continue
            if left >= LEAST and (box.region in _FIRM or box.hidden or box.sure):
                continue
            best, most = index, weights[index]
        if best < 0:
            return
        boxes[best].region, boxes[best].hidden = "", False


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
        if index and box.parent == root and weights[index] >= DOMINANT * total:
            root = index
    return root


def _outside_root(blocks: list[RawBlock], boxes: list[Box], root: int, title: str) -> None:
    if not root:
        return
    under = [False] * len(boxes)
    for index, box in enumerate(boxes):
        under[index] = index == root or (index > 0 and under[box.parent])
    inside = [under[block.box] for block in blocks]
    if not any(inside):
        return
    first = inside.index(True)
    start = first
    for index in range(first - 1, -1, -1):
        block = blocks[index]
        if block.level == 1 and (not block.region or (title and title.startswith(block.text))):
            block.region = ""
            start = index
            break
    for index, block in enumerate(blocks):
        if inside[index] or block.region or boxes[block.box].kept:
            continue
        if start <= index < first and block.linked <= LINKED * len(block.text):
            continue
        hint = boxes[block.box].region
        block.region = hint or ("header" if index < first else "aside")


def _link_lists(blocks: list[RawBlock]) -> None:
    """Take out what is only there to lead elsewhere: headed "Related", or lists of links at either end."""
    main = [block for block in blocks if not block.region]
    if not main:
        return
    bodies = [index for index, block in enumerate(main) if _prose(block)]
    first, last = (bodies[0], bodies[-1]) if bodies else (0, len(main) - 1)
    heading = ""
    index = 0
    while index < len(main):
        block = main[index]
        if block.level:
            heading = block.text
        end = index + 1
        if block.group >= 0 or block.linked > LINKED * len(block.text):
            while end < len(main) and (
                main[end].group == block.group >= 0
                or (block.group < 0 and main[end].linked > LINKED * len(main[end].text))
            ):
                end += 1
            run = main[index:end]
            size = sum(len(b.text) for b in run)
            linked = sum(b.linked for b in run)
            if linked > LINKED * size and size / len(run) < 2 * PROSE and not _REFERENCES.search(heading):
                if _AROUND.match(heading):
                    for b in run:
                        b.region = "related"
                elif len(run) > 2 and (end <= first or index > last):
                    for b in run:
                        b.region = "nav" if end <= first else "related"
        index = end
    for index in range(len(main) - 1, -1, -1):
        block = main[index]
        if block.level and _AROUND.match(block.text):
            rest = [b for b in main[index + 1 : index + 2] if not b.region and not b.level]
            if not rest:
                block.region = "related"
