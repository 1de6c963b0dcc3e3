"""Crossref, live: works by DOI and by a printed entry, for what PubMed lacks; how its works are read is next door."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from model.digits import whole_number
from model.errors import SourceError
from model.evidence import Evidence, Unanswered
from model.identifiers import DOI
from model.literature import Work
from sources.answer_cache import AnswerCache, Cached
from sources.crossref_work import NAME, read_work
from sources.pubmed import fields, witness
from sources.session import Answer, RetryableError, Service
from sources.settings import Settings

RECORD, ABSENT, SEARCH = "crossref-work", "crossref-absent", "crossref-search"
# DOIs in one address: 50 of them stay well below the 8,000 characters that servers accept.
BATCH = 50
_NOT_FOUND = 404
_REFUSED = 400


class Crossref:
    """The live service. Nothing here raises: what could not be asked is Unanswered, and is never kept."""

    name = NAME

    def __init__(
        self, settings: Settings, cache: AnswerCache | None = None, service: Service | None = None
    ) -> None:
        self._settings = settings
        self._cache = cache or AnswerCache()
        self.service = service or Service(NAME, settings.crossref_url, settings, settings.crossref_per_second)
        # What was said not to exist is kept for other runs only when this one ends without a failure.
        self._absences: dict[str, Cached] = {}
        self._failed = False
        # Why it could not be asked in this run; "" when it could.
        self.trouble = ""
        self._from_cache: set[DOI] = set()

    def settle(self) -> None:
        """Keep what was found not to exist, at the end of a run in which every question was answered."""
        if not self._failed and not self.service.down:
            self._cache.put_many(ABSENT, self._absences)
        self._absences = {}

    def recheck(self, dois: Iterable[DOI]) -> dict[DOI, Evidence[Work | None] | Unanswered]:
        """Those DOIs whose absence was only remembered from an earlier run, asked for once more."""
        remembered = [doi for doi in dict.fromkeys(dois) if doi in self._from_cache]
        self._from_cache -= set(remembered)
        return {doi: self._one(doi) for doi in remembered}

    def look_up(self, queries: Iterable[DOI]) -> Mapping[DOI, Evidence[Work | None] | Unanswered]:
        """The same as ``works``: the face that all sources have."""
        return self.works(queries)

    def works(self, dois: Iterable[DOI]) -> dict[DOI, Evidence[Work | None] | Unanswered]:
        """The works, many a request. ``facts`` is None where Crossref has no such DOI (DataCite may have it)."""
        wanted = list(dict.fromkeys(dois))
        found = self._kept(wanted)
        left = [doi for doi in wanted if doi not in found]
        # A comma ends a filter's value, so a DOI with one can only be asked for by itself.
        alone = [doi for doi in left if "," in doi.value]
        together = [doi for doi in left if "," not in doi.value]
        for at in range(0, len(together), BATCH):
            found |= self._batch(together[at : at + BATCH])
        for doi in alone:
            found[doi] = self._one(doi)
        return {doi: found[doi] for doi in wanted}

    def search(self, text: str, limit: int = 20) -> tuple[Work, ...] | Unanswered:
        """Candidates for a whole reference string, best first. The first is right half of the time: validate."""
        key = f"{limit} {' '.join(text.split())}"
        if kept := self._cache.get(SEARCH, key):
            return tuple(_works_in(json.loads(kept.body)))
        params = {"query.bibliographic": " ".join(text.split())[:1000], "rows": str(limit)}
        try:
            answer = self._ask("works", params)
        except SourceError as error:
            return self._cannot(text, error)
        if not answer.json()["message"]["items"]:
            return self._cannot(text, "Crossref found nothing at all alike, which is not believed")
        self._cache.put(SEARCH, key, Cached(answer.body, answer.url, answer.retrieved_at))
        return tuple(_works_in(answer.json()))

    def search_many(self, texts: Iterable[str], limit: int = 20) -> dict[str, tuple[Work, ...] | Unanswered]:
        """One request for each distinct string: ask only for what PubMed could not settle."""
        return {text: self.search(text, limit) for text in dict.fromkeys(texts)}

    # -- inside

    def _batch(self, batch: list[DOI]) -> dict[DOI, Evidence[Work | None] | Unanswered]:
        if len(batch) == 1:
            return {batch[0]: self._one(batch[0])}
        try:
            found = self._filtered(batch)
        except _Refused:
            # One DOI that the filter does not take spoils the request; each is asked for by itself.
            return {doi: self._one(doi) for doi in batch}
        except SourceError as error:
            return {doi: self._cannot(doi.value, error) for doi in batch}
        return {**found, **{doi: self._absence(doi) for doi in batch if doi not in found}}

    def _filtered(self, batch: list[DOI]) -> dict[DOI, Evidence[Work | None] | Unanswered]:
        """The works of the batch that there are. Raises SourceError for an answer without the work that is known to
        exist and was asked for beside them: its silence says nothing."""
        names = ",".join(f"doi:{doi.value}" for doi in dict.fromkeys((*batch, witness.NAME)))
        question = {"filter": names, "rows": str(len(batch) + 1)}
        answer = self._ask("works", question, accept=_accept_with_witness)
        items = answer.json()["message"]["items"]
        found: dict[DOI, Evidence[Work | None] | Unanswered] = {}
        kept: dict[str, Cached] = {}
        for item in items:
            doi = fields.doi_of(str(item.get("DOI", "")))
            if doi in batch and doi is not None:
                found[doi] = _evidence(doi, read_work(item), answer.retrieved_at)
                kept[doi.value] = Cached(json.dumps(item).encode(), doi.url, answer.retrieved_at)
        self._cache.put_many(RECORD, kept)
        return found

    def _one(self, doi: DOI) -> Evidence[Work | None] | Unanswered:
        try:
            answer = self._ask(f"works/{quote(doi.value, safe='')}", {}, one=True)
            if answer.status == _NOT_FOUND:
                return self._asked_otherwise(doi, answer)
            item = answer.json()["message"]
            work = read_work(item)
        except SourceError as error:
            return self._cannot(doi.value, error)
        if work.doi != doi:
            return self._cannot(doi.value, f"Crossref answered with another work ({work.doi})")
        self._cache.put(RECORD, doi.value, Cached(json.dumps(item).encode(), answer.url, answer.retrieved_at))
        return _evidence(doi, work, answer.retrieved_at)

    def _asked_otherwise(self, doi: DOI, answer: Answer) -> Evidence[Work | None] | Unanswered:
        """What the list of works says of a DOI that has no page: it must hold the work that is known to exist."""
        try:
            # A comma ends a filter's value: of a DOI with one only the witness can be asked for.
            found = self._filtered([doi] if "," not in doi.value else [])
        except SourceError as error:
            return self._cannot(doi.value, error)
        return found.get(doi) or self._absence(doi, answer)

    def _cannot(self, query: str, reason: str | SourceError) -> Unanswered:
        """A question that stays open: because of an error the service is at fault, else the one answer."""
        self._failed = True
        lost = isinstance(reason, SourceError)
        if lost:
            self.trouble = self.trouble or str(reason)
        return Unanswered(NAME, query, str(reason), lost)

    def _absence(self, doi: DOI, answer: Answer | None = None) -> Evidence[Work | None]:
        kept = Cached(b"", doi.url, answer.retrieved_at if answer else datetime.now().astimezone())
        self._absences[doi.value] = kept
        return _evidence(doi, None, kept.retrieved_at)

    def _ask(
        self,
        path: str,
        params: dict[str, str],
        one: bool = False,
        accept: Callable[[Answer], None] | None = None,
    ) -> Answer:
        if self._settings.contact_email:
            params = {**params, "mailto": self._settings.contact_email}
        fine = frozenset({200, _NOT_FOUND} if one else {200, _REFUSED})
        answer = self.service.get(
            path, params, accept=accept or (_accept_one if one else _accept_list), fine=fine
        )
        if answer.status == _REFUSED:
            raise _Refused(f"{NAME} refused the question: {answer.opening}")
        self._keep_pace(answer)
        return answer

    def _keep_pace(self, answer: Answer) -> None:
        limit = whole_number(answer.headers.get("x-rate-limit-limit"))
        interval = whole_number(answer.headers.get("x-rate-limit-interval", "").rstrip("s"))
        if limit and interval:
            self.service.throttle.slow_to(limit / interval)

    def _kept(self, wanted: list[DOI]) -> dict[DOI, Evidence[Work | None] | Unanswered]:
        records = self._cache.get_many(RECORD, (doi.value for doi in wanted))
        absent = self._cache.get_many(ABSENT, (doi.value for doi in wanted))
        found: dict[DOI, Evidence[Work | None] | Unanswered] = {}
        for doi in wanted:
            if kept := records.get(doi.value):
                found[doi] = _evidence(doi, read_work(json.loads(kept.body)), kept.retrieved_at)
            elif gone := absent.get(doi.value):
                self._from_cache.add(doi)
                found[doi] = _evidence(doi, None, gone.retrieved_at)
        return found


class _Refused(SourceError):
    """Status 400: the question's form, not the service, is the trouble."""


def _accept_list(answer: Answer) -> None:
    if answer.status == _REFUSED:
        return
    message = answer.json()
    if not isinstance(message, dict) or not isinstance(message.get("message"), dict):
        raise RetryableError(f"answered in a form that is not known: {answer.opening}")
    if not isinstance(message["message"].get("items"), list):
        raise RetryableError("answered a list without its items")


def _accept_with_witness(answer: Answer) -> None:
    _accept_list(answer)
    if answer.status == _REFUSED:
        return
    items = answer.json()["message"]["items"]
    names = {fields.doi_of(str(item.get("DOI", ""))) for item in items if isinstance(item, dict)}
    if witness.NAME not in names:
        raise RetryableError(f"left out {witness.NAME.value}, which exists, so its silence is not believed")


def _accept_one(answer: Answer) -> None:
    if answer.status == _NOT_FOUND:
        # Crossref says this in plain words; a proxy's or a moved address's 404 says something else.
        if b"not found" not in answer.body[:200].lower() or b"<html" in answer.body[:500].lower():
            raise RetryableError(f"answered with status 404: {answer.opening}")
        return
    message = answer.json()
    if not isinstance(message, dict) or not isinstance(message.get("message"), dict):
        raise RetryableError(f"answered in a form that is not known: {answer.opening}")


def _works_in(answer: Any) -> Iterator[Work]:
    return (read_work(item) for item in answer["message"]["items"] if isinstance(item, dict))


def _evidence(doi: DOI, work: Work | None, retrieved_at: datetime) -> Evidence[Work | None]:
    if work is None:
        says = f"Crossref has no work {doi.value}"
    else:
        where = ", ".join(part for part in (work.journal, str(work.date or "")) if part)
        says = f"{work.title} {where}".strip()
    return Evidence(NAME, str(doi), doi.url, says, work, retrieved_at.date(), retrieved_at)
