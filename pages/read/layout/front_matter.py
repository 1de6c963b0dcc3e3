"""The block of settings at the head of a page's source: Hugo, Jekyll, Docusaurus, Eleventy, Zola and their like write
titles and dates there, and no reader sees it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

#: A longer block (characters) is text between two rules.
LONGEST = 20_000
#: Nesting below this is no setting of the page.
DEEPEST = 3
#: So many characters of names and values are taken: YAML's aliases make a thousand million of a block of 20,000.
MOST_TOLD = 5 * LONGEST
_FENCED = re.compile(
    r"\A\ufeff?[ \t]*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<block>.*?)\r?\n(?P=fence)[ \t]*(?:\r?\n|\Z)", re.S
)
_KEY = re.compile(r"(?m)^[\"']?[A-Za-z_][\w.-]*[\"']?\s*[:=]")
_JSON = re.compile(r"\A\ufeff?\s*\{\s*\"")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The settings of a page's front matter (YAML, TOML or JSON), nested keys joined by full stops, and the text
    behind it. Without one, or with one that cannot be read, no settings and the text as it is."""
    match = _FENCED.match(text)
    if match and len(match["block"]) <= LONGEST and _KEY.search(match["block"]):
        loaded = _toml(match["block"]) if match["fence"] == "+++" else _yaml(match["block"])
        if isinstance(loaded, dict) and loaded:
            return _settings(loaded), text[match.end() :]
        return {}, text
    if _JSON.match(text):
        try:
            whole = text.lstrip("\ufeff \t\r\n")
            loaded, end = json.JSONDecoder().raw_decode(whole[:LONGEST])
        except (ValueError, RecursionError):
            return {}, text
        rest = whole[end:]
        if isinstance(loaded, dict) and rest.strip():
            return _settings(loaded), rest
    return {}, text


def _yaml(block: str) -> Any:
    import yaml  # few pages have any

    try:
        # every value a text: YAML's own dates lose what was printed
        return yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return None


def _toml(block: str) -> Any:
    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _settings(table: Mapping[Any, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    told = 0
    for name, value in _flat(table, "", 0):
        told += len(name) + len(value)
        if told > MOST_TOLD:
            break
        found[name] = value
    return found


def _flat(table: Mapping[Any, Any], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{prefix}{str(key).strip().lower()}"
        if isinstance(value, Mapping):
            if depth < DEEPEST:
                yield from _flat(value, f"{name}.", depth + 1)
        elif isinstance(value, list):
            words = [str(v) for v in value if isinstance(v, str | int | float)]
            if words:
                yield name, ", ".join(words)
        elif value is not None and str(value).strip():
            yield name, str(value).strip()
