"""Who does it: the regulator as the subject of a verb, behind "by", and in "that the FDA has approved"."""

from __future__ import annotations

from language.patterns import is_skipped
from pages.read.claims.cue import Side
from pages.read.claims.frames.common import HINGES, PREPOSITIONS, Tokens, clause_end
from pages.read.claims.predicate import time_before
from pages.read.claims.vocabulary import lists


def by_regulator(tokens: Tokens, end: int, *, named: bool = False) -> bool:
    """False when somebody else is named as the one who does it: "approved by your insurer"."""
    stop = clause_end(tokens, end, 10)
    for here in range(end, stop):
        if tokens[here].text == "by":
            agent = tokens[here + 1 : here + 8]
            return any(
                t.kind in "AXUP" or not lists()["regulator"].isdisjoint(t.lemmas) or t.text == "federal"
                for t in agent
            )
        if tokens[here].kind == ",":
            break
    return not named


def agent_ends(tokens: Tokens, end: int) -> bool:
    """True when the regulator is the subject of the verb whose words begin at ``end``."""
    at = end
    skipped = lists()["skipped"]
    while at and (
        is_skipped(tokens[at - 1], skipped) or tokens[at - 1].kind in ",T" or time_before(tokens, at) < at
    ):
        at = min(at - 1, time_before(tokens, at))
    if at and tokens[at - 1].kind == ")":
        while at and tokens[at - 1].kind != "(":
            at -= 1
        at -= 1
    if not at:
        return False
    last = tokens[at - 1]
    if last.kind in "AX":
        return not _advises(tokens[max(0, at - 5) : at])
    if last.kind == "U":  # "America has yet to approve", but not "in America"
        first = at - 1 - (at > 1 and tokens[at - 2].text == "the")
        return first == 0 or tokens[first - 1].kind in ",;.:"
    if not lists()["regulator"].isdisjoint(last.lemmas) or last.text in ("it", "they"):
        return not _advises(tokens[max(0, at - 4) : at])
    for here in range(at - 1, max(-1, at - 6), -1):  # "the FDA's Oncology Division"
        if tokens[here].kind == "A":
            return not _advises(tokens[here:at])
        if tokens[here].kind != "w" or tokens[here].text in PREPOSITIONS:
            return False
    return False


def _advises(tokens: Tokens) -> bool:
    return any(t.text.startswith("advis") or t.text in ("panel", "committee") for t in tokens)


def relative_of(tokens: Tokens, start: int, end: int) -> tuple[Side, int] | None:
    """The side and start of "(the only drug) that the FDA has approved": the clause belongs to the noun before it."""
    if end < len(tokens) and (
        tokens[end].kind in "DK" or tokens[end].text in ("the", "a", "an", "its", "no", "any", "it", "them")
    ):
        return None
    at = start
    while at and tokens[at - 1].kind != "A" and lists()["regulator"].isdisjoint(tokens[at - 1].lemmas):
        at -= 1
    at -= 1
    while at > 0 and tokens[at - 1].text == "the":
        at -= 1
    if at <= 0:
        return None
    hinge = tokens[at - 1].text in HINGES
    noun = at - 1 - hinge
    if noun >= 0 and (tokens[noun].kind == "K" or not lists()["drug"].isdisjoint(tokens[noun].lemmas)):
        return Side.GROUP, noun + 1
    return (Side.LEFT, at - 1) if hinge else None


_BEHIND_A_GAP = PREPOSITIONS | {
    "and",
    "but",
    "or",
    "to",
    "as",
    "now",
    "this",
    "next",
    "soon",
    "within",
    "when",
}
_AGENT = 8  # tokens from the hinge to the verb: "that the TB Alliance expects to"


def left_out(tokens: Tokens, end: int) -> bool:
    """True where the verb that ends at ``end`` has no object behind it: "plans to file this year"."""
    return end >= len(tokens) or tokens[end].kind in ",.;)T" or tokens[end].text in _BEHIND_A_GAP


def hinge_of(tokens: Tokens, start: int, end: int) -> int:
    """The "which" of "(D), which AbbVie is still testing in C": the clause belongs to the name before it, for its verb
    (whose words begin at ``start``) has a subject of its own and no object behind ``end``; -1 where it has one."""
    if not left_out(tokens, end):
        return -1
    for here in range(start - 2, max(0, start - _AGENT) - 1, -1):
        token = tokens[here]
        if token.text in ("that", "which"):
            before = tokens[here - 1] if here else None
            named = before is not None and (
                before.kind in "D),C" or not lists()["drug"].isdisjoint(before.lemmas)
            )
            return here if named and tokens[here + 1].kind in "wA" else -1
        if token.kind not in "wnACUP":  # "the TB Alliance"
            return -1
    return -1
