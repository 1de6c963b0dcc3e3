"""A running clock for tests: README's own line in a bare folder, on ports of its own, asked over HTTP."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
_CORES = os.cpu_count() or 1


class Receiver:
    """What an operator's chat would get."""

    def __init__(self):
        self.got = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                receiver.got.append(f"{told['title']}: {told['message']}")
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"json://127.0.0.1:{self._server.server_port}/hunter2"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@dataclass
class Clock:
    """A clock that runs. ``folder``: where its bestbefore.toml is."""

    folder: Path
    env: dict
    process: subprocess.Popen = None
    api: str = ""
    reports: str = ""
    said: list = field(default_factory=list)

    def start(self, line=".venv/bin/bestbefore up"):
        self.process = subprocess.Popen(
            ["bash", "-c", f"exec {line}"],
            cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.said.clear()
        self._listener = threading.Thread(target=self._listen, args=(self.process,), daemon=True)
        self._listener.start()
        told = self.until(lambda: next((s for s in self.said if s.startswith("dashboard:")), None), 180)
        self.api = re.search(r"dashboard: (\S+)", told)[1] + "/api"
        self.reports = re.search(r"reports: (\S+)", told)[1]
        return self

    def _listen(self, process):
        for line in process.stdout:
            self.said.append(line.rstrip())

    @property
    def home(self):
        (home,) = (self.folder / "data" / "bestbefore" / "clock").iterdir()
        return home

    def stop(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(60)
        self._listener.join(10)
        self.process.stdout.close()
        return code

    def pid(self, name):
        return int((self.home / f"{name}.lock").read_text())

    def ask(self, path, body=None, method=None):
        request = urllib.request.Request(
            self.api + path,
            None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json"},
            method=method,
        )
        for left in range(5, -1, -1):
            try:
                with urllib.request.urlopen(request, timeout=120) as answer:
                    return json.loads(answer.read() or b"null")
            except urllib.error.HTTPError as error:
                if error.code != 503 or not left:  # 503: SQLite is busy; Prefect's own clients ask again, too
                    raise
                time.sleep(2)
        return None

    def deployment(self, name):
        return self.ask(f"/deployments/name/{name}")

    def run(self, name, **parameters):
        return self.ask(
            f"/deployments/{self.deployment(name)['id']}/create_flow_run", {"parameters": parameters}
        )

    def runs(self, name=None, **state):
        wanted = {"deployments": {"id": {"any_": [self.deployment(name)["id"]]}}} if name else {}
        if state:
            wanted["flow_runs"] = {"state": {"type": {"any_": state["types"]}}}
        return self.ask("/flow_runs/filter", wanted | {"sort": "EXPECTED_START_TIME_DESC"})

    def log_of(self, run):
        """The lines of a run's log."""
        found = self.ask("/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}}})
        return [line["message"] for line in found]

    def ended(self, run, seconds=400):
        """The run when it has ended. One that crashed goes on by itself: on a busy machine Prefect loses what a run
        holds of a limit, and ends it."""
        over = ("COMPLETED", "FAILED", "CANCELLED")
        return self.until(
            lambda: (r := self.ask(f"/flow_runs/{run['id']}"))["state_type"] in over and r, seconds
        )

    def command(self, *words):
        told = subprocess.run(
            [sys.executable, "-m", "cli.main", *words], cwd=self.folder, env=self.env | {"PREFECT_API_URL": self.api},
            capture_output=True, text=True, timeout=900, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert told.returncode in (0, 3), told.stderr
        return told.stdout

    def until(self, ask, seconds=120):
        """What ``ask`` finds. ``seconds``: how long it may take on a machine that does nothing else; where others use
        it too, a second counts for the part of it that is ours."""
        left, last = float(seconds), time.monotonic()
        while left > 0:
            now = time.monotonic()
            left -= (now - last) * _CORES / max(_CORES, os.getloadavg()[0])
            last = now
            assert self.process.poll() is None, self.said
            try:
                if found := ask():
                    return found
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                pass
            time.sleep(0.3)
        log = self.home / "logs" / "worker.log"
        return pytest.fail(
            f"not in {seconds} s; {self.said[-5:]}; {log.read_text()[-2000:] if log.exists() else ''}"
        )


def bare_folder(folder: Path, settings: str) -> None:
    """A folder with nothing but settings, and the program where README has it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    for program in ("bestbefore", "prefect"):
        (folder / ".venv" / "bin" / program).symlink_to(Path(sys.executable).with_name(program))
    shutil.copytree(ROOT / "examples" / "site", folder / "site")
    (folder / "bestbefore.toml").write_text(settings, "utf-8")


def clock_in(folder: Path, settings: str, **env: str) -> Clock:
    """A clock that is not started yet."""
    bare_folder(folder, settings)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "BESTBEFORE_"))}
    return Clock(folder, kept | {
        "XDG_DATA_HOME": str(folder / "data"), "XDG_STATE_HOME": str(folder / "state"), "XDG_CACHE_HOME": str(folder / "cache"),
    } | env)  # fmt: skip
