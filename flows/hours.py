"""The time that a whole run may take: what was not reached by then is named, the rest is reported."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from flows.work import Work

T = TypeVar("T")

# A run that takes longer than a week is in the way of the next one.
MOST_HOURS = 168


@dataclass(frozen=True, slots=True)
class Hours:
    """``hours`` from now on; None is without end. ``clock`` counts seconds."""

    hours: float | None = None
    clock: Callable[[], float] = time.monotonic
    began: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "began", self.clock())

    @property
    def over(self) -> bool:
        """True when nothing new may be begun."""
        return self.hours is not None and self.clock() - self.began >= self.hours * 3600

    def bound(self, work: Work) -> Work:
        """The run's site, asked no longer than this."""
        if self.hours is None:
            return work
        minutes = min(work.site.max_minutes, max(1, math.ceil(self.hours * 60)))
        return replace(work, site=replace(work.site, max_minutes=minutes))

    @property
    def why(self) -> str:
        """What is told of a page that was not reached."""
        hours = self.hours or 0
        return f"not reached: the {hours:g} hour{'' if hours == 1 else 's'} of a run were over"

    def until(self, items: Iterable[T], left: Callable[[T, str], None]) -> Iterator[T]:
        """``items`` as long as there is time; of each one behind that ``left`` is told, and why.

        The rest is still asked for, so that it can be named: who makes the items has to do so at no cost when the
        time is ``over``.
        """
        for item in items:
            if self.over:
                left(item, self.why)
            else:
                yield item
