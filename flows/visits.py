"""The pages of a site as visits: an address that moved is visited under its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from model.site import Site
from model.visit import Validators, Visit, VisitState
from pages import fetch
from pages.fetch.session import PageSession


def visit(site: Site, session: PageSession, known: Callable[[str], Validators | None]) -> Iterator[Visit]:
    """Each page of the site once, as it was met."""
    return (met for met in fetch.visit(site, session, known) if met.state is not VisitState.MOVED)
