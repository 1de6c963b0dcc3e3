"""A clock whose parts are killed: no run stays Running, nobody has to do anything, and somebody is told."""

import contextlib
import os
import signal
import time

import pytest

from tests.flows.clock.running import Receiver, clock_in
from tests.flows.clock.slowsite import SlowSite, child_of

pytestmark = pytest.mark.faults
SETTINGS = """
[[site]]
name = "slow"
sitemap = "http://{host}/sitemap.xml"
allow_hosts = ["{host}"]
delay = 0.1

[[site]]
name = "missed"
targets = ["site"]
schedule = "* * * * * */30"

[audit]
sources = "snapshot"

[notify]
operators = "$OPERATORS"
late_minutes = 0.25
"""


@pytest.fixture(scope="module")
def site():
    site = SlowSite(30, 0.4)
    yield site
    site.close()


@pytest.fixture(scope="module")
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture(scope="module")
def clock(tmp_path_factory, site, receiver):
    settings = SETTINGS.format(host=f"127.0.0.1:{site.port}")
    clock = clock_in(tmp_path_factory.mktemp("faults") / "site", settings, OPERATORS=receiver.url)
    clock.start()
    clock.ask(f"/deployments/{clock.deployment('audit/missed')['id']}/pause_deployment", {})
    yield clock
    clock.stop()


def _kill(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def test_a_site_without_a_finished_audit_is_told(clock, receiver):
    (told,) = clock.until(lambda: [t for t in receiver.got if "no audit of missed" in t], 150)
    assert "bestbefore doctor" in told


@pytest.mark.parametrize("victims", [("child",), ("worker", "child"), ("server",)], ids=" and ".join)
def test_a_killed_run_ends_by_itself_and_asks_for_no_page_twice(clock, site, receiver, victims):
    (clock.folder / "data" / "bestbefore" / "store.sqlite").unlink(missing_ok=True)
    site.asked.clear()
    told_before = len(receiver.got)
    run = clock.run("audit/slow", site="slow")
    clock.until(lambda: len([p for p in site.asked if "/page/" in p]) > 8, 120)
    worker, child = clock.pid("worker"), child_of(clock.pid("worker"))
    if "server" in victims:
        _kill(clock.pid("server"))
    if "worker" in victims:
        _kill(worker)
    if "child" in victims:
        _kill(child)
    killed = time.monotonic()
    ended = clock.until(
        lambda: (r := clock.ask(f"/flow_runs/{run['id']}"))["state_type"] == "COMPLETED" and r, 420
    )
    assert "30 of 30 pages" in ended["state"]["message"]
    pages = [p for p in site.asked if "/page/" in p]
    assert len(pages) <= 30 + 4, "what was on its way when the process died may be asked again, and no more"
    told = [t for t in receiver.got[told_before:] if "slow" in t and "crashed" in t.lower()]
    assert len(told) == ("child" in victims), told
    assert time.monotonic() - killed < 420


def test_a_run_that_is_killed_before_its_first_sign_of_life_goes_on(clock, site):
    run = clock.run("audit/slow", site="slow")
    clock.until(lambda: clock.ask(f"/flow_runs/{run['id']}")["state_type"] == "RUNNING", 120)
    child = child_of(clock.pid("worker"))
    _kill(clock.pid("worker"))
    _kill(child)
    clock.until(lambda: clock.ask(f"/flow_runs/{run['id']}")["state_type"] != "RUNNING", 300)
    clock.until(lambda: clock.ask(f"/flow_runs/{run['id']}")["state_type"] == "COMPLETED", 300)
