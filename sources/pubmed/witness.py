"""A record that is known to exist, asked for beside what may not: an answer without it is no answer. Pure.

EFetch leaves out records that it does not know, and at times records that it knows; a search that fails inside answers
"no items found". That a paper is not there is therefore believed only of an answer that holds the witness.
"""

from __future__ import annotations

from model.identifiers import DOI, PMID
from sources.source import CitationKey

# Slamon DJ et al. Use of chemotherapy plus a monoclonal antibody against HER2 ... N Engl J Med 2001. It ships with the
# project, was cited by thousands, and will not be taken out of PubMed or Crossref.
PAPER = PMID("11248153")
NAME = DOI("10.1056/nejm200103153441101")
PLACE = CitationKey("N Engl J Med", 2001, "344", "783", "Slamon DJ")
# A question with one of these may be about the witness itself.
_OWN = ("overexpresses", '"344"[volume]', "nejm200103153441101", "11248153")


def beside(term: str) -> str:
    """The search with the witness: what it finds, or the witness."""
    return f"({term}) OR {PAPER.value}[uid]"


def without(term: str, pmids: tuple[PMID, ...]) -> tuple[PMID, ...]:
    """The hits without the witness, which stays where the question may mean it."""
    if any(word in term.lower() for word in _OWN):
        return pmids
    return tuple(p for p in pmids if p != PAPER)
