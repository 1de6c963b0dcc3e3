"""``bestbefore backup``, ``restore`` and ``prune``: looking after what is remembered from run to run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli.options import today_option
from cli.terminal import say
from model.errors import UsageError

_STORE = click.option(
    "--store",
    help="The store: a file, or postgresql://user@host/database.  [default: that of bestbefore.toml or "
    "BESTBEFORE_STORE, else the one in your user's data folder]",
)


def _place(named: str | None) -> str | Path:
    """The store that is meant: the one that audits of this folder use, unless another one is named."""
    from flows.clock.sites import store_here

    return named or store_here()


def _present(named: str | None) -> str | Path:
    """A store to look after: a file that is not there is a typing error, and is not made."""
    from store.database import located

    place = _place(named)
    url = located(place)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        raise UsageError(f"{url.database}: there is no store; name one with --store")
    return place


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@_STORE
def backup_command(file: Path, store: str | None) -> int:
    """Copy the store, which may be in use, to a new FILE.

    FILE is a SQLite file, whatever the store is: `restore` fills a store of either kind from it.

    \b
    Example:
      bestbefore backup store-2026-11-27.sqlite
    """
    from flows.keeping import backup

    rows = backup(_present(store), file)
    say(f"{file}: {rows:,} rows")
    return 0


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@_STORE
def restore_command(file: Path, store: str | None) -> int:
    """Fill an empty store from a backup FILE; also the way from SQLite to PostgreSQL.

    \b
    Examples:
      bestbefore restore store-2026-11-27.sqlite
      bestbefore restore store-2026-11-27.sqlite --store postgresql://bestbefore@db.example.org/bestbefore
    """
    from flows.keeping import restore

    place = _place(store)
    rows = restore(file, place)
    say(f"{rows:,} rows restored")
    return 0


@click.command("prune")
@click.option(
    "--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="What is older is dropped."
)
@_STORE
@today_option
def prune_command(days: int, store: str | None, today: date) -> int:
    """Drop old runs, versions of pages, answers and resolved findings, and answers that are no longer good.

    What the report shows, and what the next night compares with, stays.

    \b
    Example:
      bestbefore prune --days 60
    """
    from flows.keeping import pruned

    done, cached = pruned(_present(store), today, days)
    say(
        f"dropped {done.runs:,} runs, {done.versions:,} versions, {done.facts:,} readings, {done.answers:,} answers, "
        f"{done.findings:,} resolved findings; {cached:,} raw answers that are no longer good"
    )
    return 0


COMMANDS = {"backup": backup_command, "restore": restore_command, "prune": prune_command}
