"""``findings.csv``: one finding a row, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from reports.build import Report
from reports.data import live_link, section_name

COLUMNS = (
    "severity", "code", "page", "title", "section", "since", "verdict", "message", "suggestion", "owner",
    "source", "source_url", "link", "fingerprint", "quote",
)  # fmt: skip
# Excel, LibreOffice and Google Sheets run a cell that begins with one of these, full-width forms too (OWASP).
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def report_to_csv(report: Report) -> str:
    """The findings as CSV text (RFC 4180, CRLF), with the byte-order mark that Excel needs to see UTF-8."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for result in report.pages:
        for f in result.judgement.findings:
            first = f.evidence[0] if f.evidence else None
            row = (
                str(f.severity),
                f.code,
                result.page.url,
                result.page.title,
                section_name(result.page, f.section),
                str(f.since) if f.since else "",
                str(f.verdict) if f.verdict else "",
                f.message,
                f.suggestion,
                report.run.policy.owner,
                f"{first.source} {first.id}".strip() if first else "",
                first.url if first else "",
                live_link(result.page, f),
                f.fingerprint,
                f.quote,
            )
            writer.writerow([safe_cell(cell) for cell in row])
    return out.getvalue()


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula, and on one line."""
    flat = " ".join(text.replace("\x00", "").split())
    return f"'{flat}" if flat.startswith(_FORMULA) else flat
