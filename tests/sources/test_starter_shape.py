"""The shape of the shipped facts: ages, purposes, who did what, and the line that an event reads as."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from language.compiled import compiled
from language.name_table import NameTable, name_table
from model.approval import Action, ApprovalEvent
from sources.snapshot import starter
from sources.snapshot.events import (
    ACTORS,
    GRANTS,
    OLDEST,
    PURPOSES,
    Line,
    age,
    event_of,
    first_grants,
    lines,
)
from sources.snapshot.starter import DATA, load_starter

NO_AGE_ON_THE_LABEL = {  # children by weight only, or without a limit that is told
    "allogeneic thymus tissue",
    "anakinra",
    "atidarsagene autotemcel",
    "bictegravir / emtricitabine / tenofovir alafenamide",
    "denosumab",
    "dinutuximab",
    "golimumab",
    "larotrectinib",
    "leuprolide",
    "pembrolizumab",
    "pneumococcal conjugate vaccine 7",
    "propranolol",
    "ribavirin",
    "rotavirus vaccine",
    "sarilumab",
    "somatropin",
}
ENDED = {Action.WITHDRAWN, Action.LEFT_MARKET, Action.REVOKED, Action.DISCONTINUED}


@pytest.fixture(scope="module")
def rows() -> list[Line]:
    return list(lines(DATA / "events.tsv"))


@pytest.fixture(scope="module")
def events() -> list[ApprovalEvent]:
    return [event for line in load_starter().timelines.values() for event in line.events]


def use_of(drug: str, day: str, condition: str = "") -> ApprovalEvent:
    found = [
        event
        for event in load_starter().timelines[drug].events
        if str(event.date) == day
        and (not condition or (event.indication and event.indication.condition == condition))
    ]
    assert found, (drug, day, condition)
    return found[0]


def test_an_age_is_in_months_and_within_a_life() -> None:
    assert (age("12y"), age("6m"), age("0m"), age("")) == (144, 6, 0, None)
    for wrong in ("12", "y", "101y", "-1y", "12 years", "1.5y"):
        with pytest.raises(ValueError, match="is no age"):
            age(wrong)


def test_ages_begin_before_they_end(events: list[ApprovalEvent]) -> None:
    for event in events:
        if use := event.indication:
            assert use.age_from is None or 0 <= use.age_from <= OLDEST, event
            assert use.age_to is None or 0 < use.age_to <= OLDEST, event
            assert use.age_from is None or use.age_to is None or use.age_from < use.age_to, event


def test_every_grant_to_children_says_from_which_age(rows: list[Line]) -> None:
    for row in rows:
        if row["action"] in GRANTS and row["population"] in ("children", "adolescents"):
            assert row["age_from"] or row["drug"] in NO_AGE_ON_THE_LABEL, row


def test_adults_are_18_years_and_older(events: list[ApprovalEvent]) -> None:
    adults = [e.indication for e in events if e.indication and e.indication.population == "adults"]
    assert len(adults) > 800
    assert all(use.age_from is not None and use.age_from >= 18 * 12 for use in adults)


@pytest.mark.parametrize(
    ("drug", "day", "condition", "age_from", "age_to"),
    [
        ("semaglutide", "2022-12-23", "obesity", 144, None),
        ("upadacitinib", "2022-01-14", "atopic dermatitis", 144, None),
        ("risdiplam", "2022-05-30", "spinal muscular atrophy", 0, 2),
        ("onasemnogene abeparvovec", "2019-05-24", "spinal muscular atrophy", 0, 24),
        ("covid-19 vaccine, mrna (pfizer-biontech)", "2021-05-10", "covid-19", 144, 192),
        ("oxycodone", "2015-08-13", "pain", 132, 204),
        ("ivacaftor", "2023-05", "cystic fibrosis", 1, None),
        ("sugammadex", "2021-06", "neuromuscular blockade reversal", 24, None),
        ("linaclotide", "2025-11", "irritable bowel syndrome with constipation", 84, None),
        ("oseltamivir", "2012-12-21", "influenza", 1, None),  # from two weeks: rounded up, never too wide
    ],
)
def test_ages_of_plain_facts(
    drug: str, day: str, condition: str, age_from: int | None, age_to: int | None
) -> None:
    use = use_of(drug, day, condition).indication
    assert use is not None
    assert (use.age_from, use.age_to) == (age_from, age_to)


def test_every_use_has_a_purpose(rows: list[Line]) -> None:
    for row in rows:
        assert bool(row["purpose"]) == bool(row["condition"]), row
        assert row["purpose"] in ("", *PURPOSES), row


def test_a_vaccine_prevents_and_a_picture_diagnoses(rows: list[Line]) -> None:
    for row in rows:
        if row["condition"] and "vaccine" in row["drug"]:
            assert row["purpose"] == "prevent", row
        if row["words"].startswith("PET imaging"):
            assert row["purpose"] == "diagnose", row


def test_words_of_prevention_are_coded_as_prevention(rows: list[Line]) -> None:
    for row in rows:
        if row["condition"] and row["words"].startswith(
            ("prevention of ", "lowering the risk", "lower risk")
        ):
            # bleeding in hemophilia, worsening of kidney disease: it treats the disease that is named
            assert row["purpose"] == "prevent" or row["drug"] in ("concizumab", "semaglutide"), row


def test_what_ended_was_ended_by_somebody(rows: list[Line]) -> None:
    for row in rows:
        action = Action(row["action"].removeprefix("brand "))
        assert row["by"] in ("", *ACTORS), row
        if action in ENDED:
            assert row["by"], row
        elif action is not Action.BOXED_WARNING:
            assert not row["by"], row


@pytest.mark.parametrize(
    ("drug", "day", "line"),
    [
        ("rofecoxib", "2004-09-30", "Vioxx (rofecoxib) was taken off the market by its maker: heart attacks"),
        (
            "sibutramine",
            "2010-10-08",
            "Meridia (sibutramine) was taken off the market by its maker at FDA's request: heart",
        ),
        ("sotrovimab", "2022-04-05", "FDA said that Xevudy (sotrovimab) may no longer be used: not active"),
        ("bevacizumab", "2011-11-18", "FDA withdrew its approval of Avastin (bevacizumab) for metastatic"),
        (
            "romidepsin",
            "2021-07",
            "Approval of Istodax (romidepsin) for previously treated peripheral T-cell lymphoma was withdrawn at its",
        ),
        (
            "chloroquine",
            "2020-06-15",
            "FDA revoked the emergency use authorisation of Aralen (chloroquine) for",
        ),
        ("varenicline", "2016-12-16", "A boxed warning was removed from the label of Chantix (varenicline)"),
        (
            "varenicline",
            "2009-07-01",
            "FDA announced a boxed warning for Chantix (varenicline): changes of mood",
        ),
        ("fezolinetant", "2024-12-16", "FDA announced a boxed warning for Veozah (fezolinetant)"),
        ("febuxostat", "2019-02-21", "A boxed warning was added to the label of Uloric (febuxostat): more"),
    ],
)
def test_each_act_has_its_own_words(drug: str, day: str, line: str) -> None:
    acts = [e for e in load_starter().timelines[drug].events if str(e.date) == day]
    assert any(event.says.startswith(line) for event in acts), [event.says for event in acts]


def test_a_boxed_warning_of_the_first_day_was_there_from_the_start() -> None:
    warned = [e for e in load_starter().timelines["lomitapide"].events if e.action is Action.BOXED_WARNING]
    assert [e.says for e in warned] == [
        "Juxtapid (lomitapide) was approved with a boxed warning: liver injury"
    ]


HEADER = ("drug", "action", "by", "date", "condition", "purpose", "age_from", "age_to")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("x", "approvd", "", "2020", "", "", "", ""), "events.tsv, line 2: 'approvd' is not a valid Action"),
        (("x", "withdrawn", "Lilly", "2020", "", "", "", ""), "line 2: 'Lilly' is none of: FDA, maker"),
        (("x", "approved", "", "2020-13", "", "", "", ""), "events.tsv, line 2: "),
        (("x", "approved", "", "2020", "gout", "cure", "", ""), "line 2: 'cure' is none of: treat, prevent"),
        (("x", "approved", "", "2020", "gout", "treat", "twelve", ""), "line 2: 'twelve' is no age"),
        (("x", "approved", "", "2020", "gout", "treat", "12y", "6y"), "line 2: age_from 12y is not below"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, cells: tuple[str, ...], message: str) -> None:
    path = tmp_path / "events.tsv"
    path.write_text("\t".join(HEADER) + "\n" + "\t".join(cells) + "\n", encoding="utf-8")
    (row,) = lines(path)
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        event_of(row, {}, first_grants([row]))


def test_the_starter_read_back_is_the_one_that_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    made = starter._made(None)
    kept = [compiled(tmp_path, "starter", "x", starter.Starter, lambda: made) for _ in range(2)][1]
    assert kept is not made
    assert kept == made
    assert [*kept.timelines] == [*made.timelines]


def test_forms_of_names_read_back_are_those_that_were_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    made = name_table(starter.load_starter().lexicon)
    kept = [compiled(tmp_path, "names", "x", NameTable, lambda: made) for _ in range(2)][1]
    assert kept is not made
    assert kept == made
