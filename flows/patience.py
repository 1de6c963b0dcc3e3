"""Asking once more what a source that was down left unanswered."""

from __future__ import annotations

from collections.abc import Mapping

from flows.opening import answers_of, desk, opened
from flows.work import Batch, Work
from store.nights import Step as Done


def outages_of(work: Work) -> Mapping[str, str]:
    """Why which sources left questions of this run unanswered, by name."""
    return desk(work.sources, work.contact, work.folder, work.site).outages()


def ask_again(work: Work, batch: Batch) -> None:
    """Make ready for another try: the sources that were down may be asked again, and what they did not answer is to
    be asked for these pages, though this run has asked it."""
    desk(work.sources, work.contact, work.folder, work.site).forgive()
    store = opened(work.store)
    answers_of(work).reopen(work.run)
    with store.writing() as db:
        store.nights.came(db, work.run, batch, Done.READ)
