"""A section carries an own date far older than the page's."""

from collections.abc import Iterator

from checks._check import Case, Check
from checks._sections import ago_in_words, long_date, months_between
from model.finding import Finding, Severity


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each section whose own date is past the interval while the page's is not."""
    page, policy = case.page, case.policy
    whole = page.dates.governing
    if whole is None or whole.date is None or page.type.is_record:
        return
    if months_between(whole.date.latest(), case.today) >= policy.review_months:
        return  # the whole page is overdue: said once, by DATE002
    newest: dict[int, int] = {}
    for index, mention in enumerate(page.dates.mentions):
        if mention.governs_section and mention.section is not None and mention.date is not None:
            best = newest.get(mention.section)
            rival = page.dates.mentions[best].date if best is not None else None
            if rival is None or mention.date.latest() > rival.latest():
                newest[mention.section] = index
    for section, index in sorted(newest.items()):
        own = page.dates.mentions[index]
        if own.date is None or own.date.latest() >= whole.date.earliest():
            continue
        age = months_between(own.date.latest(), case.today)
        if age < policy.review_months:
            continue
        yield Finding(
            code=CHECK.code,
            severity=CHECK.severity,
            page_url=page.url,
            section=section,
            quote=own.quote,
            span=own.span,
            message=(
                f"The section “{page.sections[section].heading or page.title}” is dated "
                f"{long_date(own.date)}, {ago_in_words(age)} ago, while the page is dated "
                f"{long_date(whole.date)}."
            ),
            suggestion="Review this section too, or remove it.",
            subject="section date",
            since=own.date.latest(),
        )


CHECK = Check(
    code="DATE007",
    slug="section_older",
    severity=Severity.WARNING,
    title="A section is older than the page claims to be",
    why="The page looks fresh, but this part of it was not touched.",
    run=run,
    fires=(
        "today: 2026-11-24\n\n# Lung cancer\n\nUpdated 3 March 2026\n\n"
        "Most lung cancers begin in the cells that line the airways, and grow for years unnoticed.\n\n"
        "## New drugs\n\nUpdated 24 June 2014\n\n"
        "Some of the drugs for lung cancer are new, and few people have heard of them yet.",
    ),
    silent=(
        "today: 2026-11-24\n\n# Lung cancer\n\nUpdated 3 March 2026\n\n"
        "Most lung cancers begin in the cells that line the airways, and grow for years unnoticed.\n\n"
        "## New drugs\n\nUpdated 24 June 2025\n\n"
        "Some of the drugs for lung cancer are new, and few people have heard of them yet.",
    ),
)
