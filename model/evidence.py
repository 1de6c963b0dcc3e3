"""What a source said, or why it said nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from model.approval import Timeline
from model.history import Earlier
from model.identifiers import NCT, PMID
from model.lexicon import Lexicon
from model.link import LinkFacts
from model.literature import Match, Trial, Work
from model.page import Reference

T_co = TypeVar("T_co", covariant=True)

#: How long after its data's day a source's silence is still taken for an absence: weekly data leave room for a month
#: and a half of refreshes that failed.
GRACE = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Evidence(Generic[T_co]):
    """What one source says on one question.

    ``as_of``: the day the source vouches for (its data's date); ``retrieved_at``: when we read it.
    """

    source: str
    id: str
    url: str
    says: str
    facts: T_co
    as_of: date | None = None
    retrieved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that a source could not answer, and why: never a statement about the page.

    ``lost``: it was asked and failed, so that another night may tell; else it is not among what it knows.
    """

    source: str
    query: str
    reason: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Questions:
    """What a run asks, each distinct question once. ``newer``: also ask for works newer than the cited ones.
    ``earlier``: how the page was before its last change, which the store knows."""

    references: tuple[Reference, ...] = ()
    newer: bool = False
    drugs: tuple[str, ...] = ()
    trials: tuple[NCT, ...] = ()
    earlier: bool = False
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of one run, by question. A question that is not there was not asked.

    ``matches`` by ``Reference.key``; ``newer``: works that cite or update a cited paper, by its PMID;
    ``timelines`` by drug key; ``trials`` by NCT number; ``earlier`` by the page's address; ``links`` by the address of
    the page linked to.
    """

    lexicon: Lexicon = field(default_factory=Lexicon)
    matches: Mapping[str, Evidence[Match] | Unanswered] = field(default_factory=dict)
    newer: Mapping[PMID, Evidence[tuple[Work, ...]] | Unanswered] = field(default_factory=dict)
    timelines: Mapping[str, Evidence[Timeline] | Unanswered] = field(default_factory=dict)
    trials: Mapping[NCT, Evidence[Trial] | Unanswered] = field(default_factory=dict)
    links: Mapping[str, Evidence[LinkFacts] | Unanswered] = field(default_factory=dict)
    earlier: Mapping[str, Earlier] = field(default_factory=dict)
