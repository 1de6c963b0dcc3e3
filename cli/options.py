"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from model.dates import PartialDate

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.small import Bounds

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """An ISO date, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date, or fail with one line."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date like 2026-11-24", param, ctx)


class Partial(click.ParamType[PartialDate]):
    """An ISO date, month or year: 2014-06-24, 2014-06, 2014."""

    name = "YYYY[-MM[-DD]]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PartialDate:
        """Read the date, or fail with one line."""
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date like 2014-06-24, 2014-06 or 2014", param, ctx)


def today_option(command: F) -> F:
    """``--today``: the day to judge by."""
    return click.option(
        "--today",
        type=Day(),
        default=lambda: datetime.now(UTC).date(),
        show_default="today",
        help="Judge as of this day.",
    )(command)


def sources_option(command: F) -> F:
    """``--sources``: where answers come from."""
    return click.option(
        "--sources",
        type=click.Choice(["auto", "snapshot", "live"]),
        default="auto",
        show_default=True,
        help="snapshot: local data only. live: the services only. auto: local data first, the services for the rest.",
    )(command)


def config_option(command: F) -> F:
    """``--config``: the settings file."""
    return click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path),
        help="Settings.  [default: bestbefore.toml]",
    )(command)


def settings_at(config_file: Path | None = None) -> Settings:
    """The settings of a file, else those of this folder or one above it. Raises UsageError with one line."""
    from checks import all_checks
    from flows.settings import load_settings

    return load_settings(config_file, frozenset(c.code for c in all_checks()))


def bounds_of(settings: Settings) -> Bounds:
    """What they say to a command that reads pages by hand."""
    from flows.small import Bounds

    return Bounds(settings.limits, settings.audit.get("contact", ""))


def json_options(command: F) -> F:
    """``--json`` and ``--jsonl``."""
    command = click.option("--json", "as_json", is_flag=True, help="Print one JSON value, for tools.")(
        command
    )
    return click.option("--jsonl", "as_jsonl", is_flag=True, help="Print one JSON object a line, for tools.")(
        command
    )
