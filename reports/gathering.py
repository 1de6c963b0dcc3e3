"""Causes as they are gathered, page by page: of each, a few words are kept, whatever the size of the site. Pure."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from model.finding import Finding, Severity
from model.history import State
from model.page import Page
from reports.causes import harm_of
from reports.quotes import said
from reports.report import Cause, Entry, Instance, Item, PageResult
from reports.sentences import told_beside

# How many of a cause's pages are named where not all are.
NAMED = 3


class Gathering:
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
                page = result.whole() if result.whole else result.page
                shown = _instance(page, finding, entry, item)
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
        # the page whose sentence is quoted is the first that is named
        worst = sorted(
            places.values(),
            key=lambda p: (p[0] is not shown.entry, -p[2].rank, *(-p[0].count(s) for s in Severity)),
        )
        return Cause(
            name=name,
            shown=shown,
            of_owner=self._of_owner[name],
            harm=self._harm[name],
            severity=shown.finding.severity,
            changed=self._changed.get(name),
            codes=tuple(self._codes[name]),
            places=tuple((index, n) for index, (_, n, _) in places.items()),
            worst=tuple((e, n) for e, n, _ in worst[:NAMED]),
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
