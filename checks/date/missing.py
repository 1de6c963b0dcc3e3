"""The page gives no date at all."""

from collections.abc import Iterator

from checks._check import Case, Check
from model.dates import DateKind
from model.finding import Finding, Severity
from model.page import Page

# A page of a few words (an index, a stub) owes its reader no date; 150 words are about one minute's reading.
_WORDS_THAT_OWE_A_DATE = 150


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding when nothing on the page says when it was written or checked."""
    page = case.page
    if page.dates.governing is not None or len(page.text.split()) < _WORDS_THAT_OWE_A_DATE:
        return
    unsettled = [m for m in page.dates.mentions if m.governs_page and m.kind in _PAGE_KINDS and m.certain]
    if unsettled or _is_dated_by_section(page):  # ambiguous and future dates have checks of their own
        return
    yield Finding(
        code=CHECK.code,
        severity=CHECK.severity,
        page_url=page.url,
        section=None,
        quote=page.title,
        message="The page does not say when it was published, updated or reviewed.",
        suggestion="Show the date of the last review on the page, and the next one due.",
        subject="no date",
    )


def _is_dated_by_section(page: Page) -> bool:
    """True when most of the text stands in sections with their own dates: a list of dated answers."""
    dated = sum(len(page.quote(s.body).split()) for s in page.sections if page.date_of(s.index) is not None)
    return 2 * dated > len(page.text.split())


_PAGE_KINDS = {DateKind.PUBLISHED, DateKind.UPDATED, DateKind.REVIEWED}

CHECK = Check(
    code="DATE001",
    slug="missing",
    severity=Severity.WARNING,
    title="The page has no date",
    why="A reader cannot tell advice of this year from advice of ten years ago, and neither can we.",
    run=run,
    fires=(
        "# Living with asthma\n\n" + "Keep your reliever inhaler close and know your triggers well. " * 20,
    ),
    silent=(
        "# Living with asthma\n\n"
        + "Keep your reliever inhaler close and know your triggers well. " * 20
        + "\n\nLast reviewed: 3 March 2026",
        "# Contents\n\nAsthma\n\nDiabetes",
    ),
)
