"""Sitemaps and lists of addresses (sitemaps.org protocol 0.9)."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from model.address import is_address
from model.errors import FetchError
from model.limits import DEFAULT, Limits, as_size

# sitemaps.org allows 2,048 characters for an address.
MAX_ADDRESS = 2_048
_PACKED = b"\x1f\x8b"
_HEAD = 4096
# The end of a document that is looked at for what was left open; longer than the longest entry.
_TAIL = 2 * MAX_ADDRESS
_LONGEST_ENTITY = 12
# The first element, behind a byte order mark, a declaration, comments and a document type.
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:(?:<\?(?>.*?\?>)|<!--(?>.*?-->)|<!DOCTYPE[^<>\[]*+(?:\[[^\]]*+\])?\s*+>)\s*+)*+"
    rb"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})[\s/>]",
    re.DOTALL | re.IGNORECASE,
)
_CLOSED = re.compile(
    rb"(?:</(?:[\w.-]+:)?(?:urlset|sitemapindex)\s*>|<(?:[\w.-]+:)?(?:urlset|sitemapindex)[^<>]*/>)"
)
_OPENED = re.compile(rb"<(?:[\w.-]+:)?(?:url|sitemap)[\s>]")
_ENTRY_CLOSED = re.compile(rb"</(?:[\w.-]+:)?(?:url|sitemap)\s*>")
_BARE_AMPERSAND = re.compile(rb"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,9});)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One address with the sitemap's word on when it changed (raw, may be empty)."""

    url: str
    lastmod: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages that a sitemap lists, and the further sitemaps that an index lists.

    ``left_out`` says in words what of it was not read; empty when all was.
    """

    pages: tuple[Entry, ...]
    more: tuple[str, ...] = ()
    left_out: str = ""


def is_sitemap(body: bytes) -> bool:
    """True for an XML sitemap or sitemap index, packed or not. Raises FetchError for a packed one that is broken."""
    return root_of(body) in ("urlset", "sitemapindex")


def root_of(body: bytes) -> str:
    """The name of the first element of an XML document, packed or not, without its prefix; empty when none is near."""
    found = _ROOT.match(_as_utf8(body[:_HEAD] if body[:2] != _PACKED else _opening(body)))
    return found[1].decode("ascii") if found else ""


def read_sitemap(body: bytes, base: str = "", limits: Limits = DEFAULT) -> Sitemap:
    """What a sitemap lists, at most as many addresses and bytes as ``limits`` allow; relative ones are joined to
    ``base``, the sitemap's own address.

    It is read piece by piece: what comes behind the limit costs no memory. Broken markup is read as far as it can
    be. Raises FetchError for what is packed and cannot be unpacked.
    """
    stream = xml_stream(body, limits.sitemap_bytes)
    pages: list[Entry] = []
    more: list[str] = []
    left_out = ""
    parts: dict[str, str] = {}
    last: list[Entry] | list[str] | None = None  # where the last entry went
    try:
        for _, element in etree.iterparse(
            stream, events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False
        ):
            name = name_of(element)
            # An image, a video or a translation inside an entry has a place of its own (image:loc, xhtml:link).
            if name in ("loc", "lastmod") and name_of(element.getparent()) in ("url", "sitemap"):
                parts.setdefault(name, "".join(element.itertext()).strip())
            elif name in ("url", "sitemap"):
                address, last = parts.get("loc", ""), None
                if address and len(address) <= MAX_ADDRESS:
                    address = joined(base, address)
                    if name == "url":
                        pages.append(Entry(address, parts.get("lastmod", "")))
                        last = pages
                    else:
                        more.append(address)
                        last = more
                parts.clear()
                _forget(element)
            if len(pages) + len(more) >= limits.sitemap_entries:
                left_out = cut_at(limits.sitemap_entries, "sitemap")
                break
    except etree.XMLSyntaxError:
        pass  # what was read so far counts
    except (OSError, EOFError, zlib.error) as error:
        if not pages and not more:
            raise FetchError(f"the sitemap is packed, but not with a readable gzip: {error}") from error
        left_out = "this sitemap ends in the middle"
    if stream.cut and not left_out:
        left_out = cut_behind(limits.sitemap_bytes, "sitemap")
    elif not left_out and not _CLOSED.search(stream.tail):
        left_out = "this sitemap ends in the middle"
        if last and stream.opened_last:
            last.pop()  # half an address is another address
    return Sitemap(tuple(pages), tuple(more), left_out)


def read_url_list(text: str) -> tuple[Entry, ...] | None:
    """The addresses in a text of one address a line (# begins a comment); None when it is something else.

    Of a list most lines are addresses, and the others are one word each: they are given back as they stand, for
    whoever asks to say that they are none.
    """
    lines = [line.split(" #")[0].strip() for line in text.removeprefix("\ufeff").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    addresses = sum(line[:8].lower().startswith(("http://", "https://")) for line in lines)
    if addresses * 2 > len(lines) and not any(re.search(r"\s", line) for line in lines):
        return tuple(Entry(line) for line in lines)
    return None


def cut_at(entries: int, what: str) -> str:
    """What is told of a list of which so many addresses were read."""
    return f"only the first {entries:,} addresses of this {what} were read (limits.sitemap_entries)"


def cut_behind(most: int, what: str) -> str:
    """What is told of a list of which so many bytes were read."""
    return f"only the first {as_size(most)} of this {what} were read (limits.sitemap_bytes)"


def joined(base: str, address: str) -> str:
    """An address that a list names, relative to the list's own; what was escaped twice is read as it was meant."""
    address = address.replace("&amp;", "&")
    return urljoin(base, address) if base and is_address(address) else address


class XMLStream:
    """An XML document, unpacked, that ends after ``most`` bytes; ``cut`` says that more would have come.

    Blanks before the declaration and an ampersand that stands for itself are mended, the two faults that make a
    parser lose what follows.
    """

    def __init__(self, stream: io.BufferedIOBase, most: int = DEFAULT.sitemap_bytes) -> None:
        self._stream = stream
        self._left = most
        self._held = b""
        self._begun = False
        self.cut = False
        self.tail = b""

    @property
    def opened_last(self) -> bool:
        """Whether an entry was opened at the end and not closed."""
        opened = [m.end() for m in _OPENED.finditer(self.tail)]
        closed = [m.end() for m in _ENTRY_CLOSED.finditer(self.tail)]
        return bool(opened) and (not closed or opened[-1] > closed[-1])

    def read(self, size: int = -1) -> bytes:
        """The next piece; empty at the end."""
        piece = self._stream.read(min(size, 65_536) if size > 0 else 65_536)
        self.cut = self.cut or len(piece) > self._left
        piece = piece[: self._left]
        self._left -= len(piece)
        self.tail = (self.tail + piece)[-_TAIL:]
        if not self._begun and piece:
            piece = piece.removeprefix(b"\xef\xbb\xbf").lstrip()
            self._begun = bool(piece)
            if not piece:
                return self.read(size)
        whole, self._held = self._held + piece, b""
        if piece and (at := whole.rfind(b"&")) >= 0 and len(whole) - at < _LONGEST_ENTITY:
            whole, self._held = whole[:at], whole[at:]
            if not whole:
                return self.read(size)
        return _BARE_AMPERSAND.sub(b"&amp;", whole)


def xml_stream(body: bytes, most: int = DEFAULT.sitemap_bytes) -> XMLStream:
    """A document as a parser reads it piece by piece."""
    raw = io.BytesIO(body if body[:2] == _PACKED else _as_utf8(body))
    return XMLStream(gzip.GzipFile(fileobj=raw) if body[:2] == _PACKED else raw, most)


def name_of(element: etree._Element | None) -> str:
    """An element's name without its namespace."""
    # Not QName: of broken markup lxml makes elements whose names it then refuses.
    return element.tag.rpartition("}")[2] if element is not None and isinstance(element.tag, str) else ""


def _as_utf8(body: bytes) -> bytes:
    """A document in UTF-16 in UTF-8, any other as it is."""
    if body[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return body
    text = body[: len(body) // 2 * 2].decode("utf-16", "replace")
    return re.sub(r"(<\?xml[^>]*?)\sencoding=(?:\"[^\"]*\"|'[^']*')", r"\1", text, count=1).encode(
        "utf-8", "replace"
    )


def _forget(element: etree._Element) -> None:
    """Free an element that was read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _opening(body: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            return packed.read(_HEAD)
    except (OSError, EOFError, zlib.error) as error:
        raise FetchError(f"the sitemap is packed, but not with a readable gzip: {error}") from error
