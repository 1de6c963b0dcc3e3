"""The page's date moved, and its text did not."""

from collections.abc import Iterator

from checks._asks import earlier_version
from checks._check import Case, Check
from checks._sections import long_date
from checks.date._before import different, own_date, words_before, words_now
from checks.date._mention import finding_on
from model.dates import DateKind
from model.finding import Finding, Severity

# "Last reviewed" may move without a word: somebody read the page and found it right. These two say that it changed.
_SAY_IT_CHANGED = frozenset({DateKind.UPDATED, DateKind.PUBLISHED})


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding when the page says that it was updated since, with the words it had before."""
    page, earlier = case.page, case.answers.earlier.get(case.page.url)
    own = own_date(page.dates)
    before = own_date(earlier.dates) if earlier else None
    if earlier is None or own is None or before is None or own.date is None or before.date is None:
        return
    if own.kind not in _SAY_IT_CHANGED or before.kind is not own.kind or own.quote == before.quote:
        return
    if own.date.earliest() <= before.date.latest() or different(words_now(page), words_before(earlier)):
        return
    yield finding_on(
        own,
        CHECK,
        case,
        message=(
            f"The page says it was {own.kind} {long_date(own.date)}; until {long_date(earlier.until)} it said "
            f"{long_date(before.date)}. Its text is the same, word for word."
        ),
        suggestion=(
            f"Put the date back to {long_date(before.date)}. If somebody has read the page and found it right, "
            "say “reviewed”, with the day."
        ),
        subject=f"{own.kind} moved",
        since=earlier.since,
    )


CHECK = Check(
    code="DATE008",
    slug="date_bumped",
    severity=Severity.NOTE,
    title="The page's date moved, and its text did not",
    why="A new date on old words tells readers that somebody has brought the page up to date.",
    run=run,
    asks=earlier_version,
    silent=("today: 2026-11-24\n\n# Gout\n\nRest the joint and cool it.\n\nUpdated 3 March 2026",),
)
