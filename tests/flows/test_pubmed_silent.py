"""PubMed is down while Crossref answers: what only PubMed knows of a paper stays open, and nothing is taken back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.evidence import Evidence, Questions, Unanswered
from model.identifiers import DOI
from pages.read.references import one_reference
from sources.desk import Desk
from tests.faults.library import World, _printed, world
from tests.faults.wire import WIRES

BIN = Path(sys.executable).with_name("bestbefore")
# Paper 2 is retracted by PubMed's record only; Crossref has it without a notice. Paper 6 Crossref has as retracted.
RETRACTED, WARNED, SOUND = (_printed(n, f"doi:10.5555/inv.{n}") for n in (2, 6, 5))


def _answer(services: World, cache: Path, text: str) -> Evidence | Unanswered:
    reference = one_reference(text)
    desk = Desk("live", services.settings(cache))
    return desk.answer(Questions(references=(reference,))).matches[reference.key]


@pytest.mark.parametrize("text", [RETRACTED, SOUND])
def test_a_paper_that_only_crossref_could_be_asked_for_is_not_verified(tmp_path: Path, text: str) -> None:
    with world() as services:
        services.services["eutils"].broken = WIRES["500"]
        answer = _answer(services, tmp_path, text)
        assert isinstance(answer, Unanswered)
        assert answer.source == "PubMed"
        assert answer.lost
        assert "status 500" in answer.reason
        services.services["eutils"].broken = None
        assert isinstance(_answer(services, tmp_path, text), Evidence)


def test_a_retraction_that_crossref_knows_stands_without_pubmed(tmp_path: Path) -> None:
    with world() as services:
        services.services["eutils"].broken = WIRES["500"]
        answer = _answer(services, tmp_path, WARNED)
    assert isinstance(answer, Evidence)
    assert answer.facts.work is not None
    assert answer.facts.work.doi == DOI("10.5555/inv.6")


def _night(folder: Path, services: World, day: str) -> tuple[int, str, dict]:
    env = os.environ | {
        "XDG_DATA_HOME": str(folder / "data"),
        "BESTBEFORE_CACHE_DIR": str(folder / f"cache-{day}"),
        "BESTBEFORE_ATTEMPTS": "1",
        **{f"BESTBEFORE_{n}_PER_SECOND": "1000" for n in ("NCBI", "CROSSREF", "TRIALS", "OPENFDA")},
    }
    for name, service in services.services.items():
        env[f"BESTBEFORE_{name.upper()}_URL"] = service.url + {"idconv": "/", "trials": "/api/v2"}.get(
            name, ""
        )
    done = subprocess.run(
        [BIN, "audit", "site", "--out", "out", "--store", "store.sqlite", "-q", "--today", day],
        cwd=folder, env=env, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, json.loads((folder / "out" / "findings.json").read_text("utf-8"))


def test_a_retraction_told_last_night_is_not_resolved_because_pubmed_is_down(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    page = f"# Iron\n\nLast reviewed: 3 March 2026\n\nIron helps [1].\n\n## References\n\n1. {RETRACTED}\n"
    (tmp_path / "site" / "a.md").write_text(page)
    with world() as services:
        _code, _terminal, first = _night(tmp_path, services, "2026-11-24")
        # an answer is asked for anew after some days
        services.services["eutils"].broken = WIRES["500"]
        code, terminal, second = _night(tmp_path, services, "2027-01-24")
    assert [f["code"] for f in _open(first)] == ["REF006"]
    assert [f["code"] for f in _open(second)] == ["REF006"]
    assert code == 3
    assert "! PubMed did not answer all that it was asked" in terminal
    silent = {s["name"]: s["unchecked"] for s in second["run"]["sources"] if s["trouble"]}
    assert silent == {"PubMed": {"reference": 1}}


def _open(data: dict) -> list[dict]:
    return [f for page in data["pages"] for f in page["findings"] if f["code"].startswith("REF00")]
