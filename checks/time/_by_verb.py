"""What a clause's verb says alone of the day of writing: it goes on, has changed, or is denied."""

# ruff: noqa: E501 - a line of words stays one line
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from checks.time._clauses import Clause, Kind
from checks.time._roles import Words, lists
from checks.time._subjects import Whose
from checks.time._told import OF_THE_WORLD, Told, has_clinician
from checks.time._verbs import Tense, closed, words_for

_ANYBODY = OF_THE_WORLD | {Whose.UNKNOWN, Whose.PEOPLE}
_NEAR = 6
_GOING_ON, _SO = 2, 1


_VERBS_OF = frozenset(("is", "are", "am"))


@cache
def _verb_words() -> frozenset[str]:
    """A sentence without any of these says nothing of the day of writing by its verbs."""
    return (
        _VERBS_OF
        | words_for("few")
        | closed("nouns")["nobody"]
        | closed("verbs")["have"]
        | {"little", "not", "never", "there"}
        | words_for("refuse")
    )


def may_by_verb(words: Words) -> bool:
    """False for a sentence whose verbs alone can say nothing of the day of writing."""
    written = {token.text for token in words.tokens}
    if _verb_words().isdisjoint(written):
        return False
    if not _VERBS_OF.isdisjoint(written) and any(text.endswith("ing") for text in written):
        return True
    return not written.isdisjoint(
        words_for("few") | closed("nouns")["nobody"] | words_for("refuse") | {"not", "never", "little"}
    ) or (
        not closed("verbs")["have"].isdisjoint(written) and not closed("verbs")["changed"].isdisjoint(written)
    )


def by_verb(words: Words, one: Told) -> Iterator[tuple[int, int, int]]:
    """What the verb of a clause says of the day of writing: first token, the one behind the last, ``leads``."""
    clause, whose = one.clause, one.whose
    verb, low, high = clause.verb, clause.verb.start, clause.verb.end
    known = whose in OF_THE_WORLD
    if verb.tense is Tense.GOING_ON:
        being = any(token.text == "being" for token in words.tokens[low:high])
        if not being and (verb.negated or whose is Whose.US or is_in_use(words, clause)):
            return
        # what doctors and nurses are doing may be what they do at any bed
        at_a_bed = has_clinician(words, clause) and (
            words.tokens[high - 1].text in words_for("at_the_bed") or words.tokens[clause.of[0]].text == "the"
        )
        if (known and not at_a_bed) or (being and whose in _ANYBODY):
            yield low, high, _GOING_ON
    elif known and _is_few(words, clause):
        yield clause.of[0], high, _SO
    elif clause.subject.no and known and clause.kind is Kind.MAIN:
        if verb.tense is Tense.PERFECT or (
            verb.tense in (Tense.MODAL, Tense.PRESENT) and _can_know(words, clause)
        ):
            yield clause.of[0], high, _SO
    elif whose is Whose.THERE and verb.tense is Tense.PRESENT:
        end = _scarce_evidence(words, clause)
        if end:
            yield low, end, _SO
    elif verb.tense is Tense.PERFECT and _has_changed(words, one):
        yield low, high, _GOING_ON
    elif verb.tense is Tense.PERFECT and verb.negated and known:
        yield low, high, _SO


def _is_few(words: Words, clause: Clause) -> bool:
    """True for what few of those do who pay, sell, decide or treat, or most of them do not."""
    low, high = clause.of
    if clause.verb.tense not in (Tense.PRESENT, Tense.MODAL) or not any(
        words_for("agents") & words.roles[at] for at in range(low, high)
    ):
        return False
    if clause.verb.negated and any("payer" in words.roles[at] for at in range(low, high)):
        return clause.verb.tense is Tense.PRESENT
    written = [token.text for token in words.tokens[low : min(low + 3, high)]]
    if not words_for("few").isdisjoint(written):
        return words.tokens[clause.verb.start].text not in ("should", "must")
    return not words_for("most").isdisjoint(written) and (
        clause.verb.negated or words.tokens[clause.verb.start].text in words_for("refuse")
    )


def _scarce_evidence(words: Words, clause: Clause) -> int:
    """Behind "there is" and a word for little or none: the token behind the evidence, 0 where something else is told."""
    low = clause.verb.start + 1
    little = False
    for at in range(low, min(low + _NEAR, clause.end)):
        if words.tokens[at].text in words_for("scarce"):
            little = True
        elif little and "inquiry" in words.roles[at]:
            return at + 1
    return 0


def _can_know(words: Words, clause: Clause) -> bool:
    """True for "can" with a verb of knowing ("nobody can say"), but not of what is found in a patient ("no cause can be found")."""
    verb = words.tokens[
        clause.verb.start : clause.verb.end + (2 if clause.verb.tense is Tense.PRESENT else 0)
    ]
    return (
        verb[0].text in ("can", "is", "are", "knows", "know", "understands")
        and not any(token.text in ("found", "until") for token in verb)
        and any(not lists()["know"].isdisjoint(token.lemmas) for token in verb)
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
    return bool(words_for("remedy") & words.roles[head - 1])
