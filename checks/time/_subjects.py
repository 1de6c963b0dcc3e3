"""Whose time it is: what the subject of a clause is, by its pronoun, its article and its head noun."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checks.time._roles import Words
from checks.time._verbs import closed, is_participle
from language.stems import is_stemmed


class Whose(Enum):
    """Whose present a clause speaks of."""

    READER = "reader"
    ONE = "one"  # he, Mrs K, the nurse, a patient
    PEOPLE = "people"
    BODY = "body"
    US = "us"
    WORLD = "world"  # who looks into things, sells, decides; what is sold, tried, advised, counted; nobody
    NAME = "name"
    IT = "it"  # a pronoun
    THERE = "there"
    UNKNOWN = "unknown"
    NOTHING = "nothing"  # no subject was found


@dataclass(frozen=True, slots=True)
class Subject:
    """What a subject is; ``no``: nobody, or no drug; ``plural``: more than one."""

    whose: Whose
    no: bool = False
    plural: bool = False


def subject_of(words: Words, low: int, high: int) -> Subject:
    """What the subject between two tokens is."""
    noun = _phrase(words, low, high)
    if not noun:
        return Subject(Whose.NOTHING)
    nouns = closed("nouns")
    written = [words.tokens[at].text for at in noun]
    no = (
        bool(nouns["nobody"] & set(written[:3]))
        or "hardly" in written[:2]
        or bool({"few", "little"} & set(written[:2]))
    )
    owned = _behind_owner(written)
    noun, written = noun[owned:], written[owned:]
    stop = _complement(written)
    head, rest = noun[:stop], noun[stop:]
    while len(head) > 1 and _is_no_noun(words, head[-1]):
        head.pop()
    own = [words.tokens[at].text for at in head]
    plural = own[-1] in nouns["plurals"] or (
        own[-1].endswith("s") and not own[-1].endswith(("ss", "us", "is"))
    )
    return Subject(_by_pronoun(own, no) or _by_noun(words, head, rest, plural=plural or no), no, plural)


def _behind_owner(written: list[str]) -> int:
    """Where what is owned begins: "the charity 's | board" is a board, "Professor Lind 's | team" a team."""
    if "'s" not in written[1:-1] or written[0] in closed("nouns")["ones_own"] | closed("nouns")["reader"]:
        return 0
    at = len(written) - written[::-1].index("'s")
    kept = any(text in closed("small")["prepositions"] for text in written[: at - 1]) or at >= len(written)
    return 0 if kept else at


def _phrase(words: Words, low: int, high: int) -> list[int]:
    """The tokens of a subject without what stands before it: "In most provinces, lately, nurses"."""
    nouns, tokens = closed("nouns"), words.tokens
    commas = [at for at in range(low, high) if tokens[at].kind == ","]
    if commas and commas[-1] + 1 < high:
        low = commas[-1] + 1
    elif commas and commas[0] > low:
        high = commas[0]
    phrase = [at for at in range(low, high) if tokens[at].kind != ","]
    kept = nouns["nobody"] | nouns["anaphor"] | {"the", "all", "both"}
    while phrase and _is_no_noun(words, phrase[0]) and tokens[phrase[0]].text not in kept:
        phrase.pop(0)
    if not phrase:
        return []
    if tokens[phrase[-1]].text in nouns["pronouns"]:
        return phrase[-1:]
    if tokens[phrase[0]].text in closed("small")["prepositions"]:
        articles = [i for i, at in enumerate(phrase) if i and tokens[at].text in nouns["determiners"]]
        return phrase[articles[-1] if articles else max(1, len(phrase) - 1) :]
    return phrase


def _is_no_noun(words: Words, at: int) -> bool:
    text = words.tokens[at].text
    return text in closed("small")["adverbs"] or text.endswith("ly")


def _complement(written: list[str]) -> int:
    """Where the head ends, before a preposition or a participle of its own: "the role | of the spleen"."""
    prepositions, counts = closed("small")["prepositions"], closed("nouns")["counts"]
    for at, text in enumerate(written):
        if at and text in prepositions and written[at - 1] not in counts:
            return at
        following = written[at + 1] if at + 1 < len(written) else ""
        if at and is_participle(text) and (following.isdigit() or following in prepositions):
            return at  # "adults | aged 40"
    return len(written)


def _by_pronoun(own: list[str], no: bool) -> Whose | None:
    nouns = closed("nouns")
    if own[0] in nouns["reader"]:
        return Whose.WORLD if own[-1] in nouns["readers_world"] else Whose.READER
    if set(own) & nouns["me"] or own[0] in nouns["ones_own"]:
        return Whose.ONE
    if own[0] in nouns["us"]:
        return Whose.WORLD if own[-1] in nouns["our_world"] else Whose.US
    if "there" in (own[0], own[-1]):
        return Whose.THERE
    if own[0] in nouns["anybody"]:
        return Whose.PEOPLE
    if own[0] == "nothing":
        return Whose.UNKNOWN
    if (no and len(own) == 1) or own[:2] == ["no", "one"]:
        return Whose.WORLD
    return Whose.IT if len(own) == 1 and own[0] in nouns["anaphor"] else None


def _by_noun(words: Words, head: list[int], rest: list[int], *, plural: bool) -> Whose:
    nouns = closed("nouns")
    roles, last = words.roles[head[-1]], words.tokens[head[-1]]
    known = bool(roles & nouns["world_roles"])
    if not roles and len(head) > 1:
        known = bool(words.roles[head[-2]] & nouns["world_roles"])
    if "person" in roles and len(head) > 1 and words.tokens[head[-2]].text in nouns["services"]:
        return Whose.WORLD  # "health visitors", "care workers"
    if "person" in roles:
        return Whose.PEOPLE if plural else Whose.ONE
    if "clinician" in roles:
        return Whose.WORLD if plural else Whose.ONE
    of_a_body = (
        rest and words.tokens[rest[0]].text == "of" and any("body" in words.roles[at] for at in rest[:3])
    )
    if ((not roles or roles & nouns["body_roles"]) and of_a_body) or ("body" in roles and not known):
        return Whose.BODY
    if known:
        return Whose.WORLD
    if last.kind == "X" or (last.text == "uk" and len(head) > 1):
        return Whose.NAME
    trade = plural and last.text.endswith(tuple(nouns["trades"])) and last.text not in nouns["no_trades"]
    return Whose.WORLD if trade or is_stemmed(last.text) else Whose.UNKNOWN
