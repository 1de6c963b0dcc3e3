"""What a sentence names beside a drug, excepts, or says of everybody, is weighed as what it is."""

from __future__ import annotations

from datetime import date

import pytest

from model.approval import OUR_RECORD
from model.finding import Verdict
from tests.labelled.alone import judged_alone

TODAY = date(2026, 1, 15)
ACCUSING = {Verdict.OUTDATED, Verdict.CONTRADICTED}

#: Told as approved, and more than the record bears out.
UNBORNE = [
    ("2025-06", "Naltrexone/bupropion (Wellbutrin) is approved by the FDA for weight loss."),
    ("2025-06", "Dextromethorphan-bupropion (Zyban) is approved for depression."),
    ("2025-06", "Lixisenatide/insulin glargine (Lantus) is approved for type 2 diabetes."),
    ("2025-06", "Dupixent is approved for everyone with asthma."),
    ("2025-06", "Dupixent is approved for people of all ages with asthma."),
    ("2025-06", "Dupixent is approved for asthma at any age."),
    ("2025-06", "Humira is approved for everybody with Crohn's disease."),
    ("2020-09", "Zulresso was approved last spring."),
    ("2025-12", "Kisunla was approved last summer."),
    ("2025-08", "Kisunla was approved last July."),
    ("2025-06", "FDA-approved CAR-T cell therapies (full list): Kymriah, Yescarta."),
    ("2025-06", "For PTSD the FDA has approved sertraline, and that's it."),
    ("2025-06", "In Poland, donanemab is approved for Alzheimer's disease."),
]
BORNE_OUT = [
    ("2025-06", "Naltrexone/bupropion (Contrave) is approved by the FDA for weight loss."),
    ("2025-06", "Dupixent is approved for asthma."),
    ("2025-06", "Dupixent is approved for everyone 6 years and older with asthma."),
    ("2020-02", "Zulresso was approved last spring."),
    ("2025-08", "Kisunla was approved last summer."),
]
#: Denials with the month since which they are untrue.
AGED = [
    ("2014-06", "2015-08", "Hypoactive sexual desire: women with low desire have no drug approved for just that."),
    ("2011-06", "2012-09", "No oral drug is approved for multiple sclerosis besides fingolimod."),
    ("2020-01", "2021-09", "Jakafi isn't approved for graft-versus-host disease of the chronic kind."),
    ("2019-12", "2020-01", "Peanut allergy has no FDA-approved therapy at all."),
    ("2012-11", "2015-07", "Cystic fibrosis patients with two copies of F508del have no modulator that is approved for them."),
    ("2020-09", "2021-02", "Heart failure with preserved ejection fraction lacks any approved treatment."),
    ("2022-01", "2023-05", "There's no vaccine approved against RSV, neither for older people nor for pregnant women."),
    ("2018-10", "2019-03", "Antidepressants are used, but none is approved specifically for depression after childbirth."),
    ("2024-01", "2025-06", "There is no biosimilar for Prolia on the market."),
    ("2018-01-02", "2018-01", "Heplisav-B is not available yet."),
]  # fmt: skip
TRUE = [
    ("2022-06", "Semaglutide (Ozempic) is not approved for weight loss."),
    ("2025-06", "OnabotulinumtoxinA (Botox Cosmetic) is not approved for migraine."),
    ("2025-06", "Denosumab (Xgeva) is not approved for osteoporosis."),
    ("2024-04", "Iloprost may be infused for severe frostbite but isn't approved for Raynaud's, for which no drug has approval."),
    ("2025-06", "Dupixent | Asthma: 6 years and up | Eczema: 6 months and up | Food allergy: not approved"),
    ("2015-06", "No drug is approved for gastroparesis besides metoclopramide."),
    ("2024-03", "No drug is approved for cataplexy in children besides oxybate products."),
]  # fmt: skip

#: True, and told untrue once: what another clause tells (a day, a use, a symptom) was taken for the denial's own.
OF_ANOTHER_CLAUSE = [
    ("2023-10", "Since Makena was taken off the market in April 2023, no drug is approved to prevent preterm birth."),
    ("2018-12", "Because Zinbryta was withdrawn in March 2018, no daclizumab product is approved for multiple sclerosis."),
    ("2021-06", "Salagen is approved for the dry mouth of Sjögren's. But no drug is approved that treats the disease itself."),
    ("2024-06", "Nuplazid failed to win over the FDA for dementia psychosis, and Parkinson's psychosis is what it is approved for."),
    ("", "Fasenra failed to win over the FDA for nasal polyps; asthma and EGPA are what the antibody is approved for."),
]  # fmt: skip
HEARD_BEHIND = [
    ("2023-07", "Brisdelle and Veozah are approved for hot flashes. That's the whole list."),
    ("2018-09", "Ebola vaccine rVSV-ZEBOV has been used in Congo, being unlicensed anywhere."),
]


def _all(desk, rows):
    out = judged_alone(desk, [(row[-1], row[0]) for row in rows], TODAY)
    return [(row, {c.judged.verdict for c in claims}, claims) for row, claims in zip(rows, out, strict=True)]


def test_more_than_the_record_says_is_not_supported(desk):
    assert [r for r, verdicts, _ in _all(desk, UNBORNE) if Verdict.SUPPORTED in verdicts] == []


def test_what_the_record_says_is(desk):
    assert [r for r, verdicts, _ in _all(desk, BORNE_OUT) if verdicts != {Verdict.SUPPORTED}] == []


def test_denials_of_others_accuse_nobody(desk):
    assert [r for r, verdicts, _ in _all(desk, TRUE) if verdicts & ACCUSING] == []


def test_what_narrows_nothing_hides_no_aged_denial(desk):
    missed = []
    for row, _, claims in _all(desk, AGED):
        since = [str(c.judged.since) for c in claims if c.judged.verdict is Verdict.OUTDATED]
        if not any(day.startswith(row[1]) for day in since):
            missed.append((row, since))
    assert missed == []


@pytest.mark.parametrize(("said", "brand"), [("hepatitis B vaccine (Heplisav-B)", "Heplisav-B")])
def test_the_brand_that_is_named_is_the_one_that_is_told_of(desk, said, brand):
    ((one,),) = judged_alone(desk, [(f"The {said} is not approved by the FDA.", "2015-01")], TODAY)
    assert one.judged.suggestion.startswith(f"Say what holds now: {brand} ")
    ((one,),) = judged_alone(desk, [(f"The {said} was approved in 1986.", "2015-01")], TODAY)
    assert one.judged.verdict in (*ACCUSING, Verdict.NOT_VERIFIED)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mounjaro is approved by the FDA for weight loss.", "2025-06"),  # on no label
        ("Contrave is not on the market yet.", "2014-09-20"),  # the day of its first sale
        ("Domperidone is approved by the FDA for gastroparesis.", "2025-06"),
    ],
)
def test_what_no_page_of_fda_tells_is_told_as_our_record(desk, text, day):
    ((one, *_),) = judged_alone(desk, [(text, day)], TODAY)
    assert one.judged.verdict in ACCUSING
    assert one.judged.events[0].source == OUR_RECORD


def test_what_drugs_at_fda_tells_is_told_as_its(desk):
    ((one,),) = judged_alone(desk, [("Aimovig is not approved by the FDA.", "2018-01")], TODAY)
    assert one.judged.events[0].source == "Drugs@FDA"


def test_a_denial_as_of_a_day_is_judged_on_it(desk):
    said = [
        ("As of March 2015, Ibrance was not approved.", "2018-01"),
        ("As of January 2015, Ibrance was not approved.", "2018-01"),
        ("As of May 2012, the FDA had refused Qsymia.", "2018-01"),
    ]
    verdicts = [[c.judged.verdict for c in claims] for claims in judged_alone(desk, said, TODAY)]
    assert verdicts == [[Verdict.CONTRADICTED], [Verdict.SUPPORTED], [Verdict.NOT_VERIFIED]]


def test_what_another_clause_tells_accuses_no_denial(desk):
    assert [r for r, verdicts, _ in _all(desk, OF_ANOTHER_CLAUSE) if verdicts & ACCUSING] == []


def test_what_stands_behind_is_heard(desk):
    told = _all(desk, HEARD_BEHIND)
    assert [r for r, verdicts, _ in told if Verdict.SUPPORTED in verdicts or not verdicts] == []
