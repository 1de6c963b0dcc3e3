"""The page says it was published, updated or reviewed on a day that has not come."""

from collections.abc import Iterator
from datetime import timedelta

from checks._check import Case, Check
from checks._sections import told
from checks.date._mention import finding_on
from model.dates import DateKind, PartialDate
from model.finding import Finding, Severity

# Somewhere it is already tomorrow: the widest time zone is 14 hours ahead of UTC.
_TIME_ZONE = timedelta(days=1)
_DONE = {DateKind.PUBLISHED, DateKind.UPDATED, DateKind.REVIEWED}


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each page date of a done thing that lies after today."""
    seen: set[tuple[DateKind, PartialDate]] = set()
    for mention in case.page.dates.mentions:
        if (
            mention.kind not in _DONE
            or not mention.governs_page
            or mention.date is None
            or not mention.certain
        ):
            continue
        key = (mention.kind, mention.date)
        if key not in seen and mention.date.earliest() > case.today + _TIME_ZONE:
            seen.add(key)  # the same day in visible words and in markup is one mistake
            yield finding_on(
                mention,
                CHECK,
                case,
                message=f"The page says it was {told(mention)}. That day has not come yet.",
                suggestion="Correct the date.",
                subject=f"{mention.kind} in the future",
            )


CHECK = Check(
    code="DATE005",
    slug="future",
    severity=Severity.WARNING,
    title="The page's date lies in the future",
    why="A date that cannot be true makes readers doubt the rest, and hides how old the page is.",
    run=run,
    fires=("today: 2026-11-24\n\n# Flu\n\nText.\n\nLast updated: 3 March 2027",),
    silent=("today: 2026-11-24\n\n# Flu\n\nText.\n\nLast reviewed: 3 March 2026. Next review: 3 March 2029",),
)
