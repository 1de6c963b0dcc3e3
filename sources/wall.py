"""The wall around each answer: an error that nobody foresaw costs the question that meets it, not the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
N = TypeVar("N")

_log = logging.getLogger("bestbefore.errors")


def walled(
    look_up: Callable[[Sequence[K]], Mapping[K, V]], keys: Iterable[K], failed: Callable[[K, str], N]
) -> dict[K, V | N]:
    """What ``look_up`` answers to ``keys``; for a key on which it breaks, what ``failed`` makes of the reason.

    All are asked together. When that breaks, each half is, and so on down to the one that does it: what was
    answered already comes from the cache.
    """
    wanted = list(keys)
    if not wanted:
        return {}
    try:
        return dict(look_up(wanted))
    except Exception as error:
        if len(wanted) == 1:
            _log.error("internal error while looking up %r", wanted[0], exc_info=error)
            reason = f"internal error while it was looked up ({type(error).__name__})"
            return {wanted[0]: failed(wanted[0], reason)}
    middle = len(wanted) // 2
    return walled(look_up, wanted[:middle], failed) | walled(look_up, wanted[middle:], failed)
