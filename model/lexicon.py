"""The names the reader knows: drugs, classes, conditions and biomarkers. Built by sources, handed to the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Drug:
    """One active moiety or fixed combination.

    ``key`` is the lower-case US generic name without salt ("lapatinib"); a fixed combination joins its
    ingredients' keys with " / " in alphabetical order, and ``ingredients`` lists them. ``regulated_by`` is
    "CDER" when Drugs@FDA covers it, "CBER" when it does not (vaccines, cell and gene therapy). ``codes``: its
    makers' codes in capitals and digits alone ("BAY439006").
    """

    key: str
    brands: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()
    regulated_by: str = "CDER"
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrugClass:
    """A named group of drugs. ``members`` are drug keys; ``names`` how people write it, singular.

    ``complete``: True when ``members`` holds every member FDA had approved by the lexicon's ``as_of``.
    """

    key: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A disease. ``parents`` are keys of wider conditions; ``names`` how people write it.

    ``of`` and ``purpose``: the name says of another condition (its key) that it is prevented or that a symptom of
    it is relieved: "hiv prevention" is of "hiv" and prevent. ``purpose`` alone: the name says what is done
    ("contraception" prevents). ``acronyms``: those of its names that mean other things as well ("UC").
    ``hints``: acronyms that mean many things ("TD"), each with beginnings of words that tell it ("involunt").
    ``included``: what is approved for its first parent is approved for it too ("gastric or gastroesophageal
    junction cancer" holds gastric cancer).
    """

    key: str
    names: tuple[str, ...]
    parents: tuple[str, ...] = ()
    stage: str = ""
    of: str = ""
    purpose: str = ""
    acronyms: tuple[str, ...] = ()
    hints: tuple[tuple[str, tuple[str, ...]], ...] = ()
    included: bool = False


@dataclass(frozen=True, slots=True)
class Biomarker:
    """A marker that narrows a condition. ``key`` like "her2+"; ``names`` how people write it."""

    key: str
    names: tuple[str, ...]
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All names, by key, with the day they were true.

    ``common_words``: names of drugs that are also ordinary words ("Today", "Balance"): a reader matches them
    only exactly as spelled here, capital included. ``ended``: the drugs whose curated record tells that they, a brand
    of theirs or an emergency authorisation came to an end; ``turned``: those with any act after which a page may be
    wrong without a word on approval (also the end of one use, a first copy, sale without prescription).
    """

    drugs: Mapping[str, Drug] = field(default_factory=dict)
    classes: Mapping[str, DrugClass] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    biomarkers: Mapping[str, Biomarker] = field(default_factory=dict)
    as_of: date = date.min
    common_words: frozenset[str] = frozenset()
    ended: frozenset[str] = frozenset()
    turned: frozenset[str] = frozenset()
