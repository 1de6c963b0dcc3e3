"""The page's text changed, and its date did not."""

from collections.abc import Iterator

from checks._asks import earlier_version
from checks._check import Case, Check
from checks._sections import long_date, told
from checks.date._before import different, own_date, words_before, words_now
from checks.date._mention import finding_on
from model.finding import Finding, Severity

# So many words that came or went are no mended typo and no exchanged telephone number: about two sentences.
_WORDS_THAT_MATTER = 30


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding when more than a few words are others than before, under the date from before."""
    page, earlier = case.page, case.answers.earlier.get(case.page.url)
    own = own_date(page.dates)
    before = own_date(earlier.dates) if earlier else None
    if earlier is None or own is None or before is None or own.date is None or page.type.is_record:
        return
    if (own.kind, own.date) != (before.kind, before.date) or own.date.latest() >= earlier.until:
        return
    changed = different(words_now(page), words_before(earlier))
    if changed < _WORDS_THAT_MATTER:
        return
    yield finding_on(
        own,
        CHECK,
        case,
        message=(
            f"{changed} words of the page are others than on {long_date(earlier.until)}, and it still says "
            f"{told(own)}."
        ),
        suggestion=f"Show the day of the change; it was seen on {long_date(earlier.since)}.",
        subject="text changed",
        since=earlier.since,
    )


CHECK = Check(
    code="DATE009",
    slug="text_changed",
    severity=Severity.NOTE,
    title="The page's text changed, and its date did not",
    why="Readers who come back, and those who cite the page, cannot see that it says something else now.",
    run=run,
    asks=earlier_version,
    silent=("today: 2026-11-24\n\n# Gout\n\nRest the joint and cool it.\n\nLast reviewed: 3 March 2026",),
)
