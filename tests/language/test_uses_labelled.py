"""The labelled uses: what was measured may not get worse. ``python -m tests.labelled.uses.score -v`` prints the misses."""

from __future__ import annotations

from tests.labelled.uses.score import load, misses
from tests.pages.claim_rows import lexicon

RIGHT = 0.97  # a little below what was measured on 2026-11-27, 333 of 340


def test_labelled_uses_are_read_right():
    rows = load()
    wrong = misses(rows, lexicon())
    assert len(rows) >= 330
    assert 1 - len(wrong) / len(rows) >= RIGHT, "\n".join(
        f"{r.words}\n  {r.wanted}\n  {got}" for r, got in wrong
    )
