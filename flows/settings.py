"""``bestbefore.toml``: what a site demands, for runs by hand and by the clock alike; what is asked for outranks it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from flows.decided import decisions_file
from flows.hours import MOST_HOURS
from flows.limits import read_limits
from flows.opening import default_store
from flows.policies import MOST_MONTHS, POLICY_KEYS, Where, check_codes, is_text, read_policy
from flows.request import AuditRequest
from flows.sites import LINK, read_sites
from model.address import is_address
from model.errors import UsageError
from model.limits import Limits
from model.policy import Policy
from model.site import Site
from pages.fetch.reach import is_web
from sources.settings import email_address

__all__ = [
    "FILE", "FIRST_DAY", "LAST_DAY", "MOST_MONTHS", "Settings", "audit_request", "check_codes", "load_settings",
    "requests_of", "site_named", "sites",
]  # fmt: skip

FILE = "bestbefore.toml"
_AUDIT_KEYS = (
    "targets", "out", "sources", "store", "contact", "max_failed", "max_hours", "base_url", "processes",
)  # fmt: skip
MOST_PROCESSES = 64
# Bytes of a folder's name: 255 on most disks, less what a report's is called while it is written or held back.
_LONGEST_NAME = 200
# The days that a page can be judged by: before the web there is nothing to judge, and the calendar ends in 9999.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one file, or the defaults. ``path`` is None where there is no file."""

    policy: Policy = field(default_factory=Policy)
    audit: dict[str, Any] = field(default_factory=dict)
    path: Path | None = None
    sites: tuple[Site, ...] = ()
    notify: dict[str, Any] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    @property
    def folder(self) -> Path | None:
        """Where the file lies, and what belongs to it."""
        return self.path.parent if self.path else None


def sites(settings: Settings) -> tuple[Site, ...]:
    """The sites that the settings name, in the order of the file."""
    return settings.sites


def site_named(settings: Settings, name: str) -> Site:
    """The site of that name. Raises UsageError that names those there are."""
    found = next((site for site in settings.sites if site.name == name), None)
    if found is None:
        names = ", ".join(site.name for site in settings.sites) or "none"
        raise UsageError(f"there is no site {name!r} in {settings.path or FILE}; there: {names}")
    return found


def load_settings(path: Path | None, codes: frozenset[str]) -> Settings:
    """Read the file named, else the ``bestbefore.toml`` of this folder or one above it, else the defaults.

    ``codes``: the checks that exist. Raises UsageError with one line on a file that can't be read, an unknown
    key, a value of the wrong kind or a check that does not exist.
    """
    found = path or _upwards(Path.cwd())
    if found is None:
        return Settings()
    try:
        data = tomllib.loads(_text(found.read_bytes()))
    except OSError as error:
        raise UsageError(f"{found}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:  # also numbers of 5,000 digits, brackets 100,000 deep
        raise UsageError(f"{found}: is not valid TOML: {' '.join(str(error).split())}") from error
    Where(found).check_keys(data, ("policy", "audit", "site", "notify", "limits"))
    policy, audit = _table(found, data, "policy"), _table(found, data, "audit")
    Where(found, "policy.").check_keys(policy, POLICY_KEYS)
    Where(found, "audit.").check_keys(audit, _AUDIT_KEYS)
    for key, value in audit.items():
        _right_kind(found, key, value)
    if audit.get("sources", "auto") not in ("auto", "snapshot", "live"):
        raise UsageError(f"{found}: audit.sources must be auto, snapshot or live")
    demands = read_policy(Where(found, "policy."), policy, codes, Policy())
    if "site" in data and "targets" in audit:
        raise UsageError(
            f"{found}: audit.targets stands beside [[site]]; give these targets a [[site]] of their own"
        )
    limits = read_limits(Where(found, "limits."), _table(found, data, "limits"), Limits())
    entries = read_sites(found, data.get("site", []), codes, demands, audit, limits)
    return Settings(demands, audit, found, entries, _table(found, data, "notify"), limits)


def requests_of(
    settings: Settings,
    today: date,
    *,
    targets: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    **asked: Any,
) -> tuple[AuditRequest, ...]:
    """What to audit: the targets named, else the sites of these ``names``, else all sites of the settings, one
    request each. ``asked``: as ``audit_request`` takes it."""
    if targets and names:
        raise UsageError("audit: name targets or --site, not both")
    if targets or not (names or settings.sites):
        return (audit_request(settings, today, targets=targets, **asked),)
    wanted = [site_named(settings, name) for name in dict.fromkeys(names)] or settings.sites
    if asked.get("out") and len(wanted) > 1:
        raise UsageError("audit: --out is one folder, and these are several sites; each has its own (out)")
    return tuple(audit_request(settings, today, site=site, **asked) for site in wanted)


def audit_request(
    settings: Settings,
    today: date,
    *,
    targets: tuple[str, ...] = (),
    site: Site | None = None,
    out: str = "",
    sources: str = "",
    store: str = "",
    remember: bool = True,
    contact: str = "",
    review_months: int | None = None,
    disable: Iterable[str] = (),
    max_failed: int | None = None,
    max_hours: float | None = None,
    base_url: str = "",
    links: bool = False,
    run_id: str = "",
) -> AuditRequest:
    """What to audit, from what the caller asked for, else from the settings, else from the defaults.

    ``site``: an entry of the settings, audited as it says; else ``targets``. ``links``: the pages that are linked to
    are asked as well (LINK checks), which is off unless the site's entry says so. Empty values ask for nothing. Raises
    UsageError when no target is named, ``today`` is no day to judge by, or targets named by hand would replace the
    report of a site.
    """
    asked = settings.audit

    def demanded(policy: Policy) -> Policy:
        on = links or (site is not None and site.links)
        disabled = policy.disabled - LINK if links else policy.disabled if on else policy.disabled | LINK
        policy = replace(policy, disabled=disabled | frozenset(disable))
        return replace(policy, review_months=review_months) if review_months else policy

    if site is not None:
        rules = tuple(replace(rule, policy=demanded(rule.policy)) for rule in site.rules)
        site = replace(site, policy=demanded(site.policy), rules=rules)
    wanted = site.targets if site else targets or tuple(asked.get("targets", ()))
    if not wanted:
        raise UsageError(
            f"audit: name a target, for example: bestbefore audit saved-pages/ (or a [[site]] in {FILE})"
        )
    if not FIRST_DAY <= today <= LAST_DAY:
        raise UsageError(f"audit: today is {today}; give a day from {FIRST_DAY} to {LAST_DAY}")
    remembered = store or asked.get("store", "") or os.environ.get("BESTBEFORE_STORE", "").strip()
    place = _place(
        Path(out) if out else (site.out if site else None) or Path(asked.get("out", "audit-report"))
    )
    shown_at = base_url or (site.base_url if site else "") or asked.get("base_url", "")
    if shown_at and not (is_web(shown_at) and is_address(shown_at)):
        raise UsageError(f"audit: base_url must be an http(s) address, not {shown_at!r}")
    if site is None:
        for other in settings.sites:
            if other.out is not None and place.absolute() == other.out:
                raise UsageError(
                    f"audit: {place} is the report of the site {other.name}; name another folder (--out)"
                )
    limit = max_failed if max_failed is not None else site.max_failed if site else asked.get("max_failed")
    return AuditRequest(
        targets=wanted,
        today=today,
        out=place,
        policy=site.policy if site else demanded(settings.policy),
        sources=sources or asked.get("sources", "auto"),
        store=(remembered or default_store()) if remember else None,
        contact=contact or asked.get("contact", ""),
        max_failed=limit,
        max_hours=max_hours or asked.get("max_hours"),
        base_url=shown_at,
        decisions=decisions_file(settings.path),
        folder=settings.folder,
        site=site,
        run_id=run_id,
        processes=asked.get("processes", 1),
        limits=site.limits if site else settings.limits,
    )


def _place(out: Path) -> Path:
    """The folder of a report. A link is followed: the report takes the place of the folder, not of the link to it.
    Raises UsageError for a name that no disk takes."""
    if any(len(os.fsencode(part)) > _LONGEST_NAME for part in out.parts):
        raise UsageError(
            f"audit: out has a part of more than {_LONGEST_NAME} bytes, which is no name of a folder"
        )
    return Path(os.path.realpath(out)) if out.is_symlink() else out


def _text(raw: bytes) -> str:
    """A file's text: UTF-8, or UTF-16 as Windows' editors write it, with a byte order mark or without."""
    return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig").replace(
        "\r\n", "\n"
    )


def _right_kind(path: Path, key: str, value: object) -> None:
    """Raise UsageError where a value of [audit] is of the wrong kind."""
    if key == "targets":
        if not isinstance(value, list) or not all(is_text(t) for t in value):
            raise UsageError(f"{path}: audit.targets must be a list of texts, not {value!r}")
    elif key == "max_hours":
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= MOST_HOURS:
            raise UsageError(
                f"{path}: audit.max_hours must be a number above 0, at most {MOST_HOURS}, not {value!r}"
            )
    elif key == "max_failed":
        if type(value) is not int or not 0 <= value <= 100:
            raise UsageError(f"{path}: audit.max_failed must be a whole number from 0 to 100, not {value!r}")
    elif key == "processes":
        if type(value) is not int or not 1 <= value <= MOST_PROCESSES:
            raise UsageError(
                f"{path}: audit.processes must be a whole number from 1 to {MOST_PROCESSES}, not {value!r}"
            )
    elif not is_text(value):
        raise UsageError(f"{path}: audit.{key} must be a text, not {value!r}")
    elif key == "contact":
        email_address(f"{path}: audit.contact", str(value))


def _table(path: Path, data: dict[str, Any], key: str) -> dict[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise UsageError(f"{path}: [{key}] must be a table")
    return table


def _upwards(folder: Path) -> Path | None:
    # one that is there and cannot be read is not passed over: its demands would not hold
    return next((f / FILE for f in (folder, *folder.parents) if os.path.lexists(f / FILE)), None)
