"""``bestbefore refresh``: build the local snapshots."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import click

from cli.main import EXIT_INCOMPLETE
from cli.options import bounds_of, settings_at
from cli.terminal import say

_FROM = click.option(
    "--from",
    "files",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Use this file or folder instead of downloading (repeatable).",
)


def _told(lines: Generator[str, None, bool]) -> int:
    """Say the lines as they come; the exit code by whether everything could be had."""
    while True:
        try:
            say(next(lines))
        except StopIteration as end:
            return 0 if end.value else EXIT_INCOMPLETE


@click.group("refresh")
def command() -> None:
    """Build or renew a local snapshot, so that audits need no network and can be repeated.

    \b
    Examples:
      bestbefore refresh fda
      bestbefore refresh fda --from drugsatfda.zip
      bestbefore refresh pubmed --from pubmed26n0001.xml.gz --from updates/
      bestbefore refresh retractions
    """


@command.command("retractions")
def retractions() -> int:
    """Fetch the list of retracted papers (Retraction Watch, given away by Crossref; some 60 MB when it changed).

    \b
    Example:
      bestbefore refresh retractions
    """
    from flows.renewal import renew_retractions

    return _told(renew_retractions(lambda line: say(line, err=True)))


@command.command("fda")
@_FROM
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder of the snapshots.  [default: the user's data folder]",
)
@click.option(
    "--all-labels", is_flag=True, help="Read openFDA's label files (over 1 GB), not only what moved."
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Name the statements of this audit report that the new acts touch (repeatable).",
)
def fda(files: tuple[Path, ...], out: Path | None, all_labels: bool, reports: tuple[Path, ...]) -> int:
    """Build a dated FDA snapshot: what FDA did since the last one, in some MB.

    Fetched are the Drugs@FDA files (if they changed), the labels of the applications that moved, and FDA's small
    lists: oncology notifications, accelerated approvals, novel approvals, CBER's licenses. A page that fda.gov does
    not give to programs is named, to be saved with a browser and given by --from. A download that breaks off is
    gone on with by the next call.

    \b
    Examples:
      bestbefore refresh fda --report audit-report
      bestbefore refresh fda --from drugsatfda.zip --from withdrawn.html
    """
    from flows.renewal import renew_fda

    return _told(renew_fda(files, out, all_labels, reports, lambda line: say(line, err=True)))


@command.command("pubmed")
@_FROM
@click.option(
    "--for",
    "sites",
    multiple=True,
    metavar="SITE",
    help="Fetch just the records that this site cites: a page, folder, address or sitemap (repeatable).",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="The index's file.  [default: in the user's data folder]"
)
@click.option(
    "--complete",
    is_flag=True,
    help="These files together are all of PubMed: what is not in them does not exist.",
)
@click.option("--contact", default="", help="An e-mail address that PubMed may write to (with --for).")
def pubmed(
    files: tuple[Path, ...], sites: tuple[str, ...], out: Path | None, complete: bool, contact: str
) -> int:
    """Build or extend the index of PubMed records, so that audits need no network.

    With --from, from PubMed's own XML files (.xml, .xml.gz); baseline and update files are at
    https://ftp.ncbi.nlm.nih.gov/pubmed/. With --for, from the live service: what a site cites, in few requests.

    \b
    Examples:
      bestbefore refresh pubmed --from baseline/ --complete
      bestbefore refresh pubmed --for https://example.org/sitemap.xml
    """
    from flows.renewal import renew_cited, renew_pubmed
    from model.errors import UsageError
    from sources.settings import email_address

    if bool(files) == bool(sites):
        raise UsageError(
            "refresh pubmed: name PubMed's files (--from baseline/) or a site whose papers to fetch (--for SITE)"
        )
    if sites and complete:
        raise UsageError(
            "refresh pubmed: --complete is for PubMed's files; what a site cites is never all of PubMed"
        )
    if not sites:
        return _told(renew_pubmed(files, out, complete, lambda line: say(line, err=True)))
    bounds = bounds_of(settings_at())
    bounds = replace(bounds, contact=email_address("--contact", contact) or bounds.contact)
    return _told(renew_cited(sites, out, bounds, lambda line: say(line, err=True)))


@command.command("trials")
@click.option(
    "--for",
    "sites",
    multiple=True,
    required=True,
    metavar="SITE",
    help="Fetch the trials that this site names: a page, folder, address or sitemap (repeatable).",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="The file.  [default: in the user's data folder]"
)
def trials(sites: tuple[str, ...], out: Path | None) -> int:
    """Keep what ClinicalTrials.gov says of the trials that a site names, so that audits need no network.

    \b
    Example:
      bestbefore refresh trials --for https://example.org/sitemap.xml
    """
    from flows.renewal import renew_trials

    return _told(renew_trials(sites, out, bounds_of(settings_at()), lambda line: say(line, err=True)))
