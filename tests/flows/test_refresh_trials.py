"""Keeping the trials that a site names, so that the next audit works without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import sources.desk
from cli.refresh import command
from model.evidence import Evidence, Questions, Unanswered
from model.identifiers import NCT
from sources.desk import Desk
from sources.settings import Settings
from tests.services.loopback import Fault
from tests.services.trials import TrialsServer, study

A, B = NCT("NCT00000009"), NCT("NCT00000010")
PAGE = f"# Gout\n\nThe trial {A.value} is recruiting people with gout. Another one, {B.value}, is open too.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page = tmp_path / "gout.md"
    page.write_text(PAGE, "utf-8")
    return page


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with TrialsServer([study(A.value, "COMPLETED", completion="2024-12")]) as running:
        monkeypatch.setenv("BESTBEFORE_TRIALS_URL", f"{running.url}/api/v2")
        monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(tmp_path / "cache"))
        monkeypatch.setattr(sources.desk, "trials_path", lambda: tmp_path / "trials.jsonl")
        yield running


def test_what_the_command_keeps_a_night_without_network_knows(
    server: TrialsServer, site: Path, tmp_path: Path
) -> None:
    out = tmp_path / "trials.jsonl"
    done = CliRunner().invoke(command, ["trials", "--for", str(site), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "2 trials named, 1 record fetched" in done.output
    asked = len(server.requests)
    answers = Desk("snapshot", Settings.from_environment()).answer(Questions(trials=(A, B))).trials
    assert isinstance(answers[A], Evidence)
    assert answers[A].facts.status == "Completed"
    assert isinstance(answers[B], Unanswered)
    assert "refresh trials" in answers[B].reason
    assert len(server.requests) == asked


def test_a_live_service_is_believed_before_the_file_and_missed_by_none(
    server: TrialsServer, site: Path, tmp_path: Path
) -> None:
    out = tmp_path / "trials.jsonl"
    CliRunner().invoke(command, ["trials", "--for", str(site), "--out", str(out)])
    out.write_text(out.read_text("utf-8").replace("Completed", "Recruiting"), "utf-8")
    desk = Desk("auto", Settings.from_environment())
    told = desk._trials([A])[A]
    assert isinstance(told, Evidence)
    assert told.facts.status == "Completed"
    server.always = next(f for f in Fault if f is not Fault.LYING)
    (tmp_path / "cache" / "answers.sqlite").unlink()
    told = Desk("auto", Settings.from_environment())._trials([A])[A]
    assert isinstance(told, Evidence)
    assert told.facts.status == "Recruiting"
