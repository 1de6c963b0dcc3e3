"""``bestbefore audit``: the main job."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.main import EXIT_FINDINGS, EXIT_INCOMPLETE
from cli.options import config_option, settings_at, sources_option, today_option
from cli.terminal import Progress, say, say_wrapped
from flows.hours import MOST_HOURS
from model.finding import Severity

if TYPE_CHECKING:
    from flows.request import AuditRequest

# How many findings the summary prints: a screenful; all of them are in the report.
_SHOWN = 12


@click.command("audit")
@click.argument("targets", nargs=-1)
@click.option("--site", "names", multiple=True, metavar="NAME",
              help="Audit this site of the settings only (repeatable).")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the report.  [default: audit-report]")
@click.option(
    "--fail-on", type=click.Choice([s.value for s in Severity]), help="Exit 1 at such findings or worse."
)
@config_option
@click.option("--review-months", type=click.IntRange(1, 1200), help="How old a page's date may be.")
@click.option("--disable", multiple=True, metavar="CODE", help="Leave out a check or a family (repeatable).")
@click.option("--contact", help="E-mail address told to the sites and services that are asked.")
@click.option(
    "--store", help="What is remembered from run to run: a file, or postgresql://user@host/database."
)
@click.option("--no-store", is_flag=True, help="Remember nothing.")
@click.option("--max-failed", type=click.IntRange(0, 100), metavar="PERCENT",
              help="Exit 3 and leave an earlier report as it is when more than this part of the pages could not be "
                   "examined.  [default: exit 3 above 0, leave it above 50]")  # fmt: skip
@click.option("--max-hours", type=click.FloatRange(0, MOST_HOURS, min_open=True),
              help="End the run after so many hours; what was not reached is named, exit 3.")  # fmt: skip
@click.option("--base-url", metavar="URL", help="Where the folder of saved pages stands on the web.")
@click.option("--links", is_flag=True, help="Ask whether the linked pages are still there, too.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@sources_option
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    targets: tuple[str, ...],
    names: tuple[str, ...],
    out: Path | None,
    fail_on: str | None,
    config_file: Path | None,
    review_months: int | None,
    disable: tuple[str, ...],
    contact: str | None,
    store: str | None,
    no_store: bool,
    max_failed: int | None,
    max_hours: float | None,
    base_url: str | None,
    links: bool,
    quiet: bool,
    sources: str,
    today: date,
) -> int:
    """Audit pages and write a report.

    TARGET is a web address, the address of a sitemap or feed, a text file with one address a line, a folder or a
    file of saved pages (HTML, plain text, Markdown), or - for one page on standard input. Without one the sites of
    bestbefore.toml are audited, each into its own folder.

    \b
    Examples:
      bestbefore audit https://www.example.org/breast-cancer/treatment
      bestbefore audit https://www.example.org/sitemap.xml --out report --contact web@example.org
      bestbefore audit saved-pages/ --sources snapshot --fail-on error
      bestbefore audit --site clinic
    """
    from checks import all_checks
    from flows.settings import check_codes, requests_of
    from sources.settings import email_address

    contact = email_address("--contact", contact or "")
    settings = settings_at(config_file)
    check_codes("--disable", list(disable), frozenset(c.code for c in all_checks()))
    by_default = ctx.get_parameter_source("sources") is click.core.ParameterSource.DEFAULT
    requests = requests_of(
        settings,
        today,
        targets=targets,
        names=names,
        out=str(out or ""),
        sources="" if by_default else sources,
        store=store or "",
        remember=not no_store,
        contact=contact,
        review_months=review_months,
        disable=disable,
        max_failed=max_failed,
        max_hours=max_hours,
        base_url=base_url or "",
        links=links,
    )
    level = Severity(fail_on).rank if fail_on else 4
    codes_of = []
    for request in requests:
        if request.site is not None and len(requests) > 1:
            say(f"\n{request.site.name}", bold=request.site.name)
        codes_of.append(_audit(request, level, quiet))
    # news before trouble: that one of several sites is incomplete is told, and does not hide another's findings
    return next((code for code in (EXIT_FINDINGS, EXIT_INCOMPLETE) if code in codes_of), 0)


def _audit(request: AuditRequest, level: int, quiet: bool) -> int:
    """One audit, told on the terminal; the exit code."""
    from flows.conductor import run_audit

    with Progress(quiet) as progress:
        outcome = run_audit(request, progress=progress)
    report = outcome.report
    _print_summary(report)
    local = (s.note for s in report.run.sources if s.face == "local")  # a cache that was done without
    for line in (*outcome.troubles, *local):
        say(f"note: {line}", err=True)
    if outcome.held:
        say(f"Incomplete: {outcome.held}; {request.out} is not touched.", err=True)
        say(f"Report of this run: {outcome.index}")
        return EXIT_INCOMPLETE
    say(f"Report: {outcome.index}")
    if any(report.count(s) for s in Severity if s.rank >= level):
        return EXIT_FINDINGS
    lost = len(report.failures)
    too_many = lost * 100 > (request.max_failed or 0) * (outcome.examined + lost)
    unasked = any(source.unchecked for source in report.run.silent)
    if too_many or outcome.troubles or unasked:
        return EXIT_INCOMPLETE
    return 0


def _print_summary(report: object) -> None:
    from checks import all_checks
    from reports.build import Report
    from reports.headlines import headline
    from reports.overview import alarms, open_lines
    from reports.words import SEVERITY_WORDS, one_line, plural

    assert isinstance(report, Report)
    for failure in report.failures:
        say(f"not examined: {failure.reason}", err=True)
    if report.excluded:
        first = report.excluded[0].reason
        more = f", and {plural(len(report.excluded) - 1, 'more page')}" if len(report.excluded) > 1 else ""
        say(f"left out: {one_line(first, 300)}{more}; see the report", err=True)
    if not report.entries:
        return
    counts = ", ".join(f"{report.count(s)} to {SEVERITY_WORDS[s]}" for s in Severity)
    say_wrapped(
        f"{plural(report.examined, 'page')} examined: {counts}; "
        f"{plural(report.not_verified, 'statement')} not verified.",
        "",
    )
    for line in alarms(report):
        say_wrapped(one_line(line), "! ")
    for line in open_lines(report):
        say_wrapped(one_line(line, 200), "not verified: ")
    shown = [c for c in report.causes if c.severity is not Severity.NOTE][:_SHOWN] or report.causes[:_SHOWN]
    told = headline({c.code: c.title for c in all_checks()})
    for cause in shown:
        pages = f"{plural(len(cause.places), 'page')}, such as " if len(cause.places) > 1 else ""
        word = SEVERITY_WORDS[cause.severity]
        say("")
        say_wrapped(f"{word}  {pages}{one_line(cause.entry.url)}  {cause.finding.code}", "", word)
        say_wrapped(one_line(told(cause), 300))
        if cause.quote:
            say_wrapped(f"“{one_line(cause.quote, 200)}”")
    if len(report.causes) > len(shown):
        say(f"\n… and {plural(len(report.causes) - len(shown), 'more cause')} in the report.")
