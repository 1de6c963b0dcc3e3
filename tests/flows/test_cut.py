"""The database's server cuts the connection in mid-audit: nothing is lost, nothing is there twice, findings are equal."""

import contextlib
import random
import threading
import time
from datetime import timedelta

import psycopg
import pytest

from flows import again, conductor
from flows.conductor import run_audit
from flows.publishing import published
from model.errors import StoreError
from store.database import Database
from store.runs import BusyError
from store.store import Store
from tests.flows.conftest import CLAIM, FIRST, page
from tests.services.postgres import cut_connections, new_database, postgres

CUTS = 20
# Every row, by what it is and not by its number or its second.
ROWS = {
    "runs": "SELECT number, today, state FROM runs",
    "pages": "SELECT url, state, reason, gone, settled, met, examined, facts, reader FROM pages",
    "versions": "SELECT url, content, text, said, since, until FROM versions JOIN pages ON pages.id = page_id",
    "meetings": "SELECT run, url, state, step_number, reason FROM meetings",
    "answers": "SELECT kind, key, source, run, answered, stale, digest FROM answers",
    "judgements": "SELECT url, run, j.digest, rules, answers, since, until FROM judgements j JOIN pages ON pages.id = page_id",
    "findings": "SELECT url, name, f.code, f.state, opened, reopened, closed, first_seen, last_checked, f.reason "
    "FROM findings f JOIN pages ON pages.id = page_id",
    "events": "SELECT name, run, day, kind, e.reason FROM events e JOIN findings f ON f.id = finding_id",
    "leases": "SELECT site_id FROM leases",
}


@pytest.fixture(scope="module")
def server():
    with postgres() as url:
        yield url


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(again, "WAITS", (0.02,) * len(again.WAITS))
    monkeypatch.setattr(again, "_FIRST_WAITS", (0.02,) * 2)


def _rows(database):
    with psycopg.connect(database) as db:
        return {name: sorted(map(repr, db.execute(query).fetchall())) for name, query in ROWS.items()}


class Cutter:
    """Cuts every connection at random moments until it has cut ``CUTS`` times."""

    def __init__(self, database):
        self.cuts, self._database, self._over = 0, database, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _run(self):
        chance = random.Random(20261127)
        while self.cuts < CUTS and not self._over.wait(chance.uniform(0.3, 3.5)):
            self.cuts += bool(cut_connections(self._database))


def _patient(step, work, batches):
    for batch in batches:
        time.sleep(0.4)
        yield step.run(work, batch)


def _two_nights(nights, database):
    """A site of 200 pages, and the night after, on which claims were corrected, pages went and others came."""
    site = nights.site
    site.pages = {
        f"/topic/{n}.html": page(f"Topic {n}", f"This is about topic {n}.", CLAIM) for n in range(200)
    }
    site.failing.clear()
    yield nights.request(FIRST, store=database)
    site.pages |= {
        f"/topic/{n}.html": page(f"Topic {n}", f"This is about topic {n}.") for n in range(0, 200, 7)
    }
    site.pages |= {f"/new/{n}.html": page(f"New {n}", CLAIM) for n in range(20)}
    site.failing |= {f"/topic/{n}.html": 500 for n in range(3, 200, 50)}
    yield nights.request(FIRST + timedelta(days=1), store=database)


def _shown(nights):
    return {p["url"]: [(f["fingerprint"], f["state"]) for f in p["findings"]] for p in nights.data["pages"]}


class _Cut(Database):
    """Cuts the connection once: in a transaction, or when it is committed and before we hear of it."""

    armed, after, cuts = False, False, 0

    @contextlib.contextmanager
    def writing(self):
        with super().writing() as connection:
            # not the heartbeat's, which tries again by itself
            mine = threading.current_thread() is threading.main_thread()
            cuts = mine and _Cut.armed and not _Cut.cuts
            if cuts and not self.after:
                _Cut.cuts = cut_connections(self.name.replace("+psycopg", ""))
            yield connection
        if cuts and self.after:
            _Cut.cuts = 1
            raise StoreError("the store failed", lost=True)


@pytest.mark.parametrize(
    ("step", "after"),
    [
        ("scrape", True),
        ("read", False),
        ("look up", False),
        ("judge", True),
        ("judge", False),
        ("publish", True),
    ],
    ids=lambda value: {False: "in a transaction", True: "after its commit"}.get(value, value),
)
def test_a_cut_in_any_step_is_gone_over(nights, server, monkeypatch, step, after):
    run_audit(nights.request(FIRST, store=(whole := new_database(server))))
    wanted, cut = _shown(nights), new_database(server)
    monkeypatch.setattr(_Cut, "armed", False)
    monkeypatch.setattr(_Cut, "after", after)
    monkeypatch.setattr(_Cut, "cuts", 0)
    monkeypatch.setattr("store.store.Database", _Cut)

    def arm(now):
        _Cut.armed = now == step

    def runner(current, work, batches):
        for batch in batches:
            arm(current.name)
            yield current.run(work, batch)

    def publishing(*given):
        arm("publish")
        return published(*given)

    monkeypatch.setattr(conductor, "published", publishing)
    met = nights.site.answer
    monkeypatch.setattr(nights.site, "answer", lambda *a: (arm("scrape"), met(*a))[1])
    told = []
    nights.site.asked.clear()
    outcome = run_audit(nights.request(FIRST, store=cut), runner, told.append)
    assert _Cut.cuts
    assert not outcome.troubles
    assert any("the run goes on" in line for line in told)
    assert _shown(nights) == wanted
    assert max(nights.site.counts().values()) <= 2, "what was on its way may be asked for again"
    assert _rows(cut) == _rows(whole)


@pytest.mark.faults
def test_twenty_cuts_of_the_connection_lose_no_row_and_double_none(nights, server):
    whole, cut = new_database(server), new_database(server)
    wanted = []
    for request in _two_nights(nights, whole):
        run_audit(request)
        wanted.append(_shown(nights))
    found, told = [], []
    Store(cut).close()  # cut while its tables are made, too, it would never be there
    with Cutter(cut) as cutter:
        for request in _two_nights(nights, cut):
            outcome = run_audit(request, _patient, told.append)
            assert not outcome.troubles
            found.append(_shown(nights))
    assert cutter.cuts == CUTS
    assert any("the run goes on" in line for line in told)
    assert found == wanted
    assert _rows(cut) == _rows(whole)


def test_a_server_that_stays_away_fails_the_run_and_leaves_the_report(nights, server):
    run_audit(nights.request(FIRST, store=(database := new_database(server))))
    before = nights.files

    def gone(step, work, batches):
        for batch in batches:
            raise StoreError("the store failed", lost=True)
            yield batch

    with pytest.raises(StoreError, match="the store failed"):
        run_audit(nights.request(FIRST + timedelta(days=1), store=database), gone)
    assert nights.files == before


def test_a_wrong_address_is_told_soon(nights, server):
    tried = []
    with pytest.raises(StoreError, match="does not exist"):
        run_audit(nights.request(store=server.replace("/postgres", "/nowhere")), progress=tried.append)
    assert len(tried) == 2


def test_what_another_run_has_is_not_waited_for(tmp_path):
    def attempt(runner, progress):
        raise BusyError("another run has it")

    with pytest.raises(BusyError):
        again.going_on(attempt, str(tmp_path / "x.sqlite"), _patient, print)
