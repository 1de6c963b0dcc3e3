"""When to ask again, after how long, and when to give up: one way for pages and for services."""

from __future__ import annotations

import email.utils
import math
import random
from collections.abc import Callable
from datetime import UTC, datetime

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    stop_any,
    stop_before_delay,
)

from model.digits import whole_number

# A host that is busy now: asked too often, or what stands before it has lost it.
BUSY = frozenset({429, 502, 503, 504})
# Of a service also what may be better the next time: too slow, too early, an error of its own.
IN_TROUBLE = BUSY | {408, 425, 500}
#: The status that says that we asked too often.
TOO_MANY = 429


def retry_after(value: str, most: float = math.inf) -> float | None:
    """Seconds from a Retry-After header (a number or a date, RFC 9110 10.2.3), at most ``most``; None when there is
    none that can be read."""
    if (seconds := whole_number(value.strip())) is not None:
        return min(float(seconds), most)
    try:
        when = email.utils.parsedate_to_datetime(value)
        left = (when - datetime.now(when.tzinfo or UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return min(max(0.0, left), most)


def pause(attempt: int, after: float | None, first: float, longest: float) -> float:
    """Seconds until the next try behind try number ``attempt``: what was asked for (``after``), else ``first`` doubled
    each time, with up to half of ``first`` more, so that many do not come back at once; never above ``longest``."""
    if after is not None:
        return min(after, longest)
    return min(first * 2.0 ** min(attempt - 1, 30) + random.uniform(0, first / 2), longest)


def retrying(
    worth: type[BaseException],
    tries: int,
    seconds: float,
    wait: Callable[[int, BaseException | None], float],
    before: Callable[[int], None] = lambda attempt: None,
) -> Retrying:
    """Calls again what raised ``worth``, at most ``tries`` times, and only as long as the next try begins within
    ``seconds`` of the first; then the last error is raised. ``wait`` says how long, given the try and its error;
    ``before`` is called with the number of each try."""

    def seconds_to_wait(state: RetryCallState) -> float:
        return wait(state.attempt_number, state.outcome.exception() if state.outcome else None)

    return Retrying(
        retry=retry_if_exception_type(worth),
        wait=seconds_to_wait,
        stop=stop_any(stop_after_attempt(tries), stop_before_delay(seconds)),
        before=lambda state: before(state.attempt_number),
        reraise=True,
    )
