"""Signs of health of what runs by the clock: each is one thing, what was seen, and what to do. Nothing is changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import requests

from flows.clock import children
from flows.clock.places import SERVER_PORT, Places, environment, home_of, remembered
from flows.clock.sites import folder_here, notify_here, sites_here
from flows.clock.store_sign import store_sign
from model.errors import BestbeforeError, SnapshotError
from model.site import Site
from sources.desk import pubmed_index_path
from sources.fda.refresh import newest_snapshot
from sources.retractions_refresh import retractions_path
from sources.session import make_session
from sources.settings import Settings

# Days that local data may be old: FDA's are renewed weekly, and beyond 45 days an absence is no longer judged
# (docs/architecture.md); retractions daily.
_FDA_DAYS, _RETRACTION_DAYS = 8, 2


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was looked at. ``do``: what an operator does about it when it is not ``ok``."""

    what: str
    ok: bool
    said: str
    do: str = ""


def examine(home: Path | None = None, offline: bool = False) -> list[Sign]:
    """Look at everything. Raises UsageError only for settings that cannot be read."""
    folder = folder_here()
    sites = sites_here()
    home = (home or home_of(folder)).resolve()
    signs = [_settings(sites), *_clock(folder, home, sites)]
    signs += [_age("FDA data", _fda_day(), _FDA_DAYS, "bestbefore refresh fda")]
    signs += [
        _age("retractions", _changed(retractions_path()), _RETRACTION_DAYS, "bestbefore refresh retractions")
    ]
    if pubmed_index_path().is_file():
        day = _changed(pubmed_index_path())
        signs.append(Sign("PubMed index", True, f"of {day}"))
    if not offline:
        signs += _sources(Settings.from_environment())
    signs += [Sign(*told) for told in store_sign()]
    signs.append(_told())
    return signs


def _settings(sites: tuple[Site, ...]) -> Sign:
    scheduled = [s for s in sites if s.schedule]
    if not sites:
        return Sign(
            "settings", False, "bestbefore.toml names no site", "Add a [[site]] (README, By the clock)"
        )
    if not scheduled:
        return Sign(
            "settings", False, f"{len(sites)} sites, none with a schedule", 'Add schedule = "15 2 * * *"'
        )
    return Sign("settings", True, f"{len(sites)} sites, {len(scheduled)} with a schedule")


def _clock(folder: Path, home: Path, sites: tuple[Site, ...]) -> Iterator[Sign]:
    up = children.is_up(home)
    ports = remembered(home)
    outer = os.environ.get("PREFECT_API_URL", "")
    if up is None and not outer:
        yield Sign(
            "clock", False, "it is not up", "Start it: bestbefore up (or set PREFECT_API_URL to your server)"
        )
        return
    if up is not None:
        places = Places(folder, home, ports.get("server", SERVER_PORT), ports.get("reports", 0))
        os.environ.update(environment(places))
        said = f"up (process {up}), dashboard {places.dashboard}, reports {places.reports_url}, logs {home / 'logs'}"
        yield Sign("clock", True, said)
        yield _reports(places)
    from flows.clock.seen import seen  # Prefect reads the environment when it is imported

    logs = str(home / "logs") if up is not None else "on its machine:"
    yield from (Sign(*told) for told in seen(os.environ["PREFECT_API_URL"], sites, logs))


def _reports(places: Places) -> Sign:
    try:
        answer = requests.get(places.reports_url, timeout=5)
        return Sign(
            "report server", answer.ok, f"answers with {answer.status_code}", f"Read {places.log('reports')}"
        )
    except requests.RequestException as error:
        return Sign(
            "report server",
            False,
            f"does not answer ({type(error).__name__})",
            f"Read {places.log('reports')}",
        )


def _fda_day() -> date | None:
    try:
        snapshot = newest_snapshot()
    except SnapshotError:
        return None
    if snapshot is None:
        return None
    with snapshot:
        return snapshot.as_of


def _changed(path: Path) -> date | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except OSError:
        return None


def _age(what: str, day: date | None, most: int, command: str) -> Sign:
    if day is None:
        return Sign(what, False, "none yet: the starter that ships is used", f"Renew: {command}")
    old = datetime.now(UTC).date() - day
    ok = old <= timedelta(days=most)
    return Sign(
        what, ok, f"of {day}, {old.days} days old", f"Renew: {command}; see the last run of its refresh"
    )


def _sources(settings: Settings) -> Iterable[Sign]:
    session = make_session(settings)
    for name, address in (
        ("PubMed", f"{settings.eutils_url}/einfo.fcgi"),
        ("openFDA", settings.openfda_url),
        ("FDA", settings.fda_url),
        ("Crossref", f"{settings.crossref_url}/works?rows=0"),
        ("ClinicalTrials.gov", f"{settings.trials_url}/version"),
    ):
        try:
            with session.get(address, timeout=(5, 10), stream=True) as answer:
                fine = answer.status_code < 500 and answer.status_code != 429
                yield Sign(
                    name, fine, f"answers ({answer.status_code})", "Wait: what it would say is not verified"
                )
        except requests.RequestException as error:
            yield Sign(
                name, False, f"cannot be reached ({type(error).__name__})", "Check the network, or wait"
            )


def _told() -> Sign:
    try:
        notify = notify_here()
    except BestbeforeError as error:
        return Sign("who is told", False, str(error), "Mend [notify]")
    if not notify.operators:
        return Sign(
            "who is told", False, "nobody is told of trouble", "Set BESTBEFORE_NOTIFY (docs/operate.md)"
        )
    owners = f", {len(notify.owners)} owners" if notify.owners else ""
    return Sign(
        "who is told", True, f"{len(notify.operators)} operators, {len(notify.editors)} editors{owners}"
    )
