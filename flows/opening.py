"""What a process opens once in a run, and keeps from batch to batch."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import platformdirs

import sources as sources_room
from flows.work import Work
from language.compiled import digest_of
from model.lexicon import Lexicon
from model.limits import DEFAULT, Limits
from model.site import Site
from pages.fetch.probe import Prober
from pages.fetch.reach import addresses_of, hostname_of
from pages.fetch.session import PageSession
from sources.desk import Desk, open_desk
from store.answers import Answers
from store.store import Store


def default_store() -> Path:
    """Where runs are remembered unless another place is named: ours, so that a damaged file may be set aside."""
    return platformdirs.user_data_path("bestbefore") / "store.sqlite"


_open: dict[str, Store] = {}


def opened(place: str) -> Store:
    """The store of a place, opened once a process."""
    if place not in _open:
        _open[place] = Store(place, may_rebuild=place == str(default_store()))
    return _open[place]


_sessions: dict[tuple[str, tuple[str, ...], Limits], PageSession] = {}


def session_of(contact: str, targets: tuple[str, ...], limits: Limits = DEFAULT) -> PageSession:
    """The session of a run, which may go where its targets name, and takes what its limits allow."""
    session = _sessions.get((contact, targets, limits))
    if session is None:
        session = PageSession(contact=contact, seconds=limits.page_seconds, largest=limits.page_bytes)
        _sessions[contact, targets, limits] = session
        session.name(targets)
    return session


def answers_of(work: Work) -> Answers:
    """The answers kept for the site of a run."""
    return _answers(work.store, work.site_id, work.sources, work.run)


@lru_cache(maxsize=2)
def _answers(place: str, site: int, mode: str, run: int) -> Answers:
    return opened(place).answers(site, mode)


_desks: dict[tuple[object, ...], tuple[Desk, PageSession]] = {}


def desk(sources: str, contact: str, folder: Path | None, site: Site) -> Desk:
    """The sources of a run on a site, the same ones for all who ask in this process; see ``open_desk``."""
    key = (sources, contact, folder, site.allow_hosts, site.delay, site.limits)
    if key not in _desks:
        # Links lead to other people's sites: asked on a session of their own, which may go inside only where the site's
        # entry allows it.
        limits = site.limits
        session = PageSession(contact=contact, seconds=limits.page_seconds, largest=limits.page_bytes)
        session.name(addresses_of(site.allow_hosts))
        if site.delay is not None:
            session.pace.pauses |= dict.fromkeys(map(hostname_of, site.allow_hosts), site.delay)
        _desks[key] = open_desk(sources, contact, folder=folder, probe=Prober(session)), session
    return _desks[key][0]


def sources_digest() -> str:
    """Of the code and data that ship with the sources."""
    return digest_of(Path(sources_room.__file__).parent)


def names_of(work: Work) -> Lexicon:
    """The names that the run reads with."""
    return _names(work.store, work.names)


@lru_cache(maxsize=2)
def _names(place: str, names: str) -> Lexicon:
    return opened(place).pages.names(names)


def close(place: str) -> None:
    """Close a store: who asks for it opens it anew."""
    if (store := _open.pop(place, None)) is not None:
        store.close()
    _answers.cache_clear()


def forget(place: str) -> None:
    """Close what this process keeps of a store, and of the run in it: files and connections too, which would otherwise
    wait for Python's search for garbage."""
    close(place)
    _names.cache_clear()
    while _sessions:
        _sessions.popitem()[1].close()
    while _desks:
        opened_desk, session = _desks.popitem()[1]
        opened_desk.close()
        session.close()
