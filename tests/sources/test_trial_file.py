"""The trials that a site names, kept for nights without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from model.errors import SnapshotError
from model.evidence import Evidence
from model.identifiers import NCT
from sources.settings import Settings
from sources.snapshot.trial_file import TrialFile, gather_trials
from sources.trials import Trials
from tests.services.loopback import Fault
from tests.services.trials import TrialsServer, study

Make = Callable[..., Settings]
A, B, C = (NCT(f"NCT0000000{n}") for n in (1, 2, 3))


def test_what_came_is_kept_and_reads_as_the_service_told_it(settings_for: Make, tmp_path: Path) -> None:
    path = tmp_path / "data" / "trials.jsonl"
    with TrialsServer(
        [study(A.value, "COMPLETED", completion="2024-03", results=True), study(B.value)]
    ) as server:
        live = Trials(settings_for(server))
        found = gather_trials([A, B, C, A], path, live)
        told = live.look_up([A])[A]
    assert (found.named, found.records) == (3, 2)
    assert found.unanswered == {f"ClinicalTrials.gov has no study {C.value}": 1}
    kept = TrialFile(path).look_up([A, C])
    assert isinstance(told, Evidence)
    assert set(kept) == {A}
    assert kept[A].facts == told.facts
    assert (kept[A].url, kept[A].says, kept[A].as_of) == (told.url, told.says, told.as_of)


def test_a_later_gathering_renews_and_forgets_nothing(settings_for: Make, tmp_path: Path) -> None:
    path = tmp_path / "trials.jsonl"
    with TrialsServer([study(A.value, "RECRUITING"), study(B.value, "RECRUITING")]) as server:
        gather_trials([A, B], path, Trials(settings_for(server)))
    with TrialsServer([study(B.value, "TERMINATED")]) as server:
        gather_trials([B], path, Trials(settings_for(server)))
    kept = TrialFile(path).look_up([A, B])
    assert [kept[n].facts.status for n in (A, B)] == ["Recruiting", "Terminated"]


def test_a_service_that_is_down_leaves_the_file_as_it_was(settings_for: Make, tmp_path: Path) -> None:
    path = tmp_path / "trials.jsonl"
    with TrialsServer([study(A.value)]) as server:
        gather_trials([A], path, Trials(settings_for(server)))
        before = path.read_bytes()
        server.always = next(f for f in Fault if f is not Fault.LYING)
        found = gather_trials([B], path, Trials(settings_for(server)))
    assert not found.records
    assert found.unanswered
    assert path.read_bytes() == before


@pytest.mark.parametrize("line", ["{", "[]", '{"number": "NCT1"}', '{"number": 5, "nct": []}', "null"])
def test_a_broken_file_is_one_line_with_what_to_do(tmp_path: Path, line: str) -> None:
    path = tmp_path / "trials.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(SnapshotError, match="line 1, is no record of a trial"):
        TrialFile(path)


def test_no_file_is_no_record(tmp_path: Path) -> None:
    assert TrialFile(tmp_path / "none").look_up([A]) == {}
    assert TrialFile(tmp_path / "none").as_of is None
