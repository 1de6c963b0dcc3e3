"""The steps of an audit as tasks of Prefect: one task a batch of pages, with the numbers of pages for input.

A runner of the conductor (``flows.work.Runner``). Only a step that asks the network is tried again: an outage of a
source raises inside its task; after the last try what was not answered is *not verified*.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from prefect import get_run_logger, task
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.context import FlowRunContext
from prefect.runtime import task_run
from prefect.task_runners import ThreadPoolTaskRunner

from flows.clock import limits
from flows.patience import ask_again, outages_of
from flows.steps import JUDGE, READ
from flows.work import Batch, Step, Work
from model.errors import SourceError

# Seconds before each further try: a service that is down for a minute is often back.
RETRY_DELAYS: list[float] = [10, 60]
# Batches under way at once where there are other processes to do them: enough for a cluster of some dozen.
_SIDE_BY_SIDE = 64


def _has_other_processes() -> bool:
    """Whether the flow that runs has a task runner of its own: not Prefect's threads, which share this processor."""
    context = FlowRunContext.get()
    return context is not None and not isinstance(context.task_runner, ThreadPoolTaskRunner)


@dataclass
class Tasks:
    """A runner. ``expected``: how many pages the site had the last time, 0 where that is not known; ``key``: of the
    progress artifact. ``spread``: whether other processes do the tasks."""

    key: str
    expected: int = 0
    done: int = 0
    spread: bool = field(default_factory=_has_other_processes)
    _progress: UUID | None = None
    _last: dict[str, int] = field(default_factory=dict)

    def __call__(self, step: Step, work: Work, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Run the step on each batch, as a task; see ``each``."""
        self.begin(step)
        yield from self.each(step, work, batches)

    def begin(self, step: Step) -> None:
        """With the first step a run begins, or begins again after its store was lost: nothing is done yet."""
        if step.name == READ.name:
            self.done = 0
            self._last.clear()

    def each(self, step: Step, work: Work, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Run the step on each batch: in this process one after the other; where the flow has a runner of other
        processes (Dask), some side by side, but for a step that asks the network."""
        run = _task_of(step, work)
        waiting: deque[Any] = deque()
        for batch in batches:
            first = self._last.get(step.name, 0) + 1
            last = self._last[step.name] = first + len(batch) - 1
            named = run.with_options(task_run_name=f"{step.name} {first:,}-{last:,}")
            if step.asks or not self.spread:
                yield self._done(step, named(list(batch)))
                continue
            waiting.append(named.submit(list(batch)))
            if len(waiting) >= _SIDE_BY_SIDE:
                yield self._done(step, waiting.popleft().result())
        while waiting:
            yield self._done(step, waiting.popleft().result())

    def _done(self, step: Step, given: list[int]) -> Batch:
        self.tell(step, len(given))
        return tuple(given)

    def tell(self, step: Step, pages: int) -> None:
        """A line in the log and a step of the progress bar for each batch that is through the last step."""
        if step.name != JUDGE.name:
            return
        self.done += pages
        known = self.expected >= self.done
        of = f" of about {self.expected:,}" if known else ""
        told = f"{self.done:,}{of} pages examined"
        get_run_logger().info("%s", told)
        percent = min(99.0, 100 * self.done / self.expected) if known else 50.0
        if self._progress is None:
            made = create_progress_artifact(percent, key=self.key, description=told)
            self._progress = made if isinstance(made, UUID) else None
        else:
            update_progress_artifact(self._progress, percent, description=told)

    def end(self, told: str) -> None:
        """The bar is full: everything that could be examined is."""
        if self._progress is not None:
            update_progress_artifact(self._progress, 100.0, description=told)


def _task_of(step: Step, work: Work) -> Any:
    """The task of a step. The run is in its closure and not among its inputs, which Prefect walks object by object."""

    def run(batch: list[int]) -> list[int]:
        if not step.asks:
            return list(step.run(work, tuple(batch)))
        with limits.shared(limits.SOURCES):
            again = task_run.run_count > 1
            before = {} if again else outages_of(work)
            if again:
                ask_again(work, tuple(batch))
            given = list(step.run(work, tuple(batch)))
        new = {name: why for name, why in outages_of(work).items() if name not in before}
        if new and task_run.run_count <= len(RETRY_DELAYS):
            raise SourceError("; ".join(new.values()))
        return given

    retries: dict[str, Any] = (
        {"retries": len(RETRY_DELAYS), "retry_delay_seconds": RETRY_DELAYS} if step.asks else {}
    )
    return task(name=step.name, cache_policy=NO_CACHE, persist_result=False, **retries)(run)
