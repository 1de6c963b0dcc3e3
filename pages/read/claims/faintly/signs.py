"""The signs of ``signs.toml``: words, which of them together are a sign, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from language.patterns import compile_pattern
from language.tokens import Token
from model.claim import Exclusivity, Status
from pages.read.claims.loosely.elements import Elements, Mark, elements
from pages.read.claims.vocabulary import faint_rows, lists

# What a clause that denies says of others than the drug before it: "Raptiva suits those who cannot get to ...".
_DENY = frozenset({"no", "none", "not", "nots"})
_ASIDE = frozenset(
    {
        "who",
        "whom",
        "whose",
        "which",
        "when",
        "where",
        "if",
        "because",
        "since",
        "while",
        "although",
        "though",
        "until",
        "unless",
        "without",
    }
)
# "If you have had a baby early, D may help": whoever reads it, and no other world.
_READERS = frozenset({"you", "your", "someone", "somebody", "patients", "people", "she", "he"})
#: Words of the shortest condition after which, without a comma, something is said.
_CONDITION = 5
#: What only a drug whose record has turned can be told of.
TURNED = frozenset({Status.IN_USE, Status.GENERIC, Status.OTC})
#: Signs that say neither a status nor how many there are: that a disease is cared for without a drug; from which age a
#: drug may be given.
CARE, AGES = "care alone", "from an age"


# Words of such care: a sentence that has one need name no treatment.
_WITHOUT_DRUG = frozenset({"supportive", "symptomatic"})
# What denies, or is to come; of some signs only in the same clause.
_LOCAL = _DENY | {"future", "wait"}
_OF_PIECE = frozenset({Exclusivity.ONLY, Exclusivity.COUNT, CARE, AGES})
_EDGES = frozenset(",;:|-–—")


@dataclass(frozen=True, slots=True)
class Sign:
    """What is said of a name where all the elements of one of ``needs`` stand in its sentence and none of ``bars``.
    ``says``: a ``Status``, an ``Exclusivity`` (of a disease: that there is none, one, a number), CARE or AGES."""

    says: str
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
        # that it was let in a year, or that there are two, its first element tells: "in" is everywhere
        names = frozenset(
            need[0 if sign.says in (Status.APPROVED, Exclusivity.COUNT) else -1]
            for sign in self.signs
            if sign.says not in TURNED
            for need in sign.needs
        )
        return elements().words_of(names & elements().patterns.keys()) | self.words.words_of(
            names & self.words.patterns.keys()
        )

    def found_in(self, tokens: Sequence[Token]) -> dict[str, Mark | None]:
        """Each thing of which a sentence holds a sign, with the word that tells most of it: None where that is told by
        nothing but the name."""
        marks: dict[str, Mark] = {}
        own = self.words.marks_in(tokens)
        near: set[tuple[str, int]] = set()
        wishes = {mark.end for mark in own if mark.element == "wish"}
        for mark in (*elements().marks_in(tokens), *own):
            if not (mark.element in _DENY and mark.end in wishes):
                marks.setdefault(mark.element, mark)
                near |= {(mark.element, mark.start)} if mark.element in _LOCAL else set()
        if no := marks.get("none") or marks.get("not"):
            marks["no"] = no
        if "unreal" in marks and (marks["unreal"].start or _of_the_reader(tokens)):
            del marks["unreal"]
        aside = _aside(tokens)
        apart = {name for name in _DENY & marks.keys() if marks[name].start >= aside}
        found: dict[str, Mark | None] = {}
        for sign in self.signs:
            bars = sign.bars - apart if sign.says == Status.IN_USE else sign.bars
            if sign.says in _OF_PIECE:
                bars -= _LOCAL
            if sign.says in found or not bars.isdisjoint(marks):
                continue
            need = next((n for n in sign.needs if all(name in marks for name in n)), None)
            told = marks[need[-1]] if need else None
            if need is not None and not (
                told and sign.says in _OF_PIECE and _beside(near, sign.bars, tokens, told)
            ):
                found[sign.says] = told
        return found


def _beside(
    near: Iterable[tuple[str, int]], bars: frozenset[str], tokens: Sequence[Token], mark: Mark
) -> bool:
    """True where one of ``near`` (elements, each with its token) bars a sign in the clause of its mark."""

    def is_edge(at: int) -> bool:
        return tokens[at].kind in _EDGES or tokens[at].text in _ASIDE

    begin = next((at + 1 for at in range(mark.start - 1, -1, -1) if is_edge(at)), 0)
    stop = next((at for at in range(mark.end, len(tokens)) if is_edge(at)), len(tokens))
    own = bars | {"none", "not"} if "no" in bars else bars
    return any(name in own and begin <= at < stop for name, at in near)


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
                row["status"],
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


def may_care(words: Iterable[str]) -> bool:
    """True where words (of a sentence, in lower case) may tell of care without a drug, and so name no treatment."""
    return not _WITHOUT_DRUG.isdisjoint(words)


def may_stand(words: Iterable[str]) -> bool:
    """The gate of the signs that ship."""
    return signs().may_stand(words)
