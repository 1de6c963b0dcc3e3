"""What was so, and is not said to be so still, is no statement on today."""

from __future__ import annotations

import pytest

from tests.pages.claim_rows import put_forward

BYGONE = (
    "As of March 2016, no drug was approved for spinal muscular atrophy.",
    "As of May 2025, two chikungunya vaccines are available in the United States.",
    "In 2013 Sprout resubmitted its application for flibanserin to the FDA.",
    "Sprout filed for approval of flibanserin in 2010 and again in 2013.",
    "The FDA was expected to decide on nusinersen in 2017.",
    "In 2022 the FDA was reviewing trofinetide.",
    "In 2015 nusinersen was still an experimental drug.",
    "Nusinersen was the only drug for spinal muscular atrophy until 2019.",
    "For three years, nusinersen was the only treatment for spinal muscular atrophy.",
    "Before 2016, no drug was approved for spinal muscular atrophy.",
    "At that time, nothing was approved for spinal muscular atrophy.",
    "There was no treatment for Friedreich's ataxia then.",
    "When she was diagnosed in 2010, there was no drug for progeria.",
    "Back in 2012, PARP inhibitors were only available in clinical trials.",
    "Risdiplam was being tested in babies in those years.",
)
TODAY = (
    "The company said that risdiplam was still in clinical trials.",
    "An application for lonafarnib in progeria was accepted for priority review.",
    "In 2019 the FDA approved risdiplam for spinal muscular atrophy.",
)


@pytest.mark.parametrize("sentence", BYGONE)
def test_a_state_of_the_past_is_no_claim(sentence):
    assert put_forward(sentence) == ()


@pytest.mark.parametrize("sentence", TODAY)
def test_an_act_a_day_named_and_what_was_said_are_claims(sentence):
    assert put_forward(sentence)
