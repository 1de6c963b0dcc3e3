"""When a clause says that it is: its verbs, found by auxiliaries and a small list (``clauses.toml``)."""

# ruff: noqa: E501 - a line of words or of the table stays one line
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from checks.time._roles import Words
from language.inflect import Form, forms


class Tense(Enum):
    """When the verb says that it is; NONE: no verb was found."""

    NONE = "none"
    PRESENT = "present"
    GOING_ON = "going on"  # is testing, is being tested
    PERFECT = "perfect"
    MODAL = "modal"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Verb:
    """The verbs of a clause: tokens ``start`` to ``end`` (-1: none), and whether they are denied."""

    tense: Tense
    start: int
    end: int
    negated: bool = False


_BE = frozenset(("is", "are", "am", "be", "been"))
_NO_VERB = frozenset(
    (
        "during",
        "nothing",
        "something",
        "anything",
        "everything",
        "missing",
        "lacking",
        "willing",
        "interesting",
        "painful",
        "surprising",
        "encouraging",
        "boring",
        "underlying",
        "amazing",
    )
)
_NO_NOUN = frozenset(("know",))  # a part of verbs
_SHORT = 4  # "-ed" and "-ly" end longer words than that


@cache
def closed(part: str) -> dict[str, frozenset[str]]:
    """One part of clauses.toml: its lists by name."""
    raw = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in raw[part].items()}


def words_for(name: str) -> frozenset[str]:
    """A list of how words stand in their clause, by name."""
    return closed("stands")[name]


@cache
def plain_forms() -> dict[str, Form]:
    """Each form of the verbs that need no auxiliary, with what it can be."""
    found: dict[str, Form] = {}
    for lemma in closed("verbs")["plain"]:
        for form, is_a in forms(lemma).items():
            found[form] = found.get(form, Form(0)) | is_a
    return found


def is_adverb(text: str) -> bool:
    """True for what may stand between a clause's verbs."""
    return text in closed("small")["adverbs"] or (text.endswith("ly") and len(text) > _SHORT)


def is_participle(text: str) -> bool:
    """True for a past participle, by its ending or by the list."""
    regular = len(text) > _SHORT and text.endswith("ed") and not text.endswith("eed") and text != "hundred"
    return regular or text in closed("verbs")["participles"]


def is_finite(words: Words, at: int) -> bool:
    """True for a word that can only be a clause's own verb: an auxiliary that hangs on no "to"."""
    verbs = closed("verbs")
    text, before = words.tokens[at].text, words.tokens[at - 1]
    if text not in verbs["present"] | verbs["past"] | verbs["modal"]:
        return False
    if text in ("have", "do", "need") and (before.text in ("to", "not") or before.text in verbs["modal"]):
        return False
    if text == "need" and not (
        words.tokens[at + 1 :] and words.tokens[at + 1].text in ("not", "never", "be")
    ):
        return False
    if before.text == "things" and words.tokens[at - 2].text == "as":
        return False
    if text == "may" and "n" in (
        before.kind,
        words.tokens[at + 1].kind if at + 1 < len(words.tokens) else "",
    ):
        return False  # the month
    return not (text in verbs["also_nouns"] and before.text in closed("nouns")["determiners"])


def hangs(words: Words, at: int) -> bool:
    """True for a word behind an article or a preposition: no verb."""
    before = words.tokens[at - 1].text
    return before in closed("nouns")["determiners"] or before in closed("small")["prepositions"]


def verb_of(words: Words, at: int, start: int, end: int) -> Verb:
    """The verbs of the clause ``start`` to ``end`` whose own verb stands ``at`` (-1: none was found yet)."""
    if at < 0:
        return _without_auxiliary(words, start, end)
    if not is_finite(words, at):
        is_a = plain_forms().get(words.tokens[at].text, Form.BASE)
        past = words.tokens[at].text.endswith("ed") or not is_a & (Form.BASE | Form.THIRD)
        return Verb(Tense.PAST if past else Tense.PRESENT, at, at + 1)
    verbs = closed("verbs")
    head = words.tokens[at].text
    ahead, chain, negated = _chain(words, at, end)
    main = words.tokens[ahead] if ahead < end else None
    going = main is not None and (
        "*ing" in main.lemmas
        or (chain[-1] in _BE and main.text.endswith("ing") and main.text not in _NO_VERB)
    )
    done = main is not None and is_participle(main.text)
    behind = min(ahead + 1, end) if going or done else min(ahead, end)
    if head in verbs["past"] or head in verbs["then"]:
        return Verb(Tense.PAST, at, behind, negated)
    if head in verbs["modal"]:
        return Verb(Tense.MODAL, at, min(ahead + 1, end), negated)
    if head in verbs["have"]:
        return Verb(Tense.PERFECT if done or "been" in chain else Tense.PRESENT, at, behind, negated)
    if head in ("do", "does"):
        return Verb(Tense.PRESENT, at, min(ahead + 1, end), negated)
    return Verb(Tense.GOING_ON if going or "being" in chain else Tense.PRESENT, at, behind, negated)


def _chain(words: Words, at: int, end: int) -> tuple[int, list[str], bool]:
    """Behind an auxiliary: where its adverbs and further auxiliaries end, those, and whether "not" is among them."""
    tokens, verbs = words.tokens, closed("verbs")
    chain = [tokens[at].text]
    negated = False
    ahead = at + 1
    while ahead < end:
        text = tokens[ahead].text
        if text in ("not", "never"):
            negated = True
        elif text in verbs["chained"] and (ahead == at + 1 or _takes_another(chain[-1])):
            chain.append(text)
        elif (
            text == "no" and tokens[ahead + 1 : ahead + 2] and tokens[ahead + 1].text != "longer"
        ) or not is_adverb(text):
            break
        ahead += 1
    return ahead, chain, negated


def _takes_another(auxiliary: str) -> bool:
    return auxiliary in closed("verbs")["have"] | closed("verbs")["modal"] or auxiliary in (
        "is",
        "are",
        "be",
        "been",
    )


def _without_auxiliary(words: Words, start: int, end: int) -> Verb:
    """A verb of the small list behind a noun; what stands right behind a noun that is known, or behind "now"; what ends in
    "-ed"."""
    tokens, verbs = words.tokens, closed("verbs")
    for at in range(start + 1, end):
        text, before = tokens[at].text, tokens[at - 1].text
        if hangs(words, at) or before in ("to", "and", "or"):
            continue
        is_a = plain_forms().get(text, Form(0))
        if words.roles[at] - _NO_NOUN and not _agrees(words, at, end):
            continue
        compound = words.roles[at] - _NO_NOUN and at + 1 < end and words.roles[at + 1] - _NO_NOUN
        if is_a & (Form.BASE | Form.THIRD) and not compound:
            return Verb(Tense.PRESENT, at, at + 1)
        if is_a & Form.PAST:
            return Verb(Tense.PAST, at, at + 1)
        if before in verbs["before_verb"] and at > start + 2 and _can_be_verb(words, at):
            return Verb(Tense.PRESENT, at, at + 1)
        if (
            text.endswith("ed")
            and len(text) > _SHORT
            and before not in verbs["have"]
            and words.roles[_noun_before(words, at)]
        ):
            return Verb(Tense.PAST, at, at + 1)
        if _agrees(words, at, end):
            return Verb(Tense.PRESENT, at, at + 1)
    return Verb(Tense.NONE, -1, end)


def _noun_before(words: Words, at: int) -> int:
    """The token before adverbs."""
    at -= 1
    while at > 1 and is_adverb(words.tokens[at].text):
        at -= 1
    return at


def _agrees(words: Words, at: int, end: int) -> bool:
    """True for what can be nothing but the verb of the noun before it: "studies | link", "drug | lowers"."""
    noun = _noun_before(words, at)
    token = words.tokens[at]
    if not words.roles[noun] - _NO_NOUN or token.kind != "w" or at + 1 >= end or not _can_be_verb(words, at):
        return False
    plural = words.tokens[noun].text.endswith("s") and not words.tokens[noun].text.endswith(
        ("ss", "is", "us")
    )
    ends_in_s = token.text.endswith("s") and not token.text.endswith(("ss", "is", "us"))
    if words.roles[at] - _NO_NOUN and words.tokens[at + 1].text not in closed("nouns")[
        "determiners"
    ] | closed("nouns")["anaphor"] | {"for", "to", "that", "whether"}:
        return False  # "screening programmes", "drug trials"
    return plural != ends_in_s


def _can_be_verb(words: Words, at: int) -> bool:
    """True behind "now" and its like for what is nothing else: "now exceed"."""
    token = words.tokens[at]
    no_verb = closed("small")["prepositions"] | closed("nouns")["determiners"]
    return (
        token.kind == "w"
        and token.text not in no_verb | {"'s"}
        and not is_adverb(token.text)
        and not is_participle(token.text)
        and "*ing" not in token.lemmas
    )
