"""What the server does by itself: it finds silent runs, sets crashed ones going again, and tells operators.

The server does all of it, not a worker: a dead worker is one of the things to tell of.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from typing import Any

from prefect.automations import Automation
from prefect.blocks.notifications import SlackWebhook
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, RunDeployment, SendNotification
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.server.schemas.schedules import CronSchedule
from pydantic import SecretStr

from flows.clock.asking import everything
from flows.clock.events import AWAITED, FINISHED, RENEWED, SOURCE_DOWN, emit, site_resource, source_resource
from flows.clock.places import HEARTBEAT
from flows.clock.plan import FDA_WEEKLY, RETRACTIONS_DAILY, TAG, Clockwork
from flows.notify import Notify
from model.site import Site

# A run that has been silent for three heartbeats is dead; five, where the server itself was away and comes back.
SILENCE = timedelta(seconds=5 * HEARTBEAT)
# From the moment a worker takes a run until its process begins: some seconds, a minute on a machine that is very busy.
BEGINNING = timedelta(minutes=4)
# The server hands an event to the automations again when one of them could not be served (SQLite was locked, say), and
# each acts again on what it had acted on. With a time within which it acts once, it knows the event. No run crashes
# twice in so short a time: to set it going takes longer.
ONCE = timedelta(seconds=5)
_PREFIX = "bestbefore: "
ALARM = f"{_PREFIX}tell of runs that failed or crashed"
BLOCK = "bestbefore-operators"
# What to do about a night that is missing.
DOCTOR = "Run `bestbefore doctor` on its machine."
_OURS: dict[str, str | list[str]] = {
    "prefect.resource.role": "tag",
    "prefect.resource.id": f"prefect.tag.{TAG}",
}
_STATES = ("Completed", "Incomplete", "Failed", "Cancelled", "Crashed", "TimedOut")
_ENDED = {f"prefect.flow-run.{name}" for name in _STATES}
_HEARTBEAT = "prefect.flow-run.heartbeat"
_BEGUN = {"prefect.flow-run.Running", "prefect.flow-run.Retrying"}
# A run that was taken may be put off, and is then waited for from its next start.
_PUT_OFF = {f"prefect.flow-run.{name}" for name in ("Scheduled", "Late", "AwaitingRetry", "AwaitingConcurrencySlot",
                                                    "Paused", "Suspended")}  # fmt: skip
_RUN = "{{ flow_run.name }}: {{ flow_run.state.name }}. {{ flow_run.state.message }}\n{{ flow_run|ui_url }}"


def apply_automations(client: SyncPrefectClient, sites: Iterable[Site], notify: Notify) -> Iterable[str]:
    """Make or renew the automations; one that an operator switched off stays off. Yields what was done."""
    crashed = client.read_deployment_by_name("retry-crashed/retry-crashed")
    wanted = [_silent(), _never_begun(), _crashed(crashed.id)]
    if notify.operators:
        block = SlackWebhook(url=SecretStr(" ".join(notify.operators))).save(BLOCK, overwrite=True)
        wanted += _alarms(block, tuple(sites), notify.grace)
    else:
        yield "nobody is told of trouble: set BESTBEFORE_NOTIFY (docs/operate.md)"
    there = {a.name: a for a in everything(client.read_automations) if a.name.startswith(_PREFIX)}
    for one in wanted:
        live = there.pop(one.name, None)
        if live is None:
            client.create_automation(one)
            _await(one)
            yield f"automation made: {one.name.removeprefix(_PREFIX)}"
        elif _plain(live) != _plain(one):
            client.update_automation(live.id, one.model_copy(update={"enabled": live.enabled}))
            _await(one)
            yield f"automation renewed: {one.name.removeprefix(_PREFIX)}"
    for left in there.values():
        client.delete_automation(left.id)
        yield f"automation taken out: {left.name.removeprefix(_PREFIX)}"


def _await(automation: AutomationCore) -> None:
    """Begin to wait for what an automation expects to come regularly."""
    trigger = automation.trigger
    if isinstance(trigger, EventTrigger) and AWAITED in trigger.after:
        resource = str(trigger.match["prefect.resource.id"])
        emit(AWAITED, resource, resource.rpartition(".")[2], {})


def _silent() -> AutomationCore:
    """Prefect's own remedy for runs whose process and worker are gone ("detect zombie flows"), and more: a run that was
    killed before its first sign of life has given none that is missed, so it is waited for from its start."""
    return _dead(
        "a run that gives no sign of life has crashed",
        "A run's process sends a sign of life every 30 s. Without it, its worker and machine are gone.",
        {_HEARTBEAT, *_BEGUN},
        {_HEARTBEAT, *_ENDED, *_PUT_OFF},
        SILENCE,
        "gave no sign of life",
    )


def _never_begun() -> AutomationCore:
    """A worker that was killed between taking a run and starting its process."""
    return _dead(
        "a run that was taken and does not begin has crashed",
        "A worker took it, and is gone before the run's process began.",
        {"prefect.flow-run.Pending"},
        {_HEARTBEAT, *_BEGUN, *_ENDED, *_PUT_OFF},
        BEGINNING,
        "did not begin",
    )


def _dead(
    name: str, description: str, after: set[str], expect: set[str], within: timedelta, what: str
) -> AutomationCore:
    return AutomationCore(
        name=f"{_PREFIX}{name}",
        description=description,
        trigger=EventTrigger(
            after=after,
            expect=expect,
            match={"prefect.resource.id": "prefect.flow-run.*"},
            match_related=_OURS,
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=within,
        ),
        actions=[
            ChangeFlowRunState(
                name="Crashed",
                state=StateType.CRASHED,
                force=False,
                message=f"It {what} for {within.seconds} s: its process or its machine is gone.",
            )
        ],
    )


def _crashed(deployment: Any) -> AutomationCore:
    return AutomationCore(
        name=f"{_PREFIX}a crashed run goes on",
        description="It is set going again, at most twice; what it had fetched is not asked for again.",
        trigger=_reactive({"prefect.flow-run.Crashed"}),
        actions=[
            RunDeployment(
                source="selected",
                deployment_id=deployment,
                parameters={"flow_run_id": {"__prefect_kind": "jinja", "template": "{{ flow_run.id }}"}},
                job_variables=None,
            )
        ],
    )


def _alarms(block: Any, sites: tuple[Site, ...], grace: timedelta) -> list[AutomationCore]:
    def tell(subject: str, body: str) -> list[Any]:
        return [SendNotification(block_document_id=block, subject=f"Bestbefore: {subject}", body=body)]

    alarms = [
        AutomationCore(
            name=ALARM,
            trigger=_reactive({f"prefect.flow-run.{s}" for s in ("Failed", "Crashed", "TimedOut")}),
            actions=tell("{{ flow_run.name }} {{ flow_run.state.name|lower }}", _RUN),
        ),
        AutomationCore(
            name=f"{_PREFIX}tell of sources that are down",
            trigger=EventTrigger(
                expect={SOURCE_DOWN},
                for_each={"prefect.resource.id"},
                posture=Posture.Reactive,
                threshold=1,
                within=ONCE,
            ),
            actions=tell("a source is down", "{{ event.payload.told }}"),
        ),
    ]  # fmt: skip
    for site in sites:
        if site.schedule:
            gap = longest_gap(Clockwork(site.schedule, site.timezone)) + grace
            alarms.append(_missing(f"tell when {site.name} has no finished audit for {_hours(gap)}", {FINISHED},
                                   site_resource(site.name), gap,
                                   tell(f"no audit of {site.name}", f"No audit of {site.name} has finished for "
                                        f"{_hours(gap)}. {DOCTOR}")))  # fmt: skip
    for source, when in (("fda", FDA_WEEKLY), ("retractions", RETRACTIONS_DAILY)):
        gap = longest_gap(when) + max(grace, timedelta(hours=12))
        alarms.append(_missing(f"tell when the {source} data were not renewed for {_hours(gap)}", {RENEWED},
                               source_resource(source), gap,
                               tell(f"{source} data are old", f"The {source} data were not renewed for "
                                    f"{_hours(gap)}: claims are judged by older data, and say so.")))  # fmt: skip
    return alarms


def _reactive(events: set[str]) -> EventTrigger:
    return EventTrigger(
        expect=events,
        match={"prefect.resource.id": "prefect.flow-run.*"},
        match_related=_OURS,
        for_each={"prefect.resource.id"},
        posture=Posture.Reactive,
        threshold=1,
        within=ONCE,
    )


def _missing(
    name: str, events: set[str], resource: str, gap: timedelta, actions: list[Any]
) -> AutomationCore:
    return AutomationCore(
        name=f"{_PREFIX}{name}",
        trigger=EventTrigger(
            # Counted from the last time, or from the deploy: without `after`, Prefect looks once in each interval
            # only, and would tell up to two intervals late.
            after={*events, AWAITED},
            expect=events,
            match={"prefect.resource.id": resource},
            posture=Posture.Proactive,
            threshold=1,
            within=gap,
        ),
        actions=actions,
    )


def longest_gap(clockwork: Clockwork) -> timedelta:
    """The longest time between two firings, of the next 50."""
    schedule = CronSchedule(cron=clockwork.cron, timezone=clockwork.timezone)
    dates = asyncio.run(schedule.get_dates(n=50))
    gaps = [b - a for a, b in pairwise(dates)]
    return max(gaps, default=timedelta(days=1))


def _hours(gap: timedelta) -> str:
    seconds = int(gap.total_seconds())
    if seconds >= 3 * 86_400:
        return f"{seconds / 86_400:.3g} days"
    return f"{seconds / 3600:.3g} h" if seconds >= 3600 else f"{seconds} s"


def _plain(automation: AutomationCore | Automation) -> str:
    """What an automation does, without what the server or an operator's switch adds."""
    dumped = automation.model_dump(mode="json", include={"name", "description", "trigger", "actions"})
    dumped["trigger"].pop("id", None)
    return json.dumps(_sorted(dumped), sort_keys=True, default=str)


def _sorted(value: Any) -> Any:
    """Sets come as lists in any order: put in order."""
    if isinstance(value, dict):
        return {k: _sorted(v) for k, v in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True, default=str))
    return value
