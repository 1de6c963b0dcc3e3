"""The frames of nouns: won, given, told by a noun, or not there at all."""

from __future__ import annotations

from language.inflect import Form
from language.patterns import is_skipped
from pages.read.claims.cue import Cue, Side
from pages.read.claims.frames.agents import agent_ends
from pages.read.claims.frames.common import (
    ANY_FORM,
    COPIES,
    HINGES,
    LACKING,
    PREPOSITIONS,
    Tokens,
    any_match,
    clause_end,
    cue_of,
    spared,
)
from pages.read.claims.predicate import Verb, verb_at
from pages.read.claims.vocabulary import lists
from pages.read.claims.ways import Way

_ANY = frozenset({"any", "none"})
_WAS = frozenset({"was", "were", "had"})
_HERE = frozenset({"this", "our", "my", "that", "his", "her"})


def has(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """A verb and the noun that is had, won, lost or awaited."""
    end = any_match(way.verb, tokens, at)
    if end < 0:
        return None
    stop = any_match(way.noun, tokens, end, clause_end(tokens, end, 16))
    if stop < 0:
        return None
    verb = verb_at(tokens, at)
    if tokens[at].of(Form.PARTICIPLE, way.triggers) and verb.be and way.voice != "any":
        return None
    if spared(tokens, verb.start, stop, way):
        return None
    side = Side(way.side or "left")
    if (
        tokens[at].text in ("with", "without")
        and verb.start
        and (
            tokens[verb.start - 1].text in _ANY
            or not lists()["drug"].isdisjoint(tokens[verb.start - 1].lemmas)
        )
    ):
        side = Side.GROUP  # "the only drug with approval for C"
    denied = any(t.text in ("no", "not", "never") for t in tokens[end : stop - 1]) or tokens[at].of(
        ANY_FORM, LACKING
    )
    return cue_of(tokens, way, side, verb.start, stop, at, verb, denied=denied)


def gives(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """A regulator gives it to the subject."""
    end = any_match(way.verb, tokens, at)
    if end < 0:
        return None
    verb = verb_at(tokens, at)
    stop_at = clause_end(tokens, end, 18)
    for here in range(end, min(stop_at, end + 11)):
        stop = any_match(way.noun, tokens, here, stop_at)
        if stop >= 0:
            break
    else:
        return None
    inside = tokens[end:here]
    if any(t.text in HINGES or t.text in ("in", "and", "after", "by", "but") for t in inside):
        return None
    if spared(tokens, verb.start, stop, way) or any(t.text in ("for", "without", "before") for t in inside):
        return None
    participle = tokens[at].of(Form.PARTICIPLE, way.triggers)
    if participle and (verb.be or (at and tokens[verb.start - 1].kind == "," and verb.start == at)):
        return cue_of(tokens, way, Side.LEFT, verb.start, stop, at, verb)
    if not agent_ends(tokens, verb.start) or verb.modal or verb.future or verb.to:
        return None
    if any(t.kind in "DK" for t in inside):
        return cue_of(
            tokens,
            way,
            Side.INSIDE,
            verb.start,
            stop,
            at,
            verb,
            inside=(tokens[end].start, tokens[here].start),
        )
    return cue_of(tokens, way, Side.RIGHT, verb.start, stop, at, verb)


def noun(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """An act or a state told by a noun, with its owner."""
    end = any_match(way.noun, tokens, at)
    if end < 0:
        return None
    verb = Verb(at)
    if spared(tokens, at, end, way):
        return None
    if way.needs == "told" and not _told(tokens, at, end):
        return None
    if way.with_:
        stop = clause_end(tokens, end, 14)
        found = [
            (m[0], m[1] - (not p.elements[-1].lemmas))
            for p in way.with_
            if (m := p.search(tokens, end, stop))
        ]
        if not found:
            return None
        place, last = min(found)
        if any(t.kind in "DK" for t in tokens[end:place]):
            return cue_of(
                tokens, way, Side.INSIDE, at, last, at, verb, inside=(tokens[end].start, tokens[place].start)
            )
        end = last
    start = at
    while (
        way.status in COPIES
        and start
        and (tokens[start - 1].kind == "A" or "approve" in tokens[start - 1].lemmas)
    ):
        start -= 1  # "no FDA-approved generic" is one statement, on the generic
    side = Side.LEFT if _labels_a_text(tokens, end) else Side(way.side or "either")
    return cue_of(tokens, way, side, start, end, at, verb, denied=_none_of(tokens, at))


def _labels_a_text(tokens: Tokens, end: int) -> bool:
    """True for "Boxed warning: deaths from asthma (K)": the label's text names no drug that the label is of."""
    behind = tokens[end : end + 2]
    return len(behind) == 2 and behind[0].kind == ":" and behind[1].kind not in "DKABT"


def _told(tokens: Tokens, at: int, end: int) -> bool:
    """True when a noun's act is told as having happened: with a date, a use, or a verb of happening."""
    around = (*tokens[max(0, at - 12) : at], *tokens[end : end + 14])
    return any(t.kind in "TC" or not lists()["happening"].isdisjoint(t.lemmas) for t in around)


def none(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """ "There is no treatment for C", "C has no vaccine", "no drug for C exists": none is approved."""
    end = any_match(way.noun, tokens, at)
    if end < 0 or spared(tokens, at, end, way):
        return None
    if end - at > 1 and tokens[at].text == "no" and tokens[at + 1].text == "longer":
        return None  # "is no longer the only treatment"
    rest = tokens[end : clause_end(tokens, end, 30)]
    exists = _exists(tokens, end, end + len(rest), way)
    if _of_some_kind(tokens[at:end], rest) or (rest and rest[0].text in ("without", "is") and not exists):
        return None
    verb = verb_at(tokens, at)
    if tokens[at].text.startswith("lack") or any("have" in t.lemmas for t in tokens[at : at + 2]):
        if not _owned(tokens, verb.start):
            return None
    elif not (_said_to_be(tokens, at) or exists or any(t.text in ("not", "nothing") for t in tokens[at:end])):
        return None
    past = any(t.text in _WAS for t in (*tokens[max(0, at - 2) : at], *rest[:8]))
    return cue_of(tokens, way, Side.GROUP, end - 1, end, end - 1, Verb(at, past=past), nobody=True)


def _of_some_kind(noun: Tokens, rest: Tokens) -> bool:
    """True where the words say of which treatments there is none: "no treatment that works for everyone"."""
    if any("approve" in t.lemmas or "license" in t.lemmas for t in (*noun, *rest[:10])):
        return True  # "no approved treatment" is read as what it says of approval
    if any(not lists()["not_none"].isdisjoint(t.lemmas) for t in noun):
        return True
    if not rest:
        return False
    second = rest[1] if len(rest) > 1 else None
    if rest[0].text in HINGES:
        return second is None or not (
            second.text in ("can", "could", "will", "have", "has")
            or not lists()["effect"].isdisjoint(second.lemmas)
        )
    here = (
        second is not None
        and second.text in _HERE
        and not {"country", "market"} & {t.text for t in rest[2:4]}
    )
    if rest[0].text in ("on", "in") and here:
        return True  # "no drugs on this ward"
    return not lists()["lacking"].isdisjoint(rest[0].lemmas)


def _said_to_be(tokens: Tokens, at: int) -> bool:
    """True behind "there is", "has": what there is none of."""
    here = at - 1
    while here > 0 and is_skipped(tokens[here], lists()["skipped"]):
        here -= 1
    before = tokens[here] if here >= 0 else None
    return before is not None and (not {"be", "have"}.isdisjoint(before.lemmas) or before.text == "there")


def _owned(tokens: Tokens, start: int) -> bool:
    """True for "C lacks", "doctors do not have": said of the disease, or of the trade."""
    before = tokens[start - 1] if start else None
    return before is not None and (before.kind == "C" or not lists()["profession"].isdisjoint(before.lemmas))


def _exists(tokens: Tokens, start: int, stop: int, way: Way) -> bool:
    """True for "... exists", "is available", "has reached the market"."""
    return any(p.search(tokens, start, stop) for p in way.exists)


def _none_of(tokens: Tokens, at: int) -> bool:
    """True for "no generic version": the noun's own "no"."""
    for here in range(at - 1, max(-1, at - 6), -1):
        token = tokens[here]
        if token.text in ("no", "without", "lack", "lacks", "lacking", "nor"):
            return True
        if (
            token.text in ("a", "an", "any", "yet")
            and here
            and tokens[here - 1].text in ("not", "without", "lacks", "lack")
        ):
            return True
        if token.kind not in "wA" or token.text in PREPOSITIONS:
            return False
    return False
