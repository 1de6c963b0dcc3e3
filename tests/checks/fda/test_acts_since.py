"""FDA006 to FDA009, what they share: notes on what FDA did, since the page's date, with a section's drugs."""

from __future__ import annotations

from datetime import date

import pytest

from model.approval import Action
from model.finding import Severity
from tests.checks.fda.conftest import act, approved

ABOUT = "# Tofacitinib\n\nThe pill is taken twice a day with or without food."
OTHER = "# Sleep\n\nGo to bed at the same time every night and get up early."
#: Each check with an act that it tells.
CHECKS = {
    "FDA006": act("tofacitinib", Action.DISCONTINUED, "2021-09-01", brand="Xeljanz"),
    "FDA007": act("tofacitinib", Action.BOXED_WARNING, "2021-09-01", brand="Xeljanz"),
    "FDA008": approved("tofacitinib", "2021-09-01", "ankylosing spondylitis", brand="Xeljanz"),
    "FDA009": act("tofacitinib", Action.WITHDRAWN, "2021-09-01", "rheumatoid arthritis", brand="Xeljanz"),
}  # fmt: skip
BOTH = list(CHECKS.items())


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_one_note_with_the_act_and_its_day(judged, code, event):
    (finding,) = judged(code, ABOUT, event)
    assert finding.severity is (Severity.WARNING if code == "FDA007" else Severity.NOTE)
    assert finding.since == date(2021, 9, 1)
    assert "Xeljanz" in finding.message
    assert "1 September 2021" in finding.message
    assert "2 March 2015" in finding.message
    assert finding.evidence[-1].id == "NDA012345"


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_each_check_tells_its_own_kind_of_act_only(judged, code, event):
    others = [e for c, e in CHECKS.items() if c != code]
    assert judged(code, ABOUT, *others) == []


def moved(event, day):
    return act(
        event.drug,
        event.action,
        day,
        event.indication.condition if event.indication else "",
        brand=event.brand,
    )


@pytest.mark.parametrize(("code", "event"), BOTH)
@pytest.mark.parametrize(
    ("day", "fires", "why"),
    [
        ("2015-03-01", False, "the day before"),
        ("2015-03-02", False, "the page's own day"),
        ("2015-03-03", True, "the day after"),
        ("2015", False, "some day of the page's year"),
        ("2016", True, "some day of a later year"),
        ("2026-11-24", True, "the day of the audit"),
        ("2026-11-25", False, "the day after the audit"),
    ],
)
def test_since_the_pages_date_and_up_to_the_audit(judged, code, event, day, fires, why):
    assert bool(judged(code, ABOUT, moved(event, day))) is fires, why


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_silent_on_another_drugs_section(judged, code, event):
    assert judged(code, OTHER, event) == []
    assert judged(code, "# Adalimumab\n\nThe injection is given every other week at home.", event) == []


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_a_drug_in_passing_is_not_what_a_section_is_about(judged, code, event):
    text = "# Arthritis\n\nSome people who took tofacitinib with the soup felt better after a week."
    assert judged(code, text, event) == []


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_a_drug_that_the_section_makes_a_claim_on_is(judged, code, event):
    text = "# Pills\n\nTofacitinib is approved by the FDA for psoriatic arthritis."
    assert len(judged(code, text, approved("tofacitinib", "2012-11-06", "psoriatic arthritis"), event)) == 1


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_a_brand_in_the_heading_is_the_drug(judged, code, event):
    assert len(judged(code, "# How to take Xeljanz\n\nTake it with water in the morning.", event)) == 1


@pytest.mark.parametrize(("code", "event"), [b for b in BOTH if b[0] != "FDA009"])
def test_a_day_by_which_a_source_shows_it_is_no_day_of_the_act(judged, code, event):
    seen = act("tofacitinib", event.action, "2021-09-01", seen=True)
    assert judged(code, ABOUT, seen) == []


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_a_page_without_a_date_has_no_since(judged, code, event):
    assert judged(code, ABOUT, event, dated="") == []


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_several_acts_are_one_note_with_the_last_in_front(judged, code, event):
    earlier = moved(event, "2018-05-30")
    (finding,) = judged(code, ABOUT, earlier, event)
    assert finding.since == date(2021, 9, 1)
    assert ("1 more since" if code == "FDA008" else "1 more before it") in finding.message
    assert len(finding.evidence) == 2


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_once_a_page_and_drug(judged, code, event):
    text = (
        "# Xeljanz\n\nIt comes in bottles.\n\n## Tofacitinib\n\nTofacitinib is approved by the FDA for psoriatic "
        "arthritis. Tofacitinib is FDA-approved for ulcerative colitis, too.\n\n## Xeljanz at home\n\nKeep it dry."
    )
    known = [
        approved("tofacitinib", "2012-11-06", use) for use in ("psoriatic arthritis", "ulcerative colitis")
    ]
    assert len(judged(code, text, *known, event)) == 1


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_the_quote_is_a_sentence_that_names_the_drug_never_a_heading(judged, code, event):
    text = "# Pills\n\nTwo are in use.\n\n## Tofacitinib\n\nKeep it dry. Tofacitinib is taken twice a day."
    (finding,) = judged(code, text, event)
    assert finding.quote == "Tofacitinib is taken twice a day."


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_a_class_is_not_every_one_of_its_members(judged, code, event):
    text = "# Arthritis\n\nJAK inhibitors are approved by the FDA for rheumatoid arthritis."
    assert judged(code, text, approved("tofacitinib", "2012-11-06", "rheumatoid arthritis"), event) == []


@pytest.mark.parametrize(("code", "event"), BOTH)
def test_a_source_that_is_down_makes_no_note(whole, code, event):
    assert whole(ABOUT, down=("tofacitinib",)).findings == ()
    assert [f.code for f in whole(ABOUT, event).findings] == [code]
