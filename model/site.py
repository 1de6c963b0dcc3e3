"""A site: a named set of pages, and how to get at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from model.address import is_address
from model.limits import Limits
from model.policy import Policy


@dataclass(frozen=True, slots=True)
class Rule:
    """A policy for the pages whose path fits ``pattern`` (``/blog/*``, as ``fnmatch`` reads it)."""

    pattern: str
    policy: Policy


@dataclass(frozen=True, slots=True)
class Site:
    """One ``[[site]]`` of ``bestbefore.toml``, or what was named by hand.

    ``name`` identifies it for good in the store, the reports and the deployments. ``targets``: addresses, sitemaps,
    lists, feeds, folders or files to begin with; ``lists``: those of them that can be nothing but a list of pages.
    ``follow``: go on along links within the site, at most ``depth`` steps. ``include`` / ``exclude``: patterns of a
    page's path (of a saved one, as rules have it); excluded ones are not asked. ``rules``: the first whose pattern fits
    a page's path gives its policy, else ``policy``. ``delay``: seconds between two requests to a host, None for the
    default. ``max_failed``: the part of the pages, percent, above which the published report stays. ``allow_hosts``:
    loopback, private or odd-port hosts that may be fetched ("intranet.example:8080").
    ``schedule``: a cron line in ``timezone``, empty for none.
    ``max_pages``: more are left out, and that is said. ``max_minutes``:
    the time of one run for asking. ``robots`` False: the site is the operator's own, its robots.txt and *noindex* are
    not heeded. ``links``: the pages that the site's pages link to elsewhere are asked too (LINK checks).
    ``limits``: how much of a page and of a list is read.
    """

    name: str
    targets: tuple[str, ...]
    policy: Policy = field(default_factory=Policy)
    rules: tuple[Rule, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    follow: bool = False
    depth: int = 5
    out: Path | None = None
    base_url: str = ""
    owner: str = ""
    schedule: str = ""
    timezone: str = "UTC"
    delay: float | None = None
    max_failed: int | None = None
    max_pages: int = 100_000
    max_minutes: int = 1_200
    allow_hosts: tuple[str, ...] = ()
    robots: bool = True
    links: bool = False
    limits: Limits = field(default_factory=Limits)
    lists: frozenset[str] = frozenset()

    def policy_of(self, url: str) -> Policy:
        """The demands on the page at ``url``: those of the first rule whose pattern fits its path."""
        return next((rule.policy for rule in self.rules if fits(url, rule.pattern)), self.policy)


def fits(url: str, pattern: str) -> bool:
    """Whether a pattern (``/blog/*``, as ``fnmatch`` reads it) fits the path of an address, with or without its
    query."""
    if not is_address(url):
        return False
    parts = urlsplit(url)
    path = parts.path or "/"
    return fnmatchcase(path, pattern) or (bool(parts.query) and fnmatchcase(f"{path}?{parts.query}", pattern))
