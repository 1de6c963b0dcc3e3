"""The forms in which a lexicon's names are written, and what each may be: made once for a lexicon, and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import msgspec

import model
from language.case import lowered
from language.codes import is_code, squash
from language.compiled import compiled, digest_of
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
# The forms of a lexicon of so many drugs are kept as made: to read them takes a tenth of the time.
_LARGE = 500


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
    """``folded`` with dashes as blanks."""
    return folded.replace("-", " ")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form may be. ``exact``: capitals are required, as given; ``capital``: it must begin with one; ``dash``: it
    ends in a minus sign ("HER2-")."""

    kind: Kind
    keys: tuple[str, ...]
    exact: frozenset[str] = frozenset()
    capital: bool = False
    dash: bool = False


@dataclass(frozen=True, slots=True)
class NameTable:
    """All forms of a lexicon's names. ``forms``: of each, which of ``entries`` it may be; ``persons``: eponyms that may
    be a person's name; ``codes``: drugs by their makers' codes, squashed."""

    forms: Mapping[str, int]
    entries: tuple[tuple[Entry, ...], ...]
    persons: frozenset[str]
    codes: Mapping[str, tuple[str, ...]]

    def of(self, form: str) -> tuple[Entry, ...]:
        """What a form may be; nothing where it is no name."""
        number = self.forms.get(form)
        return () if number is None else self.entries[number]


def name_table(lexicon: Lexicon) -> NameTable:
    """The forms of a lexicon's names, as kept from an earlier process where it is a large one."""
    if len(lexicon.drugs) < _LARGE:
        return _Making(lexicon).made()
    here = Path(__file__).parent
    tables = (lexicon.drugs, lexicon.classes, lexicon.conditions, lexicon.biomarkers)
    names = msgspec.msgpack.encode([*map(dict, tables), sorted(lexicon.common_words)])
    made_of = f"{digest_of(here, Path(str(model.__file__)).parent)} {hashlib.sha256(names).hexdigest()}"
    return compiled(here, "names", made_of, NameTable, lambda: _Making(lexicon).made())


class _Making:
    """A table in the making."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._common = frozenset(word.lower() for word in lexicon.common_words)
        self._entries: dict[str, list[Entry]] = {}
        codes: dict[str, list[str]] = {}
        for drug in lexicon.drugs.values():
            for name in (drug.key, *drug.synonyms):
                self._add(name, Kind.DRUG, drug.key)
            for code in (*drug.codes, *(squash(name) for name in drug.synonyms if is_code(name))):
                codes.setdefault(code, []).append(drug.key)
            for brand in drug.brands:
                self._add(brand, Kind.DRUG, drug.key, brand=True)
            sold_alone = all(one in lexicon.drugs for one in drug.ingredients)
            for form in joined(drug.ingredients, sold_alone):
                self._add(form, Kind.DRUG, drug.key)
        for group in lexicon.classes.values():
            for name in dict.fromkeys((group.key, *group.names, *said_otherwise((group.key, *group.names)))):
                self._add(name, Kind.CLASS, group.key, plural=True)
        for condition in lexicon.conditions.values():
            for name in (condition.key, *condition.names):
                self._add(name, Kind.CONDITION, condition.key, plural=True)
        self._persons = frozenset(fold(name) for name in self._add_variants(lexicon))
        for marker in lexicon.biomarkers.values():
            for name in (marker.key, *marker.names):
                self._add(name, Kind.BIOMARKER, marker.key)
        for short, key in (*shorts(lexicon.drugs), *parts(lexicon.drugs)):
            if short not in self._entries:
                self._add(short, Kind.DRUG, key)
        self._codes = {code: tuple(dict.fromkeys(keys)) for code, keys in codes.items()}

    def made(self) -> NameTable:
        """The table; what several forms may be stands in it once."""
        numbers: dict[tuple[Entry, ...], int] = {}
        forms = {
            form: numbers.setdefault(tuple(may_be), len(numbers)) for form, may_be in self._entries.items()
        }
        return NameTable(forms, tuple(numbers), self._persons, self._codes)

    def _add_variants(self, lexicon: Lexicon) -> Iterator[str]:
        """Add other spellings of the conditions' names, where they are no name yet; yield the eponyms left alone, which
        may be a person's: those of one condition only ("Cushing's" may be the disease or the syndrome)."""
        persons: dict[str, set[str]] = {}
        for condition in lexicon.conditions.values():
            for name in condition.names:
                for form in spellings(name):
                    if key_of(fold(form)) not in self._entries:
                        self._add(form, Kind.CONDITION, condition.key, plural=True)
                if person := alone(name):
                    persons.setdefault(person, set()).add(condition.key)
        for condition in lexicon.conditions.values():
            of = lexicon.conditions.get(condition.of) if condition.purpose == "relieve" else None
            if of is None:
                continue
            whose = [form for name in of.names for form in spellings(name)]
            for form in of_symptom(condition.names, whose):
                if key_of(form) not in self._entries:
                    self._add(form, Kind.CONDITION, condition.key)
        for person, keys in persons.items():
            if len(keys) == 1 and key_of(fold(person)) not in self._entries:
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
        capital = brand and (folded in COMMON_BRANDS or folded in self._common)
        for form in plurals(folded) if plural else (folded,):
            entries = self._entries.setdefault(form, [])
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
