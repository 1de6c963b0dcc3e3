"""``findings.sarif``: SARIF 2.1.0 (OASIS), for trackers and code-scanning views."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from model.decision import Ruling
from model.finding import Finding
from model.history import State
from reports.causes import harm_of
from reports.data import section_name
from reports.quotes import said
from reports.report import Entry, Item, PageResult, Report
from reports.words import QUOTE_LIMIT, clean, one_line, safe_url

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# SARIF 3.27.24: what a baseline knows of a result. Reopened and not re-checked are ours, in ``properties``.
_BASELINE = {State.NEW: "new", State.OPEN: "unchanged", State.REOPENED: "updated",
             State.NOT_RECHECKED: "unchanged", State.ACCEPTED: "unchanged"}  # fmt: skip


def sarif_head(report: Report, why: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """The log up to its results; ``sarif_rows`` of each page and ``SARIF_END`` complete it."""
    driver = {
        "name": "bestbefore",
        "version": report.run.version,
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": titles.get(code) or code},
                "fullDescription": {"text": why.get(code) or titles.get(code) or code},
            }
            for code in codes_of(report)
        ],
    }
    invocation = {
        "executionSuccessful": bool(report.entries),
        "startTimeUtc": f"{report.run.started_at:%Y-%m-%dT%H:%M:%SZ}",
        "endTimeUtc": f"{report.run.finished_at:%Y-%m-%dT%H:%M:%SZ}",
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": one_line(report.addresses.hide(f.reason))}}
            for f in report.failures[:1000]
        ],
    }
    run = {"tool": {"driver": driver}, "invocations": [invocation]}
    head = f'{{"$schema": {json.dumps(_SCHEMA)}, "version": "2.1.0", "runs": [{json.dumps(run)[:-1]},'
    return f'{head}\n"results": ['


SARIF_END = "\n]}]}\n"


def codes_of(report: Report) -> list[str]:
    """The checks that found something, in order."""
    return sorted({i.code for e in report.entries for i in e.items})


def sarif_rows(report: Report, entry: Entry, result: PageResult, codes: Sequence[str]) -> list[str]:
    """The results of one page, each as JSON text."""
    at = {code: index for index, code in enumerate(codes)}
    return [
        json.dumps(_result(report, entry, result, finding, item, at), ensure_ascii=False)
        for finding, item in zip(result.judgement.findings, entry.items, strict=True)
    ]


def _result(
    report: Report,
    entry: Entry,
    result: PageResult,
    finding: Finding,
    item: Item,
    rule_at: Mapping[str, int],
) -> dict[str, Any]:
    # no region: a sentence of the text as we read it is at no offset of the page's markup that a tool could open
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _uri(entry.url)}}}
    if quote := one_line(said(result.page, finding), QUOTE_LIMIT):
        place["message"] = {"text": f"“{quote}”"}
    if where := one_line(section_name(result.page, finding.section), QUOTE_LIMIT):
        place["logicalLocations"] = [{"fullyQualifiedName": where}]
    out: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule_at[finding.code],
        "level": str(finding.severity),
        "message": {"text": clean(f"{finding.message} {finding.suggestion}".strip()) or finding.code},
        "locations": [place],
        "partialFingerprints": {"bestbefore/v1": item.fingerprint},
        "properties": {"state": str(item.state), "cause": item.cause, "harm": harm_of(finding)},
    }
    related = [
        {
            "physicalLocation": {"artifactLocation": {"uri": _uri(e.url)}},
            "message": {"text": one_line(e.says)},
        }
        for e in finding.evidence
        if safe_url(e.url)
    ]
    if related:
        out["relatedLocations"] = related
    if report.history.previous is not None:
        out["baselineState"] = _BASELINE[item.state]
    decision = item.ruled.decision
    if decision is not None and decision.ruling is not Ruling.TO_DO:
        out["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": clean(decision.reason)}
        ]
    return out


def _uri(url: str) -> str:
    """An address that is a URI reference (RFC 3986), whatever a page made of it."""
    return quote(clean(url), safe="%/:?#[]@!$&'()*+,;=~-._")
