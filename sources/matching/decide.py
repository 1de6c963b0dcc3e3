"""From a printed reference and its candidate records to a verdict: pure.

Two thresholds, read off the development half of the benchmark (benchmarks/references_notes.md): a wrong "matched"
costs an editor more than a "look at this", so what lies between them is *ambiguous* and shown, never accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.identifiers import Identifier
from model.literature import Match, MatchVerdict, NoticeKind, Work
from model.page import Reference, ReferenceKind
from sources.matching.normalise import fold
from sources.matching.printed import Printed, prepare
from sources.matching.score import TITLE_AGREES, Score, score

ACCEPT = 0.62  # from here a record is the entry's paper
POSSIBLE = 0.36  # from here it is shown as a candidate
TIE = 0.05  # closer than this, two papers cannot be told apart
MAX_SHOWN = 5

_ABOUT = re.compile(
    r"\b(?:erratum|errata|corrigend|correction|corrected|retraction|retracted|comment|reply|response|author'?s? reply|"
    r"letter|expression of concern|editorial)\b"
)
_PREPRINT = re.compile(r"\b(?:medrxiv|biorxiv|arxiv|research square|ssrn|preprints?(?:\.org)?)\b")
_ABOUT_KINDS = frozenset(
    {
        NoticeKind.COMMENT,
        NoticeKind.ERRATUM,
        NoticeKind.RETRACTION,
        NoticeKind.PARTIAL_RETRACTION,
        NoticeKind.EXPRESSION_OF_CONCERN,
    }
)
_ABOUT_TYPES = frozenset(
    {"Comment", "Published Erratum", "Retraction of Publication", "Expression of Concern", "Editorial"}
)
_ARTICLE_LIKE = frozenset({ReferenceKind.ARTICLE})


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score."""

    work: Work
    score: Score


def rank(printed: Printed, candidates: Iterable[Work]) -> list[Scored]:
    """The distinct candidates, best first. An article comes before what is only about it, and a journal's
    version before the preprint, unless the entry says otherwise."""
    text = fold(printed.reference.text)
    seen: set[str] = set()
    scored: list[Scored] = []
    for work in candidates:
        key = str(work.pmid or work.doi or (work.title, work.volume, work.first_page))
        if key not in seen:
            seen.add(key)
            scored.append(Scored(work, score(printed, work)))
    about = _ABOUT.search(text) is not None
    preprint = _PREPRINT.search(text) is not None

    def order(s: Scored) -> tuple[float, float, str]:
        back = 0.0
        if not about and is_about_another(s.work):
            back += 2 * TIE
        if is_preprint(s.work) != preprint:
            back += TIE
        return (-(s.score.value - back), -(s.score.title or 0.0), str(s.work.pmid or s.work.doi or ""))

    return sorted(scored, key=order)


def is_about_another(work: Work) -> bool:
    """True for comments, errata, retraction notices and the like."""
    return bool(_ABOUT_TYPES & set(work.types)) or any(
        n.outgoing and n.kind in _ABOUT_KINDS for n in work.notices
    )


def is_preprint(work: Work) -> bool:
    """True for a record of a preprint."""
    return "Preprint" in work.types or _PREPRINT.search(fold(work.journal)) is not None


def decide(
    reference: Reference,
    candidates: Iterable[Work],
    pointed: Mapping[Identifier, Work] | None = None,
) -> Match:
    """The verdict on one entry. ``candidates``: records that a search brought; ``pointed``: the records that
    the entry's own identifiers lead to. Every source that matters has answered when this is called."""
    printed = prepare(reference)
    pointed = pointed or {}
    ranked = rank(printed, [*pointed.values(), *candidates])
    if not pointed:
        return _by_text(printed, ranked)
    raise NotImplementedError


def _by_text(printed: Printed, ranked: list[Scored]) -> Match:
    possible = [s for s in ranked if s.score.value >= POSSIBLE]
    if not possible:
        article = printed.reference.kind in _ARTICLE_LIKE
        verdict = MatchVerdict.NOT_FOUND if article else MatchVerdict.NOT_AN_ARTICLE
        best = ranked[0].score if ranked else Score(0.0)
        return Match(verdict, score=best.value)
    best = possible[0]
    rivals = [s for s in possible[1:] if best.score.value - s.score.value < TIE]
    if best.score.value >= ACCEPT and not rivals:
        return Match(
            MatchVerdict.MATCHED,
            best.score.value,
            best.work,
            best.score.agreed,
            best.score.differed,
            tuple(s.work for s in possible[1:MAX_SHOWN]),
        )
    return Match(
        MatchVerdict.AMBIGUOUS,
        best.score.value,
        None,
        best.score.agreed,
        best.score.differed,
        tuple(s.work for s in possible[:MAX_SHOWN]),
    )
