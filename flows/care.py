"""A crashed run goes on: started by the automation "a crashed run goes on" (flows/clock/automations.py)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from prefect import flow, get_run_logger
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import State, StateType
from prefect.states import AwaitingRetry, Completed
from pydantic import Field

from flows.clock.form import described
from flows.clock.plan import SHARD

# A run that crashes a third time does so for a reason that another try does not mend: too little memory, say.
MOST_RETRIES = 2


@flow(name="retry-crashed", flow_run_name="retry of {flow_run_id}")
@described
def retry_crashed(
    flow_run_id: Annotated[
        str,
        Field(
            title="Run",
            description="The number of the run that crashed: the last part of its address in the dashboard.",
            json_schema_extra={"format": "uuid"},
            pattern="^[0-9a-fA-F-]{36}$",
            examples=["0690a1c2-7b1e-4d3f-9a55-0c1de2f3a4b5"],
        ),
    ],
) -> State[str]:
    """Set a crashed run going again, unless it has crashed too often."""
    log = get_run_logger()
    with get_client(sync_client=True) as client:
        told = set_going(client, UUID(flow_run_id))
    log.info("%s", told)
    return Completed(message=told, data=told)


def set_going(client: SyncPrefectClient, run_id: UUID) -> str:
    """Schedule a crashed run to go on now; say in one line what was done."""
    run = client.read_flow_run(run_id)
    if run.state is None or run.state.type is not StateType.CRASHED:
        return f"{run.name} is {run.state.name if run.state else 'unknown'} by now: nothing to do."
    if SHARD in run.tags:
        return f"{run.name} is a part of an audit, which does it again."
    crashes = sum(state.type is StateType.CRASHED for state in client.read_flow_run_states(run_id))
    if crashes > MOST_RETRIES:
        return f"{run.name} has crashed {crashes} times: it is left as it is. See docs/operate.md, Crashed."
    client.set_flow_run_state(run_id, AwaitingRetry(), force=True)
    return f"{run.name} goes on (try {crashes + 1} of {MOST_RETRIES + 1})."
