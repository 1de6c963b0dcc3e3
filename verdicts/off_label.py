"""Claims that a drug is approved for what it never was: a use off label, a drug that FDA never approved."""

from __future__ import annotations

import re

from model.approval import ApprovalEvent, Timeline
from model.claim import AnchorKind
from model.evidence import GRACE
from model.indication import Indication
from verdicts import absent
from verdicts.facts import SELDOM, Facts
from verdicts.judged import ClaimJudgement, contradicted, supported, unverified

# One disease said of people who have another: "for depression with insomnia" is no claim on insomnia, "for blood clots
# in people with cancer" none on cancer. "For people with gout and asthma" is one on both.
_PEOPLE = (
    r"(?:patients?|people|persons?|individuals|adults|children|adolescents|teens|women|men|"
    r"those|anyone|someone|users)"
)
_PEOPLE_WITH = re.compile(rf"\b{_PEOPLE} (?:living )?with\b")
_BESIDE = re.compile(
    r"\b(?:with|who|whose|despite|besides|complicat\w+|associated|related|due|caus\w+|accompan\w+|when|during|after)\b"
)
_AMONG = re.compile(rf"(?<!\bfor use )\b(?:in|among) (?:[\w'’-]+ ){{0,4}}{_PEOPLE}\b")
# What was approved long ago and dropped is not told: labels are known from the days on since which they are kept.
_LABELS_KNOWN = 1990
_OF_OLD = re.compile(
    r"\b(?:once(?!-| (?:a|every|daily|weekly)\b)|formerly|previously|originally|initially|until|used to|"
    r"at one time|no longer|in the past|decades ago|"
    r"(?:18|19[0-8])\d{1,2}s?)\b",
    re.IGNORECASE,
)
# Whose approval is meant: without FDA's name that of a country where one is named ("approved in Poland"), and of a drug
# that is known abroad only that of anywhere.
_FDA = re.compile(r"\bFDA\b|\bF\.D\.A|\bFood and Drug|\bU\.?S\.?(?:A\b|\b)|\b(?:United States|America)")
_IN_A_PLACE = re.compile(r"\b(?:in|by|across|throughout) (?:the )?[A-Z]")
# Words that narrow any use: whom it is for, how bad it is. They set no use apart from another.
_ANYBODY = re.compile(
    r"\b(?:acute|adults?|chronic|children|elderly|long|mild|moderate|older|patients?|people|persistent|severe|short|"
    r"term|treat\w*|therapy|women|men|with|younger?)\b"
)


def lacking_for(facts: Facts, timeline: Timeline, use: Indication | None) -> ClaimJudgement | None:
    """What is known to be absent: a use that no label of the drug lists, or the drug from all that FDA approved. Known
    up to a day, of what nobody asks FDA for a year beyond, on a page that speaks of no later time itself."""
    claim = facts.claim
    lacks = absent.absence(timeline, use, claim.subject.brands, facts.lexicon)
    if lacks is None or claim.negated or claim.subject.together or _OF_OLD.search(facts.heard.clause):
        return None
    undated = facts.now - (GRACE if lacks.sought else SELDOM)
    if not absent.spoken_by(lacks, facts.then.earliest() if facts.then is not None else undated):
        return None
    said = claim.anchor.date
    if said is not None and said.year < max(_LABELS_KNOWN, lacks.until + 1):
        return None
    clause = facts.heard.clause
    if not _FDA.search(clause) and (not lacks.condition or _IN_A_PLACE.search(clause)):
        return None
    standing = [a.event for a in facts.approvals(timeline, None) if a.in_force(facts.now)]
    if lacks.condition and not _means(facts, use, standing):
        return None
    shown = absent.exhibit(lacks, timeline)
    return contradicted(absent.told(lacks, timeline.drug, standing), shown, *standing[:2])


def _means(facts: Facts, use: Indication | None, standing: list[ApprovalEvent]) -> bool:
    """True when the sentence says of this disease, and of no other beside it, that the drug is approved for it. Words
    that no field holds narrow what was never approved at all, unless they are those of an approved use."""
    if use is None or use.partners or _is_aside(facts, use):
        return False
    if len(facts.uses) > 1 and _BESIDE.search(_PEOPLE_WITH.sub(" ", facts.heard.clause)):
        return False
    strange = re.findall(r"[a-z]{4,}", _ANYBODY.sub(" ", " ".join(use.unread).casefold()))
    approved = " ".join(
        f"{e.indication.condition} {e.indication.words}" for e in standing if e.indication
    ).casefold()
    return not any(word in approved for word in strange)


def _is_aside(facts: Facts, use: Indication) -> bool:
    """True when the disease is named of whom something else is treated in."""
    clause = facts.heard.clause.casefold()
    among = _AMONG.search(clause)
    entry = facts.lexicon.conditions.get(use.condition)
    if among is None or entry is None:
        return False
    return any(n.casefold() in clause[among.start() :] for n in (entry.key, *entry.names))


def never_decided(facts: Facts) -> ClaimJudgement | None:
    """Of drugs that FDA never approved: what became of an application, its records do not say. None for others."""
    drugs = facts.claim.subject.drugs
    never = [t for t in facts.known(drugs) if any(not a.condition for a in t.absent)]
    if not drugs or len(never) < len(drugs):
        return None
    return unverified("FDA never approved it; what is under review, or was, its records do not say")


def never_approved(facts: Facts) -> ClaimJudgement | None:
    """ "FDA has not approved it", of drugs that it never approved: so up to the data's day. None for anything else."""
    claim = facts.claim
    lacks = [
        (a, t)
        for t in facts.known(claim.subject.drugs)
        if (a := absent.absence(t, None, (), facts.lexicon)) and not a.condition
    ]
    waits = claim.anchor.kind in (AnchorKind.FUTURE, AnchorKind.ON)
    if not lacks or len(lacks) < len(claim.subject.drugs) or claim.historic or claim.negated or waits:
        return None
    shown = absent.exhibit(*lacks[0])
    return facts.up_to_data(supported(shown.says, shown), claim.subject.drugs)
