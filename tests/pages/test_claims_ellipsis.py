"""Claims whose words stand elsewhere in the sentence: a verb said once, a list behind a count, a name in brackets."""

from __future__ import annotations

import pytest

from model.claim import Exclusivity
from tests.pages.claim_rows import put_forward

DATED = (
    ("Nusinersen won approval in 2016, risdiplam in 2019.", {"nusinersen": "2016", "risdiplam": "2019"}),
    ("Riluzole was approved in 1995 and edaravone in 2017.", {"riluzole": "1995", "edaravone": "2017"}),
    (
        "Naltrexone: approved in 1994 (Vivitrol was approved in 2005).",
        {"Naltrexone": "1994", "Vivitrol": "2005"},
    ),
)
WHOLE = (
    "Two drugs are approved for tardive dyskinesia: valbenazine and deutetrabenazine.",
    "Valbenazine and deutetrabenazine are the only two medicines for tardive dyskinesia.",
    "FDA-approved treatments for idiopathic pulmonary fibrosis are pirfenidone and nintedanib.",
    "For people with ALS just one drug is approved: riluzole.",
)
NOT_WHOLE = (
    "FDA-approved treatments for idiopathic pulmonary fibrosis are pirfenidone, nintedanib and others.",
    "Two drugs were approved for tardive dyskinesia in 2017: valbenazine and deutetrabenazine.",
)


@pytest.mark.parametrize(("sentence", "wanted"), DATED)
def test_each_drug_has_its_own_date(sentence, wanted):
    said = {c.subject.words: str(c.anchor.date) for c in put_forward(sentence)}
    assert {k.casefold(): v for k, v in said.items()} == {k.casefold(): v for k, v in wanted.items()}


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_list_that_means_to_be_whole(sentence):
    assert [c.exclusivity for c in put_forward(sentence)] == [Exclusivity.ONLY]


@pytest.mark.parametrize("sentence", NOT_WHOLE)
def test_a_list_that_does_not(sentence):
    assert all(c.exclusivity is not Exclusivity.ONLY for c in put_forward(sentence))
