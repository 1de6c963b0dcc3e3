"""Crossref's REST API on 127.0.0.1: works by DOI, by filter and by bibliographic query, with its errors.

``messages`` are bare ``message`` objects as Crossref gives them (recorded or built); what wraps them is built.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from tests.services.loopback import Loopback, Reply, Request

# A work that clients ask for to see whether the service knows anything.
WITNESS = "10.1056/nejm200103153441101"


class CrossrefServer(Loopback):
    def __init__(
        self, messages: Iterable[dict[str, Any]] = (), *, limit: str = "50", interval: str = "1s"
    ) -> None:
        super().__init__()
        self.works = {str(m["DOI"]).lower(): m for m in messages}
        self.works.setdefault(
            WITNESS, {"DOI": WITNESS, "title": ["Use of chemotherapy"], "type": "journal-article"}
        )
        self.headers = {"X-Rate-Limit-Limit": limit, "X-Rate-Limit-Interval": interval}
        self.refuses_filters = False

    def answer(self, request: Request) -> Reply:
        path = unquote(request.path)
        if path.startswith("/works/"):
            work = self.works.get(path.removeprefix("/works/").lower())
            if work is None:
                return Reply(b"Resource not found.", "text/plain;charset=utf-8", 404)
            return self._ok("work", work)
        if path == "/works":
            if request.one("query.bibliographic"):
                return self._list(list(self.works.values())[: int(request.one("rows") or 20)])
            names = request.one("filter").split(",")
            if self.refuses_filters or any(not n.startswith("doi:") for n in names):
                failure = [
                    {"type": "filter-not-available", "value": names[-1], "message": "Filter is not available"}
                ]
                return Reply.json(
                    {"status": "failed", "message-type": "validation-failure", "message": failure}, 400
                )
            wanted = [n.removeprefix("doi:").lower() for n in names]
            return self._list(
                [self.works[d] for d in wanted if d in self.works][: int(request.one("rows") or 20)]
            )
        return Reply(b"Route not found.", "text/plain", 404)

    def nothing(self, request: Request) -> Reply:
        if request.path.startswith("/works/"):
            return Reply(b"Resource not found.", "text/plain;charset=utf-8", 404)
        return self._list([])

    def too_many(self, request: Request, recent: int) -> Reply:
        return Reply(b"Too Many Requests", "text/plain", 429)

    def _list(self, items: list[dict[str, Any]]) -> Reply:
        return self._ok(
            "work-list", {"facets": {}, "total-results": len(items), "items": items, "items-per-page": 20}
        )

    def _ok(self, kind: str, message: Any) -> Reply:
        value = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
        reply = Reply.json(value)
        return Reply(reply.body, reply.content_type, 200, self.headers)
