"""``bestbefore up``: Prefect's server, a worker and the report server as one service that mends itself.

A process that ends is started again, a server that no longer answers too; at the start, what an earlier clock left
behind is put in order (``heal``). The clock stops at Ctrl-C or SIGTERM, with everything that it started.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.clock import children
from flows.clock.children import Child
from flows.clock.places import POOL, Places, environment, find_places, home_of, remember
from model.errors import BestbeforeError, UsageError

Say = Callable[[str], None]

# Seconds: the server makes its database at the first start.
_FIRST_ANSWER = 180.0
# Seconds between two looks at the children, and without an answer after which the server counts as hung. On a machine
# that is very busy it answers late, and would only be slower for being started again.
_LOOK, _HUNG = 1.0, 180.0
# Seconds that an answer may take.
_ANSWER = 10.0
# Seconds before a process that keeps ending is started again: doubled each time up to the second.
_SHORTEST_WAIT, _LONGEST_WAIT = 1.0, 60.0
# Seconds between two looks at what events have lost: runs that stay crashed, alarms that did not come.
_HEAL = 300.0
_HEALER = (sys.executable, "-m", "flows.clock.prepare", "again")
# The exit code of ``prepare`` for what the operator has to put right; its last line says what.
WRONG = 2
# A process that lived so long ended for another reason than its start.
_STEADY = 120.0


class ServiceError(BestbeforeError):
    """The clock could not be brought up: its message names the log to read."""


@dataclass
class _Kept:
    """One process that is kept alive."""

    name: str
    command: list[str]
    child: Child | None = None
    started: float = 0.0
    wait: float = _SHORTEST_WAIT
    due: float = 0.0


def up(folder: Path, say: Say, home: Path | None = None, server: int | None = None, reports: int | None = None,
       runs: int = 4) -> None:  # fmt: skip
    """Bring up the clock of a folder and keep it up until told to stop. ``home``, ``server``, ``reports``: see
    ``places``; ``runs``: how many the worker has at once.

    Raises UsageError for a port that is taken or a clock that is up already, ServiceError when it does not come up.
    """
    home = (home or home_of(folder)).resolve()
    with children.only_one(home):
        for name in ("heal", "worker", "server", "reports"):
            if children.end_leftover(name, home):
                say(f"ended a {name} that an earlier clock left behind")
        places = find_places(folder, home, server, reports)
        remember(places)
        Service(places, say, lambda: _prepare(places, say), runs).run()


def _prepare(places: Places, say: Say) -> None:
    """Put in order what an earlier clock left behind, and deploy: once the server answers. Raises UsageError for what
    the operator has to put right, ServiceError for what went wrong."""
    log = places.log("prepare")
    with log.open("wb") as words, subprocess.Popen(
        [sys.executable, "-m", "flows.clock.prepare"], cwd=places.folder, env=environment(places),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=words, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            say(line.rstrip())
    if process.returncode == WRONG:
        raise UsageError(_last_words(log))
    if process.returncode:
        raise ServiceError(f"the sites could not be deployed: {_last_words(log)} (see {log})")


@dataclass
class Service:
    """The processes of a clock. ``prepare`` is called once the server answers, before the worker starts."""

    places: Places
    say: Say
    prepare: Callable[[], None]
    limit: int = 4
    _kept: list[_Kept] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _healer: Child | None = None
    _healed: float = 0.0

    def run(self) -> None:
        """Bring everything up and keep it up until told to stop. Raises ServiceError when it does not come up."""
        with _stopped_by_signals(self._stop):
            try:
                self._up()
                if not self._stop.is_set():
                    self._keep()
            finally:
                self._down()

    def _up(self) -> None:
        home, python = self.places.home, sys.executable
        self._start("server", [python, "-m", "prefect", "server", "start"])
        self._await_server()
        if self._stop.is_set():
            return
        self.prepare()
        name = f"{os.uname().nodename}-{os.getpid()}"
        self._start(
            "worker",
            [python, "-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process", "--name", name,
             "--limit", str(self.limit)],
        )  # fmt: skip
        self._start("reports", [python, "-m", "flows.clock.reports", str(self.places.reports)])
        self.say(
            f"dashboard: {self.places.dashboard}   reports: {self.places.reports_url}   logs: {home / 'logs'}"
        )

    def _start(self, name: str, command: list[str]) -> None:
        kept = _Kept(name, command)
        self._kept.append(kept)
        self._begin(kept)

    def _begin(self, kept: _Kept) -> None:
        places = self.places
        kept.child = children.start(
            kept.name, kept.command, places.home, places.folder, environment(places), places.log(kept.name)
        )
        kept.started = time.monotonic()

    def _await_server(self) -> None:
        end = time.monotonic() + _FIRST_ANSWER
        server = self._kept[0].child
        assert server is not None
        while not answers(self.places):
            if self._stop.wait(0.3):
                return
            if not server.alive or time.monotonic() > end:
                raise ServiceError(
                    f"Prefect's server did not start: {_last_words(server.log)} (see {server.log})"
                )

    def _keep(self) -> None:
        """Look after the children until told to stop."""
        answered = self._healed = time.monotonic()
        asked = 0.0
        while not self._stop.wait(_LOOK):
            now = time.monotonic()
            for kept in self._kept:
                self._look_after(kept, now)
            self._heal(now)
            if now - asked > _HUNG / 4:
                asked = now
                server = self._kept[0]
                if answers(self.places, _ANSWER) or (server.child and now - server.started < _FIRST_ANSWER):
                    answered = time.monotonic()
                elif server.child and now - answered > _HUNG:
                    self.say(f"the server has not answered for {_HUNG:.0f} s: it is started again")
                    server.child.stop()
                    answered = time.monotonic()

    def _heal(self, now: float) -> None:
        """Every few minutes a process of its own mends what events have lost, and says what it did."""
        places = self.places
        if self._healer is not None and not self._healer.alive:
            self._healer.stop()
            if self._healer.process.returncode == 0:
                for line in self._healer.log.read_text("utf-8", "replace").splitlines():
                    self.say(line)
            self._healer = None
        if self._healer is None and now - self._healed > _HEAL:
            self._healed = now
            log = places.log("heal")
            log.unlink(missing_ok=True)
            self._healer = children.start(
                "heal", list(_HEALER), places.home, places.folder, environment(places), log
            )

    def _look_after(self, kept: _Kept, now: float) -> None:
        if kept.child is not None and not kept.child.alive:
            code = kept.child.process.returncode
            kept.child.stop()  # what it had started goes with it
            kept.wait = _SHORTEST_WAIT if now - kept.started > _STEADY else min(kept.wait * 2, _LONGEST_WAIT)
            kept.child, kept.due = None, now + kept.wait
            how = f"signal {-code}" if code < 0 else f"code {code}"
            self.say(f"the {kept.name} ended ({how}): it is started again in {kept.wait:.0f} s")
        if kept.child is None and now >= kept.due:
            self._begin(kept)

    def _down(self) -> None:
        if self._healer is not None:
            self._healer.stop()
            self._healer = None
        for kept in reversed(
            self._kept
        ):  # the worker before the server, which it tells what becomes of its runs
            if kept.child is not None:
                kept.child.stop()
        self._kept.clear()


def answers(places: Places, seconds: float = 3.0) -> bool:
    """Whether Prefect's server answers."""
    try:
        with urllib.request.urlopen(f"{places.api}/health", timeout=seconds) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False


def _last_words(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").split("\n") if log.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


@contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """SIGINT, SIGTERM and SIGHUP set ``stop``; a second one while stopping changes nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {n: signal.signal(n, lambda *_: stop.set()) for n in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
