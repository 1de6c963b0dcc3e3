"""What sources said, with the day it was asked and the day it vouches for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Update, insert, or_, select, tuple_, update

from model.evidence import Evidence, Unanswered
from store.codec import Answer, digest_of_answer, pack_answer, unpack_answer
from store.database import Database
from store.pages import CHUNK, chunks
from store.schema import answers

T = TypeVar("T")
Question = tuple[str, str]  # kind, key


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it lies there. ``stale``: it was asked again in vain; ``data_of``: which local data it is from."""

    digest: str
    asked: date
    run: int
    data_of: str
    answered: bool
    stale: bool


# A page that says "the only drug for ..." asks for every drug there is, thousands of them: so many answers are held.
_HELD = 20_000


class Answers:
    """The answers kept for one site; ``mode``: by what sources ("snapshot", "live", "auto").

    What was looked at lately is held: made for one run, in which an answer does not change once it was asked for.
    ``settled``: questions that are not to be asked any more in this run; ``every``: the answers on all drugs as one.
    """

    def __init__(self, database: Database, site: int, mode: str) -> None:
        self._db = database
        self._kept: dict[Question, Kept] = {}
        self._loaded: dict[Question, Answer] = {}
        self.settled: set[Question] = set()
        self.every: Kept | None = None
        self._where = (answers.c.site_id == site, answers.c.mode == mode)
        self._own = {"site_id": site, "mode": mode}

    def kept(self, questions: Iterable[Question]) -> dict[Question, Kept]:
        """What is there of these, without the answers themselves."""
        columns = [c for c in answers.c if c.name not in ("data", "site_id", "mode", "source", "as_of")]
        wanted = tuple(questions)
        found = {q: self._kept[q] for q in wanted if q in self._kept}
        with self._db.reading() as db:
            for r in self._rows(db, columns, [q for q in wanted if q not in found]):
                found[r.kind, r.key] = Kept(r.digest, r.asked, r.run, r.data_of, r.answered, r.stale)
        _hold(self._kept, found)
        return found

    def load(self, questions: Iterable[Question]) -> dict[Question, Answer]:
        """The answers to these, as far as they are there."""
        columns = (answers.c.kind, answers.c.key, answers.c.answered, answers.c.data)
        wanted = tuple(questions)
        found = {q: self._loaded[q] for q in wanted if q in self._loaded}
        with self._db.reading() as db:
            for r in self._rows(db, columns, [q for q in wanted if q not in found]):
                found[r.kind, r.key] = unpack_answer(r.kind, r.answered, r.data)
        # one drug is asked for by many pages, one reference by few
        _hold(self._loaded, {q: a for q, a in found.items() if q[0] == "drug"})
        return found

    def _rows(
        self, db: Connection, columns: Sequence[Column[Any]], wanted: Sequence[Question]
    ) -> Iterator[Row[Any]]:
        """The rows of these questions. Where thousands of drugs are asked for, all drugs are read at once: to name each
        in the statement costs more than the few rows too many."""
        drugs = {key for kind, key in wanted if kind == "drug"}
        if len(drugs) > CHUNK:
            for r in db.execute(select(*columns).where(*self._where, answers.c.kind == "drug")):
                if r.key in drugs:
                    yield r
            wanted = [q for q in wanted if q[0] != "drug"]
        for part in chunks(wanted):
            query = select(*columns).where(*self._where, tuple_(answers.c.kind, answers.c.key).in_(part))
            yield from db.execute(query)

    def lost(self, run: int) -> list[tuple[str, str, str]]:
        """The kind, source and reason of each question that a source failed to answer in this run; the reason is
        empty where what it said before still stands."""
        columns = (answers.c.kind, answers.c.source, answers.c.stale, answers.c.data)
        open_ones = or_(answers.c.stale.is_(True), answers.c.answered.is_(False))
        found = []
        with self._db.reading() as db:
            for r in db.execute(select(*columns).where(*self._where, answers.c.run == run, open_ones)):
                told = None if r.stale else unpack_answer(r.kind, False, r.data)
                if told is None:
                    found.append((r.kind, r.source, ""))
                elif isinstance(told, Unanswered) and told.lost:
                    found.append((r.kind, r.source, told.reason))
        return found

    def keep(self, told: Mapping[Question, Answer], run: int, day: date, data_of: str) -> None:
        """Keep what was answered. Where a source did not answer, what it said before stands, marked as stale."""
        before = self.kept(told)
        self.every = None
        for question in told:
            self._kept.pop(question, None)
            self._loaded.pop(question, None)
        new: list[dict[str, object]] = []
        changed: list[dict[str, object]] = []
        stale: list[dict[str, object]] = []
        for (kind, key), answer in told.items():
            old = before.get((kind, key))
            if isinstance(answer, Unanswered) and old is not None and old.answered:
                stale.append(key_row(kind, key))
                continue
            row = {
                **key_row(kind, key),
                "source": answer.source,
                "as_of": answer.as_of if isinstance(answer, Evidence) else None,
                "asked": day,
                "run": run,
                "data_of": data_of,
                "answered": isinstance(answer, Evidence),
                "stale": False,
                "digest": digest_of_answer(answer),
                "data": pack_answer(answer),
            }
            (changed if old else new).append(row)
        with self._db.writing() as db:
            if new:
                db.execute(insert(answers), [{**self._own, **row} for row in new])
            for row in changed:
                db.execute(self._at(row).values(row))
            for row in stale:
                db.execute(self._at(row).values(stale=True, run=run))

    def reopen(self, run: int) -> None:
        """Make due again what was asked in vain in this run: as if it had not been asked in it."""
        self._kept.clear()
        self._loaded.clear()
        self.settled.clear()
        self.every = None
        vain = or_(answers.c.answered.is_(False), answers.c.stale.is_(True))
        with self._db.writing() as db:
            db.execute(update(answers).where(*self._where, answers.c.run == run, vain).values(run=0))

    def _at(self, row: Mapping[str, object]) -> Update:
        return update(answers).where(*self._where, answers.c.kind == row["kind"], answers.c.key == row["key"])


def _hold(held: dict[Question, T], found: Mapping[Question, T]) -> None:
    if len(held) + len(found) > _HELD:
        held.clear()
    held.update(found)


def key_row(kind: str, key: str) -> dict[str, object]:
    """A question as columns."""
    return {"kind": kind, "key": key}
