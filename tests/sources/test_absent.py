"""What FDA never approved: no row may gainsay what it did approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from model.approval import Action, Timeline
from model.lexicon import Lexicon
from sources.snapshot.absent import absences
from sources.snapshot.starter import load_starter
from verdicts.timeline import APPROVALS

HEADER = "drug\tbrand\tapplication\tnever\tsought\n"
NEVER = "drug\tsought\tuntil\tnote\n"


def _related(condition: str, other: str, lexicon: Lexicon) -> bool:
    """True when one condition is the other, or a kind, a purpose or a symptom of it."""
    return other in _wider(condition, lexicon) or condition in _wider(other, lexicon)


def _wider(condition: str, lexicon: Lexicon) -> set[str]:
    found: set[str] = set()
    left = [condition]
    while left:
        key = left.pop()
        if key and key not in found:
            found.add(key)
            left += [*lexicon.conditions[key].parents, lexicon.conditions[key].of]
    return found


def _approved(timeline: Timeline, brand: str) -> Iterator[str]:
    """The conditions for which a drug (or a brand of it) was approved, or let by an emergency."""
    for event in timeline.events:
        let = event.action in {*APPROVALS, Action.EMERGENCY, Action.WITHDRAWN}
        if let and event.indication is not None and event.brand in ("", brand or event.brand):
            yield event.indication.condition


def test_no_row_gainsays_an_approval_of_the_drug_or_of_a_combination_that_holds_it() -> None:
    starter = load_starter()
    lexicon = starter.lexicon
    rows = 0
    for key, timeline in starter.timelines.items():
        holding = [
            starter.timelines[d.key]
            for d in lexicon.drugs.values()
            if key in d.ingredients and d.key != key and d.key in starter.timelines
        ]
        for absent in timeline.absent:
            if not absent.condition:
                assert not timeline.events, f"{key} was approved"
                continue
            rows += 1
            assert absent.condition in lexicon.conditions, absent
            others = [] if absent.brand else holding
            for line in (timeline, *others):
                for condition in _approved(line, absent.brand):
                    assert not _related(absent.condition, condition, lexicon), (key, absent, condition)
    assert rows > 2000


def test_a_brand_is_one_of_the_drug() -> None:
    starter = load_starter()
    for key, timeline in starter.timelines.items():
        for absent in timeline.absent:
            known = {b.casefold() for b in starter.lexicon.drugs[key].brands}
            assert not absent.brand or absent.brand.casefold() in known, absent


def test_a_row_leads_to_the_label_of_its_own_drug() -> None:
    starter = load_starter()
    for timeline in starter.timelines.values():
        own = {e.application.url for e in timeline.events if e.application}
        for absent in timeline.absent:
            assert "ApplNo=" not in absent.url or absent.url in own, absent


@pytest.mark.parametrize(
    ("drug", "condition"),
    [
        (
            "gabapentin",
            "bipolar disorder",
        ),  # Neurontin's section 1: postherpetic neuralgia, partial onset seizures
        ("trazodone", "insomnia"),  # Desyrel's: major depressive disorder
        ("rituximab", "multiple sclerosis"),
        ("spironolactone", "acne"),
    ],
)
def test_well_known_uses_off_label(drug: str, condition: str) -> None:
    timeline = load_starter().timelines[drug]
    found = [a for a in timeline.absent if a.condition == condition]
    assert [(a.as_of, a.brand) for a in found] == [(date(2025, 12, 31), "")]


def test_of_what_was_never_approved_nothing_is_missing() -> None:
    domperidone = load_starter().timelines["domperidone"]
    assert (domperidone.events, domperidone.indications_complete) == ((), True)
    assert load_starter().timelines["dipyrone"].absent[0].until == 1977


def test_rows_are_read_with_what_may_come(tmp_path: Path) -> None:
    row = "newumab\t\tBLA761000\tasthma; gout\tacne\n"
    (tmp_path / "off_label.tsv").write_text(HEADER + row, encoding="utf-8")
    (tmp_path / "never_approved.tsv").write_text(NEVER + "oldumab\tyes\t\tin trials\n", encoding="utf-8")
    found = absences(tmp_path, date(2025, 12, 31))
    assert [(a.condition, a.sought) for a in found["newumab"]] == [
        ("asthma", False),
        ("gout", False),
        ("acne", True),
    ]
    assert "761000" in found["newumab"][0].url
    assert [(a.condition, a.sought, a.until) for a in found["oldumab"]] == [("", True, 0)]


def test_a_year_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "off_label.tsv").write_text(HEADER, encoding="utf-8")
    (tmp_path / "never_approved.tsv").write_text(NEVER + "oldumab\t\tlong ago\t\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2: 'long ago' is no year"):
        absences(tmp_path, date(2025, 12, 31))
