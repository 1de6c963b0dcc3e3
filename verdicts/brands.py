"""Brands that stand beside the name of a drug: "Cyclobenzaprine (Flexeril)", "semaglutide, sold as Ozempic".

Who names a brand speaks of that product. What is approved for another brand's use alone does not bear the sentence out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from language.names import Kind, fold, names_of
from model.claim import Claim, Status
from model.lexicon import Lexicon
from verdicts.clauses import place_of
from verdicts.heard import Heard

_BRACKET = re.compile(r" ?\([^()]*\)")
_GRANTED = frozenset({Status.APPROVED, Status.ACCELERATED})


def as_branded(claim: Claim, said: Heard, lexicon: Lexicon) -> Claim:
    """The claim as one on the brands that stand right beside its drugs' names; of a class that is told as approved, on
    the drugs whose brands these are. A brand in brackets there that is none of theirs ("naltrexone/bupropion
    (Wellbutrin)") stays unread."""
    subject = claim.subject
    if subject.brands or not subject.drugs or not subject.words:
        return claim
    named: dict[str, str] = {}
    strange: list[str] = []
    for word, keys, bracketed in _beside(claim, said, lexicon):
        owner = {key: b for key in keys if (b := _brand(word, key, lexicon))}
        own = next((key for key in owner if key in subject.drugs), None)
        if own is not None:
            named[owner[own]] = own
        elif owner and bracketed:
            strange.append(word)
    claim = replace(claim, unread=(*claim.unread, *(w for w in strange if w not in claim.unread)))
    if not named or (subject.drug_class and claim.status not in _GRANTED):
        return claim
    drugs = tuple(d for d in subject.drugs if d in named.values()) if subject.drug_class else subject.drugs
    return replace(claim, subject=replace(subject, brands=tuple(named), drugs=drugs, drug_class=""))


def _beside(claim: Claim, said: Heard, lexicon: Lexicon) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """The names of drugs between the first word of a claim's subject and its status: as written, what they may stand
    for, and whether in the brackets right behind the subject's name."""
    name = claim.subject.words.partition(" (")[0]
    text = said.clause if claim.subject.words in said.clause else said.whole
    start = text.find(name)
    if start < 0:
        return
    behind = start + len(name)
    bracket = _BRACKET.match(text, behind)
    closed = bracket.end() if bracket else behind
    end = max(closed, place_of(claim.cue, claim.indication.words, text))
    for mention in names_of(lexicon).find(text, fold(text)):
        if mention.kind is Kind.DRUG and start <= mention.start < end:
            yield text[mention.start : mention.end], mention.keys, behind <= mention.start < closed


def _brand(word: str, drug: str, lexicon: Lexicon) -> str:
    """The brand of a drug that ``word`` is, as the lexicon writes it; empty where it is none."""
    known = lexicon.drugs.get(drug)
    return next((b for b in known.brands if b.casefold() == word.casefold()), "") if known else ""
