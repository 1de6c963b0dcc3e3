"""What holds for every claim of every text: it quotes the page, it is of this lexicon, reading never raises."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.claim import Claim, Exclusivity, Status
from model.dates import PartialDate
from model.evidence import Unanswered
from model.finding import Verdict
from model.lexicon import Lexicon
from pages.read.claims import read_claims
from tests.labelled.claims.rows import load_rows
from tests.pages.claim_rows import layout, lexicon
from verdicts import drugs_of_claims, judge_claim

TODAY = date(2026, 11, 24)
# What sentences on approvals are made of, in any order: names, cues, hinges, marks, dates, markup.
PIECES = (
    "lapatinib", "Tykerb", "olaparib (Lynparza)", "T-DM1", "5-FU", "PARP inhibitors", "CDK4/6 inhibitor", "it", "they",
    "these drugs", "this class", "other tyrosine kinase inhibitors", "no drug", "the only one", "the first", "two",
    "at least three", "FDA-approved", "approved", "the FDA", "the FDA approved", "not yet", "is", "are", "was", "has been",
    "received", "accelerated approval", "withdrawn", "from the market", "discontinued", "generic version of",
    "over the counter", "boxed warning", "off label", "under review", "only in clinical trials", "is being studied",
    "breakthrough designation", "EMA", "in Europe", "in the United States", "for", "to treat", "with", "breast cancer",
    "HER2-positive", "metastatic", "type 2 diabetes", "first-line", "women", "in 2011", "since", "as of June 2014",
    "currently", "recently", "if", "may", "?", ".", ",", ";", ":", "(", ")", "“", "”", "-", "–", "\n\n", "\n- ", "## ",
    "[12]", "|", "®", "and", "or", "but", "neither", "nor", "which", "because", "No.", "Yes.", "such as", "e.g.",
)  # fmt: skip
jumbles = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(
    lambda parts: "Olaparib. " + " ".join(parts)
)
noise = st.text(alphabet=string.printable + "éß€Ω“”’–—­​ 漢", max_size=40)
texts = st.one_of(jumbles, st.tuples(noise, jumbles, noise).map("".join))
many = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def read(text: str) -> tuple[str, tuple[Claim, ...]]:
    page = layout(text)
    return page.text, read_claims(page, lexicon())


def keeps_the_laws(text: str, claims: tuple[Claim, ...]) -> None:
    names = lexicon()
    begun = -1
    for claim in claims:
        assert 0 <= claim.sentence.start < claim.sentence.end <= len(text)
        assert claim.sentence.of(text) == text[claim.sentence.start : claim.sentence.end]
        assert claim.sentence.start >= begun  # in the order of the page
        begun = claim.sentence.start
        assert claim.mode in ("asserted", "hedged", "question", "conditional", "reported")
        assert claim.subject.drug_class in names.classes or not claim.subject.drug_class
        assert not set(claim.subject.drugs) & set(claim.subject.excluding)
        assert (claim.count > 0) == (claim.exclusivity in (Exclusivity.COUNT, Exclusivity.AT_LEAST))
        assert claim.cue
        for use in (claim.indication, claim.context, *claim.also):
            assert use.condition in names.conditions or not use.condition
            assert set(use.biomarkers) <= set(names.biomarkers)
        if claim.exclusivity is Exclusivity.NO_DRUG:
            assert claim.status is Status.NOT_APPROVED


@many
@given(texts)
def test_any_jumble_is_read(text):
    keeps_the_laws(*read(text))


@pytest.mark.parametrize("text", [row.text for row in load_rows()])
def test_the_labelled_texts_keep_the_laws(text):
    keeps_the_laws(*read(text))


@many
@given(jumbles)
def test_reading_twice_gives_the_same(text):
    assert read(text) == read(text)


@many
@given(jumbles)
def test_without_names_nothing_is_claimed(text):
    assert read_claims(layout(text), Lexicon()) == ()


def judged(claims: tuple[Claim, ...], timelines, day="2015-06-01"):
    return [
        judge_claim(c, PartialDate.parse(day) if day else None, TODAY, lexicon(), timelines) for c in claims
    ]


@many
@given(jumbles)
def test_no_evidence_no_accusation(text):
    """With empty hands nothing is called outdated or contradicted, nor supported."""
    _, claims = read(text)
    for judgement in judged(claims, {}):
        assert judgement.verdict is Verdict.NOT_VERIFIED
        assert judgement.reason
        assert judgement.events == ()


@pytest.mark.parametrize("text", [row.text for row in load_rows() if row.wanted])
def test_a_source_that_is_down_accuses_nobody(text):
    _, claims = read(text)
    down = {d: Unanswered("FDA", d, "did not answer (503)") for d in drugs_of_claims(claims, lexicon())}
    assert {j.verdict for j in judged(claims, down)} <= {Verdict.NOT_VERIFIED}
