"""The sites of ``bestbefore.toml``: one ``[[site]]`` each, read alike by hand and by the clock."""

from __future__ import annotations

import os
import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cronsim import CronSim, CronSimError

from flows.limits import read_limits
from flows.policies import POLICY_KEYS, Where, page_type, read_policy
from model.address import is_address
from model.errors import UsageError
from model.limits import Limits
from model.page import PageType
from model.policy import Policy
from model.site import Rule, Site
from pages.fetch import is_web
from pages.fetch.visit import LEAST_DELAY

_POLICY_KEYS = tuple(key for key in POLICY_KEYS if key not in ("name", "owner"))
_KEYS = (
    "name", "sitemap", "start", "targets", "follow", "depth", "include", "exclude", "rules", "out", "base_url", "owner",
    "schedule", "timezone", "delay", "max_failed", "max_pages", "max_minutes", "allow_hosts", "robots", "links",
    "limits",
    *_POLICY_KEYS,
)  # fmt: skip
_RULE_KEYS = ("path", "type", *POLICY_KEYS)
# A site's name is the name of a folder and of a deployment, too.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HOST = re.compile(r"(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
# Seconds between two requests: longer is a typing error (a day has 86,400).
_MOST_DELAY = 600
# Asking for every linked page is much to ask of other people's sites: off unless an entry says so.
LINK = frozenset({"LINK"})
# Where the reports of sites lie that name no folder.
REPORTS = "reports"


def read_sites(
    path: Path,
    entries: object,
    codes: frozenset[str],
    policy: Policy,
    audit: Mapping[str, Any],
    limits: Limits,
) -> tuple[Site, ...]:
    """The sites of a file. ``policy``, ``audit`` and ``limits`` are its tables of these names: the defaults of all.

    Raises UsageError with one line that names the site and the key.
    """
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError(f"{path}: a site begins with the line [[site]]")
    found: list[Site] = []
    for number, entry in enumerate(entries, start=1):
        site = _site(path, number, entry, codes, policy, audit, limits)
        for other in found:
            if other.name == site.name:
                raise UsageError(f"{path}: two sites are named {site.name}; a site's name is its own")
            if other.out == site.out:
                raise UsageError(
                    f"{path}: the sites {other.name} and {site.name} have the same out: {site.out}"
                )
            if _within(other.out, site.out) or _within(site.out, other.out):
                raise UsageError(
                    f"{path}: the report of {other.name} and that of {site.name} would lie one in the other (out): "
                    f"a report's folder is replaced as a whole"
                )
        found.append(site)
    return tuple(found)


def _within(inner: Path | None, outer: Path | None) -> bool:
    return inner is not None and outer is not None and outer in inner.parents


def _site(
    path: Path,
    number: int,
    entry: dict[str, Any],
    codes: frozenset[str],
    policy: Policy,
    audit: Mapping[str, Any],
    limits: Limits,
) -> Site:
    name = entry.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise UsageError(
            f"{path}: [[site]] number {number}: name must be one of letters, digits and - . _ (it names a folder), "
            f"not {name!r}"
        )
    where = Where(path, f"site {name}: ")
    where.check_keys(entry, _KEYS)
    folder = path.parent
    named = {
        key: tuple(_target(where, key, folder, target) for target in where.texts(entry, key))
        for key in ("sitemap", "start", "targets")
    }
    targets = tuple(target for found in named.values() for target in found)
    if not targets:
        raise where.wrong("sitemap", "or start must be given: where the site's pages are found")
    allow_hosts = where.texts(entry, "allow_hosts")
    for host in allow_hosts:
        if not _HOST.fullmatch(host) or not is_address(f"http://{host}/"):
            raise where.wrong("allow_hosts", f'must be hosts like "intranet.example:8080", not {host!r}')
    own = read_policy(where, {k: v for k, v in entry.items() if k in (*_POLICY_KEYS, "owner")}, codes, policy)
    links = where.flag(entry, "links", False)
    own = own if links else replace(own, disabled=own.disabled | LINK)
    max_failed = where.whole(entry, "max_failed", 0, 100)
    depth, pages, minutes = (
        where.whole(entry, key, least, most)
        for key, least, most in (("depth", 0, 100), ("max_pages", 1, 10_000_000), ("max_minutes", 1, 10_080))
    )
    out = where.text(entry, "out", f"{REPORTS}/{name}")
    return Site(
        name=name,
        targets=targets,
        policy=own,
        rules=_rules(where, entry.get("rules", []), codes, own),
        include=_patterns(where, entry, "include"),
        exclude=_patterns(where, entry, "exclude"),
        follow=where.flag(entry, "follow", bool(named["start"])),
        depth=5 if depth is None else depth,
        out=Path(
            os.path.normpath((folder / out).absolute())
        ),  # without the ".." that make two names of one folder
        base_url=where.text(entry, "base_url", audit.get("base_url", "")),
        owner=own.owner,
        schedule=_schedule(where, entry),
        timezone=_timezone(where, entry),
        delay=_delay(where, entry, bool(allow_hosts)),
        max_failed=audit.get("max_failed") if max_failed is None else max_failed,
        max_pages=pages or 100_000,
        max_minutes=minutes or 1_200,
        allow_hosts=allow_hosts,
        robots=where.flag(entry, "robots", True),
        links=links,
        limits=read_limits(where.inside("limits"), entry.get("limits", {}), limits),
        lists=frozenset(named["sitemap"]),
    )


def _target(where: Where, key: str, folder: Path, target: str) -> str:
    """A target as it is fetched: a path is taken from the folder of the settings."""
    if is_web(target):
        if not is_address(target):
            raise where.wrong(key, f"is not a web address: {target!r}")
        return target
    if target.startswith("file:"):
        return target
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\\)", target):
        raise where.wrong(key, f"must be an http(s) address or a path, not {target!r}")
    if not (folder / target).exists():
        raise where.wrong(
            key, f"is neither an address nor a path that is there: {target!r}; begin with https://"
        )
    return str(folder / target)


def _rules(where: Where, rules: object, codes: frozenset[str], base: Policy) -> tuple[Rule, ...]:
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise where.wrong("rules", 'must be a list like [{ path = "/news/*", type = "news" }]')
    found = []
    for number, rule in enumerate(rules, start=1):
        inside = where.inside(f"rules[{number}]")
        inside.check_keys(rule, _RULE_KEYS)
        pattern = _pattern(inside, "path", inside.text(rule, "path"))
        policy = read_policy(inside, {k: v for k, v in rule.items() if k in POLICY_KEYS}, codes, base)
        if "type" in rule:
            policy = _typed(policy, page_type(inside, "type", rule["type"]))
        found.append(Rule(pattern, policy))
    return tuple(found)


def _typed(policy: Policy, kind: PageType) -> Policy:
    return replace(policy, page_types=(("*", kind), *policy.page_types))


def _patterns(where: Where, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_pattern(where, key, pattern) for pattern in where.texts(entry, key))


def _pattern(where: Where, key: str, pattern: str) -> str:
    """A pattern of paths. One that no path can fit is a mistake."""
    if not pattern.startswith(("/", "*")):
        raise where.wrong(key, f'must be a pattern of paths like "/news/*", not {pattern!r}')
    return pattern


def _schedule(where: Where, entry: Mapping[str, Any]) -> str:
    schedule = where.text(entry, "schedule")
    fields = schedule.split()
    minutes, seconds = fields[:5], " ".join(fields[5:]) or "*"
    try:
        # seconds are written as minutes are; Prefect has them last, this library first
        for line in (" ".join(minutes), f"{seconds} * * * *") if schedule else ():
            if len(line.split()) != 5:
                raise CronSimError("Wrong number of fields")
            next(CronSim(line, datetime.now(UTC)))
    except (CronSimError, StopIteration) as error:
        raise where.wrong(
            "schedule", f'must be a cron line like "15 2 * * *" (a sixth field is seconds), not {schedule!r}'
        ) from error
    return schedule


def _timezone(where: Where, entry: Mapping[str, Any]) -> str:
    zone = where.text(entry, "timezone", "UTC")
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise where.wrong("timezone", f'must be a time zone like "Europe/London", not {zone!r}') from error
    return zone


def _delay(where: Where, entry: Mapping[str, Any], allowed: bool) -> float | None:
    delay = entry.get("delay")
    if delay is None:
        return None
    if isinstance(delay, bool) or not isinstance(delay, int | float) or not 0 <= delay <= _MOST_DELAY:
        raise where.wrong(
            "delay", f"must be seconds between two requests, from 0 to {_MOST_DELAY}, not {delay!r}"
        )
    if delay < LEAST_DELAY and not allowed:
        raise where.wrong(
            "delay", f"must be at least {LEAST_DELAY} seconds; less only for hosts of your own (allow_hosts)"
        )
    return float(delay)
