"""www.fda.gov on 127.0.0.1: files with validators and ranges, pages, and what it does to programs it takes for robots.

The refusal is fda.gov's own (seen in 2026): a redirect to /apology_objects/abuse-detection-apology.html, which
answers 404. Ranges and validators are RFC 9110's.
"""

from __future__ import annotations

import hashlib
import re
from http.server import BaseHTTPRequestHandler

from tests.services.loopback import Loopback, Reply, Request

APOLOGY = "/apology_objects/abuse-detection-apology.html"


class FdaGov(Loopback):
    """``files`` by path. ``cuts``: after how many bytes the next answers break off (None: whole), one each;
    ``refuse``: paths (or "*") that it takes the asker for a robot at; ``validators`` and ``ranges`` off: a server without."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}
        self.cuts: list[int | None] = []
        self.refuse: set[str] = set()
        self.validators = True
        self.ranges = True
        self.sent = 0

    def answer(self, request: Request) -> Reply:
        if request.path == APOLOGY:
            return Reply(b"<html><body>Not found</body></html>", "text/html", 404)
        if request.path in self.refuse or "*" in self.refuse:
            return Reply(b"", "text/html", 302, {"Location": self.url + APOLOGY})
        body = self.files.get(request.path)
        if body is None:
            return Reply(b"<html><title>Page Not Found</title></html>", "text/html", 404)
        kind = "text/html" if body.lstrip()[:1] == b"<" else "application/octet-stream"
        etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        headers = {"ETag": etag} if self.validators else {}
        if self.validators and request.headers.get("if-none-match") == etag:
            return Reply(b"", kind, 304, headers)
        wanted = re.match(r"bytes=(\d+)-$", request.headers.get("range", ""))
        if wanted and self.ranges and request.headers.get("if-range") == etag:
            start = int(wanted.group(1))
            if start >= len(body):
                return Reply(b"", kind, 416, headers)
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return Reply(body[start:], kind, 206, headers)
        return Reply(body, kind, 200, headers)

    def nothing(self, request: Request) -> Reply:
        return Reply(b"", "text/html", 404)

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply, half: bool = False) -> None:
        with self.lock:
            cut = self.cuts.pop(0) if self.cuts and reply.status in (200, 206) else None
        self.sent += len(reply.body) if cut is None else min(cut, len(reply.body))
        if cut is None or cut >= len(reply.body):
            super()._send(handler, reply, half)
            return
        handler.close_connection = True
        handler.send_response(reply.status)
        handler.send_header("Content-Type", reply.content_type)
        handler.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(reply.body[:cut])
