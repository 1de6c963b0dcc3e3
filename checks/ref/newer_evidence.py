"""Guidelines, reviews or trials on a section's evidence have appeared since the section was dated."""

from collections.abc import Iterator
from datetime import date

from checks._asks import newer_works
from checks._check import Case, Check
from checks._sections import long_date
from checks.ref._citing import Cited, cited_works, describe, is_retracted, make, name_of, sentence_place
from model.evidence import Evidence
from model.finding import Exhibit, Finding, Severity
from model.identifiers import PMID
from model.literature import NoticeKind, Work
from model.page import Citation

# How strong the kinds of publication are as evidence, in PubMed's words (Oxford Centre for Evidence-Based Medicine
# 2011 levels: syntheses before single trials; guidelines first because they say what to do).
_STRENGTH = {
    "Practice Guideline": 4,
    "Guideline": 4,
    "Consensus Development Conference, NIH": 4,
    "Systematic Review": 3,
    "Meta-Analysis": 3,
    "Network Meta-Analysis": 3,
    "Randomized Controlled Trial": 2,
    "Clinical Trial, Phase III": 2,
    "Pragmatic Clinical Trial": 2,
    "Equivalence Trial": 2,
}
_KINDS = {4: "guideline", 3: "systematic review", 2: "randomised trial"}
_NOT_EVIDENCE = frozenset(
    {"Comment", "Letter", "Editorial", "Published Erratum", "Retraction of Publication", "Preprint", "News"}
)
_SHOWN = 3


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each dated section whose cited papers are themselves cited, or updated, by stronger and
    newer ones that the page does not cite: how many of each kind, and the three strongest with their links."""
    page = case.page
    papers = {c.reference.index: c for c in cited_works(case) if c.sure}
    cited_pmids = {c.work.pmid for c in papers.values() if c.work.pmid}
    for section, citations in _by_section(page.citations):
        own = page.date_of(section)
        if own is None or own.date is None:
            continue
        newer = _newer(case, citations, papers, cited_pmids, own.date.latest())
        if not newer:
            continue
        ranked = sorted(newer, key=_order)
        shown = ranked[:_SHOWN]
        counts = _counted([strength(w) for w, _ in ranked])
        yield make(
            CHECK,
            case,
            sentence_place(page, citations[0]),
            f"Since {long_date(own.date)}, {counts} on the evidence cited in this section "
            f"{'has' if len(ranked) == 1 else 'have'} appeared.",
            "Read the strongest of them, and say whether the section still holds.",
            f"newer evidence {' '.join(sorted(name_of(w) for w, _ in shown))}",
            tuple(_exhibit(w, answer) for w, answer in shown),
            since=min((w.date.earliest() for w, _ in shown if w.date), default=None),
        )


def strength(work: Work) -> int:
    """4 guideline, 3 synthesis, 2 randomised trial, 0 anything else."""
    if _NOT_EVIDENCE & set(work.types):
        return 0
    best = max((_STRENGTH.get(t, 0) for t in work.types), default=0)
    if not best and "cochrane database" in (work.journal or work.journal_abbrev).lower():
        return 3
    return best


def _by_section(citations: tuple[Citation, ...]) -> Iterator[tuple[int, list[Citation]]]:
    found: dict[int, list[Citation]] = {}
    for citation in citations:
        found.setdefault(citation.section, []).append(citation)
    yield from sorted(found.items())


Newer = tuple[Work, Evidence[tuple[Work, ...]]]


def _newer(
    case: Case, citations: list[Citation], papers: dict[int, Cited], cited: set[PMID], dated: date
) -> list[Newer]:
    found: dict[str, Newer] = {}
    for index in (i for c in citations for i in c.references):
        pmid = papers[index].work.pmid if index in papers else None
        answer = case.answers.newer.get(pmid) if pmid else None
        if not isinstance(answer, Evidence):
            continue
        for work in answer.facts:
            new = (
                work.date is not None and work.date.earliest() > dated and work.date.earliest() <= case.today
            )
            if new and strength(work) and work.pmid not in cited and not is_retracted(work):
                found.setdefault(name_of(work), (work, answer))
    # Of a review that has itself been updated, only the newest version counts.
    updated = {
        n.pmid for w, _ in found.values() for n in w.notices if n.outgoing and n.kind is NoticeKind.UPDATE
    }
    return [item for item in found.values() if item[0].pmid is None or item[0].pmid not in updated]


def _order(item: Newer) -> tuple[int, int, str]:
    work = item[0]
    return (-strength(work), -(work.date.earliest().toordinal() if work.date else 0), name_of(work))


def _counted(strengths: list[int]) -> str:
    parts = []
    for level, kind in _KINDS.items():
        count = strengths.count(level)
        if count:
            parts.append(f"{count} {kind}{'s' if count != 1 else ''}")
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _exhibit(work: Work, answer: Evidence[tuple[Work, ...]]) -> Exhibit:
    kind = _KINDS[strength(work)].capitalize()
    return Exhibit(
        work.source, name_of(work), work.url, f"{kind}: {describe(work)}", answer.as_of, answer.retrieved_at
    )


CHECK = Check(
    code="REF014",
    slug="newer_evidence",
    severity=Severity.NOTE,
    title="Newer guidelines, reviews or trials exist on the cited evidence",
    why="The advice may have changed, and a reader with an old page does not know.",
    run=run,
    asks=newer_works,
)
