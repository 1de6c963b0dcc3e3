"""Words that say something about the day of writing, by sense: what is known, tried, new or so *now*.

A word alone tells nothing: "currently" ages in "currently three drugs are sold", not in "if you are currently taking
it". So a way of saying (``ageing.toml``) asks for the part that its subject plays (``roles.toml``), and for what the
sentence is about; and a sentence that is put otherwise (``other_sense`` there: it instructs, asks, quotes) has none.
"""

# ruff: noqa: E501 - a pattern and a list of words stay on one line, to be read against a sentence
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from checks.time._clauses import Kind
from checks.time._roles import Words, compiled, rows, words_of
from checks.time._states import may_state, states
from checks.time._subjects import Whose
from checks.time._told import Told, told
from checks.time._verbs import Tense
from language.patterns import Pattern

_BREAK = re.compile(r"(?:\A|\n)\s*")
_YEAR = re.compile(r"20\d\d")
#: A label has no verb and no full stop.
_LABEL_WORDS = 5
#: Parts of a subject with which words speak of a life, not of the world, where a row names no others.
_LIVES = ("you", "he", "person", "body")
#: A clause begins behind these marks and with these words.
_MARKS = frozenset(".;:()?!—–")
_OPENERS = frozenset((
    "if", "when", "whenever", "because", "although", "though", "while", "whereas", "unless", "until", "once", "that", "which", "who",
    "whose", "whom", "whether", "where", "before", "after", "how", "why", "what", "since", "as",
))  # fmt: skip
#: In a clause that begins so, it is whenever, whoever or whatever it may be.
_WHOEVER = frozenset((
    "if", "when", "whenever", "unless", "once", "who", "whose", "whom", "how", "what", "where", "as", "before", "after",
))  # fmt: skip
#: In a clause that begins so, what goes on goes on whenever that is: "once labour is under way".
_WHENEVER = frozenset(("when", "once", "whenever"))
#: What has no part as a noun.
_NO_NOUNS = frozenset(("know", "none", "few"))
_PREPOSITIONS = frozenset((
    "of", "for", "in", "with", "among", "to", "by", "on", "from", "at", "without", "against", "between", "than", "through", "into", "behind", "under", "over", "before", "after",
))  # fmt: skip
_DETERMINERS = frozenset(("a", "an", "the", "any", "some", "these", "its", "possible"))
#: Prepositions behind which what is new is new in every year.
_OF = frozenset((
    "of", "for", "with", "without", "to", "than", "before", "after", "between", "among", "on", "and", "using",
))  # fmt: skip
_NEW = frozenset(("new", "newer", "novel", "promising", "improved", "latest"))
_OF_THE_WORLD = frozenset(("matter", "world"))
_BEHIND = frozenset(("you", "he", "body"))
#: Whose life a clause speaks of, as the parts that a row's subject must not have.
_LIFE_OF = {
    Whose.READER: frozenset(("you",)),
    Whose.ONE: frozenset(("he", "person")),
    Whose.BODY: frozenset(("body",)),
}
_PEOPLE = frozenset(("you", "he", "person"))
#: What tells of then.
_PAST = frozenset(("was", "were", "had", "did", "would", "knew", "thought", "became", "remained", "went"))
#: What begins a sentence's own verb, whatever a clause within it tells of then.
_PRESENT = frozenset(("has", "have", "is", "are"))
#: What ends a noun and its adjectives.
_NO_PHRASE = _PREPOSITIONS | frozenset((
    "not", "how", "whenever", "when", "comes", "is", "are", "was", "were", "be", "can", "may", "will", "must", "and", ",",
))  # fmt: skip
#: "Whether it helps is still debated": what is asked is the subject …
_ASKED = frozenset(("whether", "why"))
#: … and of what is unknown, what begins so too: "How long it lasts is not yet known".
_ASKED_OF_THE_UNKNOWN = frozenset(("how", "what", "who", "where", "when"))
_FIRST = 2
#: "It is spreading if the leg is red": whenever that is.
_IF_SO = frozenset(("if", "when", "unless"))
_JOINS = frozenset(("and", "but", "or", "so"))


@dataclass(frozen=True, slots=True)
class Way:
    """One way of saying: what the sentence must be ``about``, the parts that its ``subject`` must not have, and whether
    it ages in a clause of any kind (``anywhere``), told in the past too (``past``), with a year in it or not (``no_year``).
    ``phrase``: a noun and its adjectives. ``never``: parts that nothing in the sentence may have."""

    sense: str
    patterns: tuple[Pattern, ...]
    about: frozenset[str]
    subject: frozenset[str]
    anywhere: bool
    past: bool
    phrase: bool
    no_year: bool
    never: frozenset[str]
    leads: int


@cache
def _ways() -> tuple[Way, ...]:
    return tuple(
        Way(
            row["sense"],
            tuple(compiled(source) for source in row["words"]),
            frozenset(row.get("about", ())),
            frozenset(row.get("subject", _LIVES)),
            row.get("anywhere", False),
            row.get("past", False),
            row.get("phrase", False),
            row.get("no_year", False),
            frozenset(row.get("never", ())),
            row.get("leads", 0),
        )
        for row in rows("ageing")["way"]
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """A pattern of a way: where a match can begin, and of which words each must be in the sentence."""

    way: Way
    pattern: Pattern
    opening: frozenset[str]
    needs: tuple[frozenset[str], ...]


@cache
def _by_rarest() -> dict[str, tuple[int, ...]]:
    """Lemma → the places of the patterns that need it, or one of few others, so that most patterns are never tried."""
    found: dict[str, list[int]] = {}
    for place, said in enumerate(_all_said()):
        for lemma in min(said.needs, key=len):
            found.setdefault(lemma, []).append(place)
    return {lemma: tuple(places) for lemma, places in found.items()}


@cache
def _all_said() -> tuple[_Said, ...]:
    return tuple(
        _Said(way, pattern, pattern.opening, pattern.needs) for way in _ways() for pattern in way.patterns
    )


@cache
def _other_sense() -> re.Pattern[str]:
    def words(row: dict[str, Any]) -> Iterator[str]:
        for word in row["words"]:
            flat = _BREAK.sub("", word)
            yield f"(?:{flat})" if row.get("cased") else f"(?i:{flat})"

    return re.compile("|".join(word for row in rows("ageing")["other_sense"] for word in words(row)))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that grow old, as written; ``leads``: of a section's passages, the one with the most is to be told first."""

    words: str
    leads: int


@lru_cache(maxsize=2048)
def ageing(sentence: str) -> tuple[Phrase, ...]:
    """What of one sentence grows old, in order. A page is judged for several days ahead, so that the same is asked again
    soon."""
    if _is_label(sentence):
        return ()
    words = words_of(sentence)
    said = tuple(ways_in(words))
    if not said and not may_state(words):
        return ()
    clauses = told(words)
    found: list[Phrase] = []
    until = 0
    by_way = [
        (start, end, way.leads)
        for start, end, way in said
        if _fits(way, words, clauses, start, end) and not any(one.shuts(start, end) for one in clauses)
    ]
    for start, end, leads in sorted((*by_way, *states(words, clauses))):
        first, last = words.tokens[max(start, 1)].start, words.tokens[end - 1].end
        if first >= until and not _is_quoted(sentence[:first], sentence[last:]):
            found.append(Phrase(sentence[first:last], leads))
            until = last
    return tuple(found) if found and not _other_sense().search(sentence) else ()


def ways_in(words: Words) -> Iterator[tuple[int, int, Way]]:
    """Where the tokens may say something of the day of writing: first token, the one behind the last, and the way."""
    there = words.lemmas
    places = sorted({place for lemma in there & _by_rarest().keys() for place in _by_rarest()[lemma]})
    tried = [
        said for said in map(_all_said().__getitem__, places) if not any(map(there.isdisjoint, said.needs))
    ]
    if not tried:
        return
    for start, token in enumerate(words.tokens):
        for said in tried:
            if said.opening.isdisjoint(token.lemmas) and token.kind != "X":
                continue
            end = said.pattern.match(words.tokens, start)
            if end > start:
                yield start, end, said.way


def _fits(way: Way, words: Words, clauses: tuple[Told, ...], start: int, end: int) -> bool:
    low, high = _clause(words, start, end)
    opener = words.tokens[low].text
    asked = (
        (
            (low <= _FIRST and opener in _ASKED)
            or (low == 1 and opener in _ASKED_OF_THE_UNKNOWN and ("know" in way.about or way.anywhere))
        )
        and not way.phrase
        and not any("you" in roles for roles in words.roles)
    )
    if (
        not (way.anywhere or asked)
        and low < start
        and (opener in _WHOEVER or (opener == "which" and low == 1) or (opener == "whether" and low > 1))
    ):
        return False
    if way.anywhere and not asked and low < start and opener in _WHENEVER:
        return False
    if not way.past and (
        any(
            t.text in _PAST
            for t in words.tokens[start if words.tokens[start].text in _PRESENT else low : end]
        )
        or any(t.text == "had" for t in words.tokens[end:high])
    ):
        return False
    if way.never and any(way.never & roles for roles in words.roles):
        return False
    if way.no_year and any(_YEAR.fullmatch(token.text) for token in words.tokens):
        return False
    if way.phrase and any(t.text in _NO_PHRASE for t in words.tokens[start + 1 : end - 1]):
        return False
    if way.phrase and ((words.tokens[start].text in _NEW and _is_any(words, start)) or _was(words, end)):
        return False
    if way.about and not any(way.about & roles for roles in words.roles):
        return False
    if asked:
        return True
    if _is_at(words, start, end) and (
        opener in ("while", "that", "which")
        or (high < len(words.tokens) and words.tokens[high].text in _IF_SO)
    ):
        return False
    inner = {role for at in range(start, end) if not _hangs(words, at) for role in words.roles[at]}
    own = next((one for one in clauses if one.clause.start <= start < one.clause.end), None)
    if own is not None and not way.phrase and own.clause.verb.tense is not Tense.NONE:
        if own.whose in _LIFE_OF and own.clause.kind is Kind.MAIN and _LIFE_OF[own.whose] & way.subject:
            return False
        if own.whenever and not (way.anywhere or way.past) and way.about:
            return False
        if own.is_of_the_world:
            return not way.subject & inner & _PEOPLE
    return not way.subject & (_subject(words, low, start, end, high, way.phrase) | inner & _PEOPLE)


def _clause(words: Words, start: int, end: int) -> tuple[int, int]:
    """The clause in which the tokens stand: its first token (what opens it, where something does), and the one behind it."""
    low = start
    while low > 1 and words.tokens[low - 1].kind not in _MARKS:
        low -= 1
        if words.tokens[low].text in _OPENERS and not words.tokens[low].glued:
            break
        if words.tokens[low].text in _JOINS and words.tokens[low - 1].kind == ",":
            break
    high = end
    while (
        high < len(words.tokens)
        and words.tokens[high].kind not in _MARKS
        and words.tokens[high].text not in _OPENERS
    ):
        high += 1
    return low, high


def _subject(words: Words, low: int, start: int, end: int, high: int, phrase: bool) -> frozenset[str]:
    """The parts that the subject can play: of what stands before the words in their clause and hangs on no preposition;
    where nothing does, the reader, he or a body as the first noun behind them."""
    found: set[str] = set()
    for at in range(low, start):
        roles = words.roles[at] - _NO_NOUNS
        if roles and not (words.roles[at + 1] - _NO_NOUNS and at + 1 < start) and not _hangs(words, at):
            found |= roles
    if found:
        return frozenset(found)
    if phrase or any(words.roles[at] & _OF_THE_WORLD for at in range(start, end)):
        return frozenset()
    for at in range(end, high):
        roles = words.roles[at] - _NO_NOUNS
        if roles and not (at + 1 < high and words.roles[at + 1] - _NO_NOUNS):
            return roles & _BEHIND
    return frozenset()


def _is_at(words: Words, start: int, end: int) -> bool:
    """True for what goes on: "is spreading"."""
    return any("*ing" in token.lemmas for token in words.tokens[start:end])


def _is_any(words: Words, start: int) -> bool:
    """True for what hangs on a preposition: "the dose of a new drug" is any new drug's."""
    before = [token.text for token in words.tokens[max(0, start - 3) : start]]
    while before and before[-1] in _DETERMINERS:
        before.pop()
    return bool(before) and before[-1] in _OF and before[-2:-1] not in (["according"], ["thanks"])


def _was(words: Words, end: int) -> bool:
    return any(token.text in ("was", "were") for token in words.tokens[end : end + 2])


def _hangs(words: Words, at: int) -> bool:
    """True for a noun behind a preposition, its article and one word between them."""
    return any(token.text in _PREPOSITIONS for token in words.tokens[max(0, at - 3) : at])


def _is_quoted(before: str, after: str) -> bool:
    """True between quotation marks: somebody's words, of the day on which they were said."""
    opened = before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1
    ends_one = '"' not in before and after.count('"') % 2 == 1
    return ends_one or (opened and ("”" in after or '"' in after))


def _is_label(sentence: str) -> bool:
    """True for a button's or a heading's words: "New Results", "Recently viewed pages"."""
    text = sentence.strip()
    return text[-1:] not in '.!?”"' and len(text.split()) <= _LABEL_WORDS
