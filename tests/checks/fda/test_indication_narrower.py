"""FDA005: the page says approved, without a limit that every approval has."""

from __future__ import annotations

import pytest

from model.approval import Action
from model.finding import Severity
from tests.checks.fda.conftest import act, approved

HER2 = approved(
    "lapatinib", "2007-03-13", "breast cancer", markers=("her2+",), stage="metastatic", brand="Tykerb"
)
HER2_HR = approved("lapatinib", "2010-01-29", "breast cancer", markers=("her2+", "hr+"), stage="metastatic")
SAYS = "Lapatinib is approved by the FDA for breast cancer."


def test_the_note_names_the_limit(judged):
    (finding,) = judged("FDA005", SAYS, HER2)
    assert finding.severity is Severity.NOTE
    assert "her2+" in finding.suggestion.lower()
    assert "her2+" not in finding.message.lower()  # told once
    assert "her2+" in finding.suggestion.lower()
    assert finding.evidence


FIRES = [
    (SAYS, [HER2], "a marker"),
    (SAYS, [HER2, HER2_HR], "two approvals that ask for the same marker"),
    (
        "Lapatinib is approved by the FDA for metastatic breast cancer.",
        [HER2],
        "the stage is named, the marker is not",
    ),
]


@pytest.mark.parametrize(("text", "events", "why"), FIRES)
def test_fires(judged, text, events, why):
    assert len(judged("FDA005", text, *events)) == 1, why


SILENT = [
    ("Lapatinib is approved by the FDA for HER2-positive breast cancer.", [HER2], "the marker is named"),
    ("Lapatinib is approved by the FDA for HER2+ metastatic breast cancer.", [HER2], "in its short form"),
    (SAYS, [HER2, approved("lapatinib", "2012-03-13", "breast cancer")], "another approval asks for none"),
    (SAYS, [HER2, approved("lapatinib", "2012-03-13", "breast cancer", markers=("brca+",))], "another asks for another one"),
    (SAYS, [approved("lapatinib", "2012-03-13", "breast cancer")], "nothing is limited"),
    (SAYS, [], "nothing is known"),
    ("Lapatinib is approved by the FDA.", [HER2], "no use is named"),
    ("Lapatinib is not approved by the FDA for gout.", [HER2], "a denial"),
    ("The FDA approved lapatinib for breast cancer in 2007.", [HER2], "history is told in short"),
    ("Lapatinib was the first drug approved by the FDA for breast cancer.", [HER2], "it is about being first"),
    ("HER2 tyrosine kinase inhibitors are approved by the FDA for breast cancer.", [HER2], "a class has many approvals"),
    ("Lapatinib is being studied for breast cancer.", [HER2], "no approval is claimed"),
    (
        SAYS,
        [HER2, act("lapatinib", Action.WITHDRAWN, "2012-05-01", "breast cancer", stage="metastatic", markers=("her2+",))],
        "taken back: another check's",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events", "why"), SILENT)
def test_silent(judged, text, events, why):
    assert judged("FDA005", text, *events) == [], why


def test_an_approval_that_lost_its_limit_is_not_limited(judged):
    wide = approved("lapatinib", "2016-03-13", "breast cancer", stage="metastatic")
    assert judged("FDA005", SAYS, HER2, wide) == []
