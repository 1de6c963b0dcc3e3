"""NCBI's E-utilities for PubMed on 127.0.0.1: true formats, limits and errors, over a set of given records.

Formats are those of the recorded answers named in /work/shared's FORMATS.md; nothing in here is a recording.
The search language is the part of PubMed's that the clients use: words and phrases with [Title], [Journal],
[Volume], [Pagination], [dp], [AID], [pt], #n, AND, OR, parentheses.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tests.services.loopback import Fault, Loopback, Reply, Request
from tests.services.pubmed_xml import DOCTYPE, article

__all__ = ["EUtils", "Fault"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" ?>\n'
_DTD = "https://eutils.ncbi.nlm.nih.gov/eutils/dtd"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass
class Entry:
    """One record with what is searched in it."""

    xml: str
    title: str
    journals: tuple[str, ...]
    year: int
    volume: str
    page: str
    ids: tuple[str, ...]
    types: tuple[str, ...]
    author: str
    day: str
    fields: Mapping[str, str] = field(default_factory=dict)


# A record that clients ask for to see whether the service knows anything.
WITNESS = article(
    "11248153",
    "Use of chemotherapy plus a monoclonal antibody against HER2 for metastatic breast cancer that overexpresses HER2.",
    authors=("Slamon", "Leyland-Jones"),
    journal="The New England journal of medicine",
    abbrev="N Engl J Med",
    year="2001",
    volume="344",
    issue="11",
    pages="783-92",
    doi="10.1056/NEJM200103153441101",
)


class EUtils(Loopback):
    """The service. ``records``: PubMed XML sets or single articles; ``cited_in``: PMID -> PMIDs that cite it."""

    def __init__(
        self,
        records: Iterable[str | bytes] = (),
        *,
        cited_in: Mapping[str, Iterable[str]] | None = None,
        per_second: float = 0.0,
        ambiguous: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(per_second)
        self.entries: dict[str, Entry] = {}
        self.add(WITNESS)
        for record in records:
            self.add(record)
        self.cited_in = {p: tuple(c) for p, c in (cited_in or {}).items()}
        self.hidden: set[str] = set()  # left out of the next EFetch only
        self.stored: list[list[str]] = []
        self.dropped_words: set[str] = set()

    def add(self, record: str | bytes) -> None:
        """Put records in (in place of those with the same PMID)."""
        text = record.decode() if isinstance(record, bytes) else record
        if "<PubmedArticleSet" not in text:
            text = f"<PubmedArticleSet>{text}</PubmedArticleSet>"
        root = etree.fromstring(re.sub(r"^.*?(?=<PubmedArticleSet)", "", text, flags=re.DOTALL))
        for element in root:
            if element.tag in ("PubmedArticle", "PubmedBookArticle"):
                entry = _entry(element)
                self.entries[element.findtext(".//PMID")] = entry

    # -- dispatch

    def answer(self, request: Request) -> Reply:
        tool = request.path.rsplit("/", 1)[-1]
        if tool != "ecitmatch.cgi" and (request.one("db") or request.one("dbfrom")) != "pubmed":
            name = request.one("db")
            return self._error(tool, f"Invalid db name specified: {name}")
        match tool:
            case "efetch.fcgi":
                return self._efetch(request)
            case "esearch.fcgi":
                return self._esearch(request)
            case "esummary.fcgi":
                return self._esummary(request)
            case "epost.fcgi":
                return self._epost(request)
            case "elink.fcgi":
                return self._elink(request)
            case "ecitmatch.cgi":
                return self._ecitmatch(request)
        return Reply(b"<html><body>Not Found</body></html>", "text/html", 404)

    def nothing(self, request: Request) -> Reply:
        tool = request.path.rsplit("/", 1)[-1]
        if tool == "esearch.fcgi":
            return Reply(self._hits([], request, [])[0])
        if tool == "elink.fcgi":
            return Reply(
                (
                    _HEAD
                    + f'<!DOCTYPE eLinkResult PUBLIC "-//NLM//DTD elink 20101123//EN" "{_DTD}/20101123/elink.dtd">'
                    "\n<eLinkResult/>"
                ).encode()
            )
        if tool == "ecitmatch.cgi":
            return Reply(b"\n", "text/plain")
        return Reply((DOCTYPE + "<PubmedArticleSet></PubmedArticleSet>").encode())

    def too_many(self, request: Request, recent: int) -> Reply:
        return Reply.json({"error": "API rate limit exceeded", "count": str(recent)}, 429)

    # -- the tools

    def _asked_pmids(self, request: Request) -> list[str]:
        if request.one("WebEnv") and request.one("query_key"):
            stored = self.stored[int(request.one("query_key")) - 1]
            start, size = int(request.one("retstart") or 0), int(request.one("retmax") or 20)
            return stored[start : start + size]
        return [p.strip() for value in request.all("id") for p in value.split(",") if p.strip()]

    def _efetch(self, request: Request) -> Reply:
        asked = self._asked_pmids(request)
        if not asked:
            return Reply(
                b'<?xml version="1.0" encoding="UTF-8" ?>\n<eEfetchResult>\n\t'
                b"<ERROR>Neither query_key nor id specified</ERROR>\n</eEfetchResult>\n",
                status=400,
            )
        with self.lock:
            there = [p for p in dict.fromkeys(asked) if p in self.entries and p not in self.hidden]
            self.hidden.clear()
        body = "\n".join(self.entries[p].xml for p in there)
        return Reply((DOCTYPE + f"<PubmedArticleSet>\n{body}\n</PubmedArticleSet>").encode())

    def _esummary(self, request: Request) -> Reply:
        asked = self._asked_pmids(request)
        if not asked:
            return self._error("esummary.fcgi", "Neither query_key nor id specified")
        docs = ""
        for pmid in asked:
            if entry := self.entries.get(pmid):
                docs += (
                    f"<DocSum>\n\t<Id>{pmid}</Id>\n"
                    f'\t<Item Name="Source" Type="String">{html.escape(entry.journals[0])}</Item>\n'
                    f'\t<Item Name="Title" Type="String">{html.escape(entry.title)}</Item>\n'
                    f'\t<Item Name="Volume" Type="String">{entry.volume}</Item>\n</DocSum>\n'
                )
            else:
                docs += f"<ERROR>UID={pmid}: cannot get document summary</ERROR>\n"
        return Reply(
            (
                _HEAD + '<!DOCTYPE eSummaryResult PUBLIC "-//NLM//DTD esummary v1 20041029//EN" '
                f'"{_DTD}/20041029/esummary-v1.dtd">\n<eSummaryResult>\n{docs}</eSummaryResult>'
            ).encode()
        )

    def _epost(self, request: Request) -> Reply:
        asked = self._asked_pmids(request)
        if not asked:
            return self._error("epost.fcgi", "Empty ID list; Nothing to store")
        key = self._store(asked)
        return Reply(
            (
                _HEAD
                + f'<!DOCTYPE ePostResult PUBLIC "-//NLM//DTD epost 20090526//EN" "{_DTD}/20090526/epost.dtd">'
                f"<ePostResult>\n\t<QueryKey>{key}</QueryKey>\n\t<WebEnv>MCID_built</WebEnv>\n</ePostResult>\n"
            ).encode()
        )

    def _elink(self, request: Request) -> Reply:
        sets = ""
        for value in request.all("id"):
            asked = [p for p in value.split(",") if p]
            linked = [c for p in asked for c in self.cited_in.get(p, ())]
            ids = "".join(f"<Id>{p}</Id>" for p in asked)
            links = "".join(f"<Link>\n<Id>{c}</Id>\n</Link>\n" for c in linked)
            name = request.one("linkname")
            group = (
                f"<LinkSetDb>\n<DbTo>pubmed</DbTo>\n<LinkName>{name}</LinkName>\n{links}</LinkSetDb>\n"
                if links
                else ""
            )
            sets += f"<LinkSet>\n<DbFrom>pubmed</DbFrom>\n<IdList>\n{ids}</IdList>\n{group}</LinkSet>\n"
        return Reply(
            (
                _HEAD
                + f'<!DOCTYPE eLinkResult PUBLIC "-//NLM//DTD elink 20101123//EN" "{_DTD}/20101123/elink.dtd">\n'
                f"<eLinkResult>\n{sets}</eLinkResult>"
            ).encode()
        )

    def _ecitmatch(self, request: Request) -> Reply:
        """Answers in order; stops at the first line without a journal, as the real one was seen to."""
        lines = []
        for line in request.one("bdata").split("\r"):
            parts = (line.split("|") + [""] * 6)[:6]
            journal, year, volume, page, author, key = (p.strip() for p in parts)
            if not journal:
                break
            known = any(journal.lower() in e.journals for e in self.entries.values())
            found = [
                pmid
                for pmid, e in self.entries.items()
                if journal.lower() in e.journals
                and (not volume or e.volume == volume)
                and (not page or e.page == page)
                and (not year or (volume and page) or e.year == int(year))
            ]
            if not known:
                said = "NOT_FOUND;INVALID_JOURNAL"
            elif not found:
                said = "NOT_FOUND"
            elif len(found) == 1:
                said = found[0]
            elif len(found) <= 3:
                said = f"AMBIGUOUS {','.join(found)}"
            else:
                said = f"AMBIGUOUS ({len(found)} citations)"
            lines.append(f"{journal}|{year}|{volume}|{page}|{author}|{key}|{said}")
        return Reply(("\n".join(lines) + "\n").encode(), "text/plain; charset=UTF-8")

    def _esearch(self, request: Request) -> Reply:
        term = request.one("term")
        if not term.strip():
            return self._error("esearch.fcgi", "Empty term and query_key - nothing todo")
        missing: list[str] = []
        found = self._matching(term, missing)
        found.sort(key=lambda p: self.entries[p].day, reverse=True)
        body, _key = self._hits(found, request, missing)
        return Reply(body)

    # -- searching

    def _matching(self, term: str, missing: list[str]) -> list[str]:
        tokens = re.findall(r'"[^"]*"\[[^\]]*\]|#\d+|\(|\)|[^\s()]+(?:\[[^\]]*\])?', term)
        position = 0

        def either() -> set[str]:
            nonlocal position
            found = both()
            while position < len(tokens) and tokens[position] == "OR":
                position += 1
                found = found | both()
            return found

        def both() -> set[str]:
            nonlocal position
            found = single()
            while position < len(tokens) and tokens[position] not in ("OR", ")"):
                if tokens[position] == "AND":
                    position += 1
                found = found & single()
            return found

        def single() -> set[str]:
            nonlocal position
            token = tokens[position]
            position += 1
            if token == "(":
                found = either()
                position += 1
                return found
            if token.endswith("[uid]"):
                return {token.removesuffix("[uid]")} & set(self.entries)
            if token.startswith("#"):
                return {p for p in self.stored[int(token[1:]) - 1] if p in self.entries}
            found = {p for p, e in self.entries.items() if _fits(token, e)}
            if not found and "[Title]" in token:
                # PubMed drops a word that it does not know at all and searches for the rest.
                missing.append(token.split("[")[0])
                return set(self.entries)
            return found

        found = either()
        words = [t for t in tokens if "[Title]" in t]
        if missing and len(missing) == len(words):
            return [t.removesuffix("[uid]") for t in tokens if t.removesuffix("[uid]") in self.entries]
        return sorted(found)

    def _hits(self, found: list[str], request: Request, missing: list[str]) -> tuple[bytes, str]:
        start, size = int(request.one("retstart") or 0), int(request.one("retmax") or 20)
        key = ""
        history = ""
        if request.one("usehistory") == "y":
            key = str(self._store(found))
            history = f"<QueryKey>{key}</QueryKey><WebEnv>MCID_built</WebEnv>"
        ids = "\n".join(f"<Id>{p}</Id>" for p in found[start : start + min(size, 9_999)])
        id_list = f"<IdList>\n{ids}\n</IdList>" if ids else "<IdList/>"
        errors = "".join(f"<PhraseNotFound>{html.escape(m)}</PhraseNotFound>" for m in missing)
        tail = f"<ErrorList>{errors}</ErrorList>" if errors else ""
        if not found:
            tail += "<WarningList><OutputMessage>No items found.</OutputMessage></WarningList>"
        text = (
            f'{_HEAD}<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" '
            f'"{_DTD}/20060628/esearch.dtd">\n<eSearchResult><Count>{len(found)}</Count>'
            f"<RetMax>{len(found[start : start + size])}</RetMax><RetStart>{start}</RetStart>{history}{id_list}"
            f"<TranslationSet/><QueryTranslation>{html.escape(request.one('term'))}</QueryTranslation>{tail}"
            "</eSearchResult>\n"
        )
        return text.encode(), key

    def _store(self, pmids: list[str]) -> int:
        with self.lock:
            self.stored.append(list(pmids))
            return len(self.stored)

    def _error(self, tool: str, message: str) -> Reply:
        root = {
            "esearch.fcgi": "eSearchResult",
            "esummary.fcgi": "eSummaryResult",
            "epost.fcgi": "ePostResult",
            "elink.fcgi": "eLinkResult",
        }.get(tool, "eEfetchResult")
        return Reply(f"{_HEAD}<{root}>\n\t<ERROR>{html.escape(message)}</ERROR>\n</{root}>\n".encode())


def _fits(token: str, e: Entry) -> bool:
    text, _, tag = token.rstrip("]").rpartition("[")
    text = text.strip('"').lower()
    match tag.lower():
        case "title":
            return text in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", e.title.lower())
        case "journal" | "ta":
            return text in e.journals
        case "volume":
            return text == e.volume.lower()
        case "pagination":
            return text == e.page.lower()
        case "dp":
            if ":" in text:
                low, high = text.split(":")
                return low.replace("/", "-") <= e.day and e.day[: len(high)] <= high.replace("/", "-")
            return e.day.startswith(text.replace("/", "-"))
        case "aid":
            return text in e.ids
        case "pt":
            return text in e.types
    return text in e.title.lower()


def _entry(element: etree._Element) -> Entry:
    def words(path: str) -> str:
        found = element.find(path)
        return "" if found is None else " ".join("".join(found.itertext()).split())

    medline = words(".//JournalIssue/PubDate/MedlineDate")
    year = words(".//JournalIssue/PubDate/Year") or medline[:4]
    month = words(".//JournalIssue/PubDate/Month") or medline[5:8]
    number = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else int(month or 1)
    day = f"{year}-{number:02d}-{int(words('.//JournalIssue/PubDate/Day') or 1):02d}"
    return Entry(
        xml=etree.tostring(element, encoding="unicode").strip(),
        title=words(".//ArticleTitle"),
        journals=(
            words(".//MedlineTA").lower(),
            words(".//Journal/Title").lower(),
            words(".//ISOAbbreviation").lower(),
        ),
        year=int(year or 0),
        volume=words(".//JournalIssue/Volume"),
        page=words(".//MedlinePgn").split("-")[0],
        ids=tuple(
            (i.text or "").lower()
            for i in (
                *element.iterfind(".//PubmedData/ArticleIdList/ArticleId"),
                *element.iterfind(".//ELocationID"),
            )
        ),
        types=tuple("".join(t.itertext()).lower() for t in element.iterfind(".//PublicationType")),
        author=words(".//Author/LastName"),
        day=day,
    )
