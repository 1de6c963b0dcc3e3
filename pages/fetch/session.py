"""One session for all pages of a run: identified, guarded, bounded in time and size, patient with a busy host."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urljoin

import requests
from requests.auth import HTTPBasicAuth
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

from model.address import is_address
from model.errors import FetchError
from model.limits import DEFAULT, too_large
from model.page import Document
from model.visit import Validators
from pages.fetch.answer import Answer, sendable
from pages.fetch.faults import HostTrouble, Resting, TryAgain, in_words, printable
from pages.fetch.pace import PAUSE, Pace
from pages.fetch.reach import Origin, Reach, bare, has_userinfo, origin_of
from pages.fetch.robots import MAX_ROBOTS_BYTES, Robots
from pages.fetch.wire import Deadline, Guard, GuardedAdapter, OutOfTime, Refused
from polite.body import BrokenOff, TooLarge, TooLate, pieces
from polite.patience import BUSY, pause, retry_after, retrying
from polite.session import MAX_REDIRECTS, user_agent

# Of an error's page this much is looked at: whose it is stands in its head.
MAX_ERROR_BYTES = 100_000
# Seconds to connect, and between two pieces of an answer.
TIMEOUT = (10.0, 30.0)
# How long we wait at the most where a host says Retry-After (seconds). What does not fit into the page's time is
# not waited for: the page is given up at once.
LONGEST_WAIT = 60
# So many tries for a page of a host that is busy, drops the connection or is in trouble.
TRIES = 4
# After so many pages in a row that a host did not deliver (no connection, no end, busy), it is left alone: a night
# must end when a host is down.
FAILURES_UNTIL_REST = 3
# A longer address is a program's state, and fills every line that names it.
MAX_ADDRESS = 8_000
# RFC 9309, 2.3.1.2: at least five redirects of a robots.txt are to be followed.
MAX_ROBOTS_REDIRECTS = 5

# What requests decodes, and so what is asked for.
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1"


class _Request(requests.PreparedRequest):
    """No cookie is kept or sent: what is audited is what a reader sees who comes for the first time."""

    def prepare_cookies(self, cookies: object) -> None:
        """Nothing: to look through an empty jar is a tenth of a request's time."""


@dataclass
class PageSession:
    """Asks for pages, from any number of threads, each host no faster than its pace.

    ``remembered`` is asked first by ``get``: what a killed run fetched is not fetched again. ``guard`` says where it
    may go: ``name`` the operator's targets before the first page. ``seconds`` is the time for one page, ``largest`` are
    the bytes of one. ``robots``
    False asks no robots.txt: the operator says that the site is theirs. ``again_after``: seconds from a page's
    failure to the second try at the end of a run. ``expected``: so many pages of the crawl under way are known of so
    far.
    """

    contact: str = ""
    pause: float = PAUSE
    remembered: Callable[[str], Document | None] = lambda url: None
    seconds: float = DEFAULT.page_seconds
    largest: int = DEFAULT.page_bytes
    guard: Guard = field(default_factory=Guard)
    robots: bool = True
    again_after: float = 2.0
    expected: int = 0
    pace: Pace = field(init=False)
    _robots: Robots = field(init=False)
    _failed: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _wire: GuardedAdapter | None = None
    _by_proxy: dict[Origin, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pace = Pace(self.pause)
        self._robots = Robots(self._load_robots)

    @property
    def reach(self) -> Reach:
        """What the operator named."""
        return self.guard.reach

    def name(self, targets: Iterable[str]) -> None:
        """Allow what the operator typed, beside what was named before."""
        new, old = Reach.of(targets), self.reach
        self.guard.reach = Reach(
            old.origins | new.origins,
            tuple(dict.fromkeys(old.folders + new.folders)),
            old.credentials | new.credentials,
        )

    def get(self, url: str, sitemap_lastmod: str = "") -> Document:
        """Fetch one page, at the end of its redirects; a user's name and password in its address are used if the
        operator typed them, never shown.

        Raises FetchError with one line that says what to do: a place that is not asked, no such host, an error
        status, a time-out, more than ``largest`` bytes.
        """
        shown = bare(url)
        if (known := self.remembered(shown)) is not None:
            return known
        end, at = time.monotonic() + self.seconds, url
        try:
            for _ in range(MAX_REDIRECTS + 1):
                answer = self.ask(at, seconds=max(0.1, end - time.monotonic()))
                if not answer.onward:
                    if answer.status >= 400:
                        raise FetchError(answer.says)
                    return answer.document(shown, sitemap_lastmod)
                at = answer.onward
            raise FetchError(f"it sends on more than {MAX_REDIRECTS} times")
        except FetchError as error:
            raise FetchError(f"{shown}: {error}") from error

    def ask(
        self, url: str, known: Validators | None = None, *, seconds: float = 0.0, method: str = "GET"
    ) -> Answer:
        """One question to one address, asked again where that may help; no redirect is followed.

        ``known``: what the host said the last time; it may then answer 304. Raises FetchError (without the address):
        a place that is not asked, Forbidden by robots.txt, HostTrouble, OutOfTime.
        """
        typed, url = url, bare(url)
        origin = origin_of(typed)
        if has_userinfo(typed) and origin not in self.reach.credentials:
            raise FetchError("an address with a user's name in it is asked only when it is a target")
        if self._failed[origin.host] >= FAILURES_UNTIL_REST:
            raise Resting(f"not asked: {origin.host} did not deliver {FAILURES_UNTIL_REST} pages in a row")
        try:
            if self.robots:
                self.pace.slow_to(origin.host, self._robots.check(url).delay)
            answer = self._ask(method, url, known, seconds or self.seconds)
        except FetchError as error:
            with self._lock:
                if isinstance(error, HostTrouble | OutOfTime):
                    self._failed[origin.host] += 1
                else:
                    self._failed.pop(origin.host, None)
            raise
        with self._lock:
            if answer.status in BUSY:
                self._failed[origin.host] += 1
            else:
                self._failed.pop(origin.host, None)
        return answer

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of an address's host names; none where it is not asked."""
        return self._robots.rules(origin_of(url)).sitemaps if self.robots else ()

    def forgive(self) -> None:
        """Ask hosts that were left alone again."""
        with self._lock:
            self._failed.clear()
        self._robots.forget_failures()

    def close(self) -> None:
        """Close the connections that were kept."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _load_robots(self, origin: Origin) -> bytes | None:
        """The body of an origin's robots.txt, None where it has none. Raises FetchError where that is not known."""
        host = f"[{origin.host}]" if ":" in origin.host else origin.host
        at, end = f"{origin.scheme}://{host}:{origin.port}/robots.txt", time.monotonic() + self.seconds
        try:
            for _ in range(MAX_ROBOTS_REDIRECTS + 1):
                answer = self._ask("GET", at, None, max(0.1, end - time.monotonic()), robots=True)
                if not answer.onward:
                    if answer.status >= 500 or answer.status in BUSY:
                        raise HostTrouble(answer.says)
                    return answer.body if answer.status < 300 else None
                at = answer.onward
        except Refused:
            raise
        except FetchError as error:
            raise HostTrouble(f"not asked, since its robots.txt could not be read: {error}") from error
        return None  # RFC 9309, 2.3.1.2: may be taken as one that is not there

    def _ask(
        self, method: str, url: str, known: Validators | None, seconds: float, robots: bool = False
    ) -> Answer:
        """Ask, and ask again where that may help, as long as the time lasts."""
        host = origin_of(url).host
        self.pace.wait(host)
        with Deadline(seconds) as deadline:
            self.guard.deadline = deadline
            busy: list[Answer] = []

            def once() -> Answer:
                started = time.monotonic()
                try:
                    answer = self._once(method, url, known, deadline, robots)
                finally:
                    self.pace.done(host, time.monotonic() - started)
                if answer.status in BUSY:
                    busy[:] = [answer]
                    raise TryAgain(
                        answer.says, retry_after(answer.headers.get("retry-after", ""), LONGEST_WAIT)
                    )
                return answer

            trying = retrying(
                TryAgain,
                TRIES,
                seconds,
                _pause,
                lambda attempt: self.pace.wait(host) if attempt > 1 else None,
            )
            try:
                answer: Answer = trying(once)
                return answer
            except TryAgain:
                if busy and not deadline.over:
                    return busy[0]
                raise
            finally:
                self.guard.deadline = None

    def _once(
        self, method: str, url: str, known: Validators | None, deadline: Deadline, robots: bool
    ) -> Answer:
        try:
            return self._asked(method, url, known, deadline, robots)
        except FetchError as error:
            if deadline.over and not isinstance(error, OutOfTime):
                raise _out_of_time(deadline.seconds) from error
            raise
        except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
            if deadline.over:
                raise _out_of_time(deadline.seconds) from error
            raise in_words(error) from error

    def _asked(
        self, method: str, url: str, known: Validators | None, deadline: Deadline, robots: bool
    ) -> Answer:
        login = self.reach.credentials.get(origin_of(url))
        headers = self._headers()
        if known and (etag := sendable(known.etag)):
            headers["If-None-Match"] = etag
        if known and (modified := sendable(known.last_modified)):
            headers["If-Modified-Since"] = modified
        # The adapter is asked itself: a requests.Session keeps cookies, follows redirects and merges settings, none of
        # which is wanted here, and takes as long again.
        request = _Request()
        request.prepare(method, url, headers, auth=HTTPBasicAuth(*login) if login else None)
        with self._adapter().send(
            request,
            timeout=(min(TIMEOUT[0], deadline.left), min(TIMEOUT[1], deadline.left)),
            stream=True,
            verify=os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True,
            proxies=self._proxies(origin_of(url)),
        ) as answer:
            told = {name.lower(): value for name, value in answer.headers.items()}
            status, reason = answer.status_code, answer.reason or ""
            if answer.is_redirect:
                onward = _onward(url, answer.headers["location"])
                return Answer(url, status, told, onward=onward, reason=reason)
            if method == "HEAD" or status == 304:
                return Answer(url, status, told, reason=reason)
            most = MAX_ERROR_BYTES if status >= 400 else MAX_ROBOTS_BYTES if robots else self.largest
            body = self._body(answer, deadline, most, cut=status >= 400, refused=not robots)
            return Answer(url, status, told, body, reason=reason)

    def _body(
        self, answer: requests.Response, deadline: Deadline, most: int, cut: bool, refused: bool
    ) -> bytes:
        """A body of at most so many bytes; a longer one is cut, or ``refused``."""
        packed = answer.headers.get("Content-Encoding", "").lower().replace(" ", "").split(",")
        if not _ENCODINGS.issuperset(packed):
            if cut:
                return b""
            raise FetchError(f"it is packed as {printable(','.join(packed))}, which was not asked for")
        came: list[bytes] = []
        try:
            for piece in pieces(answer, most, lambda: deadline.over):
                came.append(piece)
        except TooLarge:
            if not cut and refused:
                raise FetchError(too_large(0, most)) from None
        except TooLate:
            pass
        except (BrokenOff, HTTPError, HTTPException, OSError) as error:
            if not cut or deadline.over:
                raise in_words(error) from error
        if deadline.over:
            raise _out_of_time(deadline.seconds)
        return b"".join(came)[:most]

    def _proxies(self, origin: Origin) -> dict[str, str]:
        """The proxies that the environment names for a host, looked up once: requests does it for every request."""
        if origin not in self._by_proxy:
            host = f"[{origin.host}]" if ":" in origin.host else origin.host
            url = f"{origin.scheme}://{host}:{origin.port}/"
            self._by_proxy[origin] = get_environ_proxies(url)
        return self._by_proxy[origin]

    def _headers(self) -> dict[str, str]:
        """What every request says."""
        return {
            "User-Agent": user_agent("bestbefore", self.contact),
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "keep-alive",
        }

    def _adapter(self) -> GuardedAdapter:
        with self._lock:
            if self._wire is None:
                self._wire = GuardedAdapter(self.guard)
            return self._wire


def _onward(url: str, location: str) -> str:
    """The address that an answer sends on to. Raises FetchError where that is none.

    ``location``: the header as it came. Its bytes are UTF-8, or of a server that escapes nothing: then they are
    escaped one by one, as browsers do.
    """
    sent = location.encode("latin-1", "replace")
    try:
        location = sent.decode("utf-8")
    except UnicodeDecodeError:
        location = "".join(chr(b) if b < 0x80 else f"%{b:02X}" for b in sent)
    if len(location) > MAX_ADDRESS:
        raise FetchError(f"it sends on to an address of {len(location):,} characters")
    if not is_address(location):
        raise FetchError("it sends on to something that is not a web address")
    at = urljoin(url, location)
    if not is_address(at):
        raise FetchError("it sends on to something that is not a web address")
    if has_userinfo(at):
        raise FetchError("it sends on to an address with a user's name in it, which is not followed")
    return at


def _pause(attempt: int, error: BaseException | None) -> float:
    """Seconds until the next try: what the host asked for, else 1, 2, 4 … and a little."""
    return pause(attempt, error.after if isinstance(error, HostTrouble) else None, 1.0, LONGEST_WAIT)


def _out_of_time(seconds: float) -> OutOfTime:
    return OutOfTime(
        f"it did not come to an end within {seconds:g} seconds (limits.page_seconds); try again later"
    )
