"""The ways of saying a status: the rows of ``ways/*.toml``, compiled, and the gate that is made from them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from language.inflect import forms
from language.patterns import Pattern, compile_pattern
from model.claim import Status
from pages.read.claims.vocabulary import PATTERN_KEYS, lists, raw_ways

WORD = re.compile(r"[a-z]+(?:'d)?|[0-9]+")
_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
#: The frames of a row, and who its status is said of.
FRAMES = {
    "act": "what is done to the drug, in any tense and voice: *the FDA withdrew D*, *D, withdrawn in 2004*",
    "has": "what the drug has, won, lost or awaits: *D won approval*, *D lost its indication*",
    "gives": "what a regulator gives it: *the FDA granted D approval*, *gave its nod to D*",
    "is": "the state it is in: *D is off the market*, *drugs in trials*",
    "kind": "an adjective: *the experimental drug D*, *D, an experimental pill*",
    "noun": "an act or state told by a noun: *the withdrawal of D from the market*, *D's boxed warning*",
    "none": "nobody: *there is no treatment for C*, *no vaccine exists*",
}


_PLAIN = ("by", "needs", "voice", "negated", "denies", "historic", "states", "bare", "side")
_FIELDS = {"is": "is_", "with": "with_"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way of saying a status. CONTRIBUTING ("Add a way of saying in five minutes") says what each field does."""

    id: str
    status: Status
    frame: str
    rank: int
    verb: tuple[Pattern, ...] = ()
    noun: tuple[Pattern, ...] = ()
    is_: tuple[Pattern, ...] = ()
    kind: tuple[Pattern, ...] = ()
    then: tuple[Pattern, ...] = ()
    of: tuple[Pattern, ...] = ()
    with_: tuple[Pattern, ...] = ()
    before: tuple[Pattern, ...] = ()
    exists: tuple[Pattern, ...] = ()
    unless_before: tuple[Pattern, ...] = ()
    unless_after: tuple[Pattern, ...] = ()
    by: str = ""
    needs: str = ""
    voice: str = ""
    negated: bool = False
    denies: bool = False
    historic: bool = False
    states: bool = False
    bare: bool = False
    side: str = ""
    says: tuple[tuple[str, str], ...] = ()
    not_: tuple[tuple[str, str], ...] = ()
    triggers: frozenset[str] = frozenset()  # the lemmas at which the row is tried

    @property
    def heads(self) -> tuple[Pattern, ...]:
        """The patterns whose first word finds the row."""
        return self.verb or self.is_ or self.kind or self.noun


def compile_way(name: str, row: Mapping[str, Any], rank: int) -> Way:
    """One row of ``ways/NAME.toml``; ``ValueError`` for a field or a value that is none."""
    skip = lists()["skipped"]

    def compiled(key: str) -> tuple[Pattern, ...]:
        return tuple(compile_pattern(source, lists(), skip) for source in row.get(key, ()))

    known = {f for f in Way.__slots__ if f not in ("rank", "is_", "with_", "not_", "triggers")} | {
        "is",
        "with",
        "not",
    }
    for key in row:
        if key not in known:
            raise ValueError(f"ways/{name}.toml, {row.get('id')}: no field {key}")
    if row["frame"] not in FRAMES:
        raise ValueError(f"ways/{name}.toml, {row['id']}: no frame {row['frame']}")
    plain: dict[str, Any] = {k: row[k] for k in _PLAIN if k in row}
    patterns: dict[str, Any] = {_FIELDS.get(key, key): compiled(key) for key in PATTERN_KEYS}
    way = Way(
        id=row["id"],
        status=Status[row["status"].upper()],
        frame=row["frame"],
        rank=rank,
        says=tuple(examples(row.get("says", ()))),
        not_=tuple(examples(row.get("not", ()))),
        **patterns,
        **plain,
    )
    return replace(way, triggers=frozenset(w for p in way.heads for w in p.opening))


def examples(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The sentences of "Vioxx was {pulled|withdrawn} in 2004. => rofecoxib: withdrawn", each with what is read."""
    for line in lines:
        sentence, _, wanted = line.partition(" => ")
        parts = _ALTERNATIVES.split(sentence)
        choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
        for chosen in itertools.product(*choices):
            yield "".join(chosen), wanted


@cache
def ways() -> tuple[Way, ...]:
    """All rows, those of higher precedence first."""
    return tuple(compile_way(name, row, rank) for rank, (name, row) in enumerate(raw_ways()))


class Gate:
    """The words without which no row can read a sentence. Made from the rows alone, so it cannot contradict them:
    of every word that a row's pattern cannot do without, some form must stand in the sentence."""

    def __init__(self, rows: Sequence[Way]) -> None:
        self.by_lemma: dict[str, tuple[Way, ...]] = {}
        for way in rows:
            for trigger in way.triggers:
                self.by_lemma[trigger] = (*self.by_lemma.get(trigger, ()), way)
        needed = [(way.id, need) for way in rows for need in _needs(way)]
        sets = {lemmas for _, need in needed for lemmas in need}
        bits = {lemmas: bit for bit, lemmas in enumerate(sorted(sets, key=_rarity))}
        #: What rows need, each with the row, under the highest bit of it, the rarest words: a sentence has few.
        self._rows: dict[int, list[tuple[int, str]]] = {}
        for row, need in needed:
            mask = sum(1 << bits[lemmas] for lemmas in dict.fromkeys(need))
            self._rows.setdefault(mask.bit_length(), []).append((mask, row))
        masks = {mask for rows_there in self._rows.values() for mask, _ in rows_there}
        self._needs: dict[int, list[int]] = {}
        for mask in masks:
            if not any(o != mask and o & mask == o for o in masks):
                self._needs.setdefault(mask.bit_length(), []).append(mask)
        #: The bits that are the highest of something that is needed.
        self._tops = sum(1 << (top - 1) for top in self._rows if top)
        self._bits: dict[str, int] = {}
        for lemmas, bit in bits.items():
            for form in {f for lemma in lemmas for f in _plain_forms(lemma)}:
                self._bits[form] = self._bits.get(form, 0) | 1 << bit

    def lets_through(self, folded: str) -> bool:
        """True when some row may read the sentence (in lower case)."""
        said = self._said(WORD.findall(folded))
        for top in _bits_of(said & self._tops):
            for mask in self._needs.get(top, ()):
                if said & mask == mask:
                    return True
        return False

    def open_to(self, words: Iterable[str]) -> frozenset[str]:
        """The ids of the rows that ``words`` (in lower case) leave room for; only these need be tried."""
        said = self._said(words)
        return frozenset(
            row
            for top in _bits_of(said & self._tops)
            for mask, row in self._rows.get(top, ())
            if said & mask == mask
        )

    def _said(self, words: Iterable[str]) -> int:
        said = 0
        for word in self._bits.keys() & words:
            said |= self._bits[word]
        return said


def _rarity(lemmas: frozenset[str]) -> tuple[int, list[str]]:
    """An order in which common words come first. The shorter a word, the more common it is (Zipf)."""
    return min(map(len, lemmas)), sorted(lemmas)


def _bits_of(mask: int) -> Iterator[int]:
    """The lengths that ``mask`` has when cut off behind each of its bits, and 0 for what needs nothing."""
    while mask:
        top = mask.bit_length()
        yield top
        mask ^= 1 << (top - 1)
    yield 0


def _needs(way: Way) -> Iterator[tuple[frozenset[str], ...]]:
    """For each of a row's head patterns, the sets of lemmas of which one each must be there."""
    others: list[frozenset[str]] = []
    for patterns in (way.noun if way.noun is not way.heads else (), way.then, way.of, way.with_):
        last = [_required(p)[-1:] for p in patterns]
        if last and all(last):
            others.append(frozenset(w for own in last for lemmas in own for w in lemmas))
    for head in way.heads:
        yield (*_required(head), *others)


def _required(pattern: Pattern) -> list[frozenset[str]]:
    sets = (
        frozenset(e.lemmas)
        for e in pattern.elements
        if e.lemmas and not (e.optional or e.gap or e.kinds or e.avoid)
    )
    return [lemmas for lemmas in sets if lemmas.isdisjoint(_CONTRACTED)]


def _plain_forms(lemma: str) -> Iterator[str]:
    yield from forms(lemma)
    if lemma in _SPLIT:  # a word that is one token only when joined: "green-lit"
        yield _SPLIT[lemma]


_CONTRACTED = frozenset({"not", "be", "have", "will", "can"})  # these may stand as "n't", "'s", "'ve"
_SPLIT = {"greenlight": "green", "nonprescription": "non", "offlabel": "off"}


@cache
def gate() -> Gate:
    """The gate of all rows."""
    return Gate(ways())
