"""The labelled sentences of tests/labelled/time: how many notes are right, and how many are found."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import checks.time
from checks.time._ageing_words import ageing
from tests.labelled.time.score import UNSEEN, score

DATA = tomllib.loads(Path(checks.time.__file__).with_name("ageing.toml").read_text("utf-8"))
PRECISION, RECALL = 0.95, 0.85


def test_the_labelled_sentences_are_judged_as_an_editor_would() -> None:
    scores, _ = score()
    for (file, half), one in scores.items():
        if file in ("all", *UNSEEN):
            assert one.precision >= PRECISION, (half, one)
            assert one.recall >= RECALL, (half, one)
    total = scores["all", "both"]
    assert total.right + total.missed >= 180


@pytest.mark.parametrize("row", DATA["way"], ids=lambda row: row["sense"])
def test_sentences_beside_a_way_of_saying_grow_old_and_the_others_do_not(row: dict[str, Any]) -> None:
    assert row["says"]
    for sentence in row["says"]:
        assert ageing(sentence), sentence
    for sentence in row.get("not", ()):
        assert not ageing(sentence), sentence


@pytest.mark.parametrize("row", DATA["other_sense"], ids=lambda row: row["why"])
def test_sentences_beside_another_sense_do_not(row: dict[str, Any]) -> None:
    assert row["says"]
    for sentence in row["says"]:
        assert not ageing(sentence), sentence
