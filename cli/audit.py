"""``bestbefore audit``: the main job."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import platformdirs

from cli.config import check_codes, load_config
from cli.main import EXIT_FINDINGS, EXIT_INCOMPLETE
from cli.options import sources_option, today_option
from model.errors import UsageError
from model.finding import Severity

# How many findings the summary prints: a screenful; all of them are in the report.
_SHOWN = 12


@click.command("audit")
@click.argument("targets", nargs=-1)
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the report.  [default: audit-report]")
@click.option(
    "--fail-on", type=click.Choice([s.value for s in Severity]), help="Exit 1 at such findings or worse."
)
@click.option(
    "--config", "config_file", type=click.Path(path_type=Path), help="Settings.  [default: bestbefore.toml]"
)
@click.option("--review-months", type=click.IntRange(min=1), help="How old a page's date may be.")
@click.option("--disable", multiple=True, metavar="CODE", help="Leave out a check or a family (repeatable).")
@click.option("--contact", help="E-mail address told to the sites and services that are asked.")
@click.option("--store", type=click.Path(path_type=Path), help="What is remembered from run to run.")
@click.option("--no-store", is_flag=True, help="Remember nothing.")
@click.option("--max-failed", type=click.IntRange(0, 100), default=0, show_default=True, metavar="PERCENT",
              help="Exit 3 when more than this part of the pages could not be examined.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@sources_option
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    targets: tuple[str, ...],
    out: Path | None,
    fail_on: str | None,
    config_file: Path | None,
    review_months: int | None,
    disable: tuple[str, ...],
    contact: str | None,
    store: Path | None,
    no_store: bool,
    max_failed: int,
    quiet: bool,
    sources: str,
    today: date,
) -> int:
    """Audit pages and write a report.

    TARGET is a web address, a sitemap's address, a text file with one address a line, a folder or a file of
    saved pages (HTML, plain text, Markdown), or - for one page on standard input.

    \b
    Examples:
      bestbefore audit https://www.example.org/breast-cancer/treatment
      bestbefore audit https://www.example.org/sitemap.xml --out report --contact web@example.org
      bestbefore audit saved-pages/ --sources snapshot --fail-on error
    """
    from checks import all_checks
    from flows.steps import AuditRequest, run_audit

    codes = frozenset(c.code for c in all_checks())
    config = load_config(config_file, codes)
    check_codes("--disable", list(disable), codes)
    policy = replace(config.policy, disabled=config.policy.disabled | frozenset(disable))
    if review_months:
        policy = replace(policy, review_months=review_months)
    wanted = targets or tuple(config.audit.get("targets", ()))
    if not wanted:
        raise UsageError("audit: name a target, for example: bestbefore audit saved-pages/")
    if ctx.get_parameter_source("sources") is click.core.ParameterSource.DEFAULT:
        sources = config.audit.get("sources", sources)
    remembered = store or Path(
        config.audit.get("store") or platformdirs.user_data_path("bestbefore") / "store.sqlite"
    )
    outcome = run_audit(
        AuditRequest(
            targets=wanted,
            today=today,
            out=out or Path(config.audit.get("out", "audit-report")),
            policy=policy,
            sources=sources,
            store=None if no_store else remembered,
            contact=contact or config.audit.get("contact", ""),
        ),
        progress=(lambda line: None) if quiet else (lambda line: click.echo(line, err=True)),
    )
    report = outcome.report
    _print_summary(report)
    click.echo(f"Report: {outcome.index}")
    level = Severity(fail_on).rank if fail_on else 4
    if any(f.severity.rank >= level for f in report.findings):
        return EXIT_FINDINGS
    tried = len(report.pages) + len(report.failures)
    if not report.pages or len(report.failures) * 100 > max_failed * tried:
        return EXIT_INCOMPLETE
    return 0


def _print_summary(report: object) -> None:
    from reports.build import Report, short_address
    from reports.html import SEVERITY_WORDS, clean, plural, shorten

    assert isinstance(report, Report)
    for failure in report.failures:
        click.echo(f"not examined: {clean(failure.reason)}", err=True)
    counts = ", ".join(f"{report.count(s)} to {SEVERITY_WORDS[s]}" for s in Severity)
    click.echo(
        f"{plural(len(report.pages), 'page')} examined: {counts}; "
        f"{plural(len(report.not_verified), 'statement')} not verified."
    )
    if report.data_age:
        click.echo(report.data_age)
    ranked = [f for _, f in report.do_first] or list(report.findings)
    for f in ranked[:_SHOWN]:
        click.echo(f"\n{SEVERITY_WORDS[f.severity]}  {short_address(f.page_url)}  {f.code}")
        click.echo(f"  {clean(shorten(f.message, 300))}")
        click.echo(f"  “{clean(shorten(' '.join(f.quote.split()), 200))}”")
    rest = len(report.findings) - len(ranked[:_SHOWN])
    if rest > 0:
        click.echo(f"\n… and {plural(rest, 'more finding')} in the report.")
