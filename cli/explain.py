"""``bestbefore explain``: what a check looks for and why."""

from __future__ import annotations

import click

from cli.terminal import say


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what a check looks for, why it matters, and show examples. Without CODE: list all checks.

    \b
    Example:
      bestbefore explain FDA001
    """
    from checks import all_checks
    from flows.settings import check_codes

    checks = {c.code: c for c in all_checks()}
    if code is None:
        for check in checks.values():
            say(f"{check.code}  {check.severity!s:<8} {check.title}")
        return
    check_codes("explain", [code.upper()], frozenset(checks))
    for check in checks.values():
        if code.upper() in (check.code, check.family.upper()):
            say(f"{check.code} {check.title} ({check.severity})\n\n{check.why}\n")
            say(f"Asks: {check.asks.__doc__}\n")
            for words, examples in (("Speaks on", check.fires), ("Is silent on", check.silent)):
                for example in examples:
                    say(f"{words}:\n" + "\n".join(f"    {line}" for line in example.splitlines()) + "\n")
