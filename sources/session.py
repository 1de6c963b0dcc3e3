"""One web service, asked on the one polite session: at its pace, again where that helps, its answers looked at."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any
from weakref import WeakSet

import requests
import urllib3

from model.errors import SourceError
from polite.body import BrokenOff, TooLarge, TooLate, pieces
from polite.patience import IN_TROUBLE, TOO_MANY, pause, retry_after, retrying
from polite.session import open_session
from sources.settings import Settings
from sources.throttle import Throttle

# The largest answer that is read: 200 full PubMed records are about 10 MB, a page of trials 30 MB.
LARGEST_ANSWER = 256 * 1024 * 1024
# After so many questions in a row that stayed unanswered after all attempts, a service counts as down for the
# rest of the run: an audit of a thousand pages must end when a service has.
FAILURES_UNTIL_DOWN = 3
# A question is given up for good after so many deadlines, however many attempts are left.
_PATIENCE = 2

Params = Mapping[str, str] | Sequence[tuple[str, str]]


class RetryableError(SourceError):
    """An answer (or none) that another attempt may improve; ``after`` seconds from now if the service said so.

    ``limited``: the service found that it was asked too often, so everybody has to wait, not this question only.
    ``unreachable``: no connection came about at all (no network, no such host, nothing listens).
    """

    def __init__(
        self, message: str, after: float | None = None, limited: bool = False, unreachable: bool = False
    ) -> None:
        super().__init__(message)
        self.after = after
        self.limited = limited
        self.unreachable = unreachable


@dataclass(frozen=True, slots=True)
class Answer:
    """What came over the wire. ``url`` has no key in it and can be shown; header names are in lower case."""

    url: str
    status: int
    body: bytes
    retrieved_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body as UTF-8, with what is not UTF-8 replaced."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON. Raises RetryableError when it is not (an error page, a truncated answer)."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise RetryableError(f"answered something that is not JSON: {self.opening}") from None

    @property
    def opening(self) -> str:
        """The first words of the body, for a message."""
        words = re.sub(r"<[^>]*>|\s+", " ", self.text[:2000]).split()
        opening = " ".join(words)[:80]
        return repr(opening) if opening else "an empty body"


class Service:
    """One web service. Safe to use from many threads.

    ``name`` is what people read ("PubMed"); ``pace`` names the limit that it shares with others (all of NCBI's
    are one). ``secrets`` are parameter names never shown.
    """

    def __init__(
        self,
        name: str,
        base_url: str,
        settings: Settings,
        per_second: float,
        *,
        pace: str = "",
        secrets: frozenset[str] = frozenset({"api_key", "email", "mailto"}),
    ) -> None:
        self.name = name
        self.base_url = base_url.rstrip("/")
        self._settings = settings
        self._secrets = secrets
        turns = settings.cache_dir / "pace.sqlite3" if settings.cache_dir else None
        self.throttle = Throttle(f"{pace or name} {self.base_url}", per_second, turns)
        self._local = threading.local()
        self._sessions: WeakSet[requests.Session] = WeakSet()  # those of threads that ended are gone
        self._lock = threading.Lock()
        self._failures = 0
        self._answered = False
        self._down = ""
        self._round = settings.outages.round

    @property
    def down(self) -> bool:
        """True when it failed so often that it is not asked any more in this run, or till it is given another
        chance."""
        with self._lock:
            if self._round != self._settings.outages.round:
                self._round = self._settings.outages.round
                self._failures, self._answered, self._down = 0, False, ""
            return bool(self._down)

    def close(self) -> None:
        """Close the connections that were kept."""
        with self._lock:
            for session in self._sessions:
                session.close()

    def get(self, path: str, params: Params = (), **options: Any) -> Answer:
        """GET; see ``ask``."""
        return self.ask("GET", path, params, **options)

    def post(self, path: str, params: Params = (), **options: Any) -> Answer:
        """POST of a form; see ``ask``."""
        return self.ask("POST", path, params, **options)

    def ask(
        self,
        method: str,
        path: str,
        params: Params = (),
        *,
        accept: Callable[[Answer], None] | None = None,
        fine: frozenset[int] = frozenset({200}),
    ) -> Answer:
        """Ask, again if need be, and return an answer whose status is in ``fine`` and that ``accept`` let pass.

        ``accept`` raises RetryableError for an answer that another attempt may improve, SourceError for one
        that it will not, with words that follow the service's name ("answered ..."). Raises SourceError with
        one plain line saying why there is no answer.
        """
        if self.down:
            raise SourceError(self._down)  # the same words for every question: reports sum up by reason
        again = retrying(
            RetryableError, self._settings.attempts, _PATIENCE * self._settings.deadline, self._pause
        )
        try:
            answer: Answer = again(self._once, method, path, params, accept, fine)
        except SourceError as error:
            self._note_failure(error)
            raise
        with self._lock:
            self._failures, self._answered = 0, True
        return answer

    def _note_failure(self, error: SourceError) -> None:
        """A refused question says nothing of the service's health; one that ran out of attempts does. Where no
        attempt even made a connection, and none did before, there is no way to it in this run."""
        if isinstance(error, RetryableError):
            with self._lock:
                self._failures += 1
                lost = error.unreachable and not self._answered
                if lost or self._failures >= FAILURES_UNTIL_DOWN:
                    self._down = str(error)
            self._settings.outages.note(self.name, str(error))

    def _pause(self, attempt: int, error: BaseException | None) -> float:
        after = error.after if isinstance(error, RetryableError) else None
        seconds = pause(attempt, after, self._settings.backoff, self._settings.backoff_limit)
        if after is not None or (isinstance(error, RetryableError) and error.limited):
            self.throttle.hold(seconds)
        return seconds

    def _once(
        self,
        method: str,
        path: str,
        params: Params,
        accept: Callable[[Answer], None] | None,
        fine: frozenset[int],
    ) -> Answer:
        pairs = list(params.items()) if isinstance(params, Mapping) else list(params)
        url = f"{self.base_url}/{path.lstrip('/')}" if path else self.base_url
        self.throttle.wait()
        started = time.monotonic()
        try:
            response = self._session().request(
                method,
                url,
                params=pairs if method == "GET" else None,
                data=pairs if method == "POST" else None,
                timeout=(min(10.0, self._settings.timeout), self._settings.timeout),
                stream=True,
            )
            with response:
                body = self._read(response, started)
        except requests.RequestException as error:
            said = f"{self.name} could not be reached: {_plain(error)}"
            raise RetryableError(said, unreachable=_is_unreachable(error)) from None
        except SourceError:
            raise
        except urllib3.exceptions.HTTPError as error:
            words = "it stopped sending" if "Timeout" in type(error).__name__ else "the answer broke off"
            raise RetryableError(f"{self.name} could not be read: {words}") from None
        except (
            OSError,
            ValueError,
            HTTPException,
        ) as error:  # a redirect to "http://[::1", a header of nonsense
            raise RetryableError(f"{self.name} could not be read: {type(error).__name__}") from None
        answer = Answer(
            url=self._shown(method, url, pairs),
            status=response.status_code,
            body=body,
            retrieved_at=datetime.now(UTC),
            headers={name.lower(): value for name, value in response.headers.items()},
        )
        if answer.status not in fine:
            said = f"{self.name} answered with status {answer.status}: {answer.opening}"
            if answer.status in IN_TROUBLE:
                after = retry_after(answer.headers.get("retry-after", ""))
                raise RetryableError(said, after, limited=answer.status == TOO_MANY)
            raise SourceError(said)
        if accept is not None:
            try:
                accept(answer)
            except RetryableError as error:
                raise RetryableError(f"{self.name} {error}", error.after, error.limited) from None
            except SourceError as error:
                raise SourceError(f"{self.name} {error}") from None
            except Exception as error:  # a reader of ours met what no answer of the service ever looked like
                raise RetryableError(
                    f"{self.name} answered in a form that is not known ({type(error).__name__})"
                ) from error
        return answer

    def _read(self, response: requests.Response, started: float) -> bytes:
        """The whole body; a service that drips or never stops is given up."""
        deadline = self._settings.deadline
        try:
            return b"".join(pieces(response, LARGEST_ANSWER, lambda: time.monotonic() - started > deadline))
        except TooLarge:
            raise SourceError(f"{self.name} answered more than {LARGEST_ANSWER >> 20} MB") from None
        except TooLate:
            raise RetryableError(f"{self.name} took longer than {deadline:g} s to answer") from None
        except BrokenOff as error:
            raise RetryableError(f"{self.name} broke off after {error}") from None

    def _session(self) -> requests.Session:
        """One session a thread: requests does not promise that one can be shared."""
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = make_session(self._settings)
            with self._lock:
                self._sessions.add(session)
        return session

    def _shown(self, method: str, url: str, pairs: Sequence[tuple[str, str]]) -> str:
        """The address for people: without keys, and without a form's hundreds of identifiers."""
        kept = [(name, value) for name, value in pairs if name not in self._secrets]
        if method == "POST":
            kept = [(name, value if len(value) <= 200 else f"{value[:200]}...") for name, value in kept]
        return requests.Request("GET", url, params=kept).prepare().url or url


def make_session(settings: Settings) -> requests.Session:
    """A session that says who asks: see ``polite.session``."""
    contact = f"mailto:{settings.contact_email}" if settings.contact_email else ""
    return open_session(settings.tool, contact)


def _is_unreachable(error: requests.RequestException) -> bool:
    """True when no connection was made: the name has no address, or nothing listens there."""
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", None), urllib3.exceptions.NewConnectionError)


def _plain(error: requests.RequestException) -> str:
    """A network error in a few words: requests' own messages show addresses of objects."""
    for kind, words in (
        (requests.exceptions.SSLError, "its certificate was not accepted"),
        (requests.exceptions.ProxyError, "the proxy refused"),
        (requests.exceptions.ConnectTimeout, "no connection in time"),
        (requests.exceptions.ReadTimeout, "it did not answer in time"),
        (requests.exceptions.ChunkedEncodingError, "the answer broke off"),
        (requests.exceptions.ConnectionError, "no connection"),
        (requests.exceptions.ContentDecodingError, "the answer could not be decompressed"),
    ):
        if isinstance(error, kind):
            return words
    return type(error).__name__
