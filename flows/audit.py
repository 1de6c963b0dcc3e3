"""The audit of one site by the clock: the same conductor as ``bestbefore audit``, each batch of a step a task.

The entrypoint is the module path ``flows.audit.audit``; why, is in docs/decisions/0001.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from pydantic import Field

from flows.clock import limits
from flows.clock.form import described
from flows.clock.names import report_link, slug
from flows.clock.sites import request_for, settings_here
from flows.clock.telling import cancelled, ended, failed
from flows.conductor import run_audit
from flows.night import night_of
from flows.opening import opened
from flows.request import AuditRequest
from flows.settings import site_named
from flows.spread import Spread
from flows.tasks import Tasks
from model.errors import BestbeforeError, UsageError
from store.runs import BusyError, site_key

AS_THE_SITE_SAYS = "as the settings say"
Day = Annotated[
    str,
    Field(
        title="As of the day",
        description="The day to judge by, like 2026-11-27. Empty: the day of the run.",
        # for the dashboard: a calendar to choose from; for Prefect's API, which does not look at formats: a pattern
        json_schema_extra={"format": "date"},
        pattern=r"^(\d{4}-\d{2}-\d{2})?$",
        examples=["2026-11-27"],
    ),
]
Sources = Annotated[
    Literal["as the settings say", "auto", "snapshot", "live"],
    Field(
        title="Look it up in",
        description="auto: the local data first, then PubMed and FDA for the rest. snapshot: only the local data. "
        "live: only PubMed and FDA.",
    ),
]


def _name() -> str:
    asked = flow_run.parameters
    day = asked.get("today") or f"{flow_run.scheduled_start_time:%Y-%m-%d}"
    how = "nightly" if "auto-scheduled" in flow_run.tags else "by hand"
    return f"{asked.get('site', 'a site')} {day} {how}"


@flow(name="audit", flow_run_name=_name, persist_result=True)
@described
def audit(
    site: Annotated[str, Field(title="Site", description="The site to audit, whole.", min_length=1)],
    today: Day = "",
    sources: Sources = "as the settings say",
    spread: Annotated[
        bool,
        Field(
            title="Spread over all workers",
            description="For operators of many thousand pages: read and judge in parts on every worker. The workers "
            "must share one store (PostgreSQL).",
        ),
    ] = False,
) -> State[dict[str, Any]]:
    """Audit a site, and publish its report.

    Completed: every page was examined, every source answered. Incomplete: the report is out, and the last line of
    the run says what it lacks. Failed: too much was lost, and the report of the night before stays.
    """
    try:
        chosen = site_named(settings_here(), site)
        request = request_for(
            chosen, day_of(today), "" if sources == AS_THE_SITE_SAYS else sources, str(flow_run.id or "")
        )
        with limits.shared(limits.hosts_of(chosen)):
            return audited(request, site, slug(site), report_link(site), spread)
    except BusyError as error:
        return cancelled(str(error))
    except BestbeforeError as error:
        return failed(str(error))


def audited(
    request: AuditRequest, name: str, key: str, link: str, spread: bool = False
) -> State[dict[str, Any]]:
    """Run the conductor with each batch a task, and tell what came of it. ``name``: of the site, or the address;
    ``key``: of its artifacts; ``link``: where its report is read; ``spread``: over all workers."""
    tasks = Tasks(f"progress-{key}", _known_pages(request))
    outcome = run_audit(request, Spread(tasks) if spread else tasks)
    night = night_of(name, outcome, link)
    tasks.end(night.told())
    return ended(night, outcome, key)


def _known_pages(request: AuditRequest) -> int:
    """How many pages the site had when it was last audited; 0 where that is not known."""
    if request.store is None:
        return 0
    store = opened(str(request.store))
    number = store.runs.site(site_key(request.audited.name, request.shown_targets))
    return sum(not page.settled for page in store.pages.all_of(number))


def day_of(today: str) -> date:
    """The day of a form's field; today where it is empty. Raises UsageError for a day that no calendar has."""
    try:
        return date.fromisoformat(today) if today else datetime.now(UTC).date()
    except ValueError:
        raise UsageError(f"{today} is no day of the calendar") from None
