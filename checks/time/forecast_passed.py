"""A forecast whose day has come."""

import re
from collections.abc import Iterator
from datetime import date

from checks._check import Case, Check
from checks._sections import long_date
from model.dates import PartialDate
from model.finding import Finding, Severity

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_FORECAST = re.compile(
    r"\b(?:expected|anticipated|projected|predicted|scheduled|slated|planned|set|due|hoped|likely)\b"
    r"(?:(?![.;:!?]\s).){0,90}?"
    r"\b(?:in|by|for|until|during|before|of)\s+(?:the\s+)?"
    r"(?P<when>(?:(?:early|mid|late|spring|summer|autumn|fall|winter|end of|second half of|first half of|"
    r"beginning of|Q[1-4])[\s-]+(?:of\s+)?)?"
    r"(?:(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?)?"
    r"(?P<year>20\d\d))\b"
    r"|\bwill\s+(?:be|become|have|start|begin|end|open|close|report|publish|complete|launch|enroll)\b"
    r"(?:(?![.;:!?]\s).){0,70}?\b(?:in|by|from|until|before)\s+(?:(?:early|mid|late|the end of)[\s-]+)?"
    r"(?:(?P<month2>January|February|March|April|May|June|July|August|September|October|November|December)\s+)?"
    r"(?P<year2>20\d\d)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had been|has been|have been)\s+(?:\w+\s+)?\Z", re.IGNORECASE)


def forecast(sentence: str) -> PartialDate | None:
    """The date that a sentence looks forward to, or None. Told in the past tense, it is history."""
    for match in _FORECAST.finditer(sentence):
        if _PAST.search(sentence[: match.start()]):
            continue
        year = int(match["year"] or match["year2"])
        month = (match["month"] or match["month2"] or "").lower().rstrip(".")
        return PartialDate(year, _MONTHS.get(month, 0))
    return None


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each sentence that looks forward from the page's date to a day now past."""
    page = case.page
    for sentence in page.sentences:
        quote = page.quote(sentence.span)
        day = forecast(quote)
        if day is None or not _has_passed(day, case.today):
            continue
        own = page.date_of(sentence.section)
        if own is None or own.date is None or own.date.earliest() > day.latest():
            continue  # without a page date before it, it may be history told in the present tense
        if any(r.span and r.span.contains(sentence.span) for r in page.references):
            continue
        yield Finding(
            code=CHECK.code,
            severity=CHECK.severity,
            page_url=page.url,
            section=sentence.section,
            quote=quote,
            span=sentence.span,
            message=f"The sentence looks forward to {long_date(day)}, which has passed.",
            suggestion="Say what came of it.",
            subject=f"forecast {day}",
            since=day.latest(),
        )


def _has_passed(day: PartialDate, today: date) -> bool:
    return day.latest() < today


CHECK = Check(
    code="TIME002",
    slug="forecast_passed",
    severity=Severity.WARNING,
    title="A forecast’s date has passed",
    why="The reader waits for something that has happened, or has failed to.",
    run=run,
    fires=(
        "today: 2026-11-24\n\n# Trials\n\nResults are expected in late 2016.\n\nUpdated 06/24/14",
        "today: 2026-11-24\n\n# Trials\n\nThe vaccine will be available by March 2017.\n\nUpdated 06/24/14",
    ),
    silent=(
        "today: 2026-11-24\n\n# Trials\n\nResults are expected in 2031.\n\nUpdated 06/24/25",
        "today: 2026-11-24\n\n# Trials\n\nResults were expected in 2016 but came later.\n\nUpdated 06/24/14",
    ),
)
