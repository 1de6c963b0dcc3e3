"""FDA002: untrue on the page's own date already."""

from __future__ import annotations

from datetime import date

import pytest

from model.approval import Action
from model.finding import Severity, Verdict
from tests.checks.fda.conftest import act, approved

OVARIAN_2014 = approved("olaparib", "2014-12-19", "ovarian cancer", brand="Lynparza", number="NDA206162")
LAPATINIB_2007 = approved("lapatinib", "2007-03-13", "breast cancer", brand="Tykerb", number="NDA022059")


def test_an_approval_that_the_page_missed(judged):
    text = "Olaparib is not yet approved by the FDA for ovarian cancer."
    (finding,) = judged("FDA002", text, OVARIAN_2014, dated="June 3, 2016")
    assert finding.verdict is Verdict.CONTRADICTED
    assert finding.severity is Severity.ERROR
    assert finding.since == date(2014, 12, 19)
    assert "Untrue already on 3 June 2016, the page's own date: " in finding.message
    assert "19 December 2014" in finding.message
    assert finding.evidence[0].id == "NDA206162"
    assert judged("FDA001", text, OVARIAN_2014, dated="June 3, 2016") == [], (
        "it did not become untrue: it was"
    )


FIRES = [
    ("The FDA approved lapatinib in 2003.", [LAPATINIB_2007], (), "a year before the first approval"),
    ("The FDA first approved lapatinib in 2010.", [LAPATINIB_2007], (), "“first”, and later than the first"),
    ("Lapatinib has been FDA-approved since 2001.", [LAPATINIB_2007], (), "since a year before the first"),
    ("Lapatinib is approved by the FDA for gout.", [LAPATINIB_2007], ("lapatinib",), "every use is told, and it is none"),
    (
        "Lapatinib is approved by the FDA for gout.",
        [
            approved("lapatinib", "2007-03-13", "gout"),
            act("lapatinib", Action.WITHDRAWN, "2012-05-01", "gout"),
        ],
        (),
        "taken back before the page",
    ),
    ("Olaparib is only available in clinical trials for ovarian cancer.", [approved("olaparib", "2010-01-05", "ovarian cancer")], (), "approved long before"),
    ("No drug is approved by the FDA for gout.", [approved("febuxostat", "2009-02-13", "gout")], (), "one was"),
    ("There is no generic version of lapatinib.", [LAPATINIB_2007, act("lapatinib", Action.GENERIC, "2012-09-01")], (), "there was one"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events", "complete", "why"), FIRES)
def test_fires(judged, text, events, complete, why):
    assert len(judged("FDA002", text, *events, complete=complete)) == 1, why


SILENT = [
    ("The FDA approved lapatinib in 2007.", [LAPATINIB_2007], (), "the right year"),
    ("The FDA approved lapatinib in March 2007.", [LAPATINIB_2007], (), "the right month"),
    ("The FDA approved lapatinib on March 14, 2007.", [LAPATINIB_2007], (), "the day of the news"),
    (
        "The FDA approved lapatinib in 2010.",
        [LAPATINIB_2007, approved("lapatinib", "2010-01-29", "breast cancer", setting="first line")],
        (),
        "the year of a further use",
    ),
    ("The FDA approved lapatinib for gout in 2010.", [LAPATINIB_2007], (), "Drugs@FDA has no uses: absence proves nothing"),
    ("Lapatinib is approved by the FDA for gout.", [LAPATINIB_2007], (), "not every use is told"),
    (
        "Lapatinib is approved by the FDA for gout.",
        [approved("lapatinib", "2024-05-01", "breast cancer", seen=True)],
        (),
        "a label lists only what is approved now",
    ),
    (
        "The FDA approved lapatinib in 2003.",
        [approved("lapatinib", "2007-03-13", "breast cancer", seen=True)],
        (),
        "seen by that day, so perhaps approved before",
    ),
    ("Lapatinib is not approved by the FDA for breast cancer.", [], (), "no record is no contradiction"),
    ("Lapatinib is approved by the FDA for breast cancer.", [], (), "in neither direction"),
    (
        "Lapatinib is being studied for breast cancer.",
        [LAPATINIB_2007],
        (),
        "“being studied” is no denial: research goes on after an approval",
    ),
    (
        "An application for a further use of lapatinib is under FDA review.",
        [LAPATINIB_2007],
        (),
        "what is under review may be a further use",
    ),
    ("Lapatinib was approved in Europe in 2003.", [LAPATINIB_2007], (), "another agency"),
    ("The FDA designated lapatinib an orphan drug in 2003.", [LAPATINIB_2007], (), "a designation"),
    ("An FDA panel voted for approval of lapatinib in 2003.", [LAPATINIB_2007], (), "a committee's vote"),
    ("A trial of lapatinib started in 2003.", [LAPATINIB_2007], (), "a trial's start"),
    ("Lapatinib became available through expanded access in 2003.", [LAPATINIB_2007], (), "expanded access"),
    ("The FDA revoked its approval of lapatinib for gout.", [LAPATINIB_2007], (), "no record of it is no proof"),
    (
        "Lapatinib is sold in the United States.",
        [LAPATINIB_2007, act("lapatinib", Action.DISCONTINUED, "2012-09-01", brand="Tykerb", brand_only=True)],
        (),
        "one brand gone is not the drug gone",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events", "complete", "why"), SILENT)
def test_silent(judged, text, events, complete, why):
    assert judged("FDA002", text, *events, complete=complete) == [], why


def test_the_first_of_a_class_that_was_not(judged):
    text = "Niraparib was the first PARP inhibitor approved by the FDA."
    events = [OVARIAN_2014, approved("niraparib", "2017-03-27", "ovarian cancer")]
    (finding,) = judged("FDA002", text, *events, dated="June 3, 2018")
    assert "19 December 2014" in finding.message
    right = "Olaparib was the first PARP inhibitor approved by the FDA."
    assert judged("FDA002", right, *events, dated="June 3, 2018") == []


def test_a_page_without_a_date_can_be_contradicted_by_what_no_date_makes_true(judged):
    assert len(judged("FDA002", "The FDA approved lapatinib in 2003.", LAPATINIB_2007, dated="")) == 1
    assert (
        judged("FDA002", "Lapatinib is not approved by the FDA for breast cancer.", LAPATINIB_2007, dated="")
        == []
    )


def test_a_page_of_the_future_is_not_judged(judged):
    text = "Lapatinib is not approved by the FDA for breast cancer."
    assert judged("FDA002", text, LAPATINIB_2007, dated="March 2, 2031") == []
