"""The audit by the clock: the same five steps as ``bestbefore audit``, as a Prefect flow.

The entrypoint in prefect.yaml is the module path ``flows.audit.audit``; why, is in docs/decisions/0001.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from prefect import flow, get_run_logger
from pydantic import Field

from flows.steps import VERSION, AuditRequest, new_run_id, opened, source_states
from flows.tasks import judge_task, look_up_task, read_task, report_task, scrape_task
from model.errors import BestbeforeError
from model.finding import Severity
from model.policy import Policy
from reports.build import Run
from sources.desk import open_desk


@flow(name="audit", description="Audit pages for stale dates, claims and citations, and write a report.")
def audit(
    targets: Annotated[list[str], Field(min_length=1)],
    out: str = "audit-report",
    today: date | None = None,
    sources: Literal["auto", "snapshot", "live"] = "auto",
    review_months: Annotated[int, Field(ge=1)] = 36,
    contact: str = "",
    store: str = "",
) -> dict[str, int | str]:
    """Run the five steps on the targets; return counts and the report's place.

    ``targets``: addresses, sitemaps, lists, folders or files. ``today``: the day to judge by, default the
    day of the run. ``store``: the file that remembers earlier runs, default in the user's data folder. Fails
    when nothing could be examined, so that an empty night is seen.
    """
    log = get_run_logger()
    started = datetime.now(UTC)
    request = AuditRequest(
        targets=tuple(targets),
        today=today or started.date(),
        out=Path(out),
        policy=Policy(review_months=review_months),
        sources=sources,
        store=Path(store) if store else platformdirs.user_data_path("bestbefore") / "store.sqlite",
        contact=contact,
    )
    with opened(request.store) as remembered:
        run_id = new_run_id(started)
        if remembered:
            run_id = remembered.begin_run(run_id, request.targets, request.today)
    desk = open_desk(request.sources, request.contact)
    documents, not_fetched = scrape_task(request, run_id)
    pages, not_read = read_task(documents, desk.lexicon)
    log.info("read %d pages; %d could not be fetched or read", len(pages), len(not_fetched) + len(not_read))
    answers = look_up_task(pages, request, desk)
    results = judge_task(pages, answers, request)
    run = Run(
        id=run_id,
        started_at=started,
        finished_at=datetime.now(UTC),
        today=request.today,
        targets=request.targets,
        policy=request.policy,
        version=VERSION,
        sources=source_states(desk),
    )
    outcome = report_task(run, results, not_fetched + not_read, request.out, request.store)
    if not outcome.report.pages:
        raise BestbeforeError(f"nothing was examined; see {outcome.index}")
    log.info("report: %s", outcome.index)
    return {
        "pages": len(outcome.report.pages),
        "failures": len(outcome.report.failures),
        "not_verified": len(outcome.report.not_verified),
        **{str(s): outcome.report.count(s) for s in Severity},
        "report": str(outcome.index),
    }
