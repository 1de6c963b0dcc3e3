"""``bestbefore doctor``: is everything that runs by the clock well, and what to do if not."""

from __future__ import annotations

from pathlib import Path

import click

from cli.main import EXIT_INCOMPLETE
from cli.terminal import say, say_json


@click.command("doctor")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where Prefect keeps its data, if `up` was given one.",
)
@click.option("--offline", is_flag=True, help="Do not ask the sources over the network.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON value, for tools.")
def command(home: Path | None, offline: bool, as_json: bool) -> int:
    """Look after the clock of this folder: one line for each thing, ok or what to do. Changes nothing.

    Asked are Prefect's server (the one of `bestbefore up`, else PREFECT_API_URL), its scheduler, the worker, the next
    and the last run of each site, the age of the local data, the sources, the store and who is told.

    Exit codes: 0 all is well, 3 something is to be done.

    \b
    Examples:
      bestbefore doctor
      bestbefore doctor --json --offline
    """
    from flows.clock.doctor import examine

    signs = examine(home, offline)
    if as_json:
        say_json([{"what": s.what, "ok": s.ok, "said": s.said, "do": s.do} for s in signs], indent=1)
    else:
        for sign in signs:
            mark = "ok   " if sign.ok else "LOOK "
            say(f"{mark}{sign.what}: {sign.said}{'' if sign.ok or not sign.do else f'. {sign.do}'}")
    return 0 if all(sign.ok for sign in signs) else EXIT_INCOMPLETE
