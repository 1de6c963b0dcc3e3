"""data/uses.toml: every row reads its own examples, and not the others."""

from __future__ import annotations

import pytest

from language.uses import read_words, tables
from model.indication import Indication
from tests.pages.claim_rows import lexicon

ROWS = [
    (kind, value, words, wanted)
    for kind, values in tables().items()
    for value, row in values.items()
    for wanted, key in ((True, "says"), (False, "not"))
    for words in row.get(key, ())
]


def value_of(use: Indication, kind: str) -> str:
    return str(getattr(use, kind))


@pytest.mark.parametrize(("kind", "value", "words", "wanted"), ROWS)
def test_a_row_reads_its_examples(kind, value, words, wanted):
    uses = read_words(words, lexicon())
    assert uses
    assert all((value_of(use, kind) == value) is wanted for use in uses), uses


def test_every_row_that_fills_a_field_has_examples_for_and_against():
    for kind in ("stage", "setting", "population", "purpose"):
        for value, row in tables()[kind].items():
            assert row["says"], value
            assert row["not"], value


def test_what_is_no_use_is_never_unread():
    for row in tables()["skip"].values():
        for written in row["words"]:
            plain = " ".join(e.split("|")[0].rstrip("?*") for e in written.split() if e != "…").replace(
                "#", "2019"
            )
            (use,) = read_words(f"for {plain} gout", lexicon())[:1]
            assert use.unread == (), plain


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("asthma in 6-to-17-year-olds", (72, 216)),
        ("asthma in over-65s", (780, None)),
        ("asthma in the under-12s", (None, 144)),
        ("asthma in kids as young as six", (72, None)),
        ("asthma in boys and girls from age 4", (48, None)),
        ("asthma in 2019", (None, None)),
    ],
)
def test_an_age_behind_in_is_no_year(words, ages):
    (use,) = read_words(words, lexicon())
    assert (use.age_from, use.age_to) == ages
    assert use.unread == ()


@pytest.mark.parametrize(
    "who", ["older adults", "the elderly", "seniors", "young children", "nursing mothers"]
)
def test_people_that_no_field_holds_stay_said(who):
    (use,) = read_words(f"asthma in {who}", lexicon())
    assert use.unread
