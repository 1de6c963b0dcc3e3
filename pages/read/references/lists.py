"""Where a page's reference lists stand, and the entries in them, before the entries' text is read."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urldefrag

from model.page import Block
from model.span import Span
from pages.read.layout import Layout
from pages.read.references.headings import INLINE_HEADING, ON_EVIDENCE, is_reference_heading, is_weak_heading
from pages.read.references.numbers import (
    bare_number,
    glued_number,
    glued_numbers,
    numbered_in_line,
    own_number,
)
from pages.read.references.outlets import opens_with_body

_FOOTNOTE = re.compile(r"\[\^\d{1,3}\]:\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SIGNS = (
    re.compile(r"\bet\.? al\b|\b[A-Z][\w'’-]+,? (?:[A-Z]{1,3}\b(?!\.\w)|(?:[A-Z]\. ?){1,3})\s?[,.;:(&]"),
    re.compile(
        r"\d{1,4}\s?(?:\([^()]{1,20}\))?\s?[:,]\s?(?:pp?\.? ?)?[A-Za-z]{0,2}\d+\s?[-–]\s?[A-Za-z]?\d+|"
        r"(?:19|20)\d\d\s?[;,]\s?\d+\s?[(:]|\bvol\. ?\d+"
    ),
    re.compile(r"\bdoi\b|10\.\d{4,9}/|\bPMID\b|\bPMC\d{5}|PubMed\b|\bNCT\d{8}|\bISBN\b", re.IGNORECASE),
    re.compile(
        r"\b(?:J|Journal|Ann|Annals|Arch|N Engl J Med|New England Journal|Lancet|JAMA|BMJ|Nature|"
        r"Cochrane|Proc Natl|Am J|Br J|Eur J|Int J|Clin|PLoS|PLOS|Oncol|"
        r"University Press|[Ee]dition|[Ee]ds?\.)\b"
    ),
    re.compile(
        r"https?://|www\.|\b(?:accessed|retrieved|available (?:at|from)|last (?:updated|reviewed)|"
        r"press release|guidelines?|fact sheet|consultado|disponible en|"
        r"abgerufen|consulté)\b",
        re.IGNORECASE,
    ),
)
_NOT_AN_ENTRY = re.compile(
    r"\W*(?:(?:show|view|see|hide|expand|collapse|load|read) (?:more|less|all|fewer|references?|"
    r"sources?)\b.{0,30}|back to top|top of page|"
    r"(?:page |content |this page )?(?:was )?last (?:medically |clinically )?(?:reviewed|updated|"
    r"modified|checked)\b.{0,80}|(?:medically )?reviewed (?:by|on)\b.{0,80}|"
    r"next review(?: due)?\b.{0,40}|updated(?: on)?:? .{0,40}|print(?: this page)?|share(?: this "
    r"page)?|(?:©|copyright)\b.*|"
    r"our (?:experts|writers|team|editorial|sources)\b.{0,300}|we (?:only )?use\b.{0,300}|"
    r".{0,80}(?:sourcing guidelines|editorial (?:process|policy|guidelines)).{0,300}|"
    r".{0,40}strict sourcing.{0,300}|↑|jump up)\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
_HINTS = re.compile(
    r"(?:^|[\s_-])(?:references?|ref-?list|citations?|bibliography|footnotes?|endnotes?|reflist|biblio)(?:$|[\s_-])"
)
# Entries that stand at the end without a heading: fewer than this many could be anything.
_SHORTEST_RUN = 3
_LONGEST_ENTRY = 1500
_LINKS_ONLY = 60
# A marker that is a link is no longer than this: "[12]", "12, 13".
_MARKER_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as found: the range of its words (without its number), its number, its list (counted from 0)."""

    span: Span
    number: int | None
    list_index: int
    section: int
    counted: bool = False


def signs(text: str) -> int:
    """How many signs of a reference ``text`` shows: a year, an author, a volume with pages, an identifier, a
    journal or publisher, an address. 0 to 6."""
    return (_YEAR.search(text) is not None) + sum(1 for sign in _SIGNS if sign.search(text))


def find_entries(layout: Layout) -> tuple[Entry, ...]:
    """All entries of all reference lists on the page, in order."""
    entries: list[Entry] = []
    taken = 0
    lists = 0
    heads = [
        b
        for b in layout.blocks
        if (b.role in ("heading", "term") or (b.role == "paragraph" and b.span.end - b.span.start < 60))
        and (is_reference_heading(b.span.of(layout.text)) or is_weak_heading(b.span.of(layout.text)))
    ]
    numbers = _ordered_numbers(layout) if heads else {}
    for head in heads:
        if head.index < taken:
            continue
        text = head.span.of(layout.text)
        weak = is_weak_heading(text) or not is_reference_heading(text)
        region = _region(layout, head)
        found = list(
            _entries(layout, region, lists, numbers, strict=weak or head.role not in ("heading", "term"))
        )
        if weak and not _convincing(layout, found):
            continue
        if ON_EVIDENCE.fullmatch(text) and not all(_is_listed(layout, entry) for entry in found):
            continue
        if found:
            entries.extend(found)
            lists += 1
            taken = region[-1].index + 1
    for block in layout.blocks:
        lead = INLINE_HEADING.match(layout.text, block.span.start, block.span.end)
        if lead and not any(e.span.overlaps(block.span) for e in entries):
            found = list(_in_one_block(layout, block, lead.end(), lists))
            if found:
                entries.extend(found)
                lists += 1
    if not entries:
        entries = list(_linked_to(layout)) or list(_defined(layout)) or list(_noted(layout))
        entries = entries or list(_headless(layout))
    entries.sort(key=lambda e: e.span)
    return tuple(entries)


def _convincing(layout: Layout, entries: list[Entry]) -> bool:
    """True when most entries under a vague heading show two signs of a reference besides an address."""
    good = sum(1 for e in entries if signs(e.span.of(layout.text)) >= 2)
    return good >= 1 and good * 2 >= len(entries)


def _is_listed(layout: Layout, entry: Entry) -> bool:
    """True for an item of a list and for an entry with a number."""
    block = layout.blocks[
        bisect.bisect_right(layout.blocks, entry.span.start, key=lambda b: b.span.start) - 1
    ]
    return entry.number is not None or block.role in ("item", "definition")


def _region(layout: Layout, head: Block) -> list[Block]:
    """The blocks that belong to a list's heading: up to the next heading that is not below it."""
    blocks = layout.blocks
    level = layout.sections[head.section].level if head.role == "heading" else 99
    region = [head]
    for block in blocks[head.index + 1 :]:
        if block.role == "heading":
            section = layout.sections[block.section]
            if head.role != "heading" or section.level <= level:
                break
            if is_reference_heading(block.span.of(layout.text)) and block.index - head.index > 1:
                break
        region.append(block)
    return region


def _entries(
    layout: Layout, region: list[Block], list_index: int, numbers: Mapping[int, int], *, strict: bool
) -> Iterator[Entry]:
    pending: int | None = None
    strangers = 0
    glued = glued_numbers([b.span.of(layout.text) for b in region[1:]])
    open_entry: Entry | None = None
    for block in region[1:]:
        text = block.span.of(layout.text)
        if block.role == "heading" or not text.strip():
            continue
        if block.role in ("term", "cell", "item", "paragraph", "definition") and len(text) < 12:
            bare = bare_number(text)
            if bare is not None:
                pending = bare
                continue
        if _NOT_AN_ENTRY.match(text):
            continue
        start, number = own_number(layout.text, block.span.start, block.span.end)
        if number is None and glued:
            start, number = glued_number(layout.text, block.span.start, block.span.end)
        if number is None and open_entry is not None and _links_only(layout, block):
            open_entry = Entry(
                Span(open_entry.span.start, block.span.end),
                open_entry.number,
                list_index,
                block.section,
                open_entry.counted,
            )
            continue
        if number is None and pending is not None:
            number, start = pending, block.span.start
        pending = None
        score = signs(text) + opens_with_body(text)
        if number is None and (
            (block.role == "paragraph" and score < 2)
            or (strict and score < 2 and block.role != "item")
            or (block.role == "term")
            or len(text) > _LONGEST_ENTRY
        ):
            strangers += 1
            # Prose after the list (a disclaimer, an "about" text) ends it.
            if open_entry is not None and strangers > 2:
                break
            continue
        if open_entry is not None:
            yield open_entry
        several = _one_after_another(layout, block, list_index) if number is not None else []
        if several:
            yield from several[:-1]
            open_entry = several[-1]
            continue
        was_counted = False
        if number is None and block.role == "item":
            number = numbers.get(block.index)
            was_counted = number is not None
        open_entry = Entry(Span(start, block.span.end), number, list_index, block.section, was_counted)
    if open_entry is not None:
        yield open_entry


def _one_after_another(layout: Layout, block: Block, list_index: int) -> list[Entry]:
    """The entries of a paragraph that holds several, by their numbers; empty when it is one entry.

    Most must look like references, for titles have numbers too ("Part 1. ... 2. ...").
    """
    text = layout.text
    found = numbered_in_line(text, block.span.start, block.span.end)
    if len(found) < 2:
        return []
    good = sum(1 for _, start, end in found if signs(text[start:end]) + opens_with_body(text[start:end]) >= 2)
    if good * 3 < len(found) * 2:
        return []
    return [Entry(Span(start, end), number, list_index, block.section) for number, start, end in found]


def _in_one_block(layout: Layout, block: Block, start: int, list_index: int) -> Iterator[Entry]:
    """ "Sources: 1. … 2. … 3. …" in one paragraph, or one entry behind the word."""
    text = layout.text
    found = numbered_in_line(text, start, block.span.end)
    if not found and signs(text[start : block.span.end]) >= 2:
        yield Entry(Span(start, block.span.end), None, list_index, block.section)
    for number, begins, ends in found:
        yield Entry(Span(begins, ends), number, list_index, block.section)


def _links_only(layout: Layout, block: Block) -> bool:
    """True for a line of links under an entry: "PubMed | Google Scholar", "View article"."""
    from pages.read.references.text import only_link_words

    text = block.span.of(layout.text)
    return len(text) < _LINKS_ONLY and only_link_words(text)


def _head_of(text: str) -> str:
    return "".join(text.split())[:60]


def _ordered_numbers(layout: Layout) -> dict[int, int]:
    """Numbers that ``<ol start>`` and ``<li value>`` give to items, by the index of the item's block.

    Items are told by the beginning of their text; of several that begin alike (papers of the same authors) the
    first in the markup is the first in the text.
    """
    if layout.tree is None:
        return {}
    by_head: dict[str, list[int]] = {}
    for ordered in layout.tree.iter("ol"):
        stated = (ordered.get("start") or "1").strip()
        step = -1 if ordered.get("reversed") is not None else 1
        number = int(stated) if stated.isascii() and stated.lstrip("-").isdigit() else 1
        items = [child for child in ordered if child.tag == "li"]
        if step < 0 and ordered.get("start") is None:
            number = len(items)
        for item in items:
            value = (item.get("value") or "").strip()
            if value.isascii() and value.isdigit():
                number = int(value)
            by_head.setdefault(_head_of(item.text_content()), []).append(number)
            number += step
    found: dict[int, int] = {}
    for block in layout.blocks:
        alike = by_head.get(_head_of(block.span.of(layout.text))) if block.role == "item" else None
        if alike:
            found[block.index] = alike.pop(0) if len(alike) > 1 else alike[0]
    return found


def _linked_to(layout: Layout) -> Iterator[Entry]:
    """The blocks that numbers in the text link to ("#fn3"), when they look like references."""
    own = urldefrag(layout.url).url
    places: set[int] = set()
    for inline in layout.inlines:
        if (
            inline.kind != "link"
            or "#" not in inline.value
            or inline.span.end - inline.span.start > _MARKER_LENGTH
        ):
            continue
        bare, fragment = urldefrag(inline.value)
        at = layout.ids.get(fragment, -1) if bare in ("", own) else -1
        if at > inline.span.end and any(c.isdigit() for c in inline.span.of(layout.text)):
            places.add(bisect.bisect_right(layout.blocks, at, key=lambda b: b.span.start) - 1)
    targets = [layout.blocks[i] for i in sorted(places) if i >= 0 and layout.blocks[i].role != "heading"]
    if len(targets) < 2:
        return
    found = list(_entries(layout, [targets[0], *targets], 0, _ordered_numbers(layout), strict=False))
    if _convincing(layout, found):
        yield from found


def _defined(layout: Layout) -> Iterator[Entry]:
    """Markdown's footnotes ("[^1]: ..."), when they look like references."""
    defined = [b for b in layout.blocks if _FOOTNOTE.match(layout.text, b.span.start, b.span.end)]
    if defined:
        found = list(_entries(layout, [defined[0], *defined], 0, {}, strict=False))
        if _convincing(layout, found):
            yield from found


def _noted(layout: Layout) -> Iterator[Entry]:
    """Notes at the foot of the text, each behind its own superscript number, when they look like references."""
    text = layout.text
    raised = {
        i.span.start: i for i in layout.inlines if i.kind == "sup" and i.span.of(text).strip().isdigit()
    }
    notes = [(b, raised[b.span.start]) for b in layout.blocks if b.span.start in raised]
    numbers = [int(sup.span.of(text)) for _, sup in notes]
    if len(notes) < 2 or any(b <= a for a, b in pairwise(numbers)):
        return
    found = []
    for (block, sup), number in zip(notes, numbers, strict=True):
        start = sup.span.end
        while start < block.span.end and not text[start].isalnum() and text[start] not in '"“(':
            start += 1
        if start < block.span.end:
            found.append(Entry(Span(start, block.span.end), number, 0, block.section))
    if _convincing(layout, found):
        yield from found


def _headless(layout: Layout) -> Iterator[Entry]:
    """A run of entries without a heading: in a container called references, or numbered or plain at the end."""
    blocks = [b for b in layout.blocks if b.role != "heading"]
    hinted = [b for b in blocks if _HINTS.search(layout.block_hints.get(b.index, ""))]
    run: list[Block] = []
    if len(hinted) >= 2 and sum(1 for b in hinted if signs(b.span.of(layout.text)) >= 2) * 2 >= len(hinted):
        run = hinted
    else:
        for block in reversed(blocks):
            text = block.span.of(layout.text)
            length = len(text)
            if (
                25 < length <= _LONGEST_ENTRY
                and _YEAR.search(text)
                and signs(text) >= 3
                and not _is_prose(text)
            ):
                run.append(block)
            elif run and len(run) < _SHORTEST_RUN and block.span.end < len(layout.text) * 0.5:
                break
            elif run and not _NOT_AN_ENTRY.match(text) and not _links_only(layout, block):
                if len(run) >= _SHORTEST_RUN:
                    break
                run = []
        run.reverse()
        if len(run) < _SHORTEST_RUN:
            return
    numbers = _ordered_numbers(layout)
    # The first block of _entries' region is taken for the heading; there is none here.
    yield from _entries(layout, [run[0], *run], 0, numbers, strict=False)


def _is_prose(text: str) -> bool:
    """True for paragraphs with several sentences that run on in small words: they mention papers, they list none."""
    words = text.split()
    small = sum(
        1
        for w in words
        if w in ("is", "are", "was", "were", "that", "have", "has", "your", "you", "we", "this", "may", "can")
    )
    return len(words) > 25 and small * 14 > len(words)
