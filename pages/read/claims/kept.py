"""Which of a sentence's claims are kept where several say the same."""

from __future__ import annotations

import re
from dataclasses import replace

from model.claim import Anchor, AnchorKind, Claim, Exclusivity, Status
from model.indication import Indication
from pages.read.claims.cue import Cue, Side
from pages.read.claims.statement import Statement

# What tells more of a drug than that it is in use.
_SAYS_MORE = frozenset({Status.APPROVED, Status.ACCELERATED, Status.NOT_APPROVED, Status.OFF_LABEL})


def as_history(said: list[Claim]) -> list[Claim]:
    """ "It was approved in the U.S. but withdrawn in 2020": the approval is told as history. And so is what a drug was
    when it was turned down: "D, an investigational drug, was denied approval last fall"."""
    refused = {c.subject.drugs for c in said if c.status is Status.NOT_APPROVED and c.historic}
    said = [
        c
        for c in said
        if c.status is not Status.INVESTIGATIONAL
        or c.subject.drugs not in refused
        or c.anchor.kind is not AnchorKind.PAGE
    ]
    gone = {
        c.subject.drugs
        for c in said
        if c.status in (Status.WITHDRAWN, Status.DISCONTINUED) and c.mode == "asserted"
    }
    return [
        replace(c, anchor=replace(c.anchor, kind=AnchorKind.ON))
        if c.status in (Status.APPROVED, Status.ACCELERATED)
        and c.subject.drugs in gone
        and c.anchor.kind is not AnchorKind.NOW
        else c
        for c in said
    ]


_DENIED = re.compile(r"n['’]t\b|\bnot\b|\bcannot\b|\bnever\b", re.IGNORECASE)
_RANKED = frozenset({Exclusivity.ONLY, Exclusivity.FIRST_AND_ONLY, Exclusivity.NEWEST})
_THE_RANK = re.compile(r"\b(?:the|its|their|our) (?:[\w-]+ ){0,4}?(?:only|sole|lone|newest|latest)\b")

_ONE_OF_SO_MANY = re.compile(r"\bone of (?!.*\b(?:then|at the time|once)\b)[^,;]*,")


def parted(claim: Claim, cue: Cue, masked: Statement) -> tuple[Claim, ...]:
    """ "The only drug for C, D, was approved in T": and "D, one of two drugs for C, was approved in T": the rank or
    the count is told of today, the approval of its day."""
    counted = claim.exclusivity is Exclusivity.COUNT and _ONE_OF_SO_MANY.search(masked.text, 0, cue.start)
    ranked = claim.exclusivity in _RANKED and _THE_RANK.search(masked.text, 0, cue.start)
    if claim.anchor.kind is not AnchorKind.ON or cue.side is not Side.LEFT or not (counted or ranked):
        return (claim,)
    dated = replace(
        claim, exclusivity=Exclusivity.NONE, count=0, qualifier="", indication=Indication(), also=(),
        context=claim.indication,
    )  # fmt: skip
    return replace(claim, anchor=Anchor(), historic=False), dated


def _of_another_day(claim: Claim, other: Claim) -> bool:
    days = claim.anchor.date, other.anchor.date
    return None not in days and days[0] != days[1] and claim.subject.brands != other.subject.brands


def add(said: list[Claim], claim: Claim) -> None:
    """Keep ``claim`` unless the sentence has said it; of two on one status the one that names a use stays."""
    for at, other in enumerate(said):
        if claim.subject.drugs != other.subject.drugs or claim.mode != other.mode:
            continue
        if claim.exclusivity is not Exclusivity.NONE and other.exclusivity is Exclusivity.NONE:
            continue  # "approved in 2017, is the only one approved for": two statements
        if (
            claim.status is other.status
            and (other.exclusivity in _RANKED or other.exclusivity is Exclusivity.COUNT)
            and claim.exclusivity is Exclusivity.NONE
            and claim.anchor.date is not None
            and other.anchor.date is None
        ):
            continue  # "is the only one approved for C, was approved in 2017"
        if _of_another_day(claim, other):
            continue  # "approved in 1996 (Rebif was approved in 2002)": two products, two days
        if claim.status is Status.IN_USE and other.status in _SAYS_MORE:
            return  # "your doctor can prescribe D, which is approved"
        if other.status is Status.IN_USE and claim.status in _SAYS_MORE:
            said[at] = claim
            return
        copies = (Status.GENERIC, Status.BIOSIMILAR)
        same = claim.subject.brands in ((), other.subject.brands)
        if (
            other.status in copies
            and claim.status is Status.NOT_MARKETED
            and same
            and _DENIED.search(claim.cue)
        ):
            said[at] = replace(other, unread=(*other.unread, claim.cue))
            return  # "a generic is approved, but it is not sold before 2028": not said of the brand
        if other.status in copies and claim.status in (Status.APPROVED, Status.NOT_APPROVED, Status.IN_USE):
            return  # "no generic version of it has been approved" is not on the drug's own approval
        if claim.status is other.status and claim.historic and not other.historic:
            return
        if claim.status is Status.NOT_APPROVED is other.status and other.historic and not claim.historic:
            said[at] = claim  # "was turned down in 2019 and is not yet approved": the state outranks the act
            return
        if claim.status is other.status and (
            claim.indication.condition == other.indication.condition or not claim.indication.condition
        ):
            return
        if (
            claim.status is other.status
            and not other.indication.condition
            and claim.status is Status.INVESTIGATIONAL
        ):
            said[at] = replace(claim, denies=claim.denies or other.denies)
            return
    said.append(claim)
