"""What the readers of dates, citations, references and claims work on: the page's text with its structure.

``document.py`` makes it from bytes; nothing behind it touches markup, except the reader of dates, which
also looks at the head's metadata through ``tree``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from model.page import Block, Link, PageType, Section, Sentence
from model.span import Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece of inline markup in the main text.

    ``kind``: link, sup, sub, time, cite, strong, em, anchor. ``value`` is a link's absolute address, a time's
    ``datetime``, an anchor's id; ``hints`` the element's class, id, role, epub:type and aria-label, lower case.
    """

    kind: str
    span: Span
    value: str = ""
    hints: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """Visible text that is not part of the main text, kept because dates and bylines often stand there.

    ``region``: header, footer, aside, nav, comments, related, banner, byline, hidden. ``hints`` as in Inline,
    of the nearest labelled ancestor. ``times``: (text, datetime attribute) of the time elements in it. ``lead``: it
    stands between the page's headline and its first prose.
    """

    region: str
    text: str
    hints: str = ""
    times: tuple[tuple[str, str], ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's main text and structure. Spans are ranges of ``text``.

    Blocks are separated by one ``\\n`` in ``text`` (two before a heading), cells of one table row by `` | ``.
    ``ids`` maps element ids in the main text to offsets; ``block_hints`` gives class and id words of blocks
    that have some. ``inlines`` are in the order of the text. ``settings`` are those of a front matter, by lower-case
    name. ``tree`` is None for plain text.
    """

    url: str
    text: str
    title: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    links: tuple[Link, ...] = ()
    inlines: tuple[Inline, ...] = ()
    outside: tuple[Outside, ...] = ()
    ids: Mapping[str, int] = field(default_factory=dict)
    block_hints: Mapping[int, str] = field(default_factory=dict)
    language: str = ""
    canonical_url: str = ""
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    encoding: str = ""
    type: PageType = PageType.PATIENT
    settings: Mapping[str, str] = field(default_factory=dict)
    tree: HtmlElement | None = None

    def inlines_in(self, start: int, end: int) -> Iterator[Inline]:
        """The inline markup that begins in ``text[start:end]``, in order."""
        inlines = self.inlines
        for at in range(bisect_left(inlines, start, key=_start), len(inlines)):
            if inlines[at].span.start >= end:
                return
            yield inlines[at]


def _start(inline: Inline) -> int:
    return inline.span.start
