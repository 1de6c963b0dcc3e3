"""What goes to the terminal: every line through here, since page titles, addresses and servers' words are hostile."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
import time
from typing import Any

import click

# In JSON these are escaped, not taken out: the value stays what it is, and a terminal that shows it stays whole.
_ESCAPED = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")


def say(text: str, err: bool = False, bold: str = "") -> None:
    """Print words for people, without control characters; marks that reorder or hide text are named.

    ``bold``: its first words that stand out, on a terminal that has colours and where NO_COLOR is not set.
    """
    from reports.words import clean

    told = clean(text)
    if bold and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        told = told.replace(bold, click.style(bold, bold=True), 1)
    click.echo(told, err=err)


def say_wrapped(text: str) -> None:
    """Print words for people, indented, no line longer than the terminal is wide."""
    if not sys.stdout.isatty():
        say(f"  {text}")
        return
    width = max(shutil.get_terminal_size().columns, 20)
    say(textwrap.fill(text, width, initial_indent="  ", subsequent_indent="  "))


def say_json(value: Any, indent: int | None = None) -> None:
    """Print one JSON value for tools."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    click.echo(_ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", text))


class Progress:
    """How far an audit is: one line that is written over in a terminal, else a line at each step and every 100 pages.

    Called with the lines of ``flows.conductor.run_audit``; use it as a context manager so that the last line is closed.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._terminal = sys.stderr.isatty() and not quiet
        self._read = 0
        self._open = False
        self._started = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def __call__(self, line: str) -> None:
        """Show one step."""
        if self._quiet:
            return
        if line.startswith("reading "):
            self._read += 1
            if self._terminal:
                self._over(f"reading page {self._read:,}, {self._seconds()}: {line.rsplit('/', 1)[-1]}")
            elif self._read % 100 == 0:
                say(f"read {self._read:,} pages, {self._seconds()}", err=True)
            return
        self._close()
        say(f"{line} ({self._seconds()})", err=True)

    def _seconds(self) -> str:
        took = int(time.monotonic() - self._started)
        return f"{took // 60}:{took % 60:02d} min" if took >= 60 else f"{took} s"

    def _over(self, text: str) -> None:
        from reports.words import clean

        width = max(shutil.get_terminal_size().columns - 1, 10)
        sys.stderr.write(f"\r{clean(text)[:width]:<{width}}")
        sys.stderr.flush()
        self._open = True

    def _close(self) -> None:
        if self._open:
            sys.stderr.write("\n")
            self._open = False
