"""Findings to a Report: what all formats show, put in order once. Pure."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from model.dates import long_date
from model.finding import Finding, Judgement, NotVerified, Severity
from model.page import Page
from model.policy import Policy
from verdicts import GRACE

# FDA publishes weekly: older data than this have missed news (the same bound as for a verdict that rests on absence).
FRESH = GRACE
# How many cards "Do first" shows: what an editor can do in a morning (shared vocabulary, reports).
DO_FIRST = 10
# Findings of one code that one record decides on so many pages are also told as one cause.
PAGES_OF_A_COMMON_CAUSE = 2


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source in this run: what its data vouch for, and what it could not do."""

    name: str
    face: str  # "snapshot" or "live"
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One audit. Times are UTC."""

    id: str
    started_at: datetime
    finished_at: datetime
    today: date
    targets: tuple[str, ...]
    policy: Policy
    version: str
    sources: tuple[SourceState, ...] = ()


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page as read and judged."""

    page: Page
    judgement: Judgement
    fetched_at: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A page or target that could not be fetched or read."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that is wrong on several pages."""

    finding: Finding
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the formats show. ``pages`` are worst first."""

    run: Run
    pages: tuple[PageResult, ...]
    failures: tuple[Failure, ...] = ()
    do_first: tuple[tuple[PageResult, Finding], ...] = ()
    causes: tuple[Cause, ...] = ()
    open_questions: tuple[tuple[str, str, int], ...] = ()  # source, reason, how many
    first_seen: Mapping[str, date] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of all pages."""
        return tuple(f for p in self.pages for f in p.judgement.findings)

    @property
    def not_verified(self) -> tuple[NotVerified, ...]:
        """All that could not be checked."""
        return tuple(n for p in self.pages for n in p.judgement.not_verified)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(f.severity is severity for f in self.findings)

    @property
    def data_as_of(self) -> date | None:
        """The day up to which FDA's data know, None where no source of them says so."""
        return max((s.as_of for s in self.run.sources if s.name.startswith("FDA") and s.as_of), default=None)

    @property
    def data_age(self) -> str:
        """One line on the age of FDA's data, empty where nothing is known of it."""
        end = self.data_as_of
        if end is None:
            return ""
        months = (self.run.today - end).days // 30
        if self.run.today - end <= FRESH:
            return f"FDA data know up to {long_date(end)}."
        age = f"{months} month{'s' if months != 1 else ''}"
        return (
            f"FDA data end on {long_date(end)}, {age} before this audit: what FDA did since is unknown here. "
            "Run bestbefore refresh fda."
        )

    def is_new(self, finding: Finding) -> bool:
        """True when this run is the first that saw the finding; False also where there is no history."""
        return self.first_seen.get(finding.fingerprint) == self.run.today and len(self.first_seen) > 0


def build_report(
    run: Run,
    results: Iterable[PageResult],
    failures: Iterable[Failure] = (),
    first_seen: Mapping[str, date] | None = None,
) -> Report:
    """Order the results, and draw out what comes first, what is common and what stays open."""
    pages = tuple(sorted(results, key=_worst_first))
    ranked = sorted(
        ((p, f) for p in pages for f in p.judgement.findings if f.severity is not Severity.NOTE),
        # A drug taken back for its harm, or under a new boxed warning, before all else; then what a source decided
        # before what only the page's age says: it can be put right at once.
        key=lambda pair: (
            not pair[1].harm,
            -pair[1].severity.rank,
            not pair[1].evidence,
            -_months_wrong(pair[1], run.today),
            pair[0].page.url,
        ),
    )
    return Report(
        run=run,
        pages=pages,
        failures=tuple(sorted(failures, key=lambda f: f.url)),
        do_first=tuple(ranked[:DO_FIRST]),
        causes=_causes(pages),
        open_questions=_open_questions(pages),
        first_seen=dict(first_seen or {}),
    )


def page_file(url: str) -> str:
    """The page report's file name: readable, ASCII, unique for the address, safe on any disk."""
    parts = urlsplit(url)
    words = re.sub(r"[^a-z0-9]+", "-", unquote(f"{parts.netloc} {PurePosixPath(parts.path).stem}").lower())
    digest = hashlib.sha256(url.encode()).hexdigest()[:8]
    return f"{words.strip('-')[-60:].strip('-') or 'page'}-{digest}.html"


def short_address(url: str) -> str:
    """An address as an editor says it: without scheme; of a saved page only its last two parts."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return "/".join(unquote(parts.path).split("/")[-2:])
    return f"{parts.netloc}{unquote(parts.path)}" if parts.netloc else url


def _worst_first(result: PageResult) -> tuple[object, ...]:
    counts = Counter(f.severity for f in result.judgement.findings)
    return (
        -counts[Severity.ERROR],
        -counts[Severity.WARNING],
        -counts[Severity.NOTE],
        result.page.url,
    )


def _months_wrong(finding: Finding, today: date) -> int:
    since = finding.since
    if since is None:
        return 0
    return (today - (since if isinstance(since, date) else since.earliest())).days // 30


def _causes(pages: tuple[PageResult, ...]) -> tuple[Cause, ...]:
    groups: dict[tuple[str, str, str], list[tuple[str, Finding]]] = {}
    for result in pages:
        for finding in result.judgement.findings:
            if finding.evidence:  # only what a source decided has a cause outside the page
                first = finding.evidence[0]
                groups.setdefault((finding.code, first.id, first.says), []).append((result.page.url, finding))
    causes = []
    for found in groups.values():
        urls = tuple(dict.fromkeys(url for url, _ in found))
        if len(urls) >= PAGES_OF_A_COMMON_CAUSE:
            causes.append(Cause(found[0][1], urls))
    return tuple(sorted(causes, key=lambda c: (-c.finding.severity.rank, -len(c.pages), c.finding.code)))


def _open_questions(pages: tuple[PageResult, ...]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter((n.source, n.reason) for p in pages for n in p.judgement.not_verified)
    return tuple(
        (source, reason, count)
        for (source, reason), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
