"""The names of countries other than the United States, and their adjectives, as patterns over folded text."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from language.names import fold


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(
        resources.files("language").joinpath("data/countries.toml").read_text(encoding="utf-8")
    )


@cache
def names() -> str:
    """A pattern's part for the name of any country: "poland", "turkey" behind "in"."""
    table = _data()
    behind = "|".join(re.escape(n) for n in table["behind_in"]["names"])
    return rf"{_any_of(table['countries'])}|(?<=\bin )(?:{behind})"


@cache
def adjectives() -> str:
    """A pattern's part for what is a country's: "polish"."""
    return _any_of(a for own in _data()["countries"].values() for a in own)


def _any_of(words: Iterable[str]) -> str:
    """An alternation that is tried by first letter: of two hundred names a dozen are looked at."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in sorted({fold(w) for w in words}, key=lambda w: (-len(w), w)):
        by_first[word[0]].append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items())) + ")"
