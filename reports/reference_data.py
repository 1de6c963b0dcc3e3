"""References as parsed, matched and judged: as plain values and as text for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from checks.ref._citing import incoming, is_retracted
from model.evidence import Evidence, Unanswered
from model.literature import Match, MatchVerdict, Notice, NoticeKind, Work
from model.page import Reference
from reports.html import clean, long_date, shorten
from reports.page_data import reference_to_data

Answer = Evidence[Match] | Unanswered

NOT_VERIFIED = "not_verified"
# What became of a paper, in the order of how much it matters.
_STATUS = (
    (NoticeKind.PARTIAL_RETRACTION, "partially retracted"),
    (NoticeKind.EXPRESSION_OF_CONCERN, "expression of concern"),
    (NoticeKind.REPUBLISHED, "corrected and republished"),
    (NoticeKind.ERRATUM, "corrected"),
    (NoticeKind.UPDATE, "superseded"),
    (NoticeKind.PUBLISHED_VERSION, "preprint with published version"),
    (NoticeKind.REINSTATEMENT, "reinstated"),
)
_LONGEST_TEXT, _LONGEST_TITLE = 300, 160


def status_of(work: Work) -> tuple[str, ...]:
    """What became of a paper, in words, the gravest first; empty when no notice is known. Comments are left out."""
    found = ["retracted"] if is_retracted(work) else []
    found += [word for kind, word in _STATUS if incoming(work, kind)]
    if any(n.outgoing and n.kind is NoticeKind.RETRACTION for n in work.notices):
        found.append("retraction notice")
    return tuple(found)


def judged_reference_to_data(reference: Reference, answer: Answer) -> dict[str, Any]:
    """One entry with its match, as the ``--json`` and ``--jsonl`` contract has it.

    ``verdict`` is matched, "does not match its identifier", ambiguous, "not found", "not a journal article" or
    not_verified. ``match`` is the accepted record with the score and the fields that agreed and differed, null when
    none was accepted; ``status`` what became of that paper. ``pointed_at`` is the record that the entry's
    identifier leads to when that is another paper; ``candidates`` are further records, best first.
    """
    row = reference_to_data(reference)
    if isinstance(answer, Unanswered):
        return row | {
            "verdict": NOT_VERIFIED,
            "reason": answer.reason,
            "source": answer.source,
            "pmid": None,
            "doi": None,
            "match": None,
            "status": [],
            "pointed_at": None,
            "candidates": [],
            "looks_invented": None,
            "as_of": None,
            "retrieved_at": None,
        }
    match = answer.facts
    accepted = match.work if match.verdict is MatchVerdict.MATCHED else None
    return row | {
        "verdict": str(match.verdict),
        "reason": match.says or answer.says,
        "source": answer.source,
        "pmid": accepted.pmid.value if accepted and accepted.pmid else None,
        "doi": accepted.doi.value if accepted and accepted.doi else None,
        "match": _accepted(accepted, match) if accepted else None,
        "status": list(status_of(accepted)) if accepted else [],
        "pointed_at": _work(match.work) if match.verdict is MatchVerdict.MISMATCH and match.work else None,
        "candidates": [_work(w) for w in match.candidates],
        "looks_invented": match.looks_invented or None,
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "retrieved_at": answer.retrieved_at.isoformat(timespec="seconds") if answer.retrieved_at else None,
    }


def judged_reference_to_text(reference: Reference, answer: Answer) -> Iterator[str]:
    """The same for people, line by line."""
    number = f"{reference.number}. " if reference.number is not None else ""
    printed = " ".join((reference.text or " ".join(reference.urls)).split())
    yield f"{number}{clean(shorten(printed, _LONGEST_TEXT))}"
    yield f"   read as   {reference.kind}{_parts_in_words(reference)}"
    if isinstance(answer, Unanswered):
        yield f"   not verified: {clean(answer.reason)}"
        return
    match = answer.facts
    if match.verdict is MatchVerdict.MATCHED and match.work:
        yield f"   matched   {_record(match.work)} (score {match.score:.2f})"
        if match.differed:
            yield f"   differs   in {', '.join(match.differed)}{f': {clean(match.says)}' if match.says else ''}"
        yield from _status_in_words(match.work)
        return
    score = f" (score {match.score:.2f})" if match.score else ""
    yield f"   {match.verdict}{score}: {clean(match.says or answer.says)}"
    if match.agreed or match.differed:
        agree = f"agrees in {', '.join(match.agreed)}" if match.agreed else ""
        differ = f"differs in {', '.join(match.differed)}" if match.differed else ""
        yield f"   best      {'; '.join(x for x in (agree, differ) if x)}"
    for work in ([match.work] if match.work else []) + list(match.candidates[:3]):
        yield f"   record    {_record(work)}"
        yield from _status_in_words(work)
    if match.looks_invented:
        yield f"   a lead    {clean(match.looks_invented)}"


def tally(items: Iterable[tuple[Reference, Answer]]) -> str:
    """ "6 references: 5 matched, 1 not found; 1 retracted": one line for the end of a list."""
    verdicts: Counter[str] = Counter()
    status: Counter[str] = Counter()
    for _reference, answer in items:
        if isinstance(answer, Unanswered):
            verdicts["not verified"] += 1
            continue
        verdicts[str(answer.facts.verdict)] += 1
        if answer.facts.verdict is MatchVerdict.MATCHED and answer.facts.work:
            status.update(status_of(answer.facts.work))
    total = sum(verdicts.values())
    told = ", ".join(f"{n} {word}" for word, n in verdicts.most_common())
    also = ", ".join(f"{n} {word}" for word, n in status.most_common())
    return f"{total} reference{'s' if total != 1 else ''}: {told}{f'; of these {also}' if also else ''}"


def _parts_in_words(reference: Reference) -> str:
    parts = reference.parts
    who = ", ".join(parts.authors[:6]) + (" et al." if parts.et_al or len(parts.authors) > 6 else "")
    issue = f"({parts.issue})" if parts.issue else ""
    pages = "–".join(p for p in (parts.first_page, parts.last_page) if p)
    place = f"{parts.volume}{issue}{f':{pages}' if pages else ''}"
    told = (
        f"by {who}" if who else "",
        f"title “{shorten(parts.title, _LONGEST_TITLE)}”" if parts.title else "",
        f"in {parts.journal}" if parts.journal else "",
        str(parts.year or ""),
        place,
        ", ".join(map(str, reference.identifiers)),
    )
    return "".join(f"; {clean(t)}" for t in told if t)


def _record(work: Work) -> str:
    who = work.authors[0] if work.authors else work.collective
    tail = ", ".join(
        x for x in (who, work.journal_abbrev or work.journal, str(work.date.year) if work.date else "") if x
    )
    title = shorten(work.title.rstrip(". "), _LONGEST_TITLE)
    return clean(f"“{title}”{f' ({tail})' if tail else ''} {work.url}".rstrip())


def _status_in_words(work: Work) -> Iterator[str]:
    words = status_of(work)
    if not words:
        return
    yield f"   status    {', '.join(words)}"
    for notice in work.notices:
        if notice.kind is NoticeKind.COMMENT:
            continue
        when = f", {long_date(notice.date)}" if notice.date else ""
        identifier = notice.pmid or notice.doi
        where = f" {identifier.url}" if identifier else ""
        what = f"is the {notice.kind} of" if notice.outgoing else str(notice.kind)
        citation = f": {shorten(notice.citation, _LONGEST_TITLE)}" if notice.citation else ""
        yield clean(f"             {what}{when}{citation}{where}")


def _accepted(work: Work, match: Match) -> dict[str, Any]:
    return _work(work) | {
        "score": round(match.score, 3),
        "agreed": list(match.agreed),
        "differed": list(match.differed),
    }


def _work(work: Work) -> dict[str, Any]:
    return {
        "pmid": work.pmid.value if work.pmid else None,
        "doi": work.doi.value if work.doi else None,
        "pmcid": work.pmcid.value if work.pmcid else None,
        "title": work.title,
        "authors": list(work.authors),
        "journal": work.journal or work.journal_abbrev,
        "date": str(work.date) if work.date else None,
        "volume": work.volume,
        "issue": work.issue,
        "first_page": work.first_page,
        "last_page": work.last_page,
        "types": list(work.types),
        "notices": [_notice(n) for n in work.notices],
        "url": work.url,
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "kind": str(notice.kind),
        "outgoing": notice.outgoing,
        "pmid": notice.pmid.value if notice.pmid else None,
        "doi": notice.doi.value if notice.doi else None,
        "date": str(notice.date) if notice.date else None,
        "citation": notice.citation,
        "source": notice.source,
    }
