"""What bibliographic sources say of a paper or a trial."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from model.dates import PartialDate
from model.identifiers import DOI, NCT, PMCID, PMID


class NoticeKind(StrEnum):
    """What a notice says about the paper that it concerns."""

    RETRACTION = "retraction"
    PARTIAL_RETRACTION = "partial retraction"
    EXPRESSION_OF_CONCERN = "expression of concern"
    ERRATUM = "erratum"
    REPUBLISHED = "corrected and republished"
    UPDATE = "update"  # a newer version of the same work (Cochrane)
    PUBLISHED_VERSION = "published version"  # of a preprint
    COMMENT = "comment"
    REINSTATEMENT = "reinstatement"


@dataclass(frozen=True, slots=True)
class Notice:
    """A tie between a work and another record about it.

    ``outgoing`` is True when the work *is* the notice (RetractionOf), False when it is the affected paper
    (RetractionIn). ``date`` is the notice's, as precise as known. ``source`` names who says so.
    """

    kind: NoticeKind
    outgoing: bool
    source: str
    pmid: PMID | None = None
    doi: DOI | None = None
    date: PartialDate | None = None
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """One bibliographic record. ``authors`` are family names in order; names are empty when unknown."""

    title: str
    pmid: PMID | None = None
    doi: DOI | None = None
    pmcid: PMCID | None = None
    authors: tuple[str, ...] = ()
    collective: str = ""
    journal: str = ""
    journal_abbrev: str = ""
    issn: str = ""
    date: PartialDate | None = None
    electronic_date: PartialDate | None = None
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    types: tuple[str, ...] = ()  # publication types, PubMed's words
    notices: tuple[Notice, ...] = ()
    vernacular_title: str = ""
    source: str = "PubMed"

    @property
    def url(self) -> str:
        """Where a reader sees the record."""
        return self.pmid.url if self.pmid else self.doi.url if self.doi else ""


class MatchVerdict(StrEnum):
    """How an entry of a reference list compares with what the sources hold."""

    MATCHED = "matched"
    MISMATCH = "does not match its identifier"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not found"
    NOT_AN_ARTICLE = "not a journal article"


class Field(StrEnum):
    """A part of an entry that can be compared with its record."""

    TITLE = "title"
    YEAR = "year"
    FIRST_AUTHOR = "first author"
    AUTHORS = "authors"
    JOURNAL = "journal"
    VOLUME = "volume"
    PAGE = "page"
    DOI = "DOI"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an entry says something else than the record of its paper: what it prints, and what the record has."""

    field: Field
    printed: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Match:
    """The answer on one reference. ``score`` is 0 to 1. ``work`` is the record accepted, or for MISMATCH the
    record its identifier points at; ``candidates`` are the others considered, best first.

    ``agreed`` and ``differed`` are what the score was made of; ``differences`` are what an editor can put right, told
    only where they are sure: of the accepted record, or of the one record that the entry can mean (``of``).
    """

    verdict: MatchVerdict
    score: float = 0.0
    work: Work | None = None
    agreed: tuple[str, ...] = ()
    differed: tuple[str, ...] = ()
    candidates: tuple[Work, ...] = ()
    says: str = ""
    looks_invented: str = ""  # why the entry looks made up, empty when it does not
    differences: tuple[Difference, ...] = ()
    of: Work | None = None  # the record that the differences are from


@dataclass(frozen=True, slots=True)
class Trial:
    """One study at ClinicalTrials.gov, with the status of the record."""

    nct: NCT
    title: str
    status: str
    status_date: PartialDate | None = None
    completion_date: PartialDate | None = None
    results_posted: bool = False
