"""What is known of one reference while the libraries are asked, and who is asked beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from model.evidence import Evidence, Unanswered
from model.identifiers import DOI, PMID, Identifier
from model.literature import Match, MatchVerdict, Notice, Work
from model.page import Reference


class Registry(Protocol):
    """Who gives out DOIs and knows the works under them (Crossref)."""

    name: str

    def look_up(self, queries: Iterable[DOI]) -> Mapping[DOI, Evidence[Work | None] | Unanswered]:
        """The work under each DOI; ``facts`` is None where it has none."""
        ...

    def search_many(
        self, texts: Iterable[str], limit: int = 20
    ) -> Mapping[str, tuple[Work, ...] | Unanswered]:
        """Works whose description is like each printed entry: candidates."""
        ...


class Retractions(Protocol):
    """A list of notices by identifier (Retraction Watch)."""

    def look_up(self, queries: Iterable[DOI | PMID]) -> Mapping[DOI | PMID, Evidence[tuple[Notice, ...]]]:
        """The notices on each work that is in the list."""
        ...


@dataclass(slots=True)
class Case:
    """What is known of one reference while the libraries are asked."""

    reference: Reference
    pointed: dict[Identifier, Work] = field(default_factory=dict)
    unknown: list[Identifier] = field(default_factory=list)
    unresolved: list[Identifier] = field(default_factory=list)  # asked for, and nobody could say
    candidates: dict[PMID, Work] = field(default_factory=dict)
    registered: tuple[Work, ...] = ()
    failures: list[Unanswered] = field(default_factory=list)
    unasked: Unanswered | None = None  # why no library could tell of it, when the registry was asked instead
    searched: bool = False  # a library that holds everything has answered every question
    beyond: bool = False  # ... but for the year of the entry, which is not over in it
    held: bool = False  # that library has the journal's papers of that year
    stale: Unanswered | None = None  # why nothing is known of it since the local record's day
    match: Match = field(default_factory=lambda: Match(MatchVerdict.NOT_FOUND))

    @property
    def settled(self) -> bool:
        """No further library is needed."""
        return self.match.verdict is MatchVerdict.MATCHED
