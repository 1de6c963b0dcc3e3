"""The frames in which a row's words state its status: who does what to whom, in any tense, voice and number.

======  ===================================================================  =========================================
frame   the words                                                            the subject
======  ===================================================================  =========================================
act     D was withdrawn · the FDA withdrew D · D, withdrawn in T             what the act is done to
has     D won approval · D has lost its indication · D awaits a decision     who has it
gives   the FDA granted D approval · gave its nod to D · D was granted ...   who gets it
is      D is off the market · D remains in trials · drugs under study        whose state it is
kind    the experimental drug D · D, an experimental pill                    what is of that kind
none    there is no treatment for C · no drug exists                         nobody
noun    the withdrawal of D from the market · D's approval in T              whose it is
======  ===================================================================  =========================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from model.claim import Status
from pages.read.claims.cue import Cue, Side
from pages.read.claims.inflect import Form
from pages.read.claims.patterns import Pattern, is_skipped
from pages.read.claims.predicate import Verb, time_before, verb_at
from pages.read.claims.tokens import Token
from pages.read.claims.vocabulary import lists, turns_of_approval
from pages.read.claims.ways import Gate, Way

Tokens = Sequence[Token]
_HINGES = frozenset({"that", "which", "who"})
_LACKING = frozenset({"lack", "without"})
_ANY_FORM = Form.BASE | Form.THIRD | Form.PAST | Form.PARTICIPLE | Form.ING
_STOPS = frozenset(".;?!")
_REACH = 14  # tokens between a verb and the words that go with it
_PREPOSITIONS = frozenset(
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
_APPROVALS = frozenset({Status.APPROVED, Status.ACCELERATED, Status.EMERGENCY, Status.TENTATIVE})
_COPIES = frozenset({Status.GENERIC, Status.BIOSIMILAR})
# A status that is denied becomes another; None: what is denied says nothing that can be judged.
DENIED: dict[Status, Status | None] = {
    Status.APPROVED: Status.NOT_APPROVED, Status.ACCELERATED: Status.NOT_APPROVED, Status.EMERGENCY: Status.NOT_APPROVED,
    Status.TENTATIVE: Status.NOT_APPROVED, Status.GENERIC: Status.GENERIC, Status.BIOSIMILAR: Status.BIOSIMILAR,
    Status.OTC: Status.OTC, Status.BOXED_WARNING: Status.BOXED_WARNING, Status.IN_USE: Status.NOT_MARKETED,
    Status.NOT_APPROVED: None, Status.WITHDRAWN: None, Status.DISCONTINUED: None, Status.INVESTIGATIONAL: None,
    Status.ONLY_IN_TRIALS: None, Status.UNDER_REVIEW: None, Status.NOT_MARKETED: None, Status.SPECIAL_ACCESS: None,
    Status.OFF_LABEL: None, Status.DESIGNATED: None,
}  # fmt: skip


def cues_of(tokens: Tokens, rows: Gate) -> list[tuple[int, Cue]]:
    """Every place where a row states its status, with the row's rank, in the order of the sentence."""
    found: list[tuple[int, Cue]] = []
    regulated = any(t.kind in "AX" or t.text.startswith("regulat") for t in tokens) or _for_sale(tokens)
    for at, token in enumerate(tokens):
        tried: set[str] = set()
        for lemma in token.lemmas:
            for way in rows.by_lemma.get(lemma, ()):
                if way.id in tried:
                    continue
                tried.add(way.id)
                if way.needs == "regulator" and not regulated:
                    continue
                cue = _FRAMES[way.frame](tokens, at, way)
                if cue is not None:
                    found.append((way.rank, cue))
    return found


def _for_sale(tokens: Tokens) -> bool:
    """True for "licensed for sale", "cleared in the U.S.": anyone clears and allows things, a market is a regulator's."""
    return any(
        (t.text in ("sale", "marketing", "use")
        and tokens[at - 1].text == "for")
        or (t.kind == "U"
        and tokens[at - 1].text in ("in", "the"))
        for at, t in enumerate(tokens)
        if at
    )


def any_match(patterns: Sequence[Pattern], tokens: Tokens, at: int, stop: int | None = None) -> int:
    """The furthest end of the ``patterns`` that match at ``at``, else -1."""
    return max((p.match(tokens, at, stop) for p in patterns), default=-1)


def clause_end(tokens: Tokens, at: int, reach: int = _REACH) -> int:
    """Where a verb's own words end: the next stop, or ``reach`` tokens on."""
    for here in range(at, min(len(tokens), at + reach)):
        if tokens[here].kind in _STOPS:
            return here
    return min(len(tokens), at + reach)


def _spared(tokens: Tokens, start: int, end: int, way: Way) -> bool:
    """True when the row's own exceptions stand around the words."""
    if any(p.ends_at(tokens, start, max(0, start - 12)) >= 0 for p in way.unless_before):
        return True
    here = end
    while here < len(tokens) and is_skipped(tokens[here], lists()["skipped"]):
        here += 1
    return any(p.match(tokens, at) >= 0 for p in way.unless_after for at in {end, here})


def _cue(
    tokens: Tokens, way: Way, side: Side, start: int, end: int, head: int, verb: Verb, **more: object
) -> Cue | None:
    """The cue of a row, denied where its verb is."""
    status: Status | None = way.status
    negated = way.negated
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
            way=way.id,
        )
    if verb.denied or more.pop("denied", False):
        negated = not negated
        status = DENIED[way.status]
        if status is None:
            return None
    more.pop("denied", None)
    if status in (Status.APPROVED, Status.NOT_APPROVED) and way.status is Status.APPROVED:
        turned = _turned(tokens, start, end)
        status = status if turned is None else (turned if status is Status.APPROVED else DENIED[turned])
    return Cue(
        status, side, tokens[start].start, tokens[end - 1].end, tokens[head].start, negated=negated, denies=way.denies,
        historic=_is_history(way, verb, side, status is not way.status), mode=verb.mode if way.status in _APPROVALS else verb.softened, way=way.id, restrictive=verb.only, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _is_history(way: Way, verb: Verb, side: Side, denied: bool) -> bool:
    """True for an act that is told: "was approved", "the FDA approved". "Is", "has been" and "has not" tell a state."""
    if denied:
        return verb.past or (verb.do and verb.did)
    if not way.historic:
        return False
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


# ---------------------------------------------------------------------------------------------------------------- act


def _act(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """A verb with its object, in any voice."""
    end = any_match(way.verb, tokens, at)
    if end < 0:
        return None
    heads = way.triggers
    token = tokens[at]
    verb = verb_at(tokens, at)
    participle = token.of(Form.PARTICIPLE, heads)
    if not token.of(Form.PAST | Form.PARTICIPLE | Form.ING, heads) and not verb.to:
        before = tokens[at - 1] if at else None
        if (
            before is None
            or before.text == "'s"
            or before.text in _PREPOSITIONS
            or before.text in lists()["article"]
        ):
            return None  # "the FDA's okay", "a test", "Discontinue ... if"
        if (
            way.by != "regulator"
            and not (verb.do or verb.modal or verb.future)
            and token.of(Form.BASE, heads)
        ):
            return None
    if (
        way.by == "regulator"
        and way.status in _APPROVALS
        and (_of_a_device(tokens, end) or _of_a_copy(tokens, end))
    ):
        return None
    if _spared(tokens, verb.start, end, way):
        return None
    if verb.subjunctive:
        return None
    if verb.be and participle and way.side:
        return (
            _cue(tokens, way, Side(way.side), verb.start, end, at, verb)
            if agent_ends(tokens, verb.start)
            else None
        )
    if verb.be and participle:
        return _passive(tokens, at, end, way, verb)
    if token.of(Form.ING, heads) and not (verb.be or verb.have) and way.of == ():
        if at and tokens[at - 1].text in _PREPOSITIONS | {"and"}:
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
    if way.by == "regulator" and not _by_regulator(tokens, end, named=way.needs == "by"):
        return None
    start = verb.start
    if way.of:
        owner = _of_noun_before(tokens, verb.start, way)
        if owner < 0:
            return None
        return _cue(tokens, way, Side.EITHER, owner, end, at, verb)
    if way.then:
        stop = _then(tokens, end, way)
        if stop < 0:
            return None
        end = stop
    return _cue(tokens, way, Side.LEFT, start, end, at, verb)


def _of_a_copy(tokens: Tokens, end: int) -> bool:
    """True for "FDA-approved D biosimilars": the approval of a copy, which the rows on copies read."""
    at = end
    while at < min(len(tokens), end + 4) and (
        tokens[at].kind in "DB" or is_skipped(tokens[at], lists()["skipped"])
    ):
        at += 1
    return at < len(tokens) and at > end and not {"biosimilar", "generic"}.isdisjoint(tokens[at].lemmas)


def _of_a_device(tokens: Tokens, end: int) -> bool:
    """True when what is approved is a test, a label, a trial: nouns with the name of a drug about them or not."""
    devices = lists()["device"]
    for here in range(end, min(len(tokens), end + 7)):
        token = tokens[here]
        if not devices.isdisjoint(token.lemmas):
            return True
        if token.kind in "DK,.;:()T" or (
            token.text in _PREPOSITIONS
            or "be" in token.lemmas
            or token.text in _HINGES
            or token.text in ("and", "or", "but")
        ):
            return False
    return False


def _continues(tokens: Tokens, start: int) -> bool:
    return start > 0 and tokens[start - 1].text in ("continue", "continues", "continued")


def _by_regulator(tokens: Tokens, end: int, *, named: bool = False) -> bool:
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


def _of_noun_before(tokens: Tokens, start: int, way: Way) -> int:
    """The noun that stands for the subject in "the approval of D was withdrawn", at its place, else -1."""
    for here in range(start - 1, max(-1, start - 2 - _REACH), -1):
        if tokens[here].kind in _STOPS:
            return -1
        if any(p.match(tokens, here, start) >= 0 for p in way.of):
            return here
    return -1


def _then(tokens: Tokens, end: int, way: Way, reach: int = 6) -> int:
    """The end of the words that the verb needs behind it, else -1. Who did it and when may stand between."""
    stop = clause_end(tokens, end, reach + 8)
    for here in range(end, min(stop + 1, end + reach + 1)):
        if here == end or here < stop:
            for pattern in way.then:
                if pattern.source == "END":
                    if here >= len(tokens):
                        return here
                    continue
                found = pattern.match(tokens, here)
                if found >= 0:
                    return found if pattern.elements[0].lemmas else end
        if here < stop and tokens[here].kind in "DK":
            return -1
    if any(p.source == "END" for p in way.then) and stop == len(tokens) and stop == end:
        return end
    return -1


def _is_reduced(tokens: Tokens, at: int, verb: Verb, way: Way) -> bool:
    """True when a participle without auxiliary is no finite past: "D, withdrawn in T", "drugs approved for C"."""
    heads = way.triggers
    if not tokens[at].of(Form.PAST, heads) or verb.glued or verb.agency:
        return True
    if verb.to or verb.modal or verb.do or verb.have:
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
        if not _by_regulator(tokens, end) or verb.to or verb.modal:
            return None
        listed = (
            verb.start
            and tokens[verb.start - 1].kind == ":"
            and any(t.kind in "DK" for t in tokens[: verb.start])
        )
        if _will_be(tokens, verb.start):
            verb = replace(verb, modal=True)
        return _cue(tokens, way, Side.LEFT if listed else Side.GROUP, verb.start, end, at, verb)
    before = tokens[verb.start - 1] if verb.start else None
    joined = before is not None and (before.kind in ",(" or before.text in ("and", "but", "or"))
    stop = _then(tokens, end, way) if way.then else end
    if stop < 0 or not joined:
        return None
    return _cue(tokens, way, Side.LEFT, verb.start, stop, at, verb)


def _will_be(tokens: Tokens, start: int) -> bool:
    """True for "(D) could become the first drug (approved for C)": what may be, not what is."""
    for here in range(start - 1, max(-1, start - 13), -1):
        token = tokens[here]
        if token.kind in ",;" or token.text in _HINGES:
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
    if way.before and not any(p.ends_at(tokens, verb.start, max(0, verb.start - 6)) >= 0 for p in way.before):
        return None
    if way.needs == "denied" and not verb.denied:
        return None
    ing = tokens[at].of(Form.ING, way.triggers)
    if way.voice == "progressive" and not (ing and verb.be) and not _continues_to(tokens, verb):
        return None
    if way.by == "regulator" and not agent_ends(tokens, verb.start):
        return None
    if way.by == "regulator" and not way.of and not way.then:
        link = _relative(tokens, verb.start, end)
        if link is not None:
            side, start = link
            return _cue(tokens, way, side, start, end, at, verb)
    stop = clause_end(tokens, end, 24)
    if not way.by and end < len(tokens) and tokens[end].text in _PREPOSITIONS:
        return None  # "half of the patients withdrew from ..."
    if way.of:
        for here in range(end, min(stop, end + 9)):
            found = any_match(way.of, tokens, here, stop)
            if found >= 0:
                if any(t.kind in "DK" for t in tokens[end:here]):
                    return _cue(
                        tokens,
                        way,
                        Side.INSIDE,
                        verb.start,
                        found,
                        at,
                        verb,
                        inside=(tokens[end].start, tokens[here].start),
                    )
                return _cue(tokens, way, Side.RIGHT, verb.start, found, at, verb)
        return None
    if way.then:
        for here in range(end + 1, min(stop, end + 12) + 1):
            for pattern in way.then:
                if pattern.source == "END" and here == len(tokens):
                    found = here
                else:
                    found = pattern.match(tokens, here)
                if found >= 0 and _names(tokens[end:here]):
                    found = found if pattern.elements[0].lemmas else here
                    return _cue(
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
    return _cue(tokens, way, Side.RIGHT, verb.start, end, at, verb)


def _relative(tokens: Tokens, start: int, end: int) -> tuple[Side, int] | None:
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
    hinge = tokens[at - 1].text in _HINGES
    noun = at - 1 - hinge
    if noun >= 0 and (tokens[noun].kind == "K" or not lists()["drug"].isdisjoint(tokens[noun].lemmas)):
        return Side.GROUP, noun + 1
    return (Side.LEFT, at - 1) if hinge else None


def _names(tokens: Tokens) -> bool:
    """True when something stands there that a drug can be: a name, a pronoun, "the drug"."""
    return any(
        t.kind in "DK"
        or t.text in ("it", "them", "these", "those", "this")
        or not lists()["drug"].isdisjoint(t.lemmas)
        for t in tokens
    )


def _continues_to(tokens: Tokens, verb: Verb) -> bool:
    return verb.to and _continues(tokens, verb.start)


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
    if not lists()["regulator"].isdisjoint(last.lemmas) or last.text in ("it", "they"):
        return not _advises(tokens[max(0, at - 4) : at])
    for here in range(at - 1, max(-1, at - 6), -1):  # "the FDA's Oncology Division"
        if tokens[here].kind == "A":
            return not _advises(tokens[here:at])
        if tokens[here].kind != "w" or tokens[here].text in _PREPOSITIONS:
            return False
    return False


def _advises(tokens: Tokens) -> bool:
    return any(t.text.startswith("advis") or t.text in ("panel", "committee") for t in tokens)


# ---------------------------------------------------------------------------------------------------------- has, gives


def _has(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """A verb and the noun that is had, won, lost or awaited."""
    if not any_match(way.verb, tokens, at) >= 0:
        return None
    end = any_match(way.verb, tokens, at)
    verb = verb_at(tokens, at)
    if tokens[at].of(Form.PARTICIPLE, way.triggers) and verb.be and way.voice != "any":
        return None
    stop = any_match(way.noun, tokens, end, clause_end(tokens, end, 16))
    if stop < 0 or _spared(tokens, verb.start, stop, way):
        return None
    side = Side(way.side or "left")
    if (
        tokens[at].text in ("with", "without")
        and verb.start
        and not lists()["drug"].isdisjoint(tokens[verb.start - 1].lemmas)
    ):
        side = Side.GROUP  # "the only drug with approval for C"
    denied = any(t.text in ("no", "not", "never") for t in tokens[end : stop - 1]) or tokens[at].of(
        _ANY_FORM, _LACKING
    )
    return _cue(tokens, way, side, verb.start, stop, at, verb, denied=denied)


def _gives(tokens: Tokens, at: int, way: Way) -> Cue | None:
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
    if any(t.text in _HINGES or t.text in ("in", "and", "after", "by", "but") for t in inside):
        return None
    if _spared(tokens, verb.start, stop, way) or any(t.text in ("for", "without", "before") for t in inside):
        return None
    participle = tokens[at].of(Form.PARTICIPLE, way.triggers)
    if participle and (verb.be or (at and tokens[verb.start - 1].kind == "," and verb.start == at)):
        return _cue(tokens, way, Side.LEFT, verb.start, stop, at, verb)
    if not agent_ends(tokens, verb.start) or verb.modal or verb.future or verb.to:
        return None
    if any(t.kind in "DK" for t in inside):
        return _cue(
            tokens,
            way,
            Side.INSIDE,
            verb.start,
            stop,
            at,
            verb,
            inside=(tokens[end].start, tokens[here].start),
        )
    return _cue(tokens, way, Side.RIGHT, verb.start, stop, at, verb)


# ------------------------------------------------------------------------------------------------------ is, kind, noun


def _is(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """A state, told by a verb of being or standing right behind the name."""
    end = any_match(way.is_, tokens, at)
    if end < 0:
        return None
    lead = at
    while lead and tokens[lead - 1].text in lists()["article"]:
        lead -= 1
    verb = verb_at(tokens, lead)
    if _spared(tokens, verb.start, end, way):
        return None
    if way.needs == "only" and not limited(tokens, verb.start, end):
        return None
    if way.needs in ("denied", "not yet") and not verb.denied:
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
        or (verb.have and tokens[at].of(Form.PARTICIPLE, way.triggers))
        or (finite and at == verb.start)
    ):
        return _cue(tokens, way, Side(way.side or "left"), verb.start, end, at, verb)
    if before is None or verb.have or verb.to or verb.modal:
        return None
    if not lists()["drug"].isdisjoint(before.lemmas) and any(
        "include" in t.lemmas for t in tokens[end : end + 6]
    ):
        return _cue(tokens, way, Side.GROUP, verb.start, end, at, verb)  # "drugs in development include D"
    if (
        before.kind in "DK),("
        or before.text in ("and", "but", "or")
        or before.text in _HINGES
        or not lists()["drug"].isdisjoint(before.lemmas)
    ):
        return _cue(tokens, way, Side(way.side or "left"), verb.start, end, at, verb)
    return None


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


def _kind(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """An adjective: before the name or its noun, in apposition to it, or said of it."""
    end = any_match(way.kind, tokens, at)
    if end < 0 or _spared(tokens, at, end, way):
        return None
    verb = verb_at(tokens, at)
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
        return _cue(tokens, way, Side.LEFT, verb.start, end, at, verb)
    if before is not None and before.kind in ",(" and start >= 2 and tokens[start - 2].kind in "DK)":
        return _cue(tokens, way, Side.LEFT, start, end, at, Verb(start))
    here = end
    for here in range(end, min(len(tokens), end + 9)):
        token = tokens[here]
        if token.kind in "DK":
            return _cue(tokens, way, Side.RIGHT, at, end, at, Verb(at))
        if (
            token.kind not in "wnBC,(:"
            or token.text in _PREPOSITIONS - {"for", "of"}
            or "be" in token.lemmas
            or token.text in _HINGES
        ):
            break
    if verb.be:
        return _cue(tokens, way, Side.LEFT, verb.start, end, at, verb)
    if before is not None and before.kind in ",(" and start >= 2:
        return _cue(tokens, way, Side.LEFT, start, end, at, Verb(start))
    if before is not None and (
        "be" in before.lemmas or before.text in ("as", "remain", "remains", "considered", "deemed", "called")
    ):
        return _cue(tokens, way, Side.LEFT, verb_at(tokens, start).start, end, at, verb_at(tokens, start))
    return None


def _noun(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """An act or a state told by a noun, with its owner."""
    end = any_match(way.noun, tokens, at)
    if end < 0:
        return None
    verb = Verb(at)
    if _spared(tokens, at, end, way):
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
            return _cue(
                tokens, way, Side.INSIDE, at, last, at, verb, inside=(tokens[end].start, tokens[place].start)
            )
        end = last
    start = at
    while (
        way.status in _COPIES
        and start
        and (tokens[start - 1].kind == "A" or "approve" in tokens[start - 1].lemmas)
    ):
        start -= 1  # "no FDA-approved generic" is one statement, on the generic
    return _cue(tokens, way, Side(way.side or "either"), start, end, at, verb, denied=_none_of(tokens, at))


def _told(tokens: Tokens, at: int, end: int) -> bool:
    """True when a noun's act is told as having happened: with a date, or a verb of happening; not sought or hoped for."""
    around = (*tokens[max(0, at - 12) : at], *tokens[end : end + 14])
    return any(t.kind in "TC" or not lists()["happening"].isdisjoint(t.lemmas) for t in around)


def _none(tokens: Tokens, at: int, way: Way) -> Cue | None:
    """ "There is no treatment for C", "C has no vaccine", "no drug for C exists": none is approved."""
    end = any_match(way.noun, tokens, at)
    if end < 0 or _spared(tokens, at, end, way):
        return None
    before = tokens[at - 1] if at else None
    while before is not None and is_skipped(before, lists()["skipped"]) and before.start > 0:
        before = next((t for t in reversed(tokens) if t.end <= before.start), None)
    rest = tokens[end : clause_end(tokens, end, 30)]
    if rest and rest[0].text in _HINGES:
        if len(rest) < 2 or not (
            rest[1].text in ("can", "could", "will", "have", "has")
            or not lists()["effect"].isdisjoint(rest[1].lemmas)
        ):
            return None  # "no treatment that works for everyone"
    elif rest and rest[0].text in ("without", "is") and not _exists(rest[:8]):
        return None
    if any("approve" in t.lemmas or "license" in t.lemmas for t in (*tokens[at:end], *rest[:10])):
        return None  # "no approved treatment" is read as what it says of approval
    if any(not lists()["not_none"].isdisjoint(t.lemmas) for t in tokens[at:end]):
        return None
    there = before is not None and (
        "be" in before.lemmas or "have" in before.lemmas or before.text == "there"
    )
    if not there and not _exists(rest):
        return None
    return _cue(tokens, way, Side.GROUP, end - 1, end, end - 1, Verb(at), nobody=True)


def _exists(tokens: Tokens) -> bool:
    """True for "... exists", "is available", "has been approved"; False where something else is said."""
    exist = lists()["exist"]
    return any(not exist.isdisjoint(t.lemmas) for t in tokens)


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
        if token.kind not in "wA" or token.text in _PREPOSITIONS:
            return False
    return False


_FRAMES: dict[str, Callable[[Tokens, int, Way], Cue | None]] = {
    "act": _act, "has": _has, "gives": _gives, "is": _is, "kind": _kind, "noun": _noun, "none": _none,
}  # fmt: skip


def distinct(found: Sequence[tuple[int, Cue]]) -> Iterator[Cue]:
    """Of the cues that share words, the one of highest precedence; in the order of the sentence."""
    kept: list[Cue] = []
    for _, cue in sorted(found, key=lambda f: (f[0], f[1].start, -f[1].end)):
        if not any(c.start < cue.end and cue.start < c.end for c in kept):
            kept.append(cue)
    yield from sorted(kept, key=lambda c: (c.start, -c.end))


__all__ = ["cues_of", "distinct", "replace"]
