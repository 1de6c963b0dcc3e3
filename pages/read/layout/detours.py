"""Parts of the main text that are only there to lead elsewhere: lists of links, teasers of other articles."""

from __future__ import annotations

import re

from pages.read.layout.raw import RawBlock

#: A block this long (characters) outside links is prose, not a label.
PROSE = 80
#: A block is made of links when more than this share of it is inside them.
LINKED = 0.6
#: A run of at least so many teasers, or links at either end of the text, is no accident.
RUN = 3
#: A teaser has at most this much text under its linked headline (characters).
TEASER = 300
#: Teasers that hold more than this share of the prose are the page's content (a list of news).
TEASED = 0.4

_REFERENCES = re.compile(
    r"\b(references?|sources?|bibliography|citations?|works cited|literature|further reading|foot ?notes?|end ?notes?"
    r"|resources?|notes|evidence|fuentes|referencias|r[ée]f[ée]rences|quellen|literatur|refer[êe]ncias)\b",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(related|you (may|might) (also )?(like|be interested)|more (on|from|in|stories|news)|see also|read (more|next)"
    r"|recommended|popular|most (read|popular|viewed)|trending|share (this)?|follow us|latest|recent (posts|articles)"
    r"|visited by others|comments?|leave a (reply|comment)|\d+ (comments|responses)|post navigation|tags"
    r"|newsletter|sign up|subscribe|advertisement|contents|on this page|in this (section|article))\b",
    re.IGNORECASE,
)
#: The longest label of a button (characters).
LABEL = 40
_BUTTONS = re.compile(
    r"(?:share|tweet|print|e-?mail|pin|save|facebook|twitter|linkedin|whatsapp|pinterest|x)"
    r"(?: (?:this|on|by|via|to|page|article|facebook|twitter|linkedin|whatsapp|pinterest|x|e-?mail|print))*"
    r"|advertisement|skip to (?:main )?content|(?:back to )?top|font size|text size|a-|a\+|listen|play|\d+ shares?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:|10\.\d{4})\S*", re.IGNORECASE)

_SCHOLARLY = re.compile(
    r"doi\.org|ncbi\.nlm\.nih\.gov|pubmed|scholar\.google|clinicaltrials\.gov", re.IGNORECASE
)


def prose_of(block: RawBlock) -> int:
    """How many characters of prose a block has: none in headings, labels and links."""
    size = len(block.text)
    if block.level or size < PROSE or block.linked > LINKED * size:
        return 0
    return size - block.linked


def is_linked(block: RawBlock) -> bool:
    """True for a block made of links; an address spelt out is a source, not a way on."""
    return block.linked > LINKED * len(block.text) and not _ADDRESS.match(block.text)


def take_out(blocks: list[RawBlock]) -> None:
    """Set ``region`` of main blocks that lead elsewhere."""
    main = [block for block in blocks if not block.region]
    if not main:
        return
    for block in main:
        if len(block.text) < LABEL and not block.level and _BUTTONS.fullmatch(block.text):
            block.region = "share"
    main = [block for block in main if not block.region]
    _link_lists(main)
    main = [block for block in main if not block.region]
    _teasers(main)
    _under_their_name([block for block in blocks if not block.region])
    _empty_headings(blocks)


def _link_lists(main: list[RawBlock]) -> None:
    bodies = [index for index, block in enumerate(main) if prose_of(block)]
    first, last = (bodies[0], bodies[-1]) if bodies else (0, len(main) - 1)
    heading = ""
    index = 0
    while index < len(main):
        block = main[index]
        end = index + 1
        if block.level:
            heading = block.text
        elif block.group >= 0 or is_linked(block):
            while end < len(main) and _same_list(block, main[end]):
                end += 1
            run = main[index:end]
            region = _way_on(run, heading, end <= first, index > last)
            for one in run if region else ():
                one.region = region
        index = end


def _same_list(block: RawBlock, other: RawBlock) -> bool:
    if block.group >= 0:
        return other.group == block.group
    return other.group < 0 and not other.level and is_linked(other)


def _way_on(run: list[RawBlock], heading: str, before: bool, after: bool) -> str:
    size = sum(len(block.text) for block in run)
    linked = sum(block.linked for block in run if not _ADDRESS.match(block.text))
    if linked <= LINKED * size or size > 2 * PROSE * len(run) or _REFERENCES.search(heading):
        return ""
    if _AROUND.match(heading):
        return "related"
    if len(run) >= RUN and (before or after):
        return "nav" if before else "related"
    return ""


def _teasers(main: list[RawBlock]) -> None:
    """Runs of linked headlines, each with a few words under it."""
    total = sum(prose_of(block) for block in main)
    runs: list[list[tuple[int, int]]] = [[]]
    heading = ""
    index = 0
    while index < len(main):
        block = main[index]
        end = index + 1
        if (
            is_linked(block)
            and (block.level or len(block.text) >= PROSE // 3)
            and not _REFERENCES.search(heading)
        ):
            size = 0
            while end < len(main) and not main[end].level and not is_linked(main[end]) and size <= TEASER:
                size += len(main[end].text)
                end += 1
            if size <= TEASER and (block.level or end - index <= RUN):
                runs[-1].append((index, end))
            else:
                end = index + 1
                runs.append([])
        else:
            if block.level:
                heading = block.text
            runs.append([])
        index = end
    found = [run for run in runs if len(run) >= RUN and not _cites(main, run)]
    prose = sum(prose_of(main[at]) for run in found for start, end in run for at in range(start, end))
    if prose > TEASED * total:
        return
    for run in found:
        for start, end in run:
            for block in main[start:end]:
                block.region = "related"


#: Headings that say of all under them that it is about other pages. "Related conditions" and "Recommended dose" do not.
_OTHER_PAGES = re.compile(
    r"trending(?: (?:topics|now|stories|articles|posts|news))?|(?:related|recommended|suggested|similar|featured|other)"
    r" (?:articles?|stories|posts?|news|pages?|reading|content|topics|links|videos|guides|blogs?)|recommended for you"
    r"|(?:you|readers) (?:may|might) (?:also )?(?:like|enjoy|be interested in)(?: .{2,30})?"
    r"|also of interest|read (?:next|more)"
    r"|more (?:stories|articles|news|posts|reading)(?: (?:from|on|about|like) .{2,40})?|more from .{2,40}"
    r"|(?:most (?:popular|read|viewed|shared)|popular(?= ))(?: (?:posts?|articles?|stories|now|topics|today))?"
    r"|(?:up|what to read) next"
    r"|(?:latest|recent) (?:news|posts?|articles?|stories|blogs?)(?: from .{2,30})?|editor['’]?s['’]? (?:picks?|choice)"
    r"|people also (?:read|viewed)|keep reading|don['’]t miss",
    re.IGNORECASE,
)
#: What ends such a block though no heading does: the page's own lines at its end.
_OWN_LINE = re.compile(
    r"©|copyright|\b(?:(?:re)?viewed|updated|modified|published|posted|reviewer|author|written by|references?|sources?"
    r"|disclaimer|contact|next review)\b",
    re.IGNORECASE,
)
#: The longest such block (lines).
_OTHER_LINES = 24


def _under_their_name(main: list[RawBlock]) -> None:
    """What stands under "Trending topics" or "You may also like", with links or without."""
    total = sum(prose_of(block) for block in main)
    at = 0
    while at < len(main):
        head, end = main[at], at + 1
        if not head.level or not _OTHER_PAGES.fullmatch(head.text.strip(" :.…»>")):
            at += 1
            continue
        while end < len(main) and end - at <= _OTHER_LINES:
            block = main[end]
            if block.level and (block.level < 0 or head.level < 0 or block.level <= head.level):
                break
            if len(block.text) > TEASER or _OWN_LINE.search(block.text):
                break
            end += 1
        run = main[at:end]
        if len(run) > 1 and sum(map(prose_of, run)) <= TEASED * total:
            for block in run:
                block.region = "related"
        at = end


def _cites(main: list[RawBlock], run: list[tuple[int, int]]) -> bool:
    """True when the links lead to papers: a reference list with an "Article | PubMed" line under each entry."""
    return any(
        mark.kind == "link" and _SCHOLARLY.search(mark.value)
        for start, end in run
        for block in main[start:end]
        for mark in block.marks
    )


def _empty_headings(blocks: list[RawBlock]) -> None:
    """A heading goes with what it headed."""
    following: RawBlock | None = None
    after: RawBlock | None = None
    for block in reversed(blocks):
        if not block.region:
            empty = following is None or (following.level > 0 and 0 < following.level <= block.level)
            gone = after is not None and after.region in ("related", "nav", "comments")
            if block.level > 1 and empty and (gone or _AROUND.match(block.text)):
                block.region = after.region if after is not None and gone else "related"
            else:
                following = block
        after = block
