"""A forecast whose day has come."""

import re
from collections.abc import Iterator
from datetime import date

from checks._check import Case, Check
from checks._sections import long_date
from checks.time.old_statistic import statistic_year
from language.days import days
from model.dates import DateKind, PartialDate
from model.finding import Finding, Severity

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_WHEN = (
    r"(?:the )?(?:(?:early|mid|late|spring|summer|autumn|fall|winter|end of|second half of|first half of"
    r"|beginning of|Q[1-4])[\s-]+(?:of\s+)?)?"
)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?"
_REST = r"(?:(?![.;:!?]\s).)"  # of the same sentence
_FORECAST = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "is expected to be available by late 2016", "planned for March 2017"
        r"\b(?:expected|anticipated|projected|predicted|scheduled|slated|planned|hoped|set (?:to|for)"
        rf"|likely to(?! have)|plan(?:s|ning)? to|due(?= (?:to|in|by|for|out|on)\b))\b{_REST}{{0,90}}?\b"
        rf"(?:(?:in|by|for|until|during|before|of|through)\s+{_WHEN}(?:{_MONTH}\s+{_DAY})?"
        rf"|{_MONTH}\s+{_DAY})(?<![\d,])20\d\d\b",
        # "will open in 2019", "should be available by the end of 2021"
        r"\b(?:will|should|could|may|might)\s+(?:be|become|have|reach|enter|start|begin|end|open|close|report|publish"
        rf"|complete|finish|launch|enroll|arrive)\b{_REST}{{0,70}}?"
        rf"\b(?:in|by|from|until|before|during|through)\s+{_WHEN}"
        rf"(?:{_MONTH}\s+{_DAY})?20\d\d\b",
        # "By 2020, about 250 million people will have dementia."
        rf"^\W*(?:by|in)\s+{_WHEN}(?:{_MONTH}\s+)?20\d\d,?\s{_REST}{{0,80}}?"
        r"\b(?:will|is expected|are expected)\b",
    )
)
_PROMISES = frozenset({DateKind.NEXT_REVIEW, DateKind.EXPIRES})
_PAST = re.compile(r"\b(?:was|were|had been|has been|have been)\s+(?:\w+\s+)?\Z", re.IGNORECASE)


def forecast(sentence: str) -> PartialDate | None:
    """The date that a sentence looks forward to, or None. Told in the past tense, it is history."""
    for pattern in _FORECAST:
        for match in pattern.finditer(sentence):
            if not _PAST.search(sentence[: match.start()]):
                named = days(sentence, match.start(), match.end())
                if named and named[-1].date:
                    return named[-1].date
    return None


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each sentence that looks forward from the page's date to a day now past."""
    page = case.page
    for sentence in page.sentences:
        quote = page.quote(sentence.span)
        day = forecast(quote)
        if day is None or not _has_passed(day, case.today) or statistic_year(quote):  # a figure is TIME003's
            continue
        own = page.date_of(sentence.section)
        if own is None or own.date is None or own.date.earliest() > day.latest():
            continue  # without a page date before it, it may be history told in the present tense
        if any(r.span and r.span.contains(sentence.span) for r in page.references):
            continue
        if any(
            m.kind in _PROMISES and m.span and sentence.span.contains(m.span) for m in page.dates.mentions
        ):
            continue  # the page's own next review: DATE003
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
