"""robots.txt (RFC 9309): where a site does not want programs, and how fast it wants them."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

from model.errors import FetchError
from pages.fetch.reach import Origin, origin_of

# The name by which a site's robots.txt speaks to us.
AGENT = "bestbefore"
# RFC 9309, 2.5: at least 500 kibibytes are to be read.
MAX_ROBOTS_BYTES = 512_000
# RFC 9309, 2.4: not to be used for more than 24 hours.
GOOD_FOR = 86_400.0
# Seconds between two requests. Who wants more wants no program: a run would stand still for it, or for ever.
LONGEST_DELAY = 600.0

# Our name as it stands in a server's log, with version and address, copied from there: RFC 9309, 2.2.1 compares the
# product's name alone.
_OURS = re.compile(
    rf"^([ \t]*user-agent[ \t]*:[ \t]*){AGENT}[ \t]*[/(;][^\r\n]*", re.IGNORECASE | re.MULTILINE
)


class Forbidden(FetchError):
    """The site's robots.txt does not want this page asked for by programs."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says. ``unreachable``: why it could not be had, or kept to: then nothing of the site is asked
    (RFC 9309, 2.3.1.4). ``delay``: seconds between two requests, 0 where it says nothing."""

    parsed: Protego | None = None
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()
    unreachable: FetchError | None = None

    def allows(self, url: str) -> bool:
        """Whether our agent may ask for an address."""
        return self.parsed is None or self.parsed.can_fetch(url, AGENT)


def read_robots(body: bytes) -> Rules:
    """The rules in a robots.txt; whatever is no rule is passed over."""
    parsed = Protego.parse(_OURS.sub(rf"\1{AGENT}", body[:MAX_ROBOTS_BYTES].decode("utf-8-sig", "replace")))
    delay = parsed.crawl_delay(AGENT) or 0.0
    rate = parsed.request_rate(AGENT)
    if rate is not None and rate.requests > 0 and rate.start_time is None:
        delay = max(delay, rate.seconds / rate.requests)
    if delay > LONGEST_DELAY:
        wants = f"more than {LONGEST_DELAY:.0f} seconds between two pages, so none is asked"
        return Rules(unreachable=Forbidden(f"robots.txt wants {wants}"))
    delay = delay if delay > 0 else 0.0  # nor what is no number
    return Rules(parsed, delay, tuple(dict.fromkeys(parsed.sitemaps)))


@dataclass
class Robots:
    """The robots.txt of every origin, each asked for once a day by ``load``: its body, None where the site has none
    (4xx, RFC 9309, 2.3.1.3). What ``load`` raises is kept as *unreachable* until ``forget_failures``."""

    load: Callable[[Origin], bytes | None]
    _known: dict[Origin, tuple[float, Rules]] = field(default_factory=dict)
    _locks: dict[Origin, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def rules(self, origin: Origin) -> Rules:
        """What the robots.txt of an origin says."""
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            asked_at, rules = self._known.get(origin, (0.0, None))
            if rules is None or time.monotonic() - asked_at > GOOD_FOR:
                try:
                    body = self.load(origin)
                    rules = Rules() if body is None else read_robots(body)
                except FetchError as error:
                    rules = Rules(unreachable=error)
                self._known[origin] = (time.monotonic(), rules)
            return rules

    def check(self, url: str) -> Rules:
        """The rules of an address's origin. Raises Forbidden, or what kept the robots.txt from being read."""
        rules = self.rules(origin_of(url))
        if rules.unreachable is not None:
            raise rules.unreachable
        if not rules.allows(url):
            raise Forbidden("robots.txt does not allow it")
        return rules

    def forget_failures(self) -> None:
        """Ask again, the next time, for what could not be had."""
        with self._lock:
            self._known = {o: k for o, k in self._known.items() if k[1].unreachable is None}
