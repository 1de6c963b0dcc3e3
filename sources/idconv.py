"""The PMC ID converter: PMCIDs and DOIs of articles in PubMed Central to PMIDs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from model.errors import SourceError
from model.evidence import Evidence, Unanswered
from model.identifiers import DOI, PMCID, PMID
from sources.answer_cache import AnswerCache, Cached
from sources.pubmed import fields
from sources.session import Answer, RetryableError, Service
from sources.settings import Settings

NAME = "PMC ID converter"
KIND = "idconv"
# At most 200 ids a request; DOIs are long and the question is an address, so fewer of them.
PMCID_BATCH = 200
DOI_BATCH = 50

Id = TypeVar("Id", PMCID, DOI)


class IdConverter:
    """The live service. It only knows articles that are in PubMed Central: None says no more than that."""

    name = NAME

    def __init__(
        self, settings: Settings, cache: AnswerCache | None = None, service: Service | None = None
    ) -> None:
        self._settings = settings
        # Why a question of this run stayed open; "" when none did.
        self.trouble = ""
        self._cache = cache or AnswerCache()
        self.service = service or Service(
            NAME, settings.idconv_url, settings, settings.ncbi_rate, pace="NCBI"
        )

    def look_up(self, queries: Iterable[PMCID]) -> dict[PMCID, Evidence[PMID | None] | Unanswered]:
        """``pmcids`` with the face that all sources have."""
        found: dict[PMCID, Evidence[PMID | None] | Unanswered] = {}
        for pmcid, answer in self.pmcids(queries).items():
            if isinstance(answer, Unanswered):
                found[pmcid] = answer
            else:
                says = f"{pmcid} is {answer}" if answer else f"{pmcid} has no PMID"
                found[pmcid] = Evidence(NAME, pmcid.value, pmcid.url, says, answer)
        return found

    def pmcids(self, ids: Iterable[PMCID]) -> dict[PMCID, PMID | Unanswered | None]:
        """The PMID of each PMCID; None where PubMed Central has no such article, or it has no PMID."""
        return self._convert(list(dict.fromkeys(ids)), "pmcid", PMCID_BATCH)

    def dois(self, ids: Iterable[DOI]) -> dict[DOI, PMID | Unanswered | None]:
        """The PMID of each DOI; None where it is not that of an article in PubMed Central."""
        # Ids are joined by commas, so a DOI with one can't be asked for.
        wanted = list(dict.fromkeys(ids))
        found = self._convert([doi for doi in wanted if "," not in doi.value], "doi", DOI_BATCH)
        return {doi: found.get(doi) for doi in wanted}

    def _convert(self, wanted: list[Id], kind: str, size: int) -> dict[Id, PMID | Unanswered | None]:
        kept = self._cache.get_many(KIND, (i.value for i in wanted))
        found: dict[Id, PMID | Unanswered | None] = {
            i: fields.pmid_of(kept[i.value].body.decode()) for i in wanted if i.value in kept
        }
        left = [i for i in wanted if i not in found]
        for at in range(0, len(left), size):
            found |= self._batch(left[at : at + size], kind)
        return {i: found[i] for i in wanted}

    def _batch(self, batch: Sequence[Id], kind: str) -> dict[Id, PMID | Unanswered | None]:
        params = {
            "ids": ",".join(i.value for i in batch),
            "idtype": kind,
            "format": "json",
            "versions": "no",
            "tool": self._settings.tool,
        }
        if self._settings.contact_email:
            params["email"] = self._settings.contact_email
        try:
            # A request whose ids are all wrong comes back as 400, with the usual records in it.
            answer = self.service.get("", params, accept=_accept, fine=frozenset({200, 400}))
        except SourceError as error:
            self.trouble = self.trouble or str(error)
            return {i: Unanswered(NAME, i.value, str(error), lost=True) for i in batch}
        records = answer.json()["records"]
        by_id = {name: record for record in records for name in _names(record)}
        found: dict[Id, PMID | Unanswered | None] = {}
        for wanted in batch:
            record = by_id.get(wanted.value.lower())
            if record is None:
                found[wanted] = Unanswered(NAME, wanted.value, f"the {NAME} said nothing of it", lost=True)
                continue
            found[wanted] = pmid = fields.pmid_of(str(record.get("pmid") or ""))
            kept = Cached((pmid.value if pmid else "").encode(), answer.url, answer.retrieved_at)
            if pmid is not None:
                self._cache.put(KIND, wanted.value, kept)
        return found


def _accept(answer: Answer) -> None:
    value = answer.json()
    records = value.get("records") if isinstance(value, dict) else None
    if not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
        message = value.get("message") if isinstance(value, dict) else None
        said = json.dumps(message)[:120] if message else answer.opening
        kind = SourceError if answer.status == 400 else RetryableError
        raise kind(f"answered without records: {said}")


def _names(record: dict[str, Any]) -> list[str]:
    """The ids that a record answers to, in lower case: what was asked for, and its own."""
    own = [str(record.get(name) or "").lower() for name in ("requested-id", "pmcid", "doi")]
    return [name for name in own if name]
