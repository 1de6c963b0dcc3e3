"""Targets to documents: an address, a sitemap, a list of addresses, a folder or a file of saved pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from model.errors import FetchError
from model.page import Document
from pages.fetch.reach import bare, file_url, is_web, path_of
from pages.fetch.session import MAX_BYTES, PageSession
from pages.fetch.sitemap import MAX_ENTRIES, Entry, is_sitemap, read_sitemap, read_url_list

# In a folder, what is worth reading; a file named on the command line is read whatever its name.
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown", ".txt"})
# An index of sitemaps of sitemaps: the protocol allows one level, sites use two.
MAX_SITEMAP_DEPTH = 3
# Sitemaps of one target: the protocol's 50,000 pages in each of them are more than a site has.
MAX_SITEMAPS = 500
# A page's reference list is on one other page, or on a few (one a tab); more links are not followed.
MAX_LINKED = 3


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """A target or page that could not be had, and why, in one line; ``unforeseen`` is an error of ours."""

    url: str
    reason: str
    unforeseen: Exception | None = None


def scrape(targets: Iterable[str], session: PageSession | None = None) -> Iterator[Document | FetchFailure]:
    """Fetch all pages of all targets, each address once, in order.

    ``-`` reads one page from standard input. A target that is neither an address nor a path that exists
    gives a FetchFailure; the others go on. The targets are what the operator named: see ``reach``.
    """
    session = session or PageSession()
    targets = tuple(targets)
    session.name(targets)
    seen: set[str] = set()
    for target in targets:
        try:
            yield from _documents(target, session, seen)
        except Exception as error:
            yield _failure(bare(target), error)


def fetch_linked(document: Document, urls: Iterable[str], session: PageSession) -> dict[str, Document]:
    """Fetch pages that a document links to (its reference list, say), at most ``MAX_LINKED``.

    From the web only the web is reached, from a saved page only what is saved below the folder that the operator
    named. What can't be had is left out.
    """
    found: dict[str, Document] = {}
    for url in list(urls)[:MAX_LINKED]:
        try:
            if is_web(document.url) and is_web(document.final_url or document.url):
                found[url] = session.get(url)
            elif document.url.startswith("file:") and url.startswith("file:"):
                found[url] = _from_file(session.reach.file(url))
        except Exception:
            continue  # a list that cannot be had is a list that is not there
    return found


def _documents(target: str, session: PageSession, seen: set[str]) -> Iterator[Document | FetchFailure]:
    if target == "-":
        yield Document(url="stdin:", body=sys.stdin.buffer.read(), fetched_at=_now())
        return
    if is_web(target):
        yield from _from_web((Entry(target),), session, seen)
        return
    path = path_of(target) if target.startswith("file:") else Path(target)
    try:
        folder, file = path.is_dir(), path.is_file()
    except (OSError, ValueError) as error:  # a name with a NUL, or one that is too long
        raise FetchError(f"{target}: is no name of a file: {error}") from error
    if not target.strip():
        raise FetchError("an empty target: name a folder, a file or an address")
    if folder:
        yield from _folder(target, path, session, seen)
    elif file:
        yield from _file(path, session, seen)
    else:
        raise FetchError(f"{target}: no such file or folder, and not an http(s) address")


def _folder(
    target: str, path: Path, session: PageSession, seen: set[str]
) -> Iterator[Document | FetchFailure]:
    unreadable: list[OSError] = []
    files = [
        Path(folder, name)
        for folder, _, names in os.walk(path, onerror=unreadable.append)
        for name in names
        if Path(name).suffix.lower() in PAGE_SUFFIXES
    ]
    for error in unreadable:
        yield FetchFailure(file_url(Path(error.filename)), f"{error.filename}: {error.strerror or error}")
    if not files and not unreadable:
        yield FetchFailure(
            target, f"{target}: no saved pages in this folder ({', '.join(sorted(PAGE_SUFFIXES))})"
        )
    for file in sorted(files):
        if _may_be_page(file):
            yield from _file(file, session, seen)


def _failure(url: str, error: Exception) -> FetchFailure:
    """What went wrong with one address or file: the others go on, whatever it was."""
    if isinstance(error, FetchError):
        return FetchFailure(url, str(error))
    return FetchFailure(url, f"{url}: internal error ({type(error).__name__})", error)


def _may_be_page(file: Path) -> bool:
    """False for what is there and is no file (a pipe, a folder named x.html)."""
    try:
        return file.is_file() or not file.exists()
    except OSError:
        return True  # reading it says why not


def _file(path: Path, session: PageSession, seen: set[str]) -> Iterator[Document | FetchFailure]:
    url = file_url(path)
    if url in seen:
        return
    seen.add(url)
    try:
        document = _from_file(path)
        entries: tuple[Entry, ...] | None = None
        if path.suffix.lower() in {".txt", ""}:
            entries = read_url_list(document.body.decode("utf-8", "replace"))
        elif path.suffix.lower() in {".xml", ".gz"} and is_sitemap(document.body):
            sitemap = read_sitemap(document.body)
            entries = sitemap.pages
            if sitemap.left_out:
                yield FetchFailure(url, f"{path}: {sitemap.left_out}")
    except Exception as error:
        yield _failure(url, error)
        return
    if entries is None:
        yield document
    else:
        yield from _from_web(entries[:MAX_ENTRIES], session, seen)
        if len(entries) > MAX_ENTRIES:
            yield FetchFailure(
                url, f"{path}: only the first {MAX_ENTRIES:,} addresses of this list were read"
            )


def _from_web(
    entries: Iterable[Entry], session: PageSession, seen: set[str], depth: int = 0
) -> Iterator[Document | FetchFailure]:
    for entry in entries:
        url = bare(entry.url)
        if url in seen:
            continue
        seen.add(url)
        try:
            document = session.get(entry.url, entry.lastmod)
            if not is_sitemap(document.body):
                yield document
                continue
            if depth >= MAX_SITEMAP_DEPTH:
                raise FetchError(f"{url}: sitemaps nested deeper than {MAX_SITEMAP_DEPTH} levels")
            sitemap = read_sitemap(document.body)
        except Exception as error:
            yield _failure(url, error)
            continue
        if sitemap.left_out:
            yield FetchFailure(url, f"{url}: {sitemap.left_out}")
        if len(sitemap.more) > MAX_SITEMAPS:
            yield FetchFailure(url, f"{url}: only the first {MAX_SITEMAPS} sitemaps of this index were read")
        yield from _from_web(sitemap.pages, session, seen, depth + 1)
        yield from _from_web((Entry(m) for m in sitemap.more[:MAX_SITEMAPS]), session, seen, depth + 1)


def _from_file(path: Path) -> Document:
    url = file_url(path)
    try:
        if not path.is_file() and path.exists():
            raise FetchError(f"{path}: is not a file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FetchError(
                f"{path}: {size / 1_000_000:.0f} MB is too large for a page (limit {MAX_BYTES // 1_000_000} MB)"
            )
        body = path.read_bytes()
    except (OSError, ValueError) as error:
        raise FetchError(f"{path}: {getattr(error, 'strerror', '') or error}") from error
    kind = {".md": "text/markdown", ".markdown": "text/markdown", ".txt": "text/plain"}.get(
        path.suffix.lower(), ""
    )
    return Document(url=url, body=body, content_type=kind, final_url=url, fetched_at=_now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


__all__ = ["PAGE_SUFFIXES", "FetchFailure", "fetch_linked", "scrape"]
