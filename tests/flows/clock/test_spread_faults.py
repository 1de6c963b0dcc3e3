"""One audit over several workers on one PostgreSQL, and over Dask: the findings of plain functions, nothing twice."""

import importlib.util
import json
import subprocess
import sys

import pytest

from tests.flows.clock.running import clock_in
from tests.services.postgres import new_database, postgres

pytestmark = pytest.mark.faults
PAGES = 100
SETTINGS = '[[site]]\nname = "wide"\ntargets = ["pages"]\n[audit]\nsources = "snapshot"\n'


@pytest.fixture(scope="module")
def server():
    with postgres() as url:
        yield url


def _clock(folder, server, **env):
    clock = clock_in(folder / "site", SETTINGS, BESTBEFORE_STORE=new_database(server), **env)
    (clock.folder / "pages").mkdir()
    models = [p.read_text("utf-8") for p in sorted((clock.folder / "site").glob("*.html"))]
    for number in range(PAGES):
        text = models[number % len(models)].replace(
            "</body>", f"<p>Leaflet {number} of this series.</p></body>"
        )
        (clock.folder / "pages" / f"page-{number:04}.html").write_text(text, "utf-8")
    return clock


def _found(folder):
    """The findings of a report, by page, without what names the folder."""
    lines = (folder / "findings.jsonl").read_text("utf-8").splitlines()[1:]
    return {
        page["url"].rsplit("/", 1)[1]: sorted((f["code"], f["quote"], f["message"]) for f in page["findings"])
        for page in map(json.loads, lines)
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory, server):
    """What plain functions find in these pages."""
    clock = _clock(tmp_path_factory.mktemp("plain"), server)
    told = subprocess.run(
        [sys.executable, "-m", "cli.main", "audit"], cwd=clock.folder, env=clock.env, capture_output=True, text=True, timeout=1800
    )  # fmt: skip
    assert told.returncode in (0, 3), told.stderr
    found = _found(clock.folder / "reports" / "wide")
    assert len(found) == PAGES
    return found


def test_shards_on_two_workers_find_what_plain_functions_find(tmp_path_factory, server, plain):
    clock = _clock(tmp_path_factory.mktemp("spread"), server, BESTBEFORE_SHARD_PAGES="50")
    clock.start(".venv/bin/bestbefore up --runs 2")  # the audit itself, and a shard
    pool = [
        "-m",
        "prefect",
        "worker",
        "start",
        "--pool",
        "audits",
        "--type",
        "process",
        "--name",
        "second",
        "--limit",
        "1",
    ]
    log = clock.folder / "second.log"
    with log.open("w") as words:
        second = subprocess.Popen(
            [sys.executable, *pool], cwd=clock.folder, stdout=words, stderr=subprocess.STDOUT,
            env=clock.env | {"PREFECT_API_URL": clock.api, "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30"},
        )  # fmt: skip
    try:
        clock.until(lambda: "second" in log.read_text() and "started" in log.read_text().lower(), 60)
        run = clock.ended(clock.run("audit/wide", site="wide", spread=True), 600)
        assert run["state_name"] == "Completed", run["state"]["message"]
        shards = clock.runs("shard/shard")
        assert len(shards) == 2, [s["name"] for s in shards]
        assert all("50 of 50 pages judged" in s["state"]["message"] for s in shards), clock.log_of(run)
        assert {s["state_name"] for s in shards} == {"Completed"}, clock.log_of(run)
        assert log.read_text().count("Completed") >= 1, "the second worker had its part"
    finally:
        second.terminate()
        second.wait(60)
        clock.stop()
    assert _found(clock.folder / "reports" / "wide") == plain


@pytest.mark.skipif(not importlib.util.find_spec("prefect_dask"), reason="bestbefore[dask] is not installed")
def test_a_dask_cluster_finds_what_plain_functions_find(tmp_path_factory, server, plain):
    clock = _clock(tmp_path_factory.mktemp("dask"), server, BESTBEFORE_DASK="local")
    clock.start()
    try:
        run = clock.ended(clock.run("audit/wide", site="wide"), 600)
        assert run["state_name"] == "Completed", (run["state"]["message"], clock.log_of(run))
        assert "Dask cluster" in (clock.home / "logs" / "worker.log").read_text()
    finally:
        clock.stop()
    assert _found(clock.folder / "reports" / "wide") == plain
