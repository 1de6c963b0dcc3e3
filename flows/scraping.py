"""Step 1: the pages of a site, met one by one and kept as they come. A killed run meets none of them twice.

What the site does not name tonight, and we know, is asked for by its address: a page that fell off a sitemap is not
therefore gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection

from flows.bounded import bounded_reading
from flows.wall import internal_error
from flows.work import BATCH, Batch, Progress, Work
from model.errors import ReadError
from model.page import Document
from model.visit import Validators, Visit, VisitState
from pages.fetch import visit
from pages.fetch.reach import path_of
from pages.fetch.session import PageSession
from pages.read.essence import essence
from store.codec import mark_of
from store.nights import Meeting, Step
from store.pages import PageRow, content_of, lines_of
from store.store import Store

# More pages than can be under way at a time: those that came under another address than they were asked for.
_UNDER_WAY = 1_000
# So many pages are looked up at a time: one night's order is much the same as the other's.
_AHEAD = 50
_MET = frozenset({VisitState.FETCHED, VisitState.UNCHANGED})
_STATES = {
    VisitState.NOT_REACHED: "not_reached",
    VisitState.NO_CONTENT: "not_reached",
    VisitState.GONE: "gone",
    VisitState.EXCLUDED: "excluded",
}


def scrape(work: Work, store: Store, session: PageSession, progress: Progress) -> Iterator[Batch]:
    """Meet every page of the site; yield those that were met, in batches, as they come."""
    scraping = _Scraping(work, store, lambda url, n: progress(reading(n, session.expected, url)))
    session.remembered = scraping.remembered
    yield from _batches(
        scraping.meet_all(visit(work.site, session, scraping.known, scraping.unmet(), work.address_of))
    )
    scraping.deleted()


def reading(number: int, expected: int, url: str) -> str:
    """ "reading 37 of 400: https://example.org/a"; ``expected``: as many as are known of so far."""
    return f"reading {number} of {max(expected, number)}: {url}"


class _Scraping:
    def __init__(self, work: Work, store: Store, begun: Callable[[str, int], None]) -> None:
        self._work, self._store, self._begun = work, store, begun
        self._count = 0
        self._rows: dict[str, PageRow | None] = {}  # of pages that are being asked for
        # of what was met: much of it, where a killed run is gone on with
        self._marks = store.nights.marks(work.run)
        self.reached = False

    def known(self, url: str) -> Validators | None:
        """What the server said of a page the last time, also where that is nothing to ask by; None where what it sent
        then is not had."""
        row = self._find(url)
        if row is None or row.version is None:
            return None
        return Validators(row.etag, row.last_modified, row.leads_to)

    def remembered(self, url: str) -> Document | None:
        """A page that this run has met before it was killed."""
        met = self._before(url)
        if met is None or met.page is None or met.state not in ("examined", "unchanged"):
            return None
        return self._store.pages.document(met.page)

    def meet_all(self, visits: Iterable[Visit]) -> Iterator[int]:
        """Note each visit; yield the numbers of the pages that are to be examined."""
        for met in visits:
            page = self._meet(met)
            if page is not None:
                yield page

    def unmet(self) -> Iterator[str]:
        """The addresses of known pages that the site did not name. None where the site itself could not be had: then
        its pages could not either."""
        if self.reached:
            yield from (r.url for r in self._unmet() if not r.url.startswith("file:"))

    def deleted(self) -> None:
        """Note the saved pages that are no longer in their folder."""
        if not self.reached:
            return
        for row in self._unmet():
            if row.url.startswith("file:") and not path_of(row.url).exists():
                self._missed(Visit(row.url, VisitState.GONE), row)

    def _unmet(self) -> Iterator[PageRow]:
        met = self._store.nights.met_pages(self._work.run)
        for row in self._store.pages.all_of(self._work.site_id):
            if row.id not in met and not row.settled:
                yield row

    def _meet(self, met: Visit) -> int | None:
        row = self._find(met.url)
        if met.state is VisitState.MOVED:
            self._moved(met, row)
            return None
        self._count += 1
        content = ""
        if met.document is not None:
            try:
                with bounded_reading(self._work.site.limits):
                    content = content_of(met.document, essence(met.document))
            except ReadError as error:
                met = Visit(met.url, VisitState.NOT_REACHED, reason=f"{met.url}: {error}")
            except Exception as error:  # this page's own trouble
                met = Visit(met.url, VisitState.NOT_REACHED, unforeseen=error)
        if met.state in _MET and (content or row is not None):
            self.reached = True
            page = self._met(met, content, row)
        else:
            self._missed(met, row)
            page = None
        self._rows.pop(met.url, None)
        return page

    def _met(self, met: Visit, content: str, row: PageRow | None) -> int:
        store, work, day = self._store, self._work, self._work.today
        before = self._before(met.url)
        if before is not None and before.page is not None and before.state in ("examined", "unchanged"):
            return before.page  # met before the run was killed
        self._begun(met.url, self._count)
        with store.writing() as db:
            page = row.id if row else store.pages.add(db, work.site_id, met.url)
            state = "unchanged"
            if met.document is not None:
                same = store.pages.keep(db, page, met.document, content, day)
                state = "unchanged" if row and row.version == same else "examined"
            said = met.validators
            now: dict[str, object] = {
                "state": state, "reason": "", "gone": 0, "gone_on": None, "settled": False, "moved_to": "",
                "etag": said.etag, "last_modified": said.last_modified, "links": lines_of(said.links),
            }  # fmt: skip
            if row is None or any(getattr(row, name) != value for name, value in now.items()):
                store.pages.change(db, page, **now)
            self._note(db, Meeting(met.url, page, state, Step.MET))
        return page

    def _before(self, url: str) -> Meeting | None:
        """How a page was met in this run, None when it was not yet."""
        return self._store.nights.met(self._work.run, url) if mark_of(url) in self._marks else None

    def _note(self, db: Connection, meeting: Meeting) -> None:
        mark = mark_of(meeting.url)
        self._store.nights.meet(db, self._work.run, meeting, again=mark in self._marks)
        self._marks.add(mark)

    def _missed(self, met: Visit, row: PageRow | None) -> None:
        self._forget(met.url, met.moved_to)
        there = self._store.pages.find(self._work.site_id, met.moved_to) if met.moved_to else None
        if there is not None:
            reason = met.reason.removeprefix(f"{met.url}: it leads to ")
            self._missed(replace(met, url=there.url, reason=reason, moved_to=""), there)
            if row is None:
                return  # only another address of that page
        reason = met.reason
        if met.unforeseen is not None:
            reason = internal_error(f"fetching {met.url}", met.unforeseen)
        state = _STATES.get(met.state, "not_reached")
        with self._store.writing() as db:
            if row is not None:
                change: dict[str, object] = {"state": state, "reason": reason}
                if state == "gone":
                    change |= self._gone(row)
                self._store.pages.change(db, row.id, **change)
            deleted = state == "gone" and met.url.startswith("file:")
            told = "" if deleted else reason or state
            meeting = Meeting(met.url, row.id if row else None, state, Step.MET, told)
            self._note(db, meeting)

    def _moved(self, met: Visit, row: PageRow | None) -> None:
        """A page that has another address now takes its past there, unless that one has a past of its own."""
        self._forget(met.url, met.moved_to)
        if row is None or row.settled:
            with self._store.writing() as db:
                self._note(db, Meeting(met.url, None, "moved", Step.JUDGED, met.moved_to))
            return
        there = self._store.pages.find(self._work.site_id, met.moved_to)
        with self._store.writing() as db:
            if there is None:
                self._store.pages.rename(db, row.id, met.moved_to)
            else:
                self._store.pages.change(db, row.id, moved_to=met.moved_to)
            page = row.id if there is not None else None
            self._note(db, Meeting(met.url, page, "moved", Step.JUDGED, met.moved_to))

    def _gone(self, row: PageRow) -> dict[str, object]:
        """One night more on which the page was gone. A saved page that was deleted is gone at once; for others the
        conductor decides, once the whole night is known."""
        nights = row.gone + (row.gone_on != self._work.today)
        return {"gone": nights, "gone_on": self._work.today, "settled": row.url.startswith("file:")}

    def _find(self, url: str) -> PageRow | None:
        """A page as it was before tonight: looked up when it is asked for, and used when it came."""
        if url not in self._rows:
            if len(self._rows) > _UNDER_WAY:
                self._rows.clear()
            found = self._store.pages.find_with_next(self._work.site_id, url, _AHEAD)
            self._rows[url] = found[0] if found else None
            for row in found[1:]:
                self._rows.setdefault(row.url, row)
        return self._rows[url]

    def _forget(self, *urls: str) -> None:
        """These pages are no longer as they were before tonight."""
        for url in urls:
            self._rows.pop(url, None)


def _batches(pages: Iterable[int]) -> Iterator[Batch]:
    batch: dict[int, None] = {}
    for page in pages:
        batch[page] = None
        if len(batch) == BATCH:
            yield tuple(batch)
            batch = {}
    if batch:
        yield tuple(batch)
