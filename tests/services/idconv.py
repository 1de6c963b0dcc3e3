"""The PMC ID converter on 127.0.0.1, in the form that its documentation gives."""

from __future__ import annotations

from collections.abc import Mapping

from tests.services.loopback import Loopback, Reply, Request


class IdConvServer(Loopback):
    """``known``: PMCID or DOI -> PMID (None: an article without one). PMIDs are sent as numbers, as was seen."""

    def __init__(self, known: Mapping[str, str | None]) -> None:
        super().__init__()
        self.known = {k.lower(): v for k, v in known.items()}

    def answer(self, request: Request) -> Reply:
        ids = [i for i in request.one("ids").split(",") if i]
        if len(ids) > 200:
            return Reply.json({"status": "error", "message": "too many ids"}, 400)
        records: list[dict[str, object]] = []
        for i in ids:
            if i.lower() not in self.known:
                records.append({"requested-id": i, "status": "error", "errmsg": "invalid article id"})
                continue
            record: dict[str, object] = {
                "requested-id": i,
                ("pmcid" if i.upper().startswith("PMC") else "doi"): i,
            }
            pmid = self.known[i.lower()]
            if pmid:
                record["pmid"] = int(pmid)
            records.append(record)
        value = {
            "status": "ok",
            "response-date": "2026-11-24 09:00:00",
            "request": {"ids": ids, "format": request.one("format")},
            "records": records,
        }
        return Reply.json(value)

    def nothing(self, request: Request) -> Reply:
        return Reply.json({"status": "ok", "records": []})
