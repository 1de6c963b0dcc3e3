"""The page promised a review by a day that has passed."""

from collections.abc import Iterator

from checks._check import Case, Check
from checks._sections import ago_in_words, long_date, months_between
from checks.date._mention import finding_on
from model.dates import DateKind, DatePlace, PageDates, PartialDate
from model.finding import Finding, Severity


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding when "next review due" or "expires" lies in the past and nothing newer answers it."""
    dates = case.page.dates
    if case.page.type.is_record:
        return
    done = _done(dates)
    for promise in (dates.next_review, dates.expires):
        if promise is None or promise.date is None or promise.date.latest() >= case.today:
            continue
        if promise.kind is DateKind.EXPIRES and promise.place is not DatePlace.VISIBLE:
            continue  # a content system's own timer, or a cache's: no reader was promised anything
        if any(day.earliest() > promise.date.latest() for day in done):
            continue  # reviewed after that day; only the line was not brought up to date
        late = ago_in_words(months_between(promise.date.latest(), case.today))
        kept = "promises its next review by" if promise.kind is DateKind.NEXT_REVIEW else "says it expires on"
        yield finding_on(
            promise,
            CHECK,
            case,
            message=f"The page {kept} {long_date(promise.date)}. That day passed {late} ago.",
            suggestion="Have it reviewed now, then set the next review date.",
            subject=str(promise.kind),
            since=promise.date.latest(),
        )


def _done(dates: PageDates) -> list[PartialDate]:
    """The days on which someone looked at the text: reviews, and updates and publication that a reader sees. A
    "modified" in markup is stamped by every change of the template, and answers no promise."""
    shown = (DatePlace.VISIBLE, DatePlace.TIME)
    own = [m for m in (dates.updated, dates.published) if m and m.place in shown]
    return [m.date for m in (dates.reviewed, *own) if m and m.date and m.certain]


CHECK = Check(
    code="DATE003",
    slug="promised_review_passed",
    severity=Severity.WARNING,
    title="The promised review has not happened",
    why="Readers notice a review date that has passed, and stop trusting the page.",
    run=run,
    fires=(
        "today: 2026-11-24\n\n# Gout\n\nText.\n\nPage last reviewed: 28 October 2019\n\n"
        "Next review due: 28 October 2022",
    ),
    silent=(
        "today: 2026-11-24\n\n# Gout\n\nText.\n\nPage last reviewed: 28 October 2025\n\n"
        "Next review due: 28 October 2028",
    ),
)
