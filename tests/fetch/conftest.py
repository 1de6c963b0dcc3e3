"""A small open web without a network: names that resolve as told, and one server behind every public address."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from pages.fetch.session import PageSession
from pages.fetch.wire import Guard, resolve

PUBLIC = "93.184.216.34"
# What a server on the open web sends for a path: whole bytes of an answer, or a function that writes to the socket.
Answer = bytes | Callable[[socket.socket, threading.Event], None]


def http(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An answer's bytes; header names with _ for -."""
    named = {"Content_Type": "text/html", "Content_Length": str(len(body))} | headers
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{head}Connection: close\r\n\r\n".encode() + body


@dataclass
class Web:
    """``names``: host → addresses, or a list of such for each further time it is asked. ``pages``: path → answer.

    ``connected``: every (address, port) that a connection was made to. ``asked``: every request's head.
    """

    pages: dict[str, Answer] = field(default_factory=dict)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    connected: list[tuple[str, int]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def resolve(self, host: str, port: int) -> list[tuple[str, int]]:
        """As told; what is a number in any of its forms, as the system reads it."""
        if host in self.names:
            times = self.names[host]
            found = times.pop(0) if len(times) > 1 else times[0]
            return [(address, port) for address in found]
        if host.endswith(".example"):
            return [(PUBLIC, port)]
        return resolve(host, port)

    def connect(self, address: tuple[str, int], timeout: float) -> socket.socket:
        """A line to the one server; where to, is noted."""
        self.connected.append(address)
        near, far = socket.socketpair()
        near.settimeout(timeout)
        threading.Thread(target=self._serve, args=(far,), daemon=True).start()
        return near

    @property
    def asked_pages(self) -> list[str]:
        """The heads of the requests for anything but robots.txt."""
        return [head for head in self.asked if "GET /robots.txt " not in head]

    def session(self, **options: object) -> PageSession:
        """A session on this web."""
        guard = Guard(resolve=self.resolve, connect=self.connect)
        return PageSession(pause=0.0, guard=guard, again_after=0.0, **options)  # type: ignore[arg-type]

    def _serve(self, line: socket.socket) -> None:
        with line:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = line.recv(4096)
                if not piece:
                    return
                head += piece
            self.asked.append(head.decode("latin-1"))
            answer = self.pages.get(head.split(b" ", 2)[1].decode(), http(b"no", "404 Not Found"))
            try:
                if callable(answer):
                    answer(line, self.stop)
                else:
                    line.sendall(answer)
            except OSError:
                return


@pytest.fixture
def web() -> Iterator[Web]:
    running = Web()
    yield running
    running.stop.set()
