"""The labelled sentences of tests/labelled/time: how many notes are right, and how many are found."""

from __future__ import annotations

from tests.labelled.time.score import score

PRECISION, RECALL = 0.95, 0.85


def test_the_labelled_sentences_are_judged_as_an_editor_would() -> None:
    scores, _ = score()
    for (file, half), one in scores.items():
        if file == "all":
            assert one.precision >= PRECISION, (half, one)
            assert one.recall >= RECALL, (half, one)
    total = scores["all", "both"]
    assert total.right + total.missed >= 180
