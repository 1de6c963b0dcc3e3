"""The names of a lexicon as they are written in texts: every spelling with what it may name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Self

from language.case import lowered
from language.codes import Codes, is_code, squash
from language.forms import alone, joined, of_symptom, parts, plurals, said_otherwise, shorts, spellings
from language.ordinary import COMMON_BRANDS, EVERYDAY
from model.lexicon import Lexicon


class Kind(IntEnum):
    """What a name names."""

    DRUG = 0
    CLASS = 1
    CONDITION = 2
    BIOMARKER = 3


# Dashes and quotes as people type them, made one; every replacement is one character long, so offsets hold.
_FOLD = (
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u2033", '"')
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\n\t\r\u00ae\u2122", " ")
)
_GREEK = {"\u03b1": "a", "\u03b2": "b", "\u03b3": "g", "\u03b4": "d"}
_FOLDED, _GREEK_LETTERS = frozenset(_FOLD), frozenset(_GREEK)

_SHORT_ACRONYM = 5  # up to here, a name in capitals must stand in capitals: ALL, MS, AIDS, GIST


def fold(text: str) -> str:
    """Lower case, one kind of dash, quote and space, with every offset unchanged."""
    for char in _FOLDED.intersection(text):  # few, if any: faster than to translate each character
        text = text.replace(char, _FOLD[char])
    if text.isascii():
        return text.lower()
    text = lowered(text)
    for char in _GREEK_LETTERS.intersection(text):
        text = text.replace(char, _GREEK[char])
    return text


def _in_capitals(name: str) -> bool:
    """True for two capitals or more, and one small letter at most."""
    capitals = sum(c.isupper() for c in name)
    return capitals >= 2 and capitals >= sum(c.isalpha() for c in name) - 1


def key_of(folded: str) -> str:
    """A folded name as it is looked up: a hyphen is a blank."""
    return folded.replace("-", " ")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one written name may name, and how it must be written."""

    kind: Kind
    keys: tuple[str, ...]
    exact: frozenset[str] = frozenset()  # capitals required, as given
    capital: bool = False  # must begin with a capital
    dash: bool = False  # ends in a minus sign: "HER2-"


@dataclass(slots=True)
class Entries:
    """Every written name of a lexicon; ``persons``: the eponyms left alone, which may be a person's name."""

    common: frozenset[str]
    table: dict[str, list[Entry]] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lexicon: Lexicon) -> Self:
        """The names of ``lexicon``."""
        names = cls(frozenset(word.lower() for word in lexicon.common_words))
        for drug in lexicon.drugs.values():
            for name in (drug.key, *drug.synonyms):
                names._add(name, Kind.DRUG, drug.key)
            for brand in drug.brands:
                names._add(brand, Kind.DRUG, drug.key, brand=True)
            sold_alone = all(one in lexicon.drugs for one in drug.ingredients)
            for form in joined(drug.ingredients, sold_alone):
                names._add(form, Kind.DRUG, drug.key)
        for group in lexicon.classes.values():
            for name in dict.fromkeys((group.key, *group.names, *said_otherwise((group.key, *group.names)))):
                names._add(name, Kind.CLASS, group.key, plural=True)
        for condition in lexicon.conditions.values():
            for name in (condition.key, *condition.names):
                names._add(name, Kind.CONDITION, condition.key, plural=True)
        names.persons = frozenset(fold(name) for name in names._add_variants(lexicon))
        for marker in lexicon.biomarkers.values():
            for name in (marker.key, *marker.names):
                names._add(name, Kind.BIOMARKER, marker.key)
        for short, key in (*shorts(lexicon.drugs), *parts(lexicon.drugs)):
            if short not in names.table:
                names._add(short, Kind.DRUG, key)
        return names

    def _add_variants(self, lexicon: Lexicon) -> Iterator[str]:
        """Add other spellings of the conditions' names, where they are no name yet; yield the eponyms left alone, which
        may be a person's: those of one condition only ("Cushing's" may be the disease or the syndrome)."""
        persons: dict[str, set[str]] = {}
        for condition in lexicon.conditions.values():
            for name in condition.names:
                for form in spellings(name):
                    if key_of(fold(form)) not in self.table:
                        self._add(form, Kind.CONDITION, condition.key, plural=True)
                if person := alone(name):
                    persons.setdefault(person, set()).add(condition.key)
        for condition in lexicon.conditions.values():
            of = lexicon.conditions.get(condition.of) if condition.purpose == "relieve" else None
            if of is None:
                continue
            whose = [form for name in of.names for form in spellings(name)]
            for form in of_symptom(condition.names, whose):
                if key_of(form) not in self.table:
                    self._add(form, Kind.CONDITION, condition.key)
        for person, keys in persons.items():
            if len(keys) == 1 and key_of(fold(person)) not in self.table:
                self._add(person, Kind.CONDITION, next(iter(keys)))
                yield person

    def _add(self, name: str, kind: Kind, key: str, *, plural: bool = False, brand: bool = False) -> None:
        name = " ".join(name.split())
        if len(name) < 2:
            return
        low = fold(name)
        dash, folded = low.endswith("-"), key_of(low)
        if kind is Kind.DRUG and folded in EVERYDAY:
            return
        acronym = len(name) <= _SHORT_ACRONYM and _in_capitals(name)
        capital = brand and (folded in COMMON_BRANDS or folded in self.common)
        for form in plurals(folded) if plural else (folded,):
            entries = self.table.setdefault(form, [])
            exact = frozenset({name} if acronym else ())
            for i, entry in enumerate(entries):
                if entry.kind is kind:
                    keys = entry.keys if key in entry.keys else (*entry.keys, key)
                    entries[i] = Entry(
                        kind,
                        keys,
                        entry.exact | exact if entry.exact and exact else frozenset(),
                        entry.capital and capital,
                        entry.dash,
                    )
                    break
            else:
                entries.append(Entry(kind, (key,), exact, capital, dash))


def codes_of(lexicon: Lexicon) -> Codes:
    """The code names of the drugs of ``lexicon``."""
    codes: dict[str, list[str]] = {}
    for drug in lexicon.drugs.values():
        for code in (*drug.codes, *(squash(name) for name in drug.synonyms if is_code(name))):
            codes.setdefault(code, []).append(drug.key)
    return Codes.of({code: tuple(dict.fromkeys(keys)) for code, keys in codes.items()})
