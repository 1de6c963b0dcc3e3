"""The page is older than its review interval."""

from collections.abc import Iterator

from checks._check import Case, Check
from checks._sections import age_in_words, ago_in_words, months_between, place_word, told
from checks.date._mention import finding_on
from model.dates import SEEN_BY_READERS, DateKind, DateMention, DatePlace, PartialDate, long_date
from model.finding import Finding, Severity


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding when the page's own date is further back than the policy allows."""
    own = case.page.dates.governing
    if own is None or own.date is None or case.page.type.is_record:
        return  # a dated record stands under its date for good
    age = months_between(own.date.latest(), case.today)
    if age < case.policy.review_months:
        return
    months = own.date.latest().month - 1 + case.policy.review_months
    due = PartialDate(own.date.latest().year + months // 12, months % 12 + 1)
    yield finding_on(
        own,
        CHECK,
        case,
        message=(
            f"The page was {told(own)}{_where(own)}, {ago_in_words(age)} ago; by your policy of one every "
            f"{age_in_words(case.policy.review_months)}, a review was due in {long_date(due)}."
        ),
        suggestion=f"Have it reviewed by a clinician, then {_write(own)}.",
        subject="review interval",
        since=due,
    )


def _write(own: DateMention) -> str:
    """What to do with the date: a publication stays as it was, and what nobody sees cannot be replaced in the text."""
    if own.date is None or own.kind is DateKind.PUBLISHED:
        return "add the day of the review to the page"
    if own.place not in SEEN_BY_READERS:
        return "show that day on the page"
    return "give the day of that review in place of the old date"


def _where(own: DateMention) -> str:
    if own.place in SEEN_BY_READERS:
        return ""
    if own.place is DatePlace.FRONT_MATTER:
        return " (its front matter says so)"
    return f" ({place_word(own.place)}, where readers do not see it)"


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
