"""What a claim's passage, or its drugs, tell of a use that the claim's own words leave open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from model.approval import Timeline
from model.claim import Claim, Exclusivity
from model.evidence import Evidence, Unanswered
from model.lexicon import Lexicon
from verdicts.kin import initials_of

# A use in initials alone: "for PD", "to treat IPF".
_INITIALS = re.compile(
    r"(?:(?:for|in|of|against|with|to treat|treating) )?(?:the )?([A-Z][A-Za-z]{0,3}[A-Z])s?"
)


# A use that names nothing: "for just that".
_FOR_THAT = re.compile(
    r"(?:for|in|against|to treat|treating) (?:just |exactly |precisely |only )?(?:that|this|it|them|those)"
    r"(?: (?:disease|disorder|condition|illness|purpose|use|problem|alone|itself))*"
)


def of_its_passage(claim: Claim) -> Claim:
    """ "Alopecia areata: no drug is approved for teenagers" is said of what the passage is about, and so is "have no
    drug approved for just that"."""
    use = claim.indication
    if claim.context.condition and not use.condition and _FOR_THAT.fullmatch(use.words.casefold().strip()):
        return replace(claim, indication=replace(claim.context, words=use.words))
    whom = use.population or use.age_from is not None or use.age_to is not None
    if claim.exclusivity is not Exclusivity.NO_DRUG or use.condition or use.unread or not whom:
        return claim
    return replace(claim, indication=replace(use, condition=claim.context.condition))


def of_its_initials(
    claim: Claim, lexicon: Lexicon, timelines: Mapping[str, Evidence[Timeline] | Unanswered]
) -> Claim:
    """ "The only MAO-B inhibitors for PD": initials that the lexicon gives to several things, or to none alone, are
    those of the one disease for which the drugs that are named were ever approved, or that the passage is about."""
    use = claim.indication
    said = _INITIALS.fullmatch(use.words.strip())
    if use.condition or use.biomarkers:
        return claim
    if said is None:
        own = initials_of(claim.context.condition, lexicon)
        nobody = claim.exclusivity is Exclusivity.NO_DRUG and not claim.subject.drugs
        if not nobody or not any(re.search(rf"\b(?:for|of|has|in|treat) {i}\b", use.words) for i in own):
            return claim
        return replace(claim, indication=replace(claim.context, words=use.words))
    answers = (timelines.get(drug) for drug in claim.subject.drugs)
    events = (e for a in answers if isinstance(a, Evidence) for e in a.facts.events)
    known = {e.indication.condition for e in events if e.indication} | {claim.context.condition}
    meant = {key for key in known if said[1] in initials_of(key, lexicon)}
    if len(meant) != 1:
        return claim
    rest = tuple(u for u in claim.unread if u not in (use.words, said[1]))
    return replace(claim, indication=replace(use, condition=meant.pop(), unread=()), unread=rest)
