"""Whose time each clause of a sentence speaks of, and whether it tells how the world stands at all.

A clause that holds whenever (if, when), that defines who is meant (who are currently …), that says what people must
do, that stands in somebody's account of then, or that speaks of any one of its kind tells nothing of the world.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from checks.time._clauses import Clause, Kind, clauses
from checks.time._roles import Words
from checks.time._subjects import Whose, subject_of
from checks.time._verbs import Tense, words_for

#: Whose present is the world's.
OF_THE_WORLD = frozenset((Whose.WORLD, Whose.NAME, Whose.THERE, Whose.US))
#: Tenses that say how it is.
IS = frozenset((Tense.PRESENT, Tense.GOING_ON, Tense.PERFECT))
_TOLD = frozenset((Kind.MAIN, Kind.CONTENT, Kind.ASIDE))
#: Behind the verb of a clause that is turned about, the subject stands within so many words.
_BEHIND = 3
_ASKED = frozenset((Whose.PEOPLE, Whose.ONE, Whose.READER, Whose.UNKNOWN))


@dataclass(frozen=True, slots=True)
class Told:
    """One clause, and whose time it is: the subject of the clause before where it has none, or "they".

    ``closed``: nothing is told in it of the world; ``whenever``: the sentence says when it is so; ``asks``: it says
    what people must do.
    """

    clause: Clause
    whose: Whose
    closed: bool
    whenever: bool
    asks: bool

    @property
    def is_of_the_world(self) -> bool:
        """True where the subject belongs to the world for sure, and has a verb."""
        return self.whose in OF_THE_WORLD - {Whose.US} and self.clause.verb.tense in IS

    def shuts(self, start: int, end: int) -> bool:
        """True where words of time that stand there cannot speak of the world."""
        clause = self.clause
        if not self.closed or clause.kind is Kind.RELATIVE:
            return False
        if not clause.start + bool(clause.opener) <= start < clause.end:
            return False
        return not (self.asks and start <= clause.verb.start < end)


def told(words: Words) -> tuple[Told, ...]:
    """The clauses of a sentence, each with whose time it is."""
    found: list[Told] = []
    every = clauses(words)
    whenever = any(
        c.kind is Kind.WHENEVER
        and c.opener in words_for("if_so")
        and c.verb.tense is not Tense.NONE
        and not _is_although(c, c.subject.whose)
        for c in every
    )
    past = any(clause.verb.tense is Tense.PAST for clause in every)
    main: Told | None = None
    for at, clause in enumerate(every):
        own = _whole(words, clause, main)
        whose = _whose(words, own, main)
        asks = _says_must(words, own, whose) if own.kind is Kind.MAIN else main is not None and main.asks
        before = every[at - 1] if at else None
        shut = (
            asks
            or (own.kind not in _TOLD and not _is_although(own, whose))
            or _is_anothers(words, own, before)
            or (past and _could(words, own))
            or _is_any(words, own, every[at + 1] if at + 1 < len(every) else None)
        )
        one = Told(own, whose, shut, whenever, asks)
        main = one if own.kind is Kind.MAIN else main
        found.append(one)
    return tuple(found)


def has_clinician(words: Words, clause: Clause) -> bool:
    """True for doctors and nurses as the subject."""
    return any("clinician" in roles for roles in words.roles[clause.of[0] : clause.of[1]])


def _whole(words: Words, clause: Clause, main: Told | None) -> Clause:
    """A clause; the rest of one behind another within it ("is, as far as we know, still a riddle") as a part of it."""
    rest = (
        clause.kind is Kind.MAIN
        and clause.verb.tense is Tense.NONE
        and words.tokens[clause.start - 1].kind == ","
    )
    if not rest or main is None:
        return clause
    verb = replace(main.clause.verb, start=clause.start, end=clause.start)
    return replace(clause, verb=verb, subject=main.clause.subject)


def _whose(words: Words, clause: Clause, main: Told | None) -> Whose:
    whose = clause.subject.whose
    pronoun = whose is Whose.IT and any(
        token.text in ("they", "it", "them", "that") for token in words.tokens[clause.of[0] : clause.of[1]]
    )
    if pronoun:
        return main.whose if main is not None else Whose.IT
    if whose is Whose.NOTHING and main is not None:
        return main.whose
    if whose is Whose.NOTHING and clause.verb.tense in (Tense.PERFECT, Tense.PRESENT, Tense.MODAL):
        # "Only lately have doctors begun"
        return subject_of(words, clause.verb.start + 1, min(clause.verb.start + _BEHIND, clause.end)).whose
    if (
        whose is Whose.ONE
        and has_clinician(words, clause)
        and _near_verb(words, clause, words_for("allowed"))
    ):
        return Whose.WORLD  # a rule for all of a trade: "a nurse is now allowed to sign"
    return whose


def _near_verb(words: Words, clause: Clause, among: frozenset[str]) -> bool:
    return any(token.text in among for token in words.tokens[clause.verb.start : clause.verb.end + 2])


def _says_must(words: Words, clause: Clause, whose: Whose) -> bool:
    verb = clause.verb
    return (
        verb.tense is Tense.MODAL and words.tokens[verb.start].text in words_for("asks") and whose in _ASKED
    )


def _is_although(clause: Clause, whose: Whose) -> bool:
    """True for "While its safety is under review, …"."""
    return clause.opener in ("while", "whilst") and clause.start == 1 and whose in OF_THE_WORLD


def _is_anothers(words: Words, clause: Clause, before: Clause | None) -> bool:
    """True for what somebody said or knew then, and for what a reader is to find out: "ask how many have to date …"."""
    if clause.kind is not Kind.CONTENT or before is None:
        return False
    then = (
        Tense.PAST in (before.verb.tense, clause.verb.tense)
        or before.subject.whose is Whose.READER
        or _is_sign(words, before)
    )
    return then or (before.verb.tense is Tense.NONE and clause.opener != "that")


def _is_sign(words: Words, clause: Clause) -> bool:
    """True for "a yellow flame may mean that …" and "acute means that …": so it is wherever there is one."""
    return (clause.verb.tense is Tense.MODAL or clause.subject.whose is Whose.UNKNOWN) and any(
        "mean" in token.lemmas or token.text == "mean"
        for token in words.tokens[clause.verb.start : clause.end]
    )


def _could(words: Words, clause: Clause) -> bool:
    return clause.verb.tense is Tense.MODAL and words.tokens[clause.verb.start].text in ("could", "might")


def _is_any(words: Words, clause: Clause, following: Clause | None) -> bool:
    """True for any one of its kind: "a trial is under way once …", "a new study is not always better"."""
    low = clause.of[0]
    if low >= len(words.tokens) or words.tokens[low].text not in ("a", "an"):
        return False
    if following is not None and (following.opener in words_for("if_so") or following.opener == "until"):
        return True
    return _near_verb(words, clause, words_for("always"))
