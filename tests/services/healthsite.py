"""A health site on 127.0.0.1 that changes from night to night, and remembers every request."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass
class HealthSite:
    """``pages``: HTML by path; ``failing``: the status that a path answers with instead. ``listed``: paths in the
    sitemap, all pages unless given. With ``validators``, pages have an ETag and answer 304."""

    pages: dict[str, str] = field(default_factory=dict)
    failing: dict[str, int] = field(default_factory=dict)
    listed: list[str] | None = None
    moved: dict[str, str] = field(default_factory=dict)
    robots: str = ""
    validators: bool = True
    asked: list[tuple[str, str, int]] = field(default_factory=list)  # path, If-None-Match, status
    url: str = ""
    slow: float = 0.0  # seconds for an answer

    def __enter__(self) -> HealthSite:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                status, body, headers = site.answer(self.path, self.headers.get("If-None-Match", ""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def sitemap(self) -> str:
        return f"{self.url}/sitemap.xml"

    def answer(self, path: str, mark: str) -> tuple[int, bytes, dict[str, str]]:
        status, body, headers = self._answer(path, mark)
        self.asked.append((path, mark, status))
        time.sleep(self.slow)
        return status, body, headers

    def _answer(self, path: str, mark: str) -> tuple[int, bytes, dict[str, str]]:
        if path in self.failing:
            return self.failing[path], b"trouble", {"Content-Type": "text/html"}
        if path in self.moved:
            return 301, b"", {"Location": self.moved[path]}
        if path == "/sitemap.xml":
            listed = self.pages if self.listed is None else self.listed
            rows = "".join(f"<url><loc>{self.url}{p}</loc></url>" for p in listed)
            text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
            return 200, text.encode(), {"Content-Type": "application/xml"}
        if path == "/robots.txt" and self.robots:
            return 200, self.robots.encode(), {"Content-Type": "text/plain"}
        if path not in self.pages:
            return 404, b"no such page", {"Content-Type": "text/html"}
        body = self.pages[path].encode()
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if self.validators:
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if mark == headers["ETag"]:
                return 304, b"", headers
        return 200, body, headers

    def counts(self) -> Counter[str]:
        """How often each page was asked for."""
        return Counter(path for path, _, _ in self.asked if path not in ("/sitemap.xml", "/robots.txt"))
