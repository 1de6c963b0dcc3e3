"""Where a sentence looks ahead, and to which day.

A clause that is told as past reaches no day to come. Of the others, a predicate that reaches for it (``ahead.toml``)
makes a forecast whatever the page's date; without one, a day that had not come when the sentence was written does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from checks.time._clauses import Kind
from checks.time._days import Named, closed, named_from, named_years, written_out
from checks.time._roles import Words, compiled, rows, words_of
from checks.time._subjects import Whose
from checks.time._told import Told, told
from checks.time._verbs import Tense, is_participle
from checks.time._verbs import closed as verbs
from language.inflect import Form
from language.patterns import Pattern
from model.dates import PartialDate

#: A forecast this much longer ago (years) than the page's own date is history in the present tense.
OLD = 5
_LIVES = frozenset((Whose.READER, Whose.ONE, Whose.PEOPLE, Whose.BODY))
_NEAR = 4


class Stance(Enum):
    """How a clause stands to a day in it."""

    AHEAD = "ahead"
    OPEN = "open"  # what had not come when it was written lies ahead
    PAST = "past"


@cache
def _looks() -> tuple[Pattern, ...]:
    return tuple(compiled(source) for row in rows("ahead")["looks"] for source in row["words"])


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause as it stands to its days: ``own``; from which token on it looks ahead (-1: nowhere)."""

    own: Told
    stance: Stance
    at: int


def forecast(sentence: str) -> PartialDate | None:
    """The day that a sentence looks forward to, the last one where it names several; None for history."""
    return _last(day for day, stance in _days(sentence) if stance is Stance.AHEAD)


def ahead_of(sentence: str, written: PartialDate) -> PartialDate | None:
    """The last day that a sentence names and that had not come when it was written: whatever its words, it looks ahead.
    None where it names none, or tells it as done (the text was changed later than its date says)."""
    return _last(
        day
        for day, _ in _days(sentence)
        if day.earliest() > written.latest() or (day.month and day.latest() > written.latest())
    )


def told_ahead(sentence: str, written: PartialDate) -> PartialDate | None:
    """The last day to come that a clause names from the day of writing, where it looks ahead; None for what a reader or
    a patient has before them, for what is so every year, and for history."""
    words = words_of(sentence)
    days = list(named_from(words, sentence, written))
    if not days or _is_at_any_time(words):
        return None
    every = _clauses(words)
    found = []
    for named in days:
        one = _of(every, named.start)
        if one is None or one.stance is not Stance.AHEAD or _hangs_on_a_life(words, every):
            continue
        opening = words.tokens[max(named.start - 1, 1)].text, words.tokens[named.start].text
        fronted = named.start <= one.own.clause.start + 1 and not closed()["from"].isdisjoint(opening)
        if fronted or one.own.whose not in _LIVES or _is_everybody(words, one):
            found.append(named.day)
    return _last(found)


def _is_at_any_time(words: Words) -> bool:
    tokens = words.tokens
    return any(
        token.text in closed()["always"]
        or (
            token.text in closed()["each"]
            and any(t.text in closed()["at_a_time"] for t in tokens[at + 1 : at + 3])
        )
        for at, token in enumerate(tokens)
    )


def _is_everybody(words: Words, one: _Clause) -> bool:
    low = one.own.clause.of[0]
    return any(token.text in closed()["everybody"] for token in words.tokens[low : low + 2])


def _hangs_on_a_life(words: Words, every: tuple[_Clause, ...]) -> bool:
    """True where it is so if or when a reader or a patient is: "if you …", "when they …"."""
    return any(
        one.own.clause.kind is Kind.WHENEVER
        and one.own.whose in _LIVES | {Whose.IT}
        and one.own.clause.verb.tense is not Tense.NONE
        and words.tokens[one.own.clause.start + 1].text not in closed()["all"]
        for one in every
    )


def _last(days: object) -> PartialDate | None:
    return max(days, key=lambda day: day.latest(), default=None)  # type: ignore[call-overload, no-any-return]


@lru_cache(maxsize=256)  # the same sentence is asked for by several checks, one after the other
def _days(sentence: str) -> tuple[tuple[PartialDate, Stance], ...]:
    """The days that a sentence names and does not tell as past."""
    sentence = written_out(sentence)
    if "20" not in sentence:
        return ()
    words = words_of(sentence)
    days = list(named_years(words))
    every = _clauses(words) if days else ()
    return tuple((named.day, stance) for named in days for stance in _stances(words, every, named))


def _stances(words: Words, every: tuple[_Clause, ...], named: Named) -> Iterator[Stance]:
    one = _of(every, named.start)
    if one is None or one.stance is Stance.PAST or named.preposition == "since":
        return
    if one.own.whose is Whose.READER and _hangs_on_a_life(words, every):
        return
    if (one.own.whose is Whose.ONE and not _is_everybody(words, one)) or _is_of_a_participle(
        words, one, named.start
    ):
        return
    loose = _is_of_a_noun(words, one, named) or _has_been(words, one.at, one.own.clause.end)
    if one.stance is Stance.AHEAD and one.own.whose is not Whose.READER and (_is_firm(named) or not loose):
        yield Stance.AHEAD
    elif named.preposition != "as" or one.stance is Stance.AHEAD:
        yield Stance.OPEN


def _is_firm(named: Named) -> bool:
    return named.month or named.preposition in closed()["firm"]


def _of(every: tuple[_Clause, ...], at: int) -> _Clause | None:
    """The clause that a token stands in; for a piece without a verb, the one before or behind it."""
    for place, one in enumerate(every):
        if one.own.clause.start <= at < one.own.clause.end:
            if one.own.clause.verb.tense is Tense.NONE and one.stance is Stance.OPEN:
                around = [*every[max(0, place - 1) : place], *every[place + 1 : place + 2]]
                if not one.own.clause.opener:
                    around.reverse()
                return next(
                    (
                        o
                        for o in around
                        if o.own.clause.verb.tense is not Tense.NONE
                        or (o.at >= 0 and o.stance is Stance.AHEAD)
                    ),
                    one,
                )
            if place and one.own.clause.start == at and one.own.clause.opener:
                return every[place - 1]  # "before the year is out": the day's own words
            return one
    return None


def _clauses(words: Words) -> tuple[_Clause, ...]:
    found: list[_Clause] = []
    for one in told(words):
        stance, at = _stance(words, one, found[-1] if found else None)
        found.append(_Clause(one, stance, at))
    return tuple(found)


def _stance(words: Words, one: Told, before: _Clause | None) -> tuple[Stance, int]:
    clause, verb = one.clause, one.clause.verb
    low = verb.start if verb.start >= 0 else clause.start
    head = words.tokens[low].text
    if verb.tense is Tense.MODAL or head in closed()["reported"]:
        if head in closed()["reported"]:
            said = _says(words, (before.own if before is not None else one).clause.start, low)
            return (Stance.AHEAD, low) if said else (Stance.PAST, low)
        if head not in ("will", "'ll") and _has_been(words, verb.start, clause.end):
            return Stance.PAST, low
        return (Stance.AHEAD, low) if head in closed()["future"] else (Stance.OPEN, low)
    at = _looks_at(words, clause.start, clause.end)
    if verb.tense is Tense.PAST:
        # "cases expected in 2014", "cover bought through them starts in 2014": a noun's participle, no verb
        bare = (
            verb.end == low + 1
            and is_participle(head)
            and clause.start < low <= at
            and not words.roles[low - 1] & {"world", "person", "you", "he"}
            and words.tokens[low - 1].text not in verbs("nouns")["pronouns"]
        )
        return (Stance.AHEAD, at) if bare else (Stance.PAST, low)
    if at >= 0:
        return Stance.AHEAD, at
    if verb.tense is Tense.PERFECT or _is_done(words, clause.start, clause.end):
        return Stance.PAST, low
    return Stance.OPEN, low


def _looks_at(words: Words, low: int, high: int) -> int:
    for at in range(low, high):
        if words.tokens[at - 1].text in closed()["then"]:
            continue
        for pattern in _looks():
            end = pattern.match(words.tokens, at, high)
            if end > at and not _has_been(words, at, min(high, end + 2)):
                return at
    return -1


def _says(words: Words, low: int, until: int) -> bool:
    """True behind somebody's words that have no day of their own: "said in 2013 that it would" is history."""
    saying = words.tokens[low:until]
    return any(not closed()["said"].isdisjoint(token.lemmas) for token in saying) and not any(
        "*year" in token.lemmas for token in saying
    )


def _has_been(words: Words, at: int, end: int) -> bool:
    """True for "could have had": it looks back."""
    for ahead in range(at + 1, min(at + _NEAR, end)):
        if words.tokens[ahead].text == "have":
            return ahead + 1 < end and (
                is_participle(words.tokens[ahead + 1].text) or words.tokens[ahead + 1].text == "had"
            )
    return False


def _is_past(words: Words, at: int) -> bool:
    token = words.tokens[at]
    if any(form & Form.PAST and not form & Form.BASE for form in token.lemmas.values()):
        return True
    return "*ed" in token.lemmas


def _is_done(words: Words, low: int, high: int) -> bool:
    """True where a clause without an auxiliary has a verb that tells of what was done."""
    no_subject = closed()["brings"] | verbs("nouns")["determiners"] | {"to", "and"}
    for at in range(low + 1, high):
        before = words.tokens[at - 1]
        if _is_past(words, at) and before.kind in "wX" and before.text not in no_subject:
            return True
    return False


def _is_of_a_participle(words: Words, one: _Clause, at: int) -> bool:
    """True for the day of "babies born in 2020": a participle's that no auxiliary of the clause brings."""
    back = at - 1
    firm = words.tokens[back].text in closed()["firm"]
    if firm or words.tokens[back].text in closed()["loose"]:
        back -= 1
    while back > 1 and words.tokens[back].kind == "n":
        back -= 1  # "aged 65 in 2020"
    before = words.tokens[back]
    ahead = one.stance is Stance.AHEAD and (back == one.at or (firm and back > one.at))
    if back < one.own.clause.start or ahead:
        return False
    return (before.text in closed()["done"] or is_participle(before.text)) and not _is_brought(
        words, one, back
    )


def _is_brought(words: Words, one: _Clause, at: int) -> bool:
    verb = one.own.clause.verb
    if verb.start <= at < verb.end:
        return True
    return any(words.tokens[back].text in closed()["brings"] for back in range(max(1, at - _NEAR + 1), at))


def _is_of_a_noun(words: Words, one: _Clause, named: Named) -> bool:
    """True for "the figures for 2012": a document's day, not the verb's."""
    back = named.start - 1
    if words.tokens[back].text in closed()["loose"]:
        back -= 1
    # "expects results in 2016" is the predicate's
    of_verb = one.own.clause.verb.tense is not Tense.MODAL and named.preposition == "in"
    return not of_verb and bool(words.roles[back] & {"inquiry", "guidance"})
