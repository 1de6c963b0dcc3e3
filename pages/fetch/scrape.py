"""Targets to documents, for the commands that look at a few pages by hand; a site is visited (``visit.py``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from model.limits import DEFAULT, Limits
from model.page import Document
from model.site import Site
from model.visit import VisitState
from pages.fetch.reach import is_web
from pages.fetch.saved import read_file
from pages.fetch.session import PageSession
from pages.fetch.visit import visit

# A page's reference list is on one other page, or on a few (one a tab); more links are not followed.
MAX_LINKED = 3


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """A target or page that could not be had, and why, in one line; ``unforeseen`` is an error of ours."""

    url: str
    reason: str
    unforeseen: Exception | None = None


def scrape(
    targets: Iterable[str], session: PageSession | None = None, limits: Limits = DEFAULT
) -> Iterator[Document | FetchFailure]:
    """Fetch all pages of all targets, each page once. See ``visit``; nothing is known of an earlier night.

    ``limits``: of the lists; those of a page are the session's.
    """
    site = Site("by hand", tuple(targets), limits=limits)
    for met in visit(site, session or PageSession(), lambda url: None):
        if met.document is not None:
            yield met.document
        elif met.state is not VisitState.MOVED:
            yield FetchFailure(met.url, met.reason, met.unforeseen)


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
                found[url] = read_file(session.reach.file(url), session.largest)
        except Exception:
            continue  # a list that cannot be had is a list that is not there
    return found
