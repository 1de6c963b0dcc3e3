"""One audit over many workers: shards of some thousand pages are read and judged as runs of their own.

A runner of the conductor, for a site of many pages and several workers on one PostgreSQL. The coordinator scrapes, and
looks up once for all; each shard is a run of the deployment ``shard/shard``, given numbers of pages. A shard that is
lost is done by the coordinator: every step skips what is done already.
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
from flows.steps import STEPS
from flows.tasks import Tasks
from flows.work import BATCH, Batch, Progress, Runner, Step, Work
from model.errors import UsageError

# Pages in a shard: half a minute to minutes of work for a process that takes some seconds to start.
# BESTBEFORE_SHARD_PAGES is another number, for a worker on each of many machines.
SHARD = 1000
DEPLOYMENT = "shard/shard"
# Seconds between two looks at the shards, and after which one that no worker took is done here.
_LOOK, _PATIENCE = 1.0, 300.0


@dataclass
class Spread:
    """A runner. ``tasks``: how the coordinator runs what it does itself; ``size``: pages in a shard."""

    tasks: Tasks
    size: int = field(default_factory=lambda: shard_pages(os.environ.get("BESTBEFORE_SHARD_PAGES", "")))

    def __call__(self, step: Step, work: Work, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Run the step on each batch: here where it asks the network, else in shards."""
        self.tasks.begin(step)
        if step.asks:
            yield from self.tasks.each(step, work, batches)
            return
        with get_client(sync_client=True) as client:
            running: list[tuple[FlowRun, Batch]] = []
            for shard in _shards(batches, self.size):
                running.append((_started(step, work, shard), shard))
                yield from self._ended(client, step, work, running, wait=False)
            yield from self._ended(client, step, work, running, wait=True)

    def _ended(
        self,
        client: SyncPrefectClient,
        step: Step,
        work: Work,
        running: list[tuple[FlowRun, Batch]],
        wait: bool,
    ) -> Iterator[Batch]:
        """The batches of the shards that are through; with ``wait``, of all."""
        while running:
            for one in tuple(running):
                run, shard = one
                state = client.read_flow_run(run.id).state
                kind = state.type if state else StateType.PENDING
                if kind is StateType.COMPLETED:
                    self.tasks.tell(step, len(shard))
                    yield from _batches(shard)
                elif state is not None and (state.is_final() or self._taken_back(client, run, kind)):
                    get_run_logger().warning("shard %s is %s: its pages are done here", run.name, state.name)
                    yield from self.tasks.each(step, work, _batches(shard))
                else:
                    continue
                running.remove(one)
            if not wait:
                return
            time.sleep(_LOOK)

    def _taken_back(self, client: SyncPrefectClient, run: FlowRun, kind: StateType) -> bool:
        """Whether a shard has waited for a worker for too long, and is now nobody's: two must not do the same pages."""
        created = run.created.timestamp() if run.created else time.time()
        waits = kind in (StateType.SCHEDULED, StateType.PENDING) and time.time() - created > _PATIENCE
        if not waits:
            return False
        asked: OrchestrationResult[Any] = client.set_flow_run_state(
            run.id, Cancelled(message="No worker took it: its audit does it itself.")
        )
        return asked.status is SetStateStatus.ACCEPT


def shard_pages(said: str) -> int:
    """How many pages a shard has. Raises UsageError for what is no number of pages."""
    if not said.strip():
        return SHARD
    if not said.strip().isdecimal() or int(said) < BATCH:
        raise UsageError(f"BESTBEFORE_SHARD_PAGES={said}: is no number of pages, at least {BATCH}")
    return int(said)


def _started(step: Step, work: Work, shard: Batch) -> FlowRun:
    """Set a shard going; the same one of the same run is not set going twice."""
    digest = hashlib.sha256(" ".join(map(str, shard)).encode()).hexdigest()[:12]
    started: Any = run_deployment(
        DEPLOYMENT,
        flow_run_name=f"{work.site.name} run {work.run}, {step.name}: {len(shard):,} pages from {shard[0]:,}",
        parameters={"step": step.name, "work": packed(work), "pages": list(shard)},
        idempotency_key=f"{work.site_id}-{work.run}-{step.name}-{digest}",
        timeout=0,
        as_subflow=False,
    )
    assert isinstance(started, FlowRun)
    return started


def _shards(batches: Iterable[Batch], size: int) -> Iterator[Batch]:
    pages: list[int] = []
    for batch in batches:
        pages += batch
        while len(pages) >= size:
            yield tuple(pages[:size])
            pages = pages[size:]
    if pages:
        yield tuple(pages)


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


def step_named(name: str) -> Step:
    """One of the conductor's steps. Raises KeyError for another name."""
    return {step.name: step for step in STEPS}[name]


def run_shard(step: Step, work: Work, pages: Batch, tasks: Tasks, progress: Progress) -> int:
    """Do one shard; return how many pages it was given."""

    def attempt(runner: Runner, progress: Progress) -> int:
        return sum(len(batch) for batch in runner(step, work, _batches(pages)))

    return going_on(attempt, work.store, tasks, progress)
