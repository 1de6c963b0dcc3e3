"""``bestbefore``: the group of commands. A command's module is loaded when it is called."""

from __future__ import annotations

import difflib
import importlib
import sys
from typing import Any

import click

from cli.terminal import say
from flows.wall import internal_error
from model.errors import BestbeforeError, SourceError, StoreError

# Each command's module; a module of several commands names them in COMMANDS.
_MODULES = {
    **{
        name: name
        for name in (
            "audit",
            "read",
            "claims",
            "references",
            "explain",
            "refresh",
            "sources",
            "up",
            "deploy",
            "heal",
            "doctor",
            "serve",
        )
    },
    **dict.fromkeys(("accept", "reject", "reopen", "decisions"), "decide"),
    **dict.fromkeys(("backup", "restore", "prune"), "store"),
}
EXIT_FINDINGS, EXIT_USAGE, EXIT_INCOMPLETE, EXIT_INTERRUPTED = 1, 2, 3, 130


class _Group(click.Group):
    """Commands by name, without importing the others: `bestbefore --help` starts in a tenth of a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        module = importlib.import_module(f"cli.{_MODULES[cmd_name]}")
        command: click.Command = getattr(module, "COMMANDS", {}).get(cmd_name) or module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; of a misspelt one, the nearest is named."""
        if args and args[0] not in _MODULES and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], _MODULES, n=1)
            known = f"did you mean {near[0]}?" if near else f"known: {', '.join(_MODULES)}"
            ctx.fail(f"there is no command {args[0]!r}; {known}")
        return super().resolve_command(ctx, args)


@click.command(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="bestbefore", prog_name="bestbefore")
def group() -> None:
    """Find the pages, and the sentences in them, that are past their best-before date.

    \b
    Examples:
      bestbefore audit https://www.example.org/breast-cancer/treatment
      bestbefore audit saved-pages/ --out report --fail-on error
      bestbefore claims page.html --page-date 2014-06-24
      bestbefore explain FDA001

    Exit codes: 0 it ran (findings are news, not failure), 1 findings at or above --fail-on,
    2 wrong use or configuration, 3 incomplete or nothing examined.
    """


def main(args: list[str] | None = None) -> Any:
    """Run the command line; every expected failure is one line on stderr and its exit code."""
    try:
        code = group.main(args=args, prog_name="bestbefore", standalone_mode=False)
    except (
        click.exceptions.NoArgsIsHelpError
    ) as error:  # a command that stands above others, and none was named
        click.echo(error.format_message(), err=True)
        code = EXIT_USAGE
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        where = context.command_path if context else "bestbefore"
        say(f"{where}: {error.format_message()} (see {where} --help)", err=True)
        code = EXIT_USAGE
    except BestbeforeError as error:
        say(f"bestbefore: {error}", err=True)
        code = EXIT_INCOMPLETE if isinstance(error, StoreError | SourceError) else EXIT_USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo(
            "bestbefore: interrupted; what was fetched is kept, the same command goes on from there", err=True
        )
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    except Exception as error:  # ours; a crash must not look like findings (exit 1)
        say(f"bestbefore: {internal_error('running the command', error)}", err=True)
        code = EXIT_INCOMPLETE
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
