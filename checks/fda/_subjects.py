"""Which drugs a section is about: those in its heading, and those its claims are about."""

from __future__ import annotations

import re

from model.claim import Claim
from model.lexicon import Lexicon
from model.page import Page

_WORD = re.compile(r"[^\W_]+(?:[-/'’][^\W_]+)*")
_LONGEST = 4  # words in a drug's name, as in "sodium zirconium cyclosilicate hydrate"
_SHORTEST = 5  # letters: shorter names in headings are too often something else
_CACHE: list[tuple[Lexicon, dict[str, str]]] = []


def section_drugs(page: Page, section: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The keys of the drugs that a section is about, in order of mention."""
    found = list(_in_heading(page.sections[section].heading, lexicon))
    for claim in page.claims:
        if claim.section == section and _about_one(claim):
            found.extend(claim.subject.drugs)
    return tuple(dict.fromkeys(found))


def _about_one(claim: Claim) -> bool:
    return bool(claim.subject.drugs) and not claim.subject.drug_class and claim.agency == "FDA"


def _in_heading(heading: str, lexicon: Lexicon) -> tuple[str, ...]:
    names = _names(lexicon)
    words = _WORD.findall(heading)
    found = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            key = names.get(" ".join(words[at : at + size]).casefold())
            if key:
                found.append(key)
                at += size
                break
        else:
            at += 1
    return tuple(found)


def _names(lexicon: Lexicon) -> dict[str, str]:
    for kept, names in _CACHE:
        if kept is lexicon:
            return names
    names = {}
    common = {w.casefold() for w in lexicon.common_words}
    for drug in lexicon.drugs.values():
        for name in (drug.key, *drug.brands, *drug.synonyms):
            if len(name) >= _SHORTEST and name.casefold() not in common:
                names.setdefault(name.casefold(), drug.key)
    _CACHE.insert(0, (lexicon, names))
    del _CACHE[4:]
    return names
