"""FDA004: the page says approved, and that approval was taken back after the page was dated."""

from __future__ import annotations

from datetime import date

import pytest

from model.approval import Action
from model.finding import Severity, Verdict
from tests.checks.fda.conftest import act, approved

BREAST = act(
    "bevacizumab", Action.ACCELERATED, "2008-02-22", "breast cancer", brand="Avastin", number="BLA125085"
)
COLON = approved("bevacizumab", "2004-02-26", "colorectal cancer", brand="Avastin", number="BLA125085")
REVOKED = act(
    "bevacizumab", Action.WITHDRAWN, "2011-11-18", "breast cancer", brand="Avastin", number="BLA125085"
)
ALL = (COLON, BREAST, REVOKED)
SAYS = "Bevacizumab is approved by the FDA for breast cancer."


def test_the_finding_names_the_withdrawal(judged):
    (finding,) = judged("FDA004", SAYS, *ALL, dated="June 3, 2010")
    assert finding.severity is Severity.ERROR
    assert finding.verdict is Verdict.OUTDATED
    assert finding.since == date(2011, 11, 18)
    assert "18 November 2011" in finding.message
    assert finding.evidence[0].id == "BLA125085"
    assert judged("FDA001", SAYS, *ALL, dated="June 3, 2010") == [], "told by one check, not by two"


def test_the_whole_drug_taken_back_ends_every_use(judged):
    gone = act("bevacizumab", Action.WITHDRAWN, "2011-11-18")
    (finding,) = judged(
        "FDA004",
        "Bevacizumab is approved by the FDA for colorectal cancer.",
        COLON,
        gone,
        dated="June 3, 2010",
    )
    assert finding.since == date(2011, 11, 18)


SILENT = [
    ("Bevacizumab is approved by the FDA for colorectal cancer.", ALL, "withdrawn for one use, approved for others"),
    ("Bevacizumab is approved by the FDA.", ALL, "without a use, any approval will do"),
    ("The FDA approved bevacizumab for breast cancer in 2008.", ALL, "history stays true"),
    ("In 2008, bevacizumab received accelerated approval from the FDA for breast cancer.", ALL, "and so does the grant"),
    ("Bevacizumab is approved in Europe for breast cancer.", ALL, "another agency"),
    ("If bevacizumab is approved by the FDA for breast cancer, ask.", ALL, "a condition"),
    (
        SAYS,
        (BREAST, act("bevacizumab", Action.DISCONTINUED, "2011-11-18", "breast cancer")),
        "discontinued is not withdrawn: the approval stands",
    ),
    (
        SAYS,
        (BREAST, act("bevacizumab", Action.WITHDRAWN, "2011-11-18", brand="Other", brand_only=True)),
        "another brand's application taken back",
    ),
    (SAYS, (BREAST, REVOKED, approved("bevacizumab", "2015-05-01", "breast cancer")), "taken back and given again"),
    (SAYS, (BREAST, act("bevacizumab", Action.WITHDRAWN, "2027-11-18", "breast cancer")), "after the day of the audit"),
    (
        SAYS,
        (
            approved("bevacizumab", "2006-02-22", "breast cancer"),
            act("bevacizumab", Action.WITHDRAWN, "2011-11-18", "breast cancer", setting="later line"),
        ),
        "a part of the use taken back leaves the rest",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events", "why"), SILENT)
def test_silent(judged, text, events, why):
    assert judged("FDA004", text, *events, dated="June 3, 2010") == [], why


def test_a_page_younger_than_the_withdrawal_is_contradicted(judged):
    assert judged("FDA004", SAYS, *ALL, dated="June 3, 2014") == []
    assert len(judged("FDA002", SAYS, *ALL, dated="June 3, 2014")) == 1


@pytest.mark.parametrize("dated", ["June 3, 2010", "June 3, 2014"])
def test_who_tells_the_withdrawal_is_right(whole, dated):
    text = "In 2011, the FDA revoked its approval of bevacizumab for breast cancer."
    judgement = whole(text, *ALL, dated=dated)
    assert [f for f in judgement.findings if f.severity is Severity.ERROR] == []


def test_a_page_without_a_date_speaks_today(judged):
    (finding,) = judged("FDA004", SAYS, *ALL, dated="")
    assert finding.since == date(2011, 11, 18)
    assert finding.message.endswith("The page gives no date.")


def test_an_accelerated_approval_taken_back(judged):
    text = "Bevacizumab has accelerated approval from the FDA for breast cancer."
    (finding,) = judged("FDA004", text, *ALL, dated="June 3, 2010")
    assert finding.since == date(2011, 11, 18)
