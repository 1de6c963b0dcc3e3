"""Python's search for garbage, less often while an audit runs."""

from __future__ import annotations

import contextlib
import gc
import itertools
from collections.abc import Iterator

# An audit's names, answers and patterns are a million objects that stay, and what a page leaves behind is freed without
# a search: Python's own thresholds spend a quarter of a quiet night's time looking through them again and again.
_THRESHOLDS = (20_000, 20, 50)


# What a run leaves that only a search frees is let lie for so many runs of a process: by itself Python would wait until
# it is a quarter of all.
_LEFT = 10
_runs = itertools.count()


@contextlib.contextmanager
def seldom() -> Iterator[None]:
    """Search seldom; what is there already is left out until the end."""
    if (run := next(_runs)) and run % _LEFT == 0:
        gc.collect()
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
