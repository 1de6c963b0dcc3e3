"""What Prefect's server says of itself: its scheduler, the worker, and each site's last and next run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound

from flows.clock.places import POOL
from model.site import Site

# A worker tells that it is there every 30 s.
_WORKER_SILENT = timedelta(seconds=95)
# A run that should have begun so long ago waits for something.
_LATE = timedelta(minutes=5)
Told = tuple[str, bool, str, str]


def seen(address: str, sites: tuple[Site, ...], logs: str) -> Iterator[Told]:
    """What is seen, each as (what, ok, said, do). ``logs``: the folder of the processes' logs, in words."""
    try:
        with get_client(sync_client=True) as client:
            client.api_healthcheck()
            version = client.api_version()
            yield ("server", True, f"answers at {address} (Prefect {version})", "")
            yield _worker(client, logs)
            for site in sites:
                yield from _site(client, site, logs)
    except (httpx.HTTPError, OSError, RuntimeError) as error:
        yield ("server", False, f"does not answer at {address} ({type(error).__name__})",
               f"bestbefore up starts it again by itself; else read {logs}/server.log")  # fmt: skip


def _worker(client: SyncPrefectClient, logs: str) -> Told:
    try:
        pool = client.read_work_pool(POOL)
    except ObjectNotFound:
        return ("worker", False, f"there is no work pool {POOL}", "Run: bestbefore deploy")
    if pool.is_paused:
        return (
            "worker",
            False,
            f"the work pool {POOL} is paused",
            f"Resume it: prefect work-pool resume {POOL}",
        )
    response = client.request(
        "POST", "/work_pools/{work_pool_name}/workers/filter", path_params={"work_pool_name": POOL}, json={}
    )
    last = max(
        (
            datetime.fromisoformat(w["last_heartbeat_time"])
            for w in response.json()
            if w.get("last_heartbeat_time")
        ),
        default=None,
    )
    if last is None:
        return (
            "worker",
            False,
            "no worker has ever been there",
            "Start one: bestbefore up, or prefect worker start",
        )
    ago = datetime.now(UTC) - last
    return (
        "worker",
        ago < _WORKER_SILENT,
        f"seen {_said(ago)} ago",
        f"Start it: bestbefore up; read {logs}/worker.log",
    )


def _site(client: SyncPrefectClient, site: Site, logs: str) -> Iterator[Told]:
    what = f"site {site.name}"
    try:
        deployment = client.read_deployment_by_name(f"audit/{site.name}")
    except ObjectNotFound:
        yield (what, False, "is not deployed", "Run: bestbefore deploy (bestbefore up does)")
        return
    mine = DeploymentFilter(id=DeploymentFilterId(any_=[deployment.id]))
    ended = _runs(client, mine, FlowRunSort.END_TIME_DESC, *(t for t in StateType if t in _ENDED))
    last = ended[0] if ended else None
    if last is not None and last.end_time:
        fine = last.state_type is StateType.COMPLETED
        message = (last.state.message if last.state else "") or ""
        ago = _said(datetime.now(UTC) - last.end_time)
        yield (f"{what}, last run", fine, f"{last.state_name} {ago} ago: {message}",
               "Read its log in the dashboard; docs/operate.md says what each state means")  # fmt: skip
    else:
        yield (
            f"{what}, last run",
            True,
            "none has ended yet",
            "",
        )
    if deployment.paused or not any(s.active for s in deployment.schedules):
        if site.schedule:
            yield (f"{what}, next run", False, "its schedule is off in the dashboard", "Switch it on there")
        return
    coming = _runs(client, mine, FlowRunSort.EXPECTED_START_TIME_ASC, StateType.SCHEDULED)
    begins = next((r.expected_start_time for r in coming if r.expected_start_time), None)
    if begins is None:
        yield (f"{what}, next run", False, "nothing is scheduled: the scheduler does not work",
               f"Look for ERROR in {logs}/server.log; the versions must be the pinned ones")  # fmt: skip
    elif datetime.now(UTC) - begins > _LATE:
        yield (
            f"{what}, next run",
            False,
            f"waits since {begins:%Y-%m-%d %H:%M} UTC",
            "Is a worker there and free?",
        )
    else:
        yield (f"{what}, next run", True, f"{begins:%Y-%m-%d %H:%M:%S} UTC", "")


_ENDED = (StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED)


def _runs(
    client: SyncPrefectClient, mine: DeploymentFilter, sort: FlowRunSort, *types: StateType
) -> list[FlowRun]:
    wanted = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))))
    return client.read_flow_runs(deployment_filter=mine, flow_run_filter=wanted, sort=sort, limit=5)


def _said(time: timedelta) -> str:
    seconds = max(0, int(time.total_seconds()))
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
