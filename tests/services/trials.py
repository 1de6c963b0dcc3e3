"""ClinicalTrials.gov's v2 interface on 127.0.0.1: studies by number, in pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.services.loopback import Loopback, Reply, Request


def study(
    nct: str,
    status: str = "RECRUITING",
    *,
    updated: str = "2026-09-18",
    completion: str = "",
    aliases: Iterable[str] = (),
    results: bool = False,
) -> dict[str, Any]:
    """One study in the shape of a recorded answer of 2026; its facts are given."""
    identity: dict[str, Any] = {"nctId": nct, "briefTitle": f"A study called {nct}"}
    if list(aliases):
        identity["nctIdAliases"] = list(aliases)
    module: dict[str, Any] = {
        "statusVerifiedDate": updated[:7],
        "overallStatus": status,
        "lastUpdatePostDateStruct": {"date": updated, "type": "ACTUAL"},
    }
    if completion:
        module["completionDateStruct"] = {"date": completion, "type": "ESTIMATED"}
    return {
        "protocolSection": {"identificationModule": identity, "statusModule": module},
        "hasResults": results,
    }


class TrialsServer(Loopback):
    def __init__(self, studies: Iterable[dict[str, Any]], page_size: int = 1000) -> None:
        super().__init__()
        self.studies = list(studies)
        self.page_size = page_size

    def answer(self, request: Request) -> Reply:
        if not request.path.endswith("/api/v2/studies"):
            return Reply(b"Not found", "text/plain", 404)
        wanted = set(request.one("filter.ids").split(","))
        found = [s for s in self.studies if wanted & set(_ids(s))]
        start, size = (
            int(request.one("pageToken") or 0),
            min(self.page_size, int(request.one("pageSize") or 10)),
        )
        value: dict[str, Any] = {"studies": found[start : start + size]}
        if start + size < len(found):
            value["nextPageToken"] = str(start + size)
        return Reply.json(value)

    def nothing(self, request: Request) -> Reply:
        return Reply.json({"studies": []})


def _ids(one: dict[str, Any]) -> list[str]:
    identity = one["protocolSection"]["identificationModule"]
    return [identity["nctId"], *identity.get("nctIdAliases", ())]
