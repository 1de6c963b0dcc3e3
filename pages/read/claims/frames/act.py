"""The frame of acts: a verb and what it is done to, in any voice and tense."""

from __future__ import annotations

from dataclasses import replace

from language.inflect import Form
from language.patterns import is_skipped
from model.claim import Status
from pages.read.claims.cue import Cue, Side
from pages.read.claims.frames.agents import agent_ends, by_regulator, hinge_of, left_out, relative_of
from pages.read.claims.frames.common import (
    APPROVALS,
    HINGES,
    PREPOSITIONS,
    Tokens,
    any_match,
    clause_end,
    cue_of,
    heads_a_list,
    named_next,
    spared,
)
from pages.read.claims.frames.objects import names_something, noun_before, of_a_copy, of_a_device, then
from pages.read.claims.predicate import Verb, verb_at
from pages.read.claims.vocabulary import lists
from pages.read.claims.ways import Way


def act(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """A verb with its object, in any voice."""
    end = any_match(way.verb, tokens, at)
    if end < 0:
        return None
    heads = way.triggers
    token = tokens[at]
    verb = verb_at(tokens, at)
    participle = token.of(Form.PARTICIPLE, heads)
    if not token.of(Form.PAST | Form.PARTICIPLE | Form.ING, heads) and not (verb.to or verb.yet_to):
        before = tokens[at - 1] if at else None
        if (
            before is None
            or before.text == "'s"
            or before.text in PREPOSITIONS
            or before.text in lists()["article"]
        ):
            return None  # "the FDA's okay", "a test", "Discontinue ... if"
        if (
            way.by != "regulator"
            and not way.before
            and not (verb.do or verb.modal or verb.future)
            and token.of(Form.BASE, heads)
        ):
            return None
    if (
        way.by == "regulator"
        and way.status in APPROVALS
        and (of_a_device(tokens, end) or of_a_copy(tokens, end))
    ):
        return None
    if spared(tokens, verb.start, end, way):
        return None
    if verb.subjunctive:
        return None
    if verb.be and participle and way.side:
        return (
            cue_of(tokens, way, Side(way.side), verb.start, end, at, verb)
            if agent_ends(tokens, verb.start)
            else None
        )
    if verb.be and participle:
        return _passive(tokens, at, end, way, verb)
    bare_ing = token.of(Form.ING, heads) and not (verb.be or verb.have or way.of)
    if bare_ing and at and tokens[at - 1].text in PREPOSITIONS | {"and"}:
        return None
    if participle and not verb.have and _is_reduced(tokens, at, verb, way):
        return _reduced(tokens, at, end, way, verb)
    return _active(tokens, at, end, way, verb)


def _passive(tokens: Tokens, at: int, end: int, way: Way, verb: Verb) -> Cue | None:
    if way.voice == "active":
        return None
    if (
        way.voice == "progressive"
        and "being" not in {t.text for t in tokens[verb.start : at]}
        and not (
            {"now", "still", "currently"} & {t.text for t in tokens[verb.start : at]}
            or _continues(tokens, verb.start)
        )
    ):
        return None
    if way.by == "regulator" and not by_regulator(tokens, end, named=way.needs == "by"):
        return None
    start = verb.start
    if way.voice == "progressive" and heads_a_list(tokens, start, end):
        return cue_of(tokens, way, Side.GROUP, start, end, at, verb)  # "drugs being studied include D"
    if way.of:
        owner = noun_before(tokens, verb.start, way)
        if owner < 0 or _beside_the_name(tokens, owner, verb.start):
            return None
        return cue_of(tokens, way, Side.EITHER, owner, end, at, verb)
    if way.then:
        stop = then(tokens, end, way)
        if stop < 0:
            return None
        end = stop
    return cue_of(tokens, way, Side.LEFT, start, end, at, verb)


def _beside_the_name(tokens: Tokens, noun: int, verb: int) -> bool:
    """True for a noun in an aside on the subject: "D, rushed to approval in T, is being dropped" drops D."""
    opened = next((k for k in range(noun - 1, -1, -1) if tokens[k].kind == ","), -1)
    closed = sum(t.kind == "," for t in tokens[noun:verb]) == 1
    return closed and opened > 0 and any(t.kind in "DK" for t in tokens[:opened])


def _is_to(tokens: Tokens, verb: Verb, way: Way) -> bool:
    """True for "is to file", which is a plan where the row asks for one."""
    planned = any(p.source == "@plan" for p in way.before)
    return planned and verb.to and verb.be and not verb.past and "be" in tokens[verb.start].lemmas


def _continues(tokens: Tokens, start: int) -> bool:
    return start > 0 and tokens[start - 1].text in ("continue", "continues", "continued")


def _continues_to(tokens: Tokens, verb: Verb) -> bool:
    return verb.to and _continues(tokens, verb.start)


def _is_reduced(tokens: Tokens, at: int, verb: Verb, way: Way) -> bool:
    """True when a participle without auxiliary is no finite past: "D, withdrawn in T", "drugs approved for C"."""
    heads = way.triggers
    if verb.to or verb.modal or verb.do:
        return False
    if not tokens[at].of(Form.PAST, heads) or verb.glued or verb.agency:
        return True
    if verb.have:
        return False
    before = verb.start - 1
    while before >= 0 and (is_skipped(tokens[before], lists()["skipped"])):
        before -= 1
    if (
        before < 0
        or tokens[before].kind in ",:;()"
        or tokens[before].text in ("and", "or", "but", "although", "though", "not", "no", "any")
    ):
        return True
    nearest = tokens[before]
    if (
        way.by == "regulator"
        and nearest.kind == "A"
        and before
        and tokens[before - 1].kind == ","
        and at + 1 < len(tokens)
        and tokens[at + 1].kind == "T"
    ):
        return True  # "D, FDA approved 2023, ..."
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        way.by != "regulator"
        and after is not None
        and (after.text in ("the", "its", "their", "this") or after.kind in "DK")
    ):
        return False
    if way.by == "regulator":
        return not agent_ends(tokens, verb.start)
    return nearest.kind in "DKC" or not lists()["drug"].isdisjoint(nearest.lemmas)


def _reduced(tokens: Tokens, at: int, end: int, way: Way, verb: Verb) -> Cue | None:
    if way.voice in ("active", "progressive") or way.of:
        return None
    if way.by == "regulator":
        if not by_regulator(tokens, end) or verb.to or verb.modal:
            return None
        listed = (
            verb.start
            and tokens[verb.start - 1].kind == ":"
            and any(t.kind in "DK" for t in tokens[: verb.start])
        )
        if will_be(tokens, verb.start):
            verb = replace(verb, modal=True)
        missing = _missing(tokens, verb.start) if _name_behind(tokens, end) else None
        if missing is not None:
            verb = replace(verb, past=missing)
            return cue_of(tokens, way, Side.RIGHT, verb.start, end, at, verb, denied=True)
        return cue_of(tokens, way, Side.LEFT if listed else Side.GROUP, verb.start, end, at, verb)
    before = tokens[verb.start - 1] if verb.start else None
    joined = before is not None and (before.kind in ",(" or before.text in ("and", "but", "or"))
    stop = then(tokens, end, way) if way.then else end
    if stop < 0 or not joined:
        return None
    return cue_of(tokens, way, Side.LEFT, verb.start, stop, at, verb)


_OF_IT = frozenset(
    {"biosimilar", "generic", "version", "copy", "equivalent", "alternative", "competitor", "rival"}
)


def _name_behind(tokens: Tokens, end: int) -> bool:
    """True for "a licensed (D)": the participle's noun is a drug by its name, and no copy or rival of it."""
    while end < len(tokens) and tokens[end].kind == "w" and tokens[end].text not in PREPOSITIONS | HINGES:
        end += 1
    named = end < len(tokens) and tokens[end].kind == "D"
    return named and (end + 1 == len(tokens) or _OF_IT.isdisjoint(tokens[end + 1].lemmas))


def _missing(tokens: Tokens, start: int) -> bool | None:
    """Whether what is said not to be there was not there once: False for "there isn't a (licensed D)", "they do not
    have any (approved D)", True for "there was no (licensed D)", None where nothing is missing."""
    here = start - 1
    while here >= 0 and (
        tokens[here].text in lists()["article"]
        or tokens[here].text in ("any", "single", "have")
        or is_skipped(tokens[here], lists()["skipped"])
    ):
        here -= 1
    if here < 0:
        return None
    before = tokens[max(0, here - 3) : here]
    gone = any(t.text in ("was", "were", "had", "did") for t in before)
    if tokens[here].text in ("no", "without") or "lack" in tokens[here].lemmas:
        return gone or tokens[here].text == "lacked"
    there = any(t.text == "there" for t in before) and any("be" in t.lemmas for t in before)
    return gone if tokens[here].text == "not" and (there or any("do" in t.lemmas for t in before)) else None


def will_be(tokens: Tokens, start: int) -> bool:
    """True for "(D) could become the first drug (approved for C)": what may be, not what is."""
    for here in range(start - 1, max(-1, start - 13), -1):
        token = tokens[here]
        if token.kind in ",;" or token.text in HINGES:
            return False
        if "be" in token.lemmas or "become" in token.lemmas:
            copula = verb_at(tokens, here)
            return copula.modal or copula.future
    return False


def _active(tokens: Tokens, at: int, end: int, way: Way, verb: Verb) -> Cue | None:
    """Somebody does it to the subject, which stands behind the verb."""
    if way.voice == "passive":
        return None
    if (
        (verb.modal or verb.future)
        and not way.states
        and way.status not in (Status.UNDER_REVIEW, Status.NOT_MARKETED)
    ):
        return None
    if verb.to and not (way.states or way.before or way.voice == "progressive"):
        return None
    if (
        way.before
        and not any(p.ends_at(tokens, verb.start, max(0, verb.start - 6)) >= 0 for p in way.before)
        and not _is_to(tokens, verb, way)
    ):
        return None
    if way.needs == "denied" and not verb.denied:
        return None
    ing = tokens[at].of(Form.ING, way.triggers)
    if way.voice == "progressive" and not (ing and verb.be) and not _continues_to(tokens, verb):
        return None
    if way.by == "regulator" and not agent_ends(tokens, verb.start):
        return None
    if way.by == "regulator" and not way.of and not way.then:
        link = relative_of(tokens, verb.start, end)
        if link is not None:
            side, start = link
            return cue_of(tokens, way, side, start, end, at, verb)
    elif not way.by and not way.of and not way.then and (hinge := hinge_of(tokens, verb.start, end)) >= 0:
        return cue_of(tokens, way, Side.LEFT, hinge, end, at, verb)
    if way.needs == "direct" and not (named_next(tokens, end) or (way.before and left_out(tokens, end))):
        return None
    stop = clause_end(tokens, end, 24)
    if way.needs == "still" and not (verb.modal and any(t.text == "still" for t in tokens[verb.start : at])):
        return None
    if not way.by and end < len(tokens) and tokens[end].text in PREPOSITIONS:
        return None  # "half of the patients withdrew from ..."
    if way.of:
        for here in range(end, min(stop, end + 9)):
            found = any_match(way.of, tokens, here, stop)
            if found >= 0:
                if any(t.kind in "DK" for t in tokens[end:here]):
                    return cue_of(
                        tokens,
                        way,
                        Side.INSIDE,
                        verb.start,
                        found,
                        at,
                        verb,
                        inside=(tokens[end].start, tokens[here].start),
                    )
                return cue_of(tokens, way, Side.RIGHT, verb.start, found, at, verb)
        return None
    if way.then:
        for here in range(end + 1, min(stop, end + 12) + 1):
            for pattern in way.then:
                found = pattern.match(tokens, here)
                if found >= 0 and names_something(tokens[end:here]):
                    found = found if pattern.elements[0].lemmas else here
                    return cue_of(
                        tokens,
                        way,
                        Side.INSIDE,
                        verb.start,
                        found,
                        at,
                        verb,
                        inside=(tokens[end].start, tokens[here - 1].end),
                    )
        return None
    return cue_of(tokens, way, Side.RIGHT, verb.start, end, at, verb)
