"""What an approval's own words tell of a part of the disease, of a symptom, and of how the drug is given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from language.uses import read_words
from model.approval import Action, ApprovalEvent
from model.dates import PartialDate
from model.indication import Indication
from tests.pages.claim_rows import lexicon
from verdicts.compare import compare, tells_aspect
from verdicts.kinds import routes_of
from verdicts.said import at_large


def fit(claimed: str, condition: str, words: str, purpose: str = "treat"):
    (use,) = read_words(claimed, lexicon())[:1]
    return compare(use, Indication(condition=condition, purpose=purpose, words=words), lexicon())


@pytest.mark.parametrize(
    ("claimed", "condition", "words"),
    [
        ("for stomach cancer", "gastroesophageal cancer", "gastric or gastroesophageal junction cancer"),
        ("to treat DVT", "venous thromboembolism", "treatment of blood clots"),
        ("for acute intermittent porphyria", "acute hepatic porphyria", "acute hepatic porphyria"),
        ("for leg spasticity", "spasticity", "spasticity of the leg in children"),
        (
            "for plexiform neurofibromas in people with NF1",
            "plexiform neurofibroma",
            "plexiform neurofibromas",
        ),
        (
            "for seizures of Lennox-Gastaut syndrome",
            "lennox-gastaut syndrome",
            "seizures of Lennox-Gastaut syndrome",
        ),
    ],
)
def test_a_part_that_the_approval_holds_is_approved(claimed, condition, words):
    assert fit(claimed, condition, words).decisive


@pytest.mark.parametrize(
    ("claimed", "condition", "words"),
    [
        ("for arm spasticity", "spasticity", "spasticity of the leg in children"),
        ("for melanoma", "solid tumor", "any solid tumour with an NTRK fusion"),
        ("for Gaucher disease type 3", "gaucher disease", "Gaucher disease"),
        (
            "for fatigue in Lennox-Gastaut syndrome",
            "lennox-gastaut syndrome",
            "seizures of Lennox-Gastaut syndrome",
        ),
    ],
)
def test_another_part_or_symptom_is_not(claimed, condition, words):
    assert not fit(claimed, condition, words).decisive


def test_a_symptom_is_told_by_its_noun_alone():
    assert tells_aspect("excessive sleepiness in", "sleepiness of narcolepsy")
    assert tells_aspect("itch in people with", "itching in Alagille syndrome")
    assert not tells_aspect("fatigue in", "sleepiness of narcolepsy")
    assert not tells_aspect("in people with", "sleepiness of narcolepsy")


def test_the_words_of_an_approval_tell_its_form_where_no_record_does():
    event = ApprovalEvent(
        "semaglutide", Action.APPROVED, PartialDate(2025, 12, 22), "Wegovy", "FDA", "",
        indication=Indication(condition="obesity", words="weight management, tablets"),
    )  # fmt: skip
    assert routes_of(event) == ("oral",)
    assert routes_of(replace(event, routes=("injection",))) == ("injection",)


@pytest.mark.parametrize(
    ("words", "large"),
    [("many types of cancer", True), ("multiple myeloma", False), ("relapsing multiple sclerosis", False)],
)
def test_a_disease_called_multiple_is_one_disease(words, large):
    from model.claim import Claim, Status, Subject
    from model.span import Span

    claim = Claim(Span(0, 1), 0, Subject("x"), Status.INVESTIGATIONAL, Indication(words=words))
    assert at_large(claim) is large
