"""Ages: does an approval speak of the people that the page means?

"Not approved for children under 12" is made untrue only by an approval whose ages reach below 12.
"""

from __future__ import annotations

from dataclasses import dataclass

from model.indication import ADULT, Indication

# Months. FDA's paediatric groups: children to 12 years, adolescents 12 to under 18 (21 CFR 201.57(c)(9)(iv) sets 17 as
# the upper end of the paediatric age; labels say "12 years and older").
_TEENS = 144
_EVER = 10_000
_YEAR = 12
_GROUPS = {"children": (0, _TEENS), "adolescents": (_TEENS, ADULT), "adults": (ADULT, _EVER)}
AGE_GROUPS = frozenset(_GROUPS)
_YOUNG = frozenset({"children", "adolescents"})


@dataclass(frozen=True, slots=True)
class Ages:
    """``overlap``: False when nobody is in both. ``no_proof`` and ``no_charge`` as in Fit."""

    overlap: bool = True
    narrower: bool = False
    no_proof: str = ""
    no_charge: str = ""


_APART = Ages(False)


def fit_of_ages(claimed: Indication, approved: Indication) -> Ages:
    """How the ages of an approval stand to those that the page means."""
    told, theirs = _told(claimed), _told(approved)
    group = claimed.population if claimed.population in _GROUPS else ""
    if told is None and not group:
        return Ages(narrower=approved.population in _YOUNG)
    if theirs is None:
        return _unnumbered(claimed, approved, told, group)
    ours = told or _GROUPS[group]
    if max(ours[0], theirs[0]) >= min(ours[1], theirs[1]):
        if told is None and group == "children" and theirs[0] < ADULT:
            return _unsure("it is approved for older children; whether the page means those cannot be told")
        return _APART
    if told is not None and not theirs[0] <= told[0] < told[1] <= theirs[1]:
        edge = min(ours[1], theirs[1]) - max(ours[0], theirs[0])
        if edge <= _YEAR < max(ours[0], theirs[0]):  # "over 45" is no word on those of 45
            return _unsure("the ages that the page names and those of the approval only touch")
    if told is not None and not (theirs[0] <= told[0] and told[1] <= theirs[1]):
        short = "the approval does not reach all the ages that the page names"
        return Ages(narrower=True, no_proof=short)
    return Ages(narrower=told is None and theirs[0] > ours[0])


def _told(use: Indication) -> tuple[int, int] | None:
    """The ages in numbers, None where none are given."""
    if use.age_from is None and use.age_to is None:
        return None
    end = ADULT if use.population in _YOUNG else _EVER  # "children from 2 years" ends where adults begin
    return use.age_from or 0, end if use.age_to is None else use.age_to


def _unsure(reason: str) -> Ages:
    return Ages(no_proof=reason, no_charge=reason)


def _unnumbered(claimed: Indication, approved: Indication, told: tuple[int, int] | None, group: str) -> Ages:
    """An approval that gives no age in numbers; one that names no group at all is for adults at least."""
    theirs = approved.population
    unknown = _unsure("from which age it is approved, the records at hand do not tell")
    if told and told[0] > ADULT and not theirs and (not claimed.condition or approved.purpose == "prevent"):
        return unknown  # "not approved for people over 45": vaccines have an upper end too
    grown = told[0] >= ADULT if told else group == "adults"
    if grown:
        return _APART if theirs in _YOUNG else Ages()
    if theirs == "adults" and (told[1] <= ADULT if told else True):
        return _APART
    if told is None and theirs in _YOUNG and theirs == group:
        return Ages()
    return unknown
