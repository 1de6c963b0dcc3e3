"""The audit of one site by the clock: the same conductor as ``bestbefore audit``, as a Prefect flow."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, StateType
from prefect.runtime import flow_run
from pydantic import Field

from flows.clock.events import FINISHED, HELD, emit, site_resource
from flows.clock.form import described
from flows.clock.names import report_link, slug
from flows.clock.sites import settings_here, site_named
from flows.night import Night, night_of
from flows.settings import audit_request
from flows.steps import Outcome, run_audit
from reports.summary import report_to_markdown

Day = Annotated[
    str,
    Field(
        title="As of the day",
        description="The day to judge by, like 2026-11-27. Leave it empty for the day of the run.",
        pattern=r"^(\d{4}-\d\d-\d\d)?$",
        examples=["2026-11-27"],
    ),
]
Sources = Annotated[
    Literal["as the site says", "auto", "snapshot", "live"],
    Field(
        title="Ask",
        description="auto: the local data first, PubMed and FDA for the rest. snapshot: local data only. live: PubMed "
        "and FDA only.",
    ),
]


def _name() -> str:
    asked = flow_run.parameters
    day = asked.get("today") or f"{flow_run.scheduled_start_time:%Y-%m-%d}"
    how = "nightly" if "auto-scheduled" in flow_run.tags else "by hand"
    return f"{asked.get('site', 'a site')} {day} {how}"


@flow(name="audit", flow_run_name=_name)
@described
def audit(
    site: Annotated[str, Field(title="Site", description="A site of bestbefore.toml.", min_length=1)],
    today: Day = "",
    sources: Sources = "as the site says",
) -> State[dict[str, Any]]:
    """Audit a site, and publish its report.

    Completed: every page was examined, every source answered. Incomplete: the report is out, but the last line of the
    run says what it lacks. Failed: too much was lost; the report of the night before stays.
    """
    chosen = site_named(site)
    request = audit_request(
        settings_here(),
        date.fromisoformat(today) if today else datetime.now(UTC).date(),
        targets=chosen.targets,
        out=str(chosen.out),
        sources="" if sources == "as the site says" else sources,
    )
    outcome = _all(request)
    return ended(night_of(site, outcome.report, outcome.held, report_link(site)), outcome)


@task(name="interim", cache_policy=NO_CACHE, persist_result=False)
def _all(request: Any) -> Outcome:
    return run_audit(request, get_run_logger().info)


def ended(night: Night, outcome: Outcome) -> State[dict[str, Any]]:
    """Tell what came of it: artifacts, event, and the run's last state with the verdict."""
    key = slug(night.site)
    create_markdown_artifact(
        key=f"audit-{key}",
        markdown=report_to_markdown(outcome.report),
        description=f"{night.site}: {night.told()}",
    )
    emit(HELD if night.held else FINISHED, site_resource(night.site), night.site, night.data())
    return State(
        type=StateType.FAILED if night.held else StateType.COMPLETED,
        name=night.state,
        message=night.told(),
        data=night.data(),
    )
