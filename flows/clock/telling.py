"""What a finished audit tells in Prefect: log, artifacts, event, and the run's last state with the verdict."""

from __future__ import annotations

import logging
from typing import Any

from prefect import get_run_logger
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State, StateType
from prefect.exceptions import CancelledRun, FailedRun
from prefect.states import Cancelled, Failed

from flows.clock.events import FINISHED, HELD, SOURCE_DOWN, emit, site_resource, source_resource
from flows.night import Night
from flows.request import Outcome
from reports.build import Report
from reports.summary import report_to_markdown
from reports.words import SEVERITY_WORDS, one_line

# Lines in the log and rows in the table: a run of a site whose server is down loses every page, and one line each
# helps nobody.
_MOST_WARNINGS, _MOST_ROWS = 50, 50
# The dashboard breaks no line of a table: what is longer pushes the other columns off the screen.
_MOST_LETTERS = 90


def ended(night: Night, outcome: Outcome, key: str) -> State[dict[str, Any]]:
    """Tell everything; return the run's last state. ``key``: of the artifacts, one history each site."""
    _log(night, outcome)
    report, told = outcome.report, f"{night.told()}: {night.site}"  # a card shows its beginning
    link = f"[Open the report]({night.report})\n\n" if night.report and not night.held else ""
    create_markdown_artifact(key=f"audit-{key}", markdown=link + report_to_markdown(report), description=told)
    create_table_artifact(key=f"findings-{key}", table=_rows(report), description=told)
    if night.report and not night.held:
        create_link_artifact(night.report, f"Report of {night.site}", key=f"report-{key}", description=told)
    _emit(night, report)
    if night.held:
        _without_trace()
        return Failed(message=night.told())  # Prefect takes the result of a failed run for an exception
    return State(
        type=StateType.COMPLETED,
        name=night.state,
        message=night.told(),
        data=night.data(),
    )


def failed(why: str) -> State[dict[str, Any]]:
    """The last state of a run that could not be: one line, no trace."""
    _without_trace()
    get_run_logger().error("%s", why)
    return Failed(message=why)


def cancelled(why: str) -> State[dict[str, Any]]:
    """The last state of a run that had nothing to do, since another one does it."""
    _without_trace()
    get_run_logger().warning("%s", why)
    return Cancelled(message=why)


def _without_trace() -> None:
    """Keep Prefect from ending the log of such a run with a trace of its own engine, "unexpected exception"."""
    logging.getLogger("prefect.flow_runs").addFilter(_no_engine_trace)


def _no_engine_trace(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], FailedRun | CancelledRun))


def _log(night: Night, outcome: Outcome) -> None:
    log, failures = get_run_logger(), outcome.report.failures
    for failure in failures[:_MOST_WARNINGS]:
        log.warning("not examined: %s", one_line(failure.reason, 300))
    if len(failures) > _MOST_WARNINGS:
        log.warning("… and %s more, in the report", f"{len(failures) - _MOST_WARNINGS:,}")
    for source in outcome.report.run.silent:
        log.warning("%s did not answer: %s", source.name, source.trouble)
    for line in outcome.troubles:
        log.warning("%s", line)
    if night.report and not night.held:
        log.info("its report: %s", night.report)
    log.info("%s: %s", night.site, night.told())


def _emit(night: Night, report: Report) -> None:
    emit(HELD if night.held else FINISHED, site_resource(night.site), night.site, night.data())
    for source in report.run.silent:
        told = f"{source.name} did not answer in the audit of {night.site}: {source.trouble}"
        emit(SOURCE_DOWN, source_resource(source.name), source.name, {"told": told, "site": night.site})


def _rows(report: Report) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "Do": SEVERITY_WORDS[cause.severity],
            "What": one_line(cause.finding.message, _MOST_LETTERS),
            "Pages": len(cause.places),
            "Such as": one_line(cause.entry.title, 60),
            "Check": cause.finding.code,
            "Address": cause.entry.url,
        }
        for cause in report.causes[:_MOST_ROWS]
    ]
    return rows or [{"Do": "nothing", "What": "There is nothing to do.", "Pages": 0, "Such as": ""}]
