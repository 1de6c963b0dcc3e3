"""The audit by the clock: the same five steps as ``bestbefore audit``, as a Prefect flow.

The entrypoint in prefect.yaml is the module path ``flows.audit.audit``; why, is in docs/decisions/0001.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from prefect import flow, get_run_logger
from pydantic import Field

from checks import all_checks
from flows.memory import opened
from flows.settings import FIRST_DAY, LAST_DAY, MOST_MONTHS, audit_request, load_settings
from flows.steps import VERSION, new_run_id, source_states
from flows.tasks import judge_task, look_up_task, read_task, report_task, scrape_task
from model.errors import BestbeforeError
from model.finding import Severity
from reports.build import Run
from sources.desk import open_desk


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
    default the day of the run. ``store``: the file that remembers earlier runs. ``max_failed``: the part of the
    pages, in percent, that may fail. Fails when nothing could be examined or more failed than that: then the
    report of an earlier run is left as it was, and this one's lies beside it.
    """
    log = get_run_logger()
    started = datetime.now(UTC)
    settings = load_settings(None, frozenset(c.code for c in all_checks()))
    if settings.path:
        log.info("settings: %s", settings.path)
    request = audit_request(
        settings,
        today or started.date(),
        targets=tuple(targets or ()),
        out=out,
        sources=sources or "",
        store=store,
        contact=contact,
        review_months=review_months,
        max_failed=max_failed,
    )
    with opened(request.store) as memory:
        run_id = memory.begin_run(new_run_id(started), request.shown_targets, request.today)
    desk = open_desk(request.sources, request.contact, folder=request.folder)
    documents, not_fetched = scrape_task(request, run_id)
    pages, not_read = read_task(documents, desk.lexicon, request)
    log.info("read %d pages; %d could not be fetched or read", len(pages), len(not_fetched) + len(not_read))
    answers = look_up_task(pages, request, desk)
    results, not_judged = judge_task(pages, answers, request)
    run = Run(
        id=run_id,
        started_at=started,
        finished_at=datetime.now(UTC),
        today=request.today,
        targets=request.shown_targets,
        policy=request.policy,
        version=VERSION,
        sources=source_states(desk),
        base_url=request.base_url,
    )
    outcome = report_task(run, results, not_fetched + not_read + not_judged, request)
    for failure in outcome.report.failures:
        log.warning("not examined: %s", failure.reason)
    for line in outcome.troubles:
        log.warning("%s", line)
    if outcome.held:
        raise BestbeforeError(
            f"{outcome.held}: {request.out} is left as it was; the report of this run is {outcome.index}"
        )
    log.info("report: %s", outcome.index)
    return {
        "pages": len(outcome.report.pages),
        "failures": len(outcome.report.failures),
        "not_verified": outcome.report.not_verified,
        **{str(s): outcome.report.count(s) for s in Severity},
        "report": str(outcome.index),
    }
