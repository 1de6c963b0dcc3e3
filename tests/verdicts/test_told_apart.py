"""Statuses whose subject, use or denial is told apart: in rows, in the sentence before, as an answer, as "none" alone."""

from __future__ import annotations

from datetime import date

import pytest

from model.dates import PartialDate
from model.evidence import Questions
from model.finding import Verdict
from model.page import Document
from pages.read import read
from tests.labelled.alone import judged_alone
from verdicts import drugs_of_claims, judge_page

TODAY = date(2026, 11, 27)
FLAGGED = frozenset({Verdict.OUTDATED, Verdict.CONTRADICTED})

STALE = [
    # rows and labels
    ("2021-08", "Mosunetuzumab (RG7828) | CD20 x CD3 | follicular lymphoma | trials only"),
    ("", "lasmiditan (COL-144): acute migraine; late-stage; NDA not yet filed"),
    ("2016-11", "REGN88/SAR153191 (sarilumab): rheumatoid arthritis in adults; BLA refiled; launch hoped for in 2017"),
    ("", "Geographic atrophy - FDA approved therapies: none to date."),
    ("2022", "Chikungunya - Vaccine: none."),
    ("2021", "Eylea (aflibercept) - biosimilars: none."),
    ("2021-03", "Tirzepatide (LY3298176). Class: GIP/GLP-1 agonist. Status: phase 3. Not available outside trials."),
    # questions
    ("", "Is there a medicine for NASH? Not yet: none has been licensed, though dozens are being tried."),
    ("2020-03", "Is there a vaccine against chikungunya? Not yet."),
    ("2017-05", "Are there medicines for tardive dyskinesia? No, none so far."),
    # none of what was told before
    ("2020-02", "KRAS G12C inhibitors are new in oncology. The FDA has approved not one of them."),
    ("2020-11", "Anti-amyloid antibodies, no member of which has been approved, are costly to make."),
    ("2017-06", "None of the CGRP antibodies has reached the market yet."),
    ("2017-09", "Every GLP-1 drug has to be injected. No pill exists, though one is being tried."),
    ("", "Some are in trials for presbyopia, none has been approved."),
    ("2018-04", "PARP inhibitors are used in ovarian cancer. For prostate cancer none of them has been licensed in the US."),
    # the subject before, the status after
    ("2021-02", "Mavacamten eases the squeeze in obstructive hypertrophic cardiomyopathy. It cannot be prescribed yet."),
    ("2016-03", "Dupilumab calmed eczema in SOLO 1. You cannot prescribe it today."),
    ("2019-06", "Two orexin blockers, suvorexant and lemborexant, were compared. The latter is not licensed yet."),
    ("2021-05", "Atogepant works by mouth. The FDA has moved its decision to September."),
    ("2022-02", "TIL therapy, in which a patient's own cells are grown, remains investigational for melanoma."),
    ("2020-06", "Biogen has filed for aducanumab, an antibody for Alzheimer's disease."),
    # words that take nothing away
    ("", "Friedreich ataxia: no drug of any kind has been approved anywhere in the world."),
    ("2022-05", "Sparsentan is still unapproved. People with IgA nephropathy won't find it at the chemist's as it's unapproved."),
    ("2021-01", "Givinostat for Duchenne isn't approved and you can only get it in a study."),
    ("2022-07", "Bimekizumab has been turned down by the FDA so far."),
]  # fmt: skip
OTHERS = [
    ("", "Moclobemide is a reversible MAOI sold in Canada. It has never been approved in the USA."),
    ("", "Gliclazide, a sulfonylurea, is not approved in the US."),
    ("2015-02", "Bextra, once given for arthritis, was withdrawn in April 2005."),
    ("2012-02", "Raptiva, formerly used for psoriasis, was withdrawn in 2009."),
    ("", "Migraine - medicines: none. Sleep: poor."),
    ("", "Hepatitis C - Vaccine: none."),
    ("", "Is there a treatment for flu? Not only one: several antivirals are approved."),
    ("", "Is there a vaccine for hepatitis C? Not yet."),
    ("", "Several devices are in trials for migraine, none has been approved."),
    ("", "Every statin lowers cholesterol. No pill exists without side effects."),
    ("", "Rofecoxib and celecoxib: the former was withdrawn in 2004; the latter is still sold."),
    ("", "Semaglutide | GLP-1 | type 2 diabetes | approved 2017"),
]


@pytest.mark.parametrize(("dated", "text"), STALE, ids=[t for _, t in STALE])
def test_what_was_overtaken_is_told(desk, dated, text):
    (claims,) = judged_alone(desk, [(text, dated)], TODAY)
    assert {c.judged.verdict for c in claims} & FLAGGED


@pytest.mark.parametrize(("dated", "text"), OTHERS, ids=[t for _, t in OTHERS])
def test_nothing_else_is_accused(desk, dated, text):
    (claims,) = judged_alone(desk, [(text, dated)], TODAY)
    assert not {c.judged.verdict for c in claims} & FLAGGED


def _judged(desk, html, day):
    page = read(Document("https://example.org/p", html.encode(), "text/html; charset=utf-8"), desk.lexicon)
    answers = desk.answer(Questions(drugs=tuple(sorted(drugs_of_claims(page.claims, desk.lexicon)))))
    dated = PartialDate.parse(day) if day else None
    return judge_page(page, TODAY, answers.lexicon, answers.timelines, dated)


def test_a_disease_and_a_status_on_the_page_of_one_drug(desk):
    html = (
        "<title>Omalizumab</title><h1>Omalizumab (Xolair)</h1><h2>Other uses</h2>"
        "<ul><li>Food allergy: investigational.</li><li>Tinnitus: investigational.</li></ul>"
    )
    told = {c.claim.indication.condition: c for c in _judged(desk, html, "2021-03-01")}
    assert {c.claim.subject.drugs for c in told.values()} == {("omalizumab",)}
    assert told["food allergy"].judged.verdict is Verdict.OUTDATED
    assert told["tinnitus"].judged.verdict is Verdict.NOT_VERIFIED


@pytest.mark.parametrize(
    ("title", "before", "wanted"),
    [
        ("Vitiligo: what to know", "Creams are on their way.", Verdict.OUTDATED),
        ("Skin diseases", "Creams are on their way.", Verdict.NOT_VERIFIED),
        ("Vitiligo: what to know", "Alopecia areata is another disease.", Verdict.NOT_VERIFIED),
    ],
)
def test_in_trials_now_is_said_of_the_disease_of_the_page(desk, title, before, wanted):
    html = f"<title>{title}</title><h1>{title}</h1><p>{before} Ruxolitinib is in phase 3 trials now.</p>"
    (claim,) = _judged(desk, html, "")
    assert claim.judged.verdict is wanted
