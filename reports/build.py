"""Findings × history × decisions to a Report: what all formats show, put in order once. Pure.

A report of a large site is made in two passes over ``Report.pages``, so that no site is ever held as a whole: the
first keeps a few words of each page and finding (here), the second writes one page at a time (``reports.write``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from model.decision import Decision
from model.finding import Finding, Judgement, NotVerified, Severity
from model.history import History, State
from model.page import Page
from model.policy import Policy
from reports.address import Addresses, addresses_of, page_file, short_address, site_section
from reports.causes import cause_of, digest, family, harm_of
from reports.decisions import Decisions, Ruled
from reports.quotes import said
from reports.run import Run, SourceState
from reports.sentences import told_beside
from reports.words import plain

__all__ = ["Cause", "Entry", "Failure", "Item", "PageResult", "Report", "Run", "SourceState", "build_report",
           "page_file", "short_address"]  # fmt: skip

# How many causes are shown as cards: what an editor can take in on the first screens, and do in a morning.
DO_FIRST = 5
# How many of a cause's pages are named where not all are.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page as read and judged. ``owner``: empty for the policy's own. ``mark``: stands for both as they are."""

    page: Page
    judgement: Judgement
    fetched_at: str = ""
    owner: str = ""
    mark: str = ""


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
    """One page in the list of pages. ``url`` is the address as shown; ``due``: when its next review is due."""

    url: str
    title: str
    file: str
    section: str
    owner: str
    dated: str
    day: str
    due: date | None
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


def build_report(
    run: Run,
    results: Iterable[PageResult],
    failures: Iterable[Failure] = (),
    history: History | Mapping[str, date] | None = None,
    decisions: Decisions | None = None,
    addresses: Addresses | None = None,
) -> Report:
    """Put the results in order: causes, pages, what stays open. What of a page was too much to read joins ``failures``.

    ``results`` are gone through once here and again when the report is written; a one-time iterator is kept as a
    tuple. ``history`` may be the first day of each finding by fingerprint, where no more is remembered.
    ``addresses``: how they are shown, where that is known without going through the pages.
    """
    pages = results if isinstance(results, Collection) else tuple(results)
    past = history if isinstance(history, History) else History.from_first_seen(history or {}, run.today)
    ruled = decisions or Decisions()
    addresses = addresses or addresses_of((r.page.url for r in pages), run.base_url)
    entries: list[Entry] = []
    causes = _Causes()
    questions: Counter[tuple[str, str, str]] = Counter()
    failed = list(failures)
    references_held = 0
    for result in pages:
        failed += [Failure(result.page.url, f"{result.page.url}: {line}") for line in result.page.unread]
        entry = _entry(run, result, past, ruled, addresses)
        entries.append(entry)
        causes.add(len(entries) - 1, entry, result)
        references_held += sum(h.what == "reference" for h in result.judgement.held)
        questions.update((n.what, n.source, plain(n.reason)) for n in result.judgement.not_verified)
    used = {i.ruled.decision.on for e in entries for i in e.items if i.ruled.decision}
    used |= {i.fingerprint for e in entries for i in e.items} | {i.cause for e in entries for i in e.items}
    return Report(
        run=run,
        pages=pages,
        entries=tuple(entries),
        failures=tuple(sorted(failed, key=lambda f: (f.url, f.reason))),
        causes=causes.in_order(),
        settled=tuple((e, i) for e in entries for i in e.items if not i.open),
        unused=tuple(d for name, d in ruled.by_name.items() if name not in used),
        open_questions=_most_first(questions),
        references_held=references_held,
        counts=Counter(i.severity for e in entries for i in e.items if i.open),
        kinds=_kinds(entries),
        history=past,
        decisions=ruled,
        addresses=addresses,
    )


def due_of(page: Page, policy: Policy) -> date | None:
    """The day by which a page is to be reviewed: the one it promises, else its own date and the policy's interval."""
    promised = page.dates.next_review
    if promised and promised.date and promised.certain:
        return promised.date.latest()
    own = page.dates.governing
    if own is None or own.date is None:
        return None
    last = own.date.latest()
    months = last.month - 1 + policy.review_months
    year, month = last.year + months // 12, months % 12 + 1
    return date(year, month, min(last.day, 28)) if year <= 9999 else None


def _entry(run: Run, result: PageResult, past: History, ruled: Decisions, addresses: Addresses) -> Entry:
    page, judgement = result.page, result.judgement
    shown = addresses.shown(page.url)
    own = page.dates.governing
    seen = past.pages.get(page.url)
    return Entry(
        url=shown,
        title=" ".join(page.title.split()) or short_address(shown),
        file=page_file(shown),
        section=site_section(shown),
        owner=result.owner or run.policy.owner,
        dated=str(own.kind) if own and own.date else "",
        day=str(own.date) if own and own.date else "",
        due=due_of(page, run.policy),
        state=seen.state if seen else "examined",
        last_examined=seen.last_examined if seen else run.today,
        items=tuple(_items(judgement.findings, run.today, past, ruled)),
        not_verified=len(judgement.not_verified),
        held=judgement.supported,
    )


def _items(findings: Iterable[Finding], today: date, past: History, decisions: Decisions) -> Iterator[Item]:
    for number, finding in enumerate(findings, start=1):
        name, cause = finding.fingerprint, cause_of(finding)
        known = past.of(name, today)
        ruled = decisions.on(name, cause, digest(finding), today, finding.former)
        state = State.ACCEPTED if ruled.silences else known.state
        yield Item(
            code=finding.code,
            severity=finding.severity,
            fingerprint=name,
            cause=cause,
            number=number,
            state=state,
            first_seen=known.first_seen,
            last_checked=known.last_checked,
            ruled=ruled,
        )


class _Causes:
    """Causes as they are gathered; of each, one finding is kept whole, and one for each owner."""

    def __init__(self) -> None:
        self._best: dict[str, Instance] = {}
        self._of_owner: defaultdict[str, dict[str, Instance]] = defaultdict(dict)
        self._harm: dict[str, int] = {}
        self._changed: dict[str, date] = {}
        self._codes: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._places: defaultdict[str, dict[int, tuple[Entry, int, Severity]]] = defaultdict(dict)
        self._states: defaultdict[str, set[State]] = defaultdict(set)

    def add(self, index: int, entry: Entry, result: PageResult) -> None:
        told = [(i, f) for i, f in zip(entry.items, result.judgement.findings, strict=True) if i.open]
        beside = told_beside([f for _, f in told])
        for at, (item, finding) in enumerate(told):
            if at in beside:
                continue
            name = item.cause
            own = self._of_owner[name].get(entry.owner) if entry.owner else self._best.get(name)
            if own is None or finding.severity.rank > own.finding.severity.rank:
                shown = _instance(result.page, finding, entry, item)
                best = self._best.get(name)
                if best is None or finding.severity.rank > best.finding.severity.rank:
                    self._best[name] = shown
                if entry.owner:
                    self._of_owner[name][entry.owner] = shown
            self._harm[name] = min(self._harm.get(name, 4), harm_of(finding))
            changed = _day(finding) if finding.evidence else None
            if changed and changed > self._changed.get(name, date.min):
                self._changed[name] = changed
            self._codes[name][finding.code] = None
            known = self._places[name].get(index)
            if known is None or item.severity.rank > known[2].rank:
                self._places[name][index] = (entry, item.number, item.severity)
            self._states[name].add(item.state)

    def in_order(self) -> tuple[Cause, ...]:
        causes = [self._cause(name) for name in self._best]
        return tuple(sorted(causes, key=_first_things))

    def _cause(self, name: str) -> Cause:
        shown = self._best[name]
        places = self._places[name]
        worst = sorted(places.values(), key=lambda p: (-p[2].rank, *(-p[0].count(s) for s in Severity)))
        return Cause(
            name=name,
            shown=shown,
            of_owner=self._of_owner[name],
            harm=self._harm[name],
            severity=shown.finding.severity,
            changed=self._changed.get(name),
            codes=tuple(self._codes[name]),
            places=tuple((index, n) for index, (_, n, _) in places.items()),
            worst=tuple((e, n) for e, n, _ in worst[:_NAMED]),
            states=frozenset(self._states[name]),
        )


def _instance(page: Page, finding: Finding, entry: Entry, item: Item) -> Instance:
    quote = said(page, finding)
    return Instance(finding, quote, under(page, finding.section) if quote else "", entry, item.number)


def under(page: Page, section: int | None) -> str:
    """The headings that a section stands under, without the page's own title: "Treatment › PARP inhibitors"."""
    if section is None:
        return ""
    title = " ".join(page.title.split()).casefold()
    path = [" ".join(h.split()) for h in page.sections[section].path]
    return " › ".join(h for i, h in enumerate(path) if h and (i or not _same_title(h, title)))


def _same_title(heading: str, title: str) -> bool:
    """ "Hepatitis C" and "Hepatitis C | Health Charity"."""
    return title.startswith(heading.casefold())


def _first_things(cause: Cause) -> tuple[object, ...]:
    """Harm first, what only may concern the page last in its class; then the newest change, then reach."""
    changed = -(cause.changed or date.min).toordinal()
    return cause.harm, cause.severity is Severity.NOTE, changed, -len(cause.places), cause.name


def _day(finding: Finding) -> date | None:
    since = finding.since
    return since if since is None or isinstance(since, date) else since.earliest()


def _kinds(entries: Iterable[Entry]) -> tuple[tuple[str, int, int], ...]:
    findings: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    for entry in entries:
        codes = Counter(i.code for i in entry.items if i.open)
        findings.update(codes)
        pages.update(codes.keys())
    return tuple((code, findings[code], pages[code]) for code in sorted(findings))


def _most_first(counts: Counter[tuple[str, str, str]]) -> tuple[tuple[str, str, str, int], ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((*key, count) for key, count in ordered)


def grouped_not_verified(items: Iterable[NotVerified]) -> list[tuple[str, list[NotVerified]]]:
    """Not verified, by reason: one reason is told once with all it holds for."""
    groups: defaultdict[tuple[str, str], list[NotVerified]] = defaultdict(list)
    for item in items:
        groups[item.what, item.reason].append(item)
    return [(reason, found) for (_, reason), found in sorted(groups.items(), key=lambda g: g[0])]
