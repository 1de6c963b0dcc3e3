"""FDA009: an approval taken back, of one use or of all, as a note beside what the section says."""

from __future__ import annotations

import pytest

from model.approval import Action
from model.finding import Severity
from tests.checks.fda.conftest import act, approved

COLON = approved("bevacizumab", "2004-02-26", "colorectal cancer", brand="Avastin")
BREAST = act("bevacizumab", Action.ACCELERATED, "2008-02-22", "breast cancer", brand="Avastin")
REVOKED = act(
    "bevacizumab", Action.WITHDRAWN, "2011-11-18", "breast cancer", brand="Avastin", number="BLA125085"
)


def test_a_section_on_the_drug_hears_of_the_use_that_was_taken_back(whole):
    text = "# Bevacizumab\n\nBevacizumab is approved by the FDA for colorectal cancer."
    found = whole(text, COLON, BREAST, REVOKED, dated="June 3, 2010").findings
    assert [f.code for f in found] == ["FDA009"], "the claim itself holds"
    assert "breast cancer" in found[0].message
    assert "recommends the use" in found[0].suggestion


def test_what_an_error_on_a_claim_tells_is_not_told_again(whole):
    text = "# Bevacizumab\n\nBevacizumab is approved by the FDA for breast cancer."
    found = whole(text, COLON, BREAST, REVOKED, dated="June 3, 2010").findings
    assert {f.code for f in found} == {"FDA004"}


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (act("bevacizumab", Action.DISCONTINUED, "2011-11-18"), "no longer sold is not withdrawn"),
        (act("bevacizumab", Action.LABEL, "2011-11-18"), "a new label"),
        (act("bevacizumab", Action.BOXED_WARNING, "2011-11-18"), "a warning"),
        (act("trastuzumab", Action.WITHDRAWN, "2011-11-18", "breast cancer"), "another drug's"),
    ],
)
def test_silent(judged, event, why):
    text = "# Bevacizumab\n\nThe drug is given through a vein every two weeks in a clinic."
    assert judged("FDA009", text, COLON, event, dated="June 3, 2010") == [], why


def test_a_page_younger_than_the_act_hears_nothing(judged):
    text = "# Bevacizumab\n\nIn 2011, the FDA revoked its approval of bevacizumab for breast cancer."
    assert judged("FDA009", text, COLON, BREAST, REVOKED, dated="June 3, 2014") == []


OFF = act("voxelotor", Action.LEFT_MARKET, "2024-09-25", brand="Oxbryta")
GIVEN = approved("voxelotor", "2019-11-25", "sickle cell disease", brand="Oxbryta")
NAMED = [
    ("Examples include Oxbryta and hydroxyurea.", True, "offered in a list"),
    ("Voxelotor: binds to hemoglobin and reduces sickling.", True, "a label and what it does"),
    ("Voxelotor: increases the affinity of hemoglobin for oxygen.", True, "an entry; it increases no risk"),
    ("A tablet called Oxbryta keeps the cells round.", True, "offered in other words"),
    ("Your doctor may start you on Oxbryta.", True, "offered in other words"),
    ("Oxbryta: its sale ended in 2024.", False, "an entry that says so"),
    ("Oxbryta 500 mg increased the risk of death.", False, "a harm told of"),
    ("Oxbryta was taken off the market in 2024. It was used until then.", False, "the page says so"),
    ("A study compared Oxbryta with placebo.", False, "research told of"),
    ("Drugs that can cause headache include Oxbryta.", False, "a list of harms"),
    ("Some people asked about Oxbryta.", False, "no offer"),
]


@pytest.mark.parametrize(("text", "fires", "why"), NAMED)
@pytest.mark.parametrize("dated", ["March 1, 2026", ""])
def test_a_drug_that_is_off_the_market_is_told_whatever_the_words(judged, text, fires, why, dated):
    found = judged("FDA009", f"# Sickle cell disease\n\n{text}", GIVEN, OFF, dated=dated)
    assert bool(found) is fires, why
    for finding in found:
        assert finding.severity is Severity.WARNING
        assert finding.harm
        assert "not available now" in finding.suggestion
        assert finding.quote in text


@pytest.mark.parametrize(("dated", "code"), [("March 1, 2026", "FDA002"), ("", "FDA004")])
def test_what_is_a_claim_as_well_is_told_once_and_as_an_error(whole, dated, code):
    page = "# Sickle cell disease\n\nOxbryta is used for sickle cell disease."
    (finding,) = whole(page, GIVEN, OFF, dated=dated).findings
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert "not available now" in finding.suggestion


def test_it_is_told_before_all_else(judged):
    (finding,) = judged("FDA009", "# Oxbryta\n\nOxbryta is a good choice.", GIVEN, OFF, dated="March 1, 2020")
    assert finding.harm
    assert "1 March 2020" in finding.message


def test_the_end_of_the_last_use_is_told_once(whole):
    given = approved("panobinostat", "2015-02-23", "multiple myeloma", brand="Farydak")
    taken = act("panobinostat", Action.WITHDRAWN, "2022-03-24", "multiple myeloma", brand="Farydak")
    text = "# Farydak\n\nFarydak is a tablet.\n\nFarydak is approved by the FDA for multiple myeloma."
    found = whole(text, given, taken, dated="February 21, 2026").findings
    assert [f.code for f in found] == ["FDA002"]


TABLE = """# Sickle cell drugs

| Drug | How it is taken | Approved |
| --- | --- | --- |
| Hydroxyurea | Capsule | 1998 |
| Voxelotor (Oxbryta) | Tablet once a day | 2019 |

Ask which of them fits you.
"""


def test_a_row_of_a_table_tells_of_a_drug_and_is_quoted_whole(judged):
    found = judged("FDA009", TABLE, GIVEN, OFF, dated="June 3, 2025")
    assert [f.quote for f in found] == ["Voxelotor (Oxbryta) | Tablet once a day | 2019"]
    assert found[0].span is not None


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("Tablet | 2019, withdrawn in 2024", "the row says so"),
        ("Tablet | sold no longer sold", "the row says so in other words"),
    ],
)
def test_a_row_that_tells_of_the_end_is_silent(judged, told, why):
    text = TABLE.replace("Tablet once a day | 2019", told)
    assert judged("FDA009", text, GIVEN, OFF, dated="June 3, 2025") == [], why


def test_a_table_that_offers_nothing_is_silent(judged):
    text = "# Trials\n\n| Drug | Patients |\n| --- | --- |\n| Oxbryta | 274 |\n\nAll were followed."
    assert judged("FDA009", text, GIVEN, OFF, dated="June 3, 2025") == []


@pytest.mark.parametrize(
    "text",
    [
        "Valdecoxib left American pharmacies because of heart attacks.",
        "Valdecoxib, a tablet taken for arthritis, came to an end in 2005.",
        "Valdecoxib tablets: gone, after years of sales.",
    ],
)
def test_a_page_that_knows_of_the_end_in_other_words_is_right(whole, text):
    gone = act("valdecoxib", Action.LEFT_MARKET, "2005-04-07", brand="Bextra")
    assert "FDA009" not in [f.code for f in whole(f"# Joints\n\n{text}", gone, dated="June 3, 2022").findings]


@pytest.mark.parametrize(
    "text",
    [
        "People who do not tolerate ibuprofen may take valdecoxib.",
        "Valdecoxib is taken with food.",
        "Valdecoxib is a second-line therapy for arthritis.",
    ],
)
def test_a_drug_that_is_gone_is_told_however_it_is_offered(whole, text):
    gone = act("valdecoxib", Action.LEFT_MARKET, "2005-04-07", brand="Bextra")
    assert "FDA009" in [f.code for f in whole(f"# Joints\n\n{text}", gone, dated="June 3, 2022").findings]
