"""What a sentence leaves out, being said before: "but not for C", "and D in T"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from language.names import Kind
from model.claim import Anchor, AnchorKind, Claim, Exclusivity, Status
from pages.read.claims.anchors import read_date
from pages.read.claims.cue import Cue
from pages.read.claims.indications import uses
from pages.read.claims.statement import Statement

_BUT_NOT = re.compile(
    r",? (?:but|and|though|although) (?:it is |is |are |it's |they are )?not (?:yet |currently |specifically |approved )*(?=(?:for|in|to treat)\b)"
)
_BUT_IS = re.compile(
    r",? (?:but|though|although) (?:it |they )?(?:is|are|has been|have been|was|were) (?:approved )?(?=(?:for|to treat)\b)"
)
_GAPPED = re.compile(
    r"(?:,|;|\()? ?(?:and |but |while |then |later |, )*(?P<name>D) (?:followed |came |only |later )?(?:in |on )(?P<day>T)\b(?! (?:for|in|to)\b)"
)


def but_not(masked: Statement, claim: Claim, cue: Cue) -> Iterator[Claim]:
    """ "D is approved for C but not for C": the second use, denied (or, after a denial, affirmed)."""
    if (
        claim.status not in (Status.APPROVED, Status.NOT_APPROVED)
        or claim.exclusivity is not Exclusivity.NONE
    ):
        return
    denial = claim.status is Status.APPROVED
    found = (_BUT_NOT if denial else _BUT_IS).search(masked.text, cue.end)
    if found is None or re.search(r"[.;]\s|[DK]", masked.text[cue.end : found.start()]):
        return
    other = replace(cue, start=found.start(), end=found.end(), head=found.end())
    for use in uses(masked, other, found.start(), len(masked.text), 0, found.start()):
        if use.population and not use.condition and not use.setting and claim.indication.condition:
            use = replace(  # "for adults with C but not for children": the same disease
                claim.indication,
                population=use.population,
                age_from=use.age_from,
                age_to=use.age_to,
                words=use.words,
            )
        if use.condition:
            status = Status.NOT_APPROVED if denial else Status.APPROVED
            yield replace(
                claim,
                status=status,
                indication=use,
                also=(),
                cue=masked.source(found.start(), found.end()),
            )


def gapped(masked: Statement, claim: Claim, cue: Cue) -> Iterator[Claim]:
    """ "D was approved in T, D in T and D in T": the verb is said once."""
    if (
        claim.status is not Status.APPROVED
        or claim.anchor.kind is not AnchorKind.ON
        or claim.exclusivity is not Exclusivity.NONE
    ):
        return
    at = masked.text.find("T", cue.end) + 1
    while at and (found := _GAPPED.match(masked.text, at)):
        mention = masked.names.get(found.start("name"))
        when = read_date(masked.words[found.start("day")])
        if mention is None or mention.kind is not Kind.DRUG or when is None:
            return
        words = masked.source(found.start("name"), found.end("name"))
        brands = tuple(b for b in (words.casefold(),) if b in claim.subject.brands)
        yield replace(
            claim,
            subject=replace(
                claim.subject, words=words, drugs=mention.keys, brands=brands, routes=(), together=False
            ),
            anchor=Anchor(AnchorKind.ON, when, masked.source(found.start("day"), found.end("day"))),
        )
        at = found.end()
