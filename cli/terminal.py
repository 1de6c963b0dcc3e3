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

# What the conductor says of each page ("reading 37 of 400: https://example.org/a").
_PAGE = re.compile(r"reading (\d+) of (\d+): (.*)", re.DOTALL)
_BAR = 20  # characters
# Where nothing can be written over: a line after so many pages, or so many seconds.
_EVERY, _SECONDS = 100, 60
# After so many pages the time left is worth telling.
_SURE = 10
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


def say_wrapped(text: str, before: str = "  ", bold: str = "") -> None:
    """Print words for people, no line longer than the terminal is wide; an address that is stays whole, to be opened.
    ``before``: what stands before the first line; the others are indented. ``bold``: as of ``say``."""
    if not sys.stdout.isatty():
        say(f"{before}{text}", bold=bold)
        return
    width = max(shutil.get_terminal_size().columns, 20)
    lines = textwrap.wrap(
        text, width, initial_indent=before, subsequent_indent=before if before.isspace() else "  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    say("\n".join(lines), bold=bold)


def say_json(value: Any, indent: int | None = None) -> None:
    """Print one JSON value for tools."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    click.echo(_ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", text))


class Progress:
    """How far an audit is: on a terminal one line with a bar that is written over, else a line at each step, and one
    after every 100 pages or every minute.

    Called with the lines of ``flows.conductor.run_audit``; use it as a context manager so that the last line is closed.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._terminal = sys.stderr.isatty() and not quiet
        self._open = False
        self._started = self._told = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def __call__(self, line: str) -> None:
        """Show one step."""
        if self._quiet:
            return
        page = _PAGE.match(line)
        if page is None:
            self._close()
            say(f"{line} ({_minutes(self._took())})", err=True)
            return
        done, total, address = int(page[1]), int(page[2]), page[3]
        if self._terminal:
            self._over(self._bar(done, total, address.rsplit("/", 1)[-1]))
        elif done % _EVERY == 0 or time.monotonic() - self._told > _SECONDS:
            self._told = time.monotonic()
            say(f"read {done:,} of {total:,} pages ({_minutes(self._took())})", err=True)

    def _bar(self, done: int, total: int, name: str) -> str:
        """The line for a terminal of this width: what does not fit is left out from the right."""
        full = round(_BAR * done / total)
        try:
            "█░".encode(sys.stderr.encoding or "ascii")
            blocks = "█" * full + "░" * (_BAR - full)
        except UnicodeEncodeError:
            blocks = "#" * full + "-" * (_BAR - full)
        took = self._took()
        left = took / done * (total - done)
        rest = f", about {_minutes(left)} left" if done >= _SURE and left >= 1 else ""
        return f"{blocks} {done:,} of {total:,} pages, {_minutes(took)}{rest}  {name}"

    def _took(self) -> float:
        return time.monotonic() - self._started

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


def _minutes(seconds: float) -> str:
    took = int(seconds)
    return f"{took // 60}:{took % 60:02d} min" if took >= 60 else f"{took} s"
