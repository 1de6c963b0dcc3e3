"""A fetched document to its layout: the one place where markup is parsed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HtmlProcessingInstruction, document_fromstring

from model.address import is_address
from model.errors import ReadError
from model.limits import DEFAULT, Limits, too_large
from model.page import Document, PageType
from pages.read.layout.assemble import Assembled, assemble
from pages.read.layout.attributes import shortened
from pages.read.layout.boilerplate import mark_regions
from pages.read.layout.byline import BYLINE, EDGE, read_byline
from pages.read.layout.decode import decode
from pages.read.layout.detours import prose_of
from pages.read.layout.elements import unseen_size
from pages.read.layout.front_matter import split_front_matter
from pages.read.layout.gather import ENTITIES
from pages.read.layout.head import Head, read_head
from pages.read.layout.layout import Layout
from pages.read.layout.page_type import read_type
from pages.read.layout.plaintext import markdown_to_html, plain_blocks
from pages.read.layout.titles import title_of
from pages.read.layout.walk import walk

#: Bytes looked at to tell what a document is.
SNIFFED = 4096
#: A page may have picked up a few bytes on its way that no text has; data has more.
STRAY_BYTES = 8
#: "Binary data bytes" of WHATWG MIME Sniffing, section 3.
_BINARY = bytes((*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)))

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"RIFF", "a RIFF file (image, sound or video)"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "PostScript"),
    (b"\x7fELF", "a program"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"wOF", "a font"),
    (b"SQLite format 3", "a database"),
)
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|span|table|h[1-6]|ul|ol|article|section|main|a|br|li|b|i|em"
    r"|strong|script|!--)\b|</\w+>|<!--",
    re.IGNORECASE,
)
_WHOLE_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_PAGE_TYPES = re.compile(
    r"text/|application/(?:xhtml|xml|.*\+xml|octet-stream|x-empty|unknown)|$", re.IGNORECASE
)


def read_layout(document: Document, limits: Limits = DEFAULT) -> Layout:
    """The text and structure of a page: HTML, XHTML, plain text or Markdown.

    Raises ReadError, with one line that says why, for what is not such a page (PDF, image, archive,
    binary), is empty, or is larger than ``limits`` allow (bytes, characters of text, tags). Such a page is not
    cut: what is behind a cut would seem missing.
    """
    _refuse(document, limits)
    text, encoding = decode(document.body, document.content_type)
    if not text.isascii() and _has_combining(text):
        # one way of writing each letter, or "février" is not found where its accent is a character of its own
        text = unicodedata.normalize("NFC", text)
    url = document.final_url or document.url
    settings, text = split_front_matter(text)
    kind = _kind(document, text)
    if kind == "plain":
        layout = _plain(url, text, encoding, limits)
    else:
        if kind == "markdown":
            _refuse_masses(len(text), limits.characters, "characters of text", "characters")
            text = markdown_to_html(text)
        layout = _html(url, text, encoding, kind == "markdown", limits)
    if settings:
        layout = replace(
            layout,
            settings=settings,
            title=layout.title or settings.get("title", ""),
            language=layout.language or settings.get("lang", "") or settings.get("language", ""),
        )
    if not layout.text and not layout.outside and not layout.title:
        raise ReadError("no text in the page")
    return layout


def _refuse_masses(number: int, most: int, what: str, setting: str) -> None:
    if number > most:
        raise ReadError(f"{number:,} {what} are too many for a page (limit {most:,}; limits.{setting})")


def _has_combining(text: str) -> bool:
    """True when a mark U+0300 to U+036F may be in it: their first bytes in UTF-8 are found five times as fast
    as ``unicodedata.is_normalized`` answers."""
    if text.isascii():
        return False
    encoded = text.encode("utf-8", "replace")
    return b"\xcc" in encoded or b"\xcd" in encoded


def _refuse(document: Document, limits: Limits) -> None:
    body = document.body
    if len(body) > limits.page_bytes:
        raise ReadError(too_large(len(body), limits.page_bytes))
    if not body.strip():
        raise ReadError("the document is empty")
    for magic, what in _MAGIC:
        if body.startswith(magic):
            raise ReadError(f"{what}, not a page; only HTML, plain text and Markdown are read")
    kind = document.content_type.split(";")[0].strip()
    if not _PAGE_TYPES.match(kind):
        raise ReadError(f"{kind}, not a page; only HTML, plain text and Markdown are read")
    if body[:2] not in (b"\xff\xfe", b"\xfe\xff") and "utf-16" not in document.content_type.lower():
        head = body[:SNIFFED]
        if len(head) - len(head.translate(None, _BINARY)) > max(STRAY_BYTES, len(head) // 50):
            raise ReadError("binary data, not a page; only HTML, plain text and Markdown are read")


def _kind(document: Document, text: str) -> str:
    """``html``, ``plain`` or ``markdown``: by content type, else by the name, else by the text itself."""
    kind = document.content_type.split(";")[0].strip().lower()
    path = urlsplit_path(document.final_url or document.url).lower()
    if kind in ("text/markdown", "text/x-markdown") or path.endswith((".md", ".markdown", ".mdown")):
        return "html" if _WHOLE_PAGE.match(text) else "markdown"
    if "html" in kind or "xml" in kind:
        return "html"
    if kind == "text/plain" or path.endswith((".txt", ".text")):
        return "html" if _WHOLE_PAGE.match(text) else "plain"
    if path.endswith((".html", ".htm", ".xhtml", ".php", ".asp", ".aspx", ".jsp")):
        return "html"
    return "html" if _MARKUP.search(text[: SNIFFED * 4]) else "plain"


def urlsplit_path(url: str) -> str:
    """The path of an address, the whole of it when it cannot be parsed."""
    try:
        return urlsplit(url).path
    except ValueError:
        return url


def _plain(url: str, text: str, encoding: str, limits: Limits) -> Layout:
    _refuse_masses(len(text), limits.characters, "characters of text", "characters")
    blocks, boxes, title = plain_blocks(_CONTROLS.sub(" ", text))
    found = assemble(blocks, boxes, str)
    return Layout(
        url=url,
        text=found.text,
        title=title or next((s.heading for s in found.sections if s.heading), ""),
        sections=found.sections,
        blocks=found.blocks,
        sentences=found.sentences,
        links=found.links,
        inlines=found.inlines,
        outside=found.outside,
        encoding=encoding,
    )


#: lxml.html's own lookup asks Python for the class of every element, which costs a tenth of the reading.
_CLASSES = etree.ElementDefaultClassLookup(
    element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
)


#: libxml2 gives up below this many nested elements; a page with fewer tags cannot be that deep.
DEEPEST = 2048
#: Control characters, which no page means to show and libxml2 stops at, become blanks.
_BLANKED = bytes(
    32 if (code < 32 and code not in (9, 10, 12, 13)) or code == 127 else code for code in range(256)
)
#: A notice above the text ("This page is archived") is shorter than this (characters).
NOTICE = 600
_BLOCK_TAG = re.compile(
    r"</?(?:div|section|article|center|blockquote|ul|ol|dl|dd|dt|li|table|tbody|tr|td|th|form|fieldset|main|aside)\b[^>]*>",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:span|font|b|i|u|em|strong|small|big|a|sup|sub|code|ins|del|label|tt)\b[^>]*>", re.IGNORECASE
)


#: Browsers show what stands behind ``</body>`` and ``</html>``; libxml2 drops it. More bytes than the two tags and
#: the blanks around them are worth a look.
AFTER_THE_END = 40
_ENDING = re.compile(rb"</(?:body|BODY|html|HTML)")
_END_TAG = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)


def parse(text: str) -> HtmlElement | None:
    """The tree of a page, None when there is no element in it."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    data = shortened(text.encode("utf-8", "replace").translate(_BLANKED))
    end = _ENDING.search(data)
    if end and len(data) - end.start() > AFTER_THE_END:
        data = _END_TAG.sub(b"", data)
    try:
        tree = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        if any(error.type == etree.ErrorTypes.ERR_NO_MEMORY for error in parser.error_log):
            raise MemoryError from None
        return _parse_anyhow(text)
    if text.count("<") > DEEPEST and any("depth" in error.message for error in parser.error_log):
        # no one nests like that on purpose: keep the paragraphs, let go of the nesting
        flat = _INLINE_TAG.sub("", _BLOCK_TAG.sub("<p>", text))
        return parse(flat) if flat != text else tree
    return tree


def _parse_anyhow(text: str) -> HtmlElement | None:
    """What libxml2 gives up on goes through BeautifulSoup's own parser: slow, but it takes anything."""
    from lxml.html import soupparser

    try:
        return soupparser.fromstring(text, features="html.parser")
    except MemoryError:
        raise
    except Exception:
        return None


def _html(url: str, text: str, encoding: str, all_main: bool, limits: Limits) -> Layout:
    _refuse_masses(text.count("<"), limits.tags, "tags", "tags")
    tree = parse(text)
    if tree is None:
        raise ReadError("no text in the page")
    _refuse_masses(unseen_size(tree), limits.characters, "characters of metadata", "characters")
    head = read_head(tree, url)
    body = tree.find("body")
    dirty = not text.isascii() or bool(ENTITIES.search(text))
    body = tree if body is None else body
    blocks, boxes = walk(body, dirty)
    if not any(prose_of(block) for block in blocks):
        # all of it may stand in a <nav>, or be meant for browsers without scripts
        blocks, boxes = walk(body, dirty, menus=True)
        if "<noscript" in text.lower() and not any(prose_of(block) for block in blocks):
            blocks, boxes = walk(body, dirty, scripted=False)
    _refuse_masses(
        sum(len(block.text) for block in blocks), limits.characters, "characters of text", "characters"
    )
    if not all_main:
        mark_regions(blocks, boxes, head.title)
    found = assemble(blocks, boxes, _absolute(head.base))
    authors, reviewers = head.authors, head.reviewers
    if not (authors and reviewers):
        seen_authors, seen_reviewers = read_byline(_edges(found))
        authors, reviewers = authors or seen_authors, reviewers or seen_reviewers
    return Layout(
        url=url,
        text=found.text,
        title=title_of(head, found.sections[1:], found.text),
        sections=found.sections,
        blocks=found.blocks,
        sentences=found.sentences,
        links=found.links,
        inlines=found.inlines,
        outside=found.outside,
        ids=found.ids,
        block_hints=found.block_hints,
        language=head.language,
        canonical_url=head.canonical_url,
        authors=authors,
        reviewers=reviewers,
        encoding=encoding,
        type=_type(head, url, found),
        tree=tree,
    )


def _type(head: Head, url: str, found: Assembled) -> PageType:
    address = head.canonical_url if head.canonical_url.startswith(("http:", "https:")) else url
    top = [
        part.text for part in found.outside if part.region in ("banner", "header") and len(part.text) < NOTICE
    ]
    top += [block.span.of(found.text) for block in found.blocks[:EDGE]]
    headings = [section.heading for section in found.sections if section.heading]
    return read_type(head.metas, head.types, address, headings, top, head.title, found.text)


def _edges(found: Assembled) -> Iterator[str]:
    """The lines where bylines stand: both ends of the text, and what is around it."""
    blocks = found.blocks if len(found.blocks) <= 2 * EDGE else found.blocks[:EDGE] + found.blocks[-EDGE:]
    for block in blocks:
        yield block.span.of(found.text)
    for part in found.outside:
        if part.region in ("header", "byline", "aside", "footer") and len(part.text) < BYLINE:
            yield part.text


def _absolute(base: str) -> Callable[[str], str]:
    try:
        split = urlsplit(base)
        origin = f"{split.scheme}://{split.netloc}" if split.netloc else ""
    except ValueError:
        origin = ""

    def absolute(address: str) -> str:
        address = address.strip()
        if not is_address(address):
            return ""
        if address.startswith(("https://", "http://", "mailto:", "tel:", "javascript:")):
            return address
        if origin and address.startswith("/") and not address.startswith("//"):
            return origin + address
        try:
            return urljoin(base, address)
        except ValueError:
            return ""

    return absolute
