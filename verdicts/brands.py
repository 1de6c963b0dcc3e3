"""Brands that stand beside the name of a drug: "Cyclobenzaprine (Flexeril)", "semaglutide, sold as Ozempic".

Who names a brand speaks of that product. What is approved for another brand's use alone does not bear the sentence out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from language.names import Kind, fold, names_of
from model.claim import Claim
from model.lexicon import Lexicon
from verdicts.clauses import place_of
from verdicts.heard import Heard

_BRACKET = re.compile(r" ?\([^()]*\)")


def of_brands_beside(claim: Claim, said: Heard, lexicon: Lexicon) -> Claim | None:
    """The claim as one on the brands that stand right beside its drugs' names; of a class, on the drugs whose brands
    these are. None where no brand stands there, or the claim names its drugs by brand already."""
    subject = claim.subject
    if subject.brands or not subject.drugs or not subject.words:
        return None
    name = subject.words.partition(" (")[0]
    text = said.clause if subject.words in said.clause else said.whole
    start = text.find(name)
    if start < 0:
        return None
    behind = start + len(name)
    bracket = _BRACKET.match(text, behind)
    cue = place_of(claim.cue, claim.indication.words, text)
    end = max(bracket.end() if bracket else behind, cue)
    named: dict[str, str] = {}
    for mention in names_of(lexicon).find(text, fold(text)):
        if mention.kind is not Kind.DRUG or not start <= mention.start < end:
            continue
        word = text[mention.start : mention.end].casefold()
        for key in set(mention.keys) & set(subject.drugs):
            known = lexicon.drugs.get(key)
            brand = next((b for b in known.brands if b.casefold() == word), "") if known else ""
            if brand:
                named[brand] = key
    if not named:
        return None
    drugs = tuple(d for d in subject.drugs if d in named.values()) if subject.drug_class else subject.drugs
    own = replace(subject, brands=tuple(named), drugs=drugs, drug_class="")
    return replace(claim, subject=own)
