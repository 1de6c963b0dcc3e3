"""Words that grow old, in a section that has."""

import re
from collections.abc import Iterator

from checks._check import Case, Check
from checks._sections import age_in_words, months_between, told
from model.finding import Finding, Severity
from model.page import Page, Sentence

_NOUNS = (
    r"(?:class(?:es)?|types?|generation|kinds?|drugs?|medicines?|medications?|agents?|treatments?|therap(?:y|ies)|"
    r"vaccines?|tests?|methods?|ways?|approach(?:es)?|techniques?|research|stud(?:y|ies)|trials?|findings?|"
    r"evidence|data|guidelines?|recommendations?|options?|results?|inhibitors?|antibod(?:y|ies))"
)
# Each group says something about the day of writing. What speaks of the reader's own present ("if you are
# currently taking", "new symptoms") is not among them: it never grows old.
_AGEING = re.compile(
    r"\b(?:at (?:this|the present) time|at present|as of (?:now|yet)|(?<!year )to date|so far|not yet|yet to be|"
    r"currently|presently|nowadays|recently|in recent (?:months|years)|lately|this year|last year|next year|"
    r"(?:is|are|was|were|being|remains?) (?:still )?under (?:study|investigation|development|review)|"
    r"(?:is|are) (?:still |also |now |currently )*being (?:studied|tested|investigated|evaluated|developed|explored)|"
    r"(?:is|are) (?:still |now |currently )*(?:studying|testing|investigating) (?:whether|if|how|ways)|"
    r"in (?:early|late|current|ongoing) (?:clinical )?(?:trials|studies|research)|"
    r"(?:only )?(?:offered|available|used) (?:only )?in clinical trials|"
    r"ongoing (?:clinical )?(?:trials?|stud(?:y|ies)|research)|early (?:findings|results|data|studies) suggest|"
    rf"new(?:er|est)? (?:[\w/-]+ )?{_NOUNS}|latest {_NOUNS}|emerging (?:[\w/-]+ )?{_NOUNS}|"
    rf"(?:promising|experimental|investigational) (?:new )?{_NOUNS}|"
    r"(?:will|should) soon|in the near future|on the horizon|"
    r"just (?:been )?(?:approved|released|published|announced|launched))\b",
    re.IGNORECASE,
)
_TO_THE_READER = re.compile(
    r"\b(?:you(?:r|'re|’re)?|(?:the|a) (?:patient|person|child)(?:'s|’s)?)\b[^.;:]{0,40}\Z", re.IGNORECASE
)
_PERSONAL = {
    "currently",
    "presently",
    "recently",
    "lately",
    "so far",
    "to date",
    "at this time",
    "at present",
}
# "a new drug" that a reader may be given, start or ask about is new to the reader, not to the world.
_NEW_TO_THE_READER = re.compile(
    r"\b(?:start|starting|started|begin|taking|take|prescribed?|any|every|each|before|adding?|try|tried|trying)"
    r"(?: (?:a|an|any|the|some|on|you))*\s*\Z",
    re.IGNORECASE,
)
_HISTORY = re.compile(r"\b(?:until|was|were|had been|in (?:19|20)\d\d)\b[^.;]{0,25}\Z", re.IGNORECASE)


def phrases(sentence: str) -> tuple[str, ...]:
    """The words of one sentence that grow old, as written, in order."""
    found = []
    for match in _AGEING.finditer(sentence):
        words, before = match[0], sentence[: match.start()]
        if words.casefold() in _PERSONAL and (_TO_THE_READER.search(before) or _HISTORY.search(before)):
            continue
        if words.casefold().startswith("new") and (
            _NEW_TO_THE_READER.search(before) or re.search(r"\byour?\W*\Z", before, re.I)
        ):
            continue
        found.append(words)
    return tuple(found)


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each sentence with ageing words in a section older than the policy allows."""
    page = case.page
    for sentence in page.sentences:
        own = page.date_of(sentence.section)
        if own is None or own.date is None:
            continue
        age = months_between(own.date.latest(), case.today)
        if age < case.policy.ageing_months or _apart(page, sentence):
            continue
        quote = page.quote(sentence.span)
        found = phrases(quote)
        if not found:
            continue
        words = ", ".join(f"“{w}”" for w in dict.fromkeys(found))
        yield Finding(
            code=CHECK.code,
            severity=CHECK.severity,
            page_url=page.url,
            section=sentence.section,
            quote=quote,
            span=sentence.span,
            message=f"{words}: written when this was {told(own)}, {age_in_words(age)} ago.",
            suggestion="Say since when, or as of which year, and check that it still holds.",
            subject="ageing language",
        )


def _apart(page: Page, sentence: Sentence) -> bool:
    """True for sentences that are no statement of the page: headings and reference entries."""
    if page.blocks and page.blocks[sentence.block].role == "heading":
        return True
    return any(r.span and r.span.contains(sentence.span) for r in page.references)


CHECK = Check(
    code="TIME001",
    slug="ageing_language",
    severity=Severity.NOTE,
    title="The text says “now”, but was written long ago",
    why="“Currently”, “new” or “under study” tell a reader that it is so today.",
    run=run,
    fires=(
        "today: 2026-11-24\n\n# Markers\n\nAt this time, this test is not routinely done.\n\nUpdated 06/24/14",
        "today: 2026-11-24\n\n# Drugs\n\nThese inhibitors are a new class of drugs.\n\nUpdated 06/24/14",
    ),
    silent=(
        "today: 2026-11-24\n\n# Markers\n\nAt this time, this test is not routinely done.\n\nUpdated 06/24/26",
        "today: 2026-11-24\n\n# Drugs\n\nTell your doctor if you are currently taking blood thinners, and before "
        "you start a new medicine. Call us if you get new symptoms.\n\nUpdated 06/24/14",
    ),
)
