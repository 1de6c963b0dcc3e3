"""What nobody was told of: alarms that Prefect lost with their events, on a busy database or when its server is killed.

States of runs are rows and are not lost. So each failed, crashed or timed-out one that set off no alarm is told here,
once. Which did, is known from the events that an alarm leaves; what was told here before, from a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.objects import State as RunState
from prefect.events.filters import EventFilter, EventNameFilter, EventOccurredFilter, EventRelatedFilter
from prefect.events.filters import EventResourceFilter as OfAutomation
from prefect.types._datetime import DateTime

from flows.clock.automations import ALARM
from flows.notify import Notify, NotifyError, tell

# What an alarm may take, with all that waits before it: a state that is younger may still be told by it.
PATIENCE = timedelta(minutes=3)
# States that are told of: by their names, as the alarm knows them.
TOLD_OF = ("Failed", "Crashed", "TimedOut")
_ACTIONS = ["prefect.automation.action.triggered", "prefect.automation.action.executed"]
# What is older was told of, or is history (heal._RECENT looks no further back).
_REMEMBERED = timedelta(days=3)


class Ledger:
    """The states that were told of here. ``path``: a file that is made when it is first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told: dict[str, str] = {}
        with suppress(OSError, ValueError):
            self._told = dict(json.loads(path.read_text("utf-8")))

    def __contains__(self, state: object) -> bool:
        return str(state) in self._told

    def add(self, state: UUID, now: datetime) -> None:
        """Remember a state, and forget old ones."""
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


def _was_heard(client: SyncPrefectClient, alarm: str, state: RunState) -> bool:
    """Whether the alarm was set off by the event of a state, which has the state's number."""
    assert state.timestamp is not None
    since = EventOccurredFilter(since=DateTime.fromtimestamp(state.timestamp.timestamp() - 60, UTC))
    wanted = EventFilter(
        occurred=since,
        event=EventNameFilter(name=_ACTIONS),
        resource=OfAutomation(id=[f"prefect.automation.{alarm}"]),
        related=EventRelatedFilter(id=[f"prefect.event.{state.id}"]),
    )
    return bool(client.read_events(wanted, limit=1).events)


def worth_a_look(run: FlowRun) -> bool:
    """Whether a run may have a state that is told of: it ended so, or was set going again."""
    return run.state_type in (StateType.FAILED, StateType.CRASHED) or run.run_count > 1
