"""One audit over many workers: shards of some thousand pages are read and judged as runs of their own.

A runner of the conductor, for a site of many pages and several workers on one PostgreSQL. The coordinator scrapes, and
looks up once for all; a shard is a run of the deployment ``shard/shard``, given numbers of pages. They meet in the
store, which knows how far each page has come: the coordinator looks up what a shard has read, while that reads on; the
shard judges what was looked up. A shard that is lost is done by the coordinator: every step skips what is done already.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
from prefect import get_run_logger
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import OrchestrationResult, SetStateStatus
from prefect.deployments import run_deployment
from prefect.states import Cancelled

from flows.again import going_on
from flows.opening import opened
from flows.steps import JUDGE, READ
from flows.tasks import Tasks
from flows.work import BATCH, Batch, Progress, Runner, Step, Work
from model.errors import UsageError
from store.nights import Step as Done

# Pages in a shard: a minute or two of work for a process that takes some seconds to start.
# BESTBEFORE_SHARD_PAGES is another number, for a worker on each of many machines.
SHARD = 1000
DEPLOYMENT = "shard/shard"
# Seconds between two looks at the shards, and after which one that no worker took is done here.
_LOOK, _PATIENCE = 1.0, 300.0
# Seconds for which a shard waits for a page to be looked up, before it gives its worker free: what was not judged is
# handed out again when it was looked up.
_IDLE = 120.0


@dataclass
class _Shard:
    """Pages that were handed out, as one run. ``again``: of pages that had been handed out before."""

    run: FlowRun
    pages: Batch
    again: bool = False
    state: StateType = StateType.SCHEDULED

    @property
    def over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in (StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED)


@dataclass
class Spread:
    """A runner. ``tasks``: how the coordinator runs what it does itself; ``size``: pages in a shard."""

    tasks: Tasks
    size: int = field(default_factory=lambda: shard_pages(os.environ.get("BESTBEFORE_SHARD_PAGES", "")))
    _of: dict[int, _Shard] = field(default_factory=dict)
    _looked: dict[str, float] = field(default_factory=dict)

    def __call__(self, step: Step, work: Work, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Run the step on each batch: here where it asks the network, else in shards."""
        self.tasks.begin(step)
        if step.asks:
            yield from self.tasks.each(step, work, batches)
            return
        with get_client(sync_client=True) as client:
            begin = step.name == READ.name
            if begin:
                self._of.clear()
            wanted = Done.READ if begin else Done.JUDGED
            waiting: set[int] = set()
            unsent: list[int] = []
            for batch in batches:
                waiting.update(batch)
                unsent += batch if begin else ()
                while len(unsent) >= self.size:
                    self._hand_out(work, tuple(unsent[: self.size]))
                    del unsent[: self.size]
                if time.monotonic() - self._looked.get(step.name, 0) > _LOOK:
                    yield from self._through(client, step, work, waiting, wanted)
            if unsent:
                self._hand_out(work, tuple(unsent))
            while waiting:
                yield from self._through(client, step, work, waiting, wanted, last=True)
                if waiting:
                    time.sleep(_LOOK)

    def _hand_out(self, work: Work, pages: Batch, again: bool = False) -> None:
        shard = _Shard(_started(work, pages, again), pages, again)
        self._of.update(dict.fromkeys(pages, shard))

    def _through(
        self,
        client: SyncPrefectClient,
        step: Step,
        work: Work,
        waiting: set[int],
        wanted: Done,
        last: bool = False,
    ) -> Iterator[Batch]:
        """The batches that have come as far as is wanted, taken from those that wait. What a shard left undone is
        done here, or, where it only waited too long, handed out again: when there is enough of it, or at the last."""
        shards = {id(shard): shard for page in waiting if (shard := self._of.get(page))}
        for shard in shards.values():
            self._look_at(client, shard)
        come = opened(work.store).nights.steps(
            work.run, sorted(waiting)
        )  # after the look: what is over has come
        self._looked[step.name] = time.monotonic()
        through = [page for page in sorted(waiting) if come.get(page, Done.MET) >= wanted]
        waiting.difference_update(through)
        left = [p for p in sorted(waiting) if (shard := self._of.get(p)) and shard.over]
        if through:
            self.tasks.tell(step, len(through))
            yield from _batches(tuple(through))
        onward = [p for p in left if self._may_go_on(step, p)]
        lost = tuple(sorted(set(left) - set(onward)))
        if lost:
            names = sorted(
                {f"{s.run.name} ({s.state.value.lower()})" for p in lost if (s := self._of.get(p))}
            )
            get_run_logger().warning("%s: %s pages are done here", ", ".join(names), f"{len(lost):,}")
            waiting.difference_update(lost)
            yield from self.tasks.each(step, work, _batches(lost))
        if len(onward) >= self.size or (onward and last):
            self._hand_out(work, tuple(onward), again=True)

    def _may_go_on(self, step: Step, page: int) -> bool:
        """Whether a page that was looked up is for another shard, since its own one waited for it too long."""
        shard = self._of.get(page)
        return (
            step.name == JUDGE.name
            and shard is not None
            and shard.state is StateType.COMPLETED
            and not shard.again
        )

    def _look_at(self, client: SyncPrefectClient, shard: _Shard) -> None:
        """Learn how a shard stands; one that has waited for a worker for too long is taken back, so that two never do
        the same pages."""
        if shard.over:
            return
        state = client.read_flow_run(shard.run.id).state
        shard.state = state.type if state else StateType.PENDING
        created = shard.run.created.timestamp() if shard.run.created else time.time()
        waits = shard.state in (StateType.SCHEDULED, StateType.PENDING)
        if waits and time.time() - created > _PATIENCE:
            asked: OrchestrationResult[Any] = client.set_flow_run_state(
                shard.run.id, Cancelled(message="No worker took it: its audit does it itself.")
            )
            if asked.status is SetStateStatus.ACCEPT:
                shard.state = StateType.CANCELLED


def shard_pages(said: str) -> int:
    """How many pages a shard has. Raises UsageError for what is no number of pages."""
    if not said.strip():
        return SHARD
    if not said.strip().isdecimal() or int(said) < BATCH:
        raise UsageError(f"BESTBEFORE_SHARD_PAGES={said}: is no number of pages, at least {BATCH}")
    return int(said)


def _started(work: Work, pages: Batch, again: bool) -> FlowRun:
    """Set a shard going; the same one of the same run is not set going twice."""
    digest = hashlib.sha256(" ".join(map(str, pages)).encode()).hexdigest()[:12]
    started: Any = run_deployment(
        DEPLOYMENT,
        flow_run_name=f"{work.site.name} run {work.run}: {len(pages):,} pages from {pages[0]:,}",
        parameters={"work": packed(work), "pages": list(pages)},
        idempotency_key=f"{work.site_id}-{work.run}-{digest}{'-again' if again else ''}",
        timeout=0,
        as_subflow=False,
    )
    assert isinstance(started, FlowRun)
    return started


def _batches(pages: Batch) -> Iterator[Batch]:
    for at in range(0, len(pages), BATCH):
        yield pages[at : at + BATCH]


def packed(work: Work) -> dict[str, Any]:
    """A run as JSON, without the store's address, which may hold a password: each worker has it from its settings."""
    plain: dict[str, Any] = msgspec.to_builtins(replace(work, store=""), enc_hook=str)
    return plain


def unpacked(plain: dict[str, Any], store: str) -> Work:
    """The run of a shard, in a worker whose store is ``store``. Raises ValueError for what is none."""
    work = msgspec.convert(plain, Work, strict=False, dec_hook=lambda kind, value: Path(value))
    return replace(work, store=store)


def run_shard(work: Work, pages: Batch, tasks: Tasks, progress: Progress) -> int:
    """Read these pages, and judge those that their audit has looked up; return how many were judged."""

    def attempt(runner: Runner, progress: Progress) -> int:
        for _ in runner(READ, work, _batches(pages)):
            pass
        return _judged_as_they_come(runner, work, pages)

    return going_on(attempt, work.store, tasks, progress)


def _judged_as_they_come(runner: Runner, work: Work, pages: Batch) -> int:
    store, left, came = opened(work.store), set(pages), time.monotonic()
    while left:
        steps = store.nights.steps(work.run, sorted(left))
        left -= {page for page, step in steps.items() if step >= Done.JUDGED}
        ready = tuple(page for page in sorted(left) if steps.get(page) is Done.ASKED)
        for batch in runner(JUDGE, work, _batches(ready)):
            left -= set(batch)
            came = time.monotonic()
        if time.monotonic() - came > _IDLE:
            break
        if left and not ready:
            time.sleep(_LOOK)
    return len(pages) - len(left)
