"""``bestbefore sources``: what each source holds, and until when."""

from __future__ import annotations

import click

from cli.options import sources_option
from cli.terminal import say


@click.command("sources")
@sources_option
def command(sources: str) -> None:
    """List the sources an audit would ask: face, date of their data, what is missing. Keys are never shown.

    \b
    Example:
      bestbefore sources --sources auto
    """
    from sources.desk import open_desk
    from sources.settings import Settings

    for state in open_desk(sources).states():
        day = f"data to {state.as_of}" if state.as_of else ""
        told = (f"{state.name:<18}", f"{state.face:<9}", day, state.note, state.trouble)
        say("  ".join(part for part in told if part))
    settings = Settings.from_environment()
    for name, value in (
        ("NCBI_API_KEY", settings.ncbi_api_key),
        ("OPENFDA_API_KEY", settings.openfda_api_key),
    ):
        say(f"{name}: {'set' if value else 'not set'}")
    say(f"contact e-mail: {settings.contact_email or 'not set (BESTBEFORE_CONTACT_EMAIL)'}")
