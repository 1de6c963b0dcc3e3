"""``bestbefore explain``: what a check looks for and why, or why a finding was made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.options import settings_at
from cli.terminal import say, say_wrapped
from model.dates import PartialDate, long_date
from model.errors import UsageError

# How many examples of each sort are shown: enough to see the difference.
_EXAMPLES = 1
# So many pages of a cause are named.
_PAGES = 10


@click.command("explain")
@click.argument("what", metavar="[CODE|FINDING|CAUSE]", required=False)
@click.option(
    "--report", type=click.Path(path_type=Path), help="Folder of the report that holds the finding."
)
def command(what: str | None, report: Path | None) -> None:
    """Say what a check looks for and why it matters, or what a finding or a cause rests on. Without any: list all
    checks.

    \b
    Examples:
      bestbefore explain FDA001
      bestbefore explain v2:9f31c0de5a7b --report audit-report
    """
    from checks import all_checks
    from flows.decided import report_with
    from flows.settings import check_codes
    from reports.words import SEVERITY_WORDS

    checks = {c.code: c for c in all_checks()}
    if what is None:
        for check in checks.values():
            say(f"{check.code:<8} {SEVERITY_WORDS[check.severity]:<9} {check.title}")
        return
    if what.startswith(("v1:", "v2:", "c1:")):
        folder = report or report_with(settings_at(), [what])
        (_cause if what.startswith("c1:") else _finding)(what, folder, checks)
        return
    check_codes("explain", [what.upper()], frozenset(checks))
    for number, check in enumerate(c for c in checks.values() if what.upper() in (c.code, c.family.upper())):
        if number:
            say("")
        _check(check)


def _check(check: Any) -> None:
    from checks import FAMILIES
    from reports.words import SEVERITY_WORDS

    family = FAMILIES[check.family]
    say(f"{check.code}: {check.title} ({SEVERITY_WORDS[check.severity]})", bold=check.code)
    for heading, text in (
        ("Why it matters", check.why),
        ("How it is decided", family.decided),
        ("What it cannot see", family.unseen),
    ):
        say(f"\n{heading}")
        say_wrapped(text)
    for words, examples in (
        ("It speaks, for example, on this page", check.fires),
        ("It is silent on this one", check.silent),
    ):
        for example in examples[:_EXAMPLES]:
            say(f"\n{words}")
            for line in _as_read(example):
                say_wrapped(line, "    ")
    say("\nNot for your site")
    say_wrapped("One finding stays as it is:")
    say('    bestbefore accept FINDING --reason "…" --until DAY')
    say_wrapped("The check is left out, or has another severity, in bestbefore.toml:")
    say(f'    [policy]\n    disable = ["{check.code}"]')
    lower = "note" if check.severity != "note" else "warning"
    say(f'    severities = {{ {check.code} = "{lower}" }}\n')


def _as_read(example: str) -> list[str]:
    """The lines of an example page as a reader sees them: no markup, and on the first audit's day."""
    lines = [line.lstrip("# ").rstrip() for line in example.splitlines() if line.strip()]
    day = next((line.removeprefix("today: ") for line in lines if line.startswith("today: ")), "")
    told = [f"(audited on {long_date(PartialDate.parse(day))})"] if day else []
    return [*(line for line in lines if not line.startswith("today: ")), *told]


def _cause(name: str, report: Path, checks: dict[str, Any]) -> None:
    """What a report says of one cause: the fact behind it, and the pages that it is on."""
    from flows.decided import cause_in
    from reports.words import SEVERITY_WORDS, one_line, plural

    found = cause_in(report, name)
    if found is None:
        raise UsageError(f"{name}: no such cause in {report}; name its report with --report")
    cause, pages = found
    own = [(p, f) for p in pages for f in p["findings"] if f["cause"] == name]
    say_wrapped(
        f"{SEVERITY_WORDS[cause['severity']]}, {plural(cause['pages'], 'page')}: {cause['message']}", ""
    )
    _exhibits(own[0][1])
    say("")
    for page, finding in own[:_PAGES]:
        say(f"{one_line(page['url'])}  {finding['fingerprint']}")
        say_wrapped(f"“{one_line(finding['quote'], 200)}”")
    if len(own) > _PAGES:
        say(f"… and {len(own) - _PAGES} more")
    for code in cause["codes"]:
        if code in checks:
            say("")
            say_wrapped(f"Check {code}: {checks[code].title}. {checks[code].why}", "")
    say(f'\nTo keep all as they are: bestbefore accept {name} --reason "…"')


def _exhibits(finding: dict[str, Any]) -> None:
    """The rows of data behind a finding."""
    from reports.words import one_line, source_name

    for row in finding["evidence"]:
        day = f", data to {long_date(PartialDate.parse(row['as_of']))}" if row["as_of"] else ""
        says = one_line(row["says"], 400)
        say_wrapped(f"It rests on {source_name(row['source'])} {row['id']}{day}: {says}", "")
        say(f"  {row['url']}")


def _finding(name: str, report: Path, checks: dict[str, Any]) -> None:
    """What a report says of one finding, with every row of data behind it."""
    from flows.decided import finding_in
    from reports.words import SEVERITY_WORDS, as_read, one_line

    found = finding_in(report, name)
    if found is None:
        raise UsageError(f"{name}: no such finding in {report}; name its report with --report")
    page, finding = found
    say_wrapped(f"{page['title']}  {page['url']}", "")
    say_wrapped(f"“{one_line(finding['quote'], 400)}”")
    say("")
    say_wrapped(f"{SEVERITY_WORDS[finding['severity']]}: {finding['message']}", "")
    if finding["claim"]:
        say_wrapped(f"As we read it: {as_read(finding['claim'], finding['quote'])}", "")
    say_wrapped(f"What to do: {finding['suggestion']}", "")
    if finding["evidence"]:
        say("")
        _exhibits(finding)
    check = checks.get(finding["code"])
    if check:
        say("")
        say_wrapped(f"Check {check.code}: {check.title}. {check.why}", "")
    number = 1 + page["findings"].index(finding)
    say(f"\nOn the page's report: {report / page['report']}#f{number}")
    decision = finding["decision"]
    if decision:
        say(f"Decided: {decision['is']}, {decision['reason']}")
        say(f"To take that back: bestbefore reopen {decision['on']}")
    else:
        say(f'To keep it as it is: bestbefore accept {name} --reason "…"')
        say(f'Not right? bestbefore reject {name} --reason "…"')
