"""``findings.json``: the contract other tools build on. Dates are ISO 8601, keys are never renamed."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from model.dates import DateMention, PageDates
from model.finding import Exhibit, Finding, NotVerified
from model.fragment import text_fragment
from model.page import Page
from model.policy import Policy
from reports.build import PageResult, Report

# Raised when a key changes its meaning or goes; a new key does not raise it.
SCHEMA_VERSION = "1.0"


def report_to_json(report: Report) -> str:
    """The whole report as JSON text, the same bytes for the same report."""
    return json.dumps(report_to_data(report), ensure_ascii=False, indent=1) + "\n"


def report_to_data(report: Report) -> dict[str, Any]:
    """The whole report as plain values."""
    run = report.run
    return {
        "schema_version": SCHEMA_VERSION,
        "run": {
            "id": run.id,
            "tool": "bestbefore",
            "version": run.version,
            "started_at": _iso(run.started_at),
            "finished_at": _iso(run.finished_at),
            "today": _iso(run.today),
            "targets": list(run.targets),
            "sources": [
                {"name": s.name, "face": s.face, "as_of": _iso(s.as_of), "note": s.note} for s in run.sources
            ],
            "data_as_of": _iso(report.data_as_of),
            "examined": len(report.pages),
            "failed": len(report.failures),
        },
        "policy": _policy(run.policy),
        "pages": [_page(result, report) for result in sorted(report.pages, key=lambda r: r.page.url)],
        "failures": [{"url": f.url, "reason": f.reason} for f in report.failures],
    }


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


def finding_to_data(finding: Finding, page: Page) -> dict[str, Any]:
    """One finding as plain values."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "section": section_name(page, finding.section),
        "anchor": page.sections[finding.section].anchor if finding.section is not None else None,
        "quote": finding.quote,
        "verdict": str(finding.verdict) if finding.verdict else None,
        "since": str(finding.since) if finding.since else None,
        "claim": finding.claim or None,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "evidence": [exhibit_to_data(e) for e in finding.evidence],
        "link": live_link(page, finding),
        "subject": finding.subject,
        "fingerprint": finding.fingerprint,
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
    }


def section_name(page: Page, section: int | None) -> str:
    """The heading path of a section: "Treatment > PARP inhibitors"; empty before the first heading."""
    return " > ".join(page.sections[section].path) if section is not None else ""


def live_link(page: Page, finding: Finding) -> str:
    """The address that opens the live page at the quoted sentence; of the page when there is no sentence."""
    base = page.canonical_url or page.url
    if finding.span is None:
        return base
    anchor = page.sections[finding.section].anchor if finding.section is not None else None
    return text_fragment(page.text, finding.span, base, anchor)


def _page(result: PageResult, report: Report) -> dict[str, Any]:
    page = result.page
    return {
        "url": page.url,
        "canonical_url": page.canonical_url or None,
        "title": page.title,
        "language": page.language or None,
        "fetched_at": result.fetched_at or None,
        "dates": dates_to_data(page.dates),
        "findings": [
            finding_to_data(f, page) | {"first_seen": _iso(report.first_seen.get(f.fingerprint))}
            for f in result.judgement.findings
        ],
        "not_verified": [_not_verified(n, page) for n in result.judgement.not_verified],
        "supported": result.judgement.supported,
    }


def _not_verified(item: NotVerified, page: Page) -> dict[str, Any]:
    return {
        "what": item.what,
        "section": section_name(page, item.section),
        "quote": item.quote,
        "reason": item.reason,
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


def _iso(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if value else None
