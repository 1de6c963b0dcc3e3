"""The five steps of one audit, as plain functions: scrape, read, look up, judge, report.

This is the only place where pages, sources, checks, store and reports meet. The command line calls
``run_audit``; the Prefect flow calls the same steps one by one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from checks import Check, all_checks, enabled_checks, judge, needs_of
from flows.questions import Questions, questions_of
from model.errors import ReadError
from model.evidence import Answers
from model.finding import Judgement
from model.lexicon import Lexicon
from model.page import Document, Page
from model.policy import Policy
from pages.fetch import FetchFailure, fetch_linked, scrape
from pages.fetch.session import PageSession
from pages.read import read, reference_page_links
from reports.build import Failure, PageResult, Report, Run, SourceState, build_report
from reports.write import write_report
from sources.desk import Desk, open_desk
from store.store import Store

VERSION = "0.1.0"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What to audit, by which rules, as of which day, and where the report goes.

    ``sources``: "snapshot" asks only local data, "live" only the services, "auto" the snapshot first and the
    services for what it lacks. ``store`` None remembers nothing.
    """

    targets: tuple[str, ...]
    today: date
    out: Path
    policy: Policy = field(default_factory=Policy)
    sources: str = "auto"
    store: Path | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page with what is to be kept of its document."""

    page: Page
    fetched_at: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished audit: the report and where its overview was written."""

    report: Report
    index: Path


def run_audit(request: AuditRequest, progress: Progress = lambda line: None) -> Outcome:
    """All five steps. Raises UsageError for what the caller has to put right; nothing else is expected."""
    started = datetime.now(UTC)
    checks = enabled_checks(request.policy.disabled)
    desk = open_desk(request.sources, request.contact)
    run_id = new_run_id(started)
    with opened(request.store) as store:
        if store:
            run_id = store.begin_run(run_id, request.targets, request.today)
        failures: list[Failure] = []
        pages = list(
            read_pages(scrape_pages(request, run_id, store, failures), desk.lexicon, failures, progress)
        )
        progress(f"read {len(pages)} page{'s' if len(pages) != 1 else ''}")
        answers = look_up([p.page for p in pages], checks, desk, progress)
        results = judge_pages(pages, answers, request, checks)
        run = Run(
            id=run_id,
            started_at=started,
            finished_at=datetime.now(UTC),
            today=request.today,
            targets=request.targets,
            policy=request.policy,
            version=VERSION,
            sources=source_states(desk),
        )
        return make_report(run, results, failures, request.out, store)


def new_run_id(started: datetime) -> str:
    """A run's name: its start in UTC, and four letters so that two of one second differ."""
    return f"{started:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"


@contextmanager
def opened(path: Path | None) -> Iterator[Store | None]:
    """The store as a context, or None where nothing is to be remembered."""
    if path is None:
        yield None
        return
    with Store(path) as store:
        yield store


def source_states(desk: Desk) -> tuple[SourceState, ...]:
    """The sources of a run, as the report names them."""
    return tuple(SourceState(s.name, s.face, s.as_of, s.note) for s in desk.states())


def scrape_pages(
    request: AuditRequest, run_id: str, store: Store | None, failures: list[Failure]
) -> Iterator[Document]:
    """Step 1. Every document is stored as it comes; what could not be had is added to ``failures``."""
    session = PageSession(contact=request.contact)
    if store:
        session.remembered = lambda url: store.document(run_id, url)
    for item in scrape(request.targets, session):
        if isinstance(item, FetchFailure):
            failures.append(Failure(item.url, item.reason))
            continue
        if store and item.url.startswith("http"):
            store.save_document(run_id, item)
        yield item


def read_pages(
    documents: Iterable[Document],
    lexicon: Lexicon,
    failures: list[Failure],
    progress: Progress = lambda line: None,
) -> Iterator[ReadPage]:
    """Step 2. A document that is no page is added to ``failures``; the others go on."""
    for document in documents:
        progress(f"reading {document.url}")
        try:
            page = read_one(document, lexicon)
        except ReadError as error:
            failures.append(Failure(document.url, f"{document.url}: {error}"))
            continue
        yield ReadPage(page, document.fetched_at)


def read_one(document: Document, lexicon: Lexicon) -> Page:
    """Read one document; where it cites numbers but keeps its list on another page of the site, that page too."""
    page = read(document, lexicon)
    if any(c.dangling for c in page.citations) and not any(not r.inline for r in page.references):
        linked = fetch_linked(reference_page_links(document))
        if linked:
            page = read(document, lexicon, linked)
    return page


def look_up(
    pages: Iterable[Page], checks: Iterable[Check], desk: Desk, progress: Progress = lambda line: None
) -> Answers:
    """Step 3. The distinct questions of all pages, each asked once."""
    needs = needs_of(checks)
    asked: Questions = questions_of(pages, needs, desk.lexicon)
    if asked.references:
        progress(f"looking up {len(asked.references)} references")
    if asked.drugs:
        progress(f"looking up {len(asked.drugs)} drugs")
    return desk.answer(asked)


def judge_pages(
    pages: Iterable[ReadPage], answers: Answers, request: AuditRequest, checks: Iterable[Check]
) -> list[PageResult]:
    """Step 4. The same pages, answers, policy and day give the same results."""
    checks = tuple(checks)
    return [
        PageResult(
            p.page,
            judge(request.policy.typed(p.page), answers, request.policy, request.today, checks),
            p.fetched_at,
        )
        for p in pages
    ]


def make_report(
    run: Run, results: Iterable[PageResult], failures: Iterable[Failure], out: Path, store: Store | None
) -> Outcome:
    """Step 5. Write all formats; remember the findings, and that the run is complete."""
    results = tuple(results)
    first_seen: Mapping[str, date] = {}
    if store:
        first_seen = store.see((f for r in results for f in r.judgement.findings), run.today)
    report = build_report(run, results, failures, first_seen)
    known = all_checks()
    index = write_report(report, out, {c.code: c.why for c in known}, {c.code: c.title for c in known})
    if store:
        store.finish_run(run.id)
    return Outcome(report, index)


def judge_one(page: Page, answers: Answers, policy: Policy, today: date) -> Judgement:
    """One page before all enabled checks: what the smaller commands and tests use."""
    return judge(policy.typed(page), answers, policy, today, enabled_checks(policy.disabled))
