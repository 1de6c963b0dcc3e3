"""A figure whose year is long gone."""

import re
from collections.abc import Iterator

from checks._check import Case, Check
from model.finding import Finding, Severity

_FIGURE = re.compile(
    r"\b(?:an? )?(?:estimat\w+|approximately|about|around|nearly|almost|over|more than)?\s*"
    r"(?!(?:19|20)\d\d\b,?\s)\d[\d,.]*\s*(?:%|percent|per cent|million|thousand|in \d|(?:new )?cases|deaths|people|"
    r"women|men|children|adults|patients|Americans|diagnos\w+)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:in|for|during|as of|by)\s+(?:the\s+year\s+)?((?:19|20)\d\d)\b|\((?:in )?((?:19|20)\d\d)"
    r"(?: data| figures| estimates?)?\)|\b((?:19|20)\d\d) (?:data|figures|estimates?|statistics|census)\b",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    r"\b(?:will be|are|is|have|has|live|lives|there were an estimated|(?:was|were) estimated|estimated|"
    r"it is estimated|as of|(?:each|every) year|(?:million|%|percent|per cent) (?:of )?\w+ (?:had|were)"
    r"|expected|new cases|according to|statistics|figures|rate)\b",
    re.IGNORECASE,
)
_STUDY = re.compile(
    r"\b(?:trial|study|studies|randomi[sz]ed|enrolled|researchers|review|meta-analysis|survey of \d)\b", re.I
)


def statistic_year(sentence: str) -> int:
    """The year that a sentence's population figure belongs to, 0 when it is no such sentence.

    A trial's or study's result keeps its year for ever and is none.
    """
    if not _FIGURE.search(sentence) or not _CURRENT.search(sentence) or _STUDY.search(sentence):
        return 0
    years = [int("".join(found)) for found in _YEAR.findall(sentence)]
    return max(years, default=0)


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each population figure older than the policy's ``statistic_years``."""
    page = case.page
    for sentence in page.sentences:
        quote = page.quote(sentence.span)
        year = statistic_year(quote)
        if not year or case.today.year - year < case.policy.statistic_years:
            continue
        if any(r.span and r.span.contains(sentence.span) for r in page.references):
            continue
        yield Finding(
            code=CHECK.code,
            severity=CHECK.severity,
            page_url=page.url,
            section=sentence.section,
            quote=quote,
            span=sentence.span,
            message=f"The figure is of {year}, {case.today.year - year} years ago.",
            suggestion="Give the newest figure of the same source, with its year.",
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
