"""The five steps of one audit, as plain functions: scrape, read, look up, judge, report.

This is the only place where pages, sources, checks, store and reports meet. The command line calls
``run_audit``; the Prefect flow calls the same steps one by one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from checks import Check, all_checks, enabled_checks, judge
from flows.decided import load_decisions
from flows.memory import Memory, opened
from flows.news import STATEMENTS, save_statements
from flows.questions import Questions, questions_of
from flows.wall import internal_error
from model.errors import BestbeforeError, ReadError
from model.evidence import Answers
from model.finding import Judgement
from model.lexicon import Lexicon
from model.page import Document, Page
from model.policy import Policy
from pages.fetch import FetchFailure, bare, fetch_linked, scrape
from pages.fetch.session import PageSession
from pages.read import read, reference_page_links
from reports.build import Failure, PageResult, Report, Run, SourceState, build_report
from reports.html import page_html
from reports.write import write_report
from sources.desk import Desk, open_desk

VERSION = "0.1.0"

# Percent. With more failures than this, a night says more about the network than about the site: the report of the
# night before stays. `--max-failed` sets another.
HELD_ABOVE = 50

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What to audit, by which rules, as of which day, and where the report goes.

    ``sources``: "snapshot" asks only local data, "live" only the services, "auto" the snapshot first and the
    services for what it lacks. ``store`` None remembers nothing. ``max_failed``: the part of the pages (percent)
    above which a report is held back; None is ``HELD_ABOVE``. ``base_url``: where saved pages stand on the web.
    ``decisions``: the file of what editors decided. ``folder``: that of the settings: a site's own facts stand there.
    """

    targets: tuple[str, ...]
    today: date
    out: Path
    policy: Policy = field(default_factory=Policy)
    sources: str = "auto"
    store: Path | None = None
    contact: str = ""
    max_failed: int | None = None
    base_url: str = ""
    decisions: Path | None = None
    folder: Path | None = None

    @property
    def shown_targets(self) -> tuple[str, ...]:
        """The targets without a user's name and password: what is shown and stored."""
        return tuple(bare(target) for target in self.targets)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page with what is to be kept of its document."""

    page: Page
    fetched_at: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished audit: the report and where its overview was written.

    ``held``: why the report's own folder was left as it was (the overview then lies beside it); empty when it was
    replaced. ``troubles``: what else went wrong, in one line each.
    """

    report: Report
    index: Path
    held: str = ""
    troubles: tuple[str, ...] = ()


def run_audit(request: AuditRequest, progress: Progress = lambda line: None) -> Outcome:
    """All five steps. Raises UsageError for what the caller has to put right; nothing else is expected."""
    started = datetime.now(UTC)
    if request.decisions:
        load_decisions(request.decisions)  # a broken file is told before the work, not after it
    checks = enabled_checks(request.policy.disabled)
    desk = open_desk(request.sources, request.contact, folder=request.folder)
    run_id = new_run_id(started)
    session = page_session(request)
    with opened(request.store) as memory:
        run_id = memory.begin_run(run_id, request.shown_targets, request.today)
        failures: list[Failure] = []
        documents = scrape_pages(request, run_id, memory, failures, session)
        pages = list(read_pages(documents, desk.lexicon, failures, session, progress))
        progress(f"read {len(pages)} page{'s' if len(pages) != 1 else ''}")
        answers = look_up([p.page for p in pages], checks, desk, progress)
        results = judge_pages(pages, answers, request, checks, failures)
        run = Run(
            id=run_id,
            started_at=started,
            finished_at=datetime.now(UTC),
            today=request.today,
            targets=request.shown_targets,
            policy=request.policy,
            version=VERSION,
            sources=source_states(desk),
            base_url=request.base_url,
        )
        return make_report(run, results, failures, request, memory)


def new_run_id(started: datetime) -> str:
    """A run's name: its start in UTC, and four letters so that two of one second differ."""
    return f"{started:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"


def page_session(request: AuditRequest) -> PageSession:
    """The session of a run, which may go where the request's targets name."""
    session = PageSession(contact=request.contact)
    session.name(request.targets)
    return session


def source_states(desk: Desk) -> tuple[SourceState, ...]:
    """The sources of a run, as the report names them."""
    return tuple(SourceState(s.name, s.face, s.as_of, s.note, s.down) for s in desk.states())


def scrape_pages(
    request: AuditRequest, run_id: str, memory: Memory, failures: list[Failure], session: PageSession
) -> Iterator[Document]:
    """Step 1. Every document is stored as it comes; what could not be had is added to ``failures``."""
    session.remembered = lambda url: memory.document(run_id, url)
    for item in scrape(request.targets, session):
        if isinstance(item, FetchFailure):
            failures.append(not_fetched(item))
            continue
        if item.url.startswith("http"):
            memory.save_document(run_id, item)
        yield item


def not_fetched(item: FetchFailure) -> Failure:
    """What could not be fetched, as the report tells it; an error of ours goes into the log."""
    if item.unforeseen is not None:
        return Failure(item.url, internal_error(f"fetching {item.url}", item.unforeseen))
    return Failure(item.url, item.reason)


def read_pages(
    documents: Iterable[Document],
    lexicon: Lexicon,
    failures: list[Failure],
    session: PageSession,
    progress: Progress = lambda line: None,
) -> Iterator[ReadPage]:
    """Step 2. A document that is no page is added to ``failures``; the others go on."""
    for document in documents:
        progress(f"reading {document.url}")
        try:
            page = read_one(document, lexicon, session)
        except ReadError as error:
            failures.append(Failure(document.url, f"{document.url}: {error}"))
            continue
        except Exception as error:
            failures.append(Failure(document.url, internal_error(f"reading {document.url}", error)))
            continue
        yield ReadPage(page, document.fetched_at)


def read_one(document: Document, lexicon: Lexicon, session: PageSession | None = None) -> Page:
    """Read one document; where it cites numbers but keeps its list on another page of the site, that page too.

    Without a ``session`` no link is followed.
    """
    page = read(document, lexicon)
    if session and any(c.dangling for c in page.citations) and not any(not r.inline for r in page.references):
        linked = fetch_linked(document, reference_page_links(document), session)
        if linked:
            page = read(document, lexicon, linked)
    return page


def look_up(
    pages: Iterable[Page], checks: Iterable[Check], desk: Desk, progress: Progress = lambda line: None
) -> Answers:
    """Step 3. The distinct questions of all pages, each asked once."""
    asked: Questions = questions_of(pages, checks, desk.lexicon)
    if asked.references:
        progress(f"looking up {len(asked.references)} references")
    if asked.drugs:
        progress(f"looking up {len(asked.drugs)} drugs")
    return desk.answer(asked)


def judge_pages(
    pages: Iterable[ReadPage],
    answers: Answers,
    request: AuditRequest,
    checks: Iterable[Check],
    failures: list[Failure],
) -> list[PageResult]:
    """Step 4. The same pages, answers, policy and day give the same results.

    A check that breaks on a page is left out there, and named in ``failures``; the others judge the page.
    """
    checks = tuple(checks)
    results = []
    for p in pages:
        typed = request.policy.typed(p.page)
        try:
            judgement = judge(typed, answers, request.policy, request.today, checks)
        except Exception:
            sound = tuple(c for c in checks if _judges(c, typed, answers, request, failures))
            judgement = judge(typed, answers, request.policy, request.today, sound)
        results.append(PageResult(p.page, judgement, p.fetched_at))
    return results


def _judges(
    check: Check, page: Page, answers: Answers, request: AuditRequest, failures: list[Failure]
) -> bool:
    try:
        judge(page, answers, request.policy, request.today, (check,))
    except Exception as error:
        failures.append(Failure(page.url, internal_error(f"judging {page.url} by {check.code}", error)))
        return False
    return True


def make_report(
    run: Run,
    results: Iterable[PageResult],
    failures: Iterable[Failure],
    request: AuditRequest,
    memory: Memory,
) -> Outcome:
    """Step 5. Write all formats; remember the findings, and that the run is complete.

    A run that examined nothing, or lost too many pages, does not replace an earlier report: its own is written
    beside it, into a folder named "...-incomplete".
    """
    results, failed = tuple(results), list(failures)
    first_seen = memory.see((f for r in results for f in r.judgement.findings), run.today)
    known = all_checks()
    why, titles = {c.code: c.why for c in known}, {c.code: c.title for c in known}
    decided = load_decisions(request.decisions) if request.decisions else None
    report = build_report(run, results, failed, first_seen, decided)
    beside = request.out.with_name(f"{request.out.name}-incomplete")
    try:
        held = _held(report, request.max_failed)
        index = write_report(report, beside if held else request.out, why, titles)
    except BestbeforeError:
        raise
    except Exception:
        results = tuple(r for r in results if _shows(report, r, why, titles, failed))
        report = build_report(run, results, failed, first_seen, decided)
        held = _held(report, request.max_failed)
        index = write_report(report, beside if held else request.out, why, titles)
    shown = report.addresses.shown  # no folder of this disk in what may be mailed
    save_statements(index.parent / STATEMENTS, (replace(r.page, url=shown(r.page.url)) for r in results))
    memory.finish_run(run.id)
    return Outcome(report, index, held, (memory.trouble,) if memory.trouble else ())


def _held(report: Report, max_failed: int | None) -> str:
    """Why a report must not take the place of an earlier one; empty when it may."""
    if not report.entries:
        return "nothing was examined"
    limit = HELD_ABOVE if max_failed is None else max_failed
    lost, tried = len(report.failures), len(report.pages) + len(report.failures)
    if lost * 100 > limit * tried:
        return f"{lost} of {tried} pages could not be examined, which is more than {limit} %"
    return ""


def _shows(
    report: Report, result: PageResult, why: dict[str, str], titles: dict[str, str], failures: list[Failure]
) -> bool:
    url = result.page.url
    try:
        page_html(report, result, why, titles)
    except Exception as error:
        failures.append(Failure(url, internal_error(f"writing the report of {url}", error)))
        return False
    return True


def judge_one(page: Page, answers: Answers, policy: Policy, today: date) -> Judgement:
    """One page before all enabled checks: what the smaller commands and tests use."""
    return judge(policy.typed(page), answers, policy, today, enabled_checks(policy.disabled))
