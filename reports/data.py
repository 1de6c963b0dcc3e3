"""``findings.json``: the contract other tools build on. Dates are ISO 8601, keys are never renamed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from checks import all_checks
from model.dates import DateMention, PageDates
from model.decision import Decision
from model.finding import Exhibit, Finding, Held, NotVerified, Severity
from model.page import Page
from model.policy import Policy
from reports.address import Addresses
from reports.causes import deciding, digest, harm_of
from reports.headlines import headline
from reports.page_view import live_link
from reports.report import Entry, Item, PageResult, Report
from reports.run import SourceState
from reports.words import plain

# Raised in front when a key changes its meaning or goes, behind when one is new; the schema is findings.schema.json.
SCHEMA_VERSION = "2.2"


def report_to_data(report: Report) -> dict[str, Any]:
    """The whole report as plain values; of a large site, ``json_parts`` holds one page at a time."""
    return head_to_data(report) | {"pages": list(pages_to_data(report))}


def json_parts(report: Report, pages: Iterable[str]) -> Iterator[str]:
    """The report as JSON text, in pieces: one page a line, the same bytes for the same report. ``pages``: each as JSON
    text (``page_to_json``)."""
    head = json.dumps(head_to_data(report), ensure_ascii=False)
    yield f'{head[:-1]},\n"pages": ['
    for number, page in enumerate(pages):
        yield f"{',' if number else ''}\n{page}"
    yield "\n]}\n"


def report_to_json(report: Report) -> str:
    """The whole report as JSON text."""
    pages = (page_to_json(report, e, r) for e, r in zip(report.entries, report.pages, strict=True))
    return "".join(json_parts(report, pages))


def head_to_data(report: Report) -> dict[str, Any]:
    """Everything but the pages: the run, what is common, what became of earlier findings."""
    run, hide = report.run, report.addresses.hide
    found = {i.code for e in report.entries for i in e.items}
    checks = {c.code: c for c in all_checks()}
    told = headline({code: check.title for code, check in checks.items()})
    return {
        "schema_version": SCHEMA_VERSION,
        "run": {
            "id": run.id,
            "tool": "bestbefore",
            "version": run.version,
            "started_at": _iso(run.started_at),
            "finished_at": _iso(run.finished_at),
            "today": _iso(run.today),
            "previous": _iso(report.history.previous),
            "targets": [hide(t) for t in run.targets],
            "sources": [
                {
                    "name": s.name,
                    "face": s.face,
                    "as_of": _iso(s.as_of),
                    "note": hide(s.note),
                    "trouble": hide(s.trouble),
                    "unchecked": dict(s.unchecked),
                }
                for s in run.sources
            ],
            "data_as_of": _iso(report.data_as_of),
            "examined": report.examined,
            "failed": len(report.failures),
            "excluded": len(report.excluded),
            "moved": len(report.moved),
        },
        "data_as_of": {name: _iso(day) for name, day in _newest(run.sources).items()},
        "policy": _policy(run.policy),
        "checks": {
            code: {"title": check.title, "why": check.why} for code, check in checks.items() if code in found
        },
        "counts": {str(s): report.count(s) for s in Severity},
        "causes": [
            {
                "cause": c.name,
                "harm": c.harm,
                "severity": str(c.severity),
                "codes": list(c.codes),
                "changed": _iso(c.changed),
                "message": told(c),
                "pages": len(c.places),
            }
            for c in report.causes
        ],
        "resolved": [
            {
                "fingerprint": r.fingerprint,
                "code": r.code,
                "url": report.addresses.shown(r.url),
                "quote": r.quote,
                "reason": r.reason,
                "on": _iso(r.on),
            }
            for r in report.history.resolved
        ],
        "failures": [
            {"url": hide(report.addresses.shown(f.url)), "reason": hide(f.reason)} for f in report.failures
        ],
        "excluded": [{"url": hide(f.url), "reason": hide(f.reason)} for f in report.excluded],
        "moved": [{"url": hide(m.url), "to": hide(m.to)} for m in report.moved],
    }


def pages_to_data(report: Report) -> Iterator[dict[str, Any]]:
    """The pages, one after the other, in the order of the report."""
    for entry, result in zip(report.entries, report.pages, strict=True):
        yield page_to_data(report, entry, result)


def date_to_data(mention: DateMention | None) -> dict[str, Any] | None:
    """One date mention as plain values; ``date`` is ISO, as precise as known."""
    if mention is None:
        return None
    return {
        "date": str(mention.date) if mention.date else None,
        "precision": mention.date.precision if mention.date else None,
        "kind": str(mention.kind),
        "place": str(mention.place),
        "quote": mention.quote,
        "readings": [str(r) for r in mention.readings],
        "note": mention.note,
    }


def dates_to_data(dates: PageDates) -> dict[str, Any]:
    """The dates that the reader settled on, and every mention."""
    governing = dates.governing
    return {
        **{
            kind: (str(mention.date) if mention and mention.date else None)
            for kind, mention in (
                ("published", dates.published),
                ("updated", dates.updated),
                ("reviewed", dates.reviewed),
                ("next_review", dates.next_review),
                ("expires", dates.expires),
                ("governing", governing),
            )
        },
        "mentions": [date_to_data(m) for m in dates.mentions],
        "conflicts": [
            {
                "kind": str(c.kind),
                "winner": date_to_data(c.winner),
                "loser": date_to_data(c.loser),
                "why": c.why,
            }
            for c in dates.conflicts
        ],
    }


def finding_to_data(finding: Finding, item: Item, page: Page, addresses: Addresses) -> dict[str, Any]:
    """One finding as plain values, with its state and what was decided on it."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "harm": harm_of(finding),
        "cause": item.cause,
        "section": section_name(page, finding.section),
        "anchor": page.sections[finding.section].anchor if finding.section is not None else None,
        "quote": finding.quote,
        "verdict": str(finding.verdict) if finding.verdict else None,
        "since": str(finding.since) if finding.since else None,
        "claim": finding.claim or None,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "evidence": [exhibit_to_data(e) for e in finding.evidence],
        "link": live_link(page, finding, addresses) or None,
        "subject": finding.subject,
        "fingerprint": finding.fingerprint,
        "state": str(item.state),
        "first_seen": _iso(item.first_seen),
        "last_checked": _iso(item.last_checked),
        "decision": decision_to_data(item.ruled.decision),
        "decision_note": item.ruled.note or None,
        "evidence_digest": digest(finding) or None,
        "cause_digest": deciding(finding) or None,
    }


def decision_to_data(decision: Decision | None) -> dict[str, Any] | None:
    """A decision in force as plain values."""
    if decision is None:
        return None
    return {
        "on": decision.on,
        "is": str(decision.ruling),
        "reason": decision.reason,
        "until": _iso(decision.until),
        "by": decision.by,
        "assignee": decision.assignee or None,
    }


def exhibit_to_data(exhibit: Exhibit) -> dict[str, Any]:
    """One piece of evidence as plain values."""
    return {
        "source": exhibit.source,
        "id": exhibit.id,
        "url": exhibit.url,
        "as_of": _iso(exhibit.as_of),
        "retrieved_at": _iso(exhibit.retrieved_at),
        "says": exhibit.says,
        "own_record": exhibit.own_record,
    }


def section_name(page: Page, section: int | None) -> str:
    """The heading path of a section: "Treatment > PARP inhibitors"; empty before the first heading."""
    return " > ".join(page.sections[section].path) if section is not None else ""


def page_to_json(report: Report, entry: Entry, result: PageResult) -> str:
    """One page with its findings, as JSON text on one line."""
    return json.dumps(page_to_data(report, entry, result), ensure_ascii=False)


def page_to_data(report: Report, entry: Entry, result: PageResult) -> dict[str, Any]:
    """One page with its findings, as plain values."""
    page, addresses = result.page, report.addresses
    return {
        "url": entry.url,
        "canonical_url": page.canonical_url or None,
        "title": page.title,
        "language": page.language or None,
        "type": str(page.type),
        "report": f"pages/{entry.file}",
        "state": entry.state,
        "last_examined": _iso(entry.last_examined),
        "owner": entry.owner or None,
        "fetched_at": result.fetched_at or None,
        "dates": dates_to_data(page.dates),
        "review_months": entry.every,
        "review_due": _iso(entry.due),
        "findings": [
            finding_to_data(f, i, page, addresses)
            for f, i in zip(result.judgement.findings, entry.items, strict=True)
        ],
        "not_verified": [_not_verified(n, page) for n in result.judgement.not_verified],
        "supported": result.judgement.supported,
        "held": [_held(h, page) for h in result.judgement.held],
    }


def _held(item: Held, page: Page) -> dict[str, Any]:
    return {
        "what": item.what,
        "section": section_name(page, item.section),
        "quote": item.quote,
        "says": item.says,
        "source": item.source,
        "url": item.url,
        "as_of": _iso(item.as_of),
    }


def _not_verified(item: NotVerified, page: Page) -> dict[str, Any]:
    return {
        "what": item.what,
        "section": section_name(page, item.section),
        "quote": item.quote,
        "reason": plain(item.reason),
        "source": item.source,
    }


def _policy(policy: Policy) -> dict[str, Any]:
    return {
        "name": policy.name,
        "review_months": policy.review_months,
        "ageing_months": policy.ageing_months,
        "evidence_years": policy.evidence_years,
        "statistic_years": policy.statistic_years,
        "disabled": sorted(policy.disabled),
        "severities": {code: str(s) for code, s in sorted(policy.severities.items())},
        "owner": policy.owner or None,
    }


def _newest(sources: Iterable[SourceState]) -> dict[str, date]:
    """The day up to which each source knows: of one with several parts, the newest."""
    days: dict[str, date] = {}
    for source in sources:
        if source.as_of is not None:
            days[source.name] = max(source.as_of, days.get(source.name, source.as_of))
    return days


def _iso(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if value else None
