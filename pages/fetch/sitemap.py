"""Sitemaps and lists of addresses (sitemaps.org protocol 0.9)."""

from __future__ import annotations

import gzip
import io
import re
from dataclasses import dataclass

from bs4 import BeautifulSoup

from model.errors import FetchError

# sitemaps.org: a sitemap holds at most 50,000 addresses and 50 MB uncompressed.
MAX_SITEMAP_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One address with the sitemap's word on when it changed (raw, may be empty)."""

    url: str
    lastmod: str = ""


def is_sitemap(body: bytes) -> bool:
    """True for an XML sitemap or sitemap index, packed or not."""
    head = body[:2048] if body[:2] != b"\x1f\x8b" else _unpack(body)[:2048]
    return re.search(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", head) is not None


def read_sitemap(body: bytes) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The pages that a sitemap lists, and the further sitemaps that an index lists."""
    text = _unpack(body) if body[:2] == b"\x1f\x8b" else body
    soup = BeautifulSoup(text, "xml")
    pages = []
    for item in soup.find_all("url"):
        place, changed = item.find("loc"), item.find("lastmod")
        if place and place.get_text(strip=True):
            pages.append(Entry(place.get_text(strip=True), changed.get_text(strip=True) if changed else ""))
    more = [
        place.get_text(strip=True)
        for item in soup.find_all("sitemap")
        if (place := item.find("loc")) is not None
    ]
    return tuple(pages), tuple(more)


def read_url_list(text: str) -> tuple[Entry, ...] | None:
    """The addresses in a text of one address a line (# begins a comment); None when it is something else."""
    lines = [line.split(" #")[0].strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if lines and all(re.fullmatch(r"https?://\S+", line) for line in lines):
        return tuple(Entry(line) for line in lines)
    return None


def _unpack(body: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            return packed.read(MAX_SITEMAP_BYTES)
    except (OSError, EOFError) as error:
        raise FetchError(f"the sitemap is packed, but not with a readable gzip: {error}") from error
