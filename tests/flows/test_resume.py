"""A run that is killed is gone on with, and two runs do not share a site."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from flows.conductor import run_audit
from model.errors import StoreError, UsageError
from pages.fetch.lanes import AHEAD, LANES
from store.runs import BusyError
from store.store import Store
from tests.flows.conftest import FIRST, page


def _shown(nights) -> dict:
    """The report, less what names the run and its times."""
    data = nights.data
    for key in ("id", "started_at", "finished_at"):
        data["run"].pop(key)
    for told in data["pages"]:
        told.pop("fetched_at")
        for finding in told["findings"]:
            for exhibit in finding["evidence"]:
                exhibit.pop("retrieved_at")
    return data


class _Killed(BaseException):
    """As a kill: nobody expects it, nothing is cleaned up."""


@pytest.mark.parametrize("step", ["read", "look up", "judge", "publish"])
def test_a_killed_run_goes_on_and_its_report_is_that_of_an_undisturbed_one(nights, monkeypatch, step):
    nights.audit(day=FIRST, store=nights.folder / "other.sqlite")
    wanted = _shown(nights)
    nights.site.asked.clear()

    def runner(current, work, batches):
        for batch in batches:
            if current.name == step:
                raise _Killed
            yield current.run(work, batch)

    if step == "publish":
        monkeypatch.setattr("flows.conductor.published", lambda *_: (_ for _ in ()).throw(_Killed))
    request = nights.request(day=FIRST)
    with pytest.raises(_Killed):
        run_audit(request, runner)
    monkeypatch.undo()
    monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(nights.folder / "cache"))
    done = run_audit(request)
    assert _shown(nights) == wanted
    assert set(nights.site.counts().values()) == {1}
    with Store(nights.folder / "store.sqlite") as store:
        assert store.runs.count() == 1
    assert done.examined == 5


def test_kill_9_and_again(nights):
    """The real thing, once: a process killed in mid-scrape, and the same command again."""
    nights.site.pages |= {f"/more/{n}.html": page(f"More {n}", "Words.") for n in range(40)}
    nights.audit(day=FIRST, store=nights.folder / "other.sqlite")
    wanted = _shown(nights)
    nights.site.asked.clear()
    script = nights.folder / "night.py"
    script.write_text(
        "import sys, pathlib\n"
        "from datetime import date\n"
        "from flows.conductor import AuditRequest, run_audit\n"
        "from model.site import Site\n"
        "site = Site('example', (sys.argv[1],), delay=0.0, allow_hosts=('127.0.0.1',))\n"
        "here = pathlib.Path(sys.argv[2])\n"
        "run_audit(AuditRequest(site.targets, date(2026, 11, 2), here / 'out', sources='snapshot',"
        " store=here / 'store.sqlite', site=site))\n"
    )
    command = [sys.executable, script, nights.site.sitemap, str(nights.folder)]
    env = os.environ | {"PYTHONPATH": str(Path.cwd())}
    nights.site.slow = 0.02
    process = subprocess.Popen(command, env=env)
    while len(nights.site.asked) < 20 and process.poll() is None:
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    nights.site.slow = 0.0
    subprocess.run(command, env=env, check=True, timeout=240)
    assert _shown(nights) == wanted
    # those given to the lanes and not taken, and the one that was being kept: they had come, and were not kept
    assert sum(n - 1 for n in nights.site.counts().values()) <= LANES * AHEAD + 1


def test_a_second_run_of_a_site_is_refused_with_a_sentence(nights, monkeypatch):
    def second(step, work, batches):
        with monkeypatch.context() as other:
            other.setattr("store.runs.owner", lambda: "process 1 on another-host")
            with pytest.raises(BusyError, match="is being audited already"):
                run_audit(nights.request(day=FIRST))
        yield from (step.run(work, b) for b in batches)

    assert run_audit(nights.request(day=FIRST), second).examined == 5


def test_two_processes_read_and_judge_as_one(nights):
    nights.audit(day=FIRST, store=nights.folder / "one.sqlite")
    wanted = _shown(nights)
    nights.audit(day=FIRST, processes=2)
    assert _shown(nights) == wanted


def test_leftovers_of_killed_runs_are_swept(nights):
    left = nights.folder / ".report-out-abc"
    left.mkdir()
    (left / "x").write_text("x")
    nights.audit()
    assert left.exists()  # it may be another run's
    os.utime(left, (0, 0))
    nights.audit()
    assert not left.exists()


def test_targets_named_by_hand_have_a_history_of_their_own(nights):
    nights.audit()
    nights.audit(site=None, out=nights.folder / "by-hand")
    data = json.loads((nights.folder / "by-hand" / "findings.json").read_text("utf-8"))
    assert data["run"]["previous"] is None
    nights.audit()
    assert nights.data["run"]["previous"] == str(FIRST)


# -- the store fails ---------------------------------------------------------------------------------------------------


def test_a_store_that_is_damaged_in_mid_run_is_begun_anew_and_the_audit_ends(nights, monkeypatch):
    from store.findings import Findings

    nights.audit()
    real, calls = Findings.keep_judgement, []

    def damaged(self, db, *rest):
        calls.append(1)
        if len(calls) == 1:
            raise sqlite3.DatabaseError("database disk image is malformed")
        real(self, db, *rest)

    nights.site.pages["/topic/0.html"] += "<!-- -->"
    nights.site.pages["/topic/0.html"] = nights.site.pages["/topic/0.html"].replace("Rest", "Relax")
    monkeypatch.setattr(Findings, "keep_judgement", damaged)
    outcome = nights.audit()
    assert outcome.examined == 5
    assert "malformed" in outcome.troubles[0]
    assert (nights.folder / "store.sqlite.damaged").exists()
    nights.audit()
    assert nights.data["run"]["previous"] == str(FIRST + timedelta(days=1))


def test_a_store_that_fails_in_mid_run_costs_the_memory_of_the_night(nights, monkeypatch):
    from store.findings import Findings

    nights.audit()
    real = Findings.note

    def full(self, db, run, day, *rest):
        if "bestbefore-" not in self._db.name:
            raise sqlite3.OperationalError("database or disk is full")
        real(self, db, run, day, *rest)

    monkeypatch.setattr(Findings, "note", full)
    nights.site.pages["/topic/0.html"] = page("Topic 0", "Other words.")
    outcome = nights.audit()
    assert "disk is full" in outcome.troubles[0]
    assert "not remembered" in outcome.troubles[0]
    assert [r["reason"] for r in nights.data["resolved"]][:1] == [
        "text changed"
    ]  # what was remembered still counts


def test_a_store_whose_copy_fails_too_costs_the_memory_of_the_night(nights):
    nights.audit()
    with sqlite3.connect(nights.folder / "store.sqlite") as db:
        db.execute("ALTER TABLE pages DROP COLUMN etag")
    outcome = nights.audit()
    assert outcome.examined == 5
    assert "no such column" in outcome.troubles[0]
    assert "not remembered" in outcome.troubles[0]


def test_a_store_that_cannot_be_had_is_one_line(nights):
    with pytest.raises(UsageError, match="neither a file nor a database"):
        nights.audit(store="mysql://u:p@h/d")
    with pytest.raises(StoreError, match="the store failed") as caught:
        nights.audit(store="postgresql://u:secret@127.0.0.1:9/d")
    assert "secret" not in str(caught.value)
