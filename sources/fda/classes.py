"""New drugs in the groups of drugs that the shipped tables list. Pure.

A group's list was complete on its day. A drug first approved since then joins it where its label names that group
(established class, mechanism, or "X is a … indicated for"). Where it may be in the group — nobody names one; the
name told shares its words with the group's, or is none that the tables know, and the drug treats what the group's
drugs treat; or it is of a group that overlaps with this one — the list is not complete any more, so that a count
or an "only" can't be verified. Groups named by a disease ("alopecia areata drug") are not complete any more when
any drug gets a new use for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from model.lexicon import Condition, DrugClass
from sources.fda.facts import Label

_SENTENCE = re.compile(r"\bis an? (?P<words>[^.;:]{3,160}?),? (?:that is |which is )?indicated\b")
_WORD = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\d+")
# Heads of such names that say the same: "IL-23 antagonist" and "IL-23 inhibitor".
_HEADS = {
    "antagonist": "inhibitor",
    "blocker": "inhibitor",
    "antibody": "inhibitor",
    "suppressor": "inhibitor",
    "activator": "agonist",
    "stimulator": "agonist",
}
# The heads of names of groups that are told apart by the disease.
_BY_DISEASE = frozenset(
    ("drug", "biologic", "treatment", "medication", "medicine", "therapy", "vaccine", "product")
)
# Before a group's name these make it another group: "non-nucleoside", "serotonin and norepinephrine".
_OTHERWISE = frozenset(("non", "not", "and", "or", "anti"))
# Words that many such names share without sharing anything else.
_EMPTY_WORDS = """
    a an and or of the for to with type receptor receptors selective directed based human oral dual acting long
    short targeted novel first specific recombinant humanized monoclonal cell cells factor enzyme
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class NewDrug:
    """A drug first approved after the day of the tables. ``told``: the groups that its labels name, as written;
    ``ingredients``: of a combination; ``conditions``: what it is known to be for, the wider ones as well, empty
    where that is not known."""

    key: str
    told: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()
    conditions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Since:
    """What came since the day of the tables. ``uses``: (drug, condition) of the new uses; ``unheard``: drugs of
    which nobody says what came since; ``treats``: what each drug of the tables was for, the wider conditions as
    well."""

    drugs: tuple[NewDrug, ...] = ()
    uses: frozenset[tuple[str, str]] = frozenset()
    unheard: frozenset[str] = frozenset()
    treats: Mapping[str, frozenset[str]] = field(default_factory=dict)


def told_by(label: Label) -> tuple[str, ...]:
    """The groups that a label names: FDA's established class and mechanism, and its own sentence."""
    plain = " ".join(label.indications.replace("®", "").replace("™", "").split())
    sentences = [match["words"] for match in _SENTENCE.finditer(plain)]
    return tuple(dict.fromkeys((*label.classes, *label.mechanisms, *sentences)))


def with_new_drugs(
    classes: Mapping[str, DrugClass], since: Since, conditions: Mapping[str, Condition]
) -> dict[str, DrugClass]:
    """The groups with the new drugs that are in them; ``complete`` is undone where a new drug may be, and where
    nobody knows."""
    out = dict(classes)
    names = {key: {_fold(name) for name in group.names} for key, group in classes.items()}
    for drug in since.drugs:
        told = {_fold(words) for words in drug.told}
        own = {key for key in classes if _is_in(told, names[key])}
        for key, group in out.items():
            if drug.key in group.members:
                continue
            if key in own or set(drug.ingredients) & set(classes[key].members):
                out[key] = replace(group, members=(*group.members, drug.key))
            elif (
                group.complete
                and not drug.ingredients
                and _may_be_in(drug, told, own, key, classes, names, since)
            ):
                out[key] = replace(group, complete=False)
    for condition in {c for _, c in since.uses}:
        entry = conditions.get(condition)
        diseases = {_fold(name) for name in entry.names} if entry else set()
        treating = {d for d, c in since.uses if c == condition}
        for key, group in out.items():
            if group.complete and treating - set(group.members) and _named_by(names[key], diseases):
                out[key] = replace(group, complete=False)
    for key, group in out.items():
        if group.complete and since.unheard & set(group.members):
            out[key] = replace(group, complete=False)
    return out


def _is_in(told: set[str], names: set[str]) -> bool:
    """True when a label's name is the group's, or ends with it: "vector-based gene therapy" is a gene therapy."""
    for words in told:
        for name in names:
            if words == name:
                return True
            if " " in name and words.endswith(f" {name}"):
                before = words[: -len(name) - 1].split()
                if before[-1] not in _OTHERWISE:
                    return True
    return False


def _may_be_in(
    drug: NewDrug,
    told: set[str],
    own: set[str],
    key: str,
    classes: Mapping[str, DrugClass],
    names: Mapping[str, set[str]],
    since: Since,
) -> bool:
    members = set(classes[key].members)
    if any(_related(one, other) for one in told for other in names[key]):
        return True
    if own and not any(members & set(classes[k].members) for k in own):
        return False
    treated = frozenset[str]().union(*(since.treats.get(m, frozenset()) for m in members))
    return not drug.conditions or not treated or bool(drug.conditions & treated)


def _named_by(names: set[str], diseases: set[str]) -> bool:
    """True for a group like "sickle cell drug" and the disease "sickle cell disease"."""
    for name in names:
        begins, _, head = name.rpartition(" ")
        if head in _BY_DISEASE and any(d == begins or d.startswith(f"{begins} ") for d in diseases):
            return True
    return False


def _related(one: str, other: str) -> bool:
    """True when two names share the head and a telling word, and no numbers part them."""
    mine, theirs = one.split(), other.split()
    if len(mine) < 2 or len(theirs) < 2:
        return False
    if _HEADS.get(mine[-1], mine[-1]) != _HEADS.get(theirs[-1], theirs[-1]):
        return False
    first, second = set(mine[:-1]) - _EMPTY, set(theirs[:-1]) - _EMPTY
    numbers = [{n for w in words for n in _NUMBER.findall(w)} for words in (first, second)]
    if numbers[0] and numbers[1] and not numbers[0] & numbers[1]:
        return False  # interleukin-17 is not interleukin-23
    return any(not _NUMBER.search(w) for w in first & second)


def _fold(name: str) -> str:
    """Lower case, words and numbers only, singular: "Poly(ADP-Ribose) Polymerase Inhibitors"."""
    words = _WORD.findall(name.lower())
    if words and words[-1].endswith("s") and len(words[-1]) > 3:
        words[-1] = words[-1].removesuffix("ies") + "y" if words[-1].endswith("ies") else words[-1][:-1]
    return " ".join(words)
