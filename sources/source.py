"""What a source is: the shapes that live services, local snapshots and test doubles share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from model.evidence import Evidence, Unanswered
from model.identifiers import DOI, PMID
from model.literature import Work

Query = TypeVar("Query", contravariant=True)
Facts = TypeVar("Facts", covariant=True)
QueryT = TypeVar("QueryT")
FactsT = TypeVar("FactsT")


class Source(Protocol[QueryT, Facts]):
    """Anything that answers questions in batches: one by one can't be written by accident."""

    name: str

    def look_up(self, queries: Iterable[QueryT]) -> Mapping[QueryT, Evidence[Facts] | Unanswered]:
        """One answer for every distinct query. A failure is an Unanswered, never an exception."""
        ...


@dataclass(frozen=True, slots=True)
class CitationKey:
    """Where a paper stands in print, as a reference gives it. Empty: not given (``year`` 0).

    ``first_page`` may be an article number; ``author`` is the first author, "family initials" or family only.
    """

    journal: str = ""
    year: int = 0
    volume: str = ""
    first_page: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """More than one record fits. ``pmids`` is empty where the service only said how many."""

    pmids: tuple[PMID, ...] = ()
    says: str = ""


class Bibliography(Protocol):
    """A collection of PubMed records that references are matched against: the live service or the local index.

    In every answer, a question that the source could not be asked is ``Unanswered``; None or an empty tuple
    means that it was asked and holds nothing. Hits are *candidates*: nothing here says that one is the paper meant.
    ``complete`` is False for a local index of a part of PubMed: that it holds nothing then proves nothing.
    """

    name: str
    complete: bool

    def reaches(self, year: int) -> bool:
        """True when it holds that year whole, as far as it holds anything whole. 0: not given, any year."""
        ...

    def holds(self, journals: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], bool | Unanswered]:
        """Whether it has papers of each journal (as printed) and year, give or take one, as of a journal that is
        taken in: an article of it that is not among them is not to be expected there."""
        ...

    def fetch(self, pmids: Iterable[PMID]) -> Mapping[PMID, Evidence[Work | None] | Unanswered]:
        """The records; ``facts`` is None where the source has no such record."""
        ...

    def find_dois(self, dois: Iterable[DOI]) -> Mapping[DOI, tuple[PMID, ...] | Unanswered]:
        """The records that carry each DOI (more than one is possible: the maps are dirty)."""
        ...

    def citation_match(
        self, keys: Mapping[str, CitationKey]
    ) -> Mapping[str, PMID | Ambiguous | Unanswered | None]:
        """The record at each place in print, by the caller's own names for the places."""
        ...

    def by_places(
        self, places: Iterable[CitationKey], limit: int = 20
    ) -> Mapping[CitationKey, tuple[PMID, ...] | Unanswered]:
        """Records with that journal, year (give or take one), volume and first page, as far as given."""
        ...

    def by_place(
        self, journal: str, year: int, volume: str, page: str, limit: int = 20
    ) -> tuple[PMID, ...] | Unanswered:
        """One place; see ``by_places``."""
        ...

    def search_titles(
        self, titles: Iterable[str], limit: int = 20
    ) -> Mapping[str, tuple[PMID, ...] | Unanswered]:
        """Records whose titles share the words of each title, best first."""
        ...

    def search_title(self, title: str, limit: int = 20) -> tuple[PMID, ...] | Unanswered:
        """One title; see ``search_titles``."""
        ...
