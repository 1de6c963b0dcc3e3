"""Putting in order what is left behind: runs whose process is gone, nights that nobody needs any more, lost alarms.

At the start of a clock, and every few minutes: nothing here rests on events, which Prefect may lose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.settings import get_current_settings
from prefect.states import Crashed

from flows.care import set_going
from flows.clock.asking import everything
from flows.clock.places import home_of
from flows.clock.plan import TAG
from flows.clock.sites import folder_here, notify_here, sites_here
from flows.clock.unheard import PATIENCE, Ledger, tell_missing, tell_unheard, worth_a_look
from reports.words import plural

_OURS = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
# A run that crashed longer ago is history: the next night has done its work.
_RECENT = timedelta(hours=20)


def heal(alone: bool = True) -> list[str]:
    """Mend the runs of the server at PREFECT_API_URL; say what was done, line by line.

    ``alone``: no worker of this server is at work anywhere, as when a clock of one machine begins: a run that is said
    to be running then is not.
    """
    told: list[str] = []
    with get_client(sync_client=True) as client:
        if alone:
            told += _crash_the_dead(client)
            told += _free_limits(client)
        told += _set_crashed_going(client, timedelta() if alone else PATIENCE)
        told += _drop_missed_nights(client)
        if not alone:
            told += _tell(client)
    return told


def _tell(client: SyncPrefectClient) -> Iterator[str]:
    """Tell of what no alarm told of."""
    base = str(get_current_settings().ui_url or "").rstrip("/")
    runs = _runs(
        client, *(t for t in StateType if t is not StateType.SCHEDULED), since=datetime.now(UTC) - _RECENT
    )
    notify, ledger = notify_here(), Ledger(home_of(folder_here()) / "told.json")

    def shown(run: FlowRun) -> str:
        return f"{base}/runs/flow-run/{run.id}"

    yield from tell_unheard(client, filter(worth_a_look, runs), notify, ledger, shown)
    yield from tell_missing(client, sites_here(), notify, ledger)


def _runs(
    client: SyncPrefectClient,
    *types: StateType,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[FlowRun]:
    """Runs of ours in these states that began, or were to begin, between two times."""
    wanted = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
        start_time=FlowRunFilterStartTime(after_=since, before_=until),  # type: ignore[arg-type]  # Prefect's own class of time
    )
    return everything(client.read_flow_runs, flow_run_filter=wanted, deployment_filter=_OURS)


def _crash_the_dead(client: SyncPrefectClient) -> Iterator[str]:
    for run in _runs(client, StateType.RUNNING, StateType.PENDING, StateType.CANCELLING):
        message = "Its process was gone when the clock was started again."
        client.set_flow_run_state(run.id, Crashed(message=message), force=True)
        yield f"{run.name}: was left {run.state_name}, and is Crashed now"


def _free_limits(client: SyncPrefectClient) -> Iterator[str]:
    """Slots that runs held which are no more."""
    for limit in everything(client.read_global_concurrency_limits):
        if limit.active_slots:
            client.update_global_concurrency_limit(limit.name, GlobalConcurrencyLimitUpdate(active_slots=0))
            yield f"{limit.name}: was held by a run that is no more, and is free now"


def _set_crashed_going(client: SyncPrefectClient, patience: timedelta = timedelta()) -> Iterator[str]:
    """The newest crashed run of each deployment goes on, unless a later one of it has ended or goes. ``patience``: so
    long after its crash the automation may still set it going."""
    newest: dict[UUID | None, FlowRun] = {}
    since = datetime.now(UTC) - _RECENT
    for run in _runs(client, *(t for t in StateType if t is not StateType.SCHEDULED), since=since):
        if (known := newest.get(run.deployment_id)) is None or _begun(run) > _begun(known):
            newest[run.deployment_id] = run
    for run in newest.values():
        since_when = run.state.timestamp if run.state else None
        if run.state_type is StateType.CRASHED and not (
            since_when and since_when > datetime.now(UTC) - patience
        ):
            yield set_going(client, run.id)


def _begun(run: FlowRun) -> datetime:
    return run.start_time or run.expected_start_time or run.created or datetime.min.replace(tzinfo=UTC)


def _drop_missed_nights(client: SyncPrefectClient) -> Iterator[str]:
    """Of the nights that passed while no worker was there, the last one of each site is made up for."""
    late: dict[UUID | None, list[FlowRun]] = defaultdict(list)
    now = datetime.now(UTC)
    for run in _runs(client, StateType.SCHEDULED, until=now):
        if (
            run.auto_scheduled
            and run.expected_start_time
            and run.expected_start_time < now
            and not run.run_count
        ):
            late[run.deployment_id].append(run)
    for runs in late.values():
        runs.sort(key=_begun)
        for run in runs[:-1]:
            try:
                client.delete_flow_run(run.id)
            except ObjectNotFound:
                continue
        if runs[:-1]:
            yield f"{plural(len(runs) - 1, 'missed run')} dropped, the last one is made up for"
