"""openFDA's drug endpoints, live: applications of drugs, those that moved since a day, labels of applications.

Facts of the service (https://open.fda.gov/apis/, seen in recordings of 2025): default limit 1, at most 1,000;
``skip`` at most 25,000, beyond it the Link header's ``search_after``; no match is a 404 NOT_FOUND, also past the
end; an unbalanced quote is a 500; 240 requests a minute, 1,000 a day without a key and 120,000 with one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from model.errors import SourceError
from polite.patience import retry_after
from sources.answer_cache import AnswerCache, Cached
from sources.fda import records
from sources.fda.facts import Application, Label
from sources.session import Answer, RetryableError, Service
from sources.settings import Settings

DRUGS_FDA = "drug/drugsfda.json"
LABELS = "drug/label.json"
CACHE_KIND = "openfda"

# Applications with their documents are some 20 KB each, labels 100 KB and more: pages of a few MB.
_APPLICATIONS_A_PAGE = 250
_LABELS_A_PAGE = 50
_LARGEST_SKIP = 25_000
# Servers and proxies cut addresses at 8 KB; the search is the longest part of it, quoted threefold.
LONGEST_SEARCH = 1800
# So many applications' labels in one question: an answer of a few MB.
_NUMBERS_A_QUESTION = 50
# More labels than these of fifty applications are repackagers' and other sizes' (newest come first).
_LABEL_PAGES = 4
# What moves in two years: some 4,500 applications. More is no catching up, it is a new copy.
_MOVED_PAGES = 20
_FINE = frozenset({200, 400, 403, 404, 429, 500})
# What a 500 says of a search it could not read; any other 500 is trouble on its side.
_BAD_SEARCH = re.compile(r"token_mgr|lexical|parse|syntax", re.IGNORECASE)
# What a 404 says when there is nothing; any other 404 is an address that is gone.
_NO_MATCH = re.compile(r"no matches found", re.IGNORECASE)
_NEXT = re.compile(r'<([^>]*)>\s*;\s*rel="?next"?')


@dataclass(frozen=True, slots=True)
class Named:
    """What a drug is asked by: its key and the brands it is sold under."""

    key: str
    brands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What came back: facts, the day the service vouches for (``meta.last_updated``), when and where."""

    applications: tuple[Application, ...] = ()
    labels: tuple[Label, ...] = ()
    as_of: date | None = None
    retrieved_at: datetime | None = None
    url: str = ""


class OpenFDA:
    """The live face. Answers are cached for a day when a cache is given. Safe for threads."""

    name = "openFDA"

    def __init__(self, settings: Settings, cache: AnswerCache | None = None) -> None:
        self._key = settings.openfda_api_key
        self._cache = cache
        self._service = Service(self.name, settings.openfda_url, settings, settings.openfda_per_second)

    def close(self) -> None:
        """Close the connections that were kept."""
        self._service.close()

    def applications(self, drugs: Iterable[Named]) -> Mapping[tuple[Named, ...], Found | SourceError]:
        """The applications of these drugs: one answer for each batch asked in one request (a batch's
        answer holds the applications of all of its drugs, and of others whose names contain theirs).
        A batch that failed has its error as value."""
        answers: dict[tuple[Named, ...], Found | SourceError] = {}
        for batch, search in batches(drugs):
            try:
                pages = list(self._pages(DRUGS_FDA, search, _APPLICATIONS_A_PAGE))
            except SourceError as error:
                answers[batch] = error
                continue
            found = [records.application(r) for page in pages for r in page.results]
            answers[batch] = _found(pages, applications=tuple(a for a in found if a is not None))
        return answers

    def moved(self, since: date, until: date) -> Found:
        """The applications with a submission dated ``since`` to ``until`` (both included), whole; tentative
        approvals too. A few requests, however many drugs there are. Raises SourceError."""
        search = f"submissions.submission_status_date:[{since:%Y%m%d} TO {until:%Y%m%d}]"
        pages = []
        for page in self._pages(DRUGS_FDA, search, _APPLICATIONS_A_PAGE):
            pages.append(page)
            if len(pages) == _MOVED_PAGES and page.total > _MOVED_PAGES * _APPLICATIONS_A_PAGE:
                raise SourceError(
                    f"{self.name}: {page.total:,} applications moved since {since}, too many to ask for one by one"
                )
        found = [records.application(r) for page in pages for r in page.results]
        applications = tuple(
            a
            for a in found
            if a is not None and any(s.date and since <= s.date <= until for s in a.submissions)
        )
        return _found(pages, applications=applications)

    def labels(self, numbers: Iterable[str]) -> Found:
        """The labels of these applications by those who make the drugs, newest first, fifty applications a
        request. Raises SourceError when a request fails."""
        labels: list[Label] = []
        pages: list[_Page] = []
        for search in _by_number(sorted(set(numbers))):
            for count, page in enumerate(
                self._pages(LABELS, search, _LABELS_A_PAGE, sort="effective_time:desc"), start=1
            ):
                pages.append(page)
                labels += [x for r in page.results if (x := records.label(r)) is not None]
                if count == _LABEL_PAGES:
                    break
        return _found(pages, labels=tuple(labels))

    def application(self, number: str) -> Found:
        """One application by its number. Raises SourceError."""
        pages = list(self._pages(DRUGS_FDA, f'application_number:"{phrase(number)}"', 1))
        found = [records.application(r) for page in pages for r in page.results]
        return _found(pages, applications=tuple(a for a in found if a is not None))

    def _pages(self, path: str, search: str, limit: int, sort: str = "") -> Iterator[_Page]:
        """The pages of one search, in order; none for no match."""
        fixed = [("search", search), ("limit", str(limit))] + ([("sort", sort)] if sort else [])
        got = 0
        turn: list[tuple[str, str]] = []
        while True:
            answer = self._ask(path, (*fixed, *turn))
            if answer is None:
                return
            page = _page(answer)
            yield page
            got += len(page.results)
            if got >= page.total or not page.results:
                return
            if page.search_after:
                turn = [("search_after", page.search_after)]
            elif got <= _LARGEST_SKIP:
                turn = [("skip", str(got))]
            else:
                raise SourceError(
                    f"{self.name}: more than {_LARGEST_SKIP} results and no way on; ask narrower"
                )

    def _ask(self, path: str, params: tuple[tuple[str, str], ...]) -> Cached | None:
        """One request, or its cached answer; None for "no matches found"."""
        question = json.dumps([path, params])
        if self._cache and (kept := self._cache.get(CACHE_KIND, question)):
            return _unwrap(kept)
        sent = (*params, ("api_key", self._key)) if self._key else params
        answer = self._service.get(path, sent, accept=self._accept, fine=_FINE)
        wrapped = json.dumps({"status": answer.status, "link": answer.headers.get("link", "")}).encode()
        kept = Cached(wrapped + b"\n" + answer.body, answer.url, answer.retrieved_at)
        # That there is none is not kept: a service that falls silent for a night would hide its drugs the next.
        if self._cache and answer.status == 200:
            self._cache.put(CACHE_KIND, question, kept)
        return _unwrap(kept)

    def _accept(self, answer: Answer) -> None:
        """Tell answers from refusals: each of openFDA's errors in one plain line."""
        if answer.status == 200:
            _check_form(answer)
            return
        code, message, details = _error(answer)
        if answer.status == 404:
            if code == "NOT_FOUND" and _NO_MATCH.search(message):
                return
            raise SourceError(f"{self.name} has no such address: {answer.opening}")
        if answer.status == 429:
            daily = (
                "120,000 a day with the key"
                if self._key
                else "1,000 a day without a key: set OPENFDA_API_KEY"
            )
            raise RetryableError(
                f"{self.name} is over its rate limit (240 requests a minute, {daily})",
                retry_after(answer.headers.get("retry-after", "")),
            )
        if answer.status == 403:
            raise SourceError(f"{self.name} refused the API key (OPENFDA_API_KEY): {message or code}")
        if answer.status == 400 or _BAD_SEARCH.search(details):
            raise SourceError(f"{self.name} did not understand the search: {message} {details}".strip())
        raise RetryableError(f"{self.name} answered with status {answer.status}: {message or answer.opening}")


@dataclass(frozen=True, slots=True)
class _Page:
    results: tuple[Mapping[str, Any], ...]
    total: int
    search_after: str
    as_of: date | None
    retrieved_at: datetime
    url: str


def _found(
    pages: Sequence[_Page], applications: tuple[Application, ...] = (), labels: tuple[Label, ...] = ()
) -> Found:
    return Found(
        applications,
        labels,
        max((p.as_of for p in pages if p.as_of), default=None),
        max((p.retrieved_at for p in pages), default=None),
        pages[0].url if pages else "",
    )


def _check_form(answer: Answer) -> None:
    """Raise RetryableError unless this is an answer: ``meta``, and ``results`` that are objects. The rate limit's
    words, an error or nothing at all with status 200 would read as "no such drug"."""
    try:
        body = answer.json()
    except RecursionError:
        body = None
    meta = body.get("meta") if isinstance(body, dict) else None
    results = body.get("results") if isinstance(body, dict) else None
    counts = meta.get("results", {}) if isinstance(meta, dict) else None
    total = counts.get("total", 0) if isinstance(counts, dict) else None
    if (
        not isinstance(results, list)
        or not results
        or not all(isinstance(r, dict) for r in results)
        or not isinstance(total, int)
    ):
        raise RetryableError(f"answered something that is not in its form: {answer.opening}")


def _unwrap(kept: Cached) -> Cached | None:
    head = json.loads(kept.body.split(b"\n", 1)[0])
    return None if head["status"] == 404 else kept


def _body(wrapped: bytes) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(wrapped.split(b"\n", 1)[1])
    return body


def _page(kept: Cached) -> _Page:
    """A page of an answer that ``_check_form`` let pass."""
    head = json.loads(kept.body.split(b"\n", 1)[0])
    body = _body(kept.body)
    meta = body["meta"]
    rows = tuple(body["results"])
    link = _NEXT.search(head["link"])
    # Only the cursor is taken from the link, never its address: it could carry a key or point elsewhere.
    after = parse_qs(urlsplit(link.group(1)).query).get("search_after", [""])[0] if link else ""
    total = meta.get("results", {}).get("total", len(rows))
    return _Page(rows, total, after, records.day(meta.get("last_updated")), kept.retrieved_at, kept.url)


def _error(answer: Answer) -> tuple[str, str, str]:
    try:
        body = json.loads(answer.body)
    except ValueError:
        return "", "", ""
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return "", "", ""
    return str(error.get("code", "")), str(error.get("message", "")), str(error.get("details", ""))


def phrase(words: str) -> str:
    """Words made safe inside the quotes of a search: quotes and backslashes end it with a 500."""
    return " ".join(re.sub(r'["\\]', " ", words).split())


def batches(drugs: Iterable[Named]) -> Iterator[tuple[tuple[Named, ...], str]]:
    """Several drugs OR-ed in one search, as many as an address holds: requests are what is scarce."""
    batch: list[Named] = []
    terms: list[str] = []
    for drug in dict.fromkeys(drugs):
        mine = _terms(drug)
        if batch and len(" OR ".join((*terms, *mine))) > LONGEST_SEARCH:
            yield tuple(batch), " OR ".join(terms)
            batch, terms = [], []
        batch.append(drug)
        terms += mine
    if batch:
        yield tuple(batch), " OR ".join(terms)


def _terms(drug: Named) -> list[str]:
    parts = [phrase(part) for part in drug.key.split(" / ")]
    field = "products.active_ingredients.name"
    both = " AND ".join(f'{field}:"{part}"' for part in parts)
    terms = [f"({both})" if len(parts) > 1 else both]
    # The ingredient's name in FDA's words may be longer or other (estrogens, conjugated): ask by brand as well.
    terms += [f'products.brand_name:"{phrase(brand)}"' for brand in drug.brands[:3] if phrase(brand)]
    return terms


def _by_number(numbers: Sequence[str]) -> Iterator[str]:
    for at in range(0, len(numbers), _NUMBERS_A_QUESTION):
        group = " OR ".join(f'"{phrase(number)}"' for number in numbers[at : at + _NUMBERS_A_QUESTION])
        yield f"openfda.application_number:({group}) AND openfda.is_original_packager:true"
