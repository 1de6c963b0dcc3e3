"""Sites, their runs, and who audits a site now."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from model.errors import StoreError
from store.database import Database
from store.schema import leases, runs, sites

# A heartbeat older than this is that of a run that was killed. Seconds.
ALIVE = 90
# A killed run is gone on with after midnight too, if no more time passed since it was last alive.
_SAME_NIGHT = timedelta(hours=12)


class BusyError(StoreError):
    """Another run has the site."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in the store. ``number``: in the order in which runs began. ``fresh``: nothing was done in it yet."""

    number: int
    id: str
    site: int
    today: date
    started_at: datetime
    state: str
    fresh: bool


def site_key(name: str, targets: Iterable[str]) -> str:
    """What a site is found by: its name; of targets named by hand, the targets, in any order."""
    return f"site:{name}" if name else f"targets:{json.dumps(sorted(targets))}"


class Runs:
    """Sites, runs and leases of one store."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def site(self, key: str) -> int:
        """The number of the site of a key, made where there is none."""
        with self._db.writing() as db:
            known = db.execute(select(sites.c.id).where(sites.c.key == key)).scalar()
            if known is not None:
                return int(known)
            made = db.execute(insert(sites).values(key=key)).inserted_primary_key
            return int(made[0]) if made else 0

    def published_before(self, run: RunRow) -> tuple[int, date] | None:
        """The number and day of the site's last run before this one whose report was published."""
        with self._db.reading() as db:
            query = select(runs.c.number, runs.c.today).where(
                runs.c.site_id == run.site, runs.c.state == "complete", runs.c.number < run.number
            )
            row = db.execute(query.order_by(runs.c.number.desc()).limit(1)).one_or_none()
            return (int(row.number), row.today) if row else None

    def begin(
        self,
        run_id: str,
        site: int,
        targets: Iterable[str],
        today: date,
        now: datetime,
        beat: str = "",
        published: str = "",
    ) -> RunRow:
        """Begin a run, or go on with one: that of the same id; else the site's unfinished one of this day, or of the
        night that is not over yet. Other unfinished runs of the site are given up, but for the one ``published``: its
        report stands in its folder, so it was killed after its last act. ``beat``: the last sign of life of whoever
        had the site before, see ``take``."""
        with self._db.writing() as db:
            open_runs = db.execute(
                select(runs).where(runs.c.site_id == site, runs.c.state == "running").order_by(runs.c.number)
            ).all()
            named = db.execute(select(runs).where(runs.c.id == run_id)).one_or_none()
            onward = named or next((r for r in open_runs if _goes_on(r, beat, today, now)), None)
            rest = [r for r in open_runs if onward is None or r.number != onward.number]
            for row in rest:
                state = "complete" if row.id == published else "given up"
                db.execute(update(runs).where(runs.c.number == row.number).values(state=state))
            if onward is not None:
                if onward.site_id != site:
                    raise StoreError(f"run {run_id} is a run of another site")
                began = datetime.fromisoformat(onward.started_at)
                return RunRow(onward.number, onward.id, site, onward.today, began, onward.state, False)
            made = db.execute(
                insert(runs).values(
                    id=run_id,
                    site_id=site,
                    today=today,
                    targets=json.dumps(list(targets)),
                    started_at=moment(now),
                    state="running",
                )
            ).inserted_primary_key
            return RunRow(made[0] if made else 0, run_id, site, today, now, "running", True)

    def finish(self, run: RunRow, state: str, note: str, now: datetime) -> None:
        """Note how a run ended: complete (its report was published) or held (the earlier one stays)."""
        with self._db.writing() as db:
            values = {"state": state, "note": note, "finished_at": moment(now)}
            db.execute(update(runs).where(runs.c.number == run.number).values(**values))

    # -- leases ---------------------------------------------------------------------------------------------------

    def take(self, site: int, run_id: str, now: datetime) -> str:
        """Take the site for this process; returns the last sign of life of a run that was killed, else "". Raises
        BusyError, with a sentence, while another run has it."""
        me = owner()
        try:
            with self._db.writing() as db:
                held = db.execute(select(leases).where(leases.c.site_id == site)).one_or_none()
                if held is not None and held.owner != me and _is_alive(held.owner, held.heartbeat, now):
                    raise BusyError(
                        f"this site is being audited already (run {held.run_id}, since {held.since[11:16]} UTC, by "
                        f"{held.owner}); wait until it has ended"
                    )
                _put(db, site, run_id=run_id, owner=me, since=moment(now), heartbeat=moment(now))
                return str(held.heartbeat) if held is not None else ""
        except IntegrityError as error:  # both took it in the same moment
            raise BusyError("this site is being audited already; wait until that has ended") from error

    def beat(self, site: int, run_id: str, now: datetime) -> None:
        """Say that the run is alive. Raises BusyError when another one took the site in the meantime."""
        with self._db.writing() as db:
            mine = update(leases).where(leases.c.site_id == site, leases.c.owner == owner())
            done = db.execute(mine.values(heartbeat=moment(now), run_id=run_id))
            if done.rowcount == 0:
                raise BusyError("another run took over this site, since this one had given no sign of life")

    def leave(self, site: int) -> None:
        """Give the site free."""
        with self._db.writing() as db:
            db.execute(delete(leases).where(leases.c.site_id == site, leases.c.owner == owner()))

    def known(self, number: int) -> str:
        """How a run stands."""
        with self._db.reading() as db:
            return str(db.execute(select(runs.c.state).where(runs.c.number == number)).scalar() or "")

    def count(self) -> int:
        """How many runs are remembered."""
        with self._db.reading() as db:
            return int(db.execute(select(func.count()).select_from(runs)).scalar_one())


def owner() -> str:
    """This process, as others may know it: "process 4711 on host"."""
    return f"process {os.getpid()} on {socket.gethostname()}"


def moment(when: datetime) -> str:
    """A moment as text that sorts."""
    return when.astimezone(UTC).isoformat(timespec="seconds")


def _put(db: Connection, site: int, **values: str) -> None:
    done = db.execute(update(leases).where(leases.c.site_id == site).values(**values))
    if done.rowcount == 0:
        db.execute(insert(leases).values(site_id=site, **values))


def _is_alive(who: str, beat: str, now: datetime) -> bool:
    """Whether the owner of a lease still runs: of this machine's processes we know, of others their heartbeat tells."""
    if now - datetime.fromisoformat(beat) > timedelta(seconds=ALIVE):
        return False
    number, _, host = who.removeprefix("process ").partition(" on ")
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        return True
    return not _is_zombie(int(number))


def _is_zombie(number: int) -> bool:
    """A killed process that nobody has waited for yet still has its number, on Linux."""
    try:
        with open(f"/proc/{number}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] in ("Z", "X")
    except (OSError, IndexError):
        return False


def _goes_on(run: object, beat: str, today: date, now: datetime) -> bool:
    """Whether an unfinished run is gone on with by one that is asked for ``today``: on its own day; and on the next,
    if midnight is all that came between."""
    day, began = run.today, datetime.fromisoformat(run.started_at)  # type: ignore[attr-defined]
    if day == today:
        return True
    alive = max(began, datetime.fromisoformat(beat)) if beat else began
    passed = now.date() - began.date()
    return today - day == passed == timedelta(days=1) and now - alive < _SAME_NIGHT
