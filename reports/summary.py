"""The summary in Markdown: for Prefect's artifact, a mail or a chat."""

from __future__ import annotations

from checks import all_checks
from model.finding import Severity
from reports.headlines import headline
from reports.overview import alarms
from reports.report import Report
from reports.words import SEVERITY_WORDS, as_markdown, plural, shorten

# Findings that are named: an artifact is a summary, the report has the rest.
_ROWS = 20


def report_to_markdown(report: Report, where: str = "") -> str:
    """Counts, what to do first, what could not be examined or verified; ``where`` is the report's place."""
    lines = [
        f"# Content audit {report.run.today.isoformat()}",
        "",
        f"{plural(len(report.entries), 'page')} examined: "
        + ", ".join(f"**{report.count(s)}** to {SEVERITY_WORDS[s]}" for s in Severity)
        + f"; {plural(report.not_verified, 'statement')} not verified.",
    ]
    if not report.entries:
        lines.append("\n**Nothing was examined.**")
    lines += ["", *(f"- {as_markdown(line)}" for line in alarms(report))]
    if where:
        lines += ["", f"Report: `{where}`"]
    if report.causes:
        # a list, since Prefect's dashboard cuts off what is too wide for a table's cell
        lines.append("")
        told = headline({c.code: c.title for c in all_checks()})
        for cause in report.causes[:_ROWS]:
            many = f"{plural(len(cause.places), 'page')}, such as " if len(cause.places) > 1 else ""
            lines.append(
                f"- **{SEVERITY_WORDS[cause.severity]}**: {as_markdown(shorten(told(cause), 200))} "
                f"({many}*{as_markdown(cause.entry.title)}*)"
            )
            if quote := as_markdown(shorten(cause.quote, 160)):
                lines.append(f"  “{quote}”")
        if len(report.causes) > _ROWS:
            lines.append(f"- … and {len(report.causes) - _ROWS:,} more, in the report")
    if report.failures:
        lines += ["", "## Not examined", ""]
        lines += [
            f"- {as_markdown(shorten(report.addresses.hide(f.reason), 200))}" for f in report.failures[:_ROWS]
        ]
        if len(report.failures) > _ROWS:
            lines.append(f"- … and {len(report.failures) - _ROWS} more")
    if report.open_questions:
        lines += ["", "## Not verified", ""]
        lines += [
            f"- {as_markdown(plural(count, what))}: {as_markdown(shorten(reason, 200))} ({as_markdown(source)})"
            for what, source, reason, count in report.open_questions[:_ROWS]
        ]
    return "\n".join(lines) + "\n"
