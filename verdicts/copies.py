"""Interchangeable biosimilars: of FDA's two acts on a copy the one that lets a pharmacist give it unasked.

A biosimilar that is not interchangeable is no answer to "no interchangeable biosimilar exists", nor does it bear out
that there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from model.approval import Action, ApprovalEvent
from model.claim import Claim, Exclusivity, Status
from verdicts.emergency import overtaken
from verdicts.facts import Facts, same_brand
from verdicts.heard import Heard
from verdicts.judged import ClaimJudgement
from verdicts.timeline import is_harm

_KIND = re.compile(r"\b(?:interchangeable|biosimilars?|products?|versions?|any)\b", re.IGNORECASE)
_ACT_OF = {Status.BIOSIMILAR: Action.BIOSIMILAR, Status.INTERCHANGEABLE: Action.INTERCHANGEABLE}
# A name with the four letters that tell one copy from another.
_SUFFIXED = re.compile(r"\b[a-z]{6,}-[a-z]{4}\b")
# Of any copy there is: "no", "none of", "an interchangeable biosimilar", "interchangeable versions of".
_OF_ANY = re.compile(
    r"\b(?:no|none|not (?:one|a single|any)|neither|never|without|lacks?|an?|the (?:first|only)|any)\b"
    r"[^.;]*\binterchangeab|"
    r"\bnot (?:yet )?(?:have|has|had)\b[^.;]*\binterchangeab|"
    r"\binterchangeable (?:[\w-]+ ){0,2}(?:biosimilars?|versions?|cop(?:y|ies)|products?)\b"
)
#: Statuses on copies that hold one brand's act each.
COPIES = frozenset(_ACT_OF)


def as_interchangeable(claim: Claim, said: Heard) -> Claim:
    """The claim as one on that act, where its sentence speaks of it: of a biosimilar, or of none of a group. What else
    narrows a group ("interchangeable rapid-acting insulin") stays as the claim's qualifier."""
    narrower = " ".join(_KIND.sub(" ", claim.qualifier).split())
    if claim.status is Status.BIOSIMILAR and (said.interchange if claim.negated else said.interchange_here):
        return replace(claim, status=Status.INTERCHANGEABLE, qualifier=narrower)
    group = claim.subject.drugs and "interchangeable" in f"{claim.qualifier} {claim.subject.words}".casefold()
    if claim.status is not Status.NOT_APPROVED or not group:
        return claim
    return replace(
        claim,
        status=Status.INTERCHANGEABLE,
        negated=True,
        exclusivity=Exclusivity.NONE,
        qualifier=narrower,
    )


def of_the_named(facts: Facts, found: Iterable[ApprovalEvent]) -> list[ApprovalEvent]:
    """Of the acts on copies those of the one copy that the sentence is about ("Semglee is not interchangeable with
    Lantus"), of "no interchangeable biosimilar of Humira" all. None where neither is said: what two products of one
    maker are to each other ("Prolia and Xgeva are not interchangeable") is no such act."""
    named = _named(facts)
    own = {e.brand for e in named if any(same_brand(e.brand, b) for b in facts.claim.subject.brands)}
    brands = own or {e.brand for e in named}
    if brands:
        return [e for e in found if e.brand in brands] if len(brands) == 1 else []
    said = facts.heard.whole.casefold()
    return list(found) if not _SUFFIXED.search(said) and _OF_ANY.search(said) else []


def _named(facts: Facts) -> list[ApprovalEvent]:
    """The acts on copies that the sentence names, by brand or by the name with its suffix ("adalimumab-adbm")."""
    said = facts.heard.whole.casefold()
    names = {m[0] for m in _SUFFIXED.finditer(said)}
    return [
        e
        for e in _acts(facts)
        if (e.brand and re.search(rf"\b{re.escape(e.brand.casefold())}\b", said))
        or any(name in e.says for name in names)
    ]


def rivalled(facts: Facts) -> ClaimJudgement | None:
    """ "X is the only (interchangeable) biosimilar of Y", once another's act of that kind came; None where none did, or
    where no copy on record is named."""
    claim = facts.claim
    if claim.exclusivity is not Exclusivity.ONLY or claim.status not in COPIES or claim.historic:
        return None
    if claim.anchor.date is not None or facts.uses or claim.negated:
        return None
    acts = [e for e in _acts(facts) if e.action is _ACT_OF[claim.status] and e.date.earliest() <= facts.now]
    named = [e for e in _named(facts) if e in acts]
    others = [e for e in acts if e.brand and e not in named and e.drug in {n.drug for n in named}]
    gone = {e.drug for t in facts.known(claim.subject.drugs) for e in t.events if is_harm(e)}
    first = next((e for e in others if e.drug not in gone), None)
    return overtaken(facts, first) if named and first is not None else None


def _acts(facts: Facts) -> list[ApprovalEvent]:
    every = [
        e for t in facts.known(facts.claim.subject.drugs) for e in t.events if e.action in _ACT_OF.values()
    ]
    return sorted(every, key=lambda e: e.date.earliest())
