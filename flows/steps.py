"""Steps 2 to 4 of an audit, each a plain function of a run and a batch of page numbers.

::

    READ      documents → facts, where the text or the reader changed
    LOOK_UP   facts → answers: what is asked by several pages is asked once in a run      (the network)
    JUDGE     facts × answers × policy × day → findings, where one of them changed

Each skips what the run has done already, so that a killed one goes on; each commits its batch as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from flows.bounded import bounded_reading
from flows.judging import Judging
from flows.opening import names_of, opened, session_of
from flows.questions import Asked
from flows.reading import list_links
from flows.wall import internal_error
from flows.work import Batch, Step, Work
from model.errors import ReadError
from model.page import Page
from pages.fetch import fetch_linked
from pages.read import read
from store.nights import Step as Done
from store.pages import PageRow, VersionRow
from store.store import Store


def read_batch(work: Work, batch: Batch) -> Batch:
    """Read the pages whose text or reader changed; return those that can be judged."""
    store = opened(work.store)
    ids = _waiting(store, work, batch, Done.READ)
    rows = store.pages.some(ids)
    versions = store.pages.versions(ids)
    keys = {v.page: _key(store, v) for v in versions.values()}
    known = store.pages.facts((key, work.reader) for key in keys.values())
    fresh = {}
    for row in rows:
        if row.id in versions and ((keys[row.id], work.reader) not in known or not versions[row.id].said):
            fresh[row.id] = _read(store, work, row, versions[row.id])
    with store.writing() as db:
        store.nights.came(db, work.run, ids, Done.READ)
        store.pages.stood(db, ids, work.today)
        for row in rows:
            version = versions.get(row.id)
            if version is None:
                continue
            key, (_, trouble) = keys[row.id], known.get((keys[row.id], work.reader), ("", ""))
            if row.id in fresh:
                page, trouble, wants, said = fresh[row.id]
                store.pages.note_version(db, version.id, *said, wants)
                if page is not None or not trouble.startswith("internal error"):
                    store.pages.keep_facts(db, key, work.reader, page, trouble)
            if trouble:
                reason = trouble if trouble.startswith("internal error") else f"{row.url}: {trouble}"
                store.leave_out(db, work.run, row.id, reason)
            elif (row.facts, row.reader) != (key, work.reader):
                store.pages.change(db, row.id, facts=key, reader=work.reader)
    return tuple(batch)


def _read(
    store: Store, work: Work, row: PageRow, version: VersionRow
) -> tuple[Page | None, str, str, tuple[str, str]]:
    """A page, or why it is none; where its reference list stands, one address a line; and digests of what it says."""
    document = store.pages.document(row.id)
    assert document is not None
    try:
        linked = store.pages.linked(version.id) or None
        names, limits = names_of(work), work.site.limits
        with bounded_reading(limits):
            page = read(document, names, linked, limits)
            wants = list_links(page, document, limits)
        return page, "", "\n".join(wants) or version.wants, said_by(page)
    except ReadError as error:
        return None, str(error), "", ("", "")
    except Exception as error:
        return None, internal_error(f"reading {row.url}", error), "", ("", "")


def _key(store: Store, version: VersionRow) -> str:
    """What facts of a version are found by: its content, and that of the pages that hold its reference list."""
    others = store.pages.linked(version.id) if version.wants else {}
    if not others:
        return version.content
    found = hashlib.sha256(version.content.encode())
    for url in sorted(others):
        found.update(url.encode("utf-8", "surrogatepass") + hashlib.sha256(others[url].body).digest())
    return found.hexdigest()[:32]


def said_by(page: Page) -> tuple[str, str]:
    """Digests of a page's text, and of its text and dates: of what readers are told."""
    dates = page.dates
    own = (dates.published, dates.updated, dates.reviewed, dates.next_review)
    told = " ".join(f"{m.kind} {m.date} {m.place}" if m else "-" for m in own)
    text = page.text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:32], hashlib.sha256(text + told.encode()).hexdigest()[:32]


def look_up_batch(work: Work, batch: Batch) -> Batch:
    """Fetch the reference lists that pages keep elsewhere, and ask the sources what these pages ask."""
    store = opened(work.store)
    ids = _waiting(store, work, batch, Done.ASKED)
    _fetch_lists(store, work, ids)
    broken = Asked(store, work).look_up(ids)
    with store.writing() as db:
        store.nights.came(db, work.run, (i for i in ids if i not in broken), Done.ASKED)
    return tuple(batch)


def _fetch_lists(store: Store, work: Work, ids: Iterable[int]) -> None:
    """Read again, with its list, each page whose list stands on another page and was not had yet."""
    for version in store.pages.versions(ids).values():
        if not version.wants or store.pages.linked(version.id):
            continue
        document = store.pages.document(version.page)
        assert document is not None
        session = session_of(work.contact, work.site.targets, work.site.limits)
        found = fetch_linked(document, version.wants.split("\n"), session)
        if not found:
            continue
        with store.writing() as db:
            store.pages.keep_linked(db, version.id, found.values())
            store.nights.came(db, work.run, (version.page,), Done.MET)
        read_batch(work, (version.page,))


def judge_batch(work: Work, batch: Batch) -> Batch:
    """Judge the pages of which something changed that they are judged by."""
    store = opened(work.store)
    ids = _waiting(store, work, batch, Done.JUDGED)
    Judging(store, work).judge(ids)
    return tuple(batch)


READ = Step("read", read_batch)
LOOK_UP = Step("look up", look_up_batch, asks=True)
JUDGE = Step("judge", judge_batch)
STEPS = (READ, LOOK_UP, JUDGE)


def _waiting(store: Store, work: Work, batch: Batch, step: Done) -> Batch:
    """Those of a batch that have not come so far yet."""
    done = store.nights.steps(work.run, batch)
    return tuple(i for i in batch if done.get(i, Done.MET) < step)
