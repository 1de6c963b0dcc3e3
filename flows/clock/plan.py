"""What is to be deployed for a set of sites: pure. One deployment a site, and the ones that every folder has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.clock.places import POOL
from model.site import Site

TAG = "bestbefore"
# The tag of parts of an audit: a part that crashed is done by its audit, and goes on by itself in nobody's name.
SHARD = "shard"
# What an editor chooses where no site's policy is meant.
GENERAL = "the general policy"


@dataclass(frozen=True, slots=True)
class Clockwork:
    """When something runs: a cron line (with a sixth field: seconds) in a time zone."""

    cron: str
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One deployment. ``entrypoint``: a module path (docs/decisions/0001). ``one_at_a_time``: a run that would start
    while another one goes is cancelled, so that no night ever waits for the one before. ``choices``: what a parameter
    may be, shown as a list in the form."""

    name: str
    entrypoint: str
    description: str
    tags: tuple[str, ...] = (TAG,)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    schedule: Clockwork | None = None
    one_at_a_time: bool = True
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pool: str = POOL


AUDIT, AUDIT_BY_DASK = "flows.audit.audit", "flows.dask_audit.dask_audit"
# Small files, once a week (FDA publishes Drugs@FDA on Tuesdays), and a list that grows daily.
FDA_WEEKLY = Clockwork("30 4 * * 3")
RETRACTIONS_DAILY = Clockwork("10 1 * * *")
# When few sites are audited.
PRUNE_WEEKLY = Clockwork("40 12 * * 0")
# Monday to Friday, when the nights are over and before editors come.
DIGEST_DAILY = Clockwork("0 6 * * 1-5")


def wanted_deployments(
    sites: Iterable[Site], audit: str = AUDIT, link: Callable[[str], str] = lambda name: ""
) -> tuple[Wanted, ...]:
    """Every deployment that a folder with these sites should have. ``audit``: the entrypoint of the sites' audits;
    ``link``: the address of a site's report, of all reports for no name; empty where that is not known."""
    sites = tuple(sites)
    names = tuple(site.name for site in sites)
    return (
        *(_nightly(site, audit, link(site.name)) for site in sites),
        Wanted(
            "one-page-now",
            "flows.page.page",
            "Audits one address now, by a site's rules, into a report of its own. What the night knows stays as it is."
            + _linked("The reports", link("")),
            (TAG, "by hand"),
            one_at_a_time=False,
            choices={"site": (GENERAL, *names)},
        ),
        Wanted(
            "fda-weekly",
            "flows.refresh.refresh_fda",
            "Renews the FDA data (some MB) and names the statements of the last reports that news touch.",
            (TAG, "sources"),
            schedule=FDA_WEEKLY,
        ),
        Wanted(
            "retractions-daily",
            "flows.refresh.refresh_retractions",
            "Renews the list of retracted papers (Retraction Watch, given away by Crossref).",
            (TAG, "sources"),
            schedule=RETRACTIONS_DAILY,
        ),
        Wanted(
            "digest",
            "flows.digest.digest",
            "Tells each owner what is new, worse or resolved since the last digest; nothing when nothing changed."
            + _linked("The reports", link("")),
            (TAG, "editors"),
            schedule=DIGEST_DAILY,
        ),
        Wanted(
            "prune-weekly",
            "flows.prune.prune",
            "Keeps the store small: drops old runs, versions and answers. What the reports show stays.",
            (TAG, "operators"),
            schedule=PRUNE_WEEKLY,
        ),
        Wanted(
            "shard",
            "flows.shard.shard",
            "A part of a large audit that is spread over all workers: started by the audit, not by people.",
            (TAG, SHARD),
            one_at_a_time=False,
        ),
        Wanted(
            "retry-crashed",
            "flows.care.retry_crashed",
            "Started by an automation when a run has crashed: sets it going again, at most twice.",
            (TAG, "operators"),
            one_at_a_time=False,
        ),
    )


def _nightly(site: Site, audit: str, report: str) -> Wanted:
    owner = (f"owner: {site.owner}",) if site.owner else ()
    return Wanted(
        site.name,
        audit,
        f"Audits {site.name}: {_few(site.targets)}. What is audited, and how, is in bestbefore.toml."
        + _linked("Open its report", report),
        (TAG, f"site: {site.name}", *owner),
        {"site": site.name},
        Clockwork(site.schedule, site.timezone) if site.schedule else None,
        choices={"site": (site.name,)},
    )


def _linked(words: str, address: str) -> str:
    """A link below a description, which the dashboard shows as Markdown."""
    return f"\n\n**[{words}]({address})**" if address else ""


def _few(targets: tuple[str, ...]) -> str:
    more = f" and {len(targets) - 3} more" if len(targets) > 3 else ""
    return ", ".join(targets[:3]) + more
