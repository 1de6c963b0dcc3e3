"""What was met in a run, page by page, and how far each page has come: a killed run goes on from here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from store.codec import mark_of, storable
from store.database import Database
from store.pages import chunks
from store.schema import meetings, pages, troubles


class Step(IntEnum):
    """How far a page has come in a run."""

    MET = 0
    READ = 1
    ASKED = 2
    JUDGED = 3


@dataclass(frozen=True, slots=True)
class Meeting:
    """One page in one run. ``state``: examined, unchanged, not_reached, gone, excluded or moved; ``reason``: why it was
    not examined, as the report tells it; of one that moved, the address that it has now."""

    url: str
    page: int | None
    state: str
    step: Step
    reason: str = ""


_MEET = insert(meetings)  # made once: each page of a night is met by a statement of its own


class Nights:
    """The meetings of one store."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def met(self, run: int, url: str) -> Meeting | None:
        """How a page was met in a run, None when it was not yet."""
        with self._db.reading() as db:
            query = select(meetings).where(meetings.c.run == run, meetings.c.mark == mark_of(url))
            row = db.execute(query).one_or_none()
        return Meeting(row.url, row.page_id, row.state, Step(row.step_number), row.reason) if row else None

    def marks(self, run: int) -> set[str]:
        """The marks of all addresses that were met in a run."""
        with self._db.reading() as db:
            return set(db.scalars(select(meetings.c.mark).where(meetings.c.run == run)))

    def meet(self, db: Connection, run: int, meeting: Meeting, again: bool = True) -> None:
        """Note how a page was met; the last word counts. ``again``: it may have been met in this run before."""
        mark = mark_of(meeting.url)
        if again:
            db.execute(delete(meetings).where(meetings.c.run == run, meetings.c.mark == mark))
        row = {
            "run": run,
            "mark": mark,
            "url": storable(meeting.url),
            "page_id": meeting.page,
            "state": meeting.state,
            "step_number": int(meeting.step),
            "reason": storable(meeting.reason),
        }
        db.execute(_MEET, row)

    def steps(self, run: int, ids: Iterable[int]) -> dict[int, Step]:
        """How far these pages have come."""
        found = {}
        with self._db.reading() as db:
            for part in chunks(ids):
                query = select(meetings.c.page_id, meetings.c.step_number)
                for row in db.execute(query.where(meetings.c.run == run, meetings.c.page_id.in_(part))):
                    found[row.page_id] = Step(row.step_number)
        return found

    def came(self, db: Connection, run: int, ids: Iterable[int], step: Step) -> None:
        """Note that these pages have come so far."""
        for part in chunks(ids):
            wanted = (meetings.c.run == run, meetings.c.page_id.in_(part))
            db.execute(update(meetings).where(*wanted).values(step_number=int(step)))

    def failed(self, db: Connection, run: int, page: int, reason: str) -> None:
        """Note that a page that was met could not be examined after all: no step is left for it."""
        wanted = (meetings.c.run == run, meetings.c.page_id == page)
        values = {"state": "not_reached", "reason": storable(reason), "step_number": int(Step.JUDGED)}
        db.execute(update(meetings).where(*wanted).values(values))

    def trouble(self, run: int, url: str, reason: str) -> None:
        """Note what went wrong on a page that was examined."""
        mark = mark_of(f"{url} {reason}")
        with self._db.writing() as db:
            known = select(troubles.c.run).where(troubles.c.run == run, troubles.c.mark == mark)
            if db.execute(known).one_or_none() is None:
                words = {"url": storable(url), "reason": storable(reason)}
                db.execute(insert(troubles).values(run=run, mark=mark, **words))

    def troubles(self, run: int) -> list[tuple[str, str]]:
        """What went wrong on pages that were examined, by address."""
        with self._db.reading() as db:
            query = select(troubles.c.url, troubles.c.reason).where(troubles.c.run == run)
            return [(r.url, r.reason) for r in db.execute(query.order_by(troubles.c.url, troubles.c.reason))]

    def counts(self, run: int) -> dict[str, int]:
        """How many pages were met in each state."""
        with self._db.reading() as db:
            query = select(meetings.c.state, func.count()).where(meetings.c.run == run)
            return {state: int(count) for state, count in db.execute(query.group_by(meetings.c.state))}

    def lost(self, run: int) -> int:
        """How many pages could not be had: those that are known to be gone for good, and those that are not to be
        asked, are not lost."""
        with self._db.reading() as db:
            query = (
                select(func.count())
                .select_from(meetings.outerjoin(pages, pages.c.id == meetings.c.page_id))
                .where(
                    meetings.c.run == run,
                    meetings.c.state.in_(("not_reached", "gone")),
                    or_(pages.c.settled.is_(None), pages.c.settled.is_(False)),
                )
            )
            return int(db.execute(query).scalar_one())

    def with_reason(self, run: int) -> Iterator[Meeting]:
        """The pages that were not examined, by address."""
        last = ""
        while True:
            with self._db.reading() as db:
                query = select(meetings).where(
                    meetings.c.run == run, meetings.c.reason != "", meetings.c.url > last
                )
                rows = db.execute(query.order_by(meetings.c.url).limit(1000)).all()
            if not rows:
                return
            for r in rows:
                yield Meeting(r.url, r.page_id, r.state, Step(r.step_number), r.reason)
            last = rows[-1].url

    def met_pages(self, run: int) -> set[int]:
        """Every page that was met, examined or not."""
        with self._db.reading() as db:
            query = select(meetings.c.page_id).where(meetings.c.run == run, meetings.c.page_id.is_not(None))
            return {int(r.page_id) for r in db.execute(query)}
