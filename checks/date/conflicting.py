"""Two places on the page give different dates of one kind."""

from collections.abc import Iterator

from checks._check import Case, Check
from checks._sections import long_date, place_word, told
from checks.date._mention import finding_on
from model.dates import SEEN_BY_READERS, DateKind, DatePlace
from model.finding import Finding, Severity

# A CMS stamps its own "modified" a few days around the visible date; only a gap that changes what a reader
# would think of the page is worth an editor's time.
_DAYS_THAT_MATTER = 180

_WEAK = {DatePlace.HTTP_HEADER, DatePlace.SITEMAP, DatePlace.URL}
_WRITE = {
    DateKind.PUBLISHED: "Find out on which day it was first published, and make both say that.",
    DateKind.UPDATED: "Make both say the day on which the content was last changed.",
    DateKind.REVIEWED: "Make both say the day on which the content was last checked.",
}


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each kind of date that stands on the page with two values far apart."""
    seen: set[DateKind] = set()
    shown = {m.date for m in case.page.dates.mentions if m.place in SEEN_BY_READERS}
    for conflict in case.page.dates.conflicts:
        won, lost = conflict.winner, conflict.loser
        if conflict.kind in seen or conflict.kind not in _WRITE or not won.date or not lost.date:
            continue
        if {won.place, lost.place} & _WEAK or case.page.type.is_record:
            continue
        if won.place not in SEEN_BY_READERS:
            continue  # machines disagree among themselves: readers see neither
        if lost.place not in SEEN_BY_READERS and lost.date in shown:
            continue  # both days stand on the page, each under its own name
        gap = max(won.date.earliest() - lost.date.latest(), lost.date.earliest() - won.date.latest())
        if gap.days < _DAYS_THAT_MATTER:
            continue
        seen.add(conflict.kind)
        yield finding_on(
            won,
            CHECK,
            case,
            message=(
                f"The page says it was {told(won)} ({place_word(won.place)}), and also {long_date(lost.date)} "
                f"({place_word(lost.place)}). "
                "We went by the first."
            ),
            suggestion=_WRITE[conflict.kind],
            subject=str(conflict.kind),
        )


CHECK = Check(
    code="DATE004",
    slug="conflicting",
    severity=Severity.NOTE,
    title="The page's dates disagree",
    why="Search engines show readers the one date while the page shows the other.",
    run=run,
)
