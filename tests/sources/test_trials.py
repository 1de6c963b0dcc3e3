"""ClinicalTrials.gov over real HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from model.evidence import Evidence, Unanswered
from model.identifiers import NCT
from sources.answer_cache import AnswerCache
from sources.settings import Settings
from sources.trials import Trials
from tests.services.loopback import Fault
from tests.services.trials import TrialsServer, study
from tests.sources.conftest import HURRIED

Make = Callable[..., Settings]
A, B = "NCT00000001", "NCT00000002"


def test_a_trial_tells_its_status_and_dates(settings_for: Make) -> None:
    with TrialsServer([study(A, "ACTIVE_NOT_RECRUITING", completion="2027-03", results=True)]) as server:
        answer = Trials(settings_for(server)).look_up([NCT(A)])[NCT(A)]
    assert isinstance(answer, Evidence)
    trial = answer.facts
    assert (trial.status, str(trial.status_date), str(trial.completion_date)) == (
        "Active, not recruiting",
        "2026-09-18",
        "2027-03",
    )
    assert trial.results_posted
    assert answer.url == f"https://clinicaltrials.gov/study/{A}"


def test_trials_are_asked_for_in_batches_and_all_pages_are_read(settings_for: Make) -> None:
    numbers = [f"NCT{n:08d}" for n in range(1, 151)]
    with TrialsServer([study(n) for n in numbers], page_size=40) as server:
        found = Trials(settings_for(server)).look_up(NCT(n) for n in numbers)
        assert len(server.requests) == 3 + 2
    assert all(isinstance(a, Evidence) for a in found.values())


def test_a_number_that_was_replaced_leads_to_the_study(settings_for: Make) -> None:
    with TrialsServer([study(A, aliases=[B])]) as server:
        answer = Trials(settings_for(server)).look_up([NCT(B)])[NCT(B)]
    assert isinstance(answer, Evidence)
    assert answer.facts.nct == NCT(A)


def test_a_number_that_is_not_registered_is_said_to_be_so(settings_for: Make) -> None:
    with TrialsServer([study(A)]) as server:
        answer = Trials(settings_for(server)).look_up([NCT(A), NCT(B)])[NCT(B)]
    assert isinstance(answer, Unanswered)
    assert answer.reason == f"ClinicalTrials.gov has no study {B}"


@pytest.mark.parametrize("fault", [f for f in Fault if f is not Fault.LYING])
def test_a_fault_that_stays_is_unanswered_and_not_kept(settings_for: Make, fault: Fault) -> None:
    with TrialsServer([study(A)]) as server:
        server.always = fault
        cache = AnswerCache()
        first = Trials(settings_for(server, attempts=2, **HURRIED), cache).look_up([NCT(A)])[NCT(A)]
        assert isinstance(first, Unanswered)
        assert "has no study" not in first.reason
        server.always = None
        assert isinstance(Trials(settings_for(server), cache).look_up([NCT(A)])[NCT(A)], Evidence)


def test_a_second_run_the_same_day_asks_only_for_what_was_not_there(settings_for: Make) -> None:
    with TrialsServer([study(A)]) as server:
        cache = AnswerCache()
        for _run in range(2):
            Trials(settings_for(server), cache).look_up([NCT(A)])
        assert len(server.requests) == 1
        for _run in range(2):
            Trials(settings_for(server), cache).look_up([NCT(A), NCT(B)])
        assert [r.one("filter.ids") for r in server.requests[1:]] == [B, B]
