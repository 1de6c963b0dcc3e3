"""Saved pages: a folder, a file, or standard input."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from model.errors import FetchError
from model.limits import DEFAULT, too_large
from model.page import Document
from model.visit import Visit, VisitState
from pages.fetch.content import look
from pages.fetch.ends import failure
from pages.fetch.reach import Reach, file_url, path_of

# In a folder, what is worth reading; a file named on the command line is read whatever its name.
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown", ".txt"})
# How like two names are to be taken for each other (difflib's ratio), and how many of a folder are compared.
_NEAR = 0.75
_MOST_NAMES = 10_000
# A host's name with a letter in its last part, with or without port and path: what people type for an address.
_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:[/?#].*)?\Z", re.IGNORECASE
)
_KINDS = {".md": "text/markdown", ".markdown": "text/markdown", ".txt": "text/plain"}


def is_folder(target: str) -> bool:
    """Whether a target names a folder of saved pages."""
    try:
        return (path_of(target) if target.startswith("file:") else Path(target)).is_dir()
    except (OSError, ValueError, FetchError):  # files_of says what is wrong with it
        return False


def files_of(target: str) -> Iterator[Path | FetchError]:
    """The saved pages that a target names, in order; an error for what cannot be listed.

    Raises FetchError for a target that is no file or folder, or a folder without a page.
    """
    path = path_of(target) if target.startswith("file:") else Path(target)
    try:
        folder, file = path.is_dir(), path.is_file()
    except (OSError, ValueError) as error:  # a name with a NUL, or one that is too long
        raise FetchError(f"{target}: is no name of a file: {error}") from error
    if not target.strip():
        raise FetchError("an empty target: name a folder, a file or an address")
    if folder:
        yield from _folder(target, path)
    elif file:
        yield path
    else:
        meant = meant_by(target)
        raise FetchError(
            f"{target}: no such file or folder, and not an http(s) address"
            + (f"; did you mean {meant}?" if meant else "")
        )


def meant_by(target: str) -> str:
    """What an operator may have meant by a target that is not there: the path that is written most like it, part by
    part, else the web address without its scheme; empty where nothing is near. A name on the disk goes first."""
    at, near = Path(target).anchor or "", True
    for part in Path(target).parts[1 if at else 0 :]:
        step = Path(at, part)
        if not step.exists():
            found = get_close_matches(part, _names(Path(at or ".")), n=1, cutoff=_NEAR)
            near = bool(found)
            if not near:
                break
            step = Path(at, found[0])
        at = str(step)
    if near and at:
        return at
    return f"https://{target}" if _HOST.match(target) and Path(target).suffix not in PAGE_SUFFIXES else ""


def _names(folder: Path) -> list[str]:
    """What is in a folder, at most so many names that comparing them takes no time."""
    try:
        return [entry.name for entry in islice(os.scandir(folder), _MOST_NAMES)]
    except OSError:
        return []


def read_file(path: Path, most: int = DEFAULT.page_bytes) -> Document:
    """A saved page. Raises FetchError for what cannot be read, is no file, or is larger than ``most`` bytes."""
    url = file_url(path)
    try:
        if not path.is_file() and path.exists():
            raise FetchError(f"{path}: is not a file")
        size = path.stat().st_size
        if size > most:
            raise FetchError(f"{path}: {too_large(size, most)}")
        body = path.read_bytes()
    except (OSError, ValueError) as error:
        raise FetchError(f"{path}: {getattr(error, 'strerror', '') or error}") from error
    return Document(
        url=url, body=body, content_type=_KINDS.get(path.suffix.lower(), ""), final_url=url, fetched_at=now()
    )


def read_stream(stream: BinaryIO, most: int = DEFAULT.page_bytes) -> Document:
    """One page from standard input. Raises FetchError for more than ``most`` bytes, of which no more is read."""
    body = stream.read(most + 1)
    if len(body) > most:
        raise FetchError(f"stdin: {too_large(0, most)}")
    return Document(url="stdin:", body=body, fetched_at=now())


def saved_visit(document: Document) -> Visit:
    """A saved page, or why there is nothing to read in it."""
    sight = look(document, {})
    if sight.refresh and sight.state is VisitState.FETCHED:
        sight = replace(sight, state=VisitState.NO_CONTENT, reason="it only sends its reader on")
    if sight.state is VisitState.FETCHED:
        return Visit(document.url, VisitState.FETCHED, document)
    return Visit(document.url, sight.state, reason=f"{document.url}: {sight.reason}")


def earlier_visit(url: str, reach: Reach, most: int = DEFAULT.page_bytes) -> Visit:
    """A saved page of an earlier night that no target names tonight."""
    try:
        path = path_of(url)
        if not path.exists():
            return Visit(url, VisitState.GONE, reason=f"{url}: is no longer there")
        return saved_visit(read_file(reach.file(url), most))
    except Exception as error:
        return failure(url, error)


def now() -> str:
    """The moment, as documents carry it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _folder(target: str, path: Path) -> Iterator[Path | FetchError]:
    unreadable: list[OSError] = []
    files = [
        Path(folder, name)
        for folder, _, names in os.walk(path, onerror=unreadable.append)
        for name in names
        if Path(name).suffix.lower() in PAGE_SUFFIXES
    ]
    for error in unreadable:
        yield FetchError(f"{error.filename}: {error.strerror or error}")
    if not files and not unreadable:
        raise FetchError(f"{target}: no saved pages in this folder ({', '.join(sorted(PAGE_SUFFIXES))})")
    yield from (file for file in sorted(files) if _may_be_page(file))


def _may_be_page(file: Path) -> bool:
    """False for what is there and is no file (a pipe, a folder named x.html)."""
    try:
        return file.is_file() or not file.exists()
    except OSError:
        return True  # reading it says why not
