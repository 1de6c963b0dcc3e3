"""Markers of references within a sentence."""

from __future__ import annotations

import pytest

from language.markers import without_markers


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("No drug is approved [1, 2].", "No drug is approved."),
        ("No drug [39–43] is approved for it (12).", "No drug is approved for it."),
        ("It is given in 3 (75 %) of 4 people.", "It is given in 3 (75 %) of 4 people."),
        (
            "It [the drug] is sold in boxes of (about 12) tablets.",
            "It [the drug] is sold in boxes of (about 12) tablets.",
        ),
    ],
)
def test_markers_are_left_out_and_nothing_else(text, plain):
    assert without_markers(text) == plain


def test_a_text_without_a_marker_is_itself():
    text = "No drug is approved."
    assert without_markers(text) is text
