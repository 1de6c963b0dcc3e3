"""How much of a page and of a site's lists is read: more is refused or cut, and told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``[limits]`` of ``bestbefore.toml``, or a site's own.

    Of a page: ``page_bytes`` (unpacked) and ``page_seconds`` (from the first connection to the last byte, with
    redirects and further tries) bound the fetch; a page with more ``characters`` of text, ``tags`` or ``dates`` is
    refused whole, since what is behind a cut would seem missing; of more ``references`` and ``claims`` the first are
    read; ``reading_seconds`` of the processor are given to reading it, and to judging it, and ``reading_bytes`` of
    memory to reading it. Of a list:
    ``sitemap_entries`` addresses and ``sitemap_bytes`` (unpacked) are read of each sitemap, and ``sitemaps`` of them.
    """

    # The longest health pages are below 3 MB: what is larger is a download, and would only fill the memory.
    page_bytes: int = 20_000_000
    page_seconds: int = 60
    # More text, markup or dates than this takes more than ten seconds where every sentence has a date or a claim.
    characters: int = 700_000
    tags: int = 200_000
    dates: int = 50_000
    # A review of thousands of trials has fewer; a page with more was made to keep a reader busy.
    references: int = 5_000
    # No page says so much of drugs; it takes some seconds.
    claims: int = 2_500
    # The limits above keep it below ten; this is for what nobody foresaw.
    reading_seconds: int = 60
    # What is let in by the limits above takes up to 600 MB while it is parsed.
    reading_bytes: int = 700_000_000
    # sitemaps.org: a sitemap holds at most 50,000 addresses and 50 MB uncompressed.
    sitemap_entries: int = 50_000
    sitemap_bytes: int = 50_000_000
    # The protocol's 50,000 pages in each of them are more than a site has.
    sitemaps: int = 500

    @property
    def of_reading(self) -> str:
        """What of them the reading of a page depends on: the same text, the same facts of the same bytes."""
        size = f"{self.page_bytes} {self.characters} {self.tags} {self.dates}"
        return f"{size} {self.references} {self.claims} {self.reading_seconds} {self.reading_bytes}"


#: Where nobody said otherwise.
DEFAULT = Limits()


def too_large(size: int, most: int) -> str:
    """What is told of a page of ``size`` bytes, more than ``most``; ``size`` is 0 where the rest did not come."""
    if not size:
        return f"larger than {as_size(most)}; this is not a page (limits.page_bytes)"
    return f"{as_size(size)} is too large for a page (limit {as_size(most)}; limits.page_bytes)"


def references_left(count: int, most: int) -> str:
    """What is told of ``count`` references of which ``most`` are read; empty where those are all."""
    return f"the first {most:,} of {count:,} references were read (limits.references)" if count > most else ""


def as_size(size: int) -> str:
    """Bytes in words: "20 MB", "1.5 MB", "900 bytes"."""
    if size < 1_000_000:
        return f"{size:,} bytes"
    return f"{size / 1e6:.0f} MB" if size >= 10_000_000 else f"{size / 1e6:.3g} MB"
