"""The pages of a site as visits, made of today's ``scrape``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from model.errors import FetchError
from model.page import Document
from model.site import Site
from model.visit import Validators, Visit, VisitState
from pages.fetch import FetchFailure, scrape
from pages.fetch.reach import path_of
from pages.fetch.session import PageSession

_GONE = re.compile(r"the site answered (?:404|410)\b")


def visit(site: Site, session: PageSession, known: Callable[[str], Validators | None]) -> Iterator[Visit]:
    """Each page of the site once, as it was met."""
    for item in scrape(site.targets, session):
        if isinstance(item, Document):
            yield Visit(item.url, VisitState.FETCHED, item, validators=Validators("", item.last_modified))
        else:
            yield _missed(item)


def _missed(item: FetchFailure) -> Visit:
    gone = bool(_GONE.search(item.reason))
    if item.url.startswith("file:"):
        try:
            path: Path | None = path_of(item.url)
        except FetchError:
            path = None
        gone = path is not None and not path.exists()
    state = VisitState.GONE if gone else VisitState.NOT_REACHED
    return Visit(item.url, state, reason=item.reason, unforeseen=item.unforeseen)
