"""PubMed, live: every question in batches, answers kept, failures as values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

from model.errors import SourceError
from model.evidence import Evidence, Unanswered
from model.identifiers import DOI, PMID
from model.literature import Work
from sources.answer_cache import AnswerCache, Cached
from sources.pubmed import queries, witness
from sources.pubmed.eutils import BATCH, CITATION_BATCH, CITED_IN, LINK_BATCH, EUtilities, batches
from sources.pubmed.kept import NAME, absent, citation_from, citation_to, evidence, pmids_from, pmids_to
from sources.pubmed.records import join_records, read_records, split_records
from sources.session import Answer, RetryableError
from sources.settings import Settings
from sources.source import Ambiguous, CitationKey

RECORD, ABSENT, SEARCH, CITATION, CITED = (
    "pubmed-record",
    "pubmed-absent",
    "pubmed-search",
    "pubmed-citation",
    "pubmed-cited-in",
)
# Records stored on NCBI's history server at a time: half of what one search of them can give back.
POSTED = 5_000
# The witness's own name among the lines of a citation match.
_WITNESS = "witness"
# A batch that can't be had is halved down to this.
SMALLEST = 25
T = TypeVar("T")


class PubMed:
    """The live service as a Bibliography. Safe for threads; one object a run.

    Nothing here raises: what could not be asked is Unanswered with the reason, and is never kept.
    """

    name = NAME
    complete = True

    def __init__(
        self, settings: Settings, cache: AnswerCache | None = None, eutils: EUtilities | None = None
    ) -> None:
        self._cache = cache or AnswerCache()
        self.eutils = eutils or EUtilities(settings)
        # What was said not to exist is kept for other runs only when this one ends without a failure.
        self._absences: dict[str, dict[str, Cached]] = {}
        # Why a question of this run stayed open; "" when none did.
        self.trouble = ""
        self._from_cache: set[PMID] = set()
        self._seen: set[PMID] = set()

    def records(self) -> dict[PMID, bytes]:
        """The XML of every record that this run has asked for and got, as PubMed sent it."""
        kept = self._cache.get_many(RECORD, (p.value for p in self._seen))
        return {p: kept[p.value].body for p in self._seen if p.value in kept}

    def settle(self) -> None:
        """Keep what was found not to exist, at the end of a run in which every question was answered."""
        if not self.trouble and not self.eutils.service.down:
            for kind, answers in self._absences.items():
                self._cache.put_many(kind, answers)
        self._absences = {}

    def recheck(self, pmids: Iterable[PMID]) -> dict[PMID, Evidence[Work | None] | Unanswered]:
        """Those PMIDs whose absence was only remembered from an earlier run, asked for once more: nobody is accused
        by an old answer."""
        remembered = [p for p in dict.fromkeys(pmids) if p in self._from_cache]
        found: dict[PMID, Evidence[Work | None] | Unanswered] = {}
        for batch in batches(remembered, BATCH - 1):
            found |= self._ask_again(batch, witness.PAPER)
        self._from_cache -= set(remembered)
        return found

    def look_up(self, queries: Iterable[PMID]) -> Mapping[PMID, Evidence[Work | None] | Unanswered]:
        """The same as ``fetch``: the face that all sources have."""
        return self.fetch(queries)

    def reaches(self, year: int) -> bool:
        """PubMed is asked today: it has what there is."""
        return True

    def holds(self, journals: Iterable[tuple[str, int]]) -> dict[tuple[str, int], bool | Unanswered]:
        """Whether PubMed has papers of each journal and year, one search each."""
        terms = {(name, year): queries.of_journal(name, year) for name, year in journals}
        hits = self.search_many((term for term in terms.values() if term), queries.TAKEN_IN)
        found: dict[tuple[str, int], bool | Unanswered] = {}
        for journal, term in terms.items():
            answer = hits.get(term, ())
            enough = not isinstance(answer, Unanswered) and len(answer) >= queries.TAKEN_IN
            found[journal] = answer if isinstance(answer, Unanswered) else enough
        return found

    # -- records

    def fetch(self, pmids: Iterable[PMID]) -> dict[PMID, Evidence[Work | None] | Unanswered]:
        """The records, 200 a request. ``facts`` is None where PubMed was asked and has no such record.

        EFetch leaves unknown PMIDs out, and sometimes known ones: what is missing is asked for once more,
        together with a record that is known to be there, before it counts as absent.
        """
        wanted = list(dict.fromkeys(pmids))
        found = self._kept(wanted)
        failed: dict[PMID, Unanswered] = {}
        missing: list[PMID] = []
        open_batches = batches(p for p in wanted if p not in found)
        while open_batches:
            batch = open_batches.pop(0)
            try:
                answer, works = self.eutils.efetch(batch)
            except SourceError as error:
                if (
                    len(batch) > SMALLEST
                    and isinstance(error, RetryableError)
                    and not self.eutils.service.down
                ):
                    # One record, or the answer's size, may be the trouble: it shall not take 199 others with it.
                    half = len(batch) // 2
                    open_batches[:0] = [batch[:half], batch[half:]]
                else:
                    failed |= {p: self._cannot(p.value, error) for p in batch}
                continue
            found |= self._keep(answer, {p: works[p] for p in batch if p in works})
            missing += [p for p in batch if p not in works]
        for batch in batches(missing, BATCH - 1):
            answers = self._ask_again(batch, next((p for p, e in found.items() if e.facts), witness.PAPER))
            found |= {p: a for p, a in answers.items() if isinstance(a, Evidence)}
            failed |= {p: a for p, a in answers.items() if isinstance(a, Unanswered)}
        self._seen.update(p for p, e in found.items() if e.facts is not None)
        return {p: found[p] if p in found else failed[p] for p in wanted}

    def _ask_again(self, missing: list[PMID], known: PMID) -> dict[PMID, Evidence[Work | None] | Unanswered]:
        """Ask for what was missing together with a record that is known: only an answer that holds it is believed."""
        asked = [*missing, known]
        try:
            answer, works = self.eutils.efetch(asked)
        except SourceError as error:
            return {p: self._cannot(p.value, error) for p in missing}
        if known not in works and known not in missing:
            reason = f"PubMed left out record {known.value}, which exists, so its silence is not believed"
            return {p: self._cannot(p.value, SourceError(reason)) for p in missing}
        there: dict[PMID, Evidence[Work | None] | Unanswered] = {}
        there |= self._keep(answer, {p: works[p] for p in missing if p in works})
        gone = {p: Cached(b"", p.url, answer.retrieved_at) for p in missing if p not in works}
        self._note(ABSENT, {p.value: kept for p, kept in gone.items()})
        return there | {p: absent(p, kept.retrieved_at) for p, kept in gone.items()}

    def _kept(self, wanted: list[PMID]) -> dict[PMID, Evidence[Work | None]]:
        kept = self._cache.get_many(RECORD, (p.value for p in wanted))
        by_pmid = {p: kept[p.value] for p in wanted if p.value in kept}
        found: dict[PMID, Evidence[Work | None]] = {}
        for batch in batches(by_pmid):
            try:
                works = read_records(join_records([by_pmid[p].body for p in batch]))
            except SourceError:
                continue  # what was kept can't be read any more: ask again
            found |= {p: evidence(works[p], by_pmid[p].retrieved_at) for p in batch if p in works}
        gone = self._cache.get_many(ABSENT, (p.value for p in wanted if p not in found))
        for pmid in wanted:
            if pmid not in found and pmid.value in gone:
                self._from_cache.add(pmid)
                found[pmid] = absent(pmid, gone[pmid.value].retrieved_at)
        return found

    def _keep(self, answer: Answer, works: dict[PMID, Work]) -> dict[PMID, Evidence[Work | None]]:
        raw = split_records(answer.body)
        kept = {p.value: Cached(raw[p], p.url, answer.retrieved_at) for p in works if p in raw}
        self._cache.put_many(RECORD, kept)
        return {p: evidence(work, answer.retrieved_at) for p, work in works.items()}

    # -- searches

    def search(self, query: str, limit: int = 20) -> tuple[PMID, ...] | Unanswered:
        """PMIDs for a query in PubMed's own fielded language, most relevant first."""
        return self.search_many((query,), limit)[query]

    def search_many(self, terms: Iterable[str], limit: int = 20) -> dict[str, tuple[PMID, ...] | Unanswered]:
        """One request for each distinct query that is not known from before."""
        wanted = list(dict.fromkeys(terms))
        kept = self._cache.get_many(SEARCH, (f"{limit} {term}" for term in wanted))
        found: dict[str, tuple[PMID, ...] | Unanswered] = {}
        for term in wanted:
            if before := kept.get(f"{limit} {term}"):
                found[term] = pmids_from(before.body)
                continue
            found[term] = self._search(term, limit)
        return found

    def _search(self, term: str, limit: int) -> tuple[PMID, ...] | Unanswered:
        try:
            answer, hits = self.eutils.esearch(witness.beside(term), limit, sort="relevance")
        except SourceError as error:
            return self._cannot(term, error)
        if not hits.pmids:
            return self._cannot(term, SourceError("found nothing, not even a record that exists"))
        pmids = witness.without(term, hits.pmids)
        kept = Cached(pmids_to(pmids), answer.url, answer.retrieved_at)
        if pmids:
            self._cache.put(SEARCH, f"{limit} {term}", kept)
        else:
            self._note(SEARCH, {f"{limit} {term}": kept})
        return pmids

    def search_title(self, title: str, limit: int = 20) -> tuple[PMID, ...] | Unanswered:
        """Records with the words of a title, most relevant first."""
        return self.search_titles((title,), limit)[title]

    def search_titles(
        self, titles: Iterable[str], limit: int = 20
    ) -> dict[str, tuple[PMID, ...] | Unanswered]:
        """One search a title, of its words unquoted: a quoted title finds nothing when one word differs. One more
        for a title that finds nothing, of either half of its words."""
        wanted = tuple(dict.fromkeys(titles))
        found: dict[str, tuple[PMID, ...] | Unanswered] = dict.fromkeys(wanted, ())
        for term_of in (queries.title, queries.title_loosely):
            terms = {title: term_of(title) for title in wanted if found[title] == ()}
            hits = self.search_many((term for term in terms.values() if term), limit)
            found |= {title: hits[term] for title, term in terms.items() if term}
        return found

    # -- identifiers and places

    def find_dois(self, dois: Iterable[DOI]) -> dict[DOI, tuple[PMID, ...] | Unanswered]:
        """The records with each DOI: many DOIs a search, told apart by the records' own DOIs."""
        return self._by_record(dict.fromkeys(dois), queries.doi, queries.has_doi, 3)

    def by_place(
        self, journal: str, year: int, volume: str, page: str, limit: int = 20
    ) -> tuple[PMID, ...] | Unanswered:
        """Records at one place in print; see ``by_places``."""
        key = CitationKey(journal, year, volume, page)
        return self.by_places((key,), limit)[key]

    def by_places(
        self, places: Iterable[CitationKey], limit: int = 20
    ) -> dict[CitationKey, tuple[PMID, ...] | Unanswered]:
        """Records at each place in print: many places a search, told apart by the records' own fields."""
        found = self._by_record(dict.fromkeys(places), queries.place, queries.is_at, limit)
        return {
            place: hits if isinstance(hits, Unanswered) else hits[:limit] for place, hits in found.items()
        }

    def _by_record(
        self,
        wanted: Iterable[T],
        term_of: queries.TermOf[T],
        fits: queries.Fits[T],
        expected: int,
    ) -> dict[T, tuple[PMID, ...] | Unanswered]:
        """Join the questions with OR, fetch what comes, and give each question the records that fit it."""
        terms = {question: term_of(question) for question in wanted}
        found: dict[T, tuple[PMID, ...] | Unanswered] = {q: () for q, term in terms.items() if not term}
        kept = self._cache.get_many(SEARCH, terms.values())
        found |= {q: pmids_from(kept[term].body) for q, term in terms.items() if term in kept}
        for batch in queries.joinable([q for q in terms if q not in found], terms):
            term = " OR ".join(terms[q] for q in batch)
            hits = self.search(term, limit=max(BATCH, expected * len(batch)))
            if isinstance(hits, Unanswered):
                found |= {q: replace(hits, query=terms[q]) for q in batch}
                continue
            records = self.fetch(hits)
            lost = next((r for r in records.values() if isinstance(r, Unanswered)), None)
            works = [r.facts for r in records.values() if isinstance(r, Evidence) and r.facts]
            for question in batch:
                mine = tuple(w.pmid for w in works if w.pmid and fits(question, w))
                if lost is not None:
                    found[question] = mine or replace(lost, query=terms[question])
                    continue
                found[question] = mine
                kept = {terms[question]: Cached(pmids_to(mine), "", datetime.now(UTC))}
                if mine:
                    self._cache.put_many(SEARCH, kept)
                else:
                    self._note(SEARCH, kept)
        return found

    # -- citations

    def citation_match(
        self, keys: Mapping[str, CitationKey]
    ) -> dict[str, PMID | Ambiguous | Unanswered | None]:
        """ECitMatch: the record at each place in print. A wrong record is possible: it hardly looks at the author.

        A key without journal, or with neither volume nor page, can't match: None, and not asked, for NCBI's
        service stops at the first such line and answers none of the following.
        """
        askable = {n: k for n, k in keys.items() if k.journal.strip() and (k.volume or k.first_page)}
        found: dict[str, PMID | Ambiguous | Unanswered | None] = {n: None for n in keys if n not in askable}
        names: dict[CitationKey, list[str]] = {}
        for name, key in askable.items():
            names.setdefault(key, []).append(name)
        kept = self._cache.get_many(CITATION, (repr(key) for key in names))
        answers: dict[CitationKey, PMID | Ambiguous | Unanswered | None] = {}
        for key in names:
            if before := kept.get(repr(key)):
                answers[key] = citation_from(before.body)
        for batch in batches((key for key in names if key not in answers), CITATION_BATCH):
            answers |= self._match(batch)
        return found | {name: answers[key] for key, own in names.items() for name in own}

    def _match(self, batch: list[CitationKey]) -> dict[CitationKey, PMID | Ambiguous | Unanswered | None]:
        """One batch; a line that did not come back is asked once more, with the others that did not."""
        answers: dict[CitationKey, PMID | Ambiguous | Unanswered | None] = {}
        for _attempt in range(2):
            left = {str(n): key for n, key in enumerate(batch) if key not in answers}
            if not left:
                break
            try:
                answer, matches = self.eutils.ecitmatch({_WITNESS: witness.PLACE, **left})
            except SourceError as error:
                return answers | {key: self._cannot(repr(key), error) for key in left.values()}
            known = matches.pop(_WITNESS, None)
            read = {left[own]: match for own, match in matches.items()}
            believed = isinstance(known, Ambiguous) or known == witness.PAPER
            if not believed:
                self._cannot("", SourceError("PubMed's citation matcher does not know a place that exists"))
                read = {key: match for key, match in read.items() if match is not None}
            kept = {repr(k): Cached(citation_to(m), answer.url, answer.retrieved_at) for k, m in read.items()}
            self._cache.put_many(CITATION, {k: c for k, c in kept.items() if citation_from(c.body)})
            self._note(CITATION, {k: c for k, c in kept.items() if not citation_from(c.body)})
            answers |= read
        silent = "PubMed's citation matcher gave no answer for this entry"
        return {key: answers.get(key, Unanswered(NAME, repr(key), silent, lost=True)) for key in batch}

    # -- who cites it

    def cited_in(self, pmids: Iterable[PMID]) -> dict[PMID, tuple[PMID, ...] | Unanswered]:
        """The records that cite each PMID, as far as PubMed Central knows; 100 a request."""
        wanted = list(dict.fromkeys(pmids))
        kept = self._cache.get_many(CITED, (p.value for p in wanted))
        found: dict[PMID, tuple[PMID, ...] | Unanswered] = {
            p: pmids_from(kept[p.value].body) for p in wanted if p.value in kept
        }
        for batch in batches((p for p in wanted if p not in found), LINK_BATCH):
            try:
                answer, links = self.eutils.elink(batch, CITED_IN)
            except SourceError as error:
                found |= {p: self._cannot(p.value, error) for p in batch}
                continue
            asked = {p: links[p] for p in batch if p in links}
            bodies = {p.value: pmids_to(citing) for p, citing in asked.items()}
            self._cache.put_many(
                CITED, {p: Cached(b, answer.url, answer.retrieved_at) for p, b in bodies.items()}
            )
            found |= asked
            silent = "PubMed gave no list of citing records for it"
            found |= {p: Unanswered(NAME, p.value, silent, lost=True) for p in batch if p not in links}
        return {p: found[p] for p in wanted}

    def strong_among(self, pmids: Iterable[PMID], since: date | None = None) -> tuple[PMID, ...] | Unanswered:
        """Those of many records that are guidelines, reviews or trials (``strength``), published since a day.

        The set is stored at NCBI and searched there: a request for each 5,000 records and one for the search.
        """
        wanted = list(dict.fromkeys(pmids))
        term = queries.strong(since)
        key = f"{hashlib.sha256(' '.join(sorted(p.value for p in wanted)).encode()).hexdigest()} {term}"
        if before := self._cache.get(SEARCH, key):
            return pmids_from(before.body)
        found: list[PMID] = []
        for batch in batches(wanted, POSTED):
            try:
                stored = self.eutils.epost(batch)
                _answer, hits = self.eutils.esearch(term, POSTED, within=stored)
            except SourceError as error:
                return self._cannot(f"{len(wanted)} citing records", error)
            found += hits.pmids
        asked = set(wanted)
        strong = tuple(p for p in dict.fromkeys(found) if p in asked)
        self._cache.put(SEARCH, key, Cached(pmids_to(strong), "", datetime.now(UTC)))
        return strong

    def _note(self, kind: str, answers: Mapping[str, Cached]) -> None:
        """Remember absences for the end of the run."""
        self._absences.setdefault(kind, {}).update(answers)

    def _cannot(self, query: str, error: SourceError) -> Unanswered:
        self.trouble = self.trouble or str(error)
        return Unanswered(NAME, query, str(error), lost=True)
