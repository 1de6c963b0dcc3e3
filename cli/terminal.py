"""What goes to the terminal: every line through here, since page titles, addresses and servers' words are hostile."""

from __future__ import annotations

import json
import re
from typing import Any

import click

# In JSON these are escaped, not taken out: the value stays what it is, and a terminal that shows it stays whole.
_ESCAPED = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")


def say(text: str, err: bool = False) -> None:
    """Print words for people, without control characters; marks that reorder or hide text are named."""
    from reports.html import clean  # templates and all: not before there is something to say

    click.echo(clean(text), err=err)


def say_json(value: Any, indent: int | None = None) -> None:
    """Print one JSON value for tools."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    click.echo(_ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", text))
