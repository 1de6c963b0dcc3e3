"""A source that was down is named once in everything that a night writes, and the night is incomplete."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.faults.library import ENTRIES, World, page_of, world
from tests.faults.wire import WIRES

BIN = Path(sys.executable).with_name("bestbefore")
AWAY = "http://127.0.0.1:9"


def _night(folder: Path, services: World, away: tuple[str, ...] = ()) -> tuple[int, str, dict, str]:
    """Exit code, terminal, findings.json and the overview of an audit for which nobody listens at ``away``."""
    (folder / "site").mkdir(exist_ok=True)
    (folder / "site" / "a.md").write_text(page_of(tuple(ENTRIES)))
    env = os.environ | {
        "XDG_DATA_HOME": str(folder / "data"),
        "BESTBEFORE_CACHE_DIR": str(folder / "cache"),
        "BESTBEFORE_ATTEMPTS": "1",
        **{f"BESTBEFORE_{n}_PER_SECOND": "1000" for n in ("NCBI", "CROSSREF", "TRIALS", "OPENFDA")},
    }
    for name, service in services.services.items():
        path = {"idconv": "/", "trials": "/api/v2"}.get(name, "")
        env[f"BESTBEFORE_{name.upper()}_URL"] = (AWAY if name in away else service.url) + path
    done = subprocess.run(
        [BIN, "audit", "site", "--out", "out", "-q", "--no-store", "--today", "2026-11-24"],
        cwd=folder, env=env, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    data = json.loads((folder / "out" / "findings.json").read_text("utf-8"))
    return done.returncode, done.stdout, data, (folder / "out" / "index.html").read_text("utf-8")


def _silent(data: dict) -> dict[str, dict[str, int]]:
    return {s["name"]: s["unchecked"] for s in data["run"]["sources"] if s["trouble"]}


def test_a_source_that_was_down_is_named_and_the_next_night_is_whole(tmp_path: Path) -> None:
    with world() as services:
        code, terminal, data, overview = _night(tmp_path, services, away=tuple(services.services))
        assert code == 3
        lines = [line for line in terminal.splitlines() if "could not be reached" in line and line[0] == "!"]
        assert lines[0] == "! PubMed could not be reached (no connection): 11 references were not checked."
        assert "! ClinicalTrials.gov could not be reached (no connection): 1 trial was not checked." in lines
        assert terminal.count("PubMed could not be reached") == 1
        assert overview.count("11 references were not checked") == 1
        named = {"PubMed", "PMC ID converter", "Crossref", "ClinicalTrials.gov", "openFDA"}
        assert _silent(data).keys() == named
        assert _silent(data)["PubMed"] == {"reference": 11}

        code, terminal, data, overview = _night(tmp_path, services)
        assert code == 0, terminal
        assert _silent(data) == {}
        assert "could not be reached" not in terminal + overview


def test_a_source_that_answers_nonsense_is_named_and_the_others_are_not(tmp_path: Path) -> None:
    with world() as services:
        services.services["eutils"].broken = WIRES["500"]
        code, terminal, data, _ = _night(tmp_path, services)
    assert code == 3
    assert _silent(data).keys() == {"PubMed"}
    assert (
        terminal.count("! PubMed did not answer all that it was asked (PubMed answered with status 500") == 1
    )
