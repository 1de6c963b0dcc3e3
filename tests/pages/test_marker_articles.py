"""The short articles of tests/labelled/articles are read at least as well as when they were last looked at."""

import pytest

from benchmarks.articles import FOLDER, Score, scores

# F1 in each file's worst template, or as authors write them.
WORST = {
    "a-templates": 0.99,
    "b-templates": 0.99,
    "c-templates": 0.99,
    "d-templates": 0.99,
    "e-templates": 0.99,
    "f-templates": 0.98,
    "a-habits": 0.98,
    "b-habits": 0.96,
    "c-habits": 0.99,
    "d-habits": 0.99,
}


@pytest.mark.parametrize("name", WORST)
def test_markers_of_our_own_articles(name):
    sums: dict[str, Score] = {}
    for style, _, found in scores(FOLDER / f"{name}.txt"):
        sums[style] = sums.get(style, Score(0, 0, 0)) + found
    assert sums
    low = {style: round(total.f1, 4) for style, total in sums.items() if total.f1 < WORST[name]}
    assert not low
