"""New drugs in the groups of drugs that the shipped tables list. Pure.

A group's list was complete on its day. A drug first approved since then joins it where its label names that group
(established class, mechanism, or "X is a … indicated for"); where the label names another group, nothing changes;
where nobody knows its group, or the label's words may mean this one, the list is not complete any more: then a
count or an "only" can't be verified.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from model.lexicon import DrugClass
from sources.fda.facts import Label

_SENTENCE = re.compile(r"\bis an? (?P<words>[^.;:]{3,160}?),? (?:that is |which is )?indicated\b")
_WORD = re.compile(r"[a-z0-9]+")
_NUMBERED = re.compile(r"\d")
# Heads of such names that say the same: "IL-23 antagonist" and "IL-23 inhibitor".
_HEADS = {
    "antagonist": "inhibitor",
    "blocker": "inhibitor",
    "antibody": "inhibitor",
    "suppressor": "inhibitor",
    "activator": "agonist",
    "stimulator": "agonist",
}
# Words that many such names share without sharing anything else.
_EMPTY_WORDS = """
    a an and or of the for to with type receptor receptors selective directed based human oral dual acting long
    short targeted novel first specific recombinant humanized monoclonal cell cells factor enzyme
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class NewDrug:
    """A drug first approved after the day of the tables. ``told``: the groups that its labels name, as written;
    ``ingredients``: of a combination."""

    key: str
    told: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()


def told_by(label: Label) -> tuple[str, ...]:
    """The groups that a label names: FDA's established class and mechanism, and its own sentence."""
    plain = " ".join(label.indications.replace("®", "").replace("™", "").split())
    sentences = [match["words"] for match in _SENTENCE.finditer(plain)]
    return tuple(dict.fromkeys((*label.classes, *label.mechanisms, *sentences)))


def with_new_drugs(
    classes: Mapping[str, DrugClass], new: Iterable[NewDrug], stale: frozenset[str] = frozenset()
) -> dict[str, DrugClass]:
    """The groups with the new drugs that are in them; ``complete`` is undone where a new drug may be, and for the
    groups with a member of ``stale`` (drugs of which nobody says what came since)."""
    out = dict(classes)
    names = {key: {_fold(name) for name in group.names} for key, group in classes.items()}
    for drug in new:
        told = {_fold(words) for words in drug.told}
        for key, group in out.items():
            if drug.key in group.members:
                continue
            if told & names[key] or set(drug.ingredients) & set(classes[key].members):
                out[key] = replace(out[key], members=(*group.members, drug.key))
            elif group.complete and not drug.ingredients and _may_be_in(told, names[key]):
                out[key] = replace(group, complete=False)
    for key, group in out.items():
        if group.complete and stale & set(group.members):
            out[key] = replace(group, complete=False)
    return out


def _may_be_in(told: set[str], names: set[str]) -> bool:
    """True when nothing is told, or what is told shares a word and the head with the group's name."""
    return not told or any(_related(one, other) for one in told for other in names)


def _related(one: str, other: str) -> bool:
    mine, theirs = one.split(), other.split()
    if len(mine) < 2 or len(theirs) < 2:
        return False
    if _HEADS.get(mine[-1], mine[-1]) != _HEADS.get(theirs[-1], theirs[-1]):
        return False
    first, second = set(mine[:-1]) - _EMPTY, set(theirs[:-1]) - _EMPTY
    numbers = [{w for w in words if _NUMBERED.search(w)} for words in (first, second)]
    if numbers[0] and numbers[1] and not numbers[0] & numbers[1]:
        return False  # interleukin-17 is not interleukin-23
    return bool({w for w in first & second if not _NUMBERED.search(w)})


def _fold(name: str) -> str:
    """Lower case, words and numbers only, singular: "Poly(ADP-Ribose) Polymerase Inhibitors"."""
    words = _WORD.findall(name.lower())
    if words and words[-1].endswith("s") and len(words[-1]) > 3:
        words[-1] = words[-1].removesuffix("ies") + "y" if words[-1].endswith("ies") else words[-1][:-1]
    return " ".join(words)
