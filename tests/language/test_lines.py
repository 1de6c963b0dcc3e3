"""Lines of therapy: the number of treatments that came before."""

from __future__ import annotations

import pytest

from language.lines import WAYS, lines_of
from model.indication import Prior


@pytest.mark.parametrize(("way", "pattern", "example"), WAYS)
def test_each_way_of_saying_reads_its_example(way, pattern, example):
    said = lines_of(example)
    assert len(said) == 1, example
    assert said[0].vague == (way == "vague")


@pytest.mark.parametrize(
    ("text", "prior"),
    [
        ("first-line treatment of melanoma", Prior(0, 0)),
        ("myeloma that has not been previously treated", Prior(0, 0)),
        ("as a second-line or later treatment", Prior(1)),
        ("in the third-line setting", Prior(2, 2)),
        ("myeloma (4L+)", Prior(3)),
        ("after at least four prior lines of therapy", Prior(4)),
        ("after two or more systemic therapies", Prior(2)),
        ("who have had only one prior regimen", Prior(1, 1)),
        ("after more than two prior therapies", Prior(3)),
        ("relapsed or refractory lymphoma", Prior(1, vague=True)),
    ],
)
def test_the_number_is_read(text, prior):
    assert lines_of(text) == (prior,)


@pytest.mark.parametrize(
    "text",
    [
        "maintenance after first-line chemotherapy",
        "two different treatments are approved",
        "one of three drugs",
        "at least two doses",
    ],
)
def test_what_is_no_line_of_therapy(text):
    assert [p for p in lines_of(text) if not p.vague] == []


def test_several_are_told_in_order():
    assert lines_of("second-line or first-line treatment") == (Prior(1, 1), Prior(0, 0))
