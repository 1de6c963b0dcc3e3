"""A forecast, a headline or an edition whose time has passed."""

from collections.abc import Iterator
from datetime import date

from checks._check import Case, Check
from checks._sections import long_date, prose
from checks.time._ahead import OLD, ahead_of, forecast, told_ahead
from checks.time._editions import Outdated, outdated_edition
from checks.time._titles import heading_year, headline_year, present_year, tile
from checks.time.old_statistic import old_statistic
from model.dates import DateKind, PartialDate
from model.finding import Exhibit, Finding, Severity
from model.page import Page, Sentence
from model.span import Span

_PROMISES = frozenset({DateKind.NEXT_REVIEW, DateKind.EXPIRES})


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for a headline of a year that is over, and for each sentence that looks forward to a day now
    past (whatever date the page was given later), speaks of a past year as now or goes by an edition that has run out.
    Dated records have none."""
    page = case.page
    if page.type.is_record or not page.in_english:
        return
    yield from _headline(case)
    promises = tuple(m.span for m in page.dates.mentions if m.kind in _PROMISES and m.span)
    for sentence in prose(page):
        quote = page.quote(sentence.span)
        if quote == page.title:
            continue  # the headline is told of as such
        day = forecast(quote) or tile(quote)
        if (
            day is None or day.latest() >= case.today
        ):  # the nearer of two may be over: "by 2031, … and next year"
            day = _ahead(page, sentence, quote, case.today) or day
        if day is not None and _is_over(case, sentence, day, promises) and not old_statistic(case, sentence):
            yield _finding(
                case,
                sentence,
                f"The sentence looks forward to {long_date(day)}, which {_passed(page, day)}.",
                "Say what came of it.",
                f"forecast {day}",
                day.latest(),
            )
            continue
        year = present_year(quote) or _heading(page, sentence, quote)
        if year and year < case.today.year and _is_over(case, sentence, PartialDate(year), promises):
            yield _finding(
                case,
                sentence,
                f"The sentence speaks of {year} as now, and {year} is over.",
                f"Say what is so in {case.today.year}, or take the year out.",
                f"year {year} as now",
                date(year, 12, 31),
            )
            continue
        edition = outdated_edition(quote, _headings(page, sentence), case.today)
        if edition is not None:
            yield _of_edition(case, sentence, edition)


def _headline(case: Case) -> Iterator[Finding]:
    page = case.page
    year = headline_year(page.title)
    if not year or year >= case.today.year:
        return
    section = next((s for s in page.sections if s.heading == page.title), None)
    yield Finding(
        code=CHECK.code,
        severity=CHECK.severity,
        page_url=page.url,
        section=section.index if section else None,
        quote=page.title,
        span=Span(section.span.start, section.span.start + len(page.title)) if section else None,
        message=f"The headline is of {year}, and {year} is over.",
        suggestion=f"Bring the page up to {case.today.year}, or take the year out of its title.",
        subject=f"headline of {year}",
        since=date(year, 12, 31),
    )


def _ahead(page: Page, sentence: Sentence, quote: str, today: date) -> PartialDate | None:
    own = page.date_of(sentence.section)
    if own is None or own.date is None:
        return None
    day = ahead_of(quote, own.date)
    if day is None or day.latest() >= today:
        day = told_ahead(quote, own.date)
    if day is None or day.latest() >= today:
        return None
    return None if _dates_page(page, sentence) else day


def _heading(page: Page, sentence: Sentence, quote: str) -> int:
    """The year of a heading that is no date of the page. The dates are looked through for headings alone: a page may
    have as many as sentences."""
    year = heading_year(quote)
    return 0 if year and _dates_page(page, sentence) else year


def _dates_page(page: Page, sentence: Sentence) -> bool:
    """True for a sentence that tells of when the page was written."""
    return any(m.governs_page and m.span and sentence.span.overlaps(m.span) for m in page.dates.mentions)


def _is_over(case: Case, sentence: Sentence, day: PartialDate, promises: tuple[Span, ...]) -> bool:
    page = case.page
    if day.latest() >= case.today:
        return False
    own = page.date_of(sentence.section)
    if own is not None and own.date is not None and day.year < own.date.year - OLD:
        return False  # history, told in the present tense
    # the page's own next review is DATE003's
    return not any(sentence.span.contains(span) for span in promises)


def _passed(page: Page, day: PartialDate) -> str:
    own = page.dates.governing
    if own is not None and own.date is not None and own.date.earliest() > day.latest():
        return f"had passed already when the page was dated {long_date(own.date)}"
    return "has passed"


def _headings(page: Page, sentence: Sentence) -> str:
    return " ".join((page.title, *page.sections[sentence.section].path))


def _of_edition(case: Case, sentence: Sentence, edition: Outdated) -> Finding:
    on = "on" if edition.since.day else "in"
    evidence = (
        (Exhibit("publisher", edition.now, edition.source, f"{edition.now} is in force", None, None),)
        if edition.source
        else ()
    )
    return _finding(
        case,
        sentence,
        f"“{edition.what}” was replaced {on} {long_date(edition.since)} by {edition.now}.",
        f"Go by {edition.now}.",
        f"edition {edition.what}",
        edition.since.latest(),
        evidence,
    )


def _finding(
    case: Case,
    sentence: Sentence,
    message: str,
    suggestion: str,
    subject: str,
    since: date,
    evidence: tuple[Exhibit, ...] = (),
) -> Finding:
    return Finding(
        code=CHECK.code,
        severity=CHECK.severity,
        page_url=case.page.url,
        section=sentence.section,
        quote=case.page.quote(sentence.span),
        span=sentence.span,
        message=message,
        suggestion=suggestion,
        subject=subject,
        since=since,
        evidence=evidence,
    )


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
        "today: 2026-11-24\n\n# Cases\n\nAn estimated 310,000 new cases are expected in 2024.\n\nUpdated 02/10/26",
        "today: 2026-11-24\n\n# The best toothbrushes of 2025\n\nWe tried them all.\n\nUpdated 02/10/25",
        "today: 2026-11-24\n\n# Costs\n\nHere in 2024 most plans pay for it.\n\nUpdated 02/10/24",
        "today: 2026-11-24\n\n# Sugar\n\nThe Dietary Guidelines 2015–2020 advise less sugar.\n\nUpdated 02/10/26",
    ),
    silent=(
        "today: 2026-11-24\n\n# Trials\n\nResults are expected in 2031.\n\nUpdated 06/24/25",
        "today: 2026-11-24\n\n# Trials\n\nResults were expected in 2016 but came later.\n\nUpdated 06/24/14",
        "today: 2026-11-24\n\n# Market\n\nIt is set to grow from $5bn in 2024 to $47bn by 2030.\n\nUpdated 06/24/25",
        "today: 2026-11-24\n\n# The outbreak of 2014\n\nIt ended in 2016.\n\nUpdated 06/24/25",
    ),
)
