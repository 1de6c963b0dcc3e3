"""The sites of the ``bestbefore.toml`` at hand, as the clock needs them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from checks import all_checks
from flows.notify import Notify, read_notify
from flows.request import AuditRequest
from flows.settings import FILE, Settings, audit_request, load_settings, sites
from model.site import Site

# What the reports of single pages are called where reports are named.
ONE_PAGE = "one page"


def settings_here() -> Settings:
    """The settings of this folder or one above it. Raises UsageError with one line on a file that is wrong."""
    return load_settings(None, frozenset(c.code for c in all_checks()))


def sites_here() -> tuple[Site, ...]:
    """Every site that the settings name; none where they name none."""
    return sites(settings_here())


def folder_here() -> Path:
    """Where the settings stand, else the current folder: what paths in them are relative to."""
    settings = settings_here()
    return settings.path.parent.resolve() if settings.path else Path.cwd()


def notify_here() -> Notify:
    """Who is told. Raises UsageError with one line on a ``[notify]`` that is wrong."""
    settings = settings_here()
    return read_notify(settings.notify, str(settings.path or FILE))


def request_for(site: Site, today: date, sources: str = "", run_id: str = "") -> AuditRequest:
    """What an audit of a site is asked for; ``sources``: others than the settings say. Raises UsageError for a day
    that no page can be judged by."""
    return audit_request(settings_here(), today, site=site, sources=sources, run_id=run_id)


def store_here() -> Path | str:
    """The store of these settings: a file, or a database's URL."""
    place = audit_request(settings_here(), datetime.now(UTC).date(), targets=("x",)).store
    assert place is not None
    return place


def report_folders() -> dict[str, Path]:
    """Where each site's published report lies."""
    base = folder_here()
    return {site.name: base / (site.out or "audit-report") for site in sites_here()}


def one_page_folder() -> Path:
    """Where reports of single pages lie, one folder a page."""
    return folder_here() / "one-page-reports"
