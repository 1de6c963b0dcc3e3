"""Signs beside a name are told only where the record has moved under them since the page's day."""

from __future__ import annotations

from datetime import date

import pytest

from model.finding import Verdict
from sources.desk import Desk
from sources.settings import Settings
from tests.labelled.alone import judged_alone

TODAY = date(2026, 1, 31)


@pytest.fixture(scope="module")
def desk():
    return Desk("snapshot", Settings())


def faint(desk, day: str, sentence: str) -> list[str]:
    (claims,) = judged_alone(desk, [(sentence, day)], TODAY)
    return [c.judged.verdict.value for c in claims if c.claim.faint]


@pytest.mark.parametrize(
    ("day", "sentence", "verdict"),
    [
        ("2016-05", "Inclisiran is offered abroad. Americans must join a study to have it.", "outdated"),
        ("2013-02", "Your liver team may add telaprevir.", "outdated"),  # sold until October 2014
        ("2016-02", "Your liver team may add telaprevir.", "contradicted"),
        ("2016-02", "Ezogabine – have your eyes looked at.", "outdated"),  # gone since 2017
        ("2018-02", "Ezogabine – have your eyes looked at.", None),  # gone by then, and not told as to be had
        ("2010-04", "Since its patent runs until next year, atorvastatin comes just as Lipitor.", "outdated"),
        ("2014-04", "Since its patent runs until next year, atorvastatin comes just as Lipitor.", None),
        ("2016-01", "You'll have to see a doctor for adapalene.", "outdated"),
        ("2017-01", "You'll have to see a doctor for adapalene.", None),
        ("2020-01", "The FDA passed Palforzia, as told, in 2016.", "contradicted"),
        ("2020-06", "The FDA passed Palforzia, as told, in 2020.", None),
        ("", "Ezogabine – have your eyes looked at.", None),
        ("", "Your liver team may add telaprevir.", "outdated"),
        ("", "Inclisiran waits in line.", None),
        ("2021-03", "For ovarian cancer, olaparib waits in line, and nobody can get it.", None),
    ],
)
def test_a_sign_counts_where_the_record_moved(desk, day, sentence, verdict):
    assert faint(desk, day, sentence) == ([verdict] if verdict else [])


def test_no_sign_is_ever_called_true_or_not_verified(desk):
    sentences = [
        ("Inclisiran waits in line.", "2024-01"),
        ("People take daclizumab at home.", "2017-01"),
        ("Olaparib is the talk of the town; nobody gets it.", "2020-01"),
    ]
    for claims in judged_alone(desk, sentences, TODAY):
        told = {c.judged.verdict for c in claims if c.claim.faint}
        assert told <= {Verdict.OUTDATED, Verdict.CONTRADICTED}


def test_an_act_is_told_once_a_page_by_its_best_sign(desk):
    text = "Ezogabine – have your eyes looked at. People take ezogabine at home. Ezogabine: a word on it."
    (claims,) = judged_alone(desk, [(text, "2016-02")], TODAY)
    told = [c.claim.cue for c in claims if c.claim.faint]
    assert told == ["People take"]


def test_where_a_statement_is_untrue_by_an_act_no_sign_repeats_it(desk):
    text = "Ezogabine is available in pharmacies. Ezogabine – have your eyes looked at."
    (claims,) = judged_alone(desk, [(text, "2016-02")], TODAY)
    assert [c.claim.faint for c in claims if c.judged.verdict is Verdict.OUTDATED] == [False]
