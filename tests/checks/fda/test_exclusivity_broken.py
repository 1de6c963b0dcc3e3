"""FDA003: "the only" falls with one later member, a count with one more, "the first" and "at least" never."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from model.approval import Action
from model.finding import Severity, Verdict
from tests.checks.fda.conftest import act, approved, with_class

OLAPARIB = approved("olaparib", "2014-12-19", "ovarian cancer", brand="Lynparza")
RUCAPARIB = approved("rucaparib", "2016-12-19", "ovarian cancer", brand="Rubraca", number="NDA209115")
NIRAPARIB = approved("niraparib", "2017-03-27", "ovarian cancer", brand="Zejula", number="NDA208447")
TALAZOPARIB = approved("talazoparib", "2018-10-16", "breast cancer", brand="Talzenna", number="NDA211651")
ONLY = "Olaparib is the only PARP inhibitor approved by the FDA for ovarian cancer."


def test_the_finding_names_who_came_and_when(judged):
    (finding,) = judged("FDA003", ONLY, OLAPARIB, RUCAPARIB, NIRAPARIB, dated="March 2, 2015")
    assert finding.severity is Severity.ERROR
    assert finding.verdict is Verdict.OUTDATED
    assert finding.since == date(2016, 12, 19)
    assert "Rubraca" in finding.suggestion
    assert "Zejula" in finding.suggestion
    assert finding.evidence[0].id == "NDA209115"


FIRES = [
    (ONLY, [OLAPARIB, RUCAPARIB], "one later member"),
    ("Of the PARP inhibitors, olaparib is the only one approved by the FDA for ovarian cancer.", [OLAPARIB, RUCAPARIB], "“of the …”"),
    ("Olaparib is the only drug approved by the FDA for ovarian cancer.", [OLAPARIB, RUCAPARIB], "of all drugs"),
    ("Olaparib is the first and only PARP inhibitor approved by the FDA for ovarian cancer.", [OLAPARIB, RUCAPARIB], "its “only” falls"),
    ("Olaparib is the only PARP inhibitor approved by the FDA.", [OLAPARIB, RUCAPARIB], "for any use"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events", "why"), FIRES)
def test_fires(judged, text, events, why):
    (finding,) = judged("FDA003", text, *events)
    assert finding.since == date(2016, 12, 19), why
    assert judged("FDA001", text, *events) == [], "told by one check, not by two"


SILENT = [
    (ONLY, [OLAPARIB], "alone to this day"),
    (ONLY, [OLAPARIB, TALAZOPARIB], "the other one is for another disease"),
    (ONLY, [OLAPARIB, act("rucaparib", Action.TENTATIVE, "2016-12-19", "ovarian cancer")], "a tentative approval"),
    (ONLY, [OLAPARIB, act("olaparib", Action.GENERIC, "2016-12-19", number="ANDA212345")], "a generic is the same drug"),
    (ONLY, [OLAPARIB, approved("olaparib", "2017-08-17", "ovarian cancer")], "a further use of its own"),
    (
        ONLY,
        [OLAPARIB, approved("rucaparib", "2016-12-19", "ovarian cancer"), act("rucaparib", Action.WITHDRAWN, "2020-06-01", "ovarian cancer")],
        "the other one came and went",
    ),
    (ONLY, [OLAPARIB, approved("bevacizumab", "2016-12-06", "ovarian cancer")], "not of that class"),
    (ONLY, [OLAPARIB, approved("rucaparib", "2027-12-19", "ovarian cancer")], "after the day of the audit"),
    (ONLY, [RUCAPARIB], "its own approval is on no record"),
    ("Olaparib was the first PARP inhibitor approved by the FDA.", [OLAPARIB, RUCAPARIB], "“the first” stays true"),
    ("In 2014, olaparib became the first PARP inhibitor approved by the FDA for ovarian cancer.", [OLAPARIB, RUCAPARIB], "with its year"),
    ("At least one PARP inhibitor is approved by the FDA for ovarian cancer.", [OLAPARIB, RUCAPARIB], "“at least” does not fall"),
    ("Olaparib is one of the PARP inhibitors approved by the FDA for ovarian cancer.", [OLAPARIB, RUCAPARIB], "“one of the”"),
    ("Olaparib is approved by the FDA only for ovarian cancer.", [OLAPARIB, RUCAPARIB], "“only for” says nothing of other drugs"),
    ("Olaparib is the only oral drug approved by the FDA for ovarian cancer.", [OLAPARIB, RUCAPARIB], "who is oral is on no record"),
    ("Is olaparib the only PARP inhibitor approved by the FDA for ovarian cancer?", [OLAPARIB, RUCAPARIB], "a question"),
    ("Olaparib is the only PARP inhibitor approved in Europe for ovarian cancer.", [OLAPARIB, RUCAPARIB], "another agency"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events", "why"), SILENT)
def test_silent(judged, text, events, why):
    assert judged("FDA003", text, *events) == [], why


def test_who_was_there_before_the_page_contradicts_it(judged):
    assert judged("FDA003", ONLY, OLAPARIB, RUCAPARIB, dated="June 3, 2018") == []
    (finding,) = judged("FDA002", ONLY, OLAPARIB, RUCAPARIB, dated="June 3, 2018")
    assert "19 December 2016" in finding.message


def test_a_page_without_a_date_speaks_today(judged):
    (finding,) = judged("FDA003", ONLY, OLAPARIB, RUCAPARIB, dated="")
    assert finding.since == date(2016, 12, 19)


COUNTS = [
    ("Two PARP inhibitors are approved by the FDA for ovarian cancer.", "2017-03-27", "two of three"),
    ("Only two PARP inhibitors are approved by the FDA for ovarian cancer.", "2017-03-27", "only two"),
]


@pytest.mark.parametrize(("text", "since", "why"), COUNTS)
def test_a_count_falls_with_one_more(judged, text, since, why):
    (finding,) = judged("FDA003", text, OLAPARIB, RUCAPARIB, NIRAPARIB, dated="January 5, 2017")
    assert str(finding.since) == since, why


COUNTS_STAND = [
    ("At least two PARP inhibitors are approved by the FDA for ovarian cancer.", "“at least” does not fall"),
    ("At least three PARP inhibitors are approved by the FDA for ovarian cancer.", "nor does it when more came"),
    ("As of January 2017, two PARP inhibitors had been approved by the FDA for ovarian cancer.", "dated by itself: but still two then"),
    ("Three PARP inhibitors are approved by the FDA for ovarian cancer.", "more than were there: another way to count"),
    ("Several PARP inhibitors are approved by the FDA for ovarian cancer.", "no number"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), [row for row in COUNTS_STAND if not row[0].startswith("As of")])
def test_a_count_stands(judged, text, why):
    assert judged("FDA003", text, OLAPARIB, RUCAPARIB, NIRAPARIB, dated="January 5, 2017") == [], why


def test_a_fixed_combination_of_a_member_is_no_other_drug(judged):
    text = "Dapagliflozin is the only SGLT2 inhibitor approved by the FDA for type 2 diabetes."
    group = with_class("sglt2 inhibitor", "dapagliflozin", "dapagliflozin / metformin", "empagliflozin")
    own = approved("dapagliflozin", "2014-01-08", "type 2 diabetes")
    again = approved("dapagliflozin / metformin", "2014-10-29", "type 2 diabetes")
    other = approved("empagliflozin", "2014-08-01", "type 2 diabetes")
    assert judged("FDA003", text, own, again, dated="March 2, 2014", lexicon=group) == []
    (finding,) = judged("FDA003", text, own, again, other, dated="March 2, 2014", lexicon=group)
    assert finding.since == date(2014, 8, 1)


def test_a_member_that_is_none_here_breaks_nothing(judged):
    lexicon = with_class("parp inhibitor", "olaparib", "niraparib")
    assert judged("FDA003", ONLY, OLAPARIB, RUCAPARIB, lexicon=lexicon) == []


def test_the_newest_is_not_the_newest_any_more(judged):
    text = "Niraparib is the newest PARP inhibitor approved by the FDA."
    (finding,) = judged("FDA003", text, OLAPARIB, RUCAPARIB, NIRAPARIB, TALAZOPARIB, dated="June 3, 2017")
    assert finding.since == date(2018, 10, 16)
    assert judged("FDA003", text, OLAPARIB, RUCAPARIB, NIRAPARIB, dated="June 3, 2017") == []


def test_the_first_stays_true_after_its_own_withdrawal(whole):
    text = "Exenatide was the first GLP-1 receptor agonist approved by the FDA."
    events = [
        approved("exenatide", "2005-04-28", "type 2 diabetes"),
        act("exenatide", Action.WITHDRAWN, "2024-10-01"),
        approved("liraglutide", "2010-01-25", "type 2 diabetes"),
    ]
    errors = [f for f in whole(text, *events, dated="June 3, 2012").findings if f.severity is Severity.ERROR]
    assert errors == []


def test_the_only_oral_one_falls_with_an_oral_one_and_not_with_an_injection(judged):
    text = "Olaparib is the only oral drug approved by the FDA for ovarian cancer."
    shot, pill = replace(RUCAPARIB, routes=("injection",)), replace(NIRAPARIB, routes=("oral",))
    (finding,) = judged("FDA003", text, OLAPARIB, shot, pill, dated="March 2, 2015")
    assert finding.since == date(2017, 3, 27)
    assert judged("FDA003", text, OLAPARIB, shot, dated="March 2, 2015") == []


EARLY = approved(
    "neratinib", "2017-07-17", "breast cancer", stage="early", brand="Nerlynx", number="NDA208051"
)
LATE = approved(
    "tucatinib", "2020-04-17", "breast cancer", stage="advanced", brand="Tukysa", number="NDA213411"
)
LAPATINIB = approved("lapatinib", "2007-03-13", "breast cancer", stage="advanced", brand="Tykerb")
ONLY_ONE = (
    "Of the tyrosine kinase inhibitors, lapatinib is the only one approved by the FDA for breast cancer."
)


@pytest.mark.parametrize(
    ("beside", "named", "why"),
    [
        ("", False, "a page that speaks of no stage"),
        ("PARP inhibitors are only offered in clinical trials for metastatic breast cancer.", True, "its own stage"),
        (
            "PARP inhibitors are in trials for metastatic breast cancer. Abemaciclib is in trials for early breast cancer.",
            False,
            "a page that speaks of both",
        ),
    ],
)  # fmt: skip
def test_the_rival_in_the_stage_of_which_the_page_speaks_is_named(judged, beside, named, why):
    (finding,) = judged("FDA003", f"{ONLY_ONE} {beside}", LAPATINIB, EARLY, LATE, dated="March 2, 2015")
    assert finding.since == date(2017, 7, 17), "the day of the first rival, whatever its stage"
    said = "in the stage this page is about, Tukysa (tucatinib) on 17 April 2020" in finding.message
    assert said is named, why


def test_a_drug_with_two_acts_is_named_once(judged):
    later = approved(
        "neratinib", "2020-02-25", "breast cancer", stage="advanced", brand="Nerlynx", number="NDA208051"
    )
    text = f"{ONLY_ONE} PARP inhibitors are only offered in clinical trials for metastatic breast cancer."
    (finding,) = judged("FDA003", text, LAPATINIB, EARLY, later, dated="March 2, 2015")
    assert finding.suggestion.count("Nerlynx") == 1
    assert "Nerlynx (neratinib) on 25 February 2020" in finding.message
