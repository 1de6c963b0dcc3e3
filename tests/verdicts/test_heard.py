"""What a sentence says beyond its claim: it is weighed, or nothing is called true or untrue on its strength."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from model.indication import Prior
from model.page import Document
from pages.read import read
from sources.desk import Desk
from tests.labelled.alone import judged_alone
from verdicts import clauses
from verdicts import heard as module
from verdicts.clauses import WAYS
from verdicts.heard import SILENT, as_heard, heard
from verdicts.judged import JudgedClaim
from verdicts.ways import Ways

TODAY = date(2026, 1, 15)
ROWS = WAYS.rows
ACCUSING = {Verdict.OUTDATED, Verdict.CONTRADICTED}


def judged(desk: Desk, text: str, day: str = "2025-06-01") -> JudgedClaim:
    ((one,),) = judged_alone(desk, [(text, day)], TODAY)
    return one


@pytest.mark.parametrize(
    "text",
    [
        "Qinlock is not approved for second-line treatment of GIST.",
        "Fruzaqla is not approved as first-line therapy for colorectal cancer.",
        "Stivarga is not approved by the FDA for people who have not had earlier chemotherapy.",
        "Idhifa is not approved for AML with an IDH1 mutation.",
        "Welireg is not approved as adjuvant treatment for kidney cancer.",
        "Sirturo is not approved for use on its own, without other tuberculosis drugs.",
        "Descovy for PrEP is not approved for people who weigh less than 35 kg.",
        "PARP inhibitors are not approved in combination with CDK4/6 inhibitors.",
        "There is no FDA-approved nasal vaccine for RSV.",
        "Alopecia areata: no drug is approved for babies.",
    ],
)
def test_a_denial_of_something_else_is_no_accusation(desk, text):
    assert judged(desk, text).judged.verdict not in ACCUSING


def test_what_held_before_a_year_is_no_claim_on_today(desk):
    text = "Before 2017, no drug was approved for primary progressive MS."
    assert read(Document("https://example.org/p", text.encode(), "text/plain"), desk.lexicon).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "Eylea eye drops are approved by the FDA for macular degeneration.",
        "Elrexfio is approved after one prior line of therapy for multiple myeloma.",
        "Fruzaqla is approved as first-line treatment for metastatic colorectal cancer.",
        "Balversa is approved for any bladder cancer, with or without an FGFR3 alteration.",
        "Bexsero is approved from 2 months of age.",
        "Exondys 51 is approved for all forms of Duchenne muscular dystrophy, whatever the mutation.",
        "One CGRP antibody is approved to prevent migraine.",
    ],
)
def test_a_claim_of_more_is_not_borne_out_by_less(desk, text):
    assert judged(desk, text).judged.verdict is not Verdict.SUPPORTED


def test_lines_of_therapy_that_were_widened(desk):
    text = "Abecma is FDA-approved only after four or more prior lines of therapy for multiple myeloma."
    before, after = judged(desk, text, "2023-05-01").judged, judged(desk, text, "2025-05-01").judged
    assert (before.verdict, str(before.since)) == (Verdict.OUTDATED, "2024-04-04")
    assert (after.verdict, str(after.since)) == (Verdict.CONTRADICTED, "2024-04-04")
    assert "after two or more treatments" in after.suggestion


def test_what_matches_in_line_and_form_is_still_judged(desk):
    assert judged(
        desk, "Kisqali is approved as a first-line treatment for breast cancer."
    ).judged.verdict is (Verdict.SUPPORTED)
    denied = judged(
        desk, "Lorbrena is not approved as first-line treatment for ALK-positive lung cancer.", "2020-01-01"
    )
    assert (denied.judged.verdict, str(denied.judged.since)) == (Verdict.OUTDATED, "2021-03-03")


def test_what_the_reader_holds_is_not_heard_again(desk):
    claim = judged(desk, "Praluent is approved for high cholesterol in adults.").claim
    assert heard(claim, "") is SILENT
    assert as_heard(claim, SILENT) is claim
    said = heard(claim, "Praluent is approved for high cholesterol in adults after two prior treatments.")
    assert said.prior == Prior(2, 2)
    assert as_heard(claim, said).indication.setting == "later line"


# --- each row of data/heard.toml is needed by its example --------------------------------------------------------


@pytest.mark.parametrize("row", sorted(ROWS.keys() - {"contrast", "of a status", "schedule"}))
def test_each_row_hears_its_own_example(desk, row, monkeypatch):
    for text in ROWS[row]["says"]:
        page = read(
            Document("https://example.org/p", text.encode(), "text/plain; charset=utf-8"), desk.lexicon
        )
        assert page.claims, text
        claim = page.claims[0]
        said = heard(claim, text)
        emptied = Ways(dict(ROWS) | {row: {"words": [], "says": []}})
        with monkeypatch.context() as less:
            less.setattr(module, "WAYS", emptied)
            less.setattr(clauses, "WAYS", emptied)
            module._heard.cache_clear()
            without = heard(claim, text)
        module._heard.cache_clear()
        assert said != without, f"{row} is not needed for: {text}"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (ROWS["contrast"]["says"][0], Verdict.NOT_VERIFIED),
        ("Plan B is sold over the counter.", Verdict.SUPPORTED),
        ("Plan B is sold over the counter, while supplies last.", Verdict.SUPPORTED),
    ],
)
def test_a_sentence_of_two_halves_is_not_supported_by_one(desk, text, verdict):
    assert judged(desk, text).judged.verdict is verdict
