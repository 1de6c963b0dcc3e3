"""The store kept small, by the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed
from pydantic import Field

from flows.clock.form import described
from flows.clock.sites import store_here
from flows.clock.telling import failed
from flows.keeping import DAYS, pruned
from model.errors import BestbeforeError


def _name() -> str:
    return f"prune {flow_run.scheduled_start_time:%Y-%m-%d}"


@flow(name="prune", flow_run_name=_name)
@described
def prune(
    days: Annotated[
        int, Field(title="Days", description="What is older is dropped.", ge=1, le=3650, examples=[90])
    ] = DAYS,
) -> State[dict[str, object]]:
    """Drop old runs, versions, answers and resolved findings. What the report shows stays."""
    try:
        done, cached = pruned(store_here(), datetime.now(UTC).date(), days)
    except BestbeforeError as error:
        return failed(str(error))
    told = f"{done.runs:,} runs, {done.versions:,} versions, {done.answers:,} answers dropped"
    return Completed(message=f"{told}; {cached:,} raw answers", data={"told": told})
