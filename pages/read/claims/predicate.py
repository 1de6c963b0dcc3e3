"""The verb at a place with what belongs to it: its tense, its voice, and the one place where it is denied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from language.inflect import Form
from language.patterns import is_skipped
from language.tokens import Token
from pages.read.claims.vocabulary import lists

_NEGATIONS = frozenset({"not", "never", "neither", "nor"})
_MODALS = frozenset({"may", "might", "could", "can", "would", "should", "must", "shall"})
_TIME = (
    ("at", "this", "time"), ("at", "this", "moment"), ("at", "the", "moment"), ("at", "the", "present", "time"),
    ("at", "this", "point"), ("at", "present"), ("as", "yet"), ("so", "far"), ("to", "date"), ("for", "now"),
    ("as", "of", "now"), ("as", "of", "yet"), ("up", "to", "now"), ("until", "now"), ("by", "now"), ("right", "now"),
)  # fmt: skip
_TIME_ENDING = {last: tuple(p for p in _TIME if p[-1] == last) for last in {p[-1] for p in _TIME}}
_DENIED_RANK = re.compile(
    r"\b(?:not|never|no longer|nor)\b(?: \w+)*? (?:the|its|their|our) (?:\w+ )*?(?:only|first)\b"
)
_PRONOUNS = frozenset({"both", "neither", "all"})
_BEFORE_DATE = frozenset({"in", "since", "of", "on", "late", "early", "as", "by"})


@dataclass(frozen=True, slots=True)
class Verb:
    """The auxiliaries, adverbs and negations before a verb. ``start``: the first token of them."""

    start: int
    be: bool = False
    past: bool = False
    have: bool = False
    modal: bool = False
    future: bool = False
    would: bool = False
    do: bool = False
    did: bool = False
    negated: bool = False
    yet_to: bool = False
    no_longer: bool = False
    only: bool = False
    to: bool = False
    agency: bool = False  # "FDA-" or "FDA" stands directly before the participle
    glued: bool = False  # with a hyphen

    subjunctive: bool = False  # "that it be approved"

    @property
    def denied(self) -> bool:
        """True when what the verb says is said not to be so."""
        return self.negated or self.yet_to

    @property
    def mode(self) -> str:
        """ "hedged" for what may, will or is to be."""
        return "hedged" if self.modal or self.future or self.to else "asserted"

    @property
    def softened(self) -> str:
        """The same for a state, where "can" and "may" tell what is: "it can be bought"."""
        return "hedged" if self.would or self.future else "asserted"


def time_before(tokens: Sequence[Token], end: int) -> int:
    """Where the words of time that end before ``end`` begin ("at this time", "in T"), or ``end``."""
    for phrase in _TIME_ENDING.get(tokens[end - 1].text, ()) if end else ():
        at = end - len(phrase)
        if at >= 0 and all(tokens[at + i].text == w for i, w in enumerate(phrase)):
            return at
    if end and tokens[end - 1].kind == "T" and end >= 2 and tokens[end - 2].text in _BEFORE_DATE:
        return end - 2 - (end >= 3 and tokens[end - 3].text == "as")
    return end


def verb_at(tokens: Sequence[Token], head: int) -> Verb:
    """What stands before the verb at token ``head`` and belongs to it."""
    at, start = head, head
    words: list[str] = []
    agency = glued = past = be = False
    adverbs = lists()["adverb"]
    while at:
        token = tokens[at - 1]
        word = token.text
        timed = time_before(tokens, at)
        if timed < at:
            at = timed
            continue
        if token.kind == "A" and not agency and at == start:
            agency, glued = True, tokens[at].glued
            if not glued and not (at >= 2 and _may_own(tokens[at - 2], adverbs)):
                agency = False
                break
            start = at = at - 1
            continue
        if token.kind == "," and at >= 2 and words and is_skipped(tokens[at - 2], adverbs):
            at -= 1
            continue
        if token.kind != "w" or word == "'s":
            break
        if word in _PRONOUNS and (at == 1 or tokens[at - 2].kind in ",;:"):
            break  # "Both are investigational", "Neither is sold": the subject
        if "be" in token.lemmas:
            be = True
            past = past or word in ("was", "were")
        elif word in (
            "become",
            "became",
            "becomes",
            "got",
            "gets",
            "get",
            "getting",
            "remain",
            "remains",
            "remained",
            "stays",
            "stayed",
            "stay",
        ):
            be = True
            past = past or word in ("became", "got", "remained", "stayed")
        elif not (
            word in _NEGATIONS
            or word in _MODALS
            or word
            in (
                "will",
                "to",
                "longer",
                "only",
                "either",
                "fully",
                "have",
                "has",
                "had",
                "having",
                "do",
                "does",
                "did",
            )
            or (word == "no" and words[-1:] == ["longer"])
            or is_skipped(token, adverbs)
        ):
            break
        past = past or word == "had"
        words.append(word)
        at -= 1
        start = at
    words.reverse()
    neither = _neither(tokens, start)
    joined = " ".join(words)
    rank = _DENIED_RANK.search(
        joined
    )  # "is not the only": it denies how many there are, and nothing of the drug
    negated = (
        any(w in _NEGATIONS for w in words)
        and not rank
        and "not only" not in joined
        and "not just" not in joined
    )
    return Verb(
        start=start,
        be=be,
        past=past,
        have=any(w in ("have", "has", "had", "having") for w in words),
        modal=any(w in _MODALS for w in words),
        would=any(w in ("could", "would", "should", "might") for w in words),
        future="will" in words,
        subjunctive=bool(words)
        and "be" in words
        and not any(w in _MODALS or w in ("will", "to", "do", "does", "did", "cannot") for w in words),
        did="did" in words,
        do=any(w in ("do", "does", "did") for w in words),
        negated=negated or neither,
        yet_to="yet to" in joined,
        no_longer=("no longer" in joined or "not any longer" in joined) and not rank,
        only="only" in words or "solely" in words or "exclusively" in words,
        to="to" in words and "yet to" not in joined,
        agency=agency,
        glued=glued,
    )


def _neither(tokens: Sequence[Token], start: int) -> bool:
    """True behind "neither the FDA nor the EMA", which denies what they do."""
    near = [t.text for t in tokens[max(0, start - 8) : start]]
    return (
        "neither" in near and "nor" in near and any(t.kind == "A" for t in tokens[max(0, start - 8) : start])
    )


def _may_own(token: Token, adverbs: frozenset[str]) -> bool:
    """True for what may stand before "FDA approved" as an adjective: "is", "not", "now"."""
    return "be" in token.lemmas or token.text in _NEGATIONS or is_skipped(token, adverbs)


def is_participle(token: Token, lemmas: frozenset[str]) -> bool:
    """True for "approved", "withdrawn"."""
    return token.of(Form.PARTICIPLE, lemmas)
