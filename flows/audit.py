"""The audit by the clock: the same conductor as ``bestbefore audit``, each batch of a step a Prefect task.

The entrypoint in prefect.yaml is the module path ``flows.audit.audit``; why, is in docs/decisions/0001.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from pydantic import Field

from checks import all_checks
from flows.conductor import run_audit
from flows.settings import FIRST_DAY, LAST_DAY, MOST_MONTHS, audit_request, load_settings
from flows.work import Batch, Step, Work
from model.errors import BestbeforeError
from model.finding import Severity
from reports.summary import report_to_markdown

# Seconds before each further try: a service that is down for a minute is often back.
_RETRY_DELAYS: list[float] = [10, 60]


def by_task(step: Step, work: Work, batches: Iterable[Batch]) -> Iterator[Batch]:
    """A runner of the conductor: each batch is a task of its own, in this process, one after the other."""
    run = task(
        name=step.name,
        retries=2 if step.asks else 0,
        retry_delay_seconds=_RETRY_DELAYS,
        cache_policy=NO_CACHE,
        persist_result=False,
    )(step.run)
    for batch in batches:
        yield run(work, batch)


@flow(name="audit", description="Audit pages for stale dates, claims and citations, and write a report.")
def audit(
    targets: Annotated[list[str], Field(min_length=1)] | None = None,
    out: str = "",
    today: Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)] | None = None,
    sources: Literal["auto", "snapshot", "live"] | None = None,
    review_months: Annotated[int, Field(ge=1, le=MOST_MONTHS)] | None = None,
    contact: str = "",
    store: str = "",
    max_failed: Annotated[int, Field(ge=0, le=100)] | None = None,
) -> dict[str, int | str]:
    """Run the five steps on the targets; return counts and the report's place.

    What is not given is as ``bestbefore.toml`` says, in the folder of the run or one above it, else the same
    default as by hand. ``targets``: addresses, sitemaps, lists, folders or files. ``today``: the day to judge by,
    default the day of the run. ``store``: what remembers earlier runs, a file or a database's URL. ``max_failed``:
    the part of the pages, in percent, that may fail. Fails when nothing could be examined or more failed than that:
    then the report of an earlier run is left as it was, and this one's lies beside it.
    """
    log = get_run_logger()
    settings = load_settings(None, frozenset(c.code for c in all_checks()))
    if settings.path:
        log.info("settings: %s", settings.path)
    request = audit_request(
        settings,
        today or datetime.now(UTC).date(),
        targets=tuple(targets or ()),
        out=out,
        sources=sources or "",
        store=store,
        contact=contact,
        review_months=review_months,
        max_failed=max_failed,
        run_id=str(flow_run.id or ""),
    )
    outcome = run_audit(request, by_task)
    report = outcome.report
    create_markdown_artifact(
        key="audit-summary",
        markdown=report_to_markdown(report, str(outcome.index)),
        description=f"Content audit of {', '.join(report.run.targets)}",
    )
    for failure in report.failures:
        log.warning("not examined: %s", failure.reason)
    for line in outcome.troubles:
        log.warning("%s", line)
    if outcome.held:
        raise BestbeforeError(
            f"{outcome.held}: {request.out} is left as it was; the report of this run is {outcome.index}"
        )
    log.info("report: %s", outcome.index)
    return {
        "pages": outcome.examined,
        "failures": len(report.failures),
        "not_verified": report.not_verified,
        **{str(s): report.count(s) for s in Severity},
        "report": str(outcome.index),
    }
