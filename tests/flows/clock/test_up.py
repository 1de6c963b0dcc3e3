"""`bestbefore up` as an operator meets it: README's line in a bare folder, a schedule that fires, an alarm that comes."""

import json
import os
import re
import shutil
import signal
import subprocess
import urllib.error
import urllib.request

import pytest

from tests.flows.clock.running import ROOT, Receiver, clock_in
from tests.flows.clock.slowsite import below

README = (ROOT / "README.md").read_text("utf-8").split("## By the clock")[1].split("\n## ")[0]
SETTINGS, UP, DOCTOR = (block.strip() for block in README.split("```")[1::2])
# README's settings but for what a test cannot have: the web, and a whole night.
OURS = (
    SETTINGS.removeprefix("toml")
    .replace("https://www.example.org/sitemap.xml", "site")
    .replace('"15 2 * * *"', '"* * * * * 30"')
)
MORE = """
[[site]]
name = "gone"
targets = ["http://127.0.0.1:9/sitemap.xml"]
allow_hosts = ["127.0.0.1:9"]

[audit]
sources = "snapshot"

[notify]
operators = "$OPERATORS"
late_minutes = 0.2
"""


@pytest.fixture(scope="module")
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture(scope="module")
def clock(tmp_path_factory, receiver):
    clock = clock_in(tmp_path_factory.mktemp("bare") / "site", OURS + MORE, OPERATORS=receiver.url)
    yield clock.start(UP)
    clock.stop()


def _refused(clock, name, **parameters):
    with pytest.raises(urllib.error.HTTPError) as caught:
        clock.run(name, **parameters)
    assert caught.value.code in (409, 422)
    return json.loads(caught.value.read())["detail"]


def test_the_first_scheduled_run_completes(clock):
    run = clock.until(
        lambda: [
            r for r in clock.runs("audit/example.org", types=["COMPLETED", "FAILED"]) if r["auto_scheduled"]
        ]
    )[-1]
    assert run["state_name"] == "Completed", run["state"]["message"]
    assert run["name"].startswith("example.org 20")
    assert run["name"].endswith(" nightly")
    assert "11 of 11 pages, " in run["state"]["message"]
    assert {"bestbefore", "site: example.org", "owner: Web team"} <= set(run["tags"])
    artifacts = {a["key"]: a for a in clock.ask("/artifacts/filter", {})}
    assert artifacts["progress-example-org"]["data"] == 100.0
    assert "pages examined" in artifacts["audit-example-org"]["data"]
    assert json.loads(artifacts["findings-example-org"]["data"])[0]["Pages"]
    assert f"({clock.reports}/example.org/)" in artifacts["report-example-org"]["data"]
    with urllib.request.urlopen(f"{clock.reports}/example.org/", timeout=60) as page:
        assert page.status == 200
    # the worker sends its log a moment after the run's end
    assert clock.until(lambda: [line for line in clock.log_of(run) if "pages examined" in line])


def test_other_programs_are_told_with_counts(clock):
    """An event for each audit, and Prometheus metrics."""
    since = {"occurred": {"since": "2020-01-01T00:00:00Z"}}
    wanted = {"filter": since | {"event": {"name": ["bestbefore.audit.finished"]}}}
    event = clock.until(lambda: clock.ask("/events/filter", wanted)["events"], 60)[-1]
    assert event["resource"]["prefect.resource.id"] == "bestbefore.site.example-org"
    assert event["payload"]["examined"] == 11
    assert {"new", "resolved", "errors", "warnings", "not_verified", "down", "told"} <= event[
        "payload"
    ].keys()
    with urllib.request.urlopen(f"{clock.api}/metrics", timeout=30) as page:
        assert b"prefect_" in page.read() or b"http_request" in page.read()


def test_every_schedule_has_runs_to_come(clock):
    scheduled = {d["name"]: d["id"] for d in clock.ask("/deployments/filter", {}) if d["schedules"]}
    assert {"example.org", "fda-weekly", "retractions-daily", "digest"} <= scheduled.keys()

    def coming():
        runs = clock.ask("/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}})
        return set(scheduled.values()) <= {r["deployment_id"] for r in runs if r["auto_scheduled"]}

    clock.until(coming, 90)


def test_a_deployment_leads_to_its_report(clock):
    assert f"({clock.reports}/example.org/)" in clock.deployment("audit/example.org")["description"]


def test_a_run_begins_at_once_and_is_one_process(clock):
    """Prefect's way of looking for dependencies first imports all of Prefect twice, some seconds for each run."""
    clock.run("audit/example.org", site="example.org")
    assert clock.until(lambda: below(clock.pid("worker")), 60)
    assert max(len(below(clock.pid("worker"))) for _ in range(30)) <= 2, "this run, and one by the schedule"
    command = clock.deployment("audit/example.org")["job_variables"]["command"]
    assert command.endswith("-m prefect.engine")


def test_the_doctor_finds_the_clock_well(clock):
    told = clock.command(*DOCTOR.split()[1:], "--offline")
    for line in (
        "ok   clock: up",
        "ok   server: answers",
        "ok   worker: seen",
        "ok   site example.org, next run",
        "ok   store: ",
    ):
        assert line in told, told


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("audit/example.org", {"site": "another"}, "'another' is not one of ['example.org']"),
        ("audit/example.org", {"site": "example.org", "sources": "guess"}, "'guess' is not one of"),
        ("audit/example.org", {"site": "example.org", "today": "tomorrow"}, "'tomorrow' does not match"),
        ("audit/example.org", {"site": "example.org", "out": "/etc"}, "out"),
        ("page/one-page-now", {"address": "ftp://example.org/x"}, "does not match"),
        ("page/one-page-now", {"address": "https://"}, "does not match"),
        ("page/one-page-now", {}, "address"),
    ],
)
def test_wrong_values_are_refused_at_once_with_one_line(clock, name, wrong, words):
    line = _refused(clock, name, **wrong)
    assert words in line
    assert "\n" not in line.strip()


def test_two_triggers_at_once_are_one_audit(clock):
    first, second = (
        clock.ended(r) for r in [clock.run("audit/example.org", site="example.org") for _ in range(2)]
    )
    states = [run["state_type"] for run in (first, second)]
    # a run by the schedule may have been under way: then neither
    assert states.count("CANCELLED") >= 1, (first["state"], second["state"])
    assert set(states) <= {"CANCELLED", "COMPLETED"}, (first["state"], second["state"])


def test_a_failed_run_is_told_and_leaves_no_report(clock, receiver):
    run = clock.ended(clock.run("audit/gone", site="gone"))
    assert run["state_name"] == "Failed"
    assert "nothing was examined: http://127.0.0.1:9/sitemap.xml: " in run["state"]["message"]
    assert "no report is published" in run["state"]["message"]
    lines = clock.until(
        lambda: (log := clock.log_of(run)) and any("Failed" in line for line in log) and log, 60
    )
    assert not [line for line in lines if "Traceback" in line], (
        "a night that failed is no fault of the program"
    )
    told = clock.until(lambda: [t for t in receiver.got if "gone" in t and "Failed" in t], 30)[0]
    assert "nothing was examined" in told
    assert f"/runs/flow-run/{run['id']}" in told
    assert len([t for t in receiver.got if run["id"] in t and ": Failed." in t]) == 1


def test_what_an_operator_changed_survives_a_deploy(clock):
    mine = clock.deployment("audit/gone")
    schedule = {"schedule": {"cron": "0 5 * * 1", "timezone": "UTC"}, "active": True}
    clock.ask(f"/deployments/{mine['id']}", {"parameters": {"site": "gone", "sources": "live"}}, "PATCH")
    clock.ask(f"/deployments/{mine['id']}/schedules", [schedule])
    told = clock.command("deploy")
    assert "audit/gone" not in told, "nothing is wanted that was not wanted before"
    toml = clock.folder / "bestbefore.toml"
    before = toml.read_text()
    toml.write_text(
        before.replace('name = "gone"', 'name = "gone"\nschedule = "0 4 * * *"')
        + '[[site]]\nname = "new"\ntargets = ["site"]\n'
    )
    try:
        told = clock.command("deploy")
        assert "audit/new: deployed" in told
        assert 'audit/gone: kept as set in the dashboard: sources = "live"; schedule: 0 5 * * 1' in told
        after = clock.deployment("audit/gone")
        assert after["parameters"]["sources"] == "live"
        assert [s["schedule"]["cron"] for s in after["schedules"]] == ["0 5 * * 1"]
    finally:
        toml.write_text(before)
    told = clock.command("deploy")
    assert "new: taken out" in told
    assert "kept as set in the dashboard" in told
    told = clock.command("deploy", "--reset")
    assert "audit/gone: renewed" in told
    assert clock.deployment("audit/gone")["schedules"] == []


def _operate(words):
    """The lines of docs/operate.md in the fenced block that has these words."""
    blocks = (ROOT / "docs" / "operate.md").read_text("utf-8").split("```")[1::2]
    return next(block for block in blocks if words in block)


def test_what_operate_says_to_do_at_night_runs_as_it_stands(clock):
    """doctor, a run by hand, a backup and the way back; the clock keeps running on the store that it has open."""

    def by_hand():
        return sum(not run["auto_scheduled"] for run in clock.runs("audit/example.org"))

    before = by_hand()
    elsewhere = {"BESTBEFORE_STORE": str(clock.folder / "store.sqlite")}
    for line, env in (
        (_operate("bestbefore doctor"), {}),
        (_operate("prefect deployment run").replace("http://127.0.0.1:4200/api", clock.api), {}),
        ("bestbefore backup store-backup.sqlite; cp store-backup.sqlite store.sqlite", {}),
        (_operate("bestbefore restore").replace("bestbefore up", "bestbefore doctor --offline"), elsewhere),
    ):
        told = subprocess.run(
            ["bash", "-c", line], cwd=clock.folder, capture_output=True, text=True, timeout=900,
            env=clock.env | env | {"PATH": f"{clock.folder}/.venv/bin:{os.environ['PATH']}"},
        )  # fmt: skip
        assert told.returncode in (0, 3), (line, told.stdout, told.stderr)
        assert "Traceback" not in told.stderr
    assert "rows restored" in told.stdout
    assert f"ok   store: {clock.folder / 'store.sqlite'}: " in told.stdout
    assert (clock.folder / "store.sqlite.damaged").exists()
    assert by_hand() == before + 1


def test_a_server_that_was_killed_is_back(clock):
    before = clock.pid("server")
    os.kill(before, signal.SIGKILL)
    clock.until(lambda: clock.pid("server") != before and clock.ask("/health"), 60)


def test_prefects_own_command_deploys_what_ships(clock):
    shutil.copy(ROOT / "prefect.yaml", clock.folder)
    told = subprocess.run(
        [".venv/bin/prefect", "--no-prompt", "deploy", "--all"], cwd=clock.folder, stdin=subprocess.DEVNULL,
        env=clock.env | {"PREFECT_API_URL": clock.api, "BESTBEFORE_HOME": str(clock.folder)},
        capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    nightly = clock.deployment("nightly/nightly")
    assert nightly["entrypoint"] == "flows.nightly.nightly"
    assert nightly["pull_steps"][0]["prefect.deployments.steps.set_working_directory"]["directory"] == str(
        clock.folder
    )
    clock.until(lambda: clock.runs("nightly/nightly", types=["SCHEDULED"]), 120)


def _records(text):
    """A log's records: a line with a time, and what follows it."""
    return re.split(r"(?m)^(?=\d\d:\d\d:\d\d\.\d{3} \|)", text)


def _is_tried_again(record):
    """SQLite is busy, on a busy machine: Prefect takes the event or the request once more."""
    return "database is locked" in record


def test_no_secret_is_shown_and_the_log_has_no_error(clock):
    """What breaks behind a green switch, breaks here: the scheduler, late runs, automations."""
    for log in (clock.home / "logs").iterdir():
        text = log.read_text("utf-8")
        assert "hunter2" not in text
        if log.name != "worker.log":  # that one tells of the failed run above
            bad = [r for r in _records(text) if re.search("ERROR|Traceback", r) and not _is_tried_again(r)]
            assert not bad, bad[0][:3000]
    assert "hunter2" not in json.dumps(clock.ask("/automations/filter", {}))
    assert "hunter2" not in json.dumps(clock.ask("/block_documents/filter", {}))


def test_it_stops_with_everything_that_it_started(clock):
    pids = [clock.pid(name) for name in ("server", "worker", "reports")]
    assert clock.stop(signal.SIGINT) == 0
    assert clock.said[-1] == "stopped"
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
