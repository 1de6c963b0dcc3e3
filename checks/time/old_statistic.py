"""A figure whose year is long gone."""

from bisect import bisect_right
from collections.abc import Iterator

from checks._check import Case, Check
from checks._sections import prose
from checks.time._ahead import ahead_of, forecast
from checks.time._figures import figure_year
from checks.time._titles import tile
from model.finding import Finding, Severity
from model.page import Page, Sentence


def old_statistic(case: Case, sentence: Sentence) -> int:
    """The year of a sentence's figure that is older than the policy allows, else 0. What still lay ahead when the
    sentence was written is a forecast, not a figure."""
    quote = case.page.quote(sentence.span)
    year = figure_year(quote, _behind(case.page, sentence))
    if not year or case.today.year - year < case.policy.statistic_years:
        return 0
    own = case.page.date_of(sentence.section)
    if own is None or own.date is None:
        return year
    day = forecast(quote) or tile(quote) or ahead_of(quote, own.date)
    if day is not None and day.latest() >= own.date.latest():
        return 0
    return year


def _behind(page: Page, sentence: Sentence) -> str:
    """The sentence behind it in its block, which may tell the year of its figure."""
    at = bisect_right(page.sentences, sentence.span.start, key=lambda other: other.span.start)
    if at >= len(page.sentences) or page.sentences[at].block != sentence.block:
        return ""
    return page.quote(page.sentences[at].span)


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each population figure older than the policy's ``statistic_years``."""
    page = case.page
    if page.type.is_record or not page.in_english:
        return
    for sentence in prose(page):
        quote = page.quote(sentence.span)
        year = old_statistic(case, sentence)
        if not year:
            continue
        yield Finding(
            code=CHECK.code,
            severity=CHECK.severity,
            page_url=page.url,
            section=sentence.section,
            quote=quote,
            span=sentence.span,
            message=f"The figure is from {year}, {case.today.year - year} years ago.",
            suggestion="Give the newest figure, with its year and its source.",
            subject=f"statistic {year}",
        )


CHECK = Check(
    code="TIME003",
    slug="old_statistic",
    severity=Severity.NOTE,
    title="A statistic is old",
    why="How many fall ill or live on is what readers measure their own chances by.",
    run=run,
    fires=(
        "today: 2026-11-24\n\n# Figures\n\nIn 2013, an estimated 232,340 new cases will be diagnosed.\n\n"
        "Updated 06/24/14",
    ),
    silent=(
        "today: 2026-11-24\n\n# Figures\n\nIn 2025, an estimated 300,000 new cases will be diagnosed.\n\n"
        "Updated 06/24/25",
        "today: 2026-11-24\n\n# Trial\n\nIn 2009, a trial enrolled 54 women and 41% responded.\n\nUpdated 06/24/25",
    ),
)
