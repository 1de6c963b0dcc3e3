"""Quick looks that spare a slower search: none keeps from the search what it would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import stems
from language.case import lowered
from language.names import fold, names_of
from model.lexicon import Condition, Drug, Lexicon
from pages.read.claims.cards import labels

_WRITTEN = st.text(st.sampled_from("aeSſΣσİ ßé-–—’'\"“” \u00a0\n\t®™αβγδ.,K"), max_size=40)
_PIECES = st.lists(
    st.sampled_from(["imatinib", "tynib", "April", "pen-mab", "xy", "rituximab", "ab", "-", "_", ", ", " ", "é", "9"]),
    max_size=12,
).map("".join)  # fmt: skip


@given(_WRITTEN)
def test_folding_is_letter_by_letter(text: str) -> None:
    dashes = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
    quotes = dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'") | dict.fromkeys("\u201c\u201d\u2033", '"')
    blanks = dict.fromkeys("\u00a0\u2007\u2009\u202f\n\t\r\u00ae\u2122", " ")
    plain = lowered(text.translate(str.maketrans(dashes | quotes | blanks)))
    assert fold(text) == plain.translate(str.maketrans("αβγδ", "abgd"))


@given(_PIECES)
def test_the_look_at_endings_lets_every_stem_through(text: str) -> None:
    whole = (m for m in stems._STEM.finditer(text.lower()) if m[0] not in stems._WORDS)
    assert list(stems.stemmed(text.lower())) == [m.span() for m in whole]


@pytest.mark.parametrize("stem", re.sub(r"\[(\w)\w*\]", r"\1", stems._STEMS).split("|"))
def test_each_stem_is_let_through(stem: str) -> None:
    assert list(stems.stemmed(f"take abc{stem}, daily")) == [(5, 8 + len(stem))]


@pytest.mark.parametrize("words", sorted(labels._rows()[0]))
def test_each_label_is_let_through(words: str) -> None:
    for text in (words, f"2.1) {words.title()} (U.S.)", words.upper().replace(" ", " – ")):
        if labels.label_of(text) is not None:
            assert labels.may_be_label(text)
    assert labels.may_be_label(words)


def test_a_page_keeps_what_was_found_on_it_and_the_names_do_not() -> None:
    lexicon = Lexicon(
        drugs={"aspirin": Drug("aspirin")},
        conditions={"asthma": Condition("asthma", names=("asthma",))},
    )
    names = names_of(lexicon)
    page = names.on("Aspirin (ASA) is no drug for asthma.")
    assert page.find("Aspirin for ASA") is page.find("Aspirin for ASA")
    assert page.find("Aspirin for asthma") == names.find("Aspirin for asthma")
    assert names.find("Aspirin") is not names.find("Aspirin"), "nothing outlives its page"
