"""``bestbefore serve``: the report server alone."""

from __future__ import annotations

import click


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=4210, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
def command(port: int, host: str) -> int:
    """Serve the published reports of the sites in bestbefore.toml, and nothing else, until Ctrl-C.

    ``bestbefore up`` does this too. The reports have no log-in of their own: beyond this machine, put a server in
    front that has one, and name it in BESTBEFORE_REPORT_HOSTS (docs/operate.md).

    \b
    Example:
      bestbefore serve --port 8080
    """
    from flows.clock.reports import serve

    serve(port, host)
    return 0
