"""One page now: an address, audited by a site's rules, into a report of its own."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Annotated, Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from pydantic import Field

from flows.audit import AS_THE_SITE_SAYS, Day, Sources, audited, day_of
from flows.clock.form import described
from flows.clock.names import ending, report_link
from flows.clock.plan import GENERAL
from flows.clock.sites import ONE_PAGE, one_page_folder, request_for, settings_here
from flows.clock.telling import cancelled, failed
from flows.settings import site_named
from model.errors import BestbeforeError
from model.site import Site
from store.runs import BusyError


def _name() -> str:
    address = str(flow_run.parameters.get("address", "a page"))
    return f"{address.partition('://')[2] or address} {flow_run.scheduled_start_time:%Y-%m-%d %H:%M}"


@flow(name="page", flow_run_name=_name, persist_result=True)
@described
def page(
    address: Annotated[
        str,
        Field(
            title="Address",
            description="The page's address on the web, like https://www.example.org/breast-cancer/treatment",
            pattern=r"^https?://\S+$",  # shown to whoever does not keep to it
            max_length=2000,
            examples=["https://www.example.org/breast-cancer/treatment"],
        ),
    ],
    site: Annotated[
        str,
        Field(
            title="By the rules of",
            description="Whose rules count: a site's own, or the general ones.",
        ),
    ] = GENERAL,
    today: Day = "",
    sources: Sources = "as the settings say",
) -> State[dict[str, Any]]:
    """Audit one page now. Its report is beside the nightly one, which stays as it is."""
    key = hashlib.sha256(address.encode()).hexdigest()[:10]
    try:
        here = settings_here()
        general = Site("", (), here.policy, limits=here.limits)
        rules = general if site == GENERAL else site_named(here, site)
        alone = replace(
            rules, name="", targets=(address,), follow=False, out=one_page_folder() / key, schedule=""
        )
        request = request_for(
            alone, day_of(today), "" if sources == AS_THE_SITE_SAYS else sources, str(flow_run.id or "")
        )
        return audited(request, address, f"page-{ending(address)}-{key}", report_link(ONE_PAGE, key))
    except BusyError as error:
        return cancelled(str(error))
    except BestbeforeError as error:
        return failed(str(error))
