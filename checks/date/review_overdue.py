"""The page is older than its review interval."""

from collections.abc import Iterator

from checks._check import Case, Check
from checks._sections import age_in_words, long_date, months_between, told
from model.dates import SEEN_BY_READERS, DateMention, DatePlace
from model.finding import Finding, Severity


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding when the page's own date is further back than the policy allows."""
    own = case.page.dates.governing
    if own is None or own.date is None or case.page.type.is_record:
        return  # a dated record stands under its date for good
    age = months_between(own.date.latest(), case.today)
    if age < case.policy.review_months:
        return
    due_month = own.date.latest().month - 1 + case.policy.review_months
    due = own.date.latest().replace(
        year=own.date.latest().year + due_month // 12, month=due_month % 12 + 1, day=1
    )
    yield Finding(
        code=CHECK.code,
        severity=CHECK.severity,
        page_url=case.page.url,
        section=own.section,
        quote=own.quote,
        span=own.span,
        message=(
            f"The page was {told(own)}{_where(own)}, {age_in_words(age)} ago. "
            f"It should be reviewed every {age_in_words(case.policy.review_months)}: "
            f"its review was due in {due.strftime('%B %Y')}."
        ),
        suggestion=f"Have it reviewed by a clinician, then replace “{long_date(own.date)}” by the new date.",
        subject="review interval",
        since=due,
    )


def _where(own: DateMention) -> str:
    if own.place in SEEN_BY_READERS:
        return ""
    if own.place is DatePlace.FRONT_MATTER:
        return " (its front matter says so)"
    return f" (its {own.place} says so, where readers do not see it)"


CHECK = Check(
    code="DATE002",
    slug="review_overdue",
    severity=Severity.WARNING,
    title="The page is past its review interval",
    why="Treatment changes within years. Nobody has vouched for this page for longer than the publisher allows.",
    run=run,
    fires=("today: 2026-11-24\n\n# Breast cancer drugs\n\nSome text about treatment.\n\nUpdated 06/24/14",),
    silent=(
        "today: 2026-11-24\n\n# Breast cancer drugs\n\nSome text.\n\nLast reviewed: 24 June 2025",
        "today: 2026-11-24\n\n# History\n\nIn 2011, the FDA revoked an approval.\n\nUpdated 1 June 2026",
    ),
)
