"""What is said of a reference when all have been asked: a verdict with its evidence, or why it stays open. Pure."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote_plus

from model.evidence import Evidence, Unanswered
from model.literature import Match, MatchVerdict, NoticeKind, Work
from sources.matching.cases import Case
from sources.matching.decide import is_titled
from sources.matching.invented import title_of
from sources.matching.origins import Origins, name_of
from sources.pubmed.kept import NAME as PUBMED

Answer = Evidence[Match] | Unanswered
_WARNINGS = frozenset(
    {NoticeKind.RETRACTION, NoticeKind.PARTIAL_RETRACTION, NoticeKind.EXPRESSION_OF_CONCERN}
)
_SEARCH_URL = "https://pubmed.ncbi.nlm.nih.gov/?term="


def answer_of(case: Case, library: str, origins: Origins) -> Answer:
    """The answer on one case, when all have been asked. ``library``: who is named where nobody else told."""
    match, reference = case.match, case.reference
    if match.verdict is MatchVerdict.MISMATCH and match.looks_invented and not case.searched:
        match = replace(match, looks_invented="")  # that its text is nowhere is more than was asked
    if not _is_answer(case):
        return _unanswered(case, library)
    if case.unasked is not None and match.verdict is MatchVerdict.MATCHED and not _is_warned_of(match.work):
        # The registry knows that the paper exists; what became of it is PubMed's to tell, which did not answer.
        return replace(case.unasked, query=reference.text or case.unasked.query)
    if case.stale is not None and match.verdict is MatchVerdict.MATCHED and not _tells(match):
        return case.stale
    shown = match.work or (match.candidates[0] if match.candidates else None)
    source, as_of, retrieved_at = origins.of(shown)
    if shown is not None:
        identifier, url = name_of(shown), shown.url
    else:
        identifier, url = "", _SEARCH_URL + quote_plus(reference.parts.title or reference.text[:200])
    return Evidence(source or library, identifier, url, _says(match), match, as_of, retrieved_at)


def _is_warned_of(work: Work | None) -> bool:
    """Somebody says that the paper is not to be relied on: that stands, whoever else was silent."""
    return work is not None and any(n.kind in _WARNINGS and not n.outgoing for n in work.notices)


def _tells(match: Match) -> bool:
    """Something is to be said of the entry by the record at hand, whatever came later."""
    notices = match.work.notices if match.work else ()
    return bool(match.differed) or any(not n.outgoing for n in notices)


def _is_answer(case: Case) -> bool:
    """The verdict rests on answers, not on silence."""
    match = case.match
    if match.verdict in (MatchVerdict.MATCHED, MatchVerdict.MISMATCH) or (
        case.searched and not case.unresolved
    ):
        return True
    if match.verdict is MatchVerdict.NOT_FOUND and case.searched and case.held:
        # Its journal's papers of that year are known, and it is none of them: an identifier that nobody knows does
        # not make it one. Who failed to answer might have known it.
        return not any(f.lost for f in case.failures)
    if match.verdict is MatchVerdict.NOT_AN_ARTICLE and is_titled(case.reference) and not case.searched:
        return False
    if match.verdict is MatchVerdict.NOT_FOUND:
        # Known records can show that an entry is made up, even where not all records are at hand.
        return bool(match.looks_invented) and not case.failures and not case.unresolved
    if match.verdict is MatchVerdict.AMBIGUOUS:
        return not case.failures
    return not case.unresolved


def _says(match: Match) -> str:
    if match.says:
        return match.says
    if match.verdict is MatchVerdict.MATCHED and match.work:
        differs = f"; differs in {', '.join(match.differed)}" if match.differed else ""
        return f"{title_of(match.work)}{differs}"
    if match.verdict is MatchVerdict.NOT_FOUND:
        return "Searched by journal, volume and page, and by title: no record fits."
    return str(match.verdict)


def _unanswered(case: Case, library: str) -> Unanswered:
    """Why the entry stays open: the failure, or that only a part of PubMed was there to look in."""
    text = case.reference.text or " ".join(str(i) for i in case.reference.identifiers)
    if case.failures:
        # The library's own silence says more to a reader than that of the registry asked after it.
        told = next((f for f in case.failures if f.source == library), case.failures[-1])
        return replace(told, query=text)
    if case.beyond:
        return Unanswered(library, text, f"it may be newer than the {library}")
    if case.unresolved and library == PUBMED:
        return Unanswered(library, text, "its identifier is known to none of the services that were asked")
    if case.unresolved or case.reference.parts.title or case.reference.parts.journal:
        # The same words for every such entry: reports sum up by reason.
        return Unanswered(library, text, f"not in the {library}, which holds only a part of PubMed")
    return Unanswered(library, text, "the entry gives too little to look for")
