"""Telling Prefect's server what is wanted: pool, limits, deployments, alarms. What an operator changed stays."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable
from typing import Any

from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentCreate, WorkPoolCreate
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags
from prefect.client.schemas.responses import DeploymentResponse
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound

from flows.clock import children, limits
from flows.clock.asking import everything
from flows.clock.automations import apply_automations
from flows.clock.form import form_of
from flows.clock.kept import LABEL, Changeable, memo, merged, unchanged
from flows.clock.names import report_link
from flows.clock.places import ENGINE, HEARTBEAT, POOL, RUN_COMMAND, Places, environment, home_of, remembered
from flows.clock.plan import AUDIT, AUDIT_BY_DASK, TAG, Wanted, wanted_deployments
from flows.clock.sites import folder_here, notify_here, sites_here
from flows.notify import Notify
from model.errors import UsageError
from model.site import Site

# Whatever worker takes a run, also one of a server of the operator's own.
_ENVIRONMENT = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT)}


def deploy(sites: Iterable[Site], notify: Notify, folder: str, reset: bool = False) -> list[str]:
    """Deploy all that a folder with these sites should have on the server at PREFECT_API_URL; return what was done,
    line by line. ``folder``: where runs work, the one with ``bestbefore.toml``. ``reset``: what an operator changed
    is taken back. Raises UsageError where the server refuses a deployment (a cron line, say)."""
    sites = tuple(sites)
    audit = AUDIT_BY_DASK if os.environ.get("BESTBEFORE_DASK") else AUDIT
    wanted = wanted_deployments(sites, audit, report_link)
    with get_client(sync_client=True) as client:
        told = [*_pool(client)]
        limits.declare(client, sites)
        for one in wanted:
            told += _deploy(client, one, folder, reset)
        told += _forgotten(client, {w.name for w in wanted})
        told += apply_automations(client, sites, notify)
    return told


def flow_of(wanted: Wanted) -> Flow[Any, Any]:
    """The flow of a deployment, by its module path."""
    module, _, name = wanted.entrypoint.rpartition(".")
    flow = getattr(importlib.import_module(module), name)
    assert isinstance(flow, Flow)
    return flow


def _pool(client: SyncPrefectClient) -> Iterable[str]:
    try:
        pool = client.read_work_pool(POOL)
    except ObjectNotFound:
        try:
            client.create_work_pool(WorkPoolCreate(name=POOL, type="process"))
        except ObjectAlreadyExists:  # somebody deploys beside us
            return
        yield f"work pool {POOL}: made"
        return
    if pool.is_paused:
        yield f"work pool {POOL} is paused: nothing runs until it is resumed (prefect work-pool resume {POOL})"


def _deploy(client: SyncPrefectClient, wanted: Wanted, folder: str, reset: bool) -> Iterable[str]:
    flow = flow_of(wanted)
    schedule = wanted.schedule
    schedules = (
        [
            {
                "schedule": {"cron": schedule.cron, "timezone": schedule.timezone},
                "active": True,
                "parameters": {},
            }
        ]
        if schedule
        else []
    )
    asked = Changeable(dict(wanted.parameters), schedules)
    schema = form_of(flow, wanted.choices)
    rest = [
        wanted.entrypoint,
        wanted.description,
        wanted.tags,
        schema,
        folder,
        wanted.one_at_a_time,
        _ENVIRONMENT,
        os.environ.get(RUN_COMMAND, ""),
    ]
    live = _live(client, f"{flow.name}/{wanted.name}")
    label = str((live.labels or {}).get(LABEL, "")) if live else ""
    if live and not reset and unchanged(label, asked, rest) and live.work_pool_name == wanted.pool:
        return
    result, kept = asked, tuple[str, ...]()
    if live and not reset:
        result, kept = merged(asked, _changeable(live), label)
    try:
        body = DeploymentCreate(
            name=wanted.name,
            flow_id=client.create_flow(flow),
            entrypoint=wanted.entrypoint,
            description=wanted.description,
            tags=list(wanted.tags),
            parameters=dict(result.parameters),
            schedules=list(result.schedules),  # type: ignore[arg-type]  # pydantic reads the mappings
            paused=result.paused,
            enforce_parameter_schema=True,
            concurrency_limit=1 if wanted.one_at_a_time else None,
            concurrency_options={"collision_strategy": "CANCEL_NEW"} if wanted.one_at_a_time else None,  # type: ignore[arg-type]
            work_pool_name=wanted.pool,
            job_variables=_job_variables(live),
            # without a pull step, a worker copies the whole folder for each run, and works in the copy
            pull_steps=[{"prefect.deployments.steps.set_working_directory": {"directory": folder}}],
            labels={LABEL: memo(asked, rest)},
        ).model_dump(mode="json", exclude_unset=True)
    except ValueError as error:
        said = f"schedule {schedule.cron!r}, timezone {schedule.timezone!r}; " if schedule else ""
        line = " ".join(str(error).split())[:200]
        raise UsageError(f"{wanted.name}: Prefect refuses its deployment: {said}{line}") from error
    body["parameter_openapi_schema"] = schema  # as it is: the client's model drops what it does not know
    client.request("POST", "/deployments/", json=body)
    yield f"{flow.name}/{wanted.name}: {'deployed' if live is None else 'renewed'}"
    if kept:
        yield f"{flow.name}/{wanted.name}: kept as set in the dashboard: {'; '.join(kept)}"


def _job_variables(live: DeploymentResponse | None) -> dict[str, Any]:
    """What an operator set of them, with signs of life (a run that gives none is taken for dead), and with how a run
    begins where that is known."""
    own = dict(live.job_variables or {}) if live else {}
    if str(own.get("command") or ENGINE).endswith(ENGINE):
        own.pop("command", None)
        if command := os.environ.get(RUN_COMMAND):
            own["command"] = command
    return own | {"env": {**(own.get("env") or {}), **_ENVIRONMENT}}


def _live(client: SyncPrefectClient, name: str) -> DeploymentResponse | None:
    try:
        return client.read_deployment_by_name(name)
    except ObjectNotFound:
        return None


def _changeable(live: DeploymentResponse) -> Changeable:
    schedules = [
        s.model_dump(mode="json", include={"schedule", "active", "parameters"}) for s in live.schedules
    ]
    return Changeable(dict(live.parameters), schedules, live.paused)


def _forgotten(client: SyncPrefectClient, wanted: set[str]) -> Iterable[str]:
    """Deployments of ours whose site is no longer in the settings are deleted: their runs stay to be read."""
    tagged = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
    ours = everything(client.read_deployments, deployment_filter=tagged)
    for one in ours:
        if one.name not in wanted and (one.labels or {}).get(LABEL):
            client.delete_deployment(one.id)
            yield f"{one.name}: taken out, it is no longer in bestbefore.toml"


def deploy_here(reset: bool = False) -> list[str]:
    """``deploy`` what the ``bestbefore.toml`` at hand asks for."""
    as_the_clock()
    return deploy(sites_here(), notify_here(), str(folder_here()), reset)


def as_the_clock() -> None:
    """Where PREFECT_API_URL is the server of this folder's own clock, which listens on loopback: what the clock knows
    of its worker and of its report server holds for us too."""
    folder = folder_here()
    home, asked = home_of(folder), os.environ.get("PREFECT_API_URL", "")
    ports = remembered(home)
    places = Places(folder, home, ports.get("server", 0), ports.get("reports", 0))
    if asked.rstrip("/") == places.api and children.is_up(home) is not None:
        known = environment(places)
        for name in (RUN_COMMAND, "BESTBEFORE_REPORTS_URL"):
            os.environ.setdefault(name, known[name])
