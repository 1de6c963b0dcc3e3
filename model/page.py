"""What a page says: its text, and what the reader found in it."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from enum import StrEnum

from model.claim import Claim
from model.dates import DateMention, PageDates
from model.identifiers import Identifier
from model.span import Span


@dataclass(frozen=True, slots=True)
class Document:
    """One fetched document, before it is read.

    ``url`` is the address it was asked for (``file:`` for saved pages), ``final_url`` where it was found.
    ``body`` are the raw bytes. ``content_type`` and ``last_modified`` are the HTTP headers' values, empty
    when there are none; ``sitemap_lastmod`` is the sitemap's word on it.
    """

    url: str
    body: bytes
    content_type: str = ""
    final_url: str = ""
    last_modified: str = ""
    sitemap_lastmod: str = ""
    fetched_at: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a page under one heading, up to the next heading of any level.

    Index 0 is what stands before the first heading (level 0, empty heading, may be empty). ``path`` are
    the headings above it and its own, outermost first. ``anchor`` is the id that opens it, or the nearest
    usable one before it, None when there is none. ``span`` includes the heading's own line; ``body`` does not.
    """

    index: int
    heading: str
    level: int
    path: tuple[str, ...]
    anchor: str | None
    span: Span
    body: Span
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, table cell, heading or the like: text between two line breaks of the layout.

    ``role`` is one of heading, paragraph, item, cell, term, definition, caption, quote, preformatted.
    ``lead_in`` is the index of the block that introduces a list or table ("FDA has approved:"), or None.
    ``item`` is the same number for all blocks of one list item, definition or cell, None outside those.
    ``cell`` are the numbers of the table, the row and the column that a table cell's block stands in.
    ``label`` is what a browser prints before an entry of a numbered list ("3."); it is no part of the text.
    """

    index: int
    span: Span
    section: int
    role: str
    depth: int = 0
    lead_in: int | None = None
    item: int | None = None
    cell: tuple[int, int, int] | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence inside one block."""

    span: Span
    section: int
    block: int


@dataclass(frozen=True, slots=True)
class Link:
    """One ``<a href>`` in the main text: absolute address, its words, where they stand."""

    url: str
    text: str
    span: Span | None
    section: int | None
    rel: str = ""


class CitationStyle(StrEnum):
    """How a marker is written."""

    BRACKET = "bracket"
    PAREN = "parenthesis"
    SUPERSCRIPT = "superscript"
    WORDS = "words"  # "refs 4 and 5"
    AUTHOR_YEAR = "author-year"
    LINK = "link"  # an inline link to a paper or trial


@dataclass(frozen=True, slots=True)
class Citation:
    """One in-text marker: ``[41-43]`` is one citation with numbers 41, 42, 43.

    ``references`` are the indices into ``Page.references`` that it resolves to; numbers without an entry
    are in ``dangling``. ``sentence`` is the span of the sentence that it supports.
    """

    marker: str
    span: Span
    section: int
    sentence: Span
    style: CitationStyle
    numbers: tuple[int, ...] = ()
    references: tuple[int, ...] = ()
    dangling: tuple[int, ...] = ()


class ReferenceKind(StrEnum):
    """What an entry refers to; only ARTICLE is expected in PubMed."""

    ARTICLE = "article"
    BOOK = "book"
    WEB = "web page"
    GUIDELINE = "guideline"
    PRESS = "press release"
    TRIAL = "trial"
    LABEL = "drug label"
    THESIS = "thesis"
    ABSTRACT = "meeting abstract"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReferenceParts:
    """The parts of an entry's text, each empty when it could not be read.

    ``authors`` are family names in order (as printed, without initials); ``et_al`` is True when the list
    was cut. ``first_page`` may be an article number (e1000097). ``year`` is 0 when unknown.
    """

    authors: tuple[str, ...] = ()
    et_al: bool = False
    title: str = ""
    journal: str = ""
    year: int = 0
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of a reference list, or one paper cited by an inline link.

    ``number`` is the entry's printed or counted number (None: unnumbered). ``span`` is None when the entry
    stands on another page (``listed_on``) or is only a link.
    """

    index: int
    number: int | None
    text: str
    kind: ReferenceKind = ReferenceKind.UNKNOWN
    identifiers: tuple[Identifier, ...] = ()
    urls: tuple[str, ...] = ()
    parts: ReferenceParts = field(default_factory=ReferenceParts)
    span: Span | None = None
    section: int | None = None
    listed_on: str = ""
    inline: bool = False

    @property
    def key(self) -> str:
        """What is asked of a source: the same for the same entry on many pages."""
        ids = " ".join(sorted(str(i) for i in self.identifiers))
        return f"{ids} | {' '.join(self.text.split())}"


class PageType(StrEnum):
    """What sort of document a page is.

    A *dated record* (journal article, news, press release, registry record, archive) stands under its date for
    good: nobody reviews or rewords it, so it owes no review and its words may grow old.
    """

    PATIENT = "patient"
    PROFESSIONAL = "professional"
    DRUG = "drug"
    SERVICE = "service"
    JOURNAL = "journal article"
    NEWS = "news"
    PRESS = "press release"
    REGISTRY = "registry record"
    ARCHIVE = "archive"

    @property
    def is_record(self) -> bool:
        """True for a dated record."""
        return self in _RECORDS


_RECORDS = frozenset({PageType.JOURNAL, PageType.NEWS, PageType.PRESS, PageType.REGISTRY, PageType.ARCHIVE})


# The commonest words of English stand for a quarter of any text; a list of names has few. Looked at: this much
# (characters), unless there are too few words to tell.
_ENGLISH = frozenset(
    """the of and to in a is for that with are or be as it on by this an can have from at not""".split()  # noqa: SIM905
)
# Digits and letters as the page sets them above the line.
_RAISED = str.maketrans("0123456789-–abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_SAMPLE, _FEW_WORDS, _ENGLISH_SHARE = 4000, 40, 0.1


def _reads_english(text: str) -> bool:
    words = text.lower().split()
    return len(words) < _FEW_WORDS or sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)


@dataclass(frozen=True, slots=True)
class Page:
    """One published document as read. Every span in it is a range of ``text``.

    ``unread``: what of it was too much to read, in one line each ("the first 5,000 of 12,602 references were read").
    """

    url: str
    title: str
    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    language: str = ""
    canonical_url: str = ""
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    dates: PageDates = field(default_factory=PageDates)
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    encoding: str = ""
    type: PageType = PageType.PATIENT
    unread: tuple[str, ...] = ()

    @property
    def in_english(self) -> bool:
        """Whether English words can be looked for: the page says so, and its words do not belie it (templates put
        ``lang="en"`` on pages in any language)."""
        if self.language and not self.language.lower().startswith("en"):
            return False
        size = len(self.text)  # a paper begins with its authors' names
        starts = (0, size // 3, 2 * size // 3) if size > 3 * _SAMPLE else (0,)
        return any(_reads_english(self.text[at : at + _SAMPLE]) for at in starts)

    def quote(self, span: Span) -> str:
        """The page's own words at ``span``."""
        return span.of(self.text)

    def as_printed(self, span: Span) -> str:
        """The same with the numbers raised that the page raises: "by 2036.⁵", where the text has "by 2036.5"."""
        at = bisect.bisect_left(self.citations, span.start, key=lambda c: c.span.start)
        pieces, start = [], span.start
        for citation in self.citations[at:]:
            if citation.span.start >= span.end:
                break
            if citation.style is CitationStyle.SUPERSCRIPT and citation.span.end <= span.end:
                pieces += [self.text[start : citation.span.start], citation.marker.translate(_RAISED)]
                start = citation.span.end
        return "".join((*pieces, self.text[start : span.end]))

    def date_of(self, section: int | None) -> DateMention | None:
        """The date that governs a section: its own (or an enclosing section's) if it has one, else the page's."""
        index = section
        while index is not None:
            own = self.dates.of_sections.get(index)
            if own is not None:
                return own
            index = self.sections[index].parent
        return self.dates.governing

    def sentence_at(self, offset: int) -> Span:
        """The sentence (else the block) that holds the character at ``offset``."""
        at = bisect.bisect_right(self.sentences, offset, key=lambda s: s.span.start) - 1
        if at >= 0 and self.sentences[at].span.end > offset:
            return self.sentences[at].span
        at = bisect.bisect_right(self.blocks, offset, key=lambda b: b.span.start) - 1
        if at >= 0 and self.blocks[at].span.end > offset:
            return self.blocks[at].span
        return Span(offset, min(offset + 1, len(self.text)))
