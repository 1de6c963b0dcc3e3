"""What all formats show: pages, findings, causes and what stays open, put in order once. ``reports.build`` makes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from model.decision import Decision
from model.finding import Finding, Judgement, Severity
from model.history import History, State
from model.page import Page
from model.policy import Policy
from reports.address import Addresses
from reports.causes import family
from reports.decisions import Decisions, Ruled
from reports.run import Run

# How many causes are shown as cards: what an editor can take in on the first screens, and do in a morning.
DO_FIRST = 5


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page as read and judged. ``owner``: empty for the policy's own. ``mark``: stands for both as they are.
    ``whole``: gives the page with all its details, where ``page`` is an outline (``store.codec.unpack_outline``).
    ``policy``: what the page is measured by, None for the run's own."""

    page: Page
    judgement: Judgement
    fetched_at: str = ""
    owner: str = ""
    mark: str = ""
    whole: Callable[[], Page] | None = field(default=None, compare=False, repr=False)
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A page or target that could not be fetched or read."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An address whose page is told under another one, ``to``."""

    url: str
    to: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding in the work list. ``number`` is its place in the page's judgement, from 1."""

    code: str
    severity: Severity
    fingerprint: str
    cause: str
    number: int
    state: State
    first_seen: date | None
    last_checked: date | None
    ruled: Ruled

    @property
    def open(self) -> bool:
        """True when an editor has something to do about it."""
        return self.state is not State.ACCEPTED and not self.ruled.silences


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the list of pages. ``url`` is the address as shown; ``due``: when its next review is due;
    ``every``: how often it owes one, in months, None where it owes none."""

    url: str
    title: str
    file: str
    section: str
    owner: str
    dated: str
    day: str
    due: date | None
    every: int | None
    state: str
    last_examined: date | None
    items: tuple[Item, ...]
    not_verified: int
    held: int

    def count(self, severity: Severity) -> int:
        """How many open findings have this severity."""
        return sum(i.severity is severity and i.open for i in self.items)


@dataclass(frozen=True, slots=True)
class Instance:
    """One finding of a cause, kept whole. ``quote``: the page's sentence, empty where it is about no words of it;
    ``section``: the headings that the sentence stands under; ``number``: the finding's place in the judgement."""

    finding: Finding
    quote: str
    section: str
    entry: Entry
    number: int


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that is wrong, on one page or many.

    ``shown`` is its gravest instance, ``of_owner`` the gravest of each owner's pages. ``places``: every page with
    the number of its first such finding, in the order of the site. ``changed``: when it became so, None where no day
    is known.
    """

    name: str
    shown: Instance
    of_owner: Mapping[str, Instance]
    harm: int
    severity: Severity
    changed: date | None
    codes: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    worst: tuple[tuple[Entry, int], ...]
    states: frozenset[State]

    @property
    def finding(self) -> Finding:
        """Its gravest finding."""
        return self.shown.finding

    @property
    def entry(self) -> Entry:
        """The page of it."""
        return self.shown.entry

    @property
    def quote(self) -> str:
        """The sentence of it."""
        return self.shown.quote

    @property
    def kind(self) -> str:
        """The family of its checks: FDA, REF, DATE, TIME, ..."""
        return family(self.finding.code)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the formats show. ``entries`` are the pages in the order they came; ``pages`` hands out the same
    pages whole, one after the other, as often as asked. ``causes`` are what to do, first things first. ``excluded`` are
    no failures: the site or its entry does not want them asked, and ``reason`` says which."""

    run: Run
    pages: Collection[PageResult]
    entries: tuple[Entry, ...] = ()
    failures: tuple[Failure, ...] = ()
    excluded: tuple[Failure, ...] = ()
    moved: tuple[Moved, ...] = ()
    causes: tuple[Cause, ...] = ()
    settled: tuple[tuple[Entry, Item], ...] = ()
    unused: tuple[Decision, ...] = ()
    open_questions: tuple[tuple[str, str, str, int], ...] = ()  # what, source, reason, how many
    references_held: int = 0
    counts: Mapping[Severity, int] = field(default_factory=dict)
    kinds: tuple[tuple[str, int, int], ...] = ()  # code, open findings, pages
    history: History = field(default_factory=History)
    decisions: Decisions = field(default_factory=Decisions)
    addresses: Addresses = field(default_factory=Addresses)

    @property
    def data_as_of(self) -> date | None:
        """The day up to which FDA's data know, None where no source of them says so."""
        return max((s.as_of for s in self.run.sources if s.name.startswith("FDA") and s.as_of), default=None)

    @property
    def do_first(self) -> tuple[Cause, ...]:
        """The causes that are shown as cards."""
        return self.causes[:DO_FIRST]

    @property
    def not_verified(self) -> int:
        """How many statements and references could not be checked."""
        return sum(e.not_verified for e in self.entries)

    @property
    def examined(self) -> int:
        """How many pages this run examined; the others are as they were when last examined."""
        return sum(e.state in ("examined", "unchanged") for e in self.entries)

    @property
    def clean(self) -> int:
        """How many pages have nothing to do."""
        return sum(not any(i.open for i in e.items) for e in self.entries)

    @property
    def owners(self) -> tuple[str, ...]:
        """Everybody who has something to do."""
        return tuple(sorted({e.owner for e in self.entries if e.owner}))

    def count(self, severity: Severity) -> int:
        """How many open findings have this severity."""
        return self.counts.get(severity, 0)

    def of_state(self, state: State) -> int:
        """How many findings are in this state."""
        return sum(i.state is state for e in self.entries for i in e.items)

    def worst_first(self) -> list[Entry]:
        """The pages, those with most to fix first."""
        return sorted(self.entries, key=lambda e: (*(-e.count(s) for s in Severity), e.url))
