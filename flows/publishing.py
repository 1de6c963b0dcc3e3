"""Step 5: the report, as a view of the last known state of every page of the site, whatever tonight reached."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from checks import all_checks
from flows.changes import GONE
from flows.decided import load_decisions
from flows.moves import follow_moves
from flows.news import STATEMENTS, Noted, save_statements
from flows.past import history
from flows.request import HELD_ABOVE, AuditRequest, Outcome
from flows.standing import sweep
from flows.wall import internal_error
from flows.work import Work
from model.errors import BestbeforeError
from model.page import Page
from reports.address import addresses_of
from reports.build import Failure, Moved, PageResult, Report, Run, build_report
from reports.html import Names, frame_of, page_html
from reports.write import write_report
from store.codec import unpack_outline
from store.findings import OPEN
from store.runs import RunRow
from store.store import Store

# A page that was gone on so many nights since it was last had, is gone; nights without any answer say nothing.
GONE_NIGHTS = 3
# Bytes of statements that are kept in memory; those of larger sites wait in a file.
_IN_MEMORY = 1_000_000
# Pages that are read at a time, and a site of as many is held from one going through to the next.
_ROWS, _HELD = 100, 500


class StoredPages(Collection[PageResult]):
    """The pages of a site as last judged, a few at a time: a collection that holds none of them, but for those of a
    small site. Their details, which are most of the work, are read when ``PageResult.whole`` is asked for them."""

    def __init__(self, store: Store, work: Work, without: frozenset[int] = frozenset()) -> None:
        self._store, self._work = store, work
        rows = [r for r in store.pages.all_of(work.site_id) if not r.settled and r.id not in without]
        judged = store.findings.have_judgement(r.id for r in rows)
        # by address: the order in which pages answered says nothing
        shown = sorted((r.url, r.id) for r in rows if r.id in judged)
        self._ids = tuple(number for _, number in shown)
        self.addresses = addresses_of((url for url, _ in shown), work.base_url, work.root)
        self._held: list[tuple[int, PageResult]] = []

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, item: object) -> bool:
        return any(item == result for result in self)

    def __iter__(self) -> Iterator[PageResult]:
        return (result for _, result in self.numbered())

    def numbered(self) -> Iterator[tuple[int, PageResult]]:
        """The pages with their numbers in the store."""
        if len(self._ids) > _HELD:
            return self._numbered()
        self._held = self._held or list(self._numbered())
        return iter(self._held)

    def _numbered(self) -> Iterator[tuple[int, PageResult]]:
        for part in _parts(self._ids, _ROWS):
            rows = {r.id: r for r in self._store.pages.some(part)}
            judged = self._store.findings.judged(part)
            fetched = self._store.pages.fetched_at(part)
            digests = self._store.pages.facts((j.facts, j.reader) for j in judged.values())
            judgements = self._store.findings.judgements(part)
            keys = {n: (judged[n].facts, judged[n].reader) for n in part}
            pages = self._store.pages.read(keys.values(), unpack_outline)
            for number in part:
                page, row = pages.get(keys[number]), rows[number]
                if page is not None and number in judgements:
                    judgement, made = judgements[number]
                    policy = self._work.policy_of(row.url)
                    owner = policy.owner or self._work.site.owner
                    mark = f"{digests[keys[number]][0]} {made}"
                    whole = partial(self._whole, keys[number])
                    if any(f.place is None for f in judgement.findings):
                        page = whole()  # judged by a version that did not look for places
                    page = policy.typed(page, self._work.address_of(row.url))
                    yield (
                        number,
                        PageResult(page, judgement, fetched.get(number, ""), owner, mark, whole, policy),
                    )

    def _whole(self, key: tuple[str, str]) -> Page:
        page = self._store.pages.page(*key)
        assert page is not None
        return page


def _parts(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))


def published(request: AuditRequest, work: Work, run: RunRow, store: Store, report_run: Run) -> Outcome:
    """Decide whether the night counts, note what that settles, write the report, and end the run."""
    met = store.nights.counts(work.run)
    examined = met.get("examined", 0) + met.get("unchanged", 0)
    lost = store.nights.lost(work.run)
    held = _held(examined, lost, request)
    if not held:
        follow_moves(store, work)
        _settle(store, work)
    known = all_checks()
    why, titles = {c.code: c.why for c in known}, {c.code: c.title for c in known}
    decided = load_decisions(request.decisions) if request.decisions else None
    past = history(store, work, run)
    failures, excluded, moved = _not_examined(store, work)
    pages = StoredPages(store, work)
    report = build_report(report_run, pages, failures, past, decided, pages.addresses)
    report = replace(report, excluded=excluded, moved=moved)
    _note_decisions(store, work, report)
    folder = request.out.with_name(f"{request.out.name}-incomplete") if held else request.out
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as rows:
        try:
            # no folder of this disk in what may be mailed
            report = replace(report, pages=Noted(pages, report.addresses.shown, rows))
            index = write_report(report, folder, why, titles)
        except BestbeforeError:
            raise
        except Exception:
            bad = frozenset(i for i, r in pages.numbered() if not _shows(report, r, why, titles, failures))
            pages = StoredPages(store, work, bad)
            report = build_report(report_run, pages, failures, past, decided, pages.addresses)
            noted = Noted(pages, report.addresses.shown, rows)
            report = replace(report, pages=noted, excluded=excluded, moved=moved)
            index = write_report(report, folder, why, titles)
        save_statements(index.parent / STATEMENTS, rows)
    sweep(request.out)
    return Outcome(report, index, held, (), examined, lost, met.get("excluded", 0), run.id)


def _not_examined(store: Store, work: Work) -> tuple[list[Failure], tuple[Failure, ...], tuple[Moved, ...]]:
    """What failed in this run, what was left out, and what is told under another address."""
    told = list(store.nights.with_reason(work.run))
    failures = [Failure(m.url, m.reason) for m in told if m.state not in ("excluded", "moved")]
    failures += [Failure(url, reason) for url, reason in store.nights.troubles(work.run)]
    excluded = tuple(Failure(m.url, m.reason) for m in told if m.state == "excluded")
    return failures, excluded, tuple(Moved(m.url, m.reason) for m in told if m.state == "moved")


def _held(examined: int, lost: int, request: AuditRequest) -> str:
    """Why a report must not take the place of an earlier one; empty when it may."""
    if not examined:
        return "nothing was examined"
    own = request.max_failed if request.max_failed is not None else request.audited.max_failed
    limit = HELD_ABOVE if own is None else own
    if lost * 100 > limit * (examined + lost):
        return f"{lost} of {examined + lost} pages could not be examined, which is more than {limit} %"
    return ""


def _settle(store: Store, work: Work) -> None:
    """Pages that are gone for good take their findings with them."""
    gone = [r.id for r in store.pages.all_of(work.site_id) if r.settled or r.gone >= GONE_NIGHTS]
    known = store.findings.of_pages(gone)
    with store.writing() as db:
        for page in gone:
            store.pages.change(db, page, settled=True)
            store.findings.drop_judgement(db, page)
            for finding in known.get(page, ()):
                if finding.state == OPEN:
                    store.findings.resolve(db, work.run, work.today, finding.id, GONE)


def _note_decisions(store: Store, work: Work, report: Report) -> None:
    """What editors decided becomes part of a finding's history, and so does the end of it."""
    ruled = {}
    for item in (i for e in report.entries for i in e.items):
        if item.ruled.silences and item.ruled.decision:
            ruled[item.fingerprint] = ("accepted", item.ruled.decision.reason)
        elif item.ruled.note:
            ruled[item.fingerprint] = ("lapsed", item.ruled.note)
    if ruled:
        every = store.findings.of_site(work.site_id, OPEN)
        store.findings.ruled(
            work.run, work.today, [(k.id, *ruled[k.name]) for _, k in every if k.name in ruled]
        )


def _shows(
    report: Report, result: PageResult, why: dict[str, str], titles: dict[str, str], failures: list[Failure]
) -> bool:
    url = result.page.url
    entry = next((e for e, r in zip(report.entries, report.pages, strict=True) if r == result), None)
    try:
        page_html(result, Names(why, titles), frame_of(report, result, entry))
    except Exception as error:
        failures.append(Failure(url, internal_error(f"writing the report of {url}", error)))
        return False
    return True
