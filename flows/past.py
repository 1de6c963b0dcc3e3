"""What the report tells of earlier nights: what stood in the last report that was published, and what did not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flows.work import Work
from model.history import History, PagePast, Past, Resolved, State
from store.findings import OPEN, RESOLVED, Known
from store.runs import RunRow
from store.store import Store


def history(store: Store, work: Work, run: RunRow) -> History:
    """What the report needs of earlier nights: since the last report that was published. What came and went on nights
    whose reports were held is not told: nobody has read of it."""
    number, previous = store.runs.published_before(run) or (None, None)
    there = [known for _, known in store.findings.of_site(work.site_id, OPEN)]
    gone = list(store.findings.of_site(work.site_id, RESOLVED, after=number)) if number is not None else []
    stood = _stood(store, number, (*there, *(known for _, known in gone)))
    return History(
        findings={k.name: past_of(k, number, k.id in stood, work.today) for k in there},
        resolved=tuple(
            Resolved(k.name, k.code, url, k.quote, k.reason, k.resolved_on or work.today)
            for url, k in gone
            if k.id in stood
        ),
        pages={r.url: PagePast(r.state, r.examined) for r in store.pages.all_of(work.site_id)},
        previous=previous,
    )


def _stood(store: Store, base: int | None, known: Iterable[Known]) -> set[int]:
    """Those that were open when run ``base`` ended, by number. Few came back since then: their events are asked for."""
    if base is None:
        return set()
    told = [k for k in known if k.opened <= base]
    back = {k.id for k in told if k.reopened > base}
    return {k.id for k in told if k.id not in back} | store.findings.open_after(base, back)


def past_of(known: Known, base: int | None, stood: bool, today: date) -> Past:
    """The state of an open finding since the run ``base``, whose report was published last; None: there was none.
    ``stood``: whether it was open in that report."""
    state = State.OPEN
    if known.last_checked < today:
        state = State.NOT_RECHECKED
    elif base is not None and not stood:
        state = State.REOPENED if known.opened <= base else State.NEW
    return Past(state, known.first_seen, known.last_checked)
