"""New drugs in the shipped groups: members where a label says so, doubt where it may be."""

from __future__ import annotations

import pytest

from model.lexicon import Condition, DrugClass
from sources.fda.classes import NewDrug, Since, told_by, with_new_drugs
from sources.fda.records import label as read_label
from tests.services.openfda import label

CLASSES = {
    "parp": DrugClass("parp", ("PARP inhibitor", "poly(ADP-ribose) polymerase inhibitor"), ("a", "b"), True),
    "cdk": DrugClass("cdk", ("CDK4/6 inhibitor", "cyclin-dependent kinase 4/6 inhibitor"), ("c", "d"), True),
    "kinase": DrugClass("kinase", ("kinase inhibitor",), ("c", "d", "e"), True),
    "il-17": DrugClass("il-17", ("interleukin-17 inhibitor",), ("f",), True),
    "serd": DrugClass("serd", ("SERD", "selective estrogen receptor degrader"), ("g",), True),
    "gene": DrugClass("gene", ("gene therapy",), ("h",), True),
    "nnrti": DrugClass("nnrti", ("nucleoside reverse transcriptase inhibitor",), ("i",), True),
    "areata": DrugClass("areata", ("alopecia areata drug",), ("j",), True),
}
CONDITIONS = {"alopecia areata": Condition("alopecia areata", ("alopecia areata",))}
TREATS = {
    "a": frozenset({"ovarian cancer"}),
    "c": frozenset({"breast cancer"}),
    "f": frozenset({"psoriasis"}),
    "g": frozenset({"breast cancer"}),
    "h": frozenset({"hemophilia"}),
    "i": frozenset({"hiv"}),
    "j": frozenset({"alopecia areata"}),
}


def after(
    *told: str, conditions: tuple[str, ...] = (), ingredients: tuple[str, ...] = ()
) -> dict[str, DrugClass]:
    drug = NewDrug("new", told, ingredients, frozenset(conditions))
    return with_new_drugs(CLASSES, Since((drug,), treats=TREATS), CONDITIONS)


def joined(found: dict[str, DrugClass]) -> list[str]:
    return sorted(key for key, group in found.items() if "new" in group.members)


def doubted(found: dict[str, DrugClass]) -> list[str]:
    return sorted(key for key, group in found.items() if not group.complete)


@pytest.mark.parametrize(
    ("told", "conditions", "members", "doubt", "why"),
    [
        (
            "Poly(ADP-Ribose) Polymerase Inhibitor",
            ("ovarian cancer",),
            ["parp"],
            [],
            "FDA's established class",
        ),
        (
            "kinase inhibitor",
            ("breast cancer",),
            ["kinase"],
            ["cdk"],
            "a kinase inhibitor may be a CDK inhibitor",
        ),
        ("kinase inhibitor", ("psoriasis",), ["kinase"], ["cdk"], "the words are shared"),
        ("Interleukin-23 Antagonist", ("eczema",), [], [], "numbers part them, and what they treat"),
        ("Interleukin-17A Antagonist", ("acne",), [], ["il-17"], "the same interleukin may be meant"),
        (
            "Estrogen Receptor Antagonist",
            ("breast cancer",),
            [],
            ["cdk", "kinase", "serd"],
            "a name that no table has",
        ),
        ("vector-based gene therapy", ("rett",), ["gene"], [], "the name ends with the group's"),
        (
            "non-nucleoside reverse transcriptase inhibitor",
            ("hiv",),
            [],
            ["nnrti"],
            "non-nucleoside is not nucleoside, and may be written otherwise",
        ),
    ],
)
def test_what_a_label_says_decides(
    told: str, conditions: tuple[str, ...], members: list[str], doubt: list[str], why: str
) -> None:
    found = after(told, conditions=conditions)
    assert joined(found) == members, why
    assert doubted(found) == doubt, why


def test_a_drug_of_which_nobody_says_anything_may_be_in_any_group() -> None:
    assert doubted(after()) == sorted(CLASSES)
    assert doubted(after(conditions=("hiv",))) == ["nnrti"], "what it is for is known"


def test_a_combination_goes_with_its_ingredients() -> None:
    found = after(ingredients=("a", "x"))
    assert (joined(found), doubted(found)) == (["parp"], [])


def test_a_new_use_is_a_new_member_of_a_group_named_by_the_disease() -> None:
    uses = frozenset({("old", "alopecia areata")})
    assert doubted(with_new_drugs(CLASSES, Since(uses=uses), CONDITIONS)) == ["areata"]
    known = frozenset({("j", "alopecia areata")})
    assert doubted(with_new_drugs(CLASSES, Since(uses=known), CONDITIONS)) == []


def test_groups_of_drugs_nobody_tells_of_are_not_complete() -> None:
    assert doubted(with_new_drugs(CLASSES, Since(unheard=frozenset({"h"})), CONDITIONS)) == ["gene"]


def test_the_groups_that_a_label_names() -> None:
    record = label(
        "NDA021000",
        "ONE",
        "EXAMPLINIB",
        "ONE® is a menin inhibitor indicated for x.",
        epc=["Kinase Inhibitor"],
    )
    record["openfda"]["pharm_class_moa"] = ["Cytochrome P450 3A Inhibitors [MoA]"]
    found = read_label(record)
    assert found is not None
    assert told_by(found) == ("Kinase Inhibitor", "Cytochrome P450 3A Inhibitors", "menin inhibitor")
