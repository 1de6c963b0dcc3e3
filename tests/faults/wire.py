"""Fifty ways in which an answer goes wrong, for any of the loopback services.

``BODIES``: what becomes of a true body, for answers and for files alike. ``WIRES``: what happens on the wire.
``AWAY``: addresses where no service answers at all.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import struct
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

from lxml import etree

from tests.services.loopback import Fault, Loopback, Reply, Request

Body = Callable[[bytes], bytes]
Wire = Callable[["Broken", BaseHTTPRequestHandler, Request], None]

DEEP = 100_000
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


def _json(change: Callable[[Any], Any]) -> Body:
    """Every value of a JSON body changed; another body has its numbers changed."""

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: changed(v) for k, v in value.items()}
        return [changed(v) for v in value] if isinstance(value, list) else change(value)

    def body(true: bytes) -> bytes:
        try:
            return json.dumps(changed(json.loads(true))).encode()
        except ValueError:
            return re.sub(rb">\d+<", lambda m: f">{change(int(m[0][1:-1]))}<".encode(), true)

    return body


def _one_left_out(true: bytes) -> bytes:
    """The last thing of the longest list is not there."""
    try:
        value = json.loads(true)
    except ValueError:
        return _last_element_out(true)
    lists: list[list[Any]] = []

    def walk(x: Any) -> None:
        if isinstance(x, list):
            lists.append(x)
        for inner in x.values() if isinstance(x, dict) else x if isinstance(x, list) else ():
            walk(inner)

    walk(value)
    if lists:
        del max(lists, key=len)[-1:]
    return json.dumps(value).encode()


def _last_element_out(true: bytes) -> bytes:
    try:
        root = etree.fromstring(true)
    except etree.XMLSyntaxError:
        return b"\n".join(true.splitlines()[:-1])
    longest = max(root.iter(), key=len)
    if len(longest):
        longest.remove(longest[-1])
    head = re.match(rb"\s*<\?xml[^>]*>\s*(?:<!DOCTYPE[^>]*>)?", true)
    return (head[0] if head else b"") + etree.tostring(root)


BODIES: dict[str, Body] = {
    "empty": lambda _: b"",
    "blank": lambda _: b" \n",
    "half": lambda true: true[: len(true) // 2],
    "all but the end": lambda true: true[:-9],
    "garbage": lambda _: bytes(range(256)) * 4,
    "BOM and NUL": lambda true: b"\xef\xbb\xbf\x00" + true,
    "NUL inside": lambda true: true.replace(b"<", b"\x00<", 40).replace(b":", b"\x00:", 40),
    "no UTF-8": lambda true: true.replace(b"a", b"\xff\xe9"),
    "UTF-16": lambda true: true.decode("utf-8", "replace").encode("utf-16"),
    "twice": lambda true: true + true,
    "null": lambda _: b"null",
    "list": lambda _: b"[]",
    "object": lambda _: b"{}",
    "NaN": lambda _: b"NaN",
    "number": lambda _: b"1e999",
    "word": lambda _: b'"ok"',
    "list of null": lambda _: b"[null, null]",
    "deep": lambda _: b"[" * DEEP + b"]" * DEEP,
    "deep and open": lambda _: b'{"results":' * DEEP,
    "deep XML": lambda _: b"<a>" * DEEP,
    "integer of 5,000 digits": lambda _: b'{"meta": ' + b"9" * 5000 + b"}",
    "all null": _json(lambda _: None),
    "all words": _json(lambda _: "five"),
    "all numbers": _json(lambda _: 5),
    "all lists": _json(lambda v: [v]),
    "superscript digits": _json(lambda v: f"{v}²" if not isinstance(v, str) else v.replace("1", "¹")),
    "negative": _json(lambda v: -v if isinstance(v, int) else v),
    "HTML": lambda _: b"<!DOCTYPE html>\n<html><head><title>Error</title></head><body>Blocked</body></html>",
    "words of an error": lambda _: b'{"error": {"code": "OVER_RATE_LIMIT", "message": "Too many requests"}}',
    "error of NCBI": lambda _: b'<?xml version="1.0"?><eSearchResult><ERROR>Search Backend failed</ERROR></eSearchResult>',
    "entity bomb": lambda _: f'<!DOCTYPE x [<!ENTITY e0 "ha">{_ENTITIES}]><PubmedArticleSet>&e9;</PubmedArticleSet>'.encode(),
    "XXE": lambda _: b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><PubmedArticleSet>&f;</PubmedArticleSet>',
    "one left out": _one_left_out,
}  # fmt: skip


class Broken(Loopback):
    """A loopback service whose ``broken`` decides over every answer; None: all is well. Mixed in before a service."""

    broken: Wire | None = None

    def _serve(self, handler: BaseHTTPRequestHandler, form: bytes) -> None:
        self.always = Fault.EMPTY if self.broken else None  # any: what it does is said by ``broken``
        super()._serve(handler, form)

    def _misbehave(self, handler: BaseHTTPRequestHandler, request: Request, fault: Fault) -> None:
        assert self.broken is not None
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.broken(self, handler, request)

    def fault(self, handler: BaseHTTPRequestHandler, request: Request, fault: Fault) -> None:
        super()._misbehave(handler, request, fault)

    def say(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        super()._send(handler, reply)


def _body(change: Body) -> Wire:
    def wire(service: Broken, handler: BaseHTTPRequestHandler, request: Request) -> None:
        reply = service.answer(request)
        service.say(handler, Reply(change(reply.body), reply.content_type))

    return wire


def _status(status: int, body: bytes = b"<html><body>no</body></html>", **headers: str) -> Wire:
    return lambda service, handler, _: service.say(handler, Reply(body, "text/html", status, headers))


def _usual(fault: Fault) -> Wire:
    return lambda service, handler, request: service.fault(handler, request, fault)


def _raw(head: bytes, body: Callable[[bytes], bytes] = lambda true: true) -> Wire:
    """The head as it stands here, after it the body; then the connection closes."""

    def wire(service: Broken, handler: BaseHTTPRequestHandler, request: Request) -> None:
        true = service.answer(request).body
        handler.close_connection = True
        handler.wfile.write(head.replace(b"LENGTH", str(len(true)).encode()) + b"\r\n\r\n" + body(true))

    return wire


def _reset(service: Broken, handler: BaseHTTPRequestHandler, request: Request) -> None:
    true = service.answer(request).body
    handler.close_connection = True
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(true), true[: len(true) // 2])
    )
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _chunked(true: bytes) -> bytes:
    return b"%x\r\n%s\r\nzzz\r\nrest" % (len(true) // 2, true[: len(true) // 2])


_OK = b"HTTP/1.1 200 OK\r\n"
WIRES: dict[str, Wire] = {
    **{f"body: {name}": _body(change) for name, change in BODIES.items()},
    "says there is nothing": _usual(Fault.LYING),
    "rate limit with 200": _usual(Fault.RATE_200),
    "429": _usual(Fault.RATE_429),
    "429, again in a year": _status(429, Retry_After="31536000"),
    "429, again in ² seconds": _status(429, Retry_After="²".encode().decode("latin-1")),
    "429, again before now": _status(429, Retry_After="Thu, 01 Jan 1970 00:00:00 GMT"),
    "429, again in -1": _status(429, Retry_After="-1"),
    "500": _usual(Fault.ERROR_500),
    "503": _status(503, Retry_After="0"),
    "502": _status(502),
    "404 of a proxy": _status(404),
    "404 without words": _status(404, b""),
    "403": _status(403),
    "401": _status(401, WWW_Authenticate='Basic realm="x"'),
    "400 without words": _status(400, b""),
    "204": _raw(b"HTTP/1.1 204 No Content", lambda _: b""),
    "304": _raw(b"HTTP/1.1 304 Not Modified", lambda _: b""),
    "206": _raw(b"HTTP/1.1 206 Partial Content\r\nContent-Length: LENGTH"),
    "dropped": _usual(Fault.DROPPED),
    "broken off": _usual(Fault.BROKEN_OFF),
    "reset midway": _reset,
    "slow": _usual(Fault.SLOW),
    "drip": _usual(Fault.DRIP),
    "no status line": _raw(b"hello"),
    "status of nonsense": _raw(b"HTTP/1.1 OK 200"),
    "bad chunks": _raw(_OK + b"Transfer-Encoding: chunked", _chunked),
    "broken gzip": _raw(_OK + b"Content-Encoding: gzip\r\nContent-Length: LENGTH"),
    "zstd unasked": _raw(_OK + b"Content-Encoding: zstd\r\nContent-Length: LENGTH"),
    "length of ²": _raw(_OK + "Content-Length: ²".encode()),
    "length too long": _raw(_OK + b"Content-Length: 99999999"),
    "length too short": _raw(_OK + b"Content-Length: 7"),
    "header of nonsense": _raw(_OK + b"\x00\xff: \x00\r\n: :\r\nContent-Length: LENGTH"),
    "200 headers": _raw(_OK + b"".join(b"X%d: 1\r\n" % n for n in range(200)) + b"Content-Length: LENGTH"),
    "redirect in a circle": _status(302, Location="?"),
    "redirect to file:": _status(302, Location="file:///etc/passwd"),
    "redirect to [": _status(302, Location="http://[::1"),
    "redirect to a long label": _status(302, Location=f"http://{'a' * 70}.example/"),
}  # fmt: skip
# The client must not wait long for these: whether it gives up is what they ask.
SLOW = frozenset({"slow", "drip"})
