"""Words that grow old, in a section that has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from checks._check import Case, Check
from checks._sections import ago_in_words, months_between, prose, told
from checks.time._ageing_words import Phrase, ageing
from checks.time._ahead import forecast, told_ahead
from checks.time.old_statistic import old_statistic
from model.finding import Finding, Severity
from model.page import Page, Sentence
from model.span import Span
from verdicts.words import joined

# Parts of a page that make no statement about the world.
_BOILERPLATE = re.compile(
    r"^\W*(?:references?|sources?|bibliography|disclaimers?|legal|copyright|privacy|terms|contact|donate|get involved"
    r"|about (?:us|this|the authors?)|authors?|credits?|acknowledg\w+|feedback|our (?:mission|commitment|work|team)"
    r"|news|events?|related|more information|further (?:reading|information)|how to cite|clinical trials)\b.{0,30}$",
    re.IGNORECASE,
)


#: Year, volume and pages, as journals are cited.
_ENTRY = re.compile(
    r"(?:19|20)\d\d\s?(?:[A-Z][a-z]{2}(?: \d{1,2})?)?;\s?\d+(?:\s?\([\d-]+\))?\s?:\s?[a-z]?\d", re.IGNORECASE
)
#: More notes than this in one section are no longer read.
NOTES_A_SECTION = 1
# A further passage is told whole, or by so many of its first words.
_FIRST_WORDS = 30


_UNDATED = "undated"


def run(case: Case) -> Iterator[Finding]:
    """Yield at most one finding for each section older than the policy allows: the passage that has most likely
    changed, and how many more there are. None on dated records and on sentences that another TIME check speaks of."""
    page = case.page
    if page.type.is_record or not page.in_english:
        return
    for section, sentences in groupby(prose(page), key=lambda s: s.section):
        if _BOILERPLATE.match(page.sections[section].heading):
            continue
        written = _written(case, section)
        if not written:
            continue
        passages = _passages(case, sentences)
        if case.page.date_of(section) is None:
            # of what is merely called new nobody asks the day
            passages = [passage for passage in passages if _weight(passage[1])[0]]
        if not passages:
            continue
        passages.sort(key=lambda passage: _weight(passage[1]), reverse=True)
        others = _others(page, sorted(passages[NOTES_A_SECTION:], key=lambda passage: passage[0].start))
        for span, said in passages[:NOTES_A_SECTION]:
            words = tuple(dict.fromkeys(phrase.words for phrase in said))
            listed = joined([f"“{w}”" for w in words])
            were = "was" if len(words) == 1 else "were"
            yield Finding(
                code=CHECK.code,
                severity=CHECK.severity,
                page_url=page.url,
                section=section,
                quote=page.quote(span),
                span=span,
                message=f"{_dated(listed, were, written)}{others}",
                suggestion="Say since when, or as of which year, and check that it still holds.",
                subject="ageing language",
            )


def _written(case: Case, section: int) -> str:
    """When a section was written, in words; empty where that is not long ago."""
    own = case.page.date_of(section)
    if own is None:
        return _UNDATED
    if own.date is None:
        return ""
    age = months_between(own.date.latest(), case.today)
    return f"{ago_in_words(age)} ago, when this was {told(own)}" if age >= case.policy.ageing_months else ""


def _dated(listed: str, were: str, written: str) -> str:
    if written == _UNDATED:
        return f"The page does not say when {listed} {were} written."
    return f"{listed} {were} written {written}."


def _weight(said: tuple[Phrase, ...]) -> tuple[int, int]:
    """What most likely has changed: the strongest of its words, then how much more there is."""
    return max(phrase.leads for phrase in said), sum(phrase.leads for phrase in said)


def _others(page: Page, passages: list[tuple[Span, tuple[Phrase, ...]]]) -> str:
    """What to say of a section's further passages: how many there are, each told whole unless it is long."""
    if not passages:
        return ""
    begin = ", ".join(f"“{_beginning(page.quote(span))}”" for span, _ in passages)
    return f" The section has {len(passages)} more such passage{'s' if len(passages) > 1 else ''}: {begin}."


def _beginning(quote: str) -> str:
    words = quote.split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")


def _passages(case: Case, sentences: Iterable[Sentence]) -> list[tuple[Span, tuple[Phrase, ...]]]:
    """The ageing sentences of a section, each with its words."""
    page = case.page
    found: list[tuple[Span, tuple[Phrase, ...]]] = []
    for sentence in sentences:
        quote = page.quote(sentence.span)
        words = ageing(quote)
        if (
            not words
            or _apart(page, sentence)
            or _is_forecast(case, sentence, quote)
            or old_statistic(case, sentence)
        ):
            continue
        found.append((sentence.span, words))
    return found


def _is_forecast(case: Case, sentence: Sentence, quote: str) -> bool:
    """True for what TIME002 looks at: it names the day, or tells it from the day of writing, and that is over."""
    own = case.page.date_of(sentence.section)
    day = told_ahead(quote, own.date) if own is not None and own.date is not None else None
    return forecast(quote) is not None or (day is not None and day.latest() < case.today)


def _apart(page: Page, sentence: Sentence) -> bool:
    """True for a heading and for an entry of a bibliography: no statements of the page."""
    if not page.blocks:
        return False
    block = page.blocks[sentence.block]
    return block.role == "heading" or bool(_ENTRY.search(page.quote(block.span)))


CHECK = Check(
    code="TIME001",
    slug="ageing_language",
    severity=Severity.NOTE,
    title="The text says “now”, but was written long ago",
    why="“Currently”, “new” or “under study” tell a reader that it is so today.",
    run=run,
    beside_errors=False,
    fires=(
        "today: 2026-11-24\n\n# Markers\n\nAt this time, this test is not routinely done.\n\nUpdated 06/24/14",
        "today: 2026-11-24\n\n# Drugs\n\nThese inhibitors are a new class of drugs.\n\nUpdated 06/24/14",
    ),
    silent=(
        "today: 2026-11-24\n\n# Markers\n\nAt this time, this test is not routinely done.\n\nUpdated 06/24/26",
        "today: 2026-11-24\n\n# Drugs\n\nTell your doctor if you are currently taking blood thinners, and before "
        "you start a new medicine. Call us if you get new symptoms.\n\nUpdated 06/24/14",
        "today: 2026-11-24\n\n# Trials\n\nPlease consider joining a clinical trial of new treatments. Some of this "
        "information may be out of date at this time.\n\nUpdated 06/24/14",
    ),
)
