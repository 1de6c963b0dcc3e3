"""The second reader: by elements, where no way of saying finds a claim."""

from __future__ import annotations

from unittest import mock

import pytest

from pages.read.claims import loosely
from pages.read.claims import read as reader
from pages.read.claims.vocabulary import loose_rows
from pages.read.claims.ways import WORD
from tests.pages.claim_rows import claims, put_forward, status, subject

READINGS = loose_rows()["reading"]
SAYS = [(r["name"], *s.split(" => ")) for r in READINGS for s in r["says"]]
NOT = [(r["name"], s) for r in READINGS for s in r["not"]]


def loose(text: str) -> list[str]:
    return [f"{subject(c)}: {status(c)}" for c in put_forward(text) if c.loose]


@pytest.mark.parametrize(("name", "sentence", "wanted"), SAYS, ids=[f"{n}: {s}" for n, s, _ in SAYS])
def test_a_reading_reads_what_it_says(name, sentence, wanted):
    assert loose(sentence) == [wanted]


@pytest.mark.parametrize(("name", "sentence"), NOT, ids=[f"{n}: {s}" for n, s in NOT])
def test_a_reading_leaves_alone_what_it_says_it_does_not_read(name, sentence):
    assert loose(sentence) == []


def test_a_sentence_that_a_way_of_saying_reads_is_never_read_loosely():
    with mock.patch.object(reader, "read_loosely", side_effect=AssertionError):
        assert claims("Olaparib has not been approved by the FDA.")


def test_a_question_another_country_and_the_past_are_not_read():
    assert loose("Has inclisiran yet to get a yes from American regulators?") == []
    assert loose("Inclisiran has yet to get a yes from Canadian regulators.") == []
    assert loose("Back then inclisiran had yet to get a yes from American regulators.") == []


def test_two_denials_in_one_clause_are_not_read():
    assert loose("Inclisiran has yet to lack a yes from American regulators.") == []


def test_the_gate_lets_through_what_a_reading_reads():
    for _, text, _ in SAYS:
        told = text.lower().split(". ")
        assert any(loosely.may_read(WORD.findall(s), "n't" in s) for s in told), text


def test_the_gate_drops_what_states_nothing():
    for text in ("drink a glass of water every hour.", "pain may come and go for weeks before anyone knows."):
        assert not loosely.may_read(WORD.findall(text), False)
