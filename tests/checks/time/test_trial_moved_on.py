"""TIME004: a trial that the page calls open, and what its record says."""

from datetime import UTC, date, datetime

import pytest

from model.dates import PartialDate
from model.evidence import Evidence, Unanswered
from model.identifiers import NCT
from model.literature import Trial

NUMBER = NCT("NCT01234567")
LINK = "[NCT01234567](https://clinicaltrials.gov/study/NCT01234567)"
OPEN = f"The trial {LINK} is recruiting women in 14 clinics."


def record(status: str, ended: str = "") -> dict[NCT, Evidence[Trial]]:
    trial = Trial(
        NUMBER, "A trial", status, PartialDate(2020, 5), PartialDate.parse(ended) if ended else None
    )
    read_at = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
    return {
        NUMBER: Evidence(
            "ClinicalTrials.gov", str(NUMBER), "https://x.org", status, trial, date(2026, 11, 23), read_at
        )
    }


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("COMPLETED", "is completed (July 2019)"),
        ("TERMINATED", "was stopped early"),
        ("WITHDRAWN", "was withdrawn before it began"),
        ("ACTIVE_NOT_RECRUITING", "no longer recruits"),
    ],
)
def test_the_records_status_is_told_with_its_evidence(judged, status, words):
    (finding,) = judged("TIME004", OPEN, trials=record(status, "2019-07"))
    assert words in finding.message
    assert finding.quote.startswith("The trial")
    assert finding.evidence[0].source == "ClinicalTrials.gov"


@pytest.mark.parametrize("status", ["RECRUITING", "NOT_YET_RECRUITING", "UNKNOWN", ""])
def test_a_trial_that_may_be_open_is_left_alone(judged, status):
    assert judged("TIME004", OPEN, trials=record(status)) == []


def test_a_result_calls_no_trial_open(judged):
    assert judged("TIME004", f"In the trial {LINK}, 41% responded.", trials=record("COMPLETED")) == []


def test_a_trial_that_still_runs_may_be_called_ongoing(judged):
    text = f"The trial {LINK} is ongoing."
    assert judged("TIME004", text, trials=record("ACTIVE_NOT_RECRUITING")) == []
    assert len(judged("TIME004", text, trials=record("COMPLETED"))) == 1


def test_a_source_that_does_not_answer_is_no_finding(judged):
    assert (
        judged("TIME004", OPEN, trials={NUMBER: Unanswered("ClinicalTrials.gov", str(NUMBER), "timed out")})
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        f"The study {LINK} is now enrolling men with gout.",
        f"A trial of the patch is being conducted in Ohio ({LINK}).",
        f"Volunteers are being sought for {LINK}.",
        f"Researchers are comparing the two pills in {LINK}.",
        f"Adults with asthma can take part in {LINK}.",
        f"The trial {LINK} is still open to new patients.",
    ],
)
def test_other_words_for_an_open_trial(judged, text):
    assert len(judged("TIME004", text, trials=record("COMPLETED", "2019-07"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"The trial {LINK} was recruiting when the makers ran out of money.",
        f"The trial {LINK} is no longer recruiting.",
        f"The study {LINK} is not accepting new patients.",
        f"Enrollment in {LINK} has closed.",
        f"In {LINK}, women were followed for two years.",
        f"Patients could join {LINK} until 2019.",
    ],
)
def test_a_trial_told_as_past_is_left_alone(judged, text):
    assert judged("TIME004", text, trials=record("COMPLETED", "2019-07")) == []
