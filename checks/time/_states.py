"""What a clause says of how the world stands on the day of writing: by its sign ("at present"), or by its verb alone ("are testing").

``now.toml`` has the signs; whose time a clause speaks of, and whether it tells of the world at all, ``_told.py`` says. What
cannot be told is left alone.
"""

# ruff: noqa: E501 - a line of words stays one line

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checks.time._clauses import Clause, Kind
from checks.time._roles import Words, compiled, lists, rows
from checks.time._subjects import Whose
from checks.time._told import IS, OF_THE_WORLD, Told, has_clinician
from checks.time._verbs import Tense, closed, is_participle
from language.patterns import Pattern

_BE = frozenset(("is", "are", "am"))
#: Words that most sentences have.
_COMMON = frozenset(
    (
        "for",
        "at",
        "in",
        "as",
        "so",
        "to",
        "have",
        "be",
        "this",
        "of",
        "no",
        "on",
        "by",
        "the",
        "until",
        "since",
    )
)
#: Whose present it is where a sign says that it is the day of writing.
_ANYBODY = OF_THE_WORLD | {Whose.UNKNOWN, Whose.PEOPLE}
#: Of these a sentence speaks to somebody, or of one.
_OF_ONE = frozenset(("you", "your", "yourself", "i", "my", "he", "she", "his", "her", "him"))
_STOPS = frozenset(";:—–.")
#: Of the verb alone: "so once again, the evidence", "not just for emergencies".
_IN_THE_VERB = frozenset(("once", "again", "just"))
#: "Newly formed vessels" are new at any time.
_ATTRIBUTES = frozenset(("newly", "recently", "lately", "just"))
_SCARCE = frozenset(("no", "few", "little", "hardly", "scarcely", "not", "insufficient", "scant"))
_ABLE = frozenset(("can", "may", "might", "could"))
_NEAR = 6
_REMEDY = frozenset(("drug", "device", "procedure"))
_INSTITUTIONS = frozenset(("science", "maker", "payer", "authority", "house"))
#: What a reader can have today, and could not, or cannot, on another.
_HAD = frozenset(("get", "buy", "obtain", "book", "order", "claim", "apply"))
#: As ``leads`` in now.toml: what is going on, or has changed, before what is unknown.
_GOING_ON, _SO = 2, 1


@dataclass(frozen=True, slots=True)
class _Sign:
    """A row's pattern; ``needs``: of which words each must be in the sentence."""

    strength: str
    pattern: Pattern
    leads: int
    needs: tuple[frozenset[str], ...]


@cache
def _signs() -> tuple[_Sign, ...]:
    return tuple(
        _Sign(row["strength"], pattern, row["leads"], pattern.needs)
        for row in rows("now")["sign"]
        for pattern in map(compiled, row["words"])
    )


@cache
def _signal_words() -> frozenset[str]:
    """Of each sign the rarest of its words: a sentence without any of them has none."""
    return frozenset().union(
        *(min(sign.needs, key=lambda own: (bool(own & _COMMON), len(own))) for sign in _signs())
    )


def _signs_in(words: Words) -> list[_Sign]:
    """The signs that a sentence has the words of."""
    if words.lemmas.isdisjoint(_signal_words()):
        return []
    return [sign for sign in _signs() if not any(map(words.lemmas.isdisjoint, sign.needs))]


def may_state(words: Words) -> bool:
    """False for a sentence that can say nothing of the day of writing, without taking it apart."""
    written = {token.text for token in words.tokens}
    if ("*ing" in words.lemmas or "being" in written) and not _BE.isdisjoint(written):
        return True
    if not closed("nouns")["nobody"].isdisjoint(written) or (
        "there" in written and not _SCARCE.isdisjoint(written)
    ):
        return True
    changed = closed("verbs")["changed"] | {"not", "never"}
    if not closed("verbs")["have"].isdisjoint(written) and not changed.isdisjoint(written):
        return True
    return bool(_signs_in(words))


def states(words: Words, clauses: tuple[Told, ...]) -> Iterator[tuple[int, int, int]]:
    """Where a sentence says how the world stands as it is written: first token, the one behind the last, ``leads``."""
    signs = _signs_in(words)
    for one in clauses:
        if one.closed:
            continue
        of_one = _speaks_of_one(words, one.clause)
        yield from _by_sign(words, one, signs, of_one=of_one)
        if not of_one and not one.whenever:
            yield from _by_verb(words, one)


def _speaks_of_one(words: Words, clause: Clause) -> bool:
    """True where the reader or one person is spoken of, between the semicolons around a clause."""
    low, high = clause.start, clause.end
    while low > 1 and words.tokens[low - 1].kind not in _STOPS:
        low -= 1
    while high < len(words.tokens) and words.tokens[high].kind not in _STOPS:
        high += 1
    return any(token.text in _OF_ONE for token in words.tokens[low:high])


def _by_sign(words: Words, one: Told, signs: list[_Sign], *, of_one: bool) -> Iterator[tuple[int, int, int]]:
    clause = one.clause
    if not signs or (clause.verb.tense not in IS and clause.verb.tense is not Tense.MODAL):
        return
    for start in range(clause.start, clause.end):
        for sign in signs:
            end = sign.pattern.match(words.tokens, start, clause.end)
            if (
                end > start
                and _stands_free(words, clause, start, end)
                and _ages(sign, words, one, of_one=of_one)
            ):
                yield start, end, sign.leads
                return


def _ages(sign: _Sign, words: Words, one: Told, *, of_one: bool) -> bool:
    clause, whose, verb = one.clause, one.whose, one.clause.verb
    if sign.strength == "strong":
        if whose is Whose.READER:
            return verb.tense is Tense.MODAL and any(
                t.text in _HAD for t in words.tokens[verb.start : verb.end]
            )
        if whose is Whose.IT:
            return verb.tense in IS and not of_one and not sign.pattern.source.startswith("for ")
        return whose in (OF_THE_WORLD if verb.tense is Tense.MODAL else _ANYBODY)
    if of_one or one.whenever or whose is Whose.US:
        return False
    if whose not in OF_THE_WORLD and not (whose is Whose.UNKNOWN and _has_institution(words, clause)):
        return False
    if sign.strength == "denied":
        return clause.subject.no or verb.negated
    return verb.tense is not Tense.PRESENT or words.tokens[clause.of[0]].text not in ("a", "an")


def _stands_free(words: Words, clause: Clause, start: int, end: int) -> bool:
    """True for a sign that belongs to the clause's verb: not to a participle or an adjective within its subject."""
    verb, sign = clause.verb, words.tokens[start].text
    if sign == "still" and verb.start < start < verb.end and words.tokens[start - 1].text in _ABLE:
        return False  # "a dose within three days can still prevent it": at any time
    if sign in _IN_THE_VERB:
        done = verb.tense in (Tense.PERFECT, Tense.GOING_ON)
        return verb.start <= start < verb.end and (done or sign != "just")
    following = words.tokens[end] if end < clause.end else None
    attribute = following is not None and (is_participle(following.text) or "*ing" in following.lemmas)
    if verb.start <= start < verb.end or end == verb.start:
        return True
    if start >= verb.end:
        return not (attribute and sign in _ATTRIBUTES)
    return start <= clause.start + bool(clause.opener) and not attribute


def _by_verb(words: Words, one: Told) -> Iterator[tuple[int, int, int]]:
    clause, whose = one.clause, one.whose
    verb, low, high = clause.verb, clause.verb.start, clause.verb.end
    known = whose in OF_THE_WORLD
    if verb.tense is Tense.GOING_ON:
        being = any(token.text == "being" for token in words.tokens[low:high])
        if not being and (verb.negated or whose is Whose.US or is_in_use(words, clause)):
            return
        # what doctors and nurses are doing may be what they do at any bed
        if (known and not has_clinician(words, clause)) or (being and whose in _ANYBODY):
            yield low, high, _GOING_ON
    elif clause.subject.no and known and clause.kind is Kind.MAIN:
        if verb.tense is Tense.PERFECT or (verb.tense is Tense.MODAL and _can_know(words, clause)):
            yield clause.of[0], high, _SO
    elif whose is Whose.THERE and verb.tense is Tense.PRESENT:
        end = _scarce_evidence(words, clause)
        if end:
            yield low, end, _SO
    elif verb.tense is Tense.PERFECT and _has_changed(words, one):
        yield low, high, _GOING_ON
    elif verb.tense is Tense.PERFECT and verb.negated and known:
        yield low, high, _SO


def _has_institution(words: Words, clause: Clause) -> bool:
    """True where somebody stands in the clause who decides, pays, sells or looks into things."""
    return any(_INSTITUTIONS & words.roles[at] for at in range(clause.verb.start, clause.end))


def _scarce_evidence(words: Words, clause: Clause) -> int:
    """Behind "there is" and a word for little or none: the token behind the evidence, 0 where something else is told."""
    low = clause.verb.start + 1
    little = False
    for at in range(low, min(low + _NEAR, clause.end)):
        if words.tokens[at].text in _SCARCE:
            little = True
        elif little and "inquiry" in words.roles[at]:
            return at + 1
    return 0


def _can_know(words: Words, clause: Clause) -> bool:
    """True for "can" with a verb of knowing ("nobody can say"), but not of what is found in a patient ("no cause can be found")."""
    verb = words.tokens[clause.verb.start : clause.verb.end]
    return (
        verb[0].text == "can"
        and verb[-1].text != "found"
        and any(not lists()["know"].isdisjoint(token.lemmas) for token in verb[1:])
    )


def _has_changed(words: Words, one: Told) -> bool:
    """True where the world's part has begun, arrived, stalled: it was otherwise before, and may be again."""
    if one.whose is Whose.US or (one.whose not in OF_THE_WORLD and one.whose is not Whose.UNKNOWN):
        return False
    verb = one.clause.verb
    until = min(verb.end + 1, one.clause.end)
    return any(token.text in closed("verbs")["changed"] for token in words.tokens[verb.start + 1 : until])


def is_in_use(words: Words, clause: Clause) -> bool:
    """True for the one pump or drug at hand: "the infusion is running", but not "the vaccine is catching on"."""
    low, high = clause.of
    if clause.subject.plural or words.tokens[low].text not in ("the", "this"):
        return False
    moves = lists()["trend"] | lists()["grant"] | lists()["inquire"] | {"await", "undergo", "go", "come"}
    if not moves.isdisjoint(words.tokens[clause.verb.end - 1].lemmas):
        return False
    head = next(
        (at for at in range(low, high) if words.tokens[at].text in closed("small")["prepositions"]), high
    )
    return bool(_REMEDY & words.roles[head - 1])
