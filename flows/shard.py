"""A part of a large audit, given by its coordinator (flows/spread.py): not started by people."""

from __future__ import annotations

from typing import Annotated, Any

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.states import Completed
from pydantic import Field

from flows.clock.form import described
from flows.clock.names import slug
from flows.clock.sites import store_here
from flows.clock.telling import failed
from flows.opening import forget
from flows.spread import run_shard, unpacked
from flows.tasks import Tasks
from model.errors import BestbeforeError


@flow(name="shard")
@described
def shard(
    work: Annotated[
        dict[str, Any], Field(title="Run", description="The audit's run, as its coordinator knows it.")
    ],
    pages: Annotated[list[int], Field(title="Pages", description="The numbers of the pages in the store.")],
) -> State[Any]:
    """Read some thousand pages of a run, and judge what its audit has looked up."""
    store = str(store_here())
    try:
        given = unpacked(work, store)
        tasks = Tasks(f"progress-shard-{slug(given.site.name)}", len(pages))
        done = run_shard(given, tuple(pages), tasks, get_run_logger().warning)
    except BestbeforeError as error:
        return failed(str(error))
    finally:
        forget(store)
    return Completed(message=f"{done:,} of {len(pages):,} pages judged", data=done)
