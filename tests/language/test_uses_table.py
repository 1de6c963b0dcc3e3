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
