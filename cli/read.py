"""``bestbefore read``: what the reader sees of a page."""

from __future__ import annotations

from pathlib import Path

import click

from cli.main import EXIT_INCOMPLETE
from cli.options import bounds_of, config_option, json_options, settings_at
from cli.terminal import say, say_json


@click.command("read")
@click.argument("targets", nargs=-1, required=True)
@config_option
@json_options
def command(targets: tuple[str, ...], config_file: Path | None, as_json: bool, as_jsonl: bool) -> int:
    """Print what was read of pages: dates with kind and place, sections, markers, references, links.

    TARGET is a file, a folder, an address or - (standard input); many at once are fine.

    \b
    Examples:
      bestbefore read page.html
      bestbefore read --jsonl saved-pages/ > pages.jsonl
    """
    from flows.small import cut_of, read_targets
    from reports.page_data import page_to_data, page_to_text

    failed = False
    collected = []
    for page, failure in read_targets(targets, bounds=bounds_of(settings_at(config_file))):
        for cut in cut_of(page) if page else ():
            failed = True
            say(f"bestbefore: {cut.reason}", err=True)
        if failure is not None:
            failed = True
            say(f"bestbefore: {failure.reason}", err=True)
            row = {"url": failure.url, "error": failure.reason}
        elif page is not None and (as_json or as_jsonl):
            row = page_to_data(page)
        elif page is not None:
            for line in page_to_text(page):
                say(line)
            continue
        if as_jsonl:
            say_json(row)
        elif as_json:
            collected.append(row)
    if as_json and not as_jsonl:
        say_json(collected[0] if len(collected) == 1 else collected, indent=1)
    return EXIT_INCOMPLETE if failed else 0
