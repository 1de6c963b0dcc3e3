"""The E-utilities over the wire: one method for each, batches as NCBI wants them, raw answers to facts.

Every method raises SourceError with one plain line when NCBI could not be asked or did not answer.
Facts of the interface: NBK25497, NBK25499 (E-utilities help).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from model.digits import whole_number
from model.identifiers import PMID
from model.literature import Work
from sources.pubmed import fields, xml
from sources.pubmed.records import read_records
from sources.session import Answer, RetryableError, Service
from sources.settings import Settings
from sources.source import Ambiguous, CitationKey

# "If more than about 200 UIDs are to be provided, the request should be made using the HTTP POST method":
# 200 is also what one answer holds without growing too large to repeat.
BATCH = 200
# ESearch on PubMed gives the first 10,000 hits at most.
MOST_HITS = 9_999
# One ECitMatch request; NCBI names no limit. Fewer than EFetch's because one bad line can end the answer.
CITATION_BATCH = 100
# ELink looks up each record by itself and says nothing until it has all: 200 of them can outlast a time-out.
LINK_BATCH = 100
CITED_IN = "pubmed_pubmed_citedin"
REFERENCES = "pubmed_pubmed_refs"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hits:
    """What ESearch said. ``count`` may be more than the PMIDs that came; ``not_found`` are the phrases that it
    dropped silently while it searched for the rest; ``translation`` is the question as it understood it."""

    pmids: tuple[PMID, ...]
    count: int
    not_found: tuple[str, ...] = ()
    translation: str = ""
    webenv: str = ""
    query_key: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A set on NCBI's history server: (WebEnv, query key)."""

    webenv: str
    query_key: str


class EUtilities:
    """NCBI's E-utilities for PubMed, at the pace that the key allows."""

    def __init__(self, settings: Settings, service: Service | None = None) -> None:
        self._settings = settings
        self.service = service or Service(
            "PubMed", settings.eutils_url, settings, settings.ncbi_rate, pace="NCBI"
        )

    def efetch(self, pmids: Sequence[PMID]) -> tuple[Answer, dict[PMID, Work]]:
        """Up to 200 records, with the raw answer. Unknown PMIDs are simply not in it."""
        form = {"db": "pubmed", "retmode": "xml", "id": ",".join(p.value for p in pmids)}
        return self._post("efetch.fcgi", form, read_records)

    def efetch_stored(self, stored: Stored, start: int, size: int = BATCH) -> tuple[Answer, dict[PMID, Work]]:
        """``size`` records of a stored set, from ``start`` on, with the raw answer."""
        form = {
            "db": "pubmed",
            "retmode": "xml",
            "WebEnv": stored.webenv,
            "query_key": stored.query_key,
            "retstart": str(start),
            "retmax": str(size),
        }
        return self._post("efetch.fcgi", form, read_records)

    def esummary(self, pmids: Sequence[PMID]) -> dict[PMID, Mapping[str, str]]:
        """Short facts (title, source, dates...) of up to 200 records; the unknown ones are left out."""
        form = {"db": "pubmed", "id": ",".join(p.value for p in pmids)}
        return self._post("esummary.fcgi", form, read_summaries)[1]

    def epost(self, pmids: Sequence[PMID]) -> Stored:
        """Store a set on the history server."""
        form = {"db": "pubmed", "id": ",".join(p.value for p in pmids)}
        return self._post("epost.fcgi", form, read_stored)[1]

    def esearch(
        self,
        term: str,
        limit: int = BATCH,
        *,
        start: int = 0,
        store: bool = False,
        within: Stored | None = None,
        sort: str = "",
    ) -> tuple[Answer, Hits]:
        """PMIDs for a fielded query. With ``store`` the result stays on the history server; ``within`` searches
        inside a stored set; ``sort`` is "" (newest first), "relevance" or "pub_date"."""
        form = {"db": "pubmed", "term": term, "retmax": str(min(limit, MOST_HITS))}
        if start:
            form["retstart"] = str(start)
        if store or within:
            form["usehistory"] = "y"
        if within:
            form["WebEnv"] = within.webenv
            form["term"] = f"#{within.query_key} AND ({term})"
        if sort:
            form["sort"] = sort
        return self._post("esearch.fcgi", form, read_hits)

    def elink(
        self, pmids: Sequence[PMID], link: str = CITED_IN
    ) -> tuple[Answer, dict[PMID, tuple[PMID, ...]]]:
        """The linked records of each PMID: who cites it or whom it cites, as far as PubMed Central knows."""
        form = [("dbfrom", "pubmed"), ("db", "pubmed"), ("linkname", link)]
        # One ``id`` parameter each keeps one link set each; joined by commas they would come back merged.
        form += [("id", p.value) for p in pmids]
        return self._post("elink.fcgi", form, lambda body: read_links(body, link))

    def ecitmatch(self, keys: Mapping[str, CitationKey]) -> tuple[Answer, dict[str, PMID | Ambiguous | None]]:
        """The record at each place in print. Names that did not come back are not in the result."""
        names = {f"k{number}": name for number, name in enumerate(keys)}
        lines = [_citation_line(keys[name], own) for own, name in names.items()]
        form = {"db": "pubmed", "retmode": "xml", "bdata": "\r".join(lines)}
        answer, found = self._post("ecitmatch.cgi", form, read_citations)
        return answer, {names[own]: match for own, match in found.items() if own in names}

    def _post(
        self, path: str, form: Mapping[str, str] | Sequence[tuple[str, str]], reader: Callable[[bytes], T]
    ) -> tuple[Answer, T]:
        """Ask until ``reader`` can read the answer (it raises RetryableError when another attempt may help)."""
        pairs = list(form.items()) if isinstance(form, Mapping) else list(form)
        pairs.append(("tool", self._settings.tool))
        if self._settings.contact_email:
            pairs.append(("email", self._settings.contact_email))
        if self._settings.ncbi_api_key:
            pairs.append(("api_key", self._settings.ncbi_api_key))
        facts: list[T] = []
        answer = self.service.post(path, pairs, accept=lambda a: facts.append(reader(a.body)))
        return answer, facts[-1]


def read_stored(body: bytes) -> Stored:
    """EPost's XML to facts."""
    answer = xml.read(body, "ePostResult")
    webenv, key = str(answer.get("WebEnv", "")), str(answer.get("QueryKey", ""))
    if not webenv or not key:
        raise RetryableError("answered without a WebEnv")
    return Stored(webenv, key)


def read_summaries(body: bytes) -> dict[PMID, Mapping[str, str]]:
    """ESummary's XML (version 1) to facts, names as NCBI has them."""
    found: dict[PMID, Mapping[str, str]] = {}
    for summary in xml.read(body, "eSummaryResult"):
        if isinstance(summary, Mapping) and (pmid := fields.pmid_of(str(summary.get("Id", "")))):
            found[pmid] = {
                name: fields.plain(str(value)) for name, value in summary.items() if isinstance(value, str)
            }
    return found


def read_hits(body: bytes) -> Hits:
    """ESearch's XML to facts."""
    answer = xml.read(body, "eSearchResult")
    errors = answer.get("ErrorList") or {}
    dropped = [str(p) for name in ("PhraseNotFound", "FieldNotFound") for p in errors.get(name, ())]
    count = whole_number(str(answer.get("Count", "")))
    if count is None:
        raise RetryableError("answered a search without a count")
    return Hits(
        pmids=tuple(p for p in (fields.pmid_of(str(i)) for i in answer.get("IdList", ())) if p),
        count=count,
        not_found=tuple(dropped),
        translation=str(answer.get("QueryTranslation", "")),
        webenv=str(answer.get("WebEnv", "")),
        query_key=str(answer.get("QueryKey", "")),
    )


def read_links(body: bytes, link: str) -> dict[PMID, tuple[PMID, ...]]:
    """ELink's XML to facts: one entry for each PMID that has a link set of its own, empty when it has no links."""
    found: dict[PMID, tuple[PMID, ...]] = {}
    for link_set in xml.read(body, "eLinkResult"):
        asked = [p for p in (fields.pmid_of(str(i)) for i in link_set.get("IdList", ())) if p]
        linked: list[PMID] = []
        for group in link_set.get("LinkSetDb", ()):
            if str(group.get("LinkName", "")) == link:
                linked += [p for p in (fields.pmid_of(str(e.get("Id", ""))) for e in group["Link"]) if p]
        if len(asked) != 1:
            raise RetryableError("answered links of several records as one")
        found[asked[0]] = tuple(dict.fromkeys((*found.get(asked[0], ()), *linked)))
    return found


def read_citations(body: bytes) -> dict[str, PMID | Ambiguous | None]:
    """ECitMatch's lines ``journal|year|volume|page|author|key|answer``, by key. They are not XML.

    The answer is a PMID, NOT_FOUND (with or without a reason; the author may then be left out), or AMBIGUOUS
    with PMIDs or only their number.
    """
    text = body.decode("utf-8", "replace")
    if error := xml.error_in(body):
        raise error
    if "|" not in text:
        raise RetryableError("answered something else than citations")
    found: dict[str, PMID | Ambiguous | None] = {}
    for line in re.split(r"[\r\n]+", text):
        parts = [part.strip() for part in line.split("|")]
        at = next((i for i, part in enumerate(parts) if i >= 4 and re.fullmatch(r"k\d+", part)), None)
        if at is None:
            continue
        said = "|".join(parts[at + 1 :]).strip()
        if whole_number(said) is not None and (pmid := fields.pmid_of(said)):
            found[parts[at]] = pmid
        elif said.upper().startswith("AMBIGUOUS"):
            listed = re.sub(r"\(\s*\d+\s+citations?\s*\)", "", said[len("AMBIGUOUS") :])
            several = (fields.pmid_of(number) for number in re.findall(r"\d+", listed))
            found[parts[at]] = Ambiguous(tuple(p for p in several if p), said)
        elif said.upper().startswith("NOT_FOUND"):
            found[parts[at]] = None
    return found


def _citation_line(key: CitationKey, own: str) -> str:
    journal = " ".join(key.journal.replace(".", " ").split())
    parts = (journal, str(key.year or ""), key.volume, key.first_page, key.author)
    return "|".join(re.sub(r"[|\r\n]+", " ", part) for part in (*parts, own)) + "|"


def batches(items: Iterable[T], size: int = BATCH) -> list[list[T]]:
    """Distinct items in order, ``size`` at a time."""
    distinct = list(dict.fromkeys(items))
    return [distinct[at : at + size] for at in range(0, len(distinct), size)]
