"""A site to its pages, each once, as they come: the crawl.

::

    targets ─► frontier ─► lanes ── session.ask ──► what came of it ─► Visit
                  ▲       (threads, one a host)            │
                  └── sitemaps, feeds, redirects, links ───┘

All decisions are made in the thread that takes the visits; the threads of the lanes only ask and look. So ``known``
may use a database that belongs to that thread.
"""

from __future__ import annotations

import itertools
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from model.address import is_address
from model.errors import FetchError
from model.page import Document
from model.site import Site
from model.visit import Validators, Visit, VisitState
from pages.fetch.address import fold, host_of
from pages.fetch.answer import Answer
from pages.fetch.content import Sight, is_home, look
from pages.fetch.ends import PATTERNS, Ends, failure, wants
from pages.fetch.faults import HostTrouble, Resting, in_one_line
from pages.fetch.frontier import Frontier, Task
from pages.fetch.intake import Intake
from pages.fetch.lanes import LANES, Lanes
from pages.fetch.listing import read_listing
from pages.fetch.reach import addresses_of, bare, hostname_of, is_public, is_web, origin_of
from pages.fetch.robots import Forbidden
from pages.fetch.saved import earlier_visit, files_of, read_stream, saved_visit
from pages.fetch.session import PageSession
from pages.fetch.wire import OutOfTime
from polite.session import MAX_REDIRECTS

Known = Callable[[str], Validators | None]

# Seconds between two requests to a host on the open web: less is nobody's to allow.
LEAST_DELAY = 0.2
# Of one page so many links are kept for the next night.
MAX_LINKS = 1_000
# So many addresses of earlier nights are taken up at a time.
_PART = 500

_FOR_GOOD = frozenset({301, 308})
_NOINDEX = "it asks programs not to list it (noindex)"


def _count(target: str) -> int:
    """How many saved pages a target names; a file that lists addresses counts as one, more or less."""
    if target == "-":
        return 1
    try:
        return 0 if is_web(target) else sum(1 for _ in files_of(target))
    except FetchError:
        return 0  # told when its turn comes


@dataclass(frozen=True, slots=True)
class _Met:
    """What came of one question."""

    answer: Answer | None = None
    sight: Sight | None = None
    document: Document | None = None
    error: Exception | None = None
    sitemaps: tuple[str, ...] = ()


def visit(
    site: Site,
    session: PageSession,
    known: Known,
    also: Iterable[str] = (),
    told: Callable[[str], str] = lambda url: url,
) -> Iterator[Visit]:
    """Every page of a site once, as it comes; nothing is raised for what a page or a host does.

    ``also``: addresses known from earlier nights, taken when all else was asked: those that were not met are asked
    too, as pages that a list names, not as what the operator typed (a page that fell off a sitemap is not gone).

    ``known(url)``: what the server said of a page the last time, None for a page that was not had; it is called in
    the caller's thread. ``told(url)``: the address by whose path the site's patterns know a saved page. The targets and
    ``allow_hosts`` are what the operator named (``reach``). ``-`` reads one page from standard input; files and folders
    give their pages at once, then the web's come.
    """
    return _Crawl(site, session, known, iter(also), told).run()


class _Crawl:
    def __init__(
        self, site: Site, session: PageSession, known: Known, also: Iterator[str], told: Callable[[str], str]
    ) -> None:
        self._site, self._session, self._known, self._also = site, session, known, also
        self._frontier = Frontier()
        self._intake = Intake(site, self._frontier, known, session, told)
        self._lanes: Lanes[Task, _Met] = Lanes(self._ask)
        self._again: list[Task] = []
        self._failed_at = 0.0
        self._until = time.monotonic() + site.max_minutes * 60
        self._ends = Ends(site, self._frontier, known)
        session.name([*site.targets, *addresses_of(site.allow_hosts)])
        session.robots = session.robots and site.robots
        session.expected = sum(map(_count, site.targets))
        self._set_pace()

    def run(self) -> Iterator[Visit]:
        try:
            for target in self._site.targets:
                try:
                    yield from self._begin(target)
                except Exception as error:
                    yield failure(bare(target), error)
            yield from self._loop()
            if self._intake.left:
                yield Visit(
                    f"{bare(self._site.targets[0])}#left-out",  # the target itself may be a page
                    VisitState.EXCLUDED,
                    reason=f"{self._site.name}: only the first {self._site.max_pages:,} pages are asked (max_pages); "
                    f"{self._intake.left:,} more are left out",
                )
        finally:
            self._lanes.stop()

    def _set_pace(self) -> None:
        if (delay := self._site.delay) is None:
            return
        pace = self._session.pace
        pace.pause = max(delay, LEAST_DELAY)
        ours = [hostname_of(host) for host in self._site.allow_hosts]
        named = [origin_of(t).host for t in self._site.targets if is_web(t) and is_address(t)]
        ours += [host for host in named if host == "localhost" or _is_inner(host)]
        pace.pauses |= dict.fromkeys(ours, delay)

    # --- targets

    def _begin(self, target: str) -> Iterator[Visit]:
        if target == "-":
            yield saved_visit(read_stream(sys.stdin.buffer, self._session.largest))
        elif is_web(target):
            origin_of(target)
            self._intake.hosts.add(host_of(fold(target)))
            yield from self._intake.add(Task(fold(target), typed=True, is_list=target in self._site.lists))
        else:
            yield from self._intake.saved(target)

    # --- the loop

    def _loop(self) -> Iterator[Visit]:
        while True:
            yield from self._give_out()
            if not self._lanes.under_way:
                earlier = list(itertools.islice(self._also, _PART))
                for address in earlier:
                    if is_web(address):
                        yield from self._intake.add(Task(address, listed=True))
                    elif address.startswith("file:") and address not in self._intake.files:
                        yield earlier_visit(address, self._session.reach, self._session.largest)
                if not earlier and not self._ask_again():
                    return
                continue
            task, met = self._lanes.result()
            try:
                visits = list(self._came(task, met))
            except Exception as error:
                visits = [*self._ends.end(task, VisitState.NOT_REACHED, in_one_line(task.url, error), error)]
            yield from self._give_out()
            yield from visits

    def _give_out(self) -> Iterator[Visit]:
        """Hand tasks to the lanes, as many as they take."""
        over = time.monotonic() > self._until
        waiting = self._frontier.hosts()
        self._lanes.close_idle(waiting)
        for host in waiting:
            while over or self._lanes.has_room(host):
                task = self._frontier.take(host)
                if task is None:
                    break
                if over:
                    minutes = f"{self._site.max_minutes:,} minutes"
                    yield from self._ends.end(
                        task,
                        VisitState.NOT_REACHED,
                        f"{task.url}: not asked: the time of this run ({minutes}) was up",
                    )
                    continue
                task.known = self._validators(task.url)
                threads = (
                    LANES
                    if self._site.delay == 0 and self._session.pace.spacing(origin_of(task.url).host) == 0
                    else 1
                )
                if (document := self._session.remembered(task.url)) is not None:
                    sight = look(document, {}, self._site.follow)
                    yield from self._read(task, document, sight, Validators())
                    continue
                self._lanes.give(host, task, threads)

    def _ask_again(self) -> bool:
        """Put the pages that failed back, once, after a while; False when there are none."""
        tasks, self._again = self._again, []
        if not tasks:
            return False
        wait = self._failed_at + self._session.again_after - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._session.forgive()
        for task in tasks:
            self._frontier.put_back(task)
        return True

    def _ask(self, task: Task) -> _Met:
        """In a lane's thread: ask, and look at what came."""
        try:
            started = time.monotonic()
            answer = self._session.ask(
                task.url, task.known, seconds=max(0.1, self._session.seconds - task.seconds)
            )
            if answer.onward:
                task.seconds += time.monotonic() - started
                return _Met(answer)
            sitemaps = self._session.sitemaps(task.url) if task.typed and self._site.follow else ()
            if answer.status == 304:
                return _Met(answer, sitemaps=sitemaps)
            document = answer.document(task.url, task.lastmod)
            return _Met(
                answer, look(document, answer.headers, self._site.follow), document, sitemaps=sitemaps
            )
        except Exception as error:
            return _Met(error=error)

    # --- what came

    def _came(self, task: Task, met: _Met) -> Iterator[Visit]:
        for sitemap in met.sitemaps:
            if is_web(sitemap):
                yield from self._intake.add(Task(fold(sitemap), listed=True, nested=1, is_list=True))
        if met.error is not None or met.answer is None:
            yield from self._failed(task, met.error or FetchError("nothing came"))
            return
        answer, sight = met.answer, met.sight or Sight()
        if answer.onward:
            yield from self._sent_on(
                task, answer.onward, answer.status in _FOR_GOOD, "set-cookie" in answer.headers
            )
        elif answer.status == 304:
            yield from self._unchanged(task, answer)
        elif answer.status in (404, 410):
            if task.other:
                self._frontier.done(task)
                self._frontier.add(replace(task, url=task.other, other=""), front=True)
            else:
                yield from self._ends.end(task, VisitState.GONE, f"{task.url}: {answer.says}")
        elif answer.status >= 300 or answer.status in (202, 206):
            if sight.state is VisitState.NO_CONTENT and sight.reason.startswith("a bot"):
                yield from self._ends.end(task, sight.state, f"{task.url}: {sight.reason}")
            elif not task.again and (answer.status >= 500 or answer.status in (202, 408, 425, 429)):
                self._later(task, answer.says)
            else:
                yield from self._ends.end(task, VisitState.NOT_REACHED, f"{task.url}: {answer.says}")
        elif met.document is not None:
            named = task.typed or task.listed
            kind = met.document.content_type
            listing = read_listing(answer.body, kind, task.url, self._site.limits) if named else None
            if listing is not None:
                self._frontier.done(task)
                self._intake.pages -= task.counted
                yield from self._intake.listed(task, listing)
            elif task.is_list:
                why = sight.reason or "it is named as a sitemap, and is no sitemap, feed or list of addresses"
                yield from self._ends.end(task, VisitState.NOT_REACHED, f"{task.url}: {why}")
            else:
                yield from self._read(task, met.document, sight, answer.validators)

    def _failed(self, task: Task, error: Exception) -> Iterator[Visit]:
        if isinstance(error, HostTrouble | OutOfTime) and not task.again:
            self._later(task, str(error))
        elif isinstance(error, Resting) and task.again and task.why != str(error):
            # what was wrong with this page, not with those before it
            yield from self._ends.end(
                task, VisitState.NOT_REACHED, f"{task.url}: {task.why}; the second time {error}"
            )
        elif isinstance(error, Forbidden):
            yield from self._ends.end(task, VisitState.EXCLUDED, f"{task.url}: {error}")
        else:
            yield from self._ends.end(task, VisitState.NOT_REACHED, in_one_line(task.url, error), error)

    def _later(self, task: Task, why: str) -> None:
        task.again, task.why, task.seconds, self._failed_at = True, why, 0.0, time.monotonic()
        self._again.append(task)

    def _sent_on(self, task: Task, onward: str, for_good: bool, cookie: bool) -> Iterator[Visit]:
        """A redirect: the page is asked under its new address, if it was not met there."""
        to = fold(onward)
        for _ in range(MAX_REDIRECTS):
            to = self._ends.onward.get(to, to)  # where that one was seen to lead
        home = is_home(urlsplit(to).path, urlsplit(task.url).path) and host_of(to) == host_of(task.url)
        if to == task.url or any(to == address for address, _ in task.via):
            state = VisitState.NO_CONTENT if cookie else VisitState.NOT_REACHED
            why = "until a cookie is kept" if cookie else "in a circle"
            yield from self._ends.end(task, state, f"{task.url}: it sends on to itself, {why}")
        elif len(task.via) >= MAX_REDIRECTS:
            yield from self._ends.end(
                task, VisitState.NOT_REACHED, f"{task.named}: it sends on more than {MAX_REDIRECTS} times"
            )
        elif not is_web(to):
            yield from self._ends.end(
                task,
                VisitState.NOT_REACHED,
                f"{task.url}: it sends on to something that is not a web address",
            )
        elif home and not task.typed and not is_home(urlsplit(task.url).path):
            yield from self._ends.end(
                task, VisitState.GONE, f"{task.url}: it sends on to the site's home page"
            )
        elif not task.typed and not self._intake.is_ours(to):
            yield from self._ends.end(
                task, VisitState.EXCLUDED, f"{task.url}: it leads to {host_of(to)}, which is not this site"
            )
        elif not task.typed and not task.is_list and not wants(self._site, to):
            yield from self._ends.end(
                task, VisitState.EXCLUDED, f"{task.url}: it leads to {to}, which is {PATTERNS}"
            )
        else:
            moved = replace(task, url=to, via=(*task.via, (task.url, for_good)), other="")
            if moved.key == task.key:
                self._frontier.put_back(moved)
            elif moved.key in self._frontier.open:
                self._frontier.done(task)
                self._ends.wait_for(moved)
            elif not self._frontier.is_new(to):
                self._frontier.done(task)
                yield from self._ends.follows(moved, *self._ends.of(moved))
            else:
                if task.typed:
                    self._intake.hosts.add(host_of(to))
                self._frontier.done(task)
                self._frontier.add(moved, front=True)
            if moved.key != task.key:
                self._ends.onward[task.url] = to

    def _unchanged(self, task: Task, answer: Answer) -> Iterator[Visit]:
        if task.known is None:
            yield from self._ends.end(
                task, VisitState.NOT_REACHED, f"{task.url}: {answer.says}, which was not asked"
            )
            return
        for link in task.known.links or ():
            yield from self._intake.add_link(task, link)
        said = answer.validators
        kept = Validators(
            said.etag or task.known.etag, said.last_modified or task.known.last_modified, task.known.links
        )
        yield from self._ends.end(task, VisitState.UNCHANGED, "", validators=kept)

    def _read(self, task: Task, document: Document, sight: Sight, said: Validators) -> Iterator[Visit]:
        """A document came: is it a page, and this page?"""
        links = tuple(dict.fromkeys(fold(link) for link in sight.links)) if self._site.follow else ()
        ours = tuple(link for link in links if host_of(link) in self._intake.hosts)[:MAX_LINKS]
        for link in ours:
            yield from self._intake.add_link(task, link)
        heeded = self._session.robots and not task.typed
        if sight.refresh and fold(sight.refresh) != task.url:
            yield from self._sent_on(task, sight.refresh, False, False)
        elif sight.state is not VisitState.FETCHED:
            yield from self._ends.end(task, sight.state, f"{task.url}: {sight.reason}")
        elif sight.noindex and heeded:
            yield from self._ends.end(task, VisitState.EXCLUDED, f"{task.url}: {_NOINDEX}")
        else:
            self._ends.titles[task.key] = hash(sight.title)
            met = Visit(
                task.url,
                VisitState.FETCHED,
                document,
                validators=replace(said, links=ours if self._site.follow else None),
            )
            yield from self._ends.as_its_own(task, met, sight)

    def _validators(self, url: str) -> Validators | None:
        """What to ask by; nothing where the page's links are needed and not known."""
        known = self._known(url)
        if (
            known is None
            or not (known.etag or known.last_modified)
            or (self._site.follow and known.links is None)
        ):
            return None
        return known


def _is_inner(host: str) -> bool:
    """Whether a host is named by an address that is not of the open web."""
    return bool(re.fullmatch(r"[\d.]+|.*:.*", host)) and not is_public(host)


__all__ = ["Known", "visit"]
