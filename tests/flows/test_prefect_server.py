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
PREFECT = Path(sys.executable).with_name("prefect")
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


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    home = tmp_path_factory.mktemp("prefect")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "BESTBEFORE_HOME": str(ROOT),
        "BESTBEFORE_CACHE_DIR": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
    }
    log = (home / "server.log").open("w")
    process = subprocess.Popen(
        [PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)],
        env=env,
        stdout=log,
        stderr=log,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/health", process, home / "server.log")
        yield env
        _the_log_has_no_error(home / "server.log")
    finally:
        process.terminate()
        process.wait(30)
        log.close()


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


def _prefect(env, *words):
    done = subprocess.run([PREFECT, *words], cwd=ROOT, env=env, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _deployed(env):
    if not _ask(env, "/deployments/filter", {}):
        _prefect(env, "work-pool", "create", "audits", "--type", "process")
        _prefect(env, "--no-prompt", "deploy", "--all")


def _ask(env, path, body):
    request = urllib.request.Request(
        env["PREFECT_API_URL"] + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def test_deploy_all_and_run_the_audit_on_a_worker(server, tmp_path):
    _deployed(server)
    out = tmp_path / "report"
    parameters = {
        "targets": [str(ROOT / "examples" / "site")],
        "out": str(out),
        "sources": "snapshot",
        "today": "2026-11-24",
        "store": str(tmp_path / "store.sqlite"),
    }
    _prefect(server, "deployment", "run", "audit/by-hand", "--params", json.dumps(parameters))
    _prefect(server, "worker", "start", "--pool", "audits", "--run-once", "--type", "process")
    (run,) = [r for r in _ask(server, "/flow_runs/filter", {}) if not r["auto_scheduled"]]
    logs = _ask(server, "/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}}})
    assert run["state_name"] == "Completed", [line["message"] for line in logs]
    assert json.loads((out / "findings.json").read_text("utf-8"))["pages"]
    (artifact,) = _ask(server, "/artifacts/filter", {})
    assert artifact["key"] == "audit-summary"
    assert "pages examined" in artifact["data"]


def test_every_schedule_has_runs_to_come(server):
    """After the deployment above: the clock ticks for each deployment that has a schedule."""
    _deployed(server)
    wanted = {d["name"] for d in DEPLOYMENTS if d.get("schedules")}
    assert wanted
    for _ in range(120):
        deployments = {d["id"]: d["name"] for d in _ask(server, "/deployments/filter", {})}
        runs = _ask(server, "/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}})
        coming = {deployments[r["deployment_id"]] for r in runs if r["auto_scheduled"]}
        if coming == wanted:
            return
        time.sleep(0.5)
    pytest.fail(f"no run is scheduled for {sorted(wanted - coming)}")


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
