"""Python's search for garbage, less often while an audit runs."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

# An audit's names, answers and patterns are a million objects that stay, and what a page leaves behind is freed without
# a search: Python's own thresholds spend a quarter of a quiet night's time looking through them again and again.
_THRESHOLDS = (20_000, 20, 50)


@contextlib.contextmanager
def seldom() -> Iterator[None]:
    """Search seldom; what is there already is left out until the end."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
