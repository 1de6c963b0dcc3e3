"""``bestbefore references``: each reference as parsed, matched and judged."""

from __future__ import annotations

from pathlib import Path

import click

from cli.main import EXIT_INCOMPLETE
from cli.options import bounds_of, config_option, json_options, settings_at, sources_option
from cli.terminal import say, say_json


@click.command("references")
@click.argument("targets", nargs=-1, required=True)
@sources_option
@config_option
@json_options
def command(
    targets: tuple[str, ...], sources: str, config_file: Path | None, as_json: bool, as_jsonl: bool
) -> int:
    """Print each reference of a page, or of a bare list, as parsed, matched and judged.

    TARGET is a page (file, folder or address), a text file that is nothing but a list of references, or -
    (standard input). It may also be a file of JSON lines {"id", "text"}, where "text" is one reference, a list or
    a page; then each reference is printed under its line's id. With --jsonl each is one line: {"id", "kind",
    "authors", "title", "journal", "year", "volume", "issue", "first_page", "last_page", "identifiers", "verdict",
    "match": the accepted record or null, "status": ["retracted", ...], ...}.

    \b
    Examples:
      bestbefore references page.html
      bestbefore references list.txt --sources live
      echo "Fong PC, et al. N Engl J Med. 2009;361:123-34." | bestbefore references -
      bestbefore references strings.jsonl --jsonl > judged.jsonl
    """
    from flows.small import judge_references
    from reports.reference_data import judged_reference_to_data, judged_reference_to_text, tally
    from sources.desk import open_desk

    settings = settings_at(config_file)
    bounds = bounds_of(settings)
    found = judge_references(targets, open_desk(sources, bounds.contact, folder=settings.folder), bounds)
    judged, failures = found.judged, found.failures
    rows = []
    for item in judged:
        if not (as_json or as_jsonl):
            for line in judged_reference_to_text(item.reference, item.answer):
                say(line)
            say("")
            continue
        row = {"id": item.id, "page": item.url} | judged_reference_to_data(item.reference, item.answer)
        if as_jsonl:
            say_json(row)
        else:
            rows.append(row)
    if as_json and not as_jsonl:
        say_json(rows, indent=1)
    elif judged and not as_jsonl:
        for remark in found.remarks:
            say(f"remark, no reference: {remark}")
        say(tally((item.reference, item.answer) for item in judged))
    for failure in failures:
        say(f"bestbefore: {failure.reason}", err=True)
    if not judged and not failures:
        say("no references found", err=True)
    return EXIT_INCOMPLETE if failures or not judged else 0
