"""The wire below requests: connections that go only where they may, and that end when their time is up."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, ClassVar

from requests import PreparedRequest, Response
from requests.utils import select_proxy
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from model.errors import FetchError
from pages.fetch.reach import Origin, Reach, origin_of
from polite.session import Adapter

# (address, port) of a host's addresses, best first; raises OSError (socket.gaierror) when there are none.
Resolve = Callable[[str, int], Iterable[tuple[str, int]]]
# Connections are kept for so many hosts, and so many for each.
_HOSTS, _LINES = 32, 8
Connect = Callable[[tuple[str, int], float], socket.socket]


class Refused(FetchError):
    """A place that this fetch may not reach; asking again will not help."""


class OutOfTime(FetchError):
    """The time for one page is up."""


class _Clock:
    """Calls what is due, from one thread for all deadlines: a thread for each page costs more than its parsing."""

    def __init__(self) -> None:
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._running = False

    def set(self, at: float, call: Callable[[], None]) -> None:
        """Have something called at a moment of the monotonic clock. What has nothing left to do then does nothing."""
        with self._changed:
            first = not self._due or at < self._due[0][0]
            heapq.heappush(self._due, (at, next(self._numbers), call))
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, daemon=True, name="deadlines").start()
            elif first:
                self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                # the thread ends when nothing is due, and is begun anew
                if not self._due:
                    self._running = False
                    return
                left = self._due[0][0] - time.monotonic()
                if left > 0:
                    self._changed.wait(left)
                    continue
                call = heapq.heappop(self._due)[2]
            call()


_CLOCK = _Clock()


class Deadline:
    """So many seconds for one page, head and body, all redirects and tries together.

    A time-out of a socket only bounds the wait for the next byte. This one ends a connection that drips: when
    it is over, the lines that were watched are shut down, whatever waits for them. Use as a context manager.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._lines: list[socket.socket] = []
        self._lock = threading.Lock()

    @property
    def left(self) -> float:
        """Seconds that are left; never below a tenth, which is a time-out that sockets can keep."""
        return max(0.1, self._end - time.monotonic())

    @property
    def over(self) -> bool:
        """True when the time is up."""
        return time.monotonic() >= self._end

    def watch(self, line: socket.socket) -> None:
        """Shut this line down when the time is up.

        A handle of our own: the connection is closed, for its part, as soon as an answer's head says that nothing
        follows its body.
        """
        with self._lock:
            self._lines.append(line.dup())
        if self.over:
            self._shut()

    def _shut(self) -> None:
        with self._lock:
            for line in self._lines:
                try:
                    line.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # closed already

    def __enter__(self) -> Deadline:
        _CLOCK.set(self._end, self._shut)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            for line in self._lines:
                line.close()
            self._lines.clear()


@dataclass
class Guard:
    """What every connection of a session asks: may I go there, and how long may it take?"""

    reach: Reach = field(default_factory=Reach)
    resolve: Resolve | None = None
    connect: Connect | None = None
    _own: threading.local = field(default_factory=threading.local)

    @property
    def deadline(self) -> Deadline | None:
        """The time of the page that this thread fetches."""
        found: Deadline | None = getattr(self._own, "deadline", None)
        return found

    @deadline.setter
    def deadline(self, deadline: Deadline | None) -> None:
        self._own.deadline = deadline

    def open(self, origin: Origin, timeout: float) -> socket.socket:
        """A connection to the first address of an origin that answers.

        One address that may not be reached refuses the host: a name that mixes inner and outer addresses is a
        trick. Raises Refused, or OSError when nothing answers.
        """
        failure: OSError = OSError("the name has no address")
        for address in self.addresses(origin):
            wait = min(timeout, self.deadline.left) if self.deadline else timeout
            try:
                return (self.connect or _connect)(address, wait)
            except OSError as error:
                failure = error
                if self.deadline and self.deadline.over:
                    break
        raise failure

    def addresses(self, origin: Origin) -> list[tuple[str, int]]:
        """The addresses of an origin, all of them checked. Raises Refused; OSError when the name has none."""
        found = list((self.resolve or resolve)(origin.host, origin.port))
        for address, _ in found:
            if why := self.reach.refuses(origin, address):
                raise Refused(f"{why}; name it as a target if it is meant")
        return found

    def watch(self, line: socket.socket | None) -> None:
        """Put a connection under the time of the page that is being fetched."""
        if line is not None and self.deadline is not None:
            self.deadline.watch(line)


class GuardedAdapter(Adapter):
    """The polite adapter with connections that ask a Guard."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._pools = {
            "http": type("_Pool", (HTTPConnectionPool,), {"ConnectionCls": _guarded(HTTPConnection, guard)}),
            "https": type(
                "_Pool", (HTTPSConnectionPool,), {"ConnectionCls": _guarded(HTTPSConnection, guard)}
            ),
        }
        super().__init__(pool_connections=_HOSTS, pool_maxsize=_LINES)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        """As requests does, with our pools."""
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def send(self, request: PreparedRequest, *words: Any, **named: Any) -> Response:
        """As requests does. Behind a proxy that the environment names, the proxy connects: then the addresses that
        the name has here are checked, which is as much as can be known."""
        proxies = named.get("proxies")
        if proxies and select_proxy(request.url or "", proxies):
            with contextlib.suppress(OSError):  # a name that only the proxy can resolve
                self._guard.addresses(origin_of(request.url or ""))
        return super().send(request, *words, **named)


class _Guarded:
    """The part of a connection that opens it."""

    guard: ClassVar[Guard]
    origin_scheme: ClassVar[str]
    _line: socket.socket | None = None

    def _new_conn(self: Any) -> socket.socket:
        line: socket.socket
        host = self._dns_host.strip("[]").rstrip(".").lower()
        timeout = self.timeout if isinstance(self.timeout, int | float) else 10.0
        try:
            line = self.guard.open(Origin(self.origin_scheme, host, self.port), timeout)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, "no connection in time") from error
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error
        # A copy of the handle: TLS takes the first one over, and a shutdown of the copy still ends the line.
        self._line = line.dup()
        self.guard.watch(self._line)
        return line

    def request(self: Any, *words: Any, **named: Any) -> Any:
        self.guard.watch(self._line)  # a kept connection that is used again
        return super().request(*words, **named)  # type: ignore[misc]

    def close(self: Any) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()
        super().close()  # type: ignore[misc]


def _guarded(kind: type[HTTPConnection], guard: Guard) -> type:
    scheme = "https" if issubclass(kind, HTTPSConnection) else "http"
    return type("_Connection", (_Guarded, kind), {"guard": guard, "origin_scheme": scheme})


def resolve(host: str, port: int) -> list[tuple[str, int]]:
    """The addresses of a host, by the system. Raises socket.gaierror, also for what can be no host's name."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # an empty label, or one of more than 63 characters
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
    return [(str(place[0]), int(place[1])) for *_, place in found]


def _connect(address: tuple[str, int], timeout: float) -> socket.socket:
    line = socket.create_connection(address, timeout)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line
