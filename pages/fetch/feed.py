"""Feeds as lists of pages: RSS (0.9 to 2.0) and Atom (RFC 4287)."""

from __future__ import annotations

import zlib

from lxml import etree

from model.errors import FetchError
from model.limits import DEFAULT, Limits
from pages.fetch.sitemap import (
    MAX_ADDRESS,
    Entry,
    Sitemap,
    cut_at,
    cut_behind,
    joined,
    name_of,
    root_of,
    xml_stream,
)

_ITEMS = frozenset({"item", "entry"})


def is_feed(body: bytes) -> bool:
    """True for a feed, packed or not."""
    return root_of(body) in ("rss", "RDF", "feed")


def read_feed(body: bytes, base: str = "", limits: Limits = DEFAULT) -> Sitemap:
    """The pages that a feed lists, each once; relative addresses are joined to ``base``, the feed's own.

    RSS: ``link``, else a ``guid`` that is an address. Atom: the ``link`` that leads to the page, with its day of
    change. Raises FetchError for what is packed and cannot be unpacked.
    """
    found: dict[str, Entry] = {}
    link = guid = updated = left_out = ""
    stream = xml_stream(body, limits.sitemap_bytes)
    try:
        for _, element in etree.iterparse(
            stream, events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False
        ):  # fmt: skip
            name, inside = name_of(element), name_of(element.getparent())
            if inside in _ITEMS:
                if name == "link" and element.get("rel", "alternate") == "alternate":
                    link = link or (element.get("href") or element.text or "").strip()
                elif name == "guid" and element.get("isPermaLink", "true") != "false":
                    guid = (element.text or "").strip()
                elif name in ("updated", "modified"):
                    updated = (element.text or "").strip()
            if name in _ITEMS:
                address = joined(base, link or (guid if guid[:4].lower() == "http" else ""))
                if address and len(address) <= MAX_ADDRESS:
                    found.setdefault(address, Entry(address, updated))
                link = guid = updated = ""
                element.clear()
            if len(found) >= limits.sitemap_entries:
                left_out = cut_at(limits.sitemap_entries, "feed")
                break
    except etree.XMLSyntaxError:
        pass  # what was read so far counts
    except (OSError, EOFError, zlib.error) as error:
        raise FetchError(f"the feed is packed, but not with a readable gzip: {error}") from error
    if stream.cut and not left_out:
        left_out = cut_behind(limits.sitemap_bytes, "feed")
    return Sitemap(tuple(found.values()), left_out=left_out)
