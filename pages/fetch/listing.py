"""What lists pages: a sitemap, an index of sitemaps, a feed, or a text of one address a line."""

from __future__ import annotations

from dataclasses import dataclass

from pages.fetch.feed import read_feed
from pages.fetch.sitemap import MAX_ENTRIES, Entry, read_sitemap, read_url_list, root_of


@dataclass(frozen=True, slots=True)
class Listing:
    """The pages that a list names, the further sitemaps, and in words what of it was not read."""

    pages: tuple[Entry, ...]
    more: tuple[str, ...] = ()
    left_out: str = ""


def read_listing(body: bytes, content_type: str, base: str = "") -> Listing | None:
    """What a document lists; None when it is no list. ``base``: its own address.

    Raises FetchError for a list that is packed and cannot be unpacked.
    """
    root = root_of(body)
    if root in ("urlset", "sitemapindex"):
        sitemap = read_sitemap(body, base)
        return Listing(
            sitemap.pages, sitemap.more, sitemap.left_out or _nothing(sitemap.pages or sitemap.more)
        )
    if root in ("rss", "RDF", "feed"):
        pages = read_feed(body, base)
        return Listing(pages, left_out=_nothing(pages))
    if content_type.partition(";")[0].strip().lower() == "text/plain":
        entries = read_url_list(body.decode("utf-8-sig", "replace"))
        if entries is not None:
            over = len(entries) > MAX_ENTRIES
            left_out = f"only the first {MAX_ENTRIES:,} addresses of this list were read" if over else ""
            return Listing(entries[:MAX_ENTRIES], left_out=left_out)
    return None


def _nothing(found: object) -> str:
    return "" if found else "it lists no pages"
