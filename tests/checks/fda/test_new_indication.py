"""FDA008: a further use, approved after the page was dated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks import judge as judge_page
from checks.fda.new_indication import CHECK
from model.approval import Action
from model.page import PageType
from model.policy import Policy
from tests.checks.fda.conftest import TODAY, act, answers_of, approved, names, page_of

OVARIAN = approved("olaparib", "2014-12-19", "ovarian cancer", brand="Lynparza", number="NDA206162")
BREAST = approved("olaparib", "2018-01-12", "breast cancer", brand="Lynparza", number="NDA208558")
ABOUT = "# Olaparib\n\nOlaparib is approved by the FDA for ovarian cancer."


def test_the_note_names_the_use(whole):
    found = whole(ABOUT, OVARIAN, BREAST, dated="June 3, 2016").findings
    assert [f.code for f in found] == ["FDA008"], "the claim of approval still holds"
    assert "breast cancer" in found[0].message
    assert "belongs in this section" in found[0].suggestion
    assert found[0].evidence[0].id == "NDA208558"


def test_an_accelerated_approval_of_a_further_use_counts(judged):
    event = act("olaparib", Action.ACCELERATED, "2018-01-12", "breast cancer")
    assert len(judged("FDA008", ABOUT, OVARIAN, event, dated="June 3, 2016")) == 1


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (act("olaparib", Action.TENTATIVE, "2018-01-12", "breast cancer"), "tentative is not approved"),
        (act("olaparib", Action.EMERGENCY, "2018-01-12", "covid-19"), "nor is an emergency authorisation"),
        (
            act("olaparib", Action.CONVERTED, "2018-01-12", "ovarian cancer"),
            "accelerated made full is no further use",
        ),
        (act("olaparib", Action.GENERIC, "2018-01-12"), "nor is a generic"),
        (act("olaparib", Action.LABEL, "2018-01-12"), "nor a new label"),
        (act("olaparib", Action.OTC, "2018-01-12"), "nor sale without a prescription"),
        (approved("talazoparib", "2018-10-16", "breast cancer"), "another member of its class"),
    ],
)
def test_silent(judged, event, why):
    assert judged("FDA008", ABOUT, OVARIAN, event, dated="June 3, 2016") == [], why


def test_what_an_error_on_a_denial_tells_is_not_told_again(whole):
    text = "# Olaparib\n\nOlaparib is not yet approved by the FDA for breast cancer."
    found = whole(text, OVARIAN, BREAST, dated="June 3, 2016").findings
    assert {f.code for f in found} == {"FDA001"}


@pytest.mark.parametrize("kind", [PageType.JOURNAL, PageType.NEWS, PageType.REGISTRY])
def test_a_record_of_its_day_owes_no_later_use(kind):
    page = page_of(ABOUT, "June 3, 2016", names())
    answers = answers_of((OVARIAN, BREAST), (), (), names())
    assert "FDA008" in {f.code for f in judge_page(page, answers, Policy(), TODAY, [CHECK]).findings}
    record = replace(page, type=kind)
    assert "FDA008" not in {f.code for f in judge_page(record, answers, Policy(), TODAY, [CHECK]).findings}
