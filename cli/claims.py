"""``bestbefore claims``: what a page says of approvals, as understood and judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli.main import EXIT_INCOMPLETE
from cli.options import (
    Partial,
    bounds_of,
    config_option,
    json_options,
    settings_at,
    sources_option,
    today_option,
)
from cli.terminal import say, say_json
from model.dates import PartialDate


@click.command("claims")
@click.argument("targets", nargs=-1, required=True)
@click.option("--page-date", type=Partial(), help="Judge as if the page were of this date.")
@sources_option
@today_option
@config_option
@json_options
def command(
    targets: tuple[str, ...],
    page_date: PartialDate | None,
    sources: str,
    today: date,
    config_file: Path | None,
    as_json: bool,
    as_jsonl: bool,
) -> int:
    """Print each statement on FDA status as understood and judged, sentence by sentence.

    TARGET is a page (file, folder or address) or - (standard input). With --jsonl it is a file of JSON lines
    {"id", "text", "page_date"}, and for each a line {"id", "claims": [...]} is printed.

    \b
    Examples:
      bestbefore claims page.html --page-date 2014-06-24
      echo "PARP inhibitors are only offered in clinical trials." | bestbefore claims - --page-date 2013
      bestbefore claims sentences.jsonl --jsonl > judged.jsonl
    """
    from flows.small import judge_claims
    from reports.claim_text import claimed_to_text
    from sources.desk import open_desk

    settings = settings_at(config_file)
    bounds = bounds_of(settings)
    desk = open_desk(sources, bounds.contact, folder=settings.folder)
    texts, failures = judge_claims(targets, desk, today, page_date, lines=as_jsonl, bounds=bounds)
    data = []
    for item in texts:
        rows = [c.row for c in item.claims]
        if as_jsonl:
            say_json({"id": item.id, "claims": rows})
        elif as_json:
            day = str(item.page_date) if item.page_date else None
            data.append({"url": item.page.url, "page_date": day, "claims": rows})
        else:
            day = f"page of {item.page_date}" if item.page_date else "page without a date"
            say(f"{item.page.title or item.page.url} ({day}, judged on {today})")
            for claimed in item.claims:
                for line in claimed_to_text(claimed.judged, claimed.row):
                    say(line)
            if not item.claims:
                say("  no statement on FDA status found")
    if as_json and not as_jsonl:
        say_json(data, indent=1)
    for failure in failures:
        say(f"bestbefore: {failure.reason}", err=True)
    return EXIT_INCOMPLETE if failures else 0
