"""Which publication types count as newer evidence that an editor should know of, strongest first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum

from model.literature import Work


class Strength(IntEnum):
    """How much a new publication weighs against cited evidence: 0 counts most."""

    GUIDELINE = 0
    META_ANALYSIS = 1
    SYSTEMATIC_REVIEW = 2
    RANDOMISED_TRIAL = 3


# PubMed's publication types (MeSH "Publication Characteristics"). The last two are kinds of randomised trials
# that are typed with their own word only.
STRONG: Mapping[str, Strength] = {
    "Practice Guideline": Strength.GUIDELINE,
    "Guideline": Strength.GUIDELINE,
    "Meta-Analysis": Strength.META_ANALYSIS,
    "Network Meta-Analysis": Strength.META_ANALYSIS,
    "Systematic Review": Strength.SYSTEMATIC_REVIEW,
    "Randomized Controlled Trial": Strength.RANDOMISED_TRIAL,
    "Pragmatic Clinical Trial": Strength.RANDOMISED_TRIAL,
    "Equivalence Trial": Strength.RANDOMISED_TRIAL,
}
# Types that are about such a publication without being one.
_NOT_ITSELF = frozenset(
    {"Comment", "Published Erratum", "Retraction of Publication", "Clinical Trial Protocol"}
)
_RETRACTED = "Retracted Publication"


def strength(types: Iterable[str]) -> Strength | None:
    """The best that the types say; None for a work that is none of these, was retracted, or is about one."""
    named = set(types)
    if named & _NOT_ITSELF or _RETRACTED in named:
        return None
    return min((STRONG[t] for t in named if t in STRONG), default=None)


def strongest_first(works: Iterable[Work]) -> tuple[Work, ...]:
    """Works by strength, the newest first among equals, then by PMID: the order in which editors see them."""

    def order(work: Work) -> tuple[int, int, str]:
        rank = strength(work.types)
        days = [d.latest().toordinal() for d in (work.date, work.electronic_date) if d]
        return (
            len(Strength) if rank is None else rank,
            -min(days, default=0),
            work.pmid.value if work.pmid else "",
        )

    return tuple(sorted(works, key=order))
