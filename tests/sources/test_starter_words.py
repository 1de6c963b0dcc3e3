"""Every line's words against its keys, and every name against its key: read by the code that reads pages."""

from __future__ import annotations

import pytest

from language.names import Kind, fold, names_of
from language.uses import read_words
from model.indication import Indication
from model.lexicon import Lexicon
from sources.snapshot.events import GRANTS, Line, age, lines, listed
from sources.snapshot.starter import DATA, load_starter

# Words that name two ages or markers of which either will do, and those that only the mother's vaccine explains.
EITHER = {
    ("glasdegib", "2018-11-21"),
    ("venetoclax", "2018-11-21"),
    ("venetoclax", "2020-10-16"),
    ("dupilumab", "2021-10-20"),
    ("fam-trastuzumab deruxtecan", "2025-01-27"),
    ("tdap vaccine", "2022-10-07"),
}
# From two or six weeks of age: in whole months, so that the grant is never taken for wider than it is.
ROUNDED = {
    ("lopinavir / ritonavir", "2008-06-20"),
    ("meningococcal acwy vaccine", "2025-05"),
    ("oseltamivir", "2012-12-21"),
}
# "advanced" on a label takes in metastatic and locally advanced disease.
WITHIN_ADVANCED = {"advanced", "metastatic", "locally advanced"}
# Keys of old drugs' first uses that the files date but that no line tells: too many uses, or none that is known.
FIRST_USE_UNTOLD = {
    "corticotropin",
    "dexamethasone",
    "metoclopramide",
    "niacin",
    "pegaptanib",
    "triamcinolone",
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_starter().lexicon


@pytest.fixture(scope="module")
def told(lexicon: Lexicon) -> list[tuple[Line, Indication]]:
    """Each line with a condition, and what is read from its words."""
    rows = [row for row in lines(DATA / "events.tsv") if row["condition"]]
    read = [(row, read_words(row["words"], lexicon)) for row in rows]
    return [(row, next((u for u in uses if u.condition), uses[0])) for row, uses in read if uses]


def kin(one: str, other: str, lexicon: Lexicon) -> bool:
    """The same condition, or one of them the wider, or one of them of the other."""
    return one in family(other, lexicon) or other in family(one, lexicon)


def family(key: str, lexicon: Lexicon) -> set[str]:
    found: set[str] = set()
    todo = [key]
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            table = lexicon.conditions if here in lexicon.conditions else lexicon.biomarkers
            todo += table[here].parents
            if entry := lexicon.conditions.get(here):
                todo += [entry.of] if entry.of else []
    return found


def test_the_condition_is_the_one_that_the_words_name(
    told: list[tuple[Line, Indication]], lexicon: Lexicon
) -> None:
    named = [(row, use) for row, use in told if use.condition]
    assert len(named) > 2700
    for row, use in named:
        assert kin(row["condition"], use.condition, lexicon), (row, use.condition)


def test_the_ages_are_those_of_the_words(told: list[tuple[Line, Indication]]) -> None:
    checked = 0
    for row, use in told:
        where = (row["drug"], row["date"])
        if (use.age_from, use.age_to) == (None, None) or where in EITHER | ROUNDED:
            continue
        if row["population"] == "adults" and use.age_from == 18 * 12:
            continue
        assert (age(row["age_from"]) or 0, age(row["age_to"])) == (use.age_from or 0, use.age_to), row
        checked += 1
    assert checked > 150


def test_what_the_words_call_prevention_is_prevention(
    told: list[tuple[Line, Indication]], lexicon: Lexicon
) -> None:
    for row, use in told:
        if use.purpose in ("prevent", "diagnose"):
            assert row["purpose"] == use.purpose, row
        if row["purpose"] == "treat":
            assert lexicon.conditions[row["condition"]].purpose in ("", "treat"), row


def test_a_key_that_prevents_or_relieves_is_used_so(lexicon: Lexicon) -> None:
    for row in lines(DATA / "events.tsv"):
        entry = lexicon.conditions.get(row["condition"])
        if entry and entry.purpose:
            assert row["purpose"] == entry.purpose, row


def test_the_markers_are_those_of_the_words(told: list[tuple[Line, Indication]], lexicon: Lexicon) -> None:
    checked = 0
    for row, use in told:
        if (row["drug"], row["date"]) in EITHER or row["purpose"] == "diagnose" or "without" in row["words"]:
            continue
        own = {wider for marker in listed(row["biomarkers"]) for wider in family(marker, lexicon)}
        for marker in use.biomarkers:
            alternative = any("/" in one or one == "cftr mutation" for one in own)
            assert own & family(marker, lexicon) or alternative, (row, marker)
            checked += 1
    assert checked > 400


def test_stage_and_line_are_those_of_the_words(told: list[tuple[Line, Indication]]) -> None:
    for row, use in told:
        if row["stage"] and use.stage and row["stage"] != use.stage:
            early = {row["stage"], use.stage} == {"early", "locally advanced"}
            misread = "non-metastatic" in row["words"]
            assert {row["stage"], use.stage} <= WITHIN_ADVANCED or early or misread, (row, use.stage)
        if row["setting"] and use.setting:
            around = "surgery" in row["words"]
            assert row["setting"] == use.setting or around, (row, use.setting)


def test_a_fusion_is_no_mutation(told: list[tuple[Line, Indication]]) -> None:
    for row, _ in told:
        assert ("ret+" in listed(row["biomarkers"])) == ("RET fusion" in row["words"]), row
        assert ("ret mutation" in listed(row["biomarkers"])) == ("RET-mutant" in row["words"]), row


def test_every_name_of_a_condition_is_read_as_it(lexicon: Lexicon) -> None:
    names = names_of(lexicon)
    for condition in lexicon.conditions.values():
        for name in (condition.key, *condition.names):
            found = [m for m in names.find(name, fold(name)) if (m.start, m.end) == (0, len(name))]
            keys = {key for mention in found if mention.kind is Kind.CONDITION for key in mention.keys}
            assert keys == {condition.key} or name == "morning-after pill", (condition.key, name, found)


def test_no_name_stands_under_two_conditions_whatever_the_capitals(lexicon: Lexicon) -> None:
    owners: dict[str, str] = {}
    for condition in lexicon.conditions.values():
        for name in {n.lower() for n in (condition.key, *condition.names)}:
            assert owners.setdefault(name, condition.key) == condition.key, name


def test_what_a_condition_is_of_exists_and_is_another(lexicon: Lexicon) -> None:
    for condition in lexicon.conditions.values():
        assert condition.of in ("", *lexicon.conditions), condition
        assert condition.of != condition.key
        assert condition.purpose in ("", "prevent", "relieve"), condition
        assert set(condition.acronyms) <= set(condition.names), condition


def test_the_first_use_is_as_old_as_the_first_approval() -> None:
    """A drug whose history begins with a late form answers of its old use as if it were new (levodopa in 2018)."""
    first = {row["key"]: row["date"] for row in lines(DATA / "first_approvals.tsv")}
    uses: dict[str, str] = {}
    for row in lines(DATA / "events.tsv"):
        if row["action"] in GRANTS and row["condition"]:
            day = row["date"].removeprefix("by ")
            uses[row["drug"]] = min(day, uses.get(row["drug"], day))
    late = {drug for drug, day in uses.items() if drug in first and day[:4] > first[drug][:4]}
    assert late <= FIRST_USE_UNTOLD


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("chronic hand eczema", "chronic hand eczema"),
        ("Cushing's disease", "cushing's disease"),
        ("Cushing's syndrome", "cushing syndrome"),
        ("candidemia", "invasive candidiasis"),
        ("acute ischemic stroke", "acute ischemic stroke"),
        ("stroke prevention", "stroke prevention"),
        ("wrinkles of the neck", "platysma bands"),
        ("macular telangiectasia type 2", "macular telangiectasia"),
        ("Lyme disease", "lyme disease"),
        ("pulmonary hypertension", "pulmonary hypertension"),
        ("anxiety", "anxiety"),
        ("small lymphocytic lymphoma", "small lymphocytic lymphoma"),
        ("Hashimoto's disease", "hashimoto's disease"),
        ("cold sores", "cold sores"),
        ("dry AMD", "dry macular degeneration"),
        ("cancer cachexia", "cancer cachexia"),
        ("hepatitis E", "hepatitis e"),
        ("acute pancreatitis", "acute pancreatitis"),
        ("short stature of Turner syndrome", "growth failure of turner syndrome"),
        ("anemia due to MDS", "anemia of myelodysplastic syndrome"),
        ("ringing in the ears", "tinnitus"),
        ("norovirus gastroenteritis", "norovirus"),
    ],
)
def test_a_sister_disease_has_a_key_of_its_own(name: str, key: str, lexicon: Lexicon) -> None:
    assert [use.condition for use in read_words(name, lexicon)] == [key]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "No drug is approved for CAD, in which cold agglutinins attack red cells.",
            "cold agglutinin disease",
        ),
        ("No drug is approved for CAD or for other diseases of the heart.", "coronary artery disease"),
        ("No drug is approved for AGA, the usual kind of balding.", "male pattern hair loss"),
        ("No drug is approved for EDS with its loose joints.", "ehlers-danlos syndrome"),
        ("No drug is approved for EDS, the urge to sleep by day.", "excessive daytime sleepiness"),
        ("No drug is approved for BPD in preterm infants.", "bronchopulmonary dysplasia"),
        ("No drug is approved for ET, a shaking of the hands.", "essential tremor"),
        ("No drug is approved for CFS, a fatigue that rest does not mend.", "chronic fatigue syndrome"),
        ("The AGA published a guideline on reflux surgery.", "gerd"),
        ("No drug is approved for nOH.", "neurogenic orthostatic hypotension"),
        ("No drug is approved for butterfly skin.", "epidermolysis bullosa"),
        ("No drug is approved for CKD-aP.", "pruritus of chronic kidney disease"),
    ],
)
def test_an_acronym_is_told_by_the_words_beside_it(text: str, key: str, lexicon: Lexicon) -> None:
    named = [m for m in names_of(lexicon).find(text, fold(text)) if m.kind is Kind.CONDITION]
    assert [m.key for m in named[:1]] == [key]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CGRP shots", "cgrp antibody"),
        ("FcRn antibodies", "fcrn blocker"),
        ("menin blockers", "menin inhibitor"),
        ("GLP-1 shots", "glp-1 receptor agonist"),
        ("TTR-silencing drugs", "ttr silencer"),
        ("JAK creams", "topical jak inhibitor"),
        ("amyloid-lowering drugs", "anti-amyloid antibody"),
        ("antifibrotic agents", "antifibrotic"),
    ],
)
def test_a_class_is_known_as_people_call_it(name: str, key: str, lexicon: Lexicon) -> None:
    assert [m.key for m in names_of(lexicon).find(name, fold(name))] == [key]


@pytest.mark.parametrize(
    "name", ["weight-loss shot", "antibody drug", "PSMA radiopharmaceutical", "new blood thinner"]
)
def test_a_part_of_a_class_or_more_than_it_is_not_its_name(name: str, lexicon: Lexicon) -> None:
    """A count of it would be held against the wrong list."""
    names = {n.lower() for group in lexicon.classes.values() for n in group.names}
    assert name.lower() not in names
