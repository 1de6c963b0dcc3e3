"""How a product is taken, what a disease does, initials, forms: what narrows a denial, and what says only what it is."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from tests.labelled.alone import judged_alone
from verdicts.kin import complaints

TODAY = date(2026, 1, 15)
ACCUSING = {Verdict.OUTDATED, Verdict.CONTRADICTED}


def verdicts(desk, text, day):
    (claims,) = judged_alone(desk, [(text, day)], TODAY)
    return {c.judged.verdict for c in claims}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # how the one product there is is taken
        ("Ofatumumab as a monthly self-injection for relapsing MS isn't approved.", "2020-02-01"),
        ("Twice-yearly lenacapavir isn't approved to prevent HIV.", "2024-08-01"),
        # ages alone, compared with the record
        ("Dupilumab is not approved for eczema in anyone younger than six.", "2021-01-01"),
        ("Trikafta is approved from 12 years on, not for six- to eleven-year-olds.", "2020-04-01"),
        # what the disease does
        ("Nothing has been approved that brings the colour back in vitiligo.", "2021-11-01"),
        ("No drug is approved to make hair grow back in severe alopecia areata.", "2021-08-01"),
        # a symptom that is approved under a name of its own
        ("Valbenazine is approved for tardive dyskinesia but not for chorea of Huntington's.", "2017-08-01"),
        # words of what is approved beside it
        (
            "Ruxolitinib is approved for myelofibrosis, but no cream of it is approved for eczema.",
            "2021-02-01",
        ),
        # initials of the one disease for which the drugs are approved
        ("Selegiline and rasagiline are the only MAO-B inhibitors on the US market for PD.", "2016-02-01"),
        # a list that knows of an approval in the month of the page
        ("The two drugs approved for hATTR polyneuropathy are patisiran and inotersen.", "2018-10-01"),
        # a form that is told right before
        (
            "Glucagon has to be mixed; a nasal powder is not available but Lilly has filed for it.",
            "2018-10-01",
        ),
        # told of the disease in a clause of its own
        ("Psychosis in Parkinson's disease is hard to treat; pimavanserin is not approved.", "2015-06-01"),
    ],
)
def test_what_says_only_what_it_is_leaves_the_denial_whole(desk, text, day):
    assert verdicts(desk, text, day) & ACCUSING


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tirzepatide is approved only as an injection; a tablet of it has not been approved.", "2023-09-01"),
        ("Zuranolone is approved for postpartum depression but not for major depression.", "2023-10-01"),
        ("Monthly buprenorphine implants are not approved for pain.", "2019-01-01"),
        (
            "Abrysvo isn't approved for people older than 18 but younger than 50 who are healthy.",
            "2023-12-01",
        ),
        ("Rimegepant is approved in adults only, not for 6- to 17-year-olds.", "2021-10-01"),
        ("Galcanezumab, a once-monthly self-injection, isn't approved to stop an attack.", "2022-06-01"),
        ("FDA has approved Apretude, the first PrEP option that isn't a daily pill.", "2022-01-01"),
        ("Ocrelizumab has been approved for over 7, but not for children.", "2024-06-01"),
    ],
)
def test_what_narrows_a_denial_accuses_nobody(desk, text, day):
    assert not verdicts(desk, text, day) & ACCUSING


@pytest.mark.parametrize("condition", [c for c, row in complaints().items() if "says" in row])
def test_each_complaint_with_examples_is_read_so(desk, condition):
    row = complaints()[condition]
    assert verdicts(desk, row["says"], "") & ACCUSING
    assert not verdicts(desk, row["not"], "") & ACCUSING


def test_every_complaint_is_one_of_a_condition_of_the_lexicon(desk):
    assert set(complaints()) <= set(desk.lexicon.conditions)
