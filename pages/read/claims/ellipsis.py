"""What a sentence leaves out, being said before: "but not for C", "and D in T"."""

# ruff: noqa: E501 - a pattern stays on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from language.names import Kind
from language.uses import read_uses
from model.claim import Anchor, AnchorKind, Claim, Exclusivity, Status
from model.indication import Indication
from pages.read.claims.anchors import read_date
from pages.read.claims.cue import Cue
from pages.read.claims.indications import uses
from pages.read.claims.statement import Statement

_BUT_NOT = re.compile(
    r",? (?:(?:but|and|though|although) )?(?:(?:it|they) )?(?:(?:(?:it's|they're|they are|is|are) )?not|isn't|aren't) "
    r"(?:yet |currently |specifically |approved |licen[cs]ed |cleared |meant |indicated )*(?=(?:for|in|against|to (?:treat|help|prevent|relieve|reduce|slow|ease|lower|improve|stop|delay|manage|control|diagnose))\b)|"
    r" (?:but|and|though|although) not (?=(?:children|infants|babies|teens|teenagers|adolescents|adults)\b)"
)
_GROUPS = r"(?:children|kids|infants|babies|teens|teenagers|adolescents|adults)"
_WHOM = re.compile(rf"{_GROUPS}\b")
# "for teenagers or kids": two groups, each denied
_TWO_GROUPS = re.compile(
    rf"for ({_GROUPS}) (?:or|and) (?:for )?({_GROUPS})\b(?! (?:under|over|younger|older|aged|below))"
)
# "and for nobody younger", "but not for anyone older", "and no earlier"
_OF_OTHER_AGES = re.compile(
    r",? (?:and |but )?(?:(?:isn't|aren't|is not|are not|not)(?: (?:approved|licen[cs]ed|meant))?|no|(?:for )?no(?:body| one)|never) (?:(?:for|in) )?"
    r"(?:(?:any(?:one|body)?|people|those|patients|persons) )?(?:who (?:is|are) )?(?P<side>younger|earlier|sooner|below that|older|later|above that)\b"
    r"(?: (?:children|kids|people|patients|ones|adults|age groups?))?(?= ?(?:[.,;:)]|\Z|although|though|but|and))"
)
_OLDER = ("older", "later", "above that")
_GROWN = 18 * 12  # months
_NEAR = 10  # characters: ", and it is"
_BUT_IS = re.compile(
    r",? (?:but|though|although) (?:it |they )?(?:is|are|has been|have been|was|were) (?:approved )?(?=(?:for|to (?:treat|help|prevent|relieve|reduce))\b)"
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
    status = Status.NOT_APPROVED if denial else Status.APPROVED
    for use in _other_uses(masked, other, found):
        if (
            (use.population or _aged(use))
            and not use.condition
            and not use.setting
            and claim.indication.condition
        ):
            use = replace(  # "for adults with C but not for children": the same disease
                claim.indication,
                population=use.population,
                age_from=use.age_from,
                age_to=use.age_to,
                words=use.words,
            )
        if use.condition or (denial and not claim.indication.condition and (use.population or _aged(use))):
            yield replace(
                claim,
                status=status,
                indication=use,
                also=(),
                historic=False,
                restrictive=False,
                unread=(*_without(claim, masked.source(found.start(), len(masked.text))), *_open(claim, use)),
                cue=masked.source(found.start(), found.end()),
            )


def _other_uses(masked: Statement, cue: Cue, found: re.Match[str]) -> tuple[Indication, ...]:
    """The uses behind "but not"."""
    two = _TWO_GROUPS.match(masked.text, found.end())
    whom = _WHOM.match(masked.text, found.end())  # "and not children"
    if two:
        return tuple(u for g in two.groups() for u in read_uses(f"for {g}", [], 0, len(g) + 4))
    if whom:
        return read_uses(f"for {whom[0]}", [], 0, len(whom[0]) + 4)
    return uses(masked, cue, found.start(), len(masked.text), 0, found.start())


def _aged(use: Indication) -> bool:
    return use.age_from is not None or use.age_to is not None


def _without(claim: Claim, said: str) -> tuple[str, ...]:
    """What is left unread for a denial told by the words ``said``: not these, and not the ages that are approved."""
    return tuple(u for u in claim.unread if _joined(u) not in _joined(said) and u != claim.indication.words)


def _joined(words: str) -> str:
    """ "Six - to eleven", as its tokens are kept, is "six- to eleven"."""
    return words.replace(" -", "-")


def _open(claim: Claim, use: Indication) -> tuple[str, ...]:
    """The words of a denial for those older than some age, of what disease is not known: an approval that gives no
    ages may be for another."""
    known = use.condition or claim.context.condition
    return () if known or use.age_from is None else (use.words,)


def by_age(masked: Statement, claim: Claim, cue: Cue) -> tuple[Claim, ...]:
    """ "Approved only from the age of 12", "for adults only", "from 50 years up and for nobody younger": approved for
    these ages, and not approved for the others."""
    use = claim.indication
    if claim.status is not Status.APPROVED or claim.exclusivity is not Exclusivity.NONE or claim.historic:
        return (claim,)
    beside = _OF_OTHER_AGES.search(masked.text, cue.end)
    if beside and re.search(r"[.;]\s|[DK]", masked.text[cue.end : beside.start()]):
        beside = None
    alone = claim.restrictive and not use.condition and not use.setting and use.prior is None
    others: list[Indication] = []
    if use.age_to is not None and (alone or (beside and beside["side"] in _OLDER)):
        others.append(replace(use, age_from=use.age_to, age_to=None, population=""))
    if use.age_from and (alone or (beside and beside["side"] not in _OLDER)):
        others.append(replace(use, age_from=None, age_to=use.age_from, population=""))
    if alone and use.population == "adults" and not _aged(use):
        others.append(replace(use, age_to=_GROWN, population=""))
    if not others:
        return (claim,)
    start, end = (beside.start(), beside.end()) if beside else (cue.start, cue.end)
    denial = replace(
        claim, status=Status.NOT_APPROVED, also=(), restrictive=False,
        cue=masked.source(start, end), unread=_without(claim, masked.source(start, end)),
    )  # fmt: skip
    claim = replace(claim, restrictive=claim.restrictive and not alone)
    return (
        claim,
        *(replace(denial, indication=o, unread=(*denial.unread, *_open(claim, o))) for o in others),
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


def taken_up(masked: Statement, claim: Claim, others: Sequence[Claim]) -> Claim:
    """``claim`` without the unread words that open with the "not" of another claim."""
    places = [masked.original.find(o.cue) for o in others if o.cue != claim.cue]
    told = tuple(masked.original[at:] for at in places if at >= 0)
    said = [_joined(t) for t in told]
    opened = tuple(u for u in claim.unread if any(0 <= t.find(_joined(u)) <= _NEAR for t in said))
    return replace(claim, unread=tuple(u for u in claim.unread if u not in opened)) if opened else claim
