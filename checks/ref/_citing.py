"""What the REF checks share: where a reference is cited, which paper it is, and what sources say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks._check import Case, Check
from checks._sections import long_date
from model.dates import PartialDate
from model.evidence import Evidence
from model.finding import Exhibit, Finding, Verdict
from model.literature import Match, MatchVerdict, Notice, NoticeKind, Work
from model.page import Citation, CitationStyle, Page, Reference
from model.span import Span

NUMBERED = frozenset(
    {CitationStyle.BRACKET, CitationStyle.PAREN, CitationStyle.SUPERSCRIPT, CitationStyle.WORDS}
)


@dataclass(frozen=True, slots=True)
class Cited:
    """One reference with the paper it was found to be. ``sure`` is False when the paper is only the likely one:
    title and authors agree, something else differs."""

    reference: Reference
    work: Work
    answer: Evidence[Match]
    sure: bool = True


def match_of(case: Case, reference: Reference) -> Evidence[Match] | None:
    """The answer on one reference, None when there is none."""
    answer = case.answers.matches.get(reference.key)
    return answer if isinstance(answer, Evidence) else None


def cited_works(case: Case) -> Iterator[Cited]:
    """Every reference of the page whose paper is known, in order."""
    for reference in case.page.references:
        answer = match_of(case, reference)
        if answer is None:
            continue
        match = answer.facts
        if match.verdict is MatchVerdict.MATCHED and match.work:
            yield Cited(reference, match.work, answer)
        elif match.verdict is MatchVerdict.MISMATCH and match.candidates:
            yield Cited(reference, match.candidates[0], answer)
        elif (
            match.verdict is MatchVerdict.AMBIGUOUS
            and match.candidates
            and {"title", "author"} <= set(match.agreed)
        ):
            yield Cited(reference, match.candidates[0], answer, sure=False)


def citations_of(page: Page, reference: Reference) -> list[Citation]:
    """The markers and links that point at a reference, one for each sentence, in the order of the page."""
    found: dict[Span, Citation] = {}
    for citation in page.citations:
        if reference.index in citation.references:
            found.setdefault(citation.sentence, citation)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: the span and its words, and the section."""

    span: Span | None
    quote: str
    section: int | None


def sentence_place(page: Page, citation: Citation) -> Place:
    """The sentence that a marker supports."""
    return Place(citation.sentence, page.quote(citation.sentence), citation.section)


def entry_place(page: Page, reference: Reference) -> Place:
    """The entry's own text; the first sentence that cites it where the entry stands on another page."""
    if reference.span is not None:
        return Place(reference.span, page.quote(reference.span), reference.section)
    citations = citations_of(page, reference)
    return sentence_place(page, citations[0]) if citations else Place(None, reference.text, reference.section)


def citing_place(page: Page, reference: Reference) -> Place:
    """The first sentence that cites the reference, or the entry where no sentence does."""
    citations = citations_of(page, reference)
    return sentence_place(page, citations[0]) if citations else entry_place(page, reference)


def make(
    check: Check,
    case: Case,
    place: Place,
    message: str,
    suggestion: str,
    subject: str,
    evidence: tuple[Exhibit, ...] = (),
    since: date | None = None,
    untrue: bool = False,
) -> Finding:
    """A finding at a place. Its verdict follows from ``since`` and the date of the section it stands in: what
    became so after that day is outdated. ``untrue``: what was so by then already was never right."""
    verdict = None
    if since is not None:
        own = case.page.date_of(place.section)
        if own is not None and own.date is not None:
            before = Verdict.CONTRADICTED if untrue else None
            verdict = Verdict.OUTDATED if own.date.latest() < since else before
    return Finding(
        code=check.code,
        severity=check.severity,
        page_url=case.page.url,
        section=place.section,
        quote=place.quote,
        span=place.span,
        message=message,
        suggestion=suggestion,
        subject=subject,
        verdict=verdict,
        since=since,
        evidence=evidence,
    )


# -- what the evidence looks like


def name_of(work: Work) -> str:
    """What identifies a record in a finding's subject: its PMID, else its DOI, else its title."""
    return str(work.pmid or work.doi or work.title)


def numbered(reference: Reference) -> str:
    """ "Reference 4", or "This reference" where entries have no numbers."""
    return f"Reference {reference.number}" if reference.number is not None else "This reference"


def short_title(work: Work) -> str:
    """A title in quotation marks, cut at a word when it is long."""
    title = work.title.rstrip(". ")
    return f"“{title}”" if len(title) <= 140 else f"“{title[:137].rsplit(' ', 1)[0]}…”"


def describe(work: Work) -> str:
    """A record in one line: title, first author, journal and year."""
    who = work.authors[0] if work.authors else work.collective
    if len(work.authors) > 1:
        who += " et al"
    when = str(work.date.year) if work.date else ""
    tail = ", ".join(x for x in (who, work.journal_abbrev or work.journal, when) if x)
    return f"{short_title(work)} ({tail})" if tail else short_title(work)


def short_name(work: Work) -> str:
    """A paper as people call it: "Wakefield et al (Lancet, 1998)"; its title where no author is known."""
    who = work.authors[0] if work.authors else work.collective
    if not who:
        return describe(work)
    et_al = " et al" if len(work.authors) > 1 else ""
    where = ", ".join(
        x for x in (work.journal_abbrev or work.journal, str(work.date.year) if work.date else "") if x
    )
    return f"{who}{et_al}{f' ({where})' if where else ''}"


def work_exhibit(work: Work, answer: Evidence[Match]) -> Exhibit:
    """The record itself, as evidence."""
    return Exhibit(work.source, name_of(work), work.url, describe(work), answer.as_of, answer.retrieved_at)


def notice_exhibit(notice: Notice, work: Work, answer: Evidence[Match]) -> Exhibit:
    """A notice about a record, as evidence: what it is, when, and where it can be read."""
    when = f", {long_date(notice.date)}" if notice.date else ""
    says = f"{str(notice.kind).capitalize()}{when}"
    if notice.citation:
        says += f": {notice.citation}"
    identifier = notice.pmid or notice.doi
    return Exhibit(
        notice.source,
        str(identifier or work.pmid or work.doi or ""),
        identifier.url if identifier else work.url,
        says,
        answer.as_of,
        answer.retrieved_at,
    )


def incoming(work: Work, *kinds: NoticeKind) -> list[Notice]:
    """The notices of those kinds that concern the work, the undated first, then by date."""
    found = [n for n in work.notices if not n.outgoing and n.kind in kinds]
    return sorted(found, key=lambda n: n.date.earliest() if n.date else date.min)


def best_notice(notices: list[Notice]) -> Notice:
    """Of several notices of one kind, the one to show: PubMed's newest. A paper may be retracted in part first and
    as a whole later, and several sources tell the same event under slightly different days."""
    return max(
        notices,
        key=lambda n: (
            n.date is not None,
            n.source.startswith("PubMed"),
            n.date.earliest() if n.date else date.min,
            n.pmid is not None,
        ),
    )


def is_retracted(work: Work) -> bool:
    """Withdrawn as a whole, and not reinstated since."""
    retractions = incoming(work, NoticeKind.RETRACTION)
    if not retractions:
        return False
    last = retractions[-1].date
    return not any(
        last is None or n.date is None or n.date.latest() >= last.earliest()
        for n in incoming(work, NoticeKind.REINSTATEMENT)
    )


def since_of(notice: Notice) -> date | None:
    """The day a notice is of: the earliest that its date can mean."""
    return notice.date.earliest() if notice.date else None


def on(when: PartialDate) -> str:
    """ "on 6 February 2010", "in February 2010", "in 2010"."""
    return f"{'on' if when.precision == 'day' else 'in'} {long_date(when)}"


def told_when(case: Case, place: Place, when: PartialDate | None) -> str:
    """ " in February 2010, before this page was last dated (24 June 2014)", as far as the dates say so."""
    if when is None:
        return ""
    words = f" {on(when)}"
    own = case.page.date_of(place.section)
    if own is not None and own.date is not None and when.latest() < own.date.earliest():
        words += f", before the page’s own date ({long_date(own.date)})"
    return words


# -- whether the page says so itself

_RETRACTED = re.compile(r"\bretract(?:s|ed|ing|ion|ions)\b", re.IGNORECASE)
_WITHDRAWN = re.compile(
    r"\b(?:withdr(?:aw|ew|awn|awal)|disown(?:ed)?|discredited|debunked|fraud(?:ulent)?|falsified|fabricated|"
    r"misconduct|dishonest|unreliable|struck\s+from|taken\s+back|took\s+(?:it\s+)?back|pulled\s+(?:the|this|that|its|it)\b|expressions?\s+of\s+concern)\b",
    re.IGNORECASE,
)
# "The study that claimed this was false." A test's false results are another matter.
_UNTRUE = re.compile(
    r"\b(?:stud(?:y|ies)|papers?|articles?|claims?|research|findings?)\b[^.]{0,60}\b(?:was|were|is|are|been|proved|proven|"
    r"turned\s+out)\b[^.]{0,20}\b(?:false|bogus|hoax|disprove[dn]|refuted)\b(?![-\s]+(?:positives?|negatives?))",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:stud(?:y|ies)|papers?|articles?|publications?|published|journals?|reports?|research|findings?|data|"
    r"authors?|editors?|trials?|claims?|results?|work|it|they|notice)\b",
    re.IGNORECASE,
)
# Retraction in medicine is also what skin, nipples, gums and muscles do.
_BODY = re.compile(
    r"\b(?:nipples?|skin|breasts?|eyelids?|lids?|gums?|gingiva\w*|chest|ribs?|intercostal|sternal|testic\w*|"
    r"foreskin|muscles?|scars?|tendons?|clots?|uter\w+|eardrum|tympanic|retina\w*|tongue|vocal|surgical|hand)\b"
    r"[\w\s,]{0,30}\bretract|\bretract\w*\s+(?:of|in)\s+the\s+(?!journal|stud|paper|article|lancet)\w+",
    re.IGNORECASE,
)
_NEAR = 2  # sentences before and after, in the same paragraph, that may say what became of a paper


def says_retracted(text: str) -> bool:
    """The text tells its reader that a paper was retracted, or is not to be relied on."""
    if _RETRACTED.search(text) and not _BODY.search(text):
        return True
    if _UNTRUE.search(text):
        return True
    return bool(_WITHDRAWN.search(text) and _PAPER.search(text) and not _ABOUT_DRUGS.search(text))


_ABOUT_DRUGS = re.compile(
    r"\b(?:FDA|EMA|approv\w+|market|drugs?|medicines?|patients?|participants?|consent)\b[\w\s,]{0,60}\bwithdr|"
    r"\bwithdr\w+\b[\w\s,]{0,40}\b(?:approv\w+|market|drugs?|medicines?|patients?|participants?|symptoms?|bleeding|consent|support)\b",
    re.IGNORECASE,
)


def acknowledges(page: Page, citation: Citation) -> bool:
    """The sentence, or one next to it in the same paragraph, or its heading, says that the paper was retracted:
    the page cites it because of that."""
    if says_retracted(page.quote(citation.sentence)):
        return True
    heading = page.sections[citation.section].heading if page.sections else ""
    if says_retracted(heading):
        return True
    own = next((i for i, s in enumerate(page.sentences) if s.span == citation.sentence), None)
    if own is None:
        return False
    block = page.sentences[own].block
    near = page.sentences[max(0, own - _NEAR) : own + _NEAR + 1]
    return any(_says_it_outright(page.quote(s.span)) for s in near if s.block == block)


def _says_it_outright(text: str) -> bool:
    return bool(_RETRACTED.search(text) and _PAPER.search(text) and not _BODY.search(text))
