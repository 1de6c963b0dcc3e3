"""``bestbefore.toml``: what a site demands. The command line outranks it."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.errors import UsageError
from model.finding import Severity
from model.page import PageType
from model.policy import Policy

FILE = "bestbefore.toml"
_POLICY_NUMBERS = ("review_months", "ageing_months", "evidence_years", "statistic_years")
_POLICY_KEYS = (*_POLICY_NUMBERS, "name", "owner", "disable", "severities", "page_types")
_AUDIT_KEYS = ("targets", "out", "sources", "store", "contact")


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one file, or the defaults. ``path`` is None where there is no file."""

    policy: Policy = field(default_factory=Policy)
    audit: dict[str, Any] = field(default_factory=dict)
    path: Path | None = None


def load_config(path: Path | None, codes: frozenset[str]) -> Config:
    """Read the file named, else the ``bestbefore.toml`` of this folder or one above it, else the defaults.

    ``codes``: the checks that exist. Raises UsageError with one line on a file that can't be read, an unknown
    key, a value of the wrong kind or a check that does not exist.
    """
    found = path or _upwards(Path.cwd())
    if found is None:
        return Config()
    try:
        data = tomllib.loads(found.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{found}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{found}: is not valid TOML: {error}") from error
    _known(found, "", data, ("policy", "audit"))
    policy, audit = _table(found, data, "policy"), _table(found, data, "audit")
    _known(found, "policy.", policy, _POLICY_KEYS)
    _known(found, "audit.", audit, _AUDIT_KEYS)
    for key, value in audit.items():
        wanted = list if key == "targets" else str
        if not isinstance(value, wanted):
            raise UsageError(f"{found}: audit.{key} must be a {'list' if wanted is list else 'text'}")
    if audit.get("sources", "auto") not in ("auto", "snapshot", "live"):
        raise UsageError(f"{found}: audit.sources must be auto, snapshot or live")
    return Config(_policy(found, policy, codes), audit, found)


def _policy(path: Path, table: dict[str, Any], codes: frozenset[str]) -> Policy:
    values: dict[str, Any] = {}
    for key in _POLICY_NUMBERS:
        if key in table:
            if type(table[key]) is not int or table[key] < 1:
                raise UsageError(f"{path}: policy.{key} must be a whole number above 0, not {table[key]!r}")
            values[key] = table[key]
    for key in ("name", "owner"):
        if key in table:
            values[key] = str(table[key])
    disabled = table.get("disable", [])
    if not isinstance(disabled, list):
        raise UsageError(f"{path}: policy.disable must be a list of checks")
    severities = table.get("severities", {})
    if not isinstance(severities, dict):
        raise UsageError(f'{path}: policy.severities must be a table like {{ DATE002 = "error" }}')
    check_codes(str(path), [*map(str, disabled), *severities], codes)
    try:
        values["severities"] = {code: Severity(level) for code, level in severities.items()}
    except ValueError as error:
        raise UsageError(f"{path}: policy.severities: {error}; use error, warning or note") from error
    values["page_types"] = _page_types(path, table.get("page_types", {}))
    return Policy(disabled=frozenset(map(str, disabled)), **values)


def _page_types(path: Path, table: object) -> tuple[tuple[str, PageType], ...]:
    if not isinstance(table, dict):
        raise UsageError(f'{path}: policy.page_types must be a table like {{ "/news/*" = "news" }}')
    known = {str(kind): kind for kind in PageType}
    for pattern, kind in table.items():
        if kind not in known:
            raise UsageError(
                f"{path}: policy.page_types.{pattern}: there is no page type {kind!r}{_meant(str(kind), [*known])}"
            )
    return tuple((str(pattern), known[kind]) for pattern, kind in table.items())


def check_codes(where: str, wanted: list[str], codes: frozenset[str]) -> None:
    """Raise UsageError when one of the names is neither a check's code nor a family."""
    families = {code.rstrip("0123456789") for code in codes}
    for code in wanted:
        if code not in codes and code.upper() not in families:
            raise UsageError(f"{where}: there is no check {code!r}{_meant(code, sorted(codes | families))}")


def _known(path: Path, prefix: str, table: dict[str, Any], keys: tuple[str, ...]) -> None:
    for key in table:
        if key not in keys:
            raise UsageError(f"{path}: unknown key {prefix}{key}{_meant(key, list(keys))}")


def _table(path: Path, data: dict[str, Any], key: str) -> dict[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise UsageError(f"{path}: [{key}] must be a table")
    return table


def _meant(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; known: {', '.join(known)}"


def _upwards(folder: Path) -> Path | None:
    return next((f / FILE for f in (folder, *folder.parents) if (f / FILE).is_file()), None)
