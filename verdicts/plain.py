"""A claim as understood, in one line."""

from __future__ import annotations

from model.claim import Claim, Exclusivity, Status
from verdicts.words import use_in_words

_SAYS = {
    Status.APPROVED: "approved by FDA",
    Status.ACCELERATED: "approved by FDA under accelerated approval",
    Status.TENTATIVE: "tentatively approved by FDA",
    Status.EMERGENCY: "authorised by FDA for emergency use",
    Status.NOT_APPROVED: "not approved by FDA",
    Status.INVESTIGATIONAL: "under study",
    Status.ONLY_IN_TRIALS: "available in clinical trials only",
    Status.UNDER_REVIEW: "waiting for FDA's decision",
    Status.WITHDRAWN: "no longer approved: withdrawn",
    Status.DISCONTINUED: "no longer sold",
    Status.GENERIC: "available as a generic",
    Status.BIOSIMILAR: "available as a biosimilar",
    Status.INTERCHANGEABLE: "available as an interchangeable biosimilar",
    Status.OTC: "available over the counter",
    Status.BOXED_WARNING: "under a boxed warning",
    Status.OFF_LABEL: "used off label (not approved)",
    Status.DESIGNATED: "given a special designation by FDA",
    Status.NOT_MARKETED: "not on the market",
    Status.SPECIAL_ACCESS: "available by special access only",
    Status.IN_USE: "in use",
}
_ALONE = (Exclusivity.ONLY, Exclusivity.FIRST, Exclusivity.FIRST_AND_ONLY, Exclusivity.NEWEST)


def plain_line(claim: Claim) -> str:
    """ "The page says: PARP inhibitors are available in clinical trials only for metastatic breast cancer"."""
    who = " ".join(claim.subject.words.split())
    many = len(claim.subject.drugs) > 1 and not claim.subject.together
    verb = "are" if many or claim.subject.drug_class else "is"
    state = _SAYS[claim.status]
    uses = " and ".join(filter(None, (use_in_words(u) for u in (claim.indication, *claim.also))))
    on = f" for {uses}" if uses else ""
    of = claim.subject.generic_group or claim.subject.drug_class or "drug"
    when = f", {claim.anchor.words}" if claim.anchor.words and claim.anchor.date else ""
    if claim.faint:
        of_what = "any drug" if claim.exclusivity is Exclusivity.NO_DRUG else who
        return f"The page speaks of {of_what} as {'not ' if claim.negated else ''}{state}{on}{when}"
    if claim.exclusivity is Exclusivity.NO_DRUG:
        return f"The page says: no {of} is approved by FDA{on}{when}"
    if claim.exclusivity in _ALONE and claim.subject.drugs:
        return f"The page says: {who} {verb} {claim.exclusivity.value} {of} {state}{on}{when}"
    if claim.exclusivity in (Exclusivity.COUNT, Exclusivity.AT_LEAST):
        least = "at least " if claim.exclusivity is Exclusivity.AT_LEAST else ""
        return f"The page says: {least}{claim.count} {of}s are {state}{on}{when}"
    no = "not " if claim.negated else ""
    return f"The page says: {who} {verb} {no}{state}{on}{when}"
