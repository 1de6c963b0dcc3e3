"""``bestbefore accept``, ``reject``, ``reopen`` and ``decisions``: an editor's word on findings and causes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from cli.options import Day, settings_at, today_option
from cli.terminal import say
from model.errors import UsageError

_REPORT = click.option(
    "--report", type=click.Path(path_type=Path),
    help="Folder of the report.  [default: audit-report, or that of the site that knows it]",
)  # fmt: skip
_FILE = click.option(
    "--decisions", "file", type=click.Path(path_type=Path),
    help="Where decisions are kept.  [default: decisions.toml beside bestbefore.toml]",
)  # fmt: skip
_BY = click.option("--by", default="", help="Who decided.")
# How long an acceptance holds unless told otherwise: a year, as long as anything may be left unlooked at.
_MONTHS = 12


def _places(report: Path | None, file: Path | None, names: Iterable[str] = ()) -> tuple[Path, Path]:
    from flows.decided import decisions_file, report_with

    settings = settings_at()
    return report or report_with(settings, names), file or decisions_file(settings.path)


def _decision(ruling: str, name: str, reason: str, until: date | None, by: str, today: date) -> Any:
    from model.decision import Decision, Ruling

    if not name.startswith(("v1:", "v2:", "c1:")):
        raise UsageError(f"{name}: is neither a finding (v2:…) nor a cause (c1:…); copy it from the report")
    if not reason.strip():
        raise UsageError("a decision needs a reason: --reason")
    if until is not None and until < today:
        raise UsageError(f"--until {until} has passed")
    return Decision(name, Ruling(ruling), reason.strip(), until, by, today)


@click.command("accept")
@click.argument("name", metavar="FINDING|CAUSE")
@click.option("--reason", required=True, help="Why it stays as it is.")
@click.option("--until", type=Day(), help="The last day it holds.  [default: a year from today]")
@_BY
@_REPORT
@_FILE
@today_option
def accept(
    name: str, reason: str, until: date | None, by: str, report: Path | None, file: Path | None, today: date
) -> None:
    """Keep something as it is: it leaves the work list until a day, or until its evidence changes.

    \b
    Examples:
      bestbefore accept v2:9f31c0de5a7b --reason "Archived page, says so at the top" --until 2027-05-27
      bestbefore accept c1:9f31c0de --reason "Cited as history on all pages"
    """
    end = until or today.replace(year=today.year + _MONTHS // 12, day=min(today.day, 28))
    _keep(_decision("accepted", name, reason, end, by, today), report, file)


@click.command("reject")
@click.argument("name", metavar="FINDING|CAUSE")
@click.option("--reason", required=True, help="What is not right about it.")
@click.option("--until", type=Day(), help="The last day it holds.  [default: for good]")
@_BY
@_REPORT
@_FILE
@today_option
def reject(
    name: str, reason: str, until: date | None, by: str, report: Path | None, file: Path | None, today: date
) -> None:
    """Call a finding a false alarm: it leaves the work list until its evidence changes.

    \b
    Example:
      bestbefore reject v2:9f31c0de5a7b --reason "The sentence is about Canada"
    """
    _keep(_decision("false alarm", name, reason, until, by, today), report, file)


def _keep(decision: Any, report: Path | None, file: Path | None) -> None:
    from flows.decided import decide

    folder, path = _places(report, file, [decision.on])
    for known in decide(path, folder, [decision]):
        until = f" until {decision.until}" if decision.until else ""
        say(f"{decision.ruling}{until}: {known.what}")
    say(f"Kept in {path}; the next audit goes by it.")


@click.command("reopen")
@click.argument("name", metavar="FINDING|CAUSE")
@_FILE
def reopen(name: str, file: Path | None) -> None:
    """Take a decision back: what it was on is open again.

    \b
    Example:
      bestbefore reopen v2:9f31c0de5a7b
    """
    from flows.decided import reopen as take_back

    _, path = _places(None, file)
    decision = take_back(path, name)
    say(f"open again: {name} (was {decision.ruling}: {decision.reason})")


@click.command("decisions")
@click.option("--from", "sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Read the edited columns of a findings.csv.")  # fmt: skip
@_REPORT
@_FILE
@today_option
def decisions(sheet: Path | None, report: Path | None, file: Path | None, today: date) -> None:
    """List what was decided, or read decisions from a spreadsheet.

    In findings.csv, edit the columns status (accepted, false alarm, to do), assignee, until and note; then:

    \b
    Example:
      bestbefore decisions --from findings.csv
    """
    from flows.decided import decide, decisions_of_csv, load_decisions, open_in_csv
    from reports.words import one_line, plural

    if sheet is not None:
        found = decisions_of_csv(sheet, today)
        folder, path = _places(report, file, [d.on for d in found])
        by_name = load_decisions(path).by_name
        held = tuple(by_name.values())  # also those on causes, which their rows repeat
        new = [d for d in found if all(_differs(d, h) for h in held)]
        decide(path, folder, new) if new else None
        if new:
            say(f"{len(new):,} new of {plural(len(found), 'decision')} in {sheet}; kept in {path}.")
        else:
            say(f"Nothing new in {sheet}: {plural(len(found), 'decision')}, as in {path}." if found else
                f"Nothing is decided in {sheet}: edit its columns status, assignee, until and note.")  # fmt: skip
        # the sheet may be older than the decision, so that nothing is taken back by a row that says open
        for name in sorted(open_in_csv(sheet) & by_name.keys() - {d.on for d in new}):
            say(f"{name} is open in the sheet, and decided here; to take that back: bestbefore reopen {name}")
        return
    _, path = _places(report, file)
    kept = load_decisions(path).by_name
    if not kept:
        say(f"Nothing is decided yet: {path} {'holds no decision' if path.exists() else 'is not there'}.")
    for name, decision in kept.items():
        ended = " (ended: it is open again)" if decision.until and decision.until < today else ""
        until = f" until {decision.until}" if decision.until else ""
        who = f", {decision.assignee or decision.by}" if decision.assignee or decision.by else ""
        say(f"{name}  {decision.ruling}{until}{ended}{who}: {one_line(decision.reason) or 'no reason given'}")


def _differs(new: Any, old: Any) -> bool:
    def decided(one: Any) -> tuple[Any, ...]:
        # a cell holds a reason on one line
        return one.ruling, " ".join(one.reason.split()), one.until, one.assignee

    return decided(new) != decided(old)


COMMANDS: dict[str, Callable[..., Any]] = {
    "accept": accept,
    "reject": reject,
    "reopen": reopen,
    "decisions": decisions,
}
