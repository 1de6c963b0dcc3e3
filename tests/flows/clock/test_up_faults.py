"""A clock whose parts are killed: no run stays Running, nobody has to do anything, and somebody is told."""

import contextlib
import os
import signal

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
    ended = clock.until(
        lambda: (r := clock.ask(f"/flow_runs/{run['id']}"))["state_type"] == "COMPLETED" and r, 420
    )
    assert "30 of 30 pages" in ended["state"]["message"]
    pages = [p for p in site.asked if "/page/" in p]
    assert len(pages) <= 30 + 4, "what was on its way when the process died may be asked again, and no more"

    def told():
        return [t for t in receiver.got[told_before:] if "slow" in t and "crashed" in t.lower()]

    if "child" in victims:  # on a busy machine the alarm may come after the run has gone on and ended
        clock.until(told, 120)
    assert len(told()) == ("child" in victims), told()


def test_a_run_that_is_killed_before_its_first_sign_of_life_goes_on(clock, site):
    run = clock.run("audit/slow", site="slow")
    clock.until(lambda: clock.ask(f"/flow_runs/{run['id']}")["state_type"] == "RUNNING", 120)
    child = child_of(clock.pid("worker"))
    _kill(clock.pid("worker"))
    _kill(child)
    clock.until(lambda: clock.ask(f"/flow_runs/{run['id']}")["state_type"] != "RUNNING", 300)
    clock.until(lambda: clock.ask(f"/flow_runs/{run['id']}")["state_type"] == "COMPLETED", 300)


def test_a_crash_whose_event_is_lost_is_told_once_and_goes_on(tmp_path, site, receiver):
    """A server that hands no event to its automations, as one does that drops them: `heal` looks at the runs instead."""
    settings = SETTINGS.format(host=f"127.0.0.1:{site.port}")
    settings = settings.replace('schedule = "* * * * * */30"', "")  # the one run is the one that is killed
    deaf = {"PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false", "OPERATORS": receiver.url}
    clock = clock_in(tmp_path / "deaf", settings, **deaf).start()
    try:
        before = len(receiver.got)
        run = clock.run("audit/slow", site="slow")
        clock.until(lambda: clock.ask(f"/flow_runs/{run['id']}")["state_type"] == "RUNNING", 120)
        _kill(child_of(clock.pid("worker")))
        clock.until(lambda: clock.ask(f"/flow_runs/{run['id']}")["state_type"] == "CRASHED", 120)
        # sooner than the clock itself looks; as long as an alarm could still come, there is nothing to mend
        clock.until(
            lambda: "goes on (try 2 of 3)" in clock.command("heal") or len(receiver.got) > before, 400
        )
        clock.until(lambda: clock.ask(f"/flow_runs/{run['id']}")["state_type"] == "COMPLETED", 300)
        clock.command("heal")
        told = [t for t in receiver.got[before:] if "crashed" in t.lower()]
        assert len(told) == 1, told
        assert f"/runs/flow-run/{run['id']}" in told[0]
    finally:
        clock.stop()
