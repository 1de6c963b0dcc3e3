"""The summary in Markdown: for Prefect's artifact, a mail or a chat."""

from __future__ import annotations

import re

from model.finding import Severity
from reports.build import Report, short_address
from reports.html import SEVERITY_WORDS, clean, plural, shorten

# Rows of the table: an artifact is a summary, the report has the rest.
_ROWS = 20


def report_to_markdown(report: Report, where: str = "") -> str:
    """Counts, what to do first, what could not be examined or verified; ``where`` is the report's place."""
    lines = [
        f"# Content audit {report.run.today.isoformat()}",
        "",
        f"{plural(len(report.pages), 'page')} examined: "
        + ", ".join(f"**{report.count(s)}** to {SEVERITY_WORDS[s]}" for s in Severity)
        + f"; {plural(len(report.not_verified), 'statement')} not verified.",
    ]
    if not report.pages:
        lines.append("\n**Nothing was examined.**")
    if report.data_age:
        lines += ["", report.data_age]
    if where:
        lines += ["", f"Report: `{where}`"]
    if report.do_first:
        lines += ["", "| | Page | What | Sentence |", "| --- | --- | --- | --- |"]
        for _, f in report.do_first[:_ROWS]:
            cells = (
                SEVERITY_WORDS[f.severity],
                short_address(f.page_url),
                shorten(f.message, 200),
                shorten(f.quote, 160),
            )
            lines.append("| " + " | ".join(_cell(c) for c in cells) + " |")
    if report.failures:
        lines += ["", "## Not examined", ""]
        lines += [f"- {_cell(shorten(f.reason, 200))}" for f in report.failures[:_ROWS]]
        if len(report.failures) > _ROWS:
            lines.append(f"- … and {len(report.failures) - _ROWS} more")
    if report.open_questions:
        lines += ["", "## Not verified", ""]
        lines += [
            f"- {_cell(source)}: {_cell(shorten(reason, 200))} ({count})"
            for source, reason, count in report.open_questions[:_ROWS]
        ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Scraped text as Markdown text: nothing in it is markup."""
    return re.sub(r"([\\`*_{}\[\]<>|#!~@])", r"\\\1", " ".join(clean(text).split()))
