"""FDA006: no longer sold, which is not withdrawn, and not one brand of several."""

from __future__ import annotations

import pytest

from model.approval import Action
from model.finding import Severity
from tests.checks.fda.conftest import act, approved

ABOUT = "# Aducanumab\n\nThe drug is given through a vein once a month in a clinic."
GONE = act("aducanumab", Action.DISCONTINUED, "2024-11-01", brand="Aduhelm", number="BLA761178")


def test_the_note_says_that_sale_ended(judged):
    (finding,) = judged("FDA006", ABOUT, GONE, dated="June 3, 2022")
    assert "has not been sold since 1 November 2024" in finding.message
    assert "its sale ended" in finding.suggestion
    assert finding.evidence[0].id == "BLA761178"


def test_no_longer_sold_does_not_make_approved_untrue(whole):
    text = "# Aducanumab\n\nAducanumab is approved by the FDA for Alzheimer’s disease."
    known = approved("aducanumab", "2021-06-07", "alzheimer's disease")
    found = whole(text, known, GONE, dated="June 3, 2022").findings
    assert [f.code for f in found] == ["FDA006"]
    assert found[0].severity is Severity.NOTE


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (act("aducanumab", Action.WITHDRAWN, "2024-11-01"), "withdrawn is FDA009's"),
        (act("aducanumab", Action.GENERIC, "2024-11-01"), "a generic"),
        (act("aducanumab", Action.LABEL, "2024-11-01"), "a new label"),
    ],
)
def test_silent(judged, event, why):
    assert judged("FDA006", ABOUT, event, dated="June 3, 2022") == [], why


def test_a_page_that_tells_it_is_right(whole):
    text = "# Aducanumab\n\nIts maker discontinued aducanumab in November 2024."
    found = whole(text, GONE, dated="January 5, 2025").findings
    assert found == ()


def test_a_page_that_tells_of_the_end_to_come_is_right(whole):
    text = "# Aducanumab\n\nAducanumab is given through a vein. Its maker is ending its sale this year."
    assert whole(text, GONE, dated="January 5, 2024").findings == ()
