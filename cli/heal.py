"""``bestbefore heal``: mend what a Prefect server's lost events left undone."""

from __future__ import annotations

import os

import click

from cli.terminal import say


@click.command("heal")
def command() -> int:
    """Mend what lost events left undone, on the Prefect server at PREFECT_API_URL.

    A run that stays crashed goes on (at most twice); of a run that failed or crashed and of which no alarm told,
    operators are told, once; of nights that were missed, the last one is made up for. For those who keep a server
    of their own, every few minutes; ``bestbefore up`` does it by itself.

    \b
    Example:
      PREFECT_API_URL=http://127.0.0.1:4200/api bestbefore heal
    """
    from model.errors import UsageError

    if not os.environ.get("PREFECT_API_URL"):
        raise UsageError("heal: set PREFECT_API_URL to the server's address; `bestbefore up` heals by itself")
    from flows.clock.heal import heal
    from flows.clock.reach import reached

    with reached(os.environ["PREFECT_API_URL"]):
        done = heal(alone=False)
    for line in done or ["there is nothing to mend"]:
        say(line)
    return 0
