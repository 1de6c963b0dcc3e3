"""The words of a claim that its reader laid to no field."""

from __future__ import annotations

import re

from model.approval import Action
from model.claim import GRANTS, Claim, Exclusivity
from model.finding import Verdict
from verdicts.judged import ClaimJudgement

_OF_DOSE = re.compile(
    r"(?:(?:very )?(?:low|high)|full|once|twice)[- ](?:dose|daily|weekly|monthly)|generic|oral|daily"
)
_TOKEN = re.compile(r"\S+")


def unlike(claim: Claim, judged: ClaimJudgement, sentence: str) -> str:
    """What was not understood of a claim that is called untrue as nothing on record bears it out: it may be told of
    something else ("nothing like it is approved for ..."). Where the whole disease is known to be no use of the drug,
    what is said of the people ("who cannot take lithium") or of the dose is nothing else."""
    absent = judged.verdict is Verdict.CONTRADICTED and claim.status in GRANTS
    counted = claim.exclusivity is not Exclusivity.NONE or claim.anchor.date is not None
    if not absent or counted:
        return ""
    known = bool(judged.events) and judged.events[0].action is Action.NOT_LISTED
    lower = sentence.casefold()
    strange = (w for w in claim.unread if not (known and _OF_DOSE.fullmatch(w.casefold())))
    return ", ".join(w for w in strange if not (known and f"who {w.casefold()}" in lower))


def left_of(claim: Claim) -> tuple[str, ...]:
    """What a claim's reader could not lay to a field, without the claim's own use where that was read whole."""
    whole = {u.words for u in (claim.indication, *claim.also) if not u.unread}
    return tuple(words for words in claim.unread if words not in whole)


def less_own(claim: Claim, words: str) -> str:
    """Words that were not read, where a whole clause is none of its subject and status: "Strictly speaking X isn't
    approved" is "strictly speaking"."""
    own = _TOKEN.findall(f"{claim.subject.words} {claim.cue}".replace("n't", " n't"))
    rest = _TOKEN.findall(words.replace("n't", " n't"))
    whole = len(own) > 1 and set(own) <= set(rest)
    return " ".join(w for w in rest if w not in own) if whole else words
