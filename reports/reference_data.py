"""References as parsed, matched and judged: as plain values and as text for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from model.evidence import Evidence, Unanswered
from model.literature import Match, Notice, Work
from model.page import Reference
from reports.html import clean, shorten
from reports.page_data import reference_to_data


def judged_reference_to_data(reference: Reference, answer: Evidence[Match] | Unanswered) -> dict[str, Any]:
    """One entry with its match. ``verdict`` is matched, "does not match its identifier", ambiguous, "not found",
    "not a journal article" or not_verified; ``pmid`` and ``doi`` are the accepted record's."""
    row = reference_to_data(reference)
    if isinstance(answer, Unanswered):
        return row | {
            "verdict": "not_verified",
            "reason": answer.reason,
            "source": answer.source,
            "pmid": None,
            "doi": None,
        }
    match = answer.facts
    accepted = match.work if str(match.verdict) == "matched" else None
    return row | {
        "verdict": str(match.verdict),
        "reason": match.says or answer.says,
        "source": answer.source,
        "score": round(match.score, 3),
        "pmid": accepted.pmid.value if accepted and accepted.pmid else None,
        "doi": accepted.doi.value if accepted and accepted.doi else None,
        "agreed": list(match.agreed),
        "differed": list(match.differed),
        "looks_invented": match.looks_invented or None,
        "work": _work(match.work),
        "candidates": [_work(w) for w in match.candidates],
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "retrieved_at": answer.retrieved_at.isoformat(timespec="seconds") if answer.retrieved_at else None,
    }


def judged_reference_to_text(reference: Reference, answer: Evidence[Match] | Unanswered) -> Iterator[str]:
    """The same for people, line by line."""
    row = judged_reference_to_data(reference, answer)
    number = f"{reference.number}. " if reference.number is not None else ""
    yield f"{number}{clean(shorten(' '.join(reference.text.split()), 300))}"
    ids = ", ".join(map(str, reference.identifiers))
    yield f"   read as   {row['kind']}{f'; {ids}' if ids else ''}"
    yield "   parts     " + "; ".join(
        f"{name.replace('_', ' ')}: {clean(str(row[name] if name != 'authors' else ', '.join(row[name])))}"
        for name in ("authors", "title", "journal", "year", "volume", "issue", "first_page", "last_page")
        if row[name]
    )
    score = f" ({row['score']:.2f})" if row.get("score") else ""
    yield f"   {row['verdict']}{score}: {clean(row['reason'] or '')}"
    if not isinstance(answer, Unanswered):
        match = answer.facts
        if match.agreed:
            yield f"   agree     {', '.join(match.agreed)}"
        if match.differed:
            yield f"   differ    {', '.join(match.differed)}"
        for work in ([match.work] if match.work else []) + list(match.candidates[:3]):
            yield f"   record    {clean(work.title)} {work.url}"
            for notice in work.notices:
                yield f"   notice    {'is the ' if notice.outgoing else ''}{notice.kind}: {clean(notice.citation)}"
        if match.looks_invented:
            yield f"   a lead    {clean(match.looks_invented)}"


def _work(work: Work | None) -> dict[str, Any] | None:
    if work is None:
        return None
    return {
        "pmid": work.pmid.value if work.pmid else None,
        "doi": work.doi.value if work.doi else None,
        "pmcid": work.pmcid.value if work.pmcid else None,
        "title": work.title,
        "authors": list(work.authors),
        "journal": work.journal or work.journal_abbrev,
        "date": str(work.date) if work.date else None,
        "volume": work.volume,
        "first_page": work.first_page,
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
