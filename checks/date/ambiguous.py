"""The page's date can be read in two ways."""

from collections.abc import Iterator

from checks._check import Case, Check
from checks._sections import long_date
from checks.date._mention import finding_on
from model.dates import DateKind, DatePlace
from model.finding import Finding, Severity

_PAGE_KINDS = {DateKind.PUBLISHED, DateKind.UPDATED, DateKind.REVIEWED, DateKind.NEXT_REVIEW}


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each page date whose order of day and month nothing on the page settles."""
    dates = case.page.dates
    settled = (dates.published, dates.updated, dates.reviewed, dates.next_review)
    told: set[str] = set()
    for mention in dates.mentions:
        if mention.date is not None or len(mention.readings) < 2 or mention.kind not in _PAGE_KINDS:
            continue
        # markup that nothing depends on misleads nobody
        seen = mention.place in (DatePlace.VISIBLE, DatePlace.TIME)
        if mention.quote not in told and (seen or mention in settled):
            told.add(mention.quote)
            ways = " or ".join(long_date(r) for r in mention.readings)
            yield finding_on(
                mention,
                CHECK,
                case,
                message=f"This date can mean {ways}.",
                suggestion="Write the month as a word.",
                subject="ambiguous date",
            )


CHECK = Check(
    code="DATE006",
    slug="ambiguous",
    severity=Severity.NOTE,
    title="The page's date can be read in two ways",
    why="Readers in other countries, and programs, read the month as the day.",
    run=run,
    silent=("# Flu\n\nText.\n\nUpdated 24 June 2026",),
)
