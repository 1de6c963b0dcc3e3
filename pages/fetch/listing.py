"""What lists pages: a sitemap, an index of sitemaps, a feed, or a text of one address a line."""

from __future__ import annotations

from dataclasses import dataclass

from model.limits import DEFAULT, Limits
from pages.fetch.feed import read_feed
from pages.fetch.sitemap import Entry, cut_at, read_sitemap, read_url_list, root_of


@dataclass(frozen=True, slots=True)
class Listing:
    """The pages that a list names, the further sitemaps, and in words what of it was not read."""

    pages: tuple[Entry, ...]
    more: tuple[str, ...] = ()
    left_out: str = ""


def read_listing(body: bytes, content_type: str, base: str = "", limits: Limits = DEFAULT) -> Listing | None:
    """What a document lists; None when it is no list. ``base``: its own address.

    Raises FetchError for a list that is packed and cannot be unpacked.
    """
    root = root_of(body)
    if root in ("urlset", "sitemapindex"):
        sitemap = read_sitemap(body, base, limits)
        return Listing(
            sitemap.pages, sitemap.more, sitemap.left_out or _nothing(sitemap.pages or sitemap.more)
        )
    if root in ("rss", "RDF", "feed"):
        feed = read_feed(body, base, limits)
        return Listing(feed.pages, left_out=feed.left_out or _nothing(feed.pages))
    if content_type.partition(";")[0].strip().lower() == "text/plain":
        # Windows' PowerShell writes what is sent to a file in UTF-16
        utf16 = body[:2] in (b"\xff\xfe", b"\xfe\xff")
        entries = read_url_list(body.decode("utf-16" if utf16 else "utf-8-sig", "replace"))
        if entries is not None:
            most = limits.sitemap_entries
            return Listing(entries[:most], left_out=cut_at(most, "list") if len(entries) > most else "")
    return None


def _nothing(found: object) -> str:
    return "" if found else "it lists no pages"
