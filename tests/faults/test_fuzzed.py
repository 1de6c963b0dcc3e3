"""The laws of ``fuzzed`` on texts made of what readers look for, and on all that once broke one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.fuzzed import TARGETS, WORDS, kept

_PIECES = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=25)
_BYTES = _PIECES.map(lambda pieces: "".join(pieces).encode("utf-8", "replace"))


def _examples(target: str) -> int:
    return {"claims": 40, "reader": 60}.get(target, 100)


@pytest.mark.parametrize("target", TARGETS)
def test_anything_is_read_or_refused_in_one_way(target: str) -> None:
    @settings(
        max_examples=_examples(target), deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(data=st.one_of(_BYTES, st.binary(max_size=200)))
    def holds(data: bytes) -> None:
        TARGETS[target](data)

    holds()


@pytest.mark.parametrize(
    ("target", "number", "data"),
    [(target, n, data) for target in TARGETS for n, data in enumerate(kept(target))],
)
def test_what_once_broke_a_law_no_longer_does(target: str, number: int, data: bytes) -> None:
    TARGETS[target](data)
