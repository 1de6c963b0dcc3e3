"""``bestbefore up``: the clock of a folder."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cli.terminal import say

_PORT = click.IntRange(1024, 65535)


@click.command("up")
@click.option("--port", type=_PORT, help="Port of the dashboard.  [default: 4200, or a free one]")
@click.option("--reports-port", type=_PORT, help="Port of the reports.  [default: 4210, or a free one]")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where Prefect keeps its data.  [default: in the user's data folder, one for each folder of settings]",
)
@click.option(
    "--runs", type=click.IntRange(1, 64), default=4, show_default=True, help="Runs at once, at most."
)
def command(port: int | None, reports_port: int | None, home: Path | None, runs: int) -> int:
    """Audit by the clock: start Prefect's server and a worker, deploy the sites, serve the reports; until Ctrl-C.

    What is audited, when, and who is told stands in bestbefore.toml. A process that ends is started again; what an
    earlier clock left behind is put in order. For systemd and containers see docs/operate.md.

    \b
    Examples:
      bestbefore up
      bestbefore up --port 4300 --reports-port 4310
    """
    from flows.clock.service import up
    from flows.clock.sites import settings_here

    settings = settings_here()  # a wrong file is told before anything starts
    folder = (settings.path.parent if settings.path else Path()).resolve()
    os.chdir(folder)
    up(folder, say, home, port, reports_port, runs)
    say("stopped")
    return 0
