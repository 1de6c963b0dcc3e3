"""The rows of ``modifiers.toml``: what their examples say is not put forward, and no row is idle."""

from __future__ import annotations

import tomllib

import pytest

from model.claim import Status
from pages.read.claims import modifiers
from pages.read.claims.vocabulary import HERE
from pages.read.claims.ways import examples
from tests.pages.claim_rows import put_forward

RAW = tomllib.loads((HERE / "modifiers.toml").read_text("utf-8"))["modifier"]
SAYS = [(at, sentence) for at, row in enumerate(RAW) for sentence, _ in examples(row["says"])]
_STATED = frozenset({Status.APPROVED, Status.NOT_APPROVED})


def stated(sentence: str) -> bool:
    return any(claim.status in _STATED for claim in put_forward(sentence))


@pytest.mark.parametrize(("at", "sentence"), SAYS, ids=[s for _, s in SAYS])
def test_what_a_row_says_is_not_put_forward(at, sentence):
    assert not stated(sentence)


@pytest.mark.parametrize("at", range(len(RAW)), ids=[f"{n} {r['words'][0]}" for n, r in enumerate(RAW)])
def test_without_a_row_an_example_of_its_is_put_forward(at, monkeypatch):
    left = {
        lemma: tuple((row, p) for row, p in own if row is not modifiers.modifiers()[at])
        for lemma, own in modifiers._by_lemma().items()
    }
    monkeypatch.setattr(modifiers, "_by_lemma", lambda: left)
    assert any(stated(s) for own, s in SAYS if own == at)
