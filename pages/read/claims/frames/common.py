"""What all frames share: matching a row's words, its exceptions, and the cue that comes of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from language.inflect import Form
from language.patterns import Pattern, is_skipped
from language.tokens import Token
from model.claim import Status
from pages.read.claims.cue import Cue, Side
from pages.read.claims.predicate import Verb
from pages.read.claims.vocabulary import lists, turns_of_approval
from pages.read.claims.ways import Way

Tokens = Sequence[Token]
HINGES = frozenset({"that", "which", "who"})
LACKING = frozenset({"lack", "without"})
ANY_FORM = Form.BASE | Form.THIRD | Form.PAST | Form.PARTICIPLE | Form.ING
STOPS = frozenset(".;?!")
REACH = 14  # tokens between a verb and the words that go with it
PREPOSITIONS = frozenset(
    {
        "after",
        "before",
        "since",
        "of",
        "for",
        "to",
        "on",
        "about",
        "regarding",
        "with",
        "in",
        "from",
        "by",
        "at",
        "into",
        "over",
        "against",
    }
)
_CANNOT_ASSERT = frozenset({"if", "until", "once", "before", "whether", "unless", "when", "should"})
APPROVALS = frozenset({Status.APPROVED, Status.ACCELERATED, Status.EMERGENCY, Status.TENTATIVE})
COPIES = frozenset({Status.GENERIC, Status.BIOSIMILAR})
# A status that is denied becomes another; None: what is denied says nothing that can be judged.
DENIED: dict[Status, Status | None] = {
    Status.APPROVED: Status.NOT_APPROVED, Status.ACCELERATED: Status.NOT_APPROVED,
    Status.EMERGENCY: Status.NOT_APPROVED, Status.TENTATIVE: Status.NOT_APPROVED,
    Status.GENERIC: Status.GENERIC, Status.BIOSIMILAR: Status.BIOSIMILAR,
    Status.OTC: Status.OTC, Status.BOXED_WARNING: Status.BOXED_WARNING, Status.IN_USE: None,
    Status.NOT_APPROVED: None, Status.WITHDRAWN: None, Status.DISCONTINUED: None, Status.INVESTIGATIONAL: None,
    Status.ONLY_IN_TRIALS: None, Status.UNDER_REVIEW: None, Status.NOT_MARKETED: None, Status.SPECIAL_ACCESS: None,
    Status.OFF_LABEL: None, Status.DESIGNATED: None,
}  # fmt: skip


_BEHIND = frozenset({Side.RIGHT, Side.INSIDE, Side.EITHER})
_DOING = frozenset({"act", "has", "gives"})


def any_match(patterns: Sequence[Pattern], tokens: Tokens, at: int, stop: int | None = None) -> int:
    """The furthest end of the ``patterns`` that match at ``at``, else -1."""
    return max((p.match(tokens, at, stop) for p in patterns), default=-1)


def clause_end(tokens: Tokens, at: int, reach: int = REACH) -> int:
    """Where a verb's own words end: the next stop, or ``reach`` tokens on."""
    for here in range(at, min(len(tokens), at + reach)):
        if tokens[here].kind in STOPS:
            return here
    return min(len(tokens), at + reach)


def heads_a_list(tokens: Tokens, start: int, end: int) -> bool:
    """True for "drugs ... include D", "among the drugs ... is D", "one drug ... is D": words ``start:end`` behind a
    noun for drugs at large, with examples to come."""
    if not start or (tokens[start - 1].kind != "K" and lists()["drug"].isdisjoint(tokens[start - 1].lemmas)):
        return False
    behind = tokens[end : end + 8]
    if any("include" in t.lemmas or t.text == "among" for t in behind):
        return True
    if any(t.text == "such" and n.text == "as" for t, n in pairwise(behind)):
        return True
    is_it = any("be" in t.lemmas and n.kind == "D" for t, n in pairwise(behind))
    among = any(t.text in ("among", "one") for t in tokens[max(0, start - 5) : start])
    return is_it and (among or "be" in behind[0].lemmas)


_WITHIN_A_NAME = 6  # tokens: "its once-weekly insulin D"


def named_next(tokens: Tokens, at: int) -> bool:
    """True when the object at ``at`` is a drug: a name, "it", with no preposition or clause before it."""
    for token in tokens[at : at + _WITHIN_A_NAME]:
        if token.kind in "DK" or token.text in ("it", "them"):
            return True
        if token.kind not in "wnC:" or token.text in PREPOSITIONS or token.text in HINGES:
            return False
    return False


def spared(tokens: Tokens, start: int, end: int, way: Way) -> bool:
    """True when the row's own exceptions stand around the words."""
    if any(p.ends_at(tokens, start, max(0, start - 12)) >= 0 for p in way.unless_before):
        return True
    here = end
    while here < len(tokens) and is_skipped(tokens[here], lists()["skipped"]):
        here += 1
    return any(p.match(tokens, at) >= 0 for p in way.unless_after for at in range(end, here + 1))


def cue_of(
    tokens: Tokens, way: Way, side: Side, start: int, end: int, head: int, verb: Verb, **more: object
) -> Cue | None:
    """The cue of a row, denied where its verb is."""
    status = way.status
    negated = way.negated
    if (
        end - start > 2 and tokens[end - 1].kind == "C"
    ):  # "available for C": the use is read as one, behind the words
        end = next((at for at in range(end - 1, start, -1) if tokens[at].text in PREPOSITIONS), end)
    if verb.no_longer and way.status in (Status.APPROVED, Status.ACCELERATED):
        return Cue(
            Status.WITHDRAWN, side, tokens[start].start, tokens[end - 1].end, tokens[head].start, way=way.id
        )
    if way.needs in ("denied", "not yet"):  # what the row says is what is denied: "is not sold in the U.S."
        more.pop("denied", None)
        return Cue(
            status,
            side,
            tokens[start].start,
            tokens[end - 1].end,
            tokens[head].start,
            denies=way.denies,
            past=verb.past,
            way=way.id,
            **more,  # type: ignore[arg-type]
        )
    if verb.denied or verb.no_longer or more.pop("denied", False):
        negated = not negated
        turned_to = DENIED[way.status]
        if turned_to is None:
            return None
        status = turned_to
    more.pop("denied", None)
    if status in (Status.APPROVED, Status.NOT_APPROVED) and way.status is Status.APPROVED:
        turned = _turned(tokens, start, end)
        if turned is not None:
            status = turned if status is Status.APPROVED else DENIED[turned] or status
    return Cue(
        status,
        side,
        tokens[start].start,
        tokens[end - 1].end,
        tokens[head].start,
        negated=negated,
        denies=way.denies,
        historic=_is_history(way, verb, side, status is not way.status),
        mode=verb.mode if way.status in APPROVALS and not way.states else verb.softened,
        past=_is_past(tokens[head], verb, side),
        act=way.frame in _DOING and way.voice != "progressive",
        way=way.id,
        restrictive=verb.only or way.needs == "only",
        **more,  # type: ignore[arg-type]
    )


def _is_past(head: Token, verb: Verb, side: Side) -> bool:
    """True for "was in trials", "filed for approval"; not for "has been", "could be"."""
    if verb.modal or verb.future:
        return False
    finite = side in _BEHIND and not (verb.be or verb.have or verb.do or verb.to)
    return verb.past or (finite and any(f & Form.PAST for f in head.lemmas.values()))


def _is_history(way: Way, verb: Verb, side: Side, denied: bool) -> bool:
    """True for an act that is told: "was approved", "the FDA approved". "Is", "has been" and "has not" tell a state."""
    if denied:
        return verb.past or (verb.do and verb.did)
    if not way.historic:
        return False
    if way.by == "regulator" and way.status is Status.APPROVED and verb.have and not verb.past:
        return False  # "the FDA has approved D for people of 6 and older": it stands
    if way.by == "regulator" and side in (Side.LEFT, Side.GROUP) and way.status is Status.APPROVED:
        return verb.past
    return True


def _turned(tokens: Tokens, start: int, end: int) -> Status | None:
    """What kind of approval it is, by the words in it and right behind it: "conditionally", "for emergency use"."""
    turns = turns_of_approval()
    before = tokens[max(0, start - 2) : start]
    behind = tokens[end : end + 6]
    for status, lemmas in turns.items():
        if any(not lemmas.isdisjoint(t.lemmas) for t in (*before, *tokens[start:end])):
            return status
    for at, token in enumerate(behind):
        if token.kind in ",;.:" or token.kind in "DK":
            break
        for status, lemmas in turns.items():
            if not lemmas.isdisjoint(token.lemmas) and at and behind[at - 1].text not in ("in", "of"):
                return status
    return None
