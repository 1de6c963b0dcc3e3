"""The digest by the clock: each owner is told what changed on their pages; nobody is told that nothing did."""

from __future__ import annotations

from typing import Any

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from flows.clock.names import report_link
from flows.clock.places import home_of
from flows.clock.sites import folder_here, notify_here, report_folders
from flows.clock.telling import failed
from flows.digested import changes_of, digest_texts, remember, seen_before
from flows.notify import NotifyError, tell
from model.errors import BestbeforeError


def _name() -> str:
    return f"digest {flow_run.scheduled_start_time:%Y-%m-%d}"


@flow(name="digest", flow_run_name=_name)
def digest() -> State[Any]:
    """Tell what is new, worse or resolved since the last digest, each owner apart.

    What could not be delivered is told with the next digest: only what was delivered is remembered as told.
    """
    log = get_run_logger()
    try:
        notify, folders = notify_here(), report_folders()
    except BestbeforeError as error:
        return failed(str(error))
    memory = home_of(folder_here()) / "digests"
    told: dict[str, int] = {}
    troubles: list[str] = []
    for site, folder in folders.items():
        try:
            changes = changes_of(site, folder, seen_before(memory, site))
        except BestbeforeError as error:
            log.warning("%s: %s", site, error)
            troubles.append(str(error))
            continue
        delivered = True
        for owner, title, body in digest_texts(changes, report_link(site)):
            addresses = notify.of_owner(owner)
            if not addresses:
                log.warning(
                    "%s: nobody to tell%s (docs/operate.md, Who is told)",
                    site,
                    f" of {owner}" if owner else "",
                )
                continue
            try:
                tell(addresses, title, body)
            except NotifyError as error:
                delivered = False
                log.warning("%s", error)
                troubles.append(str(error))
                continue
            told[owner or "editors"] = told.get(owner or "editors", 0) + 1
            log.info("told %s: %s", owner or "editors", title)
        if delivered:
            remember(memory, changes)
    message = f"{sum(told.values())} messages" if told else "nothing changed, nobody was told"
    if troubles:
        return Failed(message=f"{message}; {'; '.join(troubles)}"[:2000])
    return Completed(message=message, data=told)
