"""The page gives no date at all."""

import re
from collections.abc import Iterator

from checks._check import Case, Check
from checks._sections import long_date, place_word, told
from model.dates import SEEN_BY_READERS, DateKind, DatePlace, PageDates
from model.finding import Finding, Severity
from model.page import Page, PageType

# A page of a few words (an index, a stub) owes its reader no date; 150 words are about one minute's reading.
_WORDS_THAT_OWE_A_DATE = 150
# A shorter one owes it for what it advises: so many words of advice.
_WORDS_OF_ADVICE = 40
_ADVICE = re.compile(
    r"\b(?:should|must|do not|don['’]t|avoid|ask your|call your|see (?:a|your) (?:doctor|GP)|take|dose|mg"
    r"|treat\w*|symptoms?"
    r"|vaccin\w+|screening|side effects?|approved|recommend\w*)\b",
    re.IGNORECASE,
)
_ENOUGH_ADVICE = 3


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding when nothing on the page says when it was written or checked, or only what no reader sees."""
    page = case.page
    guess = page.dates.published
    guessed = guess is not None and not guess.certain and page.type is not PageType.SERVICE
    if page.type.is_record or not (guessed or _owes(page)):
        return
    own = page.dates.governing
    if own is not None:
        if not _shown(page.dates) and own.place not in _NEVER_SHOWN:
            yield _finding(
                page,
                Severity.NOTE,
                f"Readers see no date: that the page was {told(own)} stands {place_word(own.place)} only.",
                "Show that date on the page.",
                "no visible date",
            )
        return
    unsettled = [m for m in page.dates.mentions if m.governs_page and m.kind in _PAGE_KINDS and m.certain]
    if unsettled or _is_dated_by_section(page):  # ambiguous and future dates have checks of their own
        return
    perhaps = (
        f" Perhaps it is from {long_date(guess.date)}, but nothing says that this is the page’s date."
        if guess is not None and guess.date is not None and not guess.certain
        else ""
    )
    yield _finding(
        page,
        CHECK.severity,
        f"The page does not say when it was published, updated or reviewed.{perhaps}",
        "Show the date of the last review on the page, and the next one due.",
        "no date",
    )


def _finding(page: Page, severity: Severity, message: str, suggestion: str, subject: str) -> Finding:
    return Finding(
        code=CHECK.code,
        severity=severity,
        page_url=page.url,
        section=None,
        quote=page.title,
        message=message,
        suggestion=suggestion,
        subject=subject,
    )


def _owes(page: Page) -> bool:
    """True for a text that a reader may act on. A page about a clinic's services owes none unless it speaks of a
    drug's approval."""
    if page.claims:
        return True
    if page.type is PageType.SERVICE:
        return False
    words = len(page.text.split())
    if words >= _WORDS_THAT_OWE_A_DATE:
        return True
    return words >= _WORDS_OF_ADVICE and len(_ADVICE.findall(page.text)) >= _ENOUGH_ADVICE


def _shown(dates: PageDates) -> bool:
    own = (dates.published, dates.updated, dates.reviewed)
    return any(m is not None and m.place in SEEN_BY_READERS for m in own) or any(
        m.place in SEEN_BY_READERS and (m.governs_page or m.governs_section) for m in dates.mentions
    )


def _is_dated_by_section(page: Page) -> bool:
    """True when most of the text stands in sections with their own dates: a list of dated answers."""
    dated = sum(len(page.quote(s.body).split()) for s in page.sections if page.date_of(s.index) is not None)
    return 2 * dated > len(page.text.split())


_PAGE_KINDS = {DateKind.PUBLISHED, DateKind.UPDATED, DateKind.REVIEWED}
# A source file's front matter is what its generator prints; whether it does, the source does not show.
_NEVER_SHOWN = frozenset({DatePlace.FRONT_MATTER, DatePlace.HTTP_HEADER, DatePlace.SITEMAP})

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
