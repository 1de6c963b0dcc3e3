"""Targets to documents: an address, a sitemap, a list of addresses, a folder or a file of saved pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from model.errors import FetchError
from model.page import Document
from pages.fetch.session import MAX_BYTES, PageSession
from pages.fetch.sitemap import Entry, is_sitemap, read_sitemap, read_url_list

# In a folder, what is worth reading; a file named on the command line is read whatever its name.
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown", ".txt"})
# An index of sitemaps of sitemaps: the protocol allows one level, sites use two.
MAX_SITEMAP_DEPTH = 3


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """A target or page that could not be had, and why, in one line."""

    url: str
    reason: str


def scrape(targets: Iterable[str], session: PageSession | None = None) -> Iterator[Document | FetchFailure]:
    """Fetch all pages of all targets, each address once, in order.

    ``-`` reads one page from standard input. A target that is neither an address nor a path that exists
    gives a FetchFailure; the others go on.
    """
    session = session or PageSession()
    seen: set[str] = set()
    for target in targets:
        try:
            yield from _documents(target, session, seen)
        except FetchError as error:
            yield FetchFailure(target, str(error))


def fetch_linked(urls: Iterable[str], session: PageSession | None = None) -> dict[str, Document]:
    """Fetch pages that a page links to (its reference list, say); what can't be had is left out."""
    session = session or PageSession()
    found = {}
    for url in urls:
        try:
            document = _from_file(_path_of(url)) if url.startswith("file:") else session.get(url)
        except FetchError:
            continue
        found[url] = document
    return found


def _documents(target: str, session: PageSession, seen: set[str]) -> Iterator[Document | FetchFailure]:
    if target == "-":
        yield Document(url="stdin:", body=sys.stdin.buffer.read(), fetched_at=_now())
        return
    if target.lower().startswith(("http://", "https://")):
        yield from _from_web((Entry(target),), session, seen, depth=0)
        return
    path = _path_of(target) if target.startswith("file:") else Path(target)
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in PAGE_SUFFIXES and p.is_file())
        if not files:
            yield FetchFailure(
                target, f"{target}: no saved pages in this folder ({', '.join(sorted(PAGE_SUFFIXES))})"
            )
        for file in files:
            yield from _file(file, session, seen)
    elif path.is_file():
        yield from _file(path, session, seen)
    else:
        raise FetchError(f"{target}: no such file or folder, and not an http(s) address")


def _file(path: Path, session: PageSession, seen: set[str]) -> Iterator[Document | FetchFailure]:
    url = path.resolve().as_uri()
    if url in seen:
        return
    seen.add(url)
    try:
        document = _from_file(path)
    except FetchError as error:
        yield FetchFailure(url, str(error))
        return
    entries: tuple[Entry, ...] | None = None
    if path.suffix.lower() in {".txt", ""}:
        entries = read_url_list(document.body.decode("utf-8", "replace"))
    elif path.suffix.lower() in {".xml", ".gz"} and is_sitemap(document.body):
        entries, _ = read_sitemap(document.body)
    if entries is None:
        yield document
    else:
        yield from _from_web(entries, session, seen, depth=0)


def _from_web(
    entries: Iterable[Entry], session: PageSession, seen: set[str], depth: int
) -> Iterator[Document | FetchFailure]:
    for entry in entries:
        if entry.url in seen:
            continue
        seen.add(entry.url)
        try:
            document = session.get(entry.url, entry.lastmod)
            if is_sitemap(document.body):
                if depth >= MAX_SITEMAP_DEPTH:
                    raise FetchError(f"{entry.url}: sitemaps nested deeper than {MAX_SITEMAP_DEPTH} levels")
                listed, more = read_sitemap(document.body)
                yield from _from_web(listed, session, seen, depth + 1)
                yield from _from_web((Entry(m) for m in more), session, seen, depth + 1)
                continue
        except FetchError as error:
            yield FetchFailure(entry.url, str(error))
            continue
        yield document


def _from_file(path: Path) -> Document:
    url = path.resolve().as_uri()
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FetchError(
                f"{path}: {size / 1_000_000:.0f} MB is too large for a page (limit {MAX_BYTES // 1_000_000} MB)"
            )
        body = path.read_bytes()
    except OSError as error:
        raise FetchError(f"{path}: {error.strerror or error}") from error
    kind = {".md": "text/markdown", ".markdown": "text/markdown", ".txt": "text/plain"}.get(
        path.suffix.lower(), ""
    )
    return Document(url=url, body=body, content_type=kind, final_url=url, fetched_at=_now())


def _path_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


__all__ = ["PAGE_SUFFIXES", "FetchFailure", "fetch_linked", "scrape"]
