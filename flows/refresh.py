"""The refresh by the clock, as a Prefect flow."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows.news import STATEMENTS
from flows.renewal import renew_fda, renew_pubmed


@task(name="refresh fda", retries=2, retry_delay_seconds=[60, 600], cache_policy=NO_CACHE)
def refresh_fda_task(files: list[str], out: str, all_labels: bool, report: str) -> list[str]:
    """Build the FDA snapshot; retried, since it downloads."""
    there = report and (Path(report) / STATEMENTS).is_file()  # no audit has been run yet: the data come first
    reports = [Path(report)] if there else []
    return list(renew_fda([Path(f) for f in files], Path(out) if out else None, all_labels, reports))


@task(name="refresh pubmed", cache_policy=NO_CACHE)
def refresh_pubmed_task(files: list[str], out: str) -> list[str]:
    """Extend the PubMed index with files that are on disk."""
    return list(renew_pubmed([Path(f) for f in files], Path(out) if out else None))


@flow(name="refresh", description="Renew the local snapshots that audits ask.")
def refresh(
    fda_files: list[str] | None = None,
    pubmed_files: list[str] | None = None,
    out: str = "",
    all_labels: bool = False,
    report: str = "",
) -> list[str]:
    """Renew the FDA snapshot (fetched unless ``fda_files`` are named; some MB a week, with ``all_labels`` more than
    a gigabyte), and the PubMed index where ``pubmed_files`` (files or folders) are named. ``report``: the folder of
    the last audit's report, whose statements new acts may touch. Returns what is held now, line by line."""
    log = get_run_logger()
    lines = refresh_fda_task(fda_files or [], out, all_labels, report)
    if pubmed_files:
        lines += refresh_pubmed_task(pubmed_files, "")
    for line in lines:
        log.info("%s", line)
    return lines
