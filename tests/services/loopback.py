"""A web service on 127.0.0.1 that can be told to misbehave, and that counts what it is asked."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


class Fault(StrEnum):
    """How an answer can go wrong."""

    ERROR_500 = "status 500"
    ERROR_503 = "status 503 with Retry-After"
    RATE_429 = "status 429"
    RATE_200 = "the rate limit's words with status 200"
    HTML = "an HTML error page with status 200"
    TRUNCATED = "half of the body, properly framed"
    BROKEN_OFF = "half of the body, then the connection closes"
    DROPPED = "the connection closes before a status line"
    SLOW = "nothing for longer than the client waits"
    DRIP = "a byte now and then for ever"
    EMPTY = "an empty body with status 200"
    GARBAGE = "bytes that are no text"
    LYING = "a well-formed answer that says there is nothing"


@dataclass(frozen=True)
class Request:
    """One request as it came. ``params`` are those of the address and of the form, in order."""

    method: str
    path: str
    params: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    at: float

    def one(self, name: str) -> str:
        """The first value of a parameter, "" when there is none."""
        return next((value for key, value in self.params if key == name), "")

    def all(self, name: str) -> list[str]:
        """All values of a parameter."""
        return [value for key, value in self.params if key == name]


@dataclass(frozen=True)
class Reply:
    """What to send back."""

    body: bytes
    content_type: str = "text/xml; charset=UTF-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, value: Any, status: int = 200, **headers: str) -> Reply:
        return cls(json.dumps(value).encode(), "application/json", status, headers)


class Loopback:
    """A service in threads of this process. Use as a context manager; ``url`` is its base address.

    ``faults``: what happens to the next answers, one each (None: all is well); ``always`` to all of them.
    ``per_second``: the limit in any one second; above it the answer is 429 and ``refused`` counts it.
    """

    def __init__(self, per_second: float = 0.0) -> None:
        self.requests: list[Request] = []
        self.faults: deque[Fault | None] = deque()
        self.always: Fault | None = None
        self.fault_on: Callable[[Request], bool] = lambda _request: True
        self.per_second = per_second
        self.refused = 0
        self.slow_seconds = 5.0
        self.lock = threading.Lock()
        self._stopping = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                service._serve(self, b"")

            def do_POST(self) -> None:
                service._serve(self, self.rfile.read(int(self.headers.get("Content-Length", "0"))))

            def log_message(self, *_args: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Any:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    # -- what a kind of service says

    def answer(self, request: Request) -> Reply:
        """The true answer; each service has its own."""
        raise NotImplementedError

    def nothing(self, request: Request) -> Reply:
        """The answer that says there is nothing; what Fault.LYING sends."""
        raise NotImplementedError

    def too_many(self, request: Request, recent: int) -> Reply:
        """The answer above the limit."""
        return Reply.json({"error": "too many requests"}, 429)

    # -- counting

    def asked(self, path: str) -> list[Request]:
        """The requests for a path, in order."""
        return [r for r in self.requests if r.path.endswith(path)]

    def busiest_second(self) -> int:
        """The most requests that came in any one second."""
        times = sorted(r.at for r in self.requests)
        return max((sum(1 for t in times[i:] if t < start + 1.0) for i, start in enumerate(times)), default=0)

    # -- the wire

    def _serve(self, handler: BaseHTTPRequestHandler, form: bytes) -> None:
        at = time.monotonic()
        parts = urlsplit(handler.path)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        pairs += parse_qsl(form.decode("utf-8", "replace"), keep_blank_values=True)
        headers = {k.lower(): v for k, v in handler.headers.items()}
        request = Request(handler.command, parts.path, tuple(pairs), headers, at)
        with self.lock:
            self.requests.append(request)
            recent = sum(1 for r in self.requests if r.at > at - 1.0)
            over = bool(self.per_second) and recent > self.per_second
            if over:
                self.refused += 1
            fault = self.always
            if self.faults and self.fault_on(request):
                fault = self.faults.popleft()
        if over:
            self._send(handler, self.too_many(request, recent))
        elif fault is None:
            self._send(handler, self.answer(request))
        else:
            self._misbehave(handler, request, fault)

    def _misbehave(self, handler: BaseHTTPRequestHandler, request: Request, fault: Fault) -> None:
        match fault:
            case Fault.ERROR_500:
                self._send(handler, Reply(b"<h1>Internal Server Error</h1>", "text/html", 500))
            case Fault.ERROR_503:
                self._send(handler, Reply(b"busy", "text/plain", 503, {"Retry-After": "1"}))
            case Fault.RATE_429:
                self._send(handler, self.too_many(request, 11))
            case Fault.RATE_200:
                refusal = self.too_many(request, 11)
                self._send(handler, Reply(refusal.body, refusal.content_type, 200))
            case Fault.HTML:
                page = b"<!DOCTYPE html>\n<html><head><title>Error</title></head><body>Blocked</body></html>"
                self._send(handler, Reply(page, "text/html"))
            case Fault.TRUNCATED:
                reply = self.answer(request)
                self._send(handler, Reply(reply.body[: len(reply.body) // 2], reply.content_type))
            case Fault.BROKEN_OFF:
                self._send(handler, self.answer(request), half=True)
            case Fault.DROPPED:
                handler.close_connection = True
            case Fault.SLOW:
                self._stopping.wait(self.slow_seconds)
                handler.close_connection = True
            case Fault.DRIP:
                self._drip(handler)
            case Fault.EMPTY:
                self._send(handler, Reply(b""))
            case Fault.GARBAGE:
                self._send(handler, Reply(bytes(range(256)), "application/octet-stream"))
            case Fault.LYING:
                self._send(handler, self.nothing(request))

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply, half: bool = False) -> None:
        body = reply.body[: len(reply.body) // 2] if half else reply.body
        try:
            handler.send_response(reply.status)
            handler.send_header("Content-Type", reply.content_type)
            handler.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass
        if half:
            handler.close_connection = True

    def _drip(self, handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        try:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/xml")
            handler.end_headers()
            while not self._stopping.wait(0.05):
                handler.wfile.write(b" ")
        except (BrokenPipeError, ConnectionResetError):
            pass
