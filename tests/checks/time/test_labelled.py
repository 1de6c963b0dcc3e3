"""The labelled sentences of tests/labelled/time: how many notes are right, and how many are found."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import checks.time
from checks.time._ageing_words import ageing
from checks.time._decide import TABLE
from checks.time._figures import figure_year
from tests.labelled.time.score import UNSEEN, score

HERE = Path(checks.time.__file__).parent
SENSES = tomllib.loads((HERE / "senses.toml").read_text("utf-8"))["sense"]
FRAMES = tomllib.loads((HERE / "frames.toml").read_text("utf-8"))["frame"]
FIGURES = tomllib.loads((HERE / "figures.toml").read_text("utf-8"))
PRECISION, RECALL = 0.95, 0.85


def test_the_labelled_sentences_are_judged_as_an_editor_would() -> None:
    scores, _ = score()
    for (file, half), one in scores.items():
        if file in ("all", *UNSEEN):
            assert one.precision >= PRECISION, (half, one)
            assert one.recall >= RECALL, (half, one)
    total = scores["all", "both"]
    assert total.right + total.missed >= 180


@pytest.mark.parametrize("row", SENSES, ids=lambda row: row["role"])
def test_sentences_beside_a_sense_grow_old_and_the_others_do_not(row: dict[str, Any]) -> None:
    assert row["says"]
    for sentence in row["says"]:
        assert ageing(sentence), sentence
    for sentence in row["not"]:
        assert not ageing(sentence), sentence


def test_every_role_of_the_senses_has_its_line_in_the_table() -> None:
    assert {row["role"] for row in SENSES} == set(TABLE)


@pytest.mark.parametrize("row", FRAMES, ids=lambda row: row["why"])
def test_sentences_beside_a_frame_do_not(row: dict[str, Any]) -> None:
    assert row["says"]
    for sentence in row["says"]:
        assert not ageing(sentence), sentence


@pytest.mark.parametrize("kind", ["figure", "counted"])
def test_sentences_beside_a_kind_of_figure_have_one(kind: str) -> None:
    for row in FIGURES[kind]:
        assert row["says"]
        for sentence in row["says"]:
            assert figure_year(sentence), sentence


@pytest.mark.parametrize("row", FIGURES["kept"] + FIGURES["name"], ids=lambda row: row.get("why", "a name"))
def test_sentences_beside_what_keeps_its_year_have_none(row: dict[str, Any]) -> None:
    assert row["says"]
    for sentence in row["says"]:
        assert not figure_year(sentence), sentence


def test_the_sentence_behind_a_figure_can_tell_its_year() -> None:
    figure = "Alcohol costs each taxpayer £120 a year."
    assert not figure_year(figure, "It was cheaper in 2011.")
    for row in FIGURES["source"]:
        for sentence in row["says"]:
            assert figure_year(figure, sentence), sentence
