"""What every request keeps to, asked of a page and of a service: both go through the one polite session."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pages.fetch.session import PageSession
from polite.patience import pause, retry_after
from sources.session import Service
from sources.settings import Settings

# What sockets hold between two programs on one machine is less than this; a body that is read has no end.
HELD = 40_000_000


@dataclass
class Site:
    """A server: ``/sent-on`` redirects with an endless body, ``/cookie`` sets one, ``/busy`` is so once."""

    url: str = ""
    heads: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    poured: int = 0


@pytest.fixture
def site() -> Iterator[Site]:
    told = Site()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            told.heads.append({name.lower(): value for name, value in self.headers.items()})
            told.paths.append(path)
            if path == "/sent-on":
                self.send_response(302)
                self.send_header("Location", "/end")
                self.end_headers()
                try:
                    while told.poured < 2 * HELD:
                        told.poured += self.wfile.write(b"x" * 65_536)
                except OSError:
                    return
            elif path == "/busy" and told.paths.count("/busy") == 1:
                self.send_response(503)
                self.send_header("Retry-After", "0")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif path == "/robots.txt":
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.send_response(200)
                if path == "/cookie":
                    self.send_header("Set-Cookie", "who=you; Path=/")
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield told
        server.shutdown()


Ask = Callable[[str], bytes]


def of_pages(site: Site, folder: Path) -> Ask:
    session = PageSession(pause=0.0, seconds=10.0, contact="mailto:editor@example.org")
    session.name([f"{site.url}/"])
    return lambda path: session.get(f"{site.url}{path}").body


def of_a_service(site: Site, folder: Path) -> Ask:
    settings = Settings(
        cache_dir=folder / "cache", contact_email="editor@example.org", backoff=0.01, deadline=10.0
    )
    service = Service("Echo", site.url, settings, 500.0)
    return lambda path: service.get(path).body


ENGINES = pytest.mark.parametrize("engine", [of_pages, of_a_service])


@ENGINES
def test_the_body_of_a_redirect_is_not_read(engine: Callable[..., Ask], site: Site, tmp_path: Path) -> None:
    assert engine(site, tmp_path)("/sent-on") == b"ok"
    assert site.poured < HELD


@ENGINES
def test_no_cookie_and_no_log_in_is_sent(
    engine: Callable[..., Ask], site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    ask = engine(site, tmp_path)
    ask("/cookie")
    ask("/page")
    assert not any("cookie" in head or "authorization" in head for head in site.heads)
    assert all("bestbefore/0.1 " in head["user-agent"] for head in site.heads)
    assert all("mailto:editor@example.org" in head["user-agent"] for head in site.heads)


@ENGINES
def test_a_busy_host_is_asked_again(engine: Callable[..., Ask], site: Site, tmp_path: Path) -> None:
    assert engine(site, tmp_path)("/busy") == b"ok"
    assert site.paths.count("/busy") == 2


def test_what_a_host_asks_for_is_waited_for_up_to_a_bound() -> None:
    assert retry_after("120", 60) == 60
    assert retry_after("7", 60) == 7
    assert retry_after("soon", 60) is None
    assert pause(1, 500.0, 1.0, 60.0) == 60.0
    assert pause(1, 0.0, 1.0, 60.0) == 0.0
    waits = [pause(attempt, None, 1.0, 60.0) for attempt in (1, 2, 3, 9)]
    assert all(least <= wait <= least + 0.5 for least, wait in zip((1.0, 2.0, 4.0), waits, strict=False))
    assert waits[3] == 60.0
