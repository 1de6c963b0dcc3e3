"""Processes of the clock: known when they live, ended when they are left behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from flows.clock import children
from flows.clock.places import environment, find_places, home_of, remember
from model.errors import UsageError

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('there', flush=True); time.sleep(60)"]  # fmt: skip


def _start(tmp_path, command, name="worker"):
    return children.start(name, command, tmp_path, tmp_path, os.environ, tmp_path / "logs" / "x.log")


def _gone(pid):
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_a_child_is_stopped_with_what_it_started(tmp_path):
    mother = (
        "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        "print(p.pid, flush=True); time.sleep(60)"
    )
    child = _start(tmp_path, [sys.executable, "-c", mother])
    while not child.log.exists() or not child.log.read_text().strip():
        time.sleep(0.05)
    child.stop()
    assert not child.alive
    assert _gone(int(child.log.read_text()))


def test_one_that_does_not_listen_is_killed(tmp_path):
    child = _start(tmp_path, STUBBORN)
    while "there" not in child.log.read_text():
        time.sleep(0.05)
    begun = time.monotonic()
    child.stop(patience=0.5)
    assert child.process.returncode == -signal.SIGKILL
    assert time.monotonic() - begun < 10


def test_what_a_killed_clock_left_behind_is_ended_by_the_next(tmp_path):
    script = (
        f"import os; from pathlib import Path; from flows.clock import children; p = Path({str(tmp_path)!r}); "
        f"c = children.start('server', {SLEEP!r}, p, p, os.environ, p / 'log'); print(c.process.pid, flush=True); os._exit(9)"
    )
    pid = int(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout)
    os.kill(pid, 0)
    assert children.end_leftover("server", tmp_path)
    assert _gone(pid)
    assert not children.end_leftover("server", tmp_path)


def test_a_number_that_was_given_to_a_stranger_is_left_alone(tmp_path):
    stranger = subprocess.Popen(SLEEP, start_new_session=True)
    try:
        (tmp_path / "server.lock").write_text(str(stranger.pid))
        assert not children.end_leftover("server", tmp_path)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_folder_has_one_clock(tmp_path):
    assert children.is_up(tmp_path) is None
    with children.only_one(tmp_path):
        assert children.is_up(tmp_path) == os.getpid()
        with (
            pytest.raises(UsageError, match=f"up already .process {os.getpid()}"),
            children.only_one(tmp_path),
        ):
            pass
    assert children.is_up(tmp_path) is None


def test_ports_stay_from_one_start_to_the_next(tmp_path):
    places = find_places(tmp_path, tmp_path / "home", server=None, reports=None)
    remember(places)
    again = find_places(tmp_path, tmp_path / "home")
    assert (again.server, again.reports) == (places.server, places.reports)
    assert places.server != places.reports


def test_a_taken_port_is_one_line(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} is taken"):
            find_places(tmp_path, tmp_path / "home", server=port)


def test_two_folders_of_one_name_have_homes_of_their_own(tmp_path):
    (tmp_path / "a" / "site").mkdir(parents=True)
    (tmp_path / "b" / "site").mkdir(parents=True)
    assert home_of(tmp_path / "a" / "site") != home_of(tmp_path / "b" / "site")


def test_the_environment_leads_to_this_server_and_keeps_what_an_operator_set(tmp_path):
    places = find_places(tmp_path, tmp_path / "home")
    env = environment(
        places,
        {"PREFECT_API_URL": "https://elsewhere/api", "PREFECT_API_KEY": "k", "PREFECT_PROFILE": "cloud", "PATH": "/bin",
         "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "60", "BESTBEFORE_NOTIFY": "json://x"},
    )  # fmt: skip
    assert env["PREFECT_API_URL"] == f"http://127.0.0.1:{places.server}/api"
    assert not {"PREFECT_API_KEY", "PREFECT_PROFILE"} & env.keys()
    assert env["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] == "60"
    assert env["BESTBEFORE_NOTIFY"] == "json://x"
