"""Statements of a section rest on old evidence only."""

import re
from collections import defaultdict
from collections.abc import Iterator
from textwrap import shorten

from checks._asks import references
from checks._check import Case, Check
from checks.ref._citing import Cited, cited_works, is_retracted, make, sentence_place, work_exhibit
from model.finding import Exhibit, Finding, Severity
from model.page import Citation, Reference, ReferenceKind

_EVIDENCE = frozenset({ReferenceKind.ARTICLE, ReferenceKind.GUIDELINE, ReferenceKind.ABSTRACT})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHOWN = 3


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for a page on which markers point at nothing but papers older than the policy's
    ``evidence_years``, at the first such sentence. A sentence that names the year of the paper tells
    history, and old evidence with newer evidence beside it is not the only evidence."""
    page = case.page
    if page.type.is_record:
        return  # a dated record cites what there was
    papers = {c.reference.index: c for c in cited_works(case) if c.sure}
    retracted = {i for i, c in papers.items() if is_retracted(c.work)}  # told by their own check
    newest_allowed = case.today.year - case.policy.evidence_years - 1
    old: dict[int, list[tuple[Citation, list[int]]]] = defaultdict(list)
    newest: dict[tuple[int, int], int] = {}
    for citation in page.citations:
        years = [] if retracted & set(citation.references) else _years(page.references, citation, papers)
        for year in years:
            at = (citation.sentence.start, citation.section)
            newest[at] = max(year, newest.get(at, 0))
        if (
            years
            and max(years) <= newest_allowed
            and citation.sentence not in {c.sentence for c, _ in old[citation.section]}
        ):
            old[citation.section].append((citation, years))
    told = [
        (c, years)
        for section, found in sorted(old.items())
        for c, years in found
        if newest[c.sentence.start, section] <= newest_allowed
        and not _tells_history(page.quote(c.sentence), years)
    ]
    if not told:
        return
    latest = max(max(years) for _, years in told)
    what = "this statement" if len(told) == 1 else f"{len(told)} statements of this page"
    others = (shorten(page.as_printed(c.sentence), 90, placeholder=" …") for c, _ in told[1:_SHOWN])
    also = "; ".join(f"“{quote}”" for quote in others)
    more = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
    yield make(
        CHECK,
        case,
        sentence_place(page, told[0][0]),
        f"The newest source cited for {what} is from {latest}, {case.today.year - latest} years ago.",
        "Look for newer reviews or guidelines; if the old study still stands, cite one that says so."
        + (f" The others: {also}{more}." if also else ""),
        "old evidence",
        tuple(_exhibits([c for c, _ in told], papers)),
    )


def _years(references: tuple[Reference, ...], citation: Citation, papers: dict[int, Cited]) -> list[int]:
    """The years of the papers a marker points at; empty when one is unknown or is no paper, for then its age is
    not known either."""
    years = []
    for index in citation.references:
        reference, cited = references[index], papers.get(index)
        dates = [d for d in (cited.work.date, cited.work.electronic_date) if d] if cited else []
        if dates:
            years.append(max(d.year for d in dates))
        elif reference.kind in _EVIDENCE and reference.parts.year:
            years.append(reference.parts.year)
        else:
            return []
    return years if not citation.dangling else []


def _tells_history(sentence: str, years: list[int]) -> bool:
    named = {int(y) for y in _YEAR.findall(sentence)}
    return any(abs(a - b) <= 1 for a in named for b in years)


def _exhibits(citations: list[Citation], papers: dict[int, Cited]) -> Iterator[Exhibit]:
    found = {i: papers[i] for c in citations for i in c.references if i in papers}
    newest = sorted(found.values(), key=lambda c: c.work.date.year if c.work.date else 0, reverse=True)
    for cited in newest[:_SHOWN]:
        yield work_exhibit(cited.work, cited.answer)


CHECK = Check(
    code="REF013",
    slug="old_evidence",
    severity=Severity.NOTE,
    title="Statements rest on old evidence only",
    why="What was known when the study was done may have been overtaken since.",
    run=run,
    asks=references,
    fires=(
        "today: 2026-11-24\n# Lapatinib\n\nIt holds the disease back for some months [1].\n\n## References\n\n"
        "1. Geyer CE, Forster J, Lindquist D, et al. Lapatinib plus capecitabine for HER2-positive advanced breast "
        "cancer. N Engl J Med. 2006;355(26):2733-43.\n",
    ),
    silent=(
        "today: 2010-01-15\n# Lapatinib\n\nIt holds the disease back for some months [1].\n\n## References\n\n"
        "1. Geyer CE, Forster J, Lindquist D, et al. Lapatinib plus capecitabine for HER2-positive advanced breast "
        "cancer. N Engl J Med. 2006;355(26):2733-43.\n",
        "today: 2026-11-24\n# Lapatinib\n\nA trial of 2006 showed that it can hold the disease back [1].\n\n"
        "## References\n\n"
        "1. Geyer CE, Forster J, Lindquist D, et al. Lapatinib plus capecitabine for HER2-positive advanced breast "
        "cancer. N Engl J Med. 2006;355(26):2733-43.\n",
    ),
)
