"""``bestbefore deploy``: tell a Prefect server what ``bestbefore.toml`` asks for."""

from __future__ import annotations

import os

import click

from cli.terminal import say


@click.command("deploy")
@click.option(
    "--reset",
    is_flag=True,
    help="Take back what was changed in the dashboard: parameters, schedules, pauses.",
)
def command(reset: bool) -> int:
    """Deploy to the Prefect server at PREFECT_API_URL: one deployment a site, the refreshes, the digest, the alarms.

    For those who keep a server of their own; ``bestbefore up`` does it at every start. What was changed in Prefect's
    dashboard stays, and is named. Nothing is asked.

    \b
    Example:
      PREFECT_API_URL=http://127.0.0.1:4200/api bestbefore deploy
    """
    from flows.clock.places import defaults
    from model.errors import UsageError

    if not os.environ.get("PREFECT_API_URL"):
        raise UsageError("deploy: set PREFECT_API_URL to the server's address, or use `bestbefore up`")
    for name, value in defaults().items():
        os.environ.setdefault(name, value)
    from flows.clock.deploy import deploy_here
    from flows.clock.reach import reached

    with reached(os.environ["PREFECT_API_URL"]):
        done = deploy_here(reset)
    for line in done or ["nothing has changed since the last deploy"]:
        say(line)
    return 0
