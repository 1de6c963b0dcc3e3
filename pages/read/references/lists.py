"""Where a page's reference lists stand, and the entries in them, before the entries' text is read."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

from model.page import Block
from model.span import Span
from pages.read.layout import Layout

_NOUN = (
    r"references?|sources?|bibliograph(?:y|ies)|citations?|works cited|literature(?: cited)?|"
    r"resources|footnotes?|endnotes?|"
    r"referencias(?: bibliogr[áa]ficas)?|bibliograf[íi]a|fuentes|citas|r[ée]f[ée]rences(?: "
    r"bibliographiques)?|bibliographie|"
    r"quellen(?:angaben|nachweise?|verzeichnis)?|literatur(?:verzeichnis|hinweise|angaben|nachweise)?|"
    r"einzelnachweise|"
    r"refer[êe]ncias(?: bibliogr[áa]ficas)?|fontes|notas|notes"
)
# Words that stand around the noun in headings ("Selected references", "References and further reading").
_HEADING = re.compile(
    rf"\W*(?:\d+\.?\s+)?(?:(?:selected|key|article|our|the|cited|main|medical|scientific|clinical|full|"
    rf"all|show|hide|view|see|list of|page|"
    rf"study|evidence|information|data|numbered|web|online|other|general|professional|key statistics|"
    rf"additional|lista de|las|les|sur)\s+)*"
    rf"(?:{_NOUN})(?:\s*(?:and|&|/|,|y|et|und|e|or)\s*(?:\w+\s+){{0,2}}?(?:{_NOUN}|further reading|"
    rf"credits?|notes?|links?|reviews?|evidence|"
    rf"acknowledge?ments|external links|resources))*(?:\s+(?:cited|list|used|for this (?:page|article|"
    rf"section|information|topic|leaflet|factsheet)|"
    rf"consulted|section|\(\d+\)|utilizadas|consultadas|\d+))*\W*",
    re.IGNORECASE,
)
# Headings under which entries are mere pointers; they become a list only when they look like references.
_WEAK = re.compile(
    r"\W*(?:(?:additional|further|other|online|web|useful|more|patient|support|"
    r"helpful)\s+)?(?:resources?|notes?|notas|footnotes?|"
    r"further (?:reading|information)|reading list|suggested reading|external links|literatur(?:e)?|"
    r"links|weiterführende literatur|"
    r"lecturas? (?:recomendadas?|adicionales)|pour en savoir plus)(?:\s*(?:and|&)\s*(?:support|links|"
    r"resources|further reading|notes))?\W*",
    re.IGNORECASE,
)
_INLINE_HEADING = re.compile(
    rf"\W?(?:{_NOUN})(?:\s+(?:cited|used|for this (?:page|article)))?\s*:\s*(?=\S)", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\s*(?:\[\s*(\d{1,4})\s*\][.:]?|\(\s*(\d{1,3})\s*\)\.?|(\d{1,4})\s?[.):\]](?![\d])|"
    r"\^?\s?(\d{1,3})(?=\s+[A-ZÀ-Þ\"“][^\s.]))\s*"
)
_BARE_NUMBER = re.compile(r"\W*(\d{1,4})\W*\Z")
_NUMBERS_IN_LINE = re.compile(
    r"(?:(?<=\s)|(?<=\A))(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)])\s*(?=[A-ZÀ-Þ\"“])"
)
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


def is_reference_heading(text: str) -> bool:
    """True for "References", "Sources and further reading", "Literatur" and the like, whole."""
    return len(text) < 90 and _HEADING.fullmatch(text) is not None


def _is_weak(text: str) -> bool:
    return len(text) < 90 and _WEAK.fullmatch(text) is not None


def find_entries(layout: Layout) -> tuple[Entry, ...]:
    """All entries of all reference lists on the page, in order."""
    entries: list[Entry] = []
    taken = 0
    lists = 0
    heads = [
        b
        for b in layout.blocks
        if (b.role in ("heading", "term") or (b.role == "paragraph" and b.span.end - b.span.start < 60))
        and (is_reference_heading(b.span.of(layout.text)) or _is_weak(b.span.of(layout.text)))
    ]
    numbers = _ordered_numbers(layout) if heads else {}
    for head in heads:
        if head.index < taken:
            continue
        text = head.span.of(layout.text)
        weak = _is_weak(text) or not is_reference_heading(text)
        region = _region(layout, head)
        found = list(
            _entries(layout, region, lists, numbers, strict=weak or head.role not in ("heading", "term"))
        )
        if weak and not _convincing(layout, found):
            continue
        if found:
            entries.extend(found)
            lists += 1
            taken = region[-1].index + 1
    for block in layout.blocks:
        lead = _INLINE_HEADING.match(layout.text, block.span.start, block.span.end)
        if lead and not any(e.span.overlaps(block.span) for e in entries):
            found = list(_in_one_block(layout, block, lead.end(), lists))
            if found:
                entries.extend(found)
                lists += 1
    if not entries:
        entries = list(_linked_to(layout)) or list(_headless(layout))
    entries.sort(key=lambda e: e.span)
    return tuple(entries)


def _convincing(layout: Layout, entries: list[Entry]) -> bool:
    """True when most entries under a vague heading show two signs of a reference besides an address."""
    good = sum(1 for e in entries if signs(e.span.of(layout.text)) >= 2)
    return good >= 1 and good * 2 >= len(entries)


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
    layout: Layout, region: list[Block], list_index: int, numbers: Mapping[str, int], *, strict: bool
) -> Iterator[Entry]:
    pending: int | None = None
    strangers = 0
    open_entry: Entry | None = None
    counted = 0
    for block in region[1:]:
        text = block.span.of(layout.text)
        if block.role == "heading" or not text.strip():
            continue
        bare = _BARE_NUMBER.match(text)
        if bare and block.role in ("term", "cell", "item", "paragraph", "definition") and len(text) < 12:
            pending = int(bare.group(1))
            continue
        if _NOT_AN_ENTRY.match(text):
            continue
        start, number = _own_number(layout, block)
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
        marked = number is not None or block.role in ("item", "definition")
        score = signs(text)
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
        was_counted = False
        if number is None and block.role == "item":
            number = numbers.get(_head_of(text))
            was_counted = number is not None
        counted += marked
        open_entry = Entry(Span(start, block.span.end), number, list_index, block.section, was_counted)
    if open_entry is not None:
        yield open_entry


def _own_number(layout: Layout, block: Block) -> tuple[int, int | None]:
    text = layout.text
    match = _NUMBER.match(text, block.span.start, block.span.end)
    if not match or match.end() >= block.span.end:
        return block.span.start, None
    digits = next(g for g in match.groups() if g)
    if match.group(4) and not 0 < int(digits) < 400:
        return block.span.start, None
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return block.span.start, None
    return match.end(), int(digits)


def _links_only(layout: Layout, block: Block) -> bool:
    """True for a line of links under an entry: "PubMed | Google Scholar", "View article"."""
    from pages.read.references.text import only_link_words

    text = block.span.of(layout.text)
    return len(text) < _LINKS_ONLY and only_link_words(text)


def _head_of(text: str) -> str:
    return "".join(text.split())[:60]


def _ordered_numbers(layout: Layout) -> dict[str, int]:
    """Numbers that ``<ol start>`` and ``<li value>`` give to items, by the beginning of the item's text."""
    if layout.tree is None:
        return {}
    found: dict[str, int] = {}
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
            found.setdefault(_head_of(item.text_content()), number)
            number += step
    return found


def _in_one_block(layout: Layout, block: Block, start: int, list_index: int) -> Iterator[Entry]:
    """ "Sources: 1. … 2. … 3. …" in one paragraph, or several entries parted by semicolons."""
    text = layout.text
    marks: list[tuple[re.Match[str], int]] = []
    for match in _NUMBERS_IN_LINE.finditer(text, start, block.span.end):
        number = int(next(g for g in match.groups() if g))
        if number == (marks[-1][1] + 1 if marks else number) and (marks or match.start() <= start + 1):
            marks.append((match, number))
    if not marks:
        if signs(text[start : block.span.end]) >= 2:
            yield Entry(Span(start, block.span.end), None, list_index, block.section)
        return
    ends = [m.start() for m, _ in marks[1:]] + [block.span.end]
    for (match, number), end in zip(marks, ends, strict=True):
        stop = end
        while stop > match.end() and text[stop - 1].isspace():
            stop -= 1
        yield Entry(Span(match.end(), stop), number, list_index, block.section)


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
