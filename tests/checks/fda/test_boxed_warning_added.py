"""FDA007: a boxed warning that came after the page was dated."""

from __future__ import annotations

import pytest

from model.approval import Action
from tests.checks.fda.conftest import act, approved

KNOWN = approved("tofacitinib", "2012-11-06", "rheumatoid arthritis", brand="Xeljanz")
WARNED = act("tofacitinib", Action.BOXED_WARNING, "2019-07-26", brand="Xeljanz", number="NDA203214")
ABOUT = "# Tofacitinib\n\nTofacitinib is approved by the FDA for rheumatoid arthritis."


def test_the_note_says_what_to_add(whole):
    found = whole(ABOUT, KNOWN, WARNED, dated="June 3, 2018").findings
    assert [f.code for f in found] == ["FDA007"], "the claim of approval still holds"
    assert "boxed warning" in found[0].message
    assert "Add the boxed warning" in found[0].suggestion
    assert found[0].evidence[0].id == "NDA203214"


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (act("tofacitinib", Action.LABEL, "2019-07-26"), "a new label without a box"),
        (act("tofacitinib", Action.WITHDRAWN, "2019-07-26"), "a withdrawal is another note"),
        (
            act("tofacitinib", Action.BOXED_WARNING, "2019-07-26", seen=True),
            "the box may be older than the label seen",
        ),
        (act("baricitinib", Action.BOXED_WARNING, "2019-07-26"), "another drug's box"),
    ],
)
def test_silent(judged, event, why):
    assert judged("FDA007", ABOUT, KNOWN, event, dated="June 3, 2018") == [], why


def test_a_page_younger_than_the_warning_hears_nothing(judged):
    text = "# Tofacitinib\n\nTofacitinib carries a boxed warning about blood clots."
    assert judged("FDA007", text, KNOWN, WARNED, dated="June 3, 2020") == []


def test_one_note_for_a_class_that_got_its_warning_on_one_day(judged):
    text = "# JAK inhibitors\n\nTofacitinib is taken twice a day, baricitinib and upadacitinib are taken once a day."
    events = [
        act(drug, Action.BOXED_WARNING, "2021-09-01", brand=brand, number=number)
        for drug, brand, number in (
            ("tofacitinib", "Xeljanz", "NDA203214"),
            ("baricitinib", "Olumiant", "NDA207924"),
            ("upadacitinib", "Rinvoq", "NDA211675"),
        )
    ]
    (found,) = judged("FDA007", text, *events, dated="June 3, 2018")
    assert "Xeljanz and 2 more drugs of this page" in found.message
    assert "Xeljanz, Olumiant and Rinvoq" in found.suggestion
    assert [e.id for e in found.evidence] == ["NDA203214", "NDA207924", "NDA211675"]


def test_warnings_of_two_days_are_two_notes(judged):
    text = "# JAK inhibitors\n\nTofacitinib is taken twice a day, baricitinib is taken once a day."
    later = act("baricitinib", Action.BOXED_WARNING, "2021-09-01", brand="Olumiant")
    assert len(judged("FDA007", text, WARNED, later, dated="June 3, 2018")) == 2
