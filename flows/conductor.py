"""The conductor of an audit: the only place where pages, sources, checks, store and reports meet.

::

    run_audit(request, runner=one_by_one, progress=...) -> Outcome

    scrape ──ids──► READ ──ids──► LOOK_UP ──ids──► JUDGE ──► published        (flows.scraping, steps, publishing)

No step holds a site: what goes from one to the next are numbers of pages in the store, 50 at a time, as they come.
``runner(step, work, batches)`` runs one step over batches and yields what each gives back: here a plain call, by the
clock a task of Prefect, on two cores ``flows.workers.Processes``. ``step.run(work, batch)`` can be called in any
process: ``work`` is small, and names the store.
"""

from __future__ import annotations

import contextlib
import secrets
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flows import opening
from flows.again import going_on
from flows.decided import load_decisions
from flows.garbage import seldom
from flows.hours import Hours
from flows.publishing import published
from flows.reading import reader_version
from flows.request import AuditRequest, Outcome
from flows.scraping import scrape
from flows.standing import put_back, run_of
from flows.steps import STEPS
from flows.work import Batch, Progress, Runner, Work, one_by_one
from flows.workers import Processes
from model.errors import StoreError
from pages.fetch.reach import Reach
from reports.build import Run, SourceState
from reports.write import check_place
from sources.desk import Desk
from store.codec import mark_of
from store.database import copied, located
from store.runs import BusyError, RunRow, site_key
from store.store import Store

__all__ = ["AuditRequest", "Outcome", "run_audit"]

VERSION = "0.1.0"
# Seconds between two signs of life of a run.
_HEARTBEAT = 15


def run_audit(
    request: AuditRequest, runner: Runner | None = None, progress: Progress = lambda line: None
) -> Outcome:
    """Audit a site, or what was named by hand: all steps.

    A run of the same site that was killed is gone on with. A store on a server that is lost on the way is waited for
    (``flows.again``). A store's file that fails costs what would have been remembered, not the audit:
    ``Outcome.troubles`` says so. Raises UsageError for what the caller has to put right, BusyError while another run
    has the site, StoreError when the server of the store stays away: without memory every finding would be called new.
    """
    if request.decisions:
        load_decisions(request.decisions)  # a broken file is told before the work, not after it
    check_place(request.out)
    with seldom(), _place_of(request) as (place, remembers), _runner_of(request, runner) as runner:
        request = replace(request, run_id=request.run_id or new_run_id(datetime.now(UTC)))
        try:
            return going_on(lambda each, tell: _audited(request, place, each, tell), place, runner, progress)
        except BusyError:
            raise
        except StoreError as error:
            if not remembers or error.lost:
                raise
            return _without(request, place, error, runner, progress)


@contextlib.contextmanager
def _runner_of(request: AuditRequest, runner: Runner | None) -> Iterator[Runner]:
    """The runner given, else what the request asks for: several processes, or this one."""
    if runner is not None or request.processes < 2:
        yield runner or one_by_one
        return
    with Processes(request.processes) as several:
        yield several


def _without(
    request: AuditRequest, place: str, error: StoreError, runner: Runner, progress: Progress
) -> Outcome:
    """The audit, gone on with after its store failed: in a new store where the old one is damaged, else in a copy
    that lasts as long as the run, or in an empty one where the copy fails as well."""
    opening.forget(place)
    with tempfile.TemporaryDirectory(prefix="bestbefore-") as folder:
        other = str(Path(folder) / "store.sqlite")
        if error.damaged:
            with contextlib.suppress(StoreError), Store(place) as store:
                if store.database.path is not None:
                    store.database.set_aside()
                    other = place
        else:
            with contextlib.suppress(StoreError, OSError):
                copied(Path(located(place).database or ""), Path(other))
        try:
            outcome = _audited(request, other, runner, progress)
        except StoreError:
            if other == place:
                raise
            # what is wrong with the store is in its copy too
            opening.forget(other)
            other = str(Path(folder) / "empty.sqlite")
            outcome = _audited(request, other, runner, progress)
        finally:
            opening.forget(other)
    done = "a new one was begun" if other == place else "this run is not remembered"
    return replace(outcome, troubles=(*outcome.troubles, f"{error}; {done}"))


def _audited(request: AuditRequest, place: str, runner: Runner, progress: Progress) -> Outcome:
    started = datetime.now(UTC)
    site = request.audited
    store = opening.opened(place)
    key = store.runs.site(site_key(site.name, request.shown_targets))
    with _leased(store, key, request.run_id, request, started) as (run, alive):
        desk = opening.desk(request.sources, request.contact, request.folder, site)
        work = _work(request, place, run, desk)
        store.pages.keep_names(work.names, desk.lexicon)
        session = opening.session_of(work.contact, site.targets, site.limits)
        hours = Hours(request.max_hours)
        batches: Iterable[Batch] = alive(scrape(hours.bound(work), store, session, progress))
        batches = hours.until(batches, lambda batch, why: not_reached(store, run, batch, why))
        for step in STEPS:
            batches = runner(step, work, batches)
        examined = sum(len(batch) for batch in batches)
        progress(f"read {examined} page{'s' if examined != 1 else ''}")
        told = Run(
            id=run.id,
            started_at=run.started_at,
            finished_at=datetime.now(UTC),
            today=run.today,
            targets=request.shown_targets,
            policy=site.policy,
            version=VERSION,
            sources=source_states(desk, store.answers(run.site, request.sources).lost(run.number)),
            base_url=request.base_url,
        )
        progress("writing the report")
        outcome = published(request, work, run, store, told)
        state = "held" if outcome.held else "complete"
        store.runs.finish(run, state, outcome.held, datetime.now(UTC))
    notes = (store.note,) if store.note else ()
    return replace(outcome, troubles=(*outcome.troubles, *notes))


def _work(request: AuditRequest, place: str, run: RunRow, desk: Desk) -> Work:
    reader, names = reader_version(desk.lexicon, request.audited.limits)
    # what a service said of its trouble is no part of what the data are: another outage is the same data
    states = " ".join(f"{s.name} {s.face} {s.as_of} {s.note * (not s.trouble)}" for s in desk.states())
    roots = tuple(str(f) for f in Reach.of(request.audited.targets).folders)
    return Work(
        store=place,
        run=run.number,
        site_id=run.site,
        site=request.audited,
        today=run.today,
        sources=request.sources,
        contact=request.contact,
        folder=request.folder,
        base_url=request.base_url,
        reader=reader,
        names=names,
        data=mark_of(f"{states} {opening.sources_digest()}"),
        roots=roots,
    )


@contextlib.contextmanager
def _leased(
    store: Store, site: int, run_id: str, request: AuditRequest, now: datetime
) -> Iterator[tuple[RunRow, Alive]]:
    """The site for this run alone, with a sign of life every few seconds."""
    last = store.runs.take(site, run_id, now)
    try:
        put_back(request.out)
        out = run_of(request.out)
        run = store.runs.begin(run_id, site, request.shown_targets, request.today, now, last, out)
        alive = Alive(store, site, run.id)
        with alive:
            yield run, alive
    finally:
        with contextlib.suppress(StoreError):
            store.runs.leave(site)


class Alive:
    """Gives signs of life from a thread of its own; called with batches, it hands them on as long as the run has its
    site."""

    def __init__(self, store: Store, site: int, run_id: str) -> None:
        self._store, self._site, self._run_id = store, site, run_id
        self._ended = threading.Event()
        self._trouble: StoreError | None = None
        self._thread = threading.Thread(target=self._beat, daemon=True, name="heartbeat")

    def __enter__(self) -> Alive:
        self._store.runs.beat(self._site, self._run_id, datetime.now(UTC))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches. Raises BusyError when another run took the site in the meantime."""
        for batch in batches:
            if self._trouble is not None:
                raise self._trouble
            yield batch

    def _beat(self) -> None:
        while not self._ended.wait(_HEARTBEAT):
            try:
                self._store.runs.beat(self._site, self._run_id, datetime.now(UTC))
            except BusyError as error:
                self._trouble = error
                return
            except StoreError:
                continue  # the steps will meet it too


@contextlib.contextmanager
def _place_of(request: AuditRequest) -> Iterator[tuple[str, bool]]:
    """Where the run's store is, and whether it outlives the run. What is read from standard input is another page
    each time, and is not remembered."""
    if request.store is None or "-" in request.audited.targets:
        with tempfile.TemporaryDirectory(prefix="bestbefore-") as folder:
            place = str(Path(folder) / "store.sqlite")
            try:
                yield place, False
            finally:
                opening.forget(place)
        return
    place = str(request.store)
    try:
        yield place, True
    finally:
        opening.forget(place)


def new_run_id(started: datetime) -> str:
    """A run's name: its start in UTC, and four letters so that two of one second differ."""
    return f"{started:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"


def not_reached(store: Store, run: RunRow, batch: Batch, why: str) -> None:
    """Name the pages of a batch for which no time was left; what is known of them stands."""
    with store.writing() as db:
        for row in store.pages.some(batch):
            store.nights.failed(db, run.number, row.id, f"{row.url}: {why}")
            store.pages.change(db, row.id, state="not_reached", reason=why)


def source_states(desk: Desk, lost: Iterable[tuple[str, str, str]] = ()) -> tuple[SourceState, ...]:
    """The sources of a run, as the report names them; ``lost``: kind, source and reason of what stayed open, also
    before the run was killed and gone on with."""
    unchecked: defaultdict[str, Counter[str]] = defaultdict(Counter)
    why: dict[str, str] = {}
    for kind, source, reason in lost:
        name = "openFDA" if source == "FDA" else source  # the only one of FDA's faces that can fail
        unchecked[name][kind] += 1
        why[name] = why.get(name) or reason
    found = []
    for s in desk.states():
        live = s.face == "live"
        trouble = s.trouble or (why.get(s.name, "") if live else "")
        told = dict(unchecked[s.name]) if trouble else {}
        found.append(SourceState(s.name, s.face, s.as_of, s.note, trouble, told))
    return tuple(found)
