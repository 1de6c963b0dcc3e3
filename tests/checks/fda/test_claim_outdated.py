"""FDA001: true when the page was dated, and overtaken since by an approval or another act of FDA."""

from __future__ import annotations

from datetime import date

import pytest

from model.approval import Action
from model.finding import Severity, Verdict
from tests.checks.fda.conftest import act, approved, with_class

NOT_YET = "Olaparib is not yet approved by the FDA for breast cancer."
BREAST_2018 = approved("olaparib", "2018-01-12", "breast cancer", brand="Lynparza", number="NDA208558")
OVARIAN_2014 = approved("olaparib", "2014-12-19", "ovarian cancer", brand="Lynparza", number="NDA206162")


def test_the_finding_names_the_act_its_day_and_what_to_write(judged):
    (finding,) = judged("FDA001", f"It is early. {NOT_YET} Ask.", OVARIAN_2014, BREAST_2018)
    assert finding.quote == NOT_YET
    assert finding.severity is Severity.ERROR
    assert finding.verdict is Verdict.OUTDATED
    assert finding.since == date(2018, 1, 12)
    assert "12 January 2018" in finding.message
    assert finding.claim == "The page says: Olaparib is not approved by FDA for breast cancer"
    assert "12 January 2018" in finding.suggestion
    (exhibit,) = finding.evidence
    assert exhibit.id == "NDA208558"
    assert "ApplNo=208558" in exhibit.url


DENIALS = [
    ("Olaparib is not FDA-approved for breast cancer.", "not approved"),
    ("Olaparib is only available in clinical trials for breast cancer.", "only in trials"),
    ("Olaparib is still experimental for breast cancer.", "experimental"),
    ("Olaparib is an investigational drug for breast cancer.", "investigational"),
    ("Olaparib is being studied for breast cancer.", "studied: was it true then, and is it all there is to say now?"),
    ("Olaparib is awaiting FDA approval for breast cancer.", "awaiting"),
    ("Doctors sometimes prescribe olaparib off label for breast cancer.", "off label then, on label now"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), DENIALS)
def test_every_form_of_not_yet_is_overtaken(judged, text, why):
    (finding,) = judged("FDA001", text, BREAST_2018)
    assert finding.since == date(2018, 1, 12), why


ACTS = [
    ("There is no generic version of olaparib.", act("olaparib", Action.GENERIC, "2020-01-07"), "a generic came"),
    ("No biosimilar of Humira is available.", act("adalimumab", Action.BIOSIMILAR, "2023-01-31"), "a biosimilar came"),
    ("Omeprazole is not available over the counter.", act("omeprazole", Action.OTC, "2016-06-20"), "over the counter now"),
    ("Tofacitinib does not have a boxed warning.", act("tofacitinib", Action.BOXED_WARNING, "2021-09-01"), "a boxed warning came"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event", "why"), ACTS)
def test_other_denials_are_overtaken_by_their_own_act(judged, text, event, why):
    (finding,) = judged("FDA001", text, event)
    assert finding.since == event.date.earliest(), why
    assert judged("FDA001", text, event, dated="June 3, 2024") == [], "the page is newer"


SILENT = [
    (NOT_YET, [OVARIAN_2014], "approved for another disease only"),
    (NOT_YET, [approved("olaparib", "2018-01-12")], "approved, but the source does not say for what"),
    (NOT_YET, [act("olaparib", Action.TENTATIVE, "2018-01-12", "breast cancer")], "tentative is not approved"),
    (NOT_YET, [act("olaparib", Action.EMERGENCY, "2018-01-12", "breast cancer")], "nor is an emergency authorisation"),
    (NOT_YET, [act("olaparib", Action.LABEL, "2018-01-12", "breast cancer")], "nor a label's revision"),
    (NOT_YET, [act("olaparib", Action.GENERIC, "2018-01-12", "breast cancer")], "nor a generic"),
    (NOT_YET, [approved("olaparib", "2027-01-12", "breast cancer")], "approved after the day of the audit"),
    (NOT_YET, [approved("olaparib", "2012-01-12", "breast cancer")], "approved before the page: contradicted instead"),
    (NOT_YET, [approved("talazoparib", "2018-10-16", "breast cancer")], "another drug's approval"),
    (NOT_YET, [], "no record is not “not approved”, and no “approved” either"),
    (
        NOT_YET,
        [BREAST_2018, act("olaparib", Action.WITHDRAWN, "2022-08-26", "breast cancer")],
        "approved and taken back since: it holds again",
    ),
    (
        "Olaparib is not approved by the FDA for children with breast cancer.",
        [BREAST_2018],
        "an approval that names no age is none for children",
    ),
    (
        "Olaparib is not approved by the FDA for HER2-positive breast cancer.",
        [approved("olaparib", "2018-01-12", "breast cancer", markers=("her2-",))],
        "approved for the opposite marker",
    ),
    (
        "Olaparib is not approved by the FDA for early breast cancer.",
        [approved("olaparib", "2018-01-12", "breast cancer", stage="metastatic")],
        "approved for another stage",
    ),
    ("Olaparib is being studied in many kinds of cancer.", [BREAST_2018], "research at large goes on"),
    ("Is olaparib approved by the FDA for breast cancer?", [BREAST_2018], "a question"),
    ("If olaparib is not approved by the FDA for breast cancer, ask.", [BREAST_2018], "a condition"),
    ("Olaparib is not approved by the EMA for breast cancer.", [BREAST_2018], "another agency"),
    ("Olaparib was granted orphan drug designation for breast cancer.", [BREAST_2018], "a designation is history"),
    ("Olaparib was the first drug approved by the FDA for it.", [BREAST_2018], "history"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events", "why"), SILENT)
def test_silent(judged, text, events, why):
    assert judged("FDA001", text, *events) == [], why


def test_a_page_without_a_date_speaks_today(judged):
    (finding,) = judged("FDA001", NOT_YET, BREAST_2018, dated="")
    assert finding.since == date(2018, 1, 12)
    assert finding.message.endswith("The page gives no date.")
    assert "was dated" not in finding.message


@pytest.mark.parametrize(
    ("dated", "fires", "why"),
    [
        ("January 11, 2018", True, "the day before"),
        ("January 13, 2018", False, "the day after: contradicted"),
        ("December 2017", True, "the month before"),
        ("February 2018", False, "the month after"),
        ("2017", True, "the year before"),
        ("2019", False, "the year after"),
    ],
)
def test_the_page_and_the_approval_lie_close_together(judged, dated, fires, why):
    assert bool(judged("FDA001", NOT_YET, BREAST_2018, dated=dated)) is fires, why


def test_the_day_that_the_sentence_gives_outranks_the_pages(judged):
    text = "As of June 2014, olaparib is not approved by the FDA for ovarian cancer."
    (finding,) = judged("FDA001", text, OVARIAN_2014, dated="March 2, 2016")
    assert finding.since == date(2014, 12, 19)


def test_one_drug_under_several_applications_the_first_that_fits_decides(judged):
    events = [
        approved("olaparib", "2022-03-11", "breast cancer", number="NDA208559"),
        approved("olaparib", "2018-01-12", "breast cancer", number="NDA208558"),
        approved("olaparib", "2016-05-01", "ovarian cancer", number="NDA206162"),
        act("olaparib", Action.GENERIC, "2017-06-01", number="ANDA212345"),
    ]
    (finding,) = judged("FDA001", NOT_YET, *events)
    assert finding.evidence[0].id == "NDA208558"


def test_a_class_falls_with_its_first_member_in_that_disease(judged):
    text = "PARP inhibitors are not yet approved by the FDA for breast cancer."
    events = [OVARIAN_2014, BREAST_2018, approved("talazoparib", "2018-10-16", "breast cancer")]
    (finding,) = judged("FDA001", text, *events)
    assert finding.since == date(2018, 1, 12)
    assert judged("FDA001", text, OVARIAN_2014) == [], "the first member's approval in another disease"


def test_a_class_is_what_its_members_are(judged):
    text = "PARP inhibitors are not yet approved by the FDA for breast cancer."
    without = with_class("parp inhibitor", "niraparib", "rucaparib")
    assert judged("FDA001", text, BREAST_2018, lexicon=without) == [], "olaparib is no member here"


def test_none_falls_with_any_drug(judged):
    text = "No drug is approved by the FDA for geographic atrophy."
    (finding,) = judged("FDA001", text, approved("pegcetacoplan", "2023-02-17", "geographic atrophy"))
    assert finding.since == date(2023, 2, 17)


def test_a_pair_is_met_by_an_approval_of_the_pair_only(judged):
    text = "Nivolumab plus ipilimumab is not yet approved by the FDA for melanoma."
    alone = approved("nivolumab", "2018-12-22", "melanoma")
    pair = approved("nivolumab", "2019-09-30", "melanoma", partners=("ipilimumab",))
    assert judged("FDA001", text, alone) == []
    (finding,) = judged("FDA001", text, alone, pair)
    assert finding.since == date(2019, 9, 30)


def test_an_accelerated_approval_that_became_regular(judged):
    events = [
        act("palbociclib", Action.ACCELERATED, "2015-02-03", "breast cancer"),
        act("palbociclib", Action.CONVERTED, "2017-03-31", "breast cancer"),
    ]
    state = "Palbociclib has accelerated approval from the FDA for breast cancer."
    told = "The FDA granted accelerated approval to palbociclib for breast cancer in February 2015."
    (finding,) = judged("FDA001", state, *events, dated="June 3, 2016")
    assert finding.since == date(2017, 3, 31)
    assert judged("FDA001", told, *events, dated="June 3, 2016") == [], "the grant is history"


def test_a_source_that_is_down_is_told_as_not_verified(whole):
    judgement = whole(NOT_YET, down=("olaparib",))
    assert judgement.findings == ()
    (open_,) = judgement.not_verified
    assert "503" in open_.reason
    assert open_.quote == NOT_YET


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        (NOT_YET, "no proof", "no record of the drug"),
        (
            "Zostavax is not approved by the FDA for breast cancer.",
            "vaccines",
            "vaccines are not in Drugs@FDA",
        ),
    ],
)
def test_no_record_is_not_verified_with_the_reason(whole, text, word, why):
    judgement = whole(text)
    assert judgement.findings == ()
    assert [word in n.reason for n in judgement.not_verified] == [True], why


def test_several_claims_of_one_sentence_that_one_act_decides_are_told_once(judged):
    text = "Olaparib is not yet approved by the FDA for breast cancer, and it is still experimental for breast cancer."
    assert len(judged("FDA001", text, BREAST_2018)) == 1
