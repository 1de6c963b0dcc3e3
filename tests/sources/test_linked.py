"""Names that say whose a condition is: one is data, the others are made from it."""

from __future__ import annotations

from model.lexicon import Condition
from sources.snapshot.linked import with_linked_names

KNOWN = {
    "scleroderma": Condition("scleroderma", ("systemic sclerosis",)),
    "lung": Condition("lung", ("lung disease of scleroderma",)),
    "breast": Condition("breast", ("cancer of the breast",)),
    "hiv": Condition("hiv", ("HIV",)),
    "prep": Condition("prep", ("infection from HIV",), purpose="prevent"),
    "hyphen": Condition("hyphen", ("HIV-associated wasting",)),
    "pain": Condition("pain", ("pain from scleroderma",)),
}


def test_one_link_makes_the_others() -> None:
    names = with_linked_names(KNOWN)["lung"].names
    assert names[0] == "lung disease of scleroderma"
    assert {"lung disease due to scleroderma", "scleroderma-associated lung disease"} <= set(names)
    assert "wasting caused by HIV" in with_linked_names(KNOWN)["hyphen"].names


def test_what_is_no_disease_of_another_makes_none() -> None:
    made = with_linked_names(KNOWN)
    for key in ("breast", "prep", "pain", "scleroderma"):
        assert made[key] == KNOWN[key]
