"""What it is done to: the words that a verb needs behind it, and what is no drug."""

from __future__ import annotations

from language.patterns import is_skipped
from pages.read.claims.frames.common import HINGES, PREPOSITIONS, REACH, STOPS, Tokens, clause_end
from pages.read.claims.vocabulary import lists
from pages.read.claims.ways import Way


def names_something(tokens: Tokens) -> bool:
    """True when something stands there that a drug can be: a name, a pronoun, "the drug"."""
    return any(
        t.kind in "DK"
        or t.text in ("it", "them", "these", "those", "this")
        or not lists()["drug"].isdisjoint(t.lemmas)
        for t in tokens
    )


def of_a_copy(tokens: Tokens, end: int) -> bool:
    """True for "FDA-approved D biosimilars": the approval of a copy, which the rows on copies read."""
    at = end
    while at < min(len(tokens), end + 4) and (
        tokens[at].kind in "DB" or is_skipped(tokens[at], lists()["skipped"])
    ):
        at += 1
    return at < len(tokens) and at > end and not {"biosimilar", "generic"}.isdisjoint(tokens[at].lemmas)


def of_a_device(tokens: Tokens, end: int) -> bool:
    """True when what is approved is a test, a label, a trial: nouns with the name of a drug about them or not."""
    devices = lists()["device"]
    for here in range(end, min(len(tokens), end + 7)):
        token = tokens[here]
        if not devices.isdisjoint(token.lemmas) and token.text != "named":
            return True
        if token.kind in "DK,.;:()T" or (
            token.text in PREPOSITIONS
            or "be" in token.lemmas
            or token.text in HINGES
            or token.text in ("and", "or", "but")
        ):
            return False
    return False


def noun_before(tokens: Tokens, start: int, way: Way) -> int:
    """The noun that stands for the subject in "the approval of D was withdrawn", at its place, else -1."""
    for here in range(start - 1, max(-1, start - 2 - REACH), -1):
        if tokens[here].kind in STOPS:
            return -1
        if any(p.match(tokens, here, start) >= 0 for p in way.of):
            return here
    return -1


def then(tokens: Tokens, end: int, way: Way, reach: int = 6) -> int:
    """The end of the words that the verb needs behind it, else -1. Who did it and when may stand between."""
    stop = clause_end(tokens, end, reach + 8)
    for here in range(end, min(stop + 1, end + reach + 1)):
        if here == end or here < stop:
            for pattern in way.then:
                found = pattern.match(tokens, here)
                if found >= 0:
                    return found if pattern.elements[0].lemmas else end
        if here < stop and tokens[here].kind in "DK":
            return -1
    return -1
