"""Whether a clause speaks of the page's own present: one table over the roles that words of time play in it.

What is said (``senses.toml``), whose time it is and whether the clause tells of the world at all (``_told.py``), and of when its
verb tells (``_verbs.py``) decide together; a line of ``TABLE`` for each role, nothing beside it. What cannot be told is left alone.
"""

# ruff: noqa: E501 - a line of words or of the table stays one line
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.time._by_verb import by_verb, may_by_verb
from checks.time._clauses import Clause, Kind
from checks.time._roles import Words
from checks.time._senses import Sense, senses_in
from checks.time._subjects import Whose
from checks.time._told import OF_THE_WORLD, Told, told
from checks.time._verbs import Tense, closed, is_participle, words_for

_IS = frozenset((Tense.PRESENT, Tense.GOING_ON, Tense.PERFECT))
_WORLD = OF_THE_WORLD | {Whose.UNKNOWN}
_ANYBODY = _WORLD | {Whose.PEOPLE}
_MAIN = frozenset((Kind.MAIN, Kind.ASIDE, Kind.CONTENT))


@dataclass(frozen=True, slots=True)
class Rule:
    """When words of one role speak of the page's present: whose time (``owners``), of when the verb tells (``tenses``), in which
    ``kinds`` of clause; ``whenever``: in a sentence that says when it is so, too; ``to_one``: where the reader is spoken to, too;
    ``year``: in a sentence that names a year, too."""

    owners: frozenset[Whose]
    tenses: frozenset[Tense] = _IS
    kinds: frozenset[Kind] = _MAIN
    whenever: bool = False
    to_one: bool = False
    year: bool = True


#: Role → when it ages.
TABLE = {
    "now": Rule(_ANYBODY | {Whose.IT, Whose.NOTHING}, _IS | {Tense.MODAL, Tense.NONE}, whenever=True, to_one=True),
    "until now": Rule(_ANYBODY | {Whose.IT, Whose.NOTHING, Whose.BODY}, _IS | {Tense.PAST, Tense.MODAL, Tense.NONE}),
    "lately": Rule(_ANYBODY | {Whose.IT, Whose.NOTHING}, _IS | {Tense.PAST, Tense.MODAL, Tense.NONE}),
    "still": Rule(OF_THE_WORLD, _IS | {Tense.MODAL, Tense.NONE}),
    "no longer": Rule(OF_THE_WORLD | {Whose.PEOPLE}, _IS | {Tense.MODAL, Tense.NONE}),
    "soon": Rule(_WORLD | {Whose.IT}, frozenset((Tense.MODAL, Tense.GOING_ON, Tense.NONE)), year=False),
    "yet": Rule(_WORLD | {Whose.IT}, _IS | {Tense.MODAL}),
    "unsettled": Rule(_WORLD | {Whose.IT, Whose.PEOPLE}, _IS | {Tense.MODAL}, _MAIN | {Kind.RELATIVE}),
    "under way": Rule(OF_THE_WORLD | {Whose.IT, Whose.UNKNOWN}, _IS, _MAIN | {Kind.RELATIVE}, year=False),
    "scarce": Rule(_WORLD | {Whose.IT}, _IS | {Tense.NONE}, _MAIN),
    "there": Rule(frozenset((Whose.THERE,)), _IS),
    "limited": Rule(_WORLD | {Whose.IT}, _IS, _MAIN | {Kind.RELATIVE}),
    "new": Rule(_WORLD | {Whose.IT}, _IS | {Tense.MODAL, Tense.NONE}, frozenset((Kind.MAIN, Kind.ASIDE)), year=False),
    "newest": Rule(_ANYBODY | {Whose.IT, Whose.NOTHING, Whose.BODY}, _IS | {Tense.MODAL, Tense.PAST, Tense.NONE}, to_one=True),
    "until": Rule(_WORLD | {Whose.IT, Whose.NOTHING, Whose.PEOPLE, Whose.ONE}, _IS | {Tense.MODAL, Tense.NONE}, frozenset((Kind.WHENEVER,)), whenever=True),
    "phrase": Rule(_ANYBODY | {Whose.IT, Whose.NOTHING}, _IS | {Tense.MODAL, Tense.NONE}, _MAIN | {Kind.RELATIVE}),
}  # fmt: skip
_ADVERBS = frozenset(("now", "until now", "lately", "still", "no longer", "soon", "yet"))
_VERBS = frozenset(("unsettled", "under way", "limited", "scarce", "there"))
_NOUNS = frozenset(("new", "newest"))


def speaks_of_now(words: Words) -> Iterator[tuple[int, int, int]]:
    """Where a sentence says how the world stands as it is written: first token, the one behind the last, ``leads``."""
    senses = senses_in(words)
    if not senses and not may_by_verb(words):
        return  # most sentences: they need not be taken apart
    for one in told(words):
        of_one = _speaks_of_one(words, one.clause)
        for sense in senses:
            found = _found(sense, words, one, of_one=of_one)
            if found:
                yield (*found, sense.leads)
        if not of_one and not one.whenever and not one.closed:
            yield from by_verb(words, one)


def _speaks_of_one(words: Words, clause: Clause) -> bool:
    """True where a clause speaks to the reader, or of one person."""
    return any(token.text in words_for("of_one") for token in words.tokens[clause.start : clause.end])


def _found(sense: Sense, words: Words, one: Told, *, of_one: bool) -> tuple[int, int] | None:
    """Where a clause has the sense, and it ages there."""
    if not _rules(sense.role, words, one, of_one=of_one):
        return None
    clause = one.clause
    if sense.of and not any(sense.of & words.roles[at] for at in range(*clause.of)):
        return None
    for start in _places(sense.role, clause):
        if sense.opening.isdisjoint(words.tokens[start].lemmas):
            continue
        end = sense.pattern.match(words.tokens, start, clause.end)
        if end > start and _stands(sense.role, words, one, start, end):
            return start, end
    return None


def _rules(role: str, words: Words, one: Told, *, of_one: bool) -> bool:
    rule, clause = TABLE[role], one.clause
    aside = clause.kind is Kind.WHENEVER and not one.closed  # "While its safety is under review, …"
    if not aside and (clause.kind not in rule.kinds or (one.closed and clause.kind in _MAIN)):
        return False
    if (one.whenever and not rule.whenever) or (not rule.year and "*year" in words.lemmas):
        return False
    verb = clause.verb
    if verb.tense is Tense.NONE and one.whose is Whose.PEOPLE:
        return False  # "Adults not presently on a statin"
    if (
        role == "soon"
        and verb.tense is Tense.MODAL
        and words.tokens[verb.start].text not in ("will", "may", "might", "could", "should")
    ):
        return False  # "must report within a week"
    if verb.tense is Tense.PAST and words.tokens[verb.start].text == "had" and role != "until now":
        return False  # it was lately then
    if one.whose is Whose.READER:
        return (
            role == "now"
            and verb.tense is Tense.MODAL
            and any(t.text in words_for("had") for t in words.tokens[verb.start : verb.end])
        )
    if of_one and (not rule.to_one or one.whose is Whose.IT):
        return False
    if role == "unsettled" and clause.kind is Kind.CONTENT and clause.start == 1:
        return True  # "What sets it off is unknown"
    return one.whose in rule.owners and verb.tense in rule.tenses


def _places(role: str, clause: Clause) -> range:
    """Where the words of a role can begin in a clause."""
    asked = clause.kind is Kind.CONTENT and clause.start == 1  # "What sets it off remains a riddle"
    if role in _VERBS and clause.verb.tense is not Tense.NONE and not asked:
        return range(clause.verb.start, max(clause.verb.end, clause.verb.start + 1))
    return range(0 if clause.start == 1 else clause.start, clause.end)


def _stands(role: str, words: Words, one: Told, start: int, end: int) -> bool:
    if role in _NOUNS:
        return _is_its_noun(role, words, one.clause, start, end)
    if role in _ADVERBS:
        return _stands_free(words, one, start, end)
    if role == "unsettled":  # "is not known until birth", "cannot always be found"
        following = words.tokens[end : end + 1]
        return not any(t.text == "until" for t in following) and not any(
            t.text == "always" for t in words.tokens[start:end]
        )
    return True


# ---- where words of a role stand in their clause ---------------------------------------------------------------------


def _stands_free(words: Words, one: Told, start: int, end: int) -> bool:
    """True for an adverb that belongs to the clause's verb: not to a participle or an adjective within its subject."""
    clause = one.clause
    verb, first = clause.verb, words.tokens[start].text
    if (
        first == "still"
        and verb.start < start < verb.end
        and words.tokens[start - 1].text in words_for("able")
    ):
        return False  # "a dose within three days can still prevent it": at any time
    if first in words_for("in_the_verb"):
        done = verb.tense in (Tense.PERFECT, Tense.GOING_ON, Tense.PAST)
        return (verb.start <= start < verb.end or end == verb.start) and (done or first != "just")
    if first == "yet" and start == clause.start:
        return False
    following = words.tokens[end] if end < clause.end else None
    if following is not None and following.text == "'s":
        return False  # "next month's supply"
    attribute = following is not None and (is_participle(following.text) or "*ing" in following.lemmas)
    if verb.start <= start < verb.end or end == verb.start or verb.tense is Tense.NONE:
        return True
    if start >= verb.end:
        return not (attribute and first in words_for("attributes"))
    fronted = words.tokens[end : end + 1] and words.tokens[end].kind == ","
    return bool(fronted) or (start <= clause.start + bool(clause.opener) and not attribute)


def _is_its_noun(role: str, words: Words, clause: Clause, start: int, end: int) -> bool:
    """True for the subject of a clause, and for what the subject is said to be."""
    if (role == "new" and _is_any(words, start)) or _is_of_a_body(words, end):
        return False
    if any(
        token.text in (closed("small")["prepositions"] - {"up", "to"} | words_for("no_phrase"))
        for token in words.tokens[start + 1 : end - 1]
    ):
        return False
    low, high = clause.of
    verb = clause.verb
    if verb.tense is Tense.MODAL and words.tokens[verb.start].text in ("must", "should", "ought", "need"):
        return False
    if start < high and (verb.tense is not Tense.NONE or start <= clause.start + 2):
        return role == "newest" or low <= start <= low + 2
    if start < verb.end or verb.tense not in _IS or verb.negated:
        return False
    return words.tokens[verb.start].text in words_for("be")


def _is_of_a_body(words: Words, end: int) -> bool:
    """True where "of" and what grows in a body follow: "the growing number of cells"."""
    behind = words.tokens[end : end + 1]
    return (
        bool(behind) and behind[0].text == "of" and any("body" in own for own in words.roles[end : end + 3])
    )


def _is_any(words: Words, start: int) -> bool:
    """True for what hangs on a preposition ("the dose of a new drug" is any new drug's) or on a verbal noun ("testing a
    new vaccine")."""
    at = start - 1
    if words.tokens[at].text in words_for("whichever"):
        return True
    while at > 0 and words.tokens[at].text in words_for("determiners"):
        at -= 1
    before = words.tokens[at]
    if "*ing" in before.lemmas:
        return True
    return before.text in words_for("of") and words.tokens[at - 1].text not in words_for("according")
