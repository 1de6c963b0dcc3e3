"""Write docs/checks/, docs/ways/ and docs/commands.md from the code, or with --check say whether they are fresh."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from checks import FAMILIES, Check, all_checks
from cli.main import group
from pages.read.claims.vocabulary import raw_ways
from pages.read.claims.ways import FRAMES

DOCS = Path(__file__).parent


def main() -> None:
    """Write the pages; with ``--check`` exit 1 when one differs from the code."""
    wanted = {**check_pages(), **way_pages(), DOCS / "commands.md": commands_page()}
    made = [p for folder in ("checks", "ways") for p in (DOCS / folder).glob("*.md")]
    if "--check" in sys.argv[1:]:
        stale = [p for p, text in wanted.items() if not p.exists() or p.read_text("utf-8") != text]
        stale += [p for p in made if p not in wanted]
        for path in stale:
            print(
                f"{path.relative_to(DOCS.parent)} is not what the code says; run: make docs", file=sys.stderr
            )
        sys.exit(1 if stale else 0)
    for path in wanted:
        path.parent.mkdir(exist_ok=True)
    for old in made:
        if old not in wanted:
            old.unlink()
    for path, text in wanted.items():
        path.write_text(text, "utf-8")


def check_pages() -> dict[Path, str]:
    """One page a check, and the list of them."""
    pages = {DOCS / "checks" / f"{c.code}.md": check_page(c) for c in all_checks()}
    lines = [
        "# Checks",
        "",
        "Made from the code by `make docs`. `bestbefore explain CODE` says the same.",
        "",
    ]
    for family, told in FAMILIES.items():
        lines += [f"## {told.title}", "", "| check | severity | says |", "| --- | --- | --- |"]
        for c in all_checks():
            if c.family == family:
                lines.append(f"| [{c.code}]({c.code}.md) | {c.severity} | {c.title} |")
        lines.append("")
    pages[DOCS / "checks" / "README.md"] = "\n".join(lines)
    return pages


def way_pages() -> dict[Path, str]:
    """The ways of saying, one page a file of ``pages/read/claims/ways``, and the list of them."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for name, row in raw_ways():
        rows.setdefault(name, []).append(row)
    pages = {DOCS / "ways" / f"{name}.md": way_page(name, own) for name, own in rows.items()}
    lines = [
        "# Ways of saying",
        "",
        "How pages say that a drug is approved, in trials, pending, gone: rows of `pages/read/claims/ways/*.toml`,",
        "made into these pages by `make docs`. Where two rows read the same words, the first here counts.",
        "`{a|b}` in an example stands for one sentence with each. CONTRIBUTING.md says how to add a row.",
        "",
        "| file | rows | statuses |",
        "| --- | --- | --- |",
    ]
    for name, own in rows.items():
        statuses = ", ".join(dict.fromkeys(row["status"].replace("_", " ") for row in own))
        lines.append(f"| [{name}]({name}.md) | {len(own)} | {statuses} |")
    lines += ["", "## Frames", "", *(f"- `{name}`: {what}" for name, what in FRAMES.items()), ""]
    pages[DOCS / "ways" / "README.md"] = "\n".join(lines)
    return pages


def way_page(name: str, rows: list[dict[str, Any]]) -> str:
    """The rows of one file in Markdown: what each means, and what it reads and leaves alone."""
    lines = [f"# Ways of saying: {name}", ""]
    for row in rows:
        status = row["status"].replace("_", " ")
        lines += [
            f"## {row['id']}",
            "",
            f"{'Not ' if row.get('negated') else ''}{status}; frame `{row['frame']}`.",
            "",
        ]
        lines += [f"- {line}" for line in row.get("says", ())]
        if row.get("not"):
            lines += ["", "Not read so:", "", *(f"- {line}" for line in row["not"])]
        lines.append("")
    return "\n".join(lines)


def check_page(check: Check) -> str:
    """One check in Markdown."""
    lines = [f"# {check.code}: {check.title}", "", f"Severity: {check.severity}. Lives in "]
    lines[-1] += f"`checks/{check.family}/{check.slug}.py`."
    lines += ["", "## Why it matters", "", check.why, ""]
    family = FAMILIES[check.family]
    lines += ["## How it is decided", "", family.decided, "", "## What it cannot see", "", family.unseen, ""]
    for title, examples in (("Speaks on", check.fires), ("Is silent on", check.silent)):
        if examples:
            lines += [f"## {title}", ""]
            for example in examples:
                lines += ["~~~~markdown", example.rstrip(), "~~~~", ""]
    return "\n".join(lines)


def commands_page() -> str:
    """The help of every command."""
    lines = ["# Commands", "", "Made from the code by `make docs`.", ""]
    context = click.Context(group, info_name="bestbefore", max_content_width=100, terminal_width=100)
    lines += ["~~~~", group.get_help(context), "~~~~", ""]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        lines += _command(command, context, name)
    return "\n".join(lines)


def _command(command: click.Command, parent: click.Context, name: str) -> list[str]:
    context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
    lines = [f"## {context.command_path}", "", "~~~~", command.get_help(context), "~~~~", ""]
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            inner = command.get_command(context, sub)
            if inner:
                lines += _command(inner, context, sub)
    return lines


if __name__ == "__main__":
    main()
