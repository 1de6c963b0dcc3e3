"""The half of a sentence that speaks of another drug, and was not read."""

from __future__ import annotations

import re

from language.names import Kind, fold, names_of
from model.claim import Claim
from model.lexicon import Lexicon

_BUT = re.compile(r"\b(?:but|yet|whereas|while|although|though|however)\b")
# What tells of a status, or takes away from it.
_DENIES = re.compile(
    r"\b(?:no|not|none|never|nothing|neither|lacks?|without|only|alone|sole|still|yet|cannot)\b|n't\b"
)


def other_half(claim: Claim, sentence: str, lexicon: Lexicon) -> str:
    """What a sentence sets against the one claim that was read of it, where that denies or limits something of a drug
    of which the claim says nothing ("biosimilars exist for A and B, but C has none"). Empty without one."""
    folded = fold(sentence)
    start = folded.find(fold(claim.cue)) if claim.cue else -1
    turn = _BUT.search(folded, max(start, 0))
    if turn is None or _DENIES.search(folded, turn.end()) is None:
        return ""
    own = {*claim.subject.drugs, claim.subject.drug_class, claim.subject.generic_group}
    named = (m for m in names_of(lexicon).find(sentence, folded) if m.start >= turn.end())
    strange = any(m.kind is Kind.DRUG and not own & set(m.keys) for m in named)
    return sentence[turn.start() :].rstrip(". ") if strange else ""
