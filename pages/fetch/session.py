"""One session for all pages of a run: identified, guarded, bounded in time and size, patient with a busy host."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin

import requests
from requests.auth import AuthBase, HTTPBasicAuth
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    stop_any,
    stop_before_delay,
)
from tenacity.wait import wait_exponential_jitter
from urllib3.exceptions import HTTPError, NameResolutionError
from urllib3.util.retry import Retry

from model.address import is_address
from model.errors import FetchError
from model.page import Document
from pages.fetch.reach import Reach, bare, has_userinfo, origin_of
from pages.fetch.wire import Deadline, Guard, GuardedAdapter, OutOfTime

# A health page has 100 KB; what is larger than this is a download, and would only fill the memory.
MAX_BYTES = 20_000_000
# Seconds for one page from the first connection to its last byte, with all redirects, waits and further tries.
PAGE_SECONDS = 60.0
# Seconds to connect, and between two pieces of an answer.
TIMEOUT = (10.0, 30.0)
# Seconds between two requests to one host: a person reading fast.
PAUSE = 0.5
# How long we wait at the most where a host says Retry-After (seconds). What does not fit into the page's time is
# not waited for: the page is given up at once.
LONGEST_WAIT = 60
# So many tries for a page of a host that is busy, drops the connection or is in trouble.
TRIES = 4
# After so many pages in a row that a host did not deliver (no connection, no end, busy), it is left alone for the
# rest of the run: a night must end when a host is down.
FAILURES_UNTIL_REST = 3
MAX_REDIRECTS = 10

_BUSY = frozenset({429, 502, 503, 504})
# What requests decodes, and so what is asked for.
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_READ = 65_536


class _HostTrouble(FetchError):
    """The host, not the page, is in trouble; ``after``: seconds that it asked to be left alone."""

    def __init__(self, words: str, after: float | None = None) -> None:
        super().__init__(words)
        self.after = after


class _TryAgain(_HostTrouble):
    """Trouble that another try may get over."""


class _NoLogin(AuthBase):
    """Sends no credentials; that it is there keeps requests from looking them up in ~/.netrc."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Session(requests.Session):
    """requests looks at a redirect even when it is not to follow it, and reads its body whole, however large."""

    def resolve_redirects(self, *words: Any, **named: Any) -> Iterator[Any]:
        """None: PageSession follows them."""
        return iter(())


@dataclass
class PageSession:
    """Fetches pages one after the other, no faster than one every ``pause`` seconds a host.

    ``remembered`` is asked first: what a killed run fetched is not fetched again. ``guard`` says where it may go:
    ``name`` the operator's targets before the first page. ``seconds`` is the time for one page.
    """

    contact: str = ""
    pause: float = PAUSE
    remembered: Callable[[str], Document | None] = lambda url: None
    seconds: float = PAGE_SECONDS
    guard: Guard = field(default_factory=Guard)
    _last: dict[str, float] = field(default_factory=dict)
    _failed: Counter[str] = field(default_factory=Counter)
    _session: requests.Session | None = None

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
        """Fetch one address; a user's name and password in it are used if the operator typed them, never shown.

        Raises FetchError with one line that says what to do: a place that is not asked, no such host, an error
        status, a time-out, more than ``MAX_BYTES``.
        """
        typed, url = url, bare(url)
        origin = origin_of(typed)
        if has_userinfo(typed) and origin not in self.reach.credentials:
            raise FetchError(f"{url}: an address with a user's name in it is asked only when it is a target")
        if (known := self.remembered(url)) is not None:
            return known
        if self._failed[origin.host] >= FAILURES_UNTIL_REST:
            raise FetchError(
                f"{url}: not asked: {origin.host} did not deliver {FAILURES_UNTIL_REST} pages in a row"
            )
        wait = self._last.get(origin.host, 0.0) + self.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        try:
            with Deadline(self.seconds) as deadline:
                self.guard.deadline = deadline
                document = self._fetch(url, sitemap_lastmod, deadline)
        except FetchError as error:
            if isinstance(error, _HostTrouble | OutOfTime):
                self._failed[origin.host] += 1
            else:
                del self._failed[origin.host]
            raise FetchError(f"{url}: {error}") from error
        finally:
            self.guard.deadline = None
            self._last[origin.host] = time.monotonic()
        del self._failed[origin.host]
        return document

    def _fetch(self, url: str, sitemap_lastmod: str, deadline: Deadline) -> Document:
        """Ask, and ask again where that may help, as long as the page's time lasts."""
        trying = Retrying(
            retry=retry_if_exception_type(_TryAgain),
            wait=_pause,
            stop=stop_any(stop_after_attempt(TRIES), stop_before_delay(self.seconds)),
            reraise=True,
        )
        document: Document = trying(self._once, url, sitemap_lastmod, deadline)
        return document

    def _once(self, url: str, sitemap_lastmod: str, deadline: Deadline) -> Document:
        try:
            return self._followed(url, sitemap_lastmod, deadline)
        except FetchError as error:
            if deadline.over and not isinstance(error, OutOfTime):
                raise _out_of_time(self.seconds) from error
            raise
        except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
            if deadline.over:
                raise _out_of_time(self.seconds) from error
            raise _in_words(error) from error

    def _followed(self, url: str, sitemap_lastmod: str, deadline: Deadline) -> Document:
        """The page at the end of the redirects, each of which is checked like the first address."""
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            origin = origin_of(at)
            login = self.reach.credentials.get(origin)
            limits = (min(TIMEOUT[0], deadline.left), min(TIMEOUT[1], deadline.left))
            with self._http().get(
                at,
                timeout=limits,
                stream=True,
                allow_redirects=False,
                auth=HTTPBasicAuth(*login) if login else _NoLogin(),
            ) as answer:
                onward = self._http().get_redirect_target(answer)
                if onward is None:
                    return self._document(url, answer, sitemap_lastmod, deadline)
            if not is_address(onward):
                raise FetchError("it sends on to something that is not a web address")
            at = urljoin(at, onward)
            if has_userinfo(at):
                raise FetchError("it sends on to an address with a user's name in it, which is not followed")
        raise FetchError(f"it sends on more than {MAX_REDIRECTS} times")

    def _document(
        self, url: str, answer: requests.Response, sitemap_lastmod: str, deadline: Deadline
    ) -> Document:
        if answer.status_code >= 400:
            said = f"the site answered {answer.status_code} {_printable(answer.reason or '')}".rstrip()
            if answer.status_code in _BUSY:
                raise _TryAgain(said, _retry_after(answer.headers.get("Retry-After", "")))
            raise FetchError(said)
        return Document(
            url=url,
            body=self._body(answer, deadline),
            content_type=answer.headers.get("Content-Type", ""),
            final_url=answer.url,
            last_modified=answer.headers.get("Last-Modified", ""),
            sitemap_lastmod=sitemap_lastmod,
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
            status=answer.status_code,
        )

    def _body(self, answer: requests.Response, deadline: Deadline) -> bytes:
        packed = answer.headers.get("Content-Encoding", "").lower().replace(" ", "").split(",")
        if not _ENCODINGS.issuperset(packed):
            raise FetchError(f"it is packed as {_printable(','.join(packed))}, which was not asked for")
        pieces, size = [], 0
        for piece in answer.iter_content(_READ):
            size += len(piece)
            if size > MAX_BYTES:
                raise FetchError(f"larger than {MAX_BYTES // 1_000_000} MB; this is not a page")
            pieces.append(piece)
            if deadline.over:
                break
        if deadline.over:
            raise _out_of_time(self.seconds)
        return b"".join(pieces)

    def _http(self) -> requests.Session:
        if self._session is None:
            session = _Session()
            contact = f"; {self.contact}" if self.contact else ""
            session.headers["User-Agent"] = f"bestbefore/0.1 (content audit{contact})"
            session.headers["Accept"] = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1"
            session.headers["Accept-Encoding"] = "gzip, deflate"
            # No cookie is kept: what is audited is what a reader sees who comes for the first time.
            session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
            adapter = GuardedAdapter(self.guard)
            session.mount("http://", adapter)
            session.mount("https://", adapter)
            self._session = session
        return self._session


def _pause(state: RetryCallState) -> float:
    """Seconds until the next try: what the host asked for, else 1, 2, 4 … with jitter."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, _HostTrouble) and error.after is not None:
        return error.after
    return wait_exponential_jitter(initial=1, max=LONGEST_WAIT, jitter=0.5)(state)


def _retry_after(value: str) -> float | None:
    """Seconds from a Retry-After header, at most LONGEST_WAIT; None when there is none that can be read."""
    if not value:
        return None
    try:
        return Retry(retry_after_max=LONGEST_WAIT).parse_retry_after(value)
    except (HTTPError, ValueError, OverflowError):
        return None


def _out_of_time(seconds: float) -> OutOfTime:
    return OutOfTime(f"it did not come to an end within {seconds:g} seconds; try again later")


# Which fault it was, by the first kind that fits, and whether the host or only this page is in trouble.
_FAULTS: tuple[tuple[type[BaseException], str, type[FetchError]], ...] = (
    (requests.exceptions.SSLError, "its certificate is not trusted", _HostTrouble),
    (requests.exceptions.ProxyError, "the proxy refused the connection", _HostTrouble),
    (
        requests.exceptions.ConnectTimeout,
        "no connection in time; check the address and the network",
        _HostTrouble,
    ),
    (requests.exceptions.Timeout, "no answer in time; try again later", _HostTrouble),
    (requests.exceptions.InvalidURL, "is not a valid address", FetchError),
    (requests.exceptions.InvalidSchema, "is not an http(s) address", FetchError),
    (requests.exceptions.ContentDecodingError, "it could not be unpacked", FetchError),
    (requests.exceptions.ChunkedEncodingError, "the answer broke off", _TryAgain),
)


def _in_words(error: Exception) -> FetchError:
    """A fault of the wire in words that fit it; which of them deserve another try."""
    causes = list(_causes(error))
    if any(isinstance(c, NameResolutionError) for c in causes):
        return _HostTrouble("there is no such host; check the address")
    if any("header" in str(c) and isinstance(c, HTTPException) for c in causes):
        return FetchError("its headers could not be read")
    for kind, words, fault in _FAULTS:
        if isinstance(error, kind):
            return fault(words)
    if any("timed out" in str(c) for c in causes):
        return _HostTrouble("it stopped sending; try again later")
    if any(isinstance(c, ConnectionRefusedError) for c in causes):
        return _HostTrouble("the connection was refused; check the address")
    if isinstance(error, requests.exceptions.ConnectionError):
        return _TryAgain("no connection; check the address and the network")
    if isinstance(error, ValueError | HTTPError):
        return FetchError(f"its answer or address could not be understood ({type(error).__name__})")
    return _TryAgain("the connection broke off")


def _causes(error: BaseException) -> Iterable[BaseException]:
    """An error and what lies below it: causes, and what urllib3 keeps in ``reason`` and requests in ``args``."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]


def _printable(text: str) -> str:
    """A server's words for one line: its control characters out, at most 80 characters."""
    return re.sub(r"[^\x20-\x7e\xa0-\uffff]+", " ", text)[:80].strip()
