"""Findings × history × decisions to a Report: what all formats show, put in order once. Pure.

A report of a large site is made in two passes over ``Report.pages``, so that no site is ever held as a whole: the
first keeps a few words of each page and finding (here), the second writes one page at a time (``reports.write``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from model.finding import Finding, NotVerified
from model.history import History, State
from model.page import Page
from model.policy import Policy
from reports.address import Addresses, addresses_of, page_file, short_address, site_section
from reports.causes import cause_of, deciding, digest
from reports.decisions import Decisions, Ruled
from reports.gathering import Gathering
from reports.report import Entry, Failure, Item, Moved, PageResult, Report
from reports.run import Run, SourceState
from reports.words import summed

__all__ = ["Entry", "Failure", "Item", "Moved", "PageResult", "Report", "Run", "SourceState", "build_report",
           "page_file", "short_address"]  # fmt: skip

_NOT_RULED = Ruled()


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
    causes = Gathering()
    questions: Counter[tuple[str, str, str]] = Counter()
    failed = list(failures)
    references_held = 0
    for result in pages:
        failed += [Failure(result.page.url, f"{result.page.url}: {line}") for line in result.page.unread]
        entry = _entry(run, result, past, ruled, addresses)
        entries.append(entry)
        causes.add(len(entries) - 1, entry, result)
        references_held += sum(h.what == "reference" for h in result.judgement.held)
        questions.update((n.what, n.source, summed(n.reason)) for n in result.judgement.not_verified)
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


def every_of(page: Page, policy: Policy) -> int | None:
    """How often a page owes a review, in months; None for a dated record, and where the policy asks for none."""
    return None if page.type.is_record or not policy.wants("DATE002") else policy.review_months


def due_of(page: Page, policy: Policy) -> date | None:
    """The day by which a page is to be reviewed: by the policy's interval, or by its own promise where that is
    earlier and no review since has answered it. None where it owes none."""
    if page.type.is_record:
        return None
    own, promise = page.dates.governing, page.dates.next_review
    last = own.date.latest() if own and own.date else None
    days = []
    if promise and promise.date and promise.certain and policy.wants("DATE003"):
        promised = promise.date.latest()
        days += [promised] if last is None or promised > last else []
    every = every_of(page, policy)
    if last is not None and every is not None:
        months = last.month - 1 + every
        year, month = last.year + months // 12, months % 12 + 1
        days += [date(year, month, min(last.day, 28))] if year <= 9999 else []
    return min(days, default=None)


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
        due=due_of(page, result.policy or run.policy),
        every=every_of(page, result.policy or run.policy),
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
        ruled = _NOT_RULED
        if decisions.by_name:  # else the digests need not be made
            ruled = decisions.on(name, cause, digest(finding), today, finding.former, deciding(finding))
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
