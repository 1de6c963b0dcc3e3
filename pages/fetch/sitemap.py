"""Sitemaps and lists of addresses (sitemaps.org protocol 0.9)."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import dataclass

from lxml import etree

from model.errors import FetchError

# sitemaps.org: a sitemap holds at most 50,000 addresses and 50 MB uncompressed.
MAX_SITEMAP_BYTES = 50_000_000
MAX_ENTRIES = 50_000
# The same document allows 2,048 characters for an address.
MAX_ADDRESS = 2_048
_PACKED = b"\x1f\x8b"


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
    """True for an XML sitemap or sitemap index, packed or not. Raises FetchError as ``read_sitemap`` does."""
    head = body[:2048] if body[:2] != _PACKED else _opening(body)
    return re.search(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", head) is not None


def read_sitemap(body: bytes) -> Sitemap:
    """What a sitemap lists, at most ``MAX_ENTRIES`` addresses of at most ``MAX_SITEMAP_BYTES``.

    It is read piece by piece: what comes behind the limit costs no memory. Broken markup is read as far as it can
    be. Raises FetchError for what is packed and cannot be unpacked.
    """
    raw = io.BytesIO(body)
    stream = _Limited(gzip.GzipFile(fileobj=raw) if body[:2] == _PACKED else raw)
    pages: list[Entry] = []
    more: list[str] = []
    left_out = ""
    parts: dict[str, str] = {}
    try:
        for _, element in etree.iterparse(
            stream, events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False
        ):
            name = _name(element)
            # An image or a video inside an entry has a place of its own (image:loc).
            if name in ("loc", "lastmod") and _name(element.getparent()) in ("url", "sitemap"):
                parts.setdefault(name, "".join(element.itertext()).strip())
            elif name in ("url", "sitemap"):
                address = parts.get("loc", "")
                if address and len(address) <= MAX_ADDRESS:
                    if name == "url":
                        pages.append(Entry(address, parts.get("lastmod", "")))
                    else:
                        more.append(address)
                parts.clear()
                _forget(element)
            if len(pages) + len(more) >= MAX_ENTRIES:
                left_out = f"only the first {MAX_ENTRIES:,} addresses of this sitemap were read"
                break
    except etree.XMLSyntaxError:
        pass  # what was read so far counts
    except (OSError, EOFError, zlib.error) as error:
        raise FetchError(f"the sitemap is packed, but not with a readable gzip: {error}") from error
    if stream.cut and not left_out:
        left_out = f"only the first {MAX_SITEMAP_BYTES // 1_000_000} MB of this sitemap were read"
    return Sitemap(tuple(pages), tuple(more), left_out)


def read_url_list(text: str) -> tuple[Entry, ...] | None:
    """The addresses in a text of one address a line (# begins a comment); None when it is something else."""
    lines = [line.split(" #")[0].strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if lines and all(re.fullmatch(r"https?://\S+", line) for line in lines):
        return tuple(Entry(line) for line in lines)
    return None


class _Limited:
    """A stream that ends after ``MAX_SITEMAP_BYTES``; ``cut`` says that more would have come."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream
        self._left = MAX_SITEMAP_BYTES
        self.cut = False

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(min(size, 65_536) if size > 0 else 65_536)
        self.cut = len(piece) > self._left
        piece = piece[: self._left]
        self._left -= len(piece)
        return piece


def _name(element: etree._Element | None) -> str:
    # Not QName: of broken markup lxml makes elements whose names it then refuses.
    return element.tag.rpartition("}")[2] if element is not None and isinstance(element.tag, str) else ""


def _forget(element: etree._Element) -> None:
    """Free an element that was read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _opening(body: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            return packed.read(2048)
    except (OSError, EOFError, zlib.error) as error:
        raise FetchError(f"the sitemap is packed, but not with a readable gzip: {error}") from error
