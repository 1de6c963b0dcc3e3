"""What has to be asked of the sources for a set of pages: each distinct question once."""

from __future__ import annotations

from collections.abc import Iterable

from checks import Need
from checks.fda._judging import timelines_needed
from model.evidence import Questions
from model.identifiers import NCT
from model.lexicon import Lexicon
from model.page import Page, Reference

__all__ = ["Questions", "questions_of"]


def questions_of(pages: Iterable[Page], needs: frozenset[Need], lexicon: Lexicon) -> Questions:
    """The distinct references, drugs and trials of all pages that the enabled checks need."""
    references: dict[str, Reference] = {}
    drugs: set[str] = set()
    trials: set[NCT] = set()
    for page in pages:
        if Need.MATCHES in needs or Need.NEWER in needs:
            for reference in page.references:
                references.setdefault(reference.key, reference)
        if Need.TIMELINES in needs:
            drugs.update(timelines_needed(page.claims, lexicon))
        if Need.TRIALS in needs:
            trials.update(i for r in page.references for i in r.identifiers if isinstance(i, NCT))
    return Questions(
        references=tuple(references.values()),
        newer=Need.NEWER in needs,
        drugs=tuple(sorted(drugs)),
        trials=tuple(sorted(trials)),
    )
