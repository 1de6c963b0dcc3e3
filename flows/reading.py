"""Documents to pages, one at a time: what the steps and the smaller commands share."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

import language
import model
import pages.read
from flows.bounded import bounded_reading
from flows.wall import internal_error
from language.compiled import digest_of
from model.lexicon import Lexicon
from model.limits import DEFAULT, Limits
from model.page import Document, Page
from pages.fetch import FetchFailure, fetch_linked
from pages.fetch.session import PageSession
from pages.read import read, reference_page_links
from reports.build import Failure
from store.codec import digest, pack_names

# Libraries that decide what is read of a page.
_LIBRARIES = ("lxml", "beautifulsoup4", "htmldate", "markdown-it-py", "pyahocorasick", "dateparser")


def not_fetched(item: FetchFailure) -> Failure:
    """What could not be fetched, as the report tells it; an error of ours goes into the log."""
    if item.unforeseen is not None:
        return Failure(item.url, internal_error(f"fetching {item.url}", item.unforeseen))
    return Failure(item.url, item.reason)


def read_one(
    document: Document, lexicon: Lexicon, session: PageSession | None = None, limits: Limits = DEFAULT
) -> Page:
    """Read one document; where it cites numbers but keeps its list on another page of the site, that page too.

    Without a ``session`` no link is followed.
    """
    with bounded_reading(limits):
        page = read(document, lexicon, limits=limits)
        wanted = list_links(page, document, limits) if session else ()
    if session and wanted and (linked := fetch_linked(document, wanted, session)):
        with bounded_reading(limits):
            page = read(document, lexicon, linked, limits)
    return page


def list_links(page: Page, document: Document, limits: Limits = DEFAULT) -> tuple[str, ...]:
    """Where a page that cites numbers and has no list keeps it, as its links say."""
    if any(c.dangling for c in page.citations) and not any(not r.inline for r in page.references):
        return reference_page_links(document, limits)
    return ()


def reader_version(lexicon: Lexicon, limits: Limits = DEFAULT) -> tuple[str, str]:
    """What pages are read with, as two digests: of the reader (its code, its data, the names it knows, its
    limits), and of the names with their day. Computed, so that nobody has to remember to raise a number."""
    names = digest(pack_names(lexicon))
    undated = Lexicon(lexicon.drugs, lexicon.classes, lexicon.conditions, lexicon.biomarkers,
                      common_words=lexicon.common_words)  # fmt: skip
    read_with = f"{code_digest()} {digest(pack_names(undated))} {limits.of_reading}"
    return digest(read_with.encode()), names


def code_digest() -> str:
    """Of the code and data that read pages, and of the libraries they stand on."""
    return _with_libraries(pages.read, language, model)


def rules_digest() -> str:
    """Of the code and data that judge pages."""
    import checks
    import verdicts

    return _with_libraries(checks, verdicts, language, model)


@cache
def _with_libraries(*rooms: ModuleType) -> str:
    told = [digest_of(*(Path(str(room.__file__)).parent for room in rooms))]
    told += (f"{name} {_version(name)}" for name in _LIBRARIES)
    return digest("\n".join(told).encode())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
