"""The report server: the published report of each site, and a first page that names them. It reads, it never writes.

``python -m flows.clock.reports PORT [HOST]`` serves the sites of the ``bestbefore.toml`` at hand, which is read again
for each first page: a new site needs no restart.
"""

from __future__ import annotations

import html
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from flows.clock.names import slug
from flows.clock.sites import ONE_PAGE, one_page_folder, report_folders

# A report is styled and scripted by what stands in its own files, and asks nothing of anybody else.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-cache",
}


def report_app(folders: Callable[[], Mapping[str, Path]], hosts: list[str]) -> Starlette:
    """The server of report folders. ``folders``: by site name, asked anew for each request. ``hosts``: the names by
    which it may be called (another site's page in the editor's browser must not read reports through it)."""

    def first_page(request: Request) -> Response:
        rows = "".join(_row(name, folder) for name, folder in folders().items() if name != ONE_PAGE)
        return HTMLResponse(_FIRST.replace("ROWS", rows or "<li>No site has a report yet.</li>"))

    async def report(request: Request) -> Response:
        wanted, rest = request.path_params["site"], request.path_params.get("rest", "")
        folder = next((f for name, f in folders().items() if slug(name) == wanted), None)
        if folder is None or not folder.is_dir() or any(part.startswith(".") for part in rest.split("/")):
            return PlainTextResponse("There is no such report.", 404)
        if not rest and not request.url.path.endswith("/"):
            return RedirectResponse(f"/{wanted}/")
        files = StaticFiles(directory=folder, html=True, follow_symlink=False)
        try:
            return await files.get_response(rest or ".", request.scope)
        except Exception as error:
            status = getattr(error, "status_code", 404)
            return PlainTextResponse("There is no such page in the report.", status)

    methods = ["GET", "HEAD"]
    return Starlette(
        routes=[
            Route("/", first_page, methods=methods),
            Route("/{site}", report, methods=methods),
            Route("/{site}/", report, methods=methods),
            Route("/{site}/{rest:path}", report, methods=methods),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            Middleware(BaseHTTPMiddleware, dispatch=_with_headers),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
    )


async def _with_headers(request: Request, call_next: RequestResponseEndpoint) -> Response:
    response = await call_next(request)
    response.headers.update(_HEADERS)
    return response


def _row(name: str, folder: Path) -> str:
    shown = html.escape(name)
    if not (folder / "index.html").is_file():
        return f"<li>{shown}: no report yet</li>"
    return f'<li><a href="/{slug(name)}/">{shown}</a> <small>{html.escape(_summary(folder))}</small></li>'


def _summary(folder: Path) -> str:
    """The day and the size of a report, from the first line of its findings."""
    try:
        with (folder / "findings.jsonl").open(encoding="utf-8") as lines:
            run = json.loads(next(lines)).get("run", {})
        return f"judged as of {run['today']}"
    except (OSError, ValueError, StopIteration, KeyError, AttributeError):
        return ""


_FIRST = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bestbefore: reports</title>
<meta name="viewport" content="width=device-width"><style>body{font:1rem/1.5 system-ui,sans-serif;max-width:45rem;
margin:3rem auto;padding:0 1rem}li{margin:.4rem 0}small{color:#555}</style><h1>Reports</h1><ul>ROWS</ul></html>"""


def serve(port: int, host: str = "127.0.0.1") -> None:
    """Serve until the process is told to end. ``host``: the address to listen at; with another one than loopback,
    the names in BESTBEFORE_REPORT_HOSTS (by commas) may be used to call it."""
    named = [h.strip() for h in os.environ.get("BESTBEFORE_REPORT_HOSTS", "").split(",") if h.strip()]
    app = report_app(
        lambda: report_folders() | {ONE_PAGE: one_page_folder()}, ["127.0.0.1", "localhost", "[::1]", *named]
    )
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


if __name__ == "__main__":
    serve(int(sys.argv[1]), *sys.argv[2:3])
