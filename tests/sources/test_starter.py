"""The shipped snapshot: its shape, and what no true history can hold."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from model.approval import Action, ApprovalEvent
from model.lexicon import Biomarker, Condition
from sources.snapshot import starter
from sources.snapshot.events import Line, lines, listed
from sources.snapshot.starter import DATA, load_starter

FIRST_DRUG_LAW = date(1938, 6, 25)  # the Act that made approvals: nothing can be older
FDA_SITES = ("fda.gov", "federalregister.gov", "ecfr.gov")  # a public source of the government
STAGES = {"", "early", "locally advanced", "advanced", "metastatic"}
SETTINGS = {"", "neoadjuvant", "adjuvant", "maintenance", "first line", "later line"}
POPULATIONS = {"", "adults", "children", "adolescents", "women", "men", "postmenopausal", "pregnant"}
FIRST_ACTS = {Action.APPROVED, Action.ACCELERATED, Action.EMERGENCY}


@pytest.fixture(scope="module")
def events() -> list[ApprovalEvent]:
    return [event for line in load_starter().timelines.values() for event in line.events]


@pytest.fixture(scope="module")
def curated() -> list[Line]:
    return list(lines(DATA / "events.tsv"))


def test_the_snapshot_is_as_wide_as_promised(curated: list[Line]) -> None:
    lexicon = load_starter().lexicon
    assert len({row["drug"] for row in curated}) >= 250
    assert len(curated) >= 500
    assert len(lexicon.drugs) >= 2000
    assert len(lexicon.classes) >= 100
    assert len(lexicon.conditions) >= 300


def test_reading_twice_reads_once() -> None:
    assert load_starter() is load_starter()


def test_no_line_is_written_twice() -> None:
    for name in ("drugs.tsv", "events.tsv", "first_approvals.tsv"):
        lines = (DATA / name).read_text(encoding="utf-8").splitlines()
        assert [line for line, times in Counter(lines).items() if times > 1] == [], name


def test_a_key_has_one_line() -> None:
    for name in ("drugs.tsv", "first_approvals.tsv"):
        keys = [row["key"] for row in lines(DATA / name)]
        assert [key for key, times in Counter(keys).items() if times > 1] == [], name


def test_a_key_is_lower_case_and_names_its_ingredients_in_order() -> None:
    mixed = {"onabotulinumtoxinA", "abobotulinumtoxinA", "incobotulinumtoxinA", "prabotulinumtoxinA"}
    mixed |= {"daxibotulinumtoxinA", "letibotulinumtoxinA", "rimabotulinumtoxinB"}  # as USAN spells them
    for key, drug in load_starter().lexicon.drugs.items():
        assert key == drug.key
        assert key == key.lower() or key in mixed
        assert key == " / ".join(sorted(key.split(" / ")))
        assert tuple(key.split(" / ")) == drug.ingredients
        assert drug.regulated_by in {"CDER", "CBER"}


def test_a_name_means_one_drug() -> None:
    owners: dict[str, set[str]] = {}
    for drug in load_starter().lexicon.drugs.values():
        for name in {name.lower() for name in (drug.key, *drug.brands, *drug.synonyms)}:
            owners.setdefault(name, set()).add(drug.key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_a_name_of_a_class_is_no_name_of_a_drug_or_of_another_class() -> None:
    lexicon = load_starter().lexicon
    of_drugs = {
        name.lower() for drug in lexicon.drugs.values() for name in (drug.key, *drug.brands, *drug.synonyms)
    }
    seen: dict[str, str] = {}
    for group in lexicon.classes.values():
        for name in group.names:
            assert name.lower() not in of_drugs, name
            assert seen.setdefault(name.lower(), group.key) == group.key, name


def test_members_of_a_class_are_drugs_we_know() -> None:
    lexicon = load_starter().lexicon
    for group in lexicon.classes.values():
        assert group.members, group.key
        assert len(set(group.members)) == len(group.members), group.key
        assert set(group.members) <= set(lexicon.drugs), group.key


def test_members_of_a_class_were_approved_once() -> None:
    starter_ = load_starter()
    for group in starter_.lexicon.classes.values():
        missing = {key for key in group.members if key not in starter_.timelines}
        assert missing == set(), group.key


@pytest.mark.parametrize("table", ["conditions", "biomarkers"])
def test_parents_exist_and_end(table: str) -> None:
    entries: dict[str, Condition | Biomarker] = dict(getattr(load_starter().lexicon, table))
    for key in entries:
        seen: set[str] = set()
        wider = [key]
        while wider:
            here = wider.pop()
            assert here in entries, here
            parents = entries[here].parents
            assert key not in parents, f"{key} is wider than itself"
            wider += [parent for parent in parents if parent not in seen]
            seen.update(parents)


@pytest.mark.parametrize("table", ["conditions", "biomarkers"])
def test_a_name_means_one_condition_or_biomarker(table: str) -> None:
    entries: dict[str, Condition | Biomarker] = dict(getattr(load_starter().lexicon, table))
    seen: dict[str, str] = {}
    for entry in entries.values():
        assert entry.names, entry.key
        for name in entry.names:
            assert name == name.strip()
            assert seen.setdefault(name, entry.key) == entry.key, name


def test_a_condition_with_a_stage_stands_for_its_one_parent() -> None:
    for condition in load_starter().lexicon.conditions.values():
        if condition.stage:
            assert condition.stage in STAGES
            assert len(condition.parents) == 1


def test_metastatic_triple_negative_breast_cancer_is_a_cancer() -> None:
    conditions = load_starter().lexicon.conditions
    chain = ["triple-negative breast cancer", "breast cancer", "solid tumor", "cancer"]
    for narrow, wide in pairwise(chain):
        assert wide in conditions[narrow].parents


def test_dates_are_possible(events: list[ApprovalEvent]) -> None:
    last = date(2026, 6, 22)  # the newest act: single ones later than as_of are told where they are known
    for event in events:
        assert event.date.latest() >= FIRST_DRUG_LAW, event
        assert event.date.earliest() <= last, event


def test_events_are_in_order_of_date() -> None:
    for line in load_starter().timelines.values():
        days = [event.date.earliest() for event in line.events]
        assert days == sorted(days), line.drug


def test_nothing_happens_to_a_drug_before_its_first_approval() -> None:
    for line in load_starter().timelines.values():
        first = [event.date.earliest() for event in line.events if event.action in FIRST_ACTS]
        assert first or not line.events, line.drug  # never approved
        assert first or any(not a.condition for a in line.absent), line.drug
        for event in line.events:
            assert event.date.latest() >= min(first), event


def test_an_indication_is_converted_only_after_its_accelerated_approval() -> None:
    for line in load_starter().timelines.values():
        for event in line.events:
            if event.action is not Action.CONVERTED:
                continue
            earlier = [
                other
                for other in line.events
                if other.action is Action.ACCELERATED and other.date.earliest() <= event.date.latest()
            ]
            assert earlier, event


def test_an_event_speaks_in_the_words_of_the_vocabulary(curated: list[Line]) -> None:
    lexicon = load_starter().lexicon
    for row in curated:
        assert row["condition"] in lexicon.conditions or row["condition"] == "", row
        assert row["stage"] in STAGES, row
        assert row["setting"] in SETTINGS, row
        assert row["population"] in POPULATIONS, row
        assert set(listed(row["biomarkers"])) <= set(lexicon.biomarkers), row
        partners = set(listed(row["partners"]))
        assert partners <= set(lexicon.drugs) | set(lexicon.classes), row


def test_a_condition_of_an_event_is_never_one_with_a_stage_inside(curated: list[Line]) -> None:
    """One way to write it: condition and stage, so that two events compare."""
    conditions = load_starter().lexicon.conditions
    allowed = {"non-metastatic castration-resistant prostate cancer"}
    staged = {row["condition"] for row in curated if row["condition"] and conditions[row["condition"]].stage}
    assert staged <= allowed


def test_every_event_names_its_public_source(events: list[ApprovalEvent]) -> None:
    for event in events:
        match = re.match(r"https://(?:www\.)?([a-z.]+)/", event.url)
        assert match, event
        assert match[1].endswith(FDA_SITES), event


def test_a_link_to_drugs_at_fda_names_the_application(events: list[ApprovalEvent]) -> None:
    for event in events:
        number = re.search(r"ApplNo=(\d+)$", event.url)
        if number and event.application:
            assert event.application.value.endswith(number[1]), event


def test_a_brand_of_an_event_is_a_name_of_its_drug(events: list[ApprovalEvent]) -> None:
    drugs = load_starter().lexicon.drugs
    for event in events:
        drug = drugs[event.drug]
        names = {name.lower() for name in (drug.key, *drug.brands, *drug.synonyms, "")}
        assert event.brand.lower() in names, (event.drug, event.brand)


def test_an_application_belongs_to_one_drug(curated: list[Line]) -> None:
    owners: dict[str, set[str]] = {}
    for row in curated:
        if row["application"]:
            owners.setdefault(row["application"], set()).add(row["drug"])
    assert {number: drugs for number, drugs in owners.items() if len(drugs) > 1} == {}


def test_an_event_reads_as_one_line(events: list[ApprovalEvent]) -> None:
    for event in events:
        assert event.says[0].isupper() or event.says.startswith(event.brand), event
        assert "\n" not in event.says
        assert "{" not in event.says
        assert "  " not in event.says


def test_vaccines_and_cell_therapies_are_not_in_drugs_at_fda() -> None:
    drugs = load_starter().lexicon.drugs
    for key in ("tisagenlecleucel", "sipuleucel-t", "human papillomavirus vaccine", "peanut allergen powder"):
        assert drugs[key].regulated_by == "CBER"
    for key in ("trastuzumab", "pembrolizumab", "insulin glargine", "onabotulinumtoxinA"):
        assert drugs[key].regulated_by == "CDER"


def test_a_complete_history_names_its_uses() -> None:
    starter_ = load_starter()
    every = [line for line in starter_.timelines.values() if line.indications_complete]
    complete = [line for line in every if line.events]  # of what was never approved no use is missing either
    assert len(complete) >= 100
    for line in complete:
        assert line.as_of == starter_.as_of
        assert any(event.indication and event.indication.condition for event in line.events), line.drug
    named = starter._toml("snapshot.toml")["indications_complete"]
    assert set(named) == {line.drug for line in complete}
    assert len(set(named)) == len(named)


def test_a_complete_history_says_what_each_approval_was_for() -> None:
    for line in load_starter().timelines.values():
        if line.indications_complete:
            unknown = [e for e in line.events if e.action in FIRST_ACTS and e.indication is None]
            assert unknown == [], line.drug


def test_a_brand_that_went_leaves_the_drug() -> None:
    events = load_starter().timelines["bromfenac"].events
    gone = next(event for event in events if event.action is Action.LEFT_MARKET)
    assert (gone.brand, gone.brand_only) == ("Duract", True)
    assert any(event.brand == "Xibrom" for event in events)
    rofecoxib = load_starter().timelines["rofecoxib"].events
    assert [event.brand_only for event in rofecoxib if event.action is Action.LEFT_MARKET] == [False]


def test_generics_count_from_when_they_could_be_sold() -> None:
    """Approved in 2008, clopidogrel's first generic waited for the patent until 2012; Aricept's from 2009 to 2010."""
    rows = {row["key"]: row for row in lines(DATA / "first_approvals.tsv")}
    assert rows["clopidogrel"]["generic_date"] == "2012-05-17"
    assert rows["donepezil"]["generic_date"] == "2010-11-26"
    assert (
        rows["albuterol"]["generic_date"] == ""
    )  # tablets and inhalers: which generic, the files do not say
    for row in rows.values():
        assert not row["generic"] or row["date"] <= row["generic_date"], row
    told = [event for event in load_starter().timelines["donepezil"].events if event.action is Action.GENERIC]
    assert [(str(event.date), event.says) for event in told] == [
        ("2010-11-26", "A generic of Aricept (donepezil) came")
    ]


def test_a_copy_or_later_form_shows_only_that_a_drug_was_approved_before() -> None:
    """Vancomycin (1958) and acetaminophen are in the files as later forms, levothyroxine as sold before."""
    known = load_starter().timelines
    for drug in ("vancomycin", "acetaminophen", "levothyroxine", "dextroamphetamine"):
        assert known[drug].events[0].seen, drug
    for drug in ("sertraline", "metformin", "adalimumab", "ketamine"):
        assert not known[drug].events[0].seen, drug
    assert known["vancomycin"].events[0].says == "FDA had approved Vancocin (vancomycin)"


def test_a_first_approval_names_the_brand_of_its_own_application() -> None:
    first = load_starter().timelines["amlodipine"].events[0]
    assert (first.brand, str(first.application), str(first.date)) == ("Norvasc", "NDA019787", "1992-07-31")


def test_drugs_known_from_the_files_only_are_vouched_for_until_the_files() -> None:
    starter_ = load_starter()
    old = [line for line in starter_.timelines.values() if line.as_of < starter_.as_of]
    assert len(old) > 800
    assert {line.as_of for line in old} == {date(2019, 7, 2)}
    assert not any(line.indications_complete for line in old)
    assert all(event.indication is None for line in old for event in line.events)


@pytest.mark.parametrize(
    ("drug", "day", "action", "condition"),
    [
        ("olaparib", "2018-01-12", Action.APPROVED, "breast cancer"),  # OlympiAD
        ("palbociclib", "2015-02-03", Action.ACCELERATED, "breast cancer"),  # PALOMA-1
        ("neratinib", "2017-07-17", Action.APPROVED, "breast cancer"),  # the second HER2 TKI
        ("bevacizumab", "2008-02-22", Action.ACCELERATED, "breast cancer"),
        ("bevacizumab", "2011-11-18", Action.WITHDRAWN, "breast cancer"),  # not in Drugs@FDA
        ("atezolizumab", "2021-10-06", Action.WITHDRAWN, "triple-negative breast cancer"),
        ("emtricitabine / tenofovir disoproxil", "2012-07-16", Action.APPROVED, "hiv prevention"),
        (
            *("sacubitril / valsartan", "2021-02-16", Action.APPROVED),
            "heart failure with preserved ejection fraction",  # the first drug for it
        ),
        ("human papillomavirus vaccine", "2010-12-22", Action.APPROVED, "anal cancer"),
        ("dexamethasone", "2014-06-28", Action.APPROVED, "diabetic macular edema"),
        ("rosiglitazone", "2007-11-14", Action.BOXED_WARNING, ""),
    ],
)
def test_turning_points(drug: str, day: str, action: Action, condition: str) -> None:
    found = {
        (str(event.date), event.action, event.indication.condition if event.indication else "")
        for event in load_starter().timelines[drug].events
    }
    assert (day, action, condition) in found


def test_an_old_drug_in_a_new_brand_was_not_first_approved_then() -> None:
    """Makena (2011) is hydroxyprogesterone caproate, Mavenclad (2019) is cladribine."""
    for drug, brand_year in (("hydroxyprogesterone caproate", 2011), ("cladribine", 2019)):
        assert load_starter().timelines[drug].events[0].date.year < brand_year


def test_brands_that_begin_sentences_as_words_are_no_brands() -> None:
    brands = {brand.lower() for drug in load_starter().lexicon.drugs.values() for brand in drug.brands}
    assert brands.isdisjoint({"today", "dial", "muse", "commit", "aim"})
    assert "oxygen" not in load_starter().lexicon.drugs


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "drugs.tsv").write_text("key\tbrands\nolaparib\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"drugs\.tsv, line 2: 1 cells, not 2"):
        list(lines(tmp_path / "drugs.tsv"))
