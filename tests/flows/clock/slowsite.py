"""A site on loopback that takes its time, so that there is something to kill, and the process to kill."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "site"


class SlowSite:
    """``count`` pages, each after ``seconds``; ``asked`` are the paths that were asked for."""

    def __init__(self, count: int, seconds: float) -> None:
        models = [p.read_text("utf-8") for p in sorted(EXAMPLE.glob("*.html"))]
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                base = f"http://127.0.0.1:{site.port}"
                if self.path == "/sitemap.xml":
                    urls = "".join(f"<url><loc>{base}/page/{n}</loc></url>" for n in range(count))
                    self._send(
                        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>',
                        "text/xml",
                    )
                elif self.path.startswith("/page/"):
                    time.sleep(seconds)
                    number = int(self.path.rsplit("/", 1)[1])
                    self._send(
                        models[number % len(models)].replace("</body>", f"<p>Leaflet {number}.</p></body>"),
                        "text/html",
                    )
                else:
                    self.send_error(404)

            def _send(self, text: str, kind: str) -> None:
                body = text.encode()
                self.send_response(200)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def child_of(worker: int) -> int | None:
    """The process that runs a flow: the youngest below a worker."""
    return max(below(worker), default=None)


def below(pid: int) -> list[int]:
    """The processes that a process started, and those that they did."""
    told = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout
    parents = {int(p): int(q) for p, q in (line.split() for line in told.splitlines()[1:])}
    return sorted(p for p in parents if pid in _ancestors(p, parents))


def _ancestors(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid := parents.get(pid, 0):
        yield pid
