"""The frames of states and kinds: "is off the market", "drugs under study", "an experimental pill"."""

from __future__ import annotations

from language.inflect import Form
from language.patterns import is_skipped
from model.claim import Status
from pages.read.claims.cue import Cue, Side
from pages.read.claims.frames.common import (
    HINGES,
    PREPOSITIONS,
    Tokens,
    any_match,
    cue_of,
    heads_a_list,
    spared,
)
from pages.read.claims.predicate import Verb, verb_at
from pages.read.claims.vocabulary import lists
from pages.read.claims.ways import Way

_CLAUSES = frozenset({"when", "while", "because", "after", "before", "and", "but"})
_ASKING = frozenset({"whether", "if", "that", "how"})
_NOW = frozenset({"now", "still", "currently", "already", "presently"})
_STILL = frozenset({"still", "remain", "remains", "remained"})


def is_(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """A state, told by a verb of being or standing right behind the name."""
    end = any_match(way.is_, tokens, at)
    if end < 0:
        return None
    lead = at
    while lead and tokens[lead - 1].text in lists()["article"]:
        lead -= 1
    verb = verb_at(tokens, lead)
    if spared(tokens, verb.start, end, way):
        return None
    if way.status is Status.IN_USE and verb.would:
        return None  # "could be available next year"
    if way.needs == "only" and not limited(tokens, verb.start, end):
        return None
    if way.needs in ("denied", "not yet") and not verb.denied:
        return None
    if way.needs == "affirmed" and (verb.denied or verb.no_longer):
        return None  # "is not the only drug for C" says nothing of its approval
    if way.needs == "named" and not _names_next(tokens, end):
        return None
    if way.needs == "still" and not _STILL & {t.text for t in tokens[verb.start : at]}:
        return None
    if way.needs == "not yet" and not _as_yet(tokens, verb.start, end):
        return None
    before = tokens[verb.start - 1] if verb.start else None
    finite = tokens[at].of(Form.THIRD | Form.PAST, way.triggers) and not tokens[at].of(
        Form.PARTICIPLE | Form.BASE, way.triggers
    )
    if (
        verb.be
        or way.bare
        or way.needs == "named"
        or (verb.have and tokens[at].of(Form.PARTICIPLE, way.triggers))
        or (finite and at == verb.start)
    ):
        return cue_of(tokens, way, Side(way.side or "left"), verb.start, end, at, verb)
    if before is None or verb.have or verb.to or verb.modal:
        return None
    if heads_a_list(tokens, verb.start, end):
        return cue_of(tokens, way, Side.GROUP, verb.start, end, at, verb)  # "drugs in development include D"
    if _apposed(tokens, verb.start, end):
        return cue_of(tokens, way, Side.GROUP, verb.start, end, at, verb)
    if (
        before.kind in "DK),("
        or (before.kind in ":-" and any(t.kind in "DK" for t in tokens[: verb.start]))
        or before.text in ("and", "but", "or")
        or before.text in HINGES
        or not lists()["drug"].isdisjoint(before.lemmas)
        or (before.kind == "C" and tokens[verb.start].text in _NOW)  # "D, a pill for C now in trials"
        or (before.kind == "w" and _is_one(tokens, verb.start))
    ):
        return cue_of(tokens, way, Side(way.side or "left"), verb.start, end, at, verb)
    return None


_A = frozenset({"a", "an", "the", "one", "another"})


def _is_one(tokens: Tokens, start: int) -> bool:
    """True for "D is a monthly infusion (available ...)": the noun before ``start`` is what the sentence calls D."""
    for here in range(start - 1, max(0, start - 8), -1):
        token = tokens[here]
        if token.text in _A:
            copula = tokens[here - 1]
            return here > 1 and "be" in copula.lemmas and tokens[here - 2].kind in "D)"
        if token.kind not in "wnK" or token.text in PREPOSITIONS or token.text in HINGES:
            return False
    return False


def _apposed(tokens: Tokens, start: int, end: int) -> bool:
    """True for "a drug in development, D, ...": the name stands beside the noun that the state is said of."""
    noun = start and not lists()["drug"].isdisjoint(tokens[start - 1].lemmas)
    return bool(noun) and [t.kind for t in tokens[end : end + 2]] == [",", "D"]


def _names_next(tokens: Tokens, end: int) -> bool:
    """True when a name follows, with nothing but articles and adverbs before it."""
    while end < len(tokens) and is_skipped(tokens[end], lists()["skipped"]):
        end += 1
    return end < len(tokens) and tokens[end].kind == "D"


def _as_yet(tokens: Tokens, start: int, end: int) -> bool:
    """True when "yet", "currently" or "at this time" is said of the state: it may still come."""
    around = {t.text for t in tokens[start : end + 3]}
    return bool({"yet", "currently", "present", "now"} & around) or ("this" in around and "time" in around)


def limited(tokens: Tokens, start: int, end: int) -> bool:
    """True when "only" stands there, or right before or behind."""
    return any(
        t.text in ("only", "solely", "exclusively", "just", "mainly", "mostly", "largely")
        for t in tokens[max(0, start - 1) : min(len(tokens), end + 1)]
    )


def kind(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """An adjective: before the name or its noun, in apposition to it, or said of it."""
    end = any_match(way.kind, tokens, at)
    if end < 0 or spared(tokens, at, end, way):
        return None
    if way.needs == "named" and not _names_next(tokens, end):
        return None
    start = at
    while start and (
        is_skipped(tokens[start - 1], lists()["skipped"])
        or tokens[start - 1].text in ("another", "one", "of", "such", "some", "several")
    ):
        start -= 1
    before = tokens[start - 1] if start else None
    named = any(t.kind in "DK" for t in tokens[:start])
    verb = verb_at(tokens, start)
    if verb.be and named:
        return cue_of(tokens, way, Side.LEFT, verb.start, end, at, verb)
    if (
        before is not None
        and before.kind == ","
        and start >= 3
        and tokens[start - 2].kind == "D"
        and (tokens[start - 3].text in PREPOSITIONS or tokens[start - 3].text in _ASKING)
    ):  # "a test of D, an experimental pill": the name that it stands beside, whatever the sentence is about
        inside = (tokens[start - 2].start, tokens[start - 2].end)
        return cue_of(tokens, way, Side.INSIDE, start, end, at, Verb(start), inside=inside)
    if before is not None and before.kind in ",(" and start >= 2 and tokens[start - 2].kind in "DK)":
        return cue_of(tokens, way, Side.LEFT, start, end, at, Verb(start))
    here = end
    for here in range(end, min(len(tokens), end + 9)):
        token = tokens[here]
        if token.kind in "DK":
            return cue_of(tokens, way, Side.RIGHT, at, end, at, Verb(at))
        if (
            token.kind not in "wnBC,(:"
            or token.text in PREPOSITIONS - {"for", "of"}
            or "be" in token.lemmas
            or token.text in HINGES | _CLAUSES
        ):
            break
    if verb.be:
        return cue_of(tokens, way, Side.LEFT, verb.start, end, at, verb)
    if before is not None and before.kind in ",(" and start >= 2:
        return cue_of(tokens, way, Side.LEFT, start, end, at, Verb(start))
    if before is not None and (
        "be" in before.lemmas or before.text in ("as", "remain", "remains", "considered", "deemed", "called")
    ):
        return cue_of(tokens, way, Side.LEFT, verb_at(tokens, start).start, end, at, verb_at(tokens, start))
    return None
