"""Every site of ``bestbefore.toml`` in one run: for servers on which sites have no deployments of their own."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from flows.audit import audit
from flows.clock.sites import sites_here


def _name() -> str:
    return f"all sites {flow_run.scheduled_start_time:%Y-%m-%d}"


@flow(name="nightly", flow_run_name=_name)
def nightly() -> State[dict[str, str]]:
    """Audit one site after the other; a site that fails does not keep the others from being audited."""
    told: dict[str, str] = {}
    failed: list[str] = []
    for site in sites_here():
        state: State[Any] = audit(site.name, return_state=True)
        told[site.name] = f"{state.name}: {state.message}"
        if not state.is_completed():
            failed.append(site.name)
    if not told:
        return Failed(message="bestbefore.toml names no site")
    message = "; ".join(f"{name}: {line}" for name, line in told.items())[:2000]
    if failed:
        return Failed(message=message)
    return Completed(message=message, data=told)
