"""The flow as operators run it: a real server, a real deployment, a real worker. Slow, and the only way to know."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
ENTRYPOINTS = sorted({d["entrypoint"] for d in DEPLOYMENTS})


@pytest.mark.parametrize("entrypoint", ENTRYPOINTS)
def test_every_entrypoint_of_prefect_yaml_loads_for_real(entrypoint):
    """Not as the placeholder that ``prefect deploy`` is content with."""
    script = (
        "import sys; from prefect.flows import load_flow_from_entrypoint as load\n"
        f"flow = load({entrypoint!r}, use_placeholder_flow=False)\n"
        f"import importlib; module = importlib.import_module({entrypoint.rpartition('.')[0]!r})\n"
        f"assert flow is getattr(module, {entrypoint.rpartition('.')[2]!r}), 'loaded twice'\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


def _readme():
    """The lines under "By the clock": the server's, then those of the second terminal."""
    section = (ROOT / "README.md").read_text("utf-8").split("## By the clock")[1].split("\n## ")[0]
    server, second = section.split("```")[1::2]
    return [server.strip(), *second.strip().splitlines()]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server started by README's line, in a folder that is a checkout but for where it writes."""
    home, folder = tmp_path_factory.mktemp("prefect"), tmp_path_factory.mktemp("checkout")
    for entry in ROOT.iterdir():
        if not entry.name.startswith((".git", "audit-report", "bestbefore.toml", "prefect-")):
            (folder / entry.name).symlink_to(entry)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_API_PORT": str(port),  # README's 4200 may be taken on this machine
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "README_FOLDER": str(folder),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "XDG_STATE_HOME": str(home / "state"),
        "BESTBEFORE_CACHE_DIR": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
    }
    start, *_ = _readme()
    process = subprocess.Popen(["bash", "-c", f"exec {start}"], env=env, cwd=folder)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/health", process, folder / "prefect-server.log")
        yield env
        _the_log_has_no_error(folder / "prefect-server.log")
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(url, process, log):
    for _ in range(240):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"the Prefect server did not come up: {log.read_text()}")


def _the_log_has_no_error(log):
    """What breaks behind a green switch, breaks here: the scheduler, late runs, automations."""
    text = log.read_text()
    assert "ERROR" not in text, text[text.index("ERROR") :][:3000]
    assert "Traceback" not in text, text[text.index("Traceback") :][:3000]


def _ask(env, path, body):
    request = urllib.request.Request(
        env["PREFECT_API_URL"] + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def worker(server):
    """README's second terminal: everything is deployed, a run by hand is asked for, a worker works."""
    port = server["PREFECT_SERVER_API_PORT"]
    *setup, last = "\n".join(_readme()[1:]).replace("4200", port).splitlines()
    terminal = subprocess.Popen(
        ["bash", "-c", "\n".join(["set -e", *setup, f"exec {last}"])],
        cwd=server["README_FOLDER"],
        env={k: v for k, v in server.items() if k != "PREFECT_API_URL"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield terminal
    terminal.terminate()
    terminal.communicate(timeout=60)


def _until(ask, wanted, seconds=300):
    for _ in range(seconds * 2):
        found = ask()
        if found and wanted(found):
            return found
        time.sleep(0.5)
    return pytest.fail(f"it did not come about in {seconds} s: {found}")


def test_the_lines_of_the_readme_deploy_and_run_an_audit(server, worker):
    def runs():
        assert worker.poll() is None, worker.stdout.read()
        return [r for r in _ask(server, "/flow_runs/filter", {}) if not r["auto_scheduled"]]

    (run,) = _until(runs, lambda found: found[0]["state_type"] in ("COMPLETED", "FAILED", "CRASHED"))
    logs = _ask(server, "/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}}})
    assert run["state_name"] == "Completed", [line["message"] for line in logs]
    report = Path(server["README_FOLDER"]) / "audit-report-by-hand" / "findings.json"
    assert len(json.loads(report.read_text("utf-8"))["pages"]) > 5
    (artifact,) = _ask(server, "/artifacts/filter", {})
    assert artifact["key"] == "audit-summary"
    assert "pages examined" in artifact["data"]


def test_every_schedule_has_runs_to_come(server, worker):
    """The clock ticks for each deployment that has a schedule."""
    wanted = {d["name"] for d in DEPLOYMENTS if d.get("schedules")}
    assert wanted

    def coming():
        deployments = {d["id"]: d["name"] for d in _ask(server, "/deployments/filter", {})}
        runs = _ask(server, "/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}})
        return {deployments[r["deployment_id"]] for r in runs if r["auto_scheduled"]}

    _until(coming, lambda found: found == wanted, 90)


def test_wrong_parameters_are_refused_before_anything_runs():
    from prefect.exceptions import ParameterTypeError

    from flows.audit import audit

    for wrong in (
        {"targets": []},
        {"targets": ["x"], "review_months": 0},
        {"targets": ["x"], "sources": "guess"},
        {"targets": ["x"], "today": "9999-12-31"},
        {"targets": ["x"], "max_failed": 101},
    ):
        with pytest.raises(ParameterTypeError):
            audit.validate_parameters(wrong)
