"""The refresh of the sources by the clock: FDA weekly, retractions daily."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed
from pydantic import Field

from flows.clock.events import RENEWED, emit, source_resource
from flows.clock.form import described
from flows.clock.sites import report_folders
from flows.clock.telling import failed
from flows.news import STATEMENTS
from flows.renewal import renew_fda, renew_retractions
from model.errors import BestbeforeError

# Seconds before each further try of a download: a minute mends a restart over there, an hour an outage.
_AGAIN: list[float] = [60, 600, 3600]


@task(
    name="fetch FDA data", retries=3, retry_delay_seconds=_AGAIN, cache_policy=NO_CACHE, persist_result=False
)
def _fda(all_labels: bool) -> list[str]:
    """Retried as a whole: a download goes on where it broke off."""
    reports = [folder for folder in report_folders().values() if (folder / STATEMENTS).is_file()]
    return list(renew_fda((), None, all_labels, reports))


@task(
    name="fetch retractions",
    retries=3,
    retry_delay_seconds=_AGAIN,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def _retractions() -> list[str]:
    return list(renew_retractions())


@flow(name="refresh-fda", flow_run_name="FDA data", log_prints=False)
@described
def refresh_fda(
    all_labels: Annotated[
        bool,
        Field(
            title="All labels",
            description="Read all of openFDA's label files (over 1 GB), not only what moved.",
        ),
    ] = False,
) -> State[list[str]]:
    """Renew the FDA snapshot and name the statements of the last reports that new acts touch."""
    return _ended("fda", lambda: _fda(all_labels))


@flow(name="refresh-retractions", flow_run_name="retractions")
def refresh_retractions() -> State[list[str]]:
    """Renew the list of retracted papers."""
    return _ended("retractions", _retractions)


def _ended(source: str, fetch: Callable[[], list[str]]) -> State[Any]:
    log = get_run_logger()
    try:
        lines = fetch()
    except BestbeforeError as error:
        return failed(str(error))
    for line in lines:
        (log.warning if line.startswith("not had:") else log.info)("%s", line)
    emit(RENEWED, source_resource(source), source, {"lines": lines[:20]})
    return Completed(message="; ".join(lines[1:3]) or Path(lines[0]).name, data=lines)
