"""PubMed's answers as evidence, and as they are kept in the cache. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from model.evidence import Evidence
from model.identifiers import PMID
from model.literature import Work
from sources.source import Ambiguous

NAME = "PubMed"


def evidence(work: Work, retrieved_at: datetime) -> Evidence[Work | None]:
    """A record, as PubMed's word of the day on which it was read."""
    pmid = work.pmid
    assert pmid is not None  # records are kept by PMID
    where = ", ".join(part for part in (work.journal_abbrev or work.journal, str(work.date or "")) if part)
    says = f"{work.title} {where}".strip()
    return Evidence(NAME, str(pmid), pmid.url, says, work, retrieved_at.date(), retrieved_at)


def absent(pmid: PMID, retrieved_at: datetime) -> Evidence[Work | None]:
    """That there is no such record."""
    says = f"PubMed has no record {pmid.value}"
    return Evidence(NAME, str(pmid), pmid.url, says, None, retrieved_at.date(), retrieved_at)


def citation_to(match: PMID | Ambiguous | None) -> bytes:
    """A citation match for the cache."""
    if isinstance(match, Ambiguous):
        return json.dumps({"pmids": [p.value for p in match.pmids], "says": match.says}).encode()
    return json.dumps(match.value if match else None).encode()


def citation_from(body: bytes) -> PMID | Ambiguous | None:
    """A citation match from the cache."""
    value = json.loads(body)
    if isinstance(value, dict):
        return Ambiguous(tuple(PMID(p) for p in value["pmids"]), value["says"])
    return PMID(value) if value else None


def pmids_to(pmids: Iterable[PMID]) -> bytes:
    """A search's hits for the cache."""
    return json.dumps([p.value for p in pmids]).encode()


def pmids_from(body: bytes) -> tuple[PMID, ...]:
    """A search's hits from the cache."""
    return tuple(PMID(value) for value in json.loads(body))
