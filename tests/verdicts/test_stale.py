"""The author's lots of stale and other sentences: none of the others accused, no stale one called true, most found."""

from __future__ import annotations

import pytest

from tests.labelled.stale.score import rows, scored

#: What is reached, and a little room for a change of the reader.
LEAST = {"a": 87, "b": 77, "c": 68, "d": 71, "e": 74}


@pytest.mark.parametrize("name", sorted(LEAST))
def test_a_lot(desk, name):
    lot = scored(desk, name)
    assert lot.accused == ()
    assert lot.reassured == ()
    assert lot.found >= LEAST[name], [row.text for row in lot.missed]


@pytest.mark.parametrize("name", sorted(LEAST))
def test_every_row_has_a_label_and_a_reason(name):
    lot = list(rows(name))
    assert len(lot) == 200
    assert sum(row.stale for row in lot) == 100
    assert all(row.text and row.why for row in lot)
