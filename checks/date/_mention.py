"""A finding on a date of the page, quoting it where it stands."""

from __future__ import annotations

from datetime import date

from checks._check import Case, Check
from model.dates import DateMention, PartialDate
from model.finding import Finding


def finding_on(
    mention: DateMention,
    check: Check,
    case: Case,
    *,
    message: str,
    suggestion: str,
    subject: str,
    since: date | PartialDate | None = None,
) -> Finding:
    """What ``check`` says of a date of the page."""
    return Finding(
        code=check.code,
        severity=check.severity,
        page_url=case.page.url,
        section=mention.section,
        quote=mention.quote,
        span=mention.span,
        message=message,
        suggestion=suggestion,
        subject=subject,
        since=since,
    )
