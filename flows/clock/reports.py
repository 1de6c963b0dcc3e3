"""The report server: the published report of each site, and a first page that names them. It reads, it never writes.

``python -m flows.clock.reports PORT [HOST]`` serves the sites of the ``bestbefore.toml`` at hand, which is read again
for each first page: a new site needs no restart.
"""

from __future__ import annotations

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

from flows.clock.front import front_page
from flows.clock.names import address_of, slug
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
        sites = dict(folders())
        single = sites.pop(ONE_PAGE, None)
        return HTMLResponse(front_page(sites, (ONE_PAGE, single) if single else None))

    async def report(request: Request) -> Response:
        wanted, rest = request.path_params["site"], request.path_params.get("rest", "")
        folder = next((f for name, f in folders().items() if wanted in (address_of(name), slug(name))), None)
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
