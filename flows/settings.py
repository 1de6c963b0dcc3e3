"""``bestbefore.toml``: what a site demands, for runs by hand and by the clock alike; what is asked for outranks it."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from flows.decided import decisions_file
from flows.opening import default_store
from flows.request import AuditRequest
from model.errors import UsageError
from model.finding import Severity
from model.page import PageType
from model.policy import Policy

FILE = "bestbefore.toml"
_POLICY_NUMBERS = ("review_months", "ageing_months", "evidence_years", "statistic_years")
_POLICY_KEYS = (*_POLICY_NUMBERS, "name", "owner", "disable", "severities", "page_types")
_AUDIT_KEYS = ("targets", "out", "sources", "store", "contact", "max_failed", "base_url")
# No review interval is longer than a century; larger numbers only overflow the calendar.
MOST_MONTHS = 1200
# The days that a page can be judged by: before the web there is nothing to judge, and the calendar ends in 9999.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one file, or the defaults. ``path`` is None where there is no file."""

    policy: Policy = field(default_factory=Policy)
    audit: dict[str, Any] = field(default_factory=dict)
    path: Path | None = None
    notify: dict[str, Any] = field(default_factory=dict)


def load_settings(path: Path | None, codes: frozenset[str]) -> Settings:
    """Read the file named, else the ``bestbefore.toml`` of this folder or one above it, else the defaults.

    ``codes``: the checks that exist. Raises UsageError with one line on a file that can't be read, an unknown
    key, a value of the wrong kind or a check that does not exist.
    """
    found = path or _upwards(Path.cwd())
    if found is None:
        return Settings()
    try:
        data = tomllib.loads(found.read_text("utf-8-sig"))  # Windows' Notepad writes a mark in front
    except OSError as error:
        raise UsageError(f"{found}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:  # also numbers of 5,000 digits, brackets 100,000 deep
        raise UsageError(f"{found}: is not valid TOML: {' '.join(str(error).split())}") from error
    _known(found, "", data, ("policy", "audit", "site", "notify"))
    policy, audit = _table(found, data, "policy"), _table(found, data, "audit")
    _known(found, "policy.", policy, _POLICY_KEYS)
    _known(found, "audit.", audit, _AUDIT_KEYS)
    for key, value in audit.items():
        _right_kind(found, key, value)
    if audit.get("sources", "auto") not in ("auto", "snapshot", "live"):
        raise UsageError(f"{found}: audit.sources must be auto, snapshot or live")
    return Settings(
        _policy(found, policy, codes),
        audit | {"_sites": data.get("site", [])},
        found,
        _table(found, data, "notify"),
    )


def audit_request(
    settings: Settings,
    today: date,
    *,
    targets: tuple[str, ...] = (),
    out: str = "",
    sources: str = "",
    store: str = "",
    remember: bool = True,
    contact: str = "",
    review_months: int | None = None,
    disable: Iterable[str] = (),
    max_failed: int | None = None,
    base_url: str = "",
    run_id: str = "",
) -> AuditRequest:
    """What to audit, from what the caller asked for, else from the settings, else from the defaults.

    Empty values ask for nothing. Raises UsageError when no target is named, or ``today`` is no day to judge by.
    """
    asked = settings.audit
    policy = replace(settings.policy, disabled=settings.policy.disabled | frozenset(disable))
    if review_months:
        policy = replace(policy, review_months=review_months)
    wanted = targets or tuple(asked.get("targets", ()))
    if not wanted:
        raise UsageError(
            f"audit: name a target, for example: bestbefore audit saved-pages/ (or targets in {FILE}, [audit])"
        )
    if not FIRST_DAY <= today <= LAST_DAY:
        raise UsageError(f"audit: today is {today}; give a day from {FIRST_DAY} to {LAST_DAY}")
    remembered = store or asked.get("store", "") or os.environ.get("BESTBEFORE_STORE", "").strip()
    limit = asked.get("max_failed") if max_failed is None else max_failed
    return AuditRequest(
        targets=wanted,
        today=today,
        out=Path(out or asked.get("out", "audit-report")),
        policy=policy,
        sources=sources or asked.get("sources", "auto"),
        store=(remembered or default_store()) if remember else None,
        contact=contact or asked.get("contact", ""),
        max_failed=limit,
        base_url=base_url or asked.get("base_url", ""),
        decisions=decisions_file(settings.path),
        folder=settings.path.parent if settings.path else None,
        run_id=run_id,
    )


def _right_kind(path: Path, key: str, value: object) -> None:
    """Raise UsageError where a value of [audit] is of the wrong kind."""
    if key == "targets":
        if not isinstance(value, list) or not all(_is_text(t) for t in value):
            raise UsageError(f"{path}: audit.targets must be a list of texts, not {value!r}")
    elif key == "max_failed":
        if type(value) is not int or not 0 <= value <= 100:
            raise UsageError(f"{path}: audit.max_failed must be a whole number from 0 to 100, not {value!r}")
    elif not _is_text(value):
        raise UsageError(f"{path}: audit.{key} must be a text, not {value!r}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _policy(path: Path, table: dict[str, Any], codes: frozenset[str]) -> Policy:
    values: dict[str, Any] = {}
    for key in _POLICY_NUMBERS:
        if key in table:
            if type(table[key]) is not int or not 1 <= table[key] <= MOST_MONTHS:
                raise UsageError(
                    f"{path}: policy.{key} must be a whole number above 0, at most {MOST_MONTHS}, not {table[key]!r}"
                )
            values[key] = table[key]
    for key in ("name", "owner"):
        if key in table:
            if not isinstance(table[key], str):
                raise UsageError(f"{path}: policy.{key} must be a text, not {table[key]!r}")
            values[key] = table[key]
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


def sites(settings: Settings):  # INTERIM until branch crawl is merged
    from model.site import Site

    return tuple(
        Site(
            name=s["name"],
            targets=tuple(s["targets"]),
            out=Path(s.get("out", f"audit-report/{s['name']}")),
            schedule=s.get("schedule", ""),
            owner=s.get("owner", ""),
            allow_hosts=tuple(s.get("allow_hosts", ())),
        )
        for s in settings.audit.get("_sites", [])
    )
