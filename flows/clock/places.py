"""Where the clock of one folder lives: its data, its ports, and the environment of its processes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from model.errors import UsageError

POOL = "audits"
LOOPBACK = "127.0.0.1"
# Prefect's own port, and the reports' beside it.
SERVER_PORT, REPORTS_PORT = 4200, 4210
# Seconds between two signs of life of a run, the least that Prefect allows. A run that misses three is dead
# (automations.SILENCE).
HEARTBEAT = 30
# How a worker begins a run, where that is known to be its own Python. Without it Prefect starts another process first,
# which looks for dependencies to install: all of Prefect is imported twice, some seconds for each run.
RUN_COMMAND = "BESTBEFORE_RUN_COMMAND"
# What such a command ends with, whatever its Python.
ENGINE = "-m prefect.engine"
# Days that Prefect keeps runs, their logs and events. What was found lives in the store, not there.
_RUNS_KEPT, _EVENTS_KEPT = 90, 14
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Places:
    """``folder``: where ``bestbefore.toml`` stands and runs work. ``home``: Prefect's data, logs and locks of this
    folder's clock. ``server`` and ``reports``: the two ports on loopback."""

    folder: Path
    home: Path
    server: int = SERVER_PORT
    reports: int = REPORTS_PORT

    @property
    def api(self) -> str:
        """Prefect's API."""
        return f"http://{LOOPBACK}:{self.server}/api"

    @property
    def dashboard(self) -> str:
        """What people open to see runs."""
        return f"http://{LOOPBACK}:{self.server}"

    @property
    def reports_url(self) -> str:
        """What people open to see reports."""
        return f"http://{LOOPBACK}:{self.reports}"

    def log(self, name: str) -> Path:
        """The log of one of the clock's processes."""
        return self.home / "logs" / f"{name}.log"


def home_of(folder: Path) -> Path:
    """Where the clock of a folder keeps its data, below the user's data folder; two folders never share it."""
    folder = folder.resolve()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", folder.name)[:40] or "root"
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:8]
    return platformdirs.user_data_path("bestbefore") / "clock" / f"{name}-{digest}"


def find_places(
    folder: Path, home: Path | None = None, server: int | None = None, reports: int | None = None
) -> Places:
    """The places of a folder: ports as asked for, else as last time, else the usual ones, else free ones.

    Raises UsageError for a port that was asked for and is taken.
    """
    home = (home or home_of(folder)).resolve()
    last = remembered(home)
    chosen: list[int] = []
    for asked, before, usual in (
        (server, last.get("server"), SERVER_PORT),
        (reports, last.get("reports"), REPORTS_PORT),
    ):
        if asked is not None and (asked in chosen or not (_free(asked) and _claimed(asked))):
            raise UsageError(f"port {asked} is taken; name another one, or none for a free one")
        candidates = [p for p in (before, usual) if p] if asked is None else []
        fit = (p for p in candidates if p not in chosen and _free(p) and _claimed(p))
        chosen.append(asked or next(fit, None) or _any_free())
    return Places(folder.resolve(), home, *chosen)


def remember(places: Places) -> None:
    """Keep the ports, so that addresses stay from one start to the next and ``doctor`` finds them."""
    places.home.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"server": places.server, "reports": places.reports, "folder": str(places.folder)})
    (places.home / "ports.json").write_text(text, "utf-8")


def remembered(home: Path) -> dict[str, int]:
    """The ports of the last start, empty when there was none."""
    try:
        found = json.loads((home / "ports.json").read_text("utf-8"))
        return {k: found[k] for k in ("server", "reports") if type(found.get(k)) is int}
    except (OSError, ValueError, AttributeError):
        return {}


def environment(places: Places, outer: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of the clock's processes. What the operator set of Prefect's stays, but for what would lead
    to another server: a profile's or Cloud's address, its key, another home."""
    outer = os.environ if outer is None else outer
    env = {
        k: v
        for k, v in outer.items()
        if k not in ("PREFECT_API_KEY", "PREFECT_API_AUTH_STRING", "PREFECT_PROFILE")
    }
    return {**defaults(), **env} | {
        "PREFECT_HOME": str(places.home),
        "PREFECT_API_URL": places.api,
        "PREFECT_SERVER_API_HOST": LOOPBACK,
        "PREFECT_SERVER_API_PORT": str(places.server),
        "BESTBEFORE_HOME": str(places.folder),
        RUN_COMMAND: f"{shlex.quote(sys.executable)} {ENGINE}",
        "BESTBEFORE_REPORTS_URL": outer.get("BESTBEFORE_REPORTS_URL") or places.reports_url,
    }


def defaults() -> dict[str, str]:
    """The settings of Prefect's that every installation of ours should run with; compose.yaml has the same."""
    return {
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT),
        # Whoever asks for a page now, and an audit that waits for its shards, need not wait ten seconds for a worker.
        "PREFECT_WORKER_QUERY_SECONDS": "3",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_METRICS_ENABLED": "true",
        "PREFECT_SERVER_EVENTS_CAUSAL_ORDERING": "flows.clock.ordering",
        # In memory, the default, a server that is killed forgets who holds a limit, and nobody gets it any more.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(_RUNS_KEPT * _DAY),
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": f"P{_EVENTS_KEPT}D",
    }


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # as servers do: no wait after the last one
        try:
            probe.bind((LOOPBACK, port))
        except (OSError, OverflowError):
            return False
    return True


def _claimed(port: int) -> bool:
    """Claim a port for as long as this process lives: its server binds it seconds later, and starts again when it is
    killed, and another clock must not take it in between. Only Linux has names that go with their process."""
    if port in _claims or sys.platform != "linux":
        return True
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0bestbefore-port-{port}")
    except OSError:
        claim.close()
        return False
    _claims[port] = claim
    return True


_claims: dict[int, socket.socket] = {}


def _any_free() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
