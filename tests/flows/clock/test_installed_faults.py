"""What ships for servers, run as it stands but for its folders, ports and hosts: the lines of the systemd units, the
image's files and settings, and the services of compose.yaml on a PostgreSQL."""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest
import yaml

from tests.flows.clock.running import ROOT
from tests.services.postgres import postgres

pytestmark = pytest.mark.faults
SETTINGS = '[[site]]\nname = "example.org"\ntargets = ["site"]\nschedule = "15 2 * * *"\n[audit]\nsources = "snapshot"\n'
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "BESTBEFORE_", "XDG_"))}


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _served(folder):
    """A folder with settings and a site, as an operator has it."""
    folder.mkdir(parents=True)
    (folder / "bestbefore.toml").write_text(SETTINGS, "utf-8")
    shutil.copytree(ROOT / "examples" / "site", folder / "site")


def _amiss(told):
    """What the doctor would have done, but for what needs the web and an operator's address."""
    looks = [line for line in told.stdout.splitlines() if line.startswith("LOOK")]
    return [line for line in looks if not re.match(r"LOOK (FDA data|retractions|who is told):", line)]


def _until(ask, seconds, process=None):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process is None or process.poll() is None, "it ended"
        try:
            if found := ask():
                return found
        except OSError:
            pass
        time.sleep(0.5)
    return pytest.fail(f"not in {seconds} s")


def _ask(address, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())


def _audited(api):
    """Run the site's audit; the run when it has ended."""
    deployment = _until(lambda: _ask(f"{api}/deployments/name/audit/example.org"), 60)
    run = _ask(
        f"{api}/deployments/{deployment['id']}/create_flow_run", {"parameters": {"site": "example.org"}}
    )
    over = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
    return _until(lambda: (r := _ask(f"{api}/flow_runs/{run['id']}"))["state_type"] in over and r, 300)


# --- systemd


def _unit(name, prefix):
    """A unit's command, folder and environment, below another root."""
    text = (ROOT / "deploy" / "systemd" / name).read_text("utf-8")
    for place in ("/opt/", "/srv/", "/var/", "/etc/"):
        text = re.sub(rf"(?<=[=\s-]){place}", f"{prefix}{place}", text)
    told = dict(re.findall(r"^(\w+)=(.*)$", text, re.M))
    env = dict(pair.split("=", 1) for pair in told["Environment"].split())
    return shlex.split(told["ExecStart"]), told["WorkingDirectory"], env, told


def test_the_lines_of_the_units_run_as_they_stand(tmp_path):
    _served(tmp_path / "srv" / "bestbefore")
    programs = tmp_path / "opt" / "bestbefore" / "current" / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "bestbefore").symlink_to(Path(sys.executable).with_name("bestbefore"))
    command, folder, env, told = _unit("bestbefore.service", tmp_path)
    port, reports = _free_port(), _free_port()
    command = [{"4200": str(port), "4210": str(reports)}.get(word, word) for word in command]
    look, its_folder, its_env, _ = _unit("bestbefore-doctor.service", tmp_path)
    system = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}

    def doctor():
        return subprocess.run(
            look, cwd=its_folder, env=system | its_env, capture_output=True, text=True, timeout=120
        )

    before = doctor()
    assert before.returncode == 3, before.stdout + before.stderr  # so that OnFailure= may tell somebody
    assert "LOOK clock: it is not up" in before.stdout
    # what StateDirectory=, CacheDirectory= and LogsDirectory= make is made by the program where they are missing
    clock = subprocess.Popen(
        command, cwd=folder, env=system | env, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    try:
        api = f"http://127.0.0.1:{port}/api"
        _until(lambda: _ask(f"{api}/health"), 180, clock)
        run = _audited(api)
        assert run["state_name"] == "Completed", run["state"]["message"]
        assert (tmp_path / "srv" / "bestbefore" / "reports" / "example.org" / "index.html").is_file()
        well = doctor()
        assert _amiss(well) == [], well.stdout
        for line in ("ok   clock: up", "ok   worker: seen", "last run: Completed", "next run: 20"):
            assert line in well.stdout
    finally:
        clock.send_signal(signal.SIGTERM)  # KillMode=mixed: to the main process alone
        code = clock.wait(int(told["TimeoutStopSec"]))
    assert code == 0, "Restart=on-failure does not start again what was stopped"
    written = {p.name for p in tmp_path.iterdir()} | {p.name for p in (tmp_path / "var").iterdir()}
    assert written <= {"srv", "opt", "var", "home", "lib", "cache", "log"}


# --- the image, and compose.yaml


def _image(folder):
    """What `COPY . .` takes, and the settings of the image, below other roots."""
    rules = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert rules[0] == "*"
    for name in (rule[1:] for rule in rules if rule.startswith("!")):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    return dict(pair.split("=", 1) for line in re.findall(r"^ENV (.*)$", text, re.M) for pair in line.split())


def _value(text):
    """A value of compose.yaml with its variables filled in."""
    return re.sub(r"\$\{(\w+):?([-?])([^}]*)\}", lambda m: "secret" if m[2] == "?" else m[3], str(text))


@pytest.fixture(scope="module")
def database():
    with postgres() as url:
        with psycopg.connect(url, autocommit=True) as db:
            db.execute("CREATE DATABASE bestbefore")  # POSTGRES_DB
            sql = (ROOT / "deploy" / "postgres" / "prefect.sql").read_text("utf-8")
            db.execute("\n".join(line for line in sql.splitlines() if not line.startswith("--")))
        yield re.search(r"@(127\.0\.0\.1:\d+)/", url)[1]


class Compose:
    """The services of compose.yaml on this machine, with the image's files and nothing else of the checkout."""

    def __init__(self, folder, database):
        self.port, self.reports = _free_port(), _free_port()
        self._image, self._site, self._data = folder / "app", folder / "site", folder / "data"
        self._image.mkdir()
        self._data.mkdir()
        _served(self._site)
        self._settings = _image(self._image)
        self.services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
        self._database = database
        self._running = []
        self._log = (folder / "log").open("wb")

    def _env(self, service):
        bin_folder = Path(sys.executable).parent
        env = self._settings | {k: _value(v) for k, v in service["environment"].items()}
        env = {k: self._here(v) for k, v in env.items()}
        return CLEAN | env | {"PYTHONPATH": str(self._image), "PATH": f"{bin_folder}:{os.environ['PATH']}"}

    def _here(self, text):
        for name, place in (("/data", self._data), ("/site", self._site)):
            text = re.sub(rf"^{name}(?=/|$)", str(place), text)
        ports = {"4200": str(self.port), "4210": str(self.reports)}
        text = text.replace("@database/", f"@{self._database}/").replace("//server:", "//127.0.0.1:")
        return re.sub(r"\b42[01]0\b", lambda m: ports[m[0]], text)

    def start(self, name):
        service = self.services[name]
        process = subprocess.Popen(
            [self._here(word) for word in service["command"]], cwd=self._site, env=self._env(service),
            stdout=self._log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._running.append(process)
        if "healthcheck" in service:
            kind, *check = service["healthcheck"]["test"]
            assert kind == "CMD"
            healthy = [self._here(word) for word in check]
            _until(
                lambda: not subprocess.run(healthy, env=self._env(service), capture_output=True).returncode,
                180,
                process,
            )
        return process

    def run(self, name, *words):
        """As `docker compose exec NAME …` does."""
        service = self.services[name]
        return subprocess.run(
            words, cwd=self._site, env=self._env(service), capture_output=True, text=True, timeout=180
        )

    def stop(self):
        for process in reversed(self._running):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self._running:
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        self._log.close()

    @property
    def log(self):
        self._log.flush()
        return Path(self._log.name).read_text("utf-8", "replace")


def test_the_services_of_compose_audit_a_site(tmp_path, database):
    compose = Compose(tmp_path, database)
    try:
        where = compose.run(
            "worker", "python", "-c", "import cli, flows; print(cli.__file__, flows.__file__)"
        )
        assert where.stdout.count(str(tmp_path / "app")) == 2, "what runs is what the image holds"
        compose.start("server")
        assert compose.start("deploy").wait(180) == 0, compose.log[-3000:]
        assert compose.start("deploy").wait(180) == 0, "it runs at each start"
        compose.start("worker")
        compose.start("reports")
        run = _audited(f"http://127.0.0.1:{compose.port}/api")
        assert run["state_name"] == "Completed", run["state"]["message"] + compose.log[-3000:]
        with urllib.request.urlopen(f"http://127.0.0.1:{compose.reports}/example.org/", timeout=10) as page:
            assert b"<html" in page.read()
        assert "bestbefore heal" in " ".join(compose.services["heal"]["command"])
        healed = compose.run("heal", "bestbefore", "heal")
        assert (healed.returncode, healed.stdout) == (0, "there is nothing to mend\n"), healed.stderr
        told = compose.run("worker", "bestbefore", "doctor", "--offline")
        assert _amiss(told) == [], told.stdout + told.stderr
        assert "last run: Completed" in told.stdout
    finally:
        compose.stop()
