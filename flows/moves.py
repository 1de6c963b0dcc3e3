"""Pages that moved: the same page under another address keeps the names, the first days and the states of its findings.

A page moved where its address sends on to another, or where it is gone and a page that was not there before says the
same, word for word.
"""

from __future__ import annotations

from dataclasses import replace

from flows.changes import GONE, rebound
from flows.work import Work
from store.findings import OPEN
from store.pages import PageRow
from store.store import Store


def follow_moves(store: Store, work: Work) -> None:
    """Hand what is remembered of pages that moved in this run to where they are now."""
    for old in list(store.pages.all_of(work.site_id)):
        deleted = old.state == "gone" and old.url.startswith("file:") and old.gone_on == work.today
        if old.settled and not deleted:  # a saved page is gone at once, and may lie elsewhere now
            continue
        there = None
        if old.moved_to:
            there = store.pages.find(work.site_id, old.moved_to)
        elif old.state == "gone":
            there = store.pages.newcomer_like(work.site_id, old, work.today)
        if there is not None:
            _hand_over(store, work, old, there)


def _hand_over(store: Store, work: Work, old: PageRow, new: PageRow) -> None:
    judgement = store.findings.judgement(new.id)
    basis = store.findings.judged((new.id,)).get(new.id)
    if judgement is None or basis is None:
        return
    before = [k for k in store.findings.of_pages((old.id,)).get(old.id, ()) if k.state == OPEN]
    bound = rebound(before, judgement.findings)
    told = list(judgement.findings)
    with store.writing() as db:
        for i, known in bound.items():
            store.findings.hand_over(db, known, new.id, told[i].fingerprint, work.today)
            told[i] = replace(told[i], name=known.name)
        taken = {known.id for known in bound.values()}
        for known in before:
            if known.id not in taken:
                store.findings.resolve(db, work.run, work.today, known.id, GONE)
        store.findings.keep_judgement(db, work.run, basis, replace(judgement, findings=tuple(told)))
        store.findings.drop_judgement(db, old.id)
        store.pages.change(db, old.id, settled=True)
