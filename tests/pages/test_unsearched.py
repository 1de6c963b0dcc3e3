"""Python's search for garbage waits while a page is read."""

import gc

import pytest

from pages.read.unsearched import unsearched


@unsearched
def searches(fail: bool = False) -> bool:
    """Whether Python searches meanwhile."""
    if fail:
        raise ValueError("failed")
    return gc.isenabled()


def test_the_search_is_off_until_the_end() -> None:
    """Also where the work fails."""
    assert gc.isenabled()
    assert not searches()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="failed"):
        searches(fail=True)
    assert gc.isenabled()


def test_what_is_off_stays_off() -> None:
    """Another may have had a reason."""
    gc.disable()
    try:
        assert not searches()
        assert not gc.isenabled()
    finally:
        gc.enable()
