"""Judgements, findings, and what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from model.finding import Finding, Judgement
from store.codec import digest, pack_judgement, storable, unpack_judgement
from store.database import Database
from store.pages import chunks
from store.schema import events, findings, former_findings, judgements, pages

OPEN, RESOLVED = "open", "resolved"
# The events that make a finding open or end it.
_TURNS = ("opened", "reopened", RESOLVED)


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """What a page was judged by; see ``schema.judgements``. ``asked``: kinds and keys of its questions, JSON."""

    page: int
    facts: str
    reader: str
    digest: str
    rules: str
    answers: str
    text: str
    asked: str
    since: date
    until: date


_JUDGED_BY = tuple(n for n in JudgementRow.__slots__ if n != "page")


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as it is remembered."""

    id: int
    page: int
    name: str
    code: str
    subject: str
    claim: str
    quote: str
    state: str
    first_seen: date
    last_checked: date
    opened: int = 0
    reopened: int = 0
    closed: int = 0
    resolved_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the findings of one page in one run: those of tonight with their lasting names; of earlier ones,
    by number, which are open still, which came back, and which are resolved, with the reason."""

    findings: tuple[Finding, ...] = ()
    open: tuple[int, ...] = ()
    unchecked: tuple[int, ...] = ()
    reopened: tuple[int, ...] = ()
    resolved: tuple[tuple[int, str], ...] = ()
    opened: tuple[Finding, ...] = ()


class Findings:
    """Judgements and findings of one store."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # -- judgements -------------------------------------------------------------------------------------------------

    def judged(self, ids: Iterable[int]) -> dict[int, JudgementRow]:
        """What these pages were judged by, by page."""
        columns = [c for c in judgements.c if c.name not in ("data", "run")]
        found = {}
        with self._db.reading() as db:
            for part in chunks(ids):
                for r in db.execute(select(*columns).where(judgements.c.page_id.in_(part))):
                    found[r.page_id] = JudgementRow(r.page_id, **{n: getattr(r, n) for n in _JUDGED_BY})
        return found

    def have_judgement(self, ids: Iterable[int]) -> set[int]:
        """Those of these pages that were ever judged."""
        with self._db.reading() as db:
            query = select(judgements.c.page_id)
            return {
                r.page_id
                for part in chunks(ids)
                for r in db.execute(query.where(judgements.c.page_id.in_(part)))
            }

    def judgement(self, page: int) -> Judgement | None:
        """The last judgement of a page."""
        found = self.judgements((page,))
        return found[page][0] if page in found else None

    def judgements(self, ids: Iterable[int]) -> dict[int, tuple[Judgement, str]]:
        """The last judgements of pages, each with the digest of it as it is kept."""
        columns = judgements.c.page_id, judgements.c.data
        found = {}
        with self._db.reading() as db:
            for part in chunks(ids):
                for page, data in db.execute(select(*columns).where(judgements.c.page_id.in_(part))):
                    found[page] = unpack_judgement(data), digest(data)
        return found

    def keep_judgement(self, db: Connection, run: int, row: JudgementRow, judgement: Judgement) -> None:
        """Keep a judgement in place of the page's last one."""
        db.execute(delete(judgements).where(judgements.c.page_id == row.page))
        values = {n: getattr(row, n) for n in _JUDGED_BY}
        db.execute(
            insert(judgements).values(page_id=row.page, run=run, data=pack_judgement(judgement), **values)
        )

    def drop_judgement(self, db: Connection, page: int) -> None:
        """Forget how a page was judged: when it is met again, it is judged anew."""
        db.execute(delete(judgements).where(judgements.c.page_id == page))

    # -- findings ---------------------------------------------------------------------------------------------------

    def of_pages(self, ids: Iterable[int]) -> dict[int, list[Known]]:
        """The findings of pages, open or resolved, by page."""
        found: dict[int, list[Known]] = defaultdict(list)
        with self._db.reading() as db:
            for part in chunks(ids):
                for r in db.execute(
                    select(findings).where(findings.c.page_id.in_(part)).order_by(findings.c.id)
                ):
                    found[r.page_id].append(_known(r))
        return found

    def of_site(self, site: int, state: str, after: int = 0) -> Iterator[tuple[str, Known]]:
        """The findings of a site in a state, with their pages' addresses; ``after``: those resolved after that run."""
        last = 0
        while True:
            with self._db.reading() as db:
                query = (
                    select(findings, pages.c.url)
                    .join(pages, pages.c.id == findings.c.page_id)
                    .where(pages.c.site_id == site, findings.c.state == state, findings.c.id > last)
                )
                if after:
                    query = query.where(findings.c.closed > after)
                rows = db.execute(query.order_by(findings.c.id).limit(1000)).all()
            if not rows:
                return
            yield from ((r.url, _known(r)) for r in rows)
            last = rows[-1].id

    def note(self, db: Connection, run: int, day: date, page: int, outcome: Outcome) -> None:
        """Note what became of a page's findings."""
        for part in chunks(outcome.open):
            db.execute(update(findings).where(findings.c.id.in_(part)).values(last_checked=day))
        for finding, known in zip(outcome.findings, self._ids(db, page, outcome.findings), strict=True):
            if known is not None:  # its words may have changed
                words = {n: storable(getattr(finding, n)) for n in ("quote", "claim", "subject")}
                db.execute(update(findings).where(findings.c.id == known).values(words))
        for number in outcome.reopened:
            values = {"state": OPEN, "reopened": run, "last_checked": day, "reason": "", "resolved_on": None}
            db.execute(update(findings).where(findings.c.id == number).values(values))
            self._event(db, number, run, day, "reopened")
        for number, reason in outcome.resolved:
            self.resolve(db, run, day, number, reason)
        for finding in outcome.opened:
            first = self._first_seen(db, finding, day)
            made = db.execute(
                insert(findings).values(
                    page_id=page,
                    name=finding.fingerprint,
                    code=finding.code,
                    subject=storable(finding.subject),
                    claim=storable(finding.claim),
                    quote=storable(finding.quote),
                    state=OPEN,
                    opened=run if first == day else 0,
                    first_seen=first,
                    last_checked=day,
                )
            ).inserted_primary_key
            self._event(db, int(made[0]) if made else 0, run, day, "opened")

    def resolve(self, db: Connection, run: int, day: date, number: int, reason: str) -> None:
        """Note that a finding is no more, and why."""
        values = {"state": RESOLVED, "closed": run, "resolved_on": day, "last_checked": day, "reason": reason}
        db.execute(update(findings).where(findings.c.id == number).values(values))
        self._event(db, number, run, day, RESOLVED, reason)

    def hand_over(self, db: Connection, known: Known, page: int, name: str, day: date) -> None:
        """A finding of a page that moved goes on under the page's new address, in place of the one of this name."""
        db.execute(delete(findings).where(findings.c.page_id == page, findings.c.name == name))
        db.execute(delete(findings).where(findings.c.page_id == page, findings.c.name == known.name))
        db.execute(update(findings).where(findings.c.id == known.id).values(page_id=page, last_checked=day))

    def checked(self, db: Connection, ids: Iterable[int], day: date) -> None:
        """Note that the open findings of these pages were checked and stand."""
        for part in chunks(ids):
            wanted = (findings.c.page_id.in_(part), findings.c.state == OPEN)
            db.execute(update(findings).where(*wanted).values(last_checked=day))

    def history(self, number: int) -> list[tuple[date, str, str]]:
        """What became of a finding: day, what, reason."""
        with self._db.reading() as db:
            query = select(events).where(events.c.finding_id == number).order_by(events.c.id)
            return [(r.day, r.kind, r.reason) for r in db.execute(query)]

    def open_after(self, run: int, ids: Iterable[int]) -> set[int]:
        """Those of these findings that were open when a run had ended, as their events tell."""
        states: dict[int, str] = {}
        with self._db.reading() as db:
            for part in chunks(ids):
                query = select(events.c.finding_id, events.c.kind).where(
                    events.c.finding_id.in_(part), events.c.run <= run, events.c.kind.in_(_TURNS)
                )
                states.update({r.finding_id: r.kind for r in db.execute(query.order_by(events.c.id))})
        return {number for number, kind in states.items() if kind != RESOLVED}

    def ruled(self, run: int, day: date, decided: Sequence[tuple[int, str, str]]) -> None:
        """Note decisions as they come into force and end: finding, "accepted" or "lapsed", reason; each change once."""
        with self._db.writing() as db:
            for number, kind, reason in decided:
                query = select(events.c.kind, events.c.reason).where(
                    events.c.finding_id == number, events.c.kind.in_(("accepted", "lapsed"))
                )
                last = db.execute(query.order_by(events.c.id.desc()).limit(1)).one_or_none()
                if (last.kind, last.reason) != (kind, reason) if last else kind == "accepted":
                    self._event(db, number, run, day, kind, reason)

    def _event(self, db: Connection, number: int, run: int, day: date, kind: str, reason: str = "") -> None:
        db.execute(insert(events).values(finding_id=number, run=run, day=day, kind=kind, reason=reason))

    def _ids(self, db: Connection, page: int, told: Sequence[Finding]) -> list[int | None]:
        if not told:
            return []
        rows = db.execute(select(findings.c.name, findings.c.id).where(findings.c.page_id == page)).all()
        by_name = {r.name: int(r.id) for r in rows}
        return [by_name.get(f.fingerprint) for f in told]

    def _first_seen(self, db: Connection, finding: Finding, day: date) -> date:
        """Today, or the day on which an early release saw it first."""
        query = select(former_findings.c.first_seen).where(former_findings.c.fingerprint == finding.former)
        return db.execute(query).scalar() or day


def _known(row: object) -> Known:
    return Known(**{n: getattr(row, "page_id" if n == "page" else n) for n in Known.__slots__})
