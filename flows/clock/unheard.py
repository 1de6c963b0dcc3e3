"""What nobody was told of: alarms that Prefect lost with their events, on a busy database or when its server is killed.

States of runs are rows and are not lost. So each failed, crashed or timed-out one that set off no alarm is told here,
once, and so is a night that is missing. Which did set one off, is known from the events that an alarm leaves; what was
told here before, from a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.objects import State as RunState
from prefect.client.schemas.sorting import FlowRunSort
from prefect.events.filters import EventFilter, EventNameFilter, EventOccurredFilter, EventRelatedFilter
from prefect.events.filters import EventResourceFilter as OfAutomation
from prefect.types._datetime import DateTime

from flows.clock.automations import ALARM, DOCTOR
from flows.clock.events import site_resource
from flows.clock.plan import TAG
from flows.notify import Notify, NotifyError, tell
from model.site import Site

# What an alarm may take, with all that waits before it: a state that is younger may still be told by it.
PATIENCE = timedelta(minutes=3)
# States that are told of: by their names, as the alarm knows them.
TOLD_OF = ("Failed", "Crashed", "TimedOut")
_ACTIONS = ["prefect.automation.action.triggered", "prefect.automation.action.executed"]
# What is older was told of, or is history (heal._RECENT looks no further back).
_REMEMBERED = timedelta(days=3)


class Ledger:
    """What was told of here, by the numbers of states. ``path``: a file that is made when it is first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told: dict[str, str] = {}
        with suppress(OSError, ValueError):
            self._told = dict(json.loads(path.read_text("utf-8")))

    def __contains__(self, state: object) -> bool:
        return str(state) in self._told

    def add(self, state: object, now: datetime) -> None:
        """Remember what was told, and forget what was long ago."""
        since = (now - _REMEMBERED).isoformat()
        self._told = {s: at for s, at in self._told.items() if at > since} | {str(state): now.isoformat()}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps(self._told), "utf-8")
        beside.replace(self._path)


def tell_unheard(
    client: SyncPrefectClient,
    runs: Iterable[FlowRun],
    notify: Notify,
    ledger: Ledger,
    shown: Callable[[FlowRun], str],
    now: datetime | None = None,
) -> Iterator[str]:
    """Tell the operators of each state of these runs that should have been told of and was not; say what was told.
    ``shown``: a run's address in the dashboard."""
    now = now or datetime.now(UTC)
    asked = {"automations": {"name": {"any_": [ALARM]}}}
    alarms = client.request(
        "POST", "/automations/filter", json=asked
    ).json()  # the client's model has no time in it
    if not alarms or not alarms[0]["enabled"] or not notify.operators:
        return
    alarm, made = alarms[0]["id"], datetime.fromisoformat(alarms[0]["created"])
    for run in runs:
        for state in unheard(client.read_flow_run_states(run.id), made, now):
            if state.id in ledger or _was_heard(client, alarm, state):
                continue
            words = f"{run.name}: {state.name}. {state.message or ''}\n{shown(run)}"
            try:
                tell(notify.operators, f"Bestbefore: {run.name} {str(state.name).lower()}", words)
            except NotifyError as error:  # it is tried again at the next look
                yield str(error)
                continue
            ledger.add(state.id, now)
            yield f"{run.name}: {state.name} at {state.timestamp:%H:%M} UTC, told now: no alarm was heard"


def unheard(states: Iterable[RunState], made: datetime, now: datetime) -> list[RunState]:
    """Of a run's states those that the alarm, ``made`` at that time, should have told of by now."""
    return [s for s in states if s.name in TOLD_OF and s.timestamp and made < s.timestamp < now - PATIENCE]


def tell_missing(
    client: SyncPrefectClient,
    sites: Iterable[Site],
    notify: Notify,
    ledger: Ledger,
    now: datetime | None = None,
) -> Iterator[str]:
    """Tell the operators of each site that has had no finished audit for longer than it should, where its alarm has not
    told; again after each further interval, as the alarm does. Says what was told."""
    now = now or datetime.now(UTC)
    found = client.request("POST", "/automations/filter", json={"limit": 200}).json()
    alarms = {a["trigger"].get("match", {}).get("prefect.resource.id"): a for a in found if a["enabled"]}
    for site in sites:
        alarm = alarms.get(site_resource(site.name))
        if not site.schedule or alarm is None or not notify.operators:
            continue
        gap = timedelta(seconds=alarm["trigger"]["within"])
        last = max([datetime.fromisoformat(alarm["updated"]), *_finished(client, site)])
        times = (now - last - PATIENCE) // gap
        key = f"{site.name} {last.isoformat()} {times}"
        since = last + times * gap
        if times < 1 or key in ledger or _set_off(client, alarm["id"], since):
            continue
        words = f"No audit of {site.name} has finished since {last:%Y-%m-%d %H:%M} UTC. {DOCTOR}"
        try:
            tell(notify.operators, f"Bestbefore: no audit of {site.name}", words)
        except NotifyError as error:
            yield str(error)
            continue
        ledger.add(key, now)
        yield f"{site.name}: no finished audit since {last:%Y-%m-%d %H:%M} UTC, told now: no alarm was heard"


def _finished(client: SyncPrefectClient, site: Site) -> list[datetime]:
    """When the last audit of a site was finished, if one was."""
    done = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.COMPLETED])))
    mine = DeploymentFilter(
        name=DeploymentFilterName(any_=[site.name]),
        tags=DeploymentFilterTags(all_=[TAG, f"site: {site.name}"]),
    )
    runs = client.read_flow_runs(
        flow_run_filter=done, deployment_filter=mine, sort=FlowRunSort.END_TIME_DESC, limit=1
    )
    return [run.end_time for run in runs if run.end_time]


def _was_heard(client: SyncPrefectClient, alarm: str, state: RunState) -> bool:
    """Whether the alarm was set off by the event of a state, which has the state's number."""
    assert state.timestamp is not None
    return _set_off(client, alarm, state.timestamp, EventRelatedFilter(id=[f"prefect.event.{state.id}"]))


def _set_off(
    client: SyncPrefectClient, alarm: str, since: datetime, by: EventRelatedFilter | None = None
) -> bool:
    """Whether an alarm was set off since a time."""
    wanted = EventFilter(
        occurred=EventOccurredFilter(since=DateTime.fromtimestamp(since.timestamp() - 60, UTC)),
        event=EventNameFilter(name=_ACTIONS),
        resource=OfAutomation(id=[f"prefect.automation.{alarm}"]),
        related=by,
    )
    return bool(client.read_events(wanted, limit=1).events)


def worth_a_look(run: FlowRun) -> bool:
    """Whether a run may have a state that is told of: it ended so, or was set going again."""
    return run.state_type in (StateType.FAILED, StateType.CRASHED) or run.run_count > 1
