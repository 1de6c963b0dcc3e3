"""The signs of ``signs.toml``: words, which of them together are a sign, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from language.patterns import compile_pattern
from language.tokens import Token
from model.claim import Status
from pages.read.claims.loosely.elements import Elements, Mark, elements
from pages.read.claims.vocabulary import faint_rows, lists

# What a clause that denies says of others than the drug before it: "Raptiva suits those who cannot get to ...".
_DENY = frozenset({"no", "none", "not", "nots"})
_ASIDE = frozenset({"who", "whom", "whose", "which", "when", "where", "if", "because", "since", "while", "although", "though", "until", "unless", "without"})
# "If you have had a baby early, D may help": whoever reads it, and no other world.
_READERS = frozenset({"you", "your", "someone", "somebody", "patients", "people", "she", "he"})
#: Words of the shortest condition after which, without a comma, something is said.
_CONDITION = 5
# Of any drug, whatever became of it; the other signs are those of drugs whose record has turned.
_BEFORE = frozenset({Status.NOT_APPROVED, Status.APPROVED, None})


@dataclass(frozen=True, slots=True)
class Sign:
    """What is said of a name where all the elements of one of ``needs`` stand in its sentence and none of ``bars``.
    ``status`` None: of a disease, that there is no drug for it."""

    status: Status | None
    needs: tuple[tuple[str, ...], ...]
    bars: frozenset[str]


@dataclass(frozen=True)
class Signs:
    """``words``: those of signs.toml."""

    words: Elements
    signs: tuple[Sign, ...]

    def may_stand(self, words: Iterable[str]) -> bool:
        """False where ``words`` (of a sentence, in lower case) hold no word that tells a sign of any drug, turned or
        not."""
        return not self._telling.isdisjoint(words)

    @cached_property
    def _telling(self) -> frozenset[str]:
        # that it was let in a year, its first element tells: "in" is everywhere
        of_year = (Status.APPROVED,)
        names = frozenset(
            need[0 if sign.status in of_year else -1]
            for sign in self.signs
            if sign.status in _BEFORE
            for need in sign.needs
        )
        return elements().words_of(names & elements().patterns.keys()) | self.words.words_of(
            names & self.words.patterns.keys()
        )

    def found_in(self, tokens: Sequence[Token]) -> dict[Status | None, Mark | None]:
        """Each status of which a sentence holds a sign, with the word that tells most of it: None where that is told by
        nothing but the name."""
        marks: dict[str, Mark] = {}
        own = self.words.marks_in(tokens)
        wishes = {mark.end for mark in own if mark.element == "wish"}
        for mark in (*elements().marks_in(tokens), *own):
            if not (mark.element in _DENY and mark.end in wishes):
                marks.setdefault(mark.element, mark)
        if no := marks.get("none") or marks.get("not"):
            marks["no"] = no
        if "unreal" in marks and (marks["unreal"].start or _of_the_reader(tokens)):
            del marks["unreal"]
        aside = _aside(tokens)
        apart = {name for name in _DENY & marks.keys() if marks[name].start >= aside}
        found: dict[Status | None, Mark | None] = {}
        for sign in self.signs:
            bars = sign.bars - apart if sign.status is Status.IN_USE else sign.bars
            if sign.status in found or not bars.isdisjoint(marks):
                continue
            need = next((n for n in sign.needs if all(name in marks for name in n)), None)
            if need is not None:
                found[sign.status] = marks[need[-1]] if need else None
        return found


def _aside(tokens: Sequence[Token]) -> int:
    """Where, behind the first drug, a clause of its own begins; the end where none does."""
    first = next((at for at, t in enumerate(tokens) if t.kind == "D"), len(tokens))
    return next((at for at in range(first + 1, len(tokens)) if tokens[at].text in _ASIDE), len(tokens))


def _of_the_reader(tokens: Sequence[Token]) -> bool:
    """ "If your child was born early, D ...": a condition on whoever reads it, which names no drug."""
    if len(tokens) < 2 or tokens[0].text != "if" or tokens[1].text not in _READERS:
        return False
    end = next((at for at, t in enumerate(tokens) if t.kind == ","), len(tokens))
    drug = next((at for at, t in enumerate(tokens) if t.kind == "D"), 0)
    return drug > min(end, _CONDITION)


def signs_of(rows: Mapping[str, Any]) -> Signs:
    """The signs of rows as ``signs.toml`` writes them."""
    skip = lists()["skipped"]
    words = {
        name: tuple(compile_pattern(s, lists(), skip) for s in own) for name, own in rows["words"].items()
    }
    return Signs(
        Elements(words, {}),
        tuple(
            Sign(
                None if row["status"] == "none" else Status(row["status"]),
                tuple(tuple(n) for n in row["needs"]),
                frozenset(row["bars"]),
            )
            for row in rows["sign"]
        ),
    )


@cache
def signs() -> Signs:
    """The signs that ship."""
    return signs_of(faint_rows())


def may_stand(words: Iterable[str]) -> bool:
    """The gate of the signs that ship."""
    return signs().may_stand(words)
